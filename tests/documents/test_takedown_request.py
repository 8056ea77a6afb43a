from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from noticegen.documents.applicable import applicable_kinds
from noticegen.documents.draft import draft
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

NAME = "takedown_request"
OWN: dict[str, Any] = {
    "addressee": "架空掲示板株式会社",
    "locations": ["https://board.example.jp/thread/1234567890123456/", "同スレッドの12番の投稿"],
    "information": "当社の顧客の氏名、住所及び電話番号を並べた一覧（約300人分）",
    "seen_on": date(2026, 11, 18),
}


SEEN = {**OWN, "seen_on": date(2026, 11, 8), "information": "顧客の氏名及び住所を並べた一覧"}


def request(example: str = LOST_PC, **own: Any) -> FinishedDocument:
    return document(asked(example, NAME, {**OWN, **own}), NAME)


def test_the_word_file_is_the_one_that_its_outline_makes() -> None:
    assert outlines_match(NAME)
    assert sections_stand_in_the_template(NAME)


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_gives_a_request_without_a_finding(example: str) -> None:
    assert made(asked(example, NAME, OWN), NAME).findings == ()


def test_an_incident_that_says_next_to_nothing_gives_one_too() -> None:
    business = {"name": "株式会社架空商事", "phone": "03-0000-0000"}
    assert made(bare(NAME, SEEN, business=business), NAME).findings == ()


def test_a_request_that_says_nowhere_to_reply_is_refused_and_its_gap_shown() -> None:
    with pytest.raises(DocumentError) as error:
        made(bare(NAME, SEEN), NAME)
    assert [each.where.path for each in error.value.findings if each.severity == "error"] == [
        "business.phone"
    ]
    unfinished = made(bare(NAME, SEEN), NAME, incomplete=True)
    assert "〓未記入：回答を受ける連絡先（business.phone）〓" in section(
        read_document(unfinished.docx), "reply"
    )
    with pytest.raises(DocumentError) as error:
        made(asked(LOST_PC, NAME, {**OWN, "agent": "弁護士　仮名 正子"}), NAME)
    assert error.value.findings[-1].where.path == f"document.{NAME}.contact"


@pytest.mark.parametrize(
    ("own", "is_deleted"),
    [
        ({"seen_on": date(2026, 11, 10)}, True),
        ({"seen_on": date(2026, 11, 11)}, True),
        ({"seen_on": date(2026, 11, 12)}, False),
        ({"seen_on": date(2026, 11, 18), "deleted_on": date(2026, 11, 19)}, True),
    ],
)
def test_what_is_deleted_is_not_asked_to_be_deleted_but_to_be_confirmed_and_preserved(
    own: dict[str, Any], is_deleted: bool
) -> None:
    finished = request(**own)
    assert ("現に侵害しています" in section(finished, "rights")) is not is_deleted
    assert ("侵害するものでした" in section(finished, "rights")) is is_deleted
    assert ("削除が完了していることの確認" in section(finished, "request")) is is_deleted
    assert ("消去せずに保存" in section(finished, "preservation")) is is_deleted
    assert ("【緊急】" in section(finished, "subject")) is not is_deleted
    assert "一時的に保存された複製からの削除" in section(finished, "request")
    assert ("削除の確認" in section(finished, "location")) is ("deleted_on" in own)


def test_what_is_deleted_after_the_letter_or_in_one_of_two_places_is_still_asked_for() -> None:
    seen = {**OWN, "seen_on": date(2026, 11, 10)}
    early = {**facts(LOST_PC)["letter"], "date": date(2026, 11, 10)}
    assert "現に侵害" in document(asked(LOST_PC, NAME, seen, letter=early), NAME).text
    for more in ({"takedown_asked": date(2026, 11, 11)}, {}):
        exposures = [*facts(LOST_PC)["exposure"], {"place": "別の掲示板", **more}]
        assert "現に侵害" in document(asked(LOST_PC, NAME, seen, exposure=exposures), NAME).text


def test_a_public_body_is_not_held_to_the_article_for_businesses() -> None:
    city = {"name": "架空市", "kind": "行政機関等", "phone": "03-0000-0000"}
    rights = section(document(bare(NAME, SEEN, business=city), NAME), "rights")
    assert "23条" not in rights
    assert "当市は、個人情報の安全管理の措置を講ずべき者として" in rights
    assert "当社" not in rights


@pytest.mark.parametrize(
    ("day", "act"),
    [
        (
            date(2025, 3, 31),
            "特定電気通信役務提供者の損害賠償責任の制限及び発信者情報の開示に関する法律3条2項",
        ),
        (
            date(2025, 4, 1),
            "特定電気通信による情報の流通によって発生する権利侵害等への対処に関する法律3条2項",
        ),
    ],
)
def test_the_act_is_called_by_the_name_that_it_has_on_the_day(day: date, act: str) -> None:
    incident = asked(LOST_PC, NAME, OWN)
    assert act in section(read_document(draft(incident, NAME, on=day).docx), "request")


