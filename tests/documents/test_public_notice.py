from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from noticegen.documents.draft import draft
from noticegen.japanese.wording import wording_findings
from noticegen.ooxml.compose import compose
from noticegen.ooxml.reading import read_document
from tests.documents.letters import GROUP, incident_with, notice, section

if TYPE_CHECKING:
    from noticegen.facts.incident import Incident

FOLDER = Path(__file__).parents[2] / "templates_ja/public_notice"
UNREACHABLE = """
[affected]
unreachable = 12
unreachable_reason = "住所の登録がないため"
[person_response]
status = "実施中"
method = "書面の郵送"
[person_response.substitute]
method = ["公表", "問合せ窓口"]
"""
INNER = """
[[group]]
id = "published"
label = "掲示板に掲載された会員"
within = "members"
count = 312
certainty = "漏えい確認"
items = ["氏名", { name = "電話番号", coverage = "一部" }]
"""
NOT_REPORTABLE = (
    '[assessment]\nrule7 = []\nby = "見本 弁護士"\non = 2026-11-20\nreason = "いずれの号にも当たらない。"\n'
)


def test_the_word_file_is_made_from_the_text_beside_it() -> None:
    text = (FOLDER / "notice.txt").read_text("utf-8")
    assert compose(text) == (FOLDER / "notice.docx").read_bytes()


def test_the_notice_says_everything_that_the_persons_should_be_told_and_how_to_ask() -> None:
    document = notice(incident_with())
    assert [each.id for each in document.sections] == [
        "notice_date",
        "sender",
        "subject",
        "apology",
        "incident_summary",
        "affected_items",
        "course",
        "cause",
        "secondary_damage",
        "protective_actions",
        "alternative_measure",
        "inquiry_desk",
    ]
    assert "ご自身が本件の対象であるか否かは" in section(document, "alternative_measure")


def test_the_notice_speaks_of_the_company_as_the_public_does_and_avoids_what_letters_avoid() -> None:
    text = notice(incident_with()).text
    assert "弊社" not in text
    assert wording_findings(text, "public_notice") == ()


def test_every_group_has_its_number_its_items_and_its_word_of_certainty() -> None:
    document = notice(incident_with(groups=GROUP + INNER))
    text = section(document, "affected_items")
    assert "対象となる方の人数は、1,200人です。" in text
    assert "漏えいした可能性のある情報：氏名、電話番号" in text
    assert "掲示板に掲載された会員（内数）" in text
    assert "漏えいした情報：氏名、電話番号（一部の方のみ）" in text
    assert section(document, "subject") == "個人情報の漏えい及び漏えいのおそれに関するお詫びとお知らせ"
    assert "漏えいした情報及び漏えいした可能性のある情報があることが判明" in section(document, "apology")


def test_the_substitute_for_notice_is_named_where_persons_cannot_be_reached() -> None:
    text = section(notice(incident_with(more=UNREACHABLE)), "alternative_measure")
    assert "書面の郵送により、順次、個別にお知らせしております。" in text
    assert "第26条第2項ただし書に基づき、本公表及び末尾の問合せ窓口の設置をもって" in text
    assert "第26条第2項ただし書" not in section(notice(incident_with()), "alternative_measure")


def test_the_public_gets_the_advice_of_every_item_of_every_group() -> None:
    text = section(
        notice(incident_with(groups=GROUP.replace("電話番号", "クレジットカード番号"))), "protective_actions"
    )
    assert "カード会社にお申し出ください" in text


def test_unknown_numbers_and_items_read_as_sentences() -> None:
    groups = GROUP.replace("1200", '"調査中"').replace('["氏名", "電話番号"]', '"調査中"')
    text = section(notice(incident_with(groups=groups)), "affected_items")
    assert "対象となる方の人数は、現在調査中です。" in text
    assert "情報：項目は、現在調査中です。" in text
    opened = notice(incident_with(groups=groups, incident='occurred = "調査中"'))
    assert "発生日 現在調査中です" in " ".join(section(opened, "incident_summary").split())


def test_while_it_is_open_who_or_what_is_concerned_nothing_is_said_flatly_not_to_be_included() -> None:
    for open_ in (
        GROUP.replace("1200", "{ max = 1200 }"),
        GROUP.replace("1200", '"調査中"'),
        GROUP.replace('["氏名", "電話番号"]', '"調査中"'),
        GROUP.replace('"漏えいのおそれ"', '"調査中"'),
    ):
        text = section(notice(incident_with(groups=open_)), "affected_items")
        assert "これまでの調査で含まれることが確認されていない情報：クレジットカード情報" in text
        assert "含まれていない情報" not in text
    assert "含まれていない情報：クレジットカード情報" in section(notice(incident_with()), "affected_items")


