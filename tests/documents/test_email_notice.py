from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from noticegen.batch import write_batch
from noticegen.documents.applicable import applicable_kinds
from noticegen.documents.kinds import kind
from noticegen.documents.make import DocumentMaker
from noticegen.facts.affected_person import AffectedPerson, affected_person
from noticegen.findings import DocumentError
from noticegen.law.conditions import Case
from noticegen.law.demands import demands
from noticegen.ooxml.reading import FinishedDocument, read_document
from tests.documents.letters import GROUP, incident_with, recipient
from tests.documents.more_kinds import (
    EXAMPLES,
    INTRUSION,
    LOST_PC,
    ROOT,
    asked,
    bare,
    document,
    made,
    outlines_match,
    section,
    sections_stand_in_the_template,
)

if TYPE_CHECKING:
    from pathlib import Path

    from noticegen.facts.incident import Incident

NAME = "email_notice"
SUMMARY = 'summary = "業務用のパソコンを電車に置き忘れました。"\n'


def mail(incident: Incident, since: Incident | None = None, /, **person: Any) -> FinishedDocument:
    """Return the mail to a person who does not exist."""
    found = affected_person(recipient(**person), incident)
    assert isinstance(found, AffectedPerson)
    case = Case(incident, incident.letter.date, audience="本人", since=since)
    return read_document(DocumentMaker(kind(NAME), case).make(found, "0417").data)


def test_the_word_file_is_the_one_that_its_outline_makes() -> None:
    assert outlines_match(NAME)
    assert sections_stand_in_the_template(NAME)


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_gives_a_mail_with_nothing_more_to_say_than_of_the_letter(example: str) -> None:
    incident = asked(example, NAME)
    of_letter = {each.requirement for each in made(incident, "victim_apology").findings}
    assert {each.requirement for each in made(incident, NAME).findings} <= of_letter


def test_it_is_made_only_by_name() -> None:
    assert NAME not in applicable_kinds(asked(LOST_PC, NAME))


def test_it_is_bound_by_what_binds_the_letter() -> None:
    case = Case(asked(LOST_PC, NAME), asked(LOST_PC, NAME).letter.date, audience="本人")
    binding = {each.id for each in demands(kind(NAME).law, case) if each.binds and each.section}
    met = {name for rule in kind(NAME).sections for name in rule.requirements}
    assert binding
    assert binding <= met


@pytest.mark.parametrize("missing", ["cause", "secondary_damage"])
def test_a_mail_without_a_statutory_item_is_refused(missing: str) -> None:
    with pytest.raises(DocumentError) as error:
        made(asked(LOST_PC, NAME, **{missing: None}), NAME)
    errors = {each.requirement for each in error.value.findings if each.severity == "error"}
    assert f"victim_apology.{missing}" in errors


def test_a_draft_with_gaps_shows_them() -> None:
    draft = made(bare(NAME), NAME, incomplete=True)
    assert draft.is_incomplete
    assert "〓未記入" in section(read_document(draft.docx), "cause")


def test_the_subject_names_the_sender_the_rung_and_no_item() -> None:
    text = section(mail(incident_with()), "subject")
    assert text == "件名\n【株式会社架空商事】個人情報の漏えいのおそれに関するお詫びとお知らせ"


def test_own_items_only() -> None:
    other = GROUP.replace("members", "others").replace('"電話番号"', '"購入履歴"')
    finished = mail(incident_with(groups=GROUP + other))
    assert "氏名、電話番号" in section(finished, "affected_items")
    assert "含まれていない情報：クレジットカード情報" in section(finished, "affected_items")
    assert "購入履歴" not in finished.text


def test_a_guardian_reads_no_items_unless_the_row_allows_it() -> None:
    closed = mail(incident_with(), kind="保護者")
    assert "記載を差し控えて" in section(closed, "affected_items")
    assert "クレジットカード情報" not in closed.text
    opened = mail(incident_with(), kind="保護者", may_name_items=True)
    assert "電話番号" in section(opened, "affected_items")


WRONG = '[[group]]\nid = "wrong"\nlabel = "誤って届いた方"\nrole = "誤受領者"\ncertainty = "漏えい確認"\n'


def test_who_received_the_data_of_others_is_not_told_whose() -> None:
    finished = mail(incident_with(groups=GROUP + WRONG), groups=("wrong",), kind="誤受領者")
    assert "誤送付" in section(finished, "subject")
    assert "電話番号" not in section(finished, "affected_items")


