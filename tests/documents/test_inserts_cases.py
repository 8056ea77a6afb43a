"""What does the page for a foreign resident say of a day, a time, an item, a desk: in English and in easy Japanese?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from noticegen.documents.kinds import kind
from noticegen.documents.make import DocumentMaker
from noticegen.facts.affected_person import AffectedPerson, affected_person
from noticegen.law.case import Case
from tests.documents.letters import GROUP, RECEIVERS, incident_with, recipient

if TYPE_CHECKING:
    from noticegen.facts.incident import Incident

BOTH = 'inserts = ["やさしい日本語", "English"]'
DESK = '[[contact]]\nlabel = "窓口"\n'


def pages(facts: dict[str, Any] | None = None, **parts: str) -> tuple[Any, Any]:
    """Return the page in easy Japanese and the one in English."""
    return pages_of(incident_with(**{"letter": BOTH, **parts}), facts)


def pages_of(incident: Incident, facts: dict[str, Any] | None = None) -> tuple[Any, Any]:
    rule = kind("victim_apology")
    person = affected_person(recipient(**(facts or {})), incident)
    assert isinstance(person, AffectedPerson)
    maker = DocumentMaker(rule, Case(incident, incident.letter.date, None, rule.audience))
    easy, english = maker.variables(person, "0001")["person"].inserts
    assert (easy.language, english.language) == ("easy", "en")
    return easy, english


def lines(part: int, facts: dict[str, Any] | None = None, **parts: str) -> tuple[list[str], list[str]]:
    easy, english = pages(facts, **parts)
    return list(easy.parts[part].lines), list(english.parts[part].lines)


@pytest.mark.parametrize(
    ("moment", "easy", "english"),
    [
        ("2026-10-30", "2026年10月30日", "October 30, 2026"),
        ("2026-10-30T23:30:00", "2026年10月30日 23時30分", "October 30, 2026, 11:30 PM"),
        ("2026-10-30T09:00:00", "2026年10月30日 9時", "October 30, 2026, 9:00 AM"),
        ("2026-10-30T15:00:00Z", "2026年10月31日 0時", "October 31, 2026, 12:00 AM"),
        ("{ at = 2026-10-30, about = true }", "2026年10月30日ごろ", "around October 30, 2026"),
        ("{ since = 2026-10-30 }", "2026年10月30日から", "from October 30, 2026"),
        ("{ until = 2026-10-30 }", "2026年10月30日まで", "until October 30, 2026"),
        (
            "{ since = 2026-10-29, until = 2026-10-30 }",
            "2026年10月29日から 2026年10月30日まで",
            "from October 29, 2026 to October 30, 2026",
        ),
        (
            "{ since = 2026-10-29, until = 2026-10-30, about = true }",
            "2026年10月29日ごろから 2026年10月30日ごろまで",
            "from around October 29, 2026 to around October 30, 2026",
        ),
        ('{ text = "10月の終わり" }', "手紙を 見（み）てください", "see the Japanese letter"),
        ('"調査中"', "まだ わかりません", "not known yet; we are still investigating"),
    ],
)
def test_when_it_happened_is_said_as_the_letter_has_it(moment: str, easy: str, english: str) -> None:
    found = lines(0, incident=f"occurred = {moment}")
    assert easy in found[0][0].partition("：")[2]
    assert found[1][0] == f"It happened: {english}"


def test_when_it_became_known_is_the_day_of_discovery_else_that_on_which_it_is_known() -> None:
    assert lines(0, incident="")[1] == ["It became known: October 31, 2026"]
    assert lines(0, incident="discovered_on = 2026-10-30")[1] == ["It became known: October 30, 2026"]
    assert len(lines(0, incident="occurred = 2026-10-29\ndiscovered_on = 2026-10-30")[1]) == 2


@pytest.mark.parametrize(
    ("hours", "english"),
    [
        ("午前9時から午後6時30分まで", "from 9:00 AM to 6:30 PM"),
        ("9時～17時", "from 9:00 AM to 5:00 PM"),
        ("9:30-17:05", "from 9:30 AM to 5:05 PM"),
        (" 午前10時から正午まで ", "from 10:00 AM to 12:00 PM"),
        ("正午から午後12時30分", "from 12:00 PM to 12:30 PM"),
        ("午前12時から24時", "from 12:00 AM to 12:00 AM"),
        ("午前9時から午後5時まで（正午から1時間を除く）", "see the Japanese letter"),
        ("午前9時", "see the Japanese letter"),
        ("9時75分から17時", "see the Japanese letter"),
        ("9時から77時", "see the Japanese letter"),
        ("終日", "see the Japanese letter"),
    ],
)
def test_the_hours_of_a_desk_are_translated_where_they_are_hours_alone(hours: str, english: str) -> None:
    assert lines(3, more=f'{DESK}hours = "{hours}"\n')[1][0] == f"Hours: {english}"


def test_easy_japanese_has_hours_and_minutes_by_the_clock_of_24_hours() -> None:
    found = lines(3, more=f'{DESK}hours = "午前9時から午後6時30分まで"\n')[0]
    assert found[0].endswith("9時から 18時30分まで")


def test_a_desk_is_named_with_what_is_known_of_it_and_no_more_than_two_are() -> None:
    desk = (
        f'{DESK}phone = "0120-000-000"\ntoll_free = true\ndays = "平日"\nlanguages = ["英語", "架空語"]\n'
        'email = "desk@example.jp"\nurl = "https://example.jp/"\n'
    )
    _, english = lines(3, more=desk)
    assert english == [
        "Telephone: 0120-000-000 (free of charge)",
        "Days: Monday to Friday, except public holidays",
        "Languages: English, 架空語",
        "E-mail: desk@example.jp",
        "Website: https://example.jp/",
        "Please tell us your reference number (0001).",
    ]
    three = "".join(f'{DESK}phone = "0120-000-00{number}"\n' for number in range(3))
    assert lines(3, more=three)[1][:-1] == ["Telephone: 0120-000-000", "Telephone: 0120-000-001"]
    other = lines(3, more=f'{DESK}days = "第2・第4木曜日"\n')[1]
    assert other[0] == "Days: see the Japanese letter"


def test_without_a_desk_the_business_is_called_and_a_further_report_is_promised() -> None:
    _, english = lines(3)
    assert english == ["Telephone: 03-0000-0000", "Please tell us your reference number (0001)."]
    assert lines(3, more=f'{DESK}email = "desk@example.jp"\n')[1][0] == "E-mail: desk@example.jp"
    again = lines(3, letter=f'{BOTH}\nnext_report = "判明次第、お知らせします。"')[1]
    assert again[-1] == "We will tell you when we know more."


def test_items_are_named_in_the_language_and_one_that_is_not_in_the_table_as_the_letter_has_it() -> None:
    group = GROUP.replace('"電話番号"', '{ name = "電話番号", masked = true }, "架空の項目"')
    easy, english = lines(1, groups=group)
    assert english == [
        "Possibly leaked: name, telephone number (partly hidden), 架空の項目",
        "Not included: credit card information",
    ]
    assert "架空の項目" in easy[0]
    assert "（一部（いちぶ）は 見（み）えません）" in easy[0]


def test_what_is_not_known_of_the_items_or_of_the_leak_is_said_to_be_under_investigation() -> None:
    unknown = GROUP.replace('["氏名", "電話番号"]', '{ unknown = "調査中" }')
    assert "still investigating which information" in lines(1, groups=unknown)[1][0]
    doubtful = GROUP.replace('"漏えいのおそれ"', '{ unknown = "調査中" }')
    easy, english = pages(groups=doubtful)
    assert english.opening == (
        "We are very sorry. We are investigating whether your personal information is concerned."
    )
    assert english.parts[1].lines[0].endswith("name, telephone number")
    assert english.parts[1].lines[0].startswith("We are investigating")
    assert "：名前" not in easy.parts[1].lines[0]


def test_a_relative_is_told_no_item_and_is_addressed_as_one() -> None:
    easy, english = pages({"kind": "御遺族", "name": "故 見本 一郎"})
    assert english.to.startswith("To the family of the late 見本 一郎: ")
    assert easy.to.startswith("見本 一郎 さんの ご家族")
    assert english.parts[1].lines == (
        "To protect privacy, this letter does not name the information. Please ask us.",
    )


def test_a_page_is_headed_by_its_number_its_day_and_who_sends_it() -> None:
    _, english = pages()
    assert (english.reference, english.to) == ("Reference number: 0001", "Dear 見本 花子,")
    assert english.date == "株式会社架空商事, November 24, 2026"
    assert english.title == "About your personal information"
    assert english.formal.startswith("The letter in Japanese is the formal notice.")
    assert [part.heading for part in english.parts][1:] == [
        "Your information concerned",
        "What we ask you to do",
        "Questions",
    ]
    assert english.opening == "We are very sorry. Your personal information may have been leaked."


def test_the_requests_are_those_of_the_letter_and_no_more_than_the_page_has_room_for() -> None:
    items = '["氏名", "住所", "電話番号", "メールアドレス", "パスワード", "クレジットカード番号", "口座番号", "生年月日"]'
    many = GROUP.replace('["氏名", "電話番号"]', items)
    easy, english = pages(groups=many)
    assert len(easy.parts[2].points) == len(english.parts[2].points) == 6
    assert english.parts[2].lines == ("Please read the other requests in the Japanese letter as well.",)
    few = pages(groups=GROUP.replace('["氏名", "電話番号"]', '["氏名"]'))[1]
    assert 0 < len(few.parts[2].points) < 6
    assert few.parts[2].lines == ()
    assert all(point.isascii() for point in few.parts[2].points)


def test_an_item_is_named_as_the_one_that_it_is_called_otherwise() -> None:
    group = GROUP.replace('["氏名", "電話番号"]', '["お名前", "カード番号"]')
    easy, english = lines(1, groups=group)
    plain = lines(1, groups=GROUP.replace('["氏名", "電話番号"]', '["氏名", "クレジットカード番号"]'))
    assert (easy[0], english[0]) == (plain[0][0], plain[1][0])
    assert english[0].startswith("Possibly leaked: name, credit card number")
    assert "情報：名前（なまえ）、" in easy[0]


def test_who_only_received_data_of_others_is_told_so_and_no_item() -> None:
    receivers = '[[group]]\nid = "receivers"\nrole = "誤受領者"\nlabel = "届いた方"\ncertainty = "漏えい確認"\nmedia = ["紙"]\n'
    _, english = pages({"groups": ("receivers",), "items": ()}, groups=GROUP + receivers)
    told = "Papers or data with information about other people reached you by mistake."
    assert english.opening == f"We are very sorry. {told}"
    assert english.parts[1].lines == (told,)


def test_a_page_in_a_language_that_the_row_asks_for_too_is_there_once() -> None:
    easy, english = pages({"languages": ("English",)})
    assert [easy.language, english.language] == ["easy", "en"]


def test_the_name_of_the_sender_has_its_reading_where_that_is_known() -> None:
    incident = incident_with(letter=BOTH)
    business = incident.business.model_copy(update={"kana": "カブシキガイシャカクウショウジ"})
    easy, english = pages_of(incident.model_copy(update={"business": business}))
    assert english.date == "株式会社架空商事 (カブシキガイシャカクウショウジ), November 24, 2026"
    assert easy.date.endswith("　株式会社架空商事（カブシキガイシャカクウショウジ）")


def test_one_whose_own_data_leaked_too_is_told_of_that_and_of_each_part_once() -> None:
    facts = {"groups": ("members", "receivers")}
    groups = GROUP.replace('not_included = ["クレジットカード情報"]', "")
    _, english = pages(facts, groups=groups + RECEIVERS + 'media = ["紙"]\n')
    assert english.opening == "We are very sorry. Your personal information may have been leaked."
    assert english.parts[1].lines == ("Possibly leaked: name, telephone number",)


def test_who_received_papers_is_asked_for_papers_and_who_received_data_for_data() -> None:
    facts = {"groups": ("receivers",), "items": ()}
    of_paper, of_data = (
        pages(facts, groups=GROUP + RECEIVERS + f'media = ["{medium}"]\n')[1].parts[2].points
        for medium in ("紙", "電子媒体")
    )
    keep = "Please keep the papers as they are and contact us. Tell us also if copies were made."
    assert keep in of_paper
    assert keep not in of_data
    assert set(of_data) - set(of_paper)


def test_to_a_relative_no_request_betrays_an_item() -> None:
    groups = GROUP.replace('"電話番号"', '"パスワード"')
    _, own = pages(groups=groups)
    _, relatives = pages({"kind": "御遺族", "name": "故 見本 一郎"}, groups=groups)
    assert any("password" in point for point in own.parts[2].points)
    assert relatives.parts[2].points
    assert not any("password" in point for point in relatives.parts[2].points)