def test_persons_are_persons_in_either_word() -> None:
    named = GROUP.replace("1200", '{ value = 1200, unit = "名" }')
    text = section(notice(incident_with(groups=named)), "affected_items")
    assert "対象となる方の人数は、1,200名です。" in text


def test_that_nothing_was_seen_is_said_once() -> None:
    more = '[[exposure]]\nplace = "路上"\nviewed = "閲覧の痕跡なし"\ndetail = "読み出された痕跡は認められませんでした。"\n'
    assert section(notice(incident_with(more=more)), "course").count("痕跡") == 1


def test_no_reason_why_persons_cannot_be_reached_and_no_address_of_a_leak_is_published() -> None:
    more = UNREACHABLE + '[[exposure]]\nplace = "掲示板"\naddress = "https://board.example.com/0000"\n'
    text = notice(incident_with(more=more)).text
    assert "住所の登録がない" not in text
    assert "board.example.com" not in text


def test_a_notice_bears_the_day_on_which_it_will_be_published() -> None:
    planned = '[publication]\nstatus = "実施予定"\non = {}\n'
    later = notice(incident_with(more=planned.format("2026-11-26")))
    assert section(later, "notice_date") == "2026年11月26日"
    for earlier in (planned.format("2026-11-20"), planned.format('"調査中"'), ""):
        assert section(notice(incident_with(more=earlier)), "notice_date") == "2026年11月24日"


def test_after_an_earlier_publication_it_is_a_further_notice() -> None:
    done = '[publication]\nstatus = "実施済み"\non = {}\nmethod = ["記者会見"]\n'
    again = notice(incident_with(more=done.format("2026-11-12")))
    assert section(again, "subject").endswith("（続報）")
    opening = section(again, "apology")
    assert opening.startswith("2026年11月12日に公表いたしました個人情報に関する事案につきまして")
    assert "このたび" not in opening
    assert "本件では、当社が取り扱う個人情報について、漏えいした可能性がある" in opening
    assert section(again, "notice_date") == "2026年11月24日"
    same_day = notice(incident_with(more=done.format("2026-11-24")))
    assert "続報" not in section(same_day, "subject")


def test_the_number_of_several_clients_persons_is_called_their_sum() -> None:
    groups = (GROUP + GROUP.replace('"members"', '"others"')).replace("label =", 'client = "{}"\nlabel =')
    first, second = groups.split("{}", 1)
    parties = "".join(
        f'[[party]]\nid = "{name}"\nrole = "委託元"\nname = "{name}"\n' for name in ("one", "two")
    )
    both = f"{first}one{second.format('two')}"
    text = section(notice(incident_with(groups=both, more=parties)), "affected_items")
    assert "対象となる方の人数は、取引先ごとの人数を合計して2,400人です。" in text
    stated = parties + "[affected]\ncount = 2000\n"
    assert "人数は、2,000人です。" in section(
        notice(incident_with(groups=both, more=stated)), "affected_items"
    )
    cases = GROUP.replace('"members"', '"all"').replace("1200", '{ value = 5000, unit = "件" }')
    inner = both.replace("\nlabel =", '\nwithin = "all"\nlabel =')
    text = section(notice(incident_with(groups=cases + inner, more=parties)), "affected_items")
    assert "対象となる情報の数は、5,000件です。" in text  # one number of cases, not a sum of persons


def test_the_column_of_numbers_is_not_headed_persons_where_others_are_counted_too() -> None:
    homes = GROUP.replace('"members"', '"homes"').replace("1200", '{ value = 7949, unit = "世帯" }')
    said = "[affected]\ncount = 1200\n"
    headings = {
        groups: section(notice(incident_with(groups=groups, more=said)), "affected_items").splitlines()
        for groups in (GROUP, GROUP + homes)
    }
    assert "人数" in headings[GROUP]
    assert "人数" not in headings[GROUP + homes]
    assert "数" in headings[GROUP + homes]
    unknown = notice(incident_with(groups=GROUP.replace("1200", '"調査中"')))
    assert "人数" in section(unknown, "affected_items").splitlines()


