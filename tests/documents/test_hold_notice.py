from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from noticegen.documents.applicable import applicable_kinds
from noticegen.findings import DocumentError
from noticegen.ooxml.reading import FinishedDocument, read_document
from tests.documents.more_kinds import (
    EXAMPLES,
    LOST_PC,
    asked,
    bare,
    document,
    facts,
    forbidden,
    made,
    outlines_match,
    section,
    sections_stand_in_the_template,
)

NAME = "hold_notice"
OWN: dict[str, Any] = {
    "sender": "個人情報保護の責任者　例示 一子",
    "custodians": [
        "情報システムの担当者　仮名 二郎",
        {"who": "物品の管理者　架空 三子", "what": "貸出しの記録"},
    ],
}


def notice(example: str = LOST_PC, **own: Any) -> FinishedDocument:
    return document(asked(example, NAME, {**OWN, **own}), NAME)


def test_the_word_file_is_the_one_that_its_outline_makes() -> None:
    assert outlines_match(NAME)
    assert sections_stand_in_the_template(NAME)


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_gives_a_notice_without_a_finding(example: str) -> None:
    assert made(asked(example, NAME, OWN), NAME).findings == ()


def test_an_incident_that_says_next_to_nothing_gives_one_too() -> None:
    assert made(bare(NAME, OWN), NAME).findings == ()


def test_it_is_offered_only_where_its_table_is_written() -> None:
    assert NAME not in applicable_kinds(asked(LOST_PC, "other_kind"))
    assert NAME in applicable_kinds(asked(LOST_PC, NAME, OWN))


@pytest.mark.parametrize("fact", ["sender", "custodians"])
def test_a_fact_of_its_own_that_is_missing_is_named_and_shown_in_a_draft(fact: str) -> None:
    own = {name: value for name, value in OWN.items() if name != fact}
    with pytest.raises(DocumentError) as error:
        made(asked(LOST_PC, NAME, own), NAME)
    found = [(each.code, each.where.path) for each in error.value.findings if each.severity == "error"]
    assert found == [("K101", f"document.{NAME}.{fact}")]
    draft = made(asked(LOST_PC, NAME, own), NAME, incomplete=True)
    assert "〓未記入" in read_document(draft.docx).text


def test_each_custodian_reads_what_to_keep() -> None:
    rows = section(notice(), "custodians").splitlines()
    assert (
        rows[rows.index("情報システムの担当者　仮名 二郎") + 1]
        == "自ら所持し、又は管理する「保全する物」に掲げた物"
    )
    assert rows[rows.index("物品の管理者　架空 三子") + 1] == "貸出しの記録"


def test_the_things_and_times_are_those_given_or_the_usual_ones() -> None:
    usual = notice()
    assert "情報システムの操作" in section(usual, "scope")
    assert "期限を定めずに" in section(usual, "period")
    own = notice(
        items=["決済ページの複製"], since=date(2026, 4, 1), until="訴訟の終了", reply_by=date(2026, 11, 26)
    )
    assert "決済ページの複製" in section(own, "scope")
    assert "2026年4月1日以降に" in section(own, "scope")
    assert "情報システムの操作" not in section(own, "scope")
    assert "訴訟の終了まで" in section(own, "period")
    assert "2026年11月26日（木）" in section(own, "contact")


def test_nobody_is_to_search_and_no_reporter_is_to_be_looked_for() -> None:
    finished = notice()
    assert "自らの判断で調査し" in section(finished, "prohibitions")
    assert "知らせた者を捜すためのものではありません" in section(finished, "whistleblower")
    assert (
        "公益通報、弁護士若しくは労働組合への相談又は行政機関の調査への協力を妨げるものではありません"
        in finished.text
    )


@pytest.mark.parametrize("example", [LOST_PC, "dispatched_worker/incident.toml"])
def test_nothing_about_the_employee_is_in_it(example: str) -> None:
    text = notice(example).text
    assert facts(example)["discipline"]["subject"]["name"] not in text
    assert "懲戒" not in text


@pytest.mark.parametrize(
    ("sentence", "requirement"),
    [
        ("通信の記録から、通報者を特定してください。", "no_search_for_reporter"),
        ("内部告発をした者を突き止めること。", "no_search_for_reporter"),
        ("誰が通報したかを調べて報告すること。", "no_search_for_reporter"),
        ("犯人の端末を保全してください。", "no_verdict"),
        ("違反した者は懲戒の対象とします。", "no_verdict"),
    ],
)
def test_what_must_not_be_ordered_is_found(sentence: str, requirement: str) -> None:
    assert f"{NAME}.{requirement}" in forbidden(NAME, sentence, asked(LOST_PC, NAME, OWN))


def test_the_order_not_to_search_is_no_order_to_search() -> None:
    for sentence in (
        "通報者を捜してはなりません。",
        "誰が通報したかを捜さないでください。",
        "接続元を特定してください。",
    ):
        assert forbidden(NAME, sentence, asked(LOST_PC, NAME, OWN)) == set()


def test_the_day_of_knowledge_is_told_no_surer_than_it_is_known() -> None:
    event = {**facts(LOST_PC)["incident"], "known_text": "2026年10月（日は特定できていない）"}
    text = section(document(asked(LOST_PC, NAME, OWN, incident=event), NAME), "purpose")
    assert "当社が知った日\t2026年10月（日は特定できていない）" in text.replace("　", "\t")
    assert "10月31日" not in text


def test_an_answer_is_asked_for_in_a_way_that_reaches_somebody() -> None:
    by_hand = section(notice(), "contact")
    assert "電子メール" not in by_hand
    assert "問合せ先に渡してください。" in by_hand
    by_mail = section(notice(contact="総務　見本 四郎　hold@example.jp"), "contact")
    assert "問合せ先に渡すか、同じ内容を電子メールで送ってください。" in by_mail


def test_every_sentence_is_whole_and_the_notice_ends_as_notices_end() -> None:
    finished = notice()
    assert "関係し得るものを保全してください。" in section(finished, "scope")
    assert section(finished, "contact").splitlines()[-1] == "以上"


@pytest.mark.parametrize("kind", ["個人情報取扱事業者", "行政機関等"])
def test_nothing_in_it_is_for_shops_alone(kind: str) -> None:
    business = {**facts(LOST_PC)["business"], "kind": kind}
    text = document(asked(LOST_PC, NAME, OWN, business=business), NAME).text
    for word in ("お客様", "社内", "社外", "営業部"):
        assert word not in text