def test_what_changed_is_told_in_lines_of_their_own_but_not_to_who_only_received() -> None:
    before = incident_with(groups=GROUP + WRONG)
    now = incident_with(
        groups=GROUP + WRONG,
        damage='status = "あり"\nas_of = 2026-11-20\ndetail = "不審な電話が1件あります。"',
    )
    lines = section(mail(now, before), "changes").splitlines()
    assert "・二次被害　前回：確認されていない" in lines
    assert "　今回：あり（2026年11月20日現在）" in lines
    received = mail(now, before, groups=("wrong",), kind="誤受領者")
    assert "（続報）" in section(received, "subject")
    assert not [each for each in received.sections if each.id == "changes"]
    assert "不審な電話が1件" not in received.text


@pytest.mark.parametrize(
    ("method", "told"),
    [
        ('method = ["ホームページに掲載", "記者会見"]', True),
        ('method = ["報道機関等への資料配布"]', False),
        ("", False),
    ],
)
def test_a_mail_is_proved_by_what_lies_outside_it(method: str, told: bool) -> None:
    genuine = section(
        mail(incident_with(more=f'[publication]\nstatus = "実施済み"\non = 2026-11-12\n{method}')), "genuine"
    )
    assert ("ウェブサイト" in genuine) is told
    assert "本メール以外でお確かめになった連絡先" in genuine
    assert "上記の窓口" not in genuine


@pytest.mark.parametrize("example", EXAMPLES)
def test_there_is_no_link_to_follow(example: str) -> None:
    text = document(asked(example, NAME), NAME).text
    assert "http" not in text
    assert "添付ファイルはありません" in text


def test_it_can_be_pasted_as_text() -> None:
    data = made(asked(INTRUSION, NAME), NAME).docx
    finished = read_document(data)
    assert finished.text.count("■") >= 8
    outline = (kind(NAME).folder / "mail.txt").read_text("utf-8")
    assert "[table" not in outline
    assert "<箇条書き>" not in outline


def test_the_number_to_quote_is_in_it() -> None:
    assert "「0417」" in section(mail(incident_with()), "inquiry_desk")


def test_a_second_mail_refers_to_the_first_and_says_that_a_letter_follows() -> None:
    own = (
        '[document.email_notice]\nprevious_on = 2026-11-10\nletter_follows = true\nsummary = "短い概要です。"'
    )
    finished = mail(incident_with(more=own))
    assert "（続報）" in section(finished, "subject")
    assert "2026年11月10日付け" in section(finished, "apology")
    assert "追って書面でも" in section(finished, "apology")
    assert "短い概要です。" in section(finished, "incident_summary")


def test_a_batch_writes_one_mail_for_each_recipient(tmp_path: Path) -> None:
    folder = ROOT / "examples/lost_pc"
    incident = asked(LOST_PC, NAME)
    report = write_batch(
        incident, folder / "recipients.csv", tmp_path / "out", kind=NAME, on=incident.letter.date
    )
    files = sorted((tmp_path / "out/letters").rglob("*.docx"))
    assert len(files) == report.letters > 0
    assert "件名" in section(read_document(files[0]), "subject")


def test_no_inquiry_is_promised_of_what_nobody_is_looking_into() -> None:
    for word, goes_on in {"調査中": True, "把握していない": False}.items():
        text = section(mail(incident_with(incident=f'{SUMMARY}occurred = "{word}"')), "followup_plan")
        assert ("調査を継続し" in text) is goes_on
        assert "判明次第、改めてお知らせいたします。" in text


def test_whom_to_ask_about_another_holder_is_said_and_an_hour_makes_a_day_a_time() -> None:
    more = '[[party]]\nid = "a"\nrole = "委託元"\nname = "株式会社架空百貨"\nowes_report = true\n'
    entrusted = incident_with(groups=f'{GROUP}client = "a"\n', more=more)
    text = section(mail(entrusted), "person_rights")
    assert "株式会社架空百貨に対し" in text
    assert text.endswith("ご請求先のご連絡先は、下記の窓口にお尋ねください。")
    found = SUMMARY + 'discovered_on = { at = 2026-10-31, text = "2026年10月31日午後4時頃" }'
    assert "発覚日時　2026年10月31日午後4時頃" in section(
        mail(incident_with(incident=found)), "incident_summary"
    )