def test_where_one_authority_is_named_all_are_though_the_course_of_events_tells_of_them() -> None:
    more = """
[[timeline]]
when = 2026-11-04
what = "個人情報保護委員会及び見本審査機関に報告。警察に相談"
[[authority]]
name = "個人情報保護委員会"
kind = "速報"
on = 2026-11-04
[[authority]]
name = "架空警察署"
kind = "相談"
on = 2026-11-04
"""
    assert "警察に相談をしました" in section(notice(incident_with(more=more)), "company_response")
    nobody = more.replace("個人情報保護委員会", "見本カード会社").replace("架空警察署", "見本銀行")
    nobody = nobody.replace('"速報"', '"その他"')
    for facts in (incident_with(), incident_with(more=nobody)):
        made = draft(facts, "public_notice", on=date(2026, 11, 24), incomplete=True)
        assert "company_response" not in {each.section for each in made.findings}
        assert "company_response" not in [each.id for each in read_document(made.docx).sections]
    mark = '[[authority]]\nname = "プライバシーマークの見本審査機関"\nkind = "速報"\non = 2026-11-04\n'
    text = section(notice(incident_with(more=more + mark)), "company_response")
    assert "個人情報保護委員会に漏えい等の報告（速報）をしました" in text
    assert "プライバシーマークの見本審査機関に" in text
    assert "警察" not in text


def test_places_of_different_groups_are_told_apart() -> None:
    places = "".join(
        f'[[exposure]]\nplace = "届いた方の手元"\ngroups = [{groups}]\ndetail = "{detail}"\n'
        for groups, detail in (('"members"', "回収しました。"), ('"others"', "回収中です。"))
    )
    both = GROUP + GROUP.replace('"members"', '"others"').replace("通信販売会員", "資料請求者")
    text = section(notice(incident_with(groups=both, more=places)), "course")
    assert "通信販売会員の情報：届いた方の手元に渡りました。回収しました。" in text
    assert "資料請求者の情報：届いた方の手元に渡りました。回収中です。" in text
    same = notice(incident_with(groups=both, more=places.replace('"others"', '"members"')))
    assert "の情報：" not in section(same, "course")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ('status = "予定なし"', "対象となる方への個別のお知らせは、予定しておりません。"),
        ('status = "確認中"', "対象となる方への個別のお知らせにつきましては、現在確認中です。"),
    ],
)
def test_whether_the_persons_are_told_is_said_or_seen_to_be_missing(said: str, told: str) -> None:
    assert told in section(notice(incident_with(more=f"[person_response]\n{said}\n")), "alternative_measure")
    made = draft(incident_with(), "public_notice", on=date(2026, 11, 24), incomplete=True)
    text = section(read_document(made.docx), "alternative_measure")
    assert "〓未記入：対象となる方への個別の連絡（person_response.status）〓" in text
    assert "public_notice.persons_told" in {each.requirement for each in made.findings}


def test_the_substitute_rests_on_the_article_of_the_sender_and_on_none_where_no_notice_is_owed() -> None:
    def told(facts: Incident) -> str:
        return section(notice(facts), "alternative_measure")

    decided = NOT_REPORTABLE.replace("[]", "[4]")
    for more, article in ((UNREACHABLE + decided, "法律第68条第2項ただし書に基づき、"), (UNREACHABLE, "")):
        made = incident_with(more=more)
        business = made.business.model_copy(update={"name": "架空市", "kind": "行政機関等"})
        text = told(made.model_copy(update={"business": business}))
        assert f"{article}本公表及び末尾の問合せ窓口の設置をもって" in text
        assert "第26条" not in text
    voluntary = told(incident_with(groups=GROUP.replace("1200", "12"), more=UNREACHABLE + NOT_REPORTABLE))
    assert "法律" not in voluntary
    assert "困難な方につきましては、本公表及び末尾の問合せ窓口の設置をもって" in voluntary


def test_of_what_is_a_part_is_said_where_there_are_several_wholes() -> None:
    inner = INNER.replace('"members"', '"others"')
    both = GROUP + GROUP.replace('"members"', '"others"').replace("通信販売会員", "資料請求者") + inner
    text = section(notice(incident_with(groups=both)), "affected_items")
    assert "掲示板に掲載された会員（資料請求者の内数）" in text


def test_that_data_went_to_somebody_is_said_once_and_a_part_is_not_called_all() -> None:
    place = '[[exposure]]\nplace = "名簿業者"\nviewed = "閲覧あり"\n'
    part = place + 'detail = "一部が渡っていました。"\n'
    assert "名簿業者に渡りました。" in section(notice(incident_with(more=place)), "course")
    text = section(notice(incident_with(more=part)), "course")
    assert "名簿業者　一部が渡っていました。" in text
    assert "渡りました" not in text


def test_no_inquiry_is_promised_of_what_nobody_is_looking_into() -> None:
    words = {"調査中": True, "把握していない": False}
    for word, goes_on in words.items():
        text = section(notice(incident_with(incident=f'occurred = "{word}"')), "followup_plan")
        assert ("調査を継続し" in text) is goes_on
        assert "発生日につきましては、本日時点で判明しておりません。" in text
        assert "判明次第、改めてお知らせいたします。" in text