def test_the_request_bears_its_own_number_and_none_of_another_letter() -> None:
    assert "総発第1124号" not in request().text
    assert "総発第1125号" in request(number="総発第1125号").text


def test_it_is_offered_only_where_its_table_is_written() -> None:
    assert NAME not in applicable_kinds(asked(LOST_PC, "other_kind"))
    assert NAME in applicable_kinds(asked(LOST_PC, NAME, OWN))


@pytest.mark.parametrize("fact", sorted(OWN))
def test_a_fact_of_its_own_that_is_missing_is_named_and_shown_in_a_draft(fact: str) -> None:
    own = {name: value for name, value in OWN.items() if name != fact}
    with pytest.raises(DocumentError) as error:
        made(asked(LOST_PC, NAME, own), NAME)
    found = [(each.code, each.where.path) for each in error.value.findings if each.severity == "error"]
    assert found == [("K101", f"document.{NAME}.{fact}")]
    unfinished = made(asked(LOST_PC, NAME, own), NAME, incomplete=True)
    assert "〓未記入" in read_document(unfinished.docx).text


def test_it_says_where_what_why_and_what_is_asked() -> None:
    finished = request()
    for each in OWN["locations"]:
        assert each in section(finished, "location")
    assert OWN["information"] in section(finished, "information")
    assert "民法709条" in section(finished, "rights")
    assert "プライバシー" in section(finished, "rights")
    assert "削除" in section(finished, "request")
    assert "削除の前に保存" in section(finished, "preservation")


def test_the_right_of_the_persons_stays_theirs() -> None:
    finished = request()
    assert "本人がその権利に基づいて自ら申出又は請求をすることを妨げるものではありません" in finished.text
    assert "35条" not in finished.text


def test_other_rights_are_named_only_where_the_facts_say_so() -> None:
    assert "不正競争防止法" not in request().text
    own = request(secrecy="閲覧できる者を限り、", terms="利用規約第5条", rights="著作権（編集著作物）")
    rights = section(own, "rights")
    assert "閲覧できる者を限り、当社の営業秘密（不正競争防止法2条6項）" in rights
    assert "利用規約第5条にも反する" in rights
    assert "著作権" in rights


def test_the_reply_has_a_day_and_an_address() -> None:
    assert "速やかに" in section(request(), "reply")
    own = request(reply_by=date(2026, 11, 12), agent="弁護士　仮名 正子", contact="電話　03-0000-0000")
    assert "2026年11月12日（木）まで" in section(own, "reply")
    assert "03-0000-0000" in section(own, "reply")
    assert "代理人　弁護士　仮名 正子" in section(own, "sender")


def test_the_address_of_the_exposure_never_leaves_the_file() -> None:
    raw = facts(LOST_PC)
    raw["exposure"][0]["address"] = "https://secret.example.jp/leak"
    incident = asked(LOST_PC, NAME, OWN, exposure=raw["exposure"])
    assert "secret.example.jp" not in document(incident, NAME).text


def test_nothing_of_the_incident_reaches_the_operator() -> None:
    raw = facts(LOST_PC)
    text = request().text
    for said in (raw["incident"]["summary"].strip().splitlines()[0], raw["discipline"]["subject"]["name"]):
        assert said not in text


@pytest.mark.parametrize(
    ("sentence", "requirement"),
    [
        ("氏名：見本 花子", "no_victims_data"),
        ("電話番号：03-0000-0000", "no_victims_data"),
        ("掲載された番号は 0000-0000-0000-0000 です。", "no_victims_data"),
        ("平成3年4月1日生まれの方です。", "no_victims_data"),
        ("個人情報保護法35条に基づき請求します。", "no_article_35"),
    ],
)
def test_what_must_not_be_added_is_found(sentence: str, requirement: str) -> None:
    assert forbidden(NAME, sentence, asked(LOST_PC, NAME, OWN)) == {f"{NAME}.{requirement}"}


@pytest.mark.parametrize(
    ("name", "line", "you"),
    [
        ("架空掲示板株式会社", "架空掲示板株式会社　御中", "貴社の運営"),
        ("見本 太郎", "見本 太郎　様", "貴殿の運営"),
    ],
)
def test_who_runs_the_place_is_addressed_by_what_it_is(name: str, line: str, you: str) -> None:
    finished = document(asked(LOST_PC, NAME, {**OWN, "addressee": name}), NAME)
    assert section(finished, "addressee") == line
    assert you in finished.text
