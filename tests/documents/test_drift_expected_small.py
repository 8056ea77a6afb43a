"""Is a small letter or notice of a firm's own made again for whom it fits best, and what could it state?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from noticegen.documents.drift_expected import SOMEBODY, Expected, Name, expected
from noticegen.documents.drift_tokens import same, tokens
from noticegen.documents.kinds import kind
from noticegen.documents.make import DocumentMaker
from noticegen.facts.affected_person import AffectedPerson, affected_person
from noticegen.law.case import Case
from noticegen.ooxml.reading import read_document
from tests.documents.letters import GROUP, incident_with, recipient
from tests.documents.test_kinds import GOOD, own

if TYPE_CHECKING:
    from pathlib import Path

    from noticegen.documents.kinds import Kind
    from noticegen.facts.incident import Incident
    from noticegen.ooxml.reading import FinishedDocument

NAME, ADDRESS, POSTAL_CODE, NUMBER, IDENTIFIER = SOMEBODY
LETTER = GOOD.replace('"社内"', '"本人"').replace('"incident"', '"recipient"')
STAFF = """
[[group]]
id = "staff"
label = "社員"
count = 35
certainty = "漏えい確認"
items = ["氏名", "住所"]
"""
RECEIVERS = """
[[group]]
id = "receivers"
label = "届いた方"
count = 2
role = "誤受領者"
certainty = "漏えい確認"
items = ["口座番号"]
"""
TWO = incident_with(groups=GROUP + STAFF)
OF_WHOM = (
    "〒{{ person.postal_code }} {{ person.address[0] }} {{ person.addressed }}（{{ person.id }}）\n"
    "[section body 本文]\n"
    "{%p for each in person.groups %}\n{{ each.label }}のうち{{ each.count }}\n{%p endfor %}\n"
    "{%p for each in person.items %}\n項目：{{ each.name }}\n{%p endfor %}\n"
    "{%p if person.received %}\nお手元に届いた情報を消してください。\n{%p endif %}\n"
    '{%p if person.kind == "法人" %}\n貴社の担当の方へ\n{%p endif %}\n'
    "{%p for page in person.inserts %}\n{{ page.title }}\n{%p endfor %}\n"
    "結び {{ person.number }}\n"
    "[/section]\n"
)


def person_of(incident: Incident, **facts: Any) -> AffectedPerson:
    found = affected_person(recipient(**facts), incident)
    assert isinstance(found, AffectedPerson), found
    return found


def case_of(incident: Incident, rule: Kind) -> Case:
    return Case(incident, date(2026, 11, 24), None, rule.audience)


def letter(folder: Path, incident: Incident, outline: str = OF_WHOM, **facts: Any) -> tuple[Kind, Any]:
    """Return a firm's own kind of letter, and the letter of that kind to a person."""
    rule = kind("own", own(folder, "own", LETTER, outline))
    maker = DocumentMaker(rule, case_of(incident, rule))
    return rule, read_document(maker.make(person_of(incident, **facts), "0007").data)


def again(rule: Kind, document: FinishedDocument, incident: Incident = TWO, **more: Any) -> Expected:
    made = expected(rule, case_of(incident, rule), document, **more)
    assert made is not None
    return made


def filled(made: Expected) -> str:
    text = made.document.text.replace(NAME, "見本 花子").replace(NUMBER, "0007").replace(IDENTIFIER, "A1")
    return text.replace(ADDRESS, "東京都架空区見本町1丁目2番3号").replace(POSTAL_CODE, "100-0000")


def states(made: Expected, text: str) -> bool:
    (token,) = tokens(text)
    return any(same(token, each) for each in made.facts)


@pytest.mark.parametrize(
    "facts",
    [
        {"groups": ("members",)},
        {"groups": ("staff",)},
        {"groups": ("members", "staff")},
        {"groups": ("members",), "kind": "法人"},
        {"groups": ("staff",), "kind": "法人"},
        {"groups": ("members", "staff"), "kind": "法人"},
        {"groups": ("staff",), "kind": "誤受領者"},
        {"groups": ("members",), "languages": ("やさしい日本語",)},
        {"groups": ("staff",), "languages": ("English",)},
        {"groups": ("staff",), "languages": ("やさしい日本語", "English")},
    ],
    ids=str,
)
def test_a_letter_is_made_again_for_whom_it_is_and_may_state_what_the_others_state(
    tmp_path: Path, facts: dict[str, Any]
) -> None:
    rule, document = letter(tmp_path, TWO, **facts)
    made = again(rule, document)
    assert filled(made) == document.text
    assert NUMBER in made.document.text
    assert made.has_somebody
    assert states(made, "1,200人")
    assert states(made, "35人")
    assert not states(made, "36人")


def test_a_letter_that_was_shortened_or_lengthened_is_still_known_by_what_is_left(tmp_path: Path) -> None:
    rule, document = letter(tmp_path, TWO, groups=("staff",), languages=("English",))
    places = document.paragraphs
    usual = again(rule, document).document.text
    added = replace(places[-1], text="加筆しました。")
    for paragraphs in ((*places, added), (added, *places, added), places[1:], (*places[:-1], added)):
        assert again(rule, replace(document, paragraphs=paragraphs)).document.text in (
            usual,
            again(rule, letter(tmp_path, TWO, groups=("staff",))[1]).document.text,
        )
    assert again(rule, replace(document, paragraphs=(*places, added))).document.text == usual


def test_of_all_who_fit_equally_well_it_is_a_person_of_the_first_group(tmp_path: Path) -> None:
    outline = (
        '{{ person.name }}{{ person.groups | length }}{% if person.kind == "法人" %}御中{% endif %}\n結び\n'
    )
    rule, document = letter(tmp_path, TWO, outline, groups=("staff",))
    lines = [replace(each, text="書き直しました。") for each in document.paragraphs]
    made = again(rule, replace(document, paragraphs=tuple(lines)))
    assert made.document.text.startswith(f"{NAME}1\n")


def test_a_letter_is_made_again_before_the_items_of_any_group_are_known(tmp_path: Path) -> None:
    incident = incident_with(groups=GROUP.replace('items = ["氏名", "電話番号"]', ""))
    rule = kind("own", own(tmp_path, "own", LETTER, "{{ person.name }}様\n"))
    blank = read_document((rule.folder / "letter.docx").read_bytes())
    made = expected(rule, case_of(incident, rule), blank)
    assert made is not None
    assert made.document.text.endswith("様")


@pytest.mark.parametrize("who", ["本人", "法人"])
def test_items_that_not_all_of_a_group_share_are_those_of_the_row(tmp_path: Path, who: str) -> None:
    partly = GROUP.replace('"電話番号"', '{ name = "電話番号", coverage = "一部" }')
    incident = incident_with(groups=partly + STAFF)
    for groups, items in (
        (("members",), ("氏名", "電話番号")),
        (("members", "staff"), ("氏名", "電話番号", "住所")),
    ):
        rule, document = letter(tmp_path, incident, groups=groups, items=items, kind=who)
        assert filled(again(rule, document, incident)) == document.text


def test_one_who_also_received_the_data_of_others_is_not_asked_of_those_items(tmp_path: Path) -> None:
    incident = incident_with(groups=GROUP + RECEIVERS)
    rule, document = letter(tmp_path, incident, groups=("members", "receivers"))
    assert filled(again(rule, document, incident)) == document.text


def test_a_group_to_which_no_letter_can_be_made_keeps_none_back_to_another(tmp_path: Path) -> None:
    outline = "[section body 本文]\n{{ person.groups[0].label + 1 }}\n[/section]\n"
    broken = "{% if person.groups[0].id == 'members' %}{{ person.groups[0].label + 1 }}{% endif %}社員の方へ"
    outline = outline.replace("{{ person.groups[0].label + 1 }}", broken)
    rule, document = letter(tmp_path, TWO, outline, groups=("staff",))
    assert again(rule, document).document.text == document.text
    never = outline.replace("'members'", "person.groups[0].id")
    rule = kind("never", own(tmp_path, "never", LETTER, never))
    assert expected(rule, case_of(TWO, rule), document) is None


def test_a_letter_of_a_person_who_is_known_is_made_for_that_person_and_number(tmp_path: Path) -> None:
    rule, document = letter(tmp_path, TWO, groups=("staff",))
    person = person_of(TWO, groups=("staff",))
    made = again(rule, document, person=person, number="0007")
    assert (made.document.text, made.has_somebody) == (document.text, False)
    assert "結び 0077" in again(rule, document, person=person, number="0077").document.text
    other = person_of(TWO, groups=("members",))
    assert "1,200人" in again(rule, document, person=other, number="0007").document.text


def test_what_stands_in_a_fact_of_another_group_or_in_a_row_may_be_stated(tmp_path: Path) -> None:
    labelled = STAFF.replace('"社員"', '"4,321円の会費を払う方"')
    incident = incident_with(groups=GROUP + labelled)
    rule, document = letter(tmp_path, incident, "{{ person.name }}\n", groups=("members",))
    person = person_of(incident, groups=("members",), title="入会8,765日目", address=("6,543日町",))
    made = again(rule, document, incident, person=person, number="0007")
    assert states(made, "4,321円")
    assert states(made, "8,765日")
    assert states(made, "6,543日")
    assert states(made, "1,200人")
    assert not states(made, "4,322円")


def test_a_number_that_is_given_may_be_stated(tmp_path: Path) -> None:
    rule, document = letter(tmp_path, TWO, "{{ person.name }}\n")
    person = person_of(TWO)
    assert states(again(rule, document, person=person, number="9,876人目"), "9,876人")
    assert not states(again(rule, document, person=person, number="9,875人目"), "9,876人")


def test_a_draft_has_its_gaps_where_the_law_asks_and_wherever_the_template_asks(tmp_path: Path) -> None:
    incident = incident_with(cause="")
    outline = "[section body 本文]\n原因：{{ cause.summary }}\n補足：{{ cause.detail }}\n件名：{{ incident.title }}\n[/section]\n"
    for name, toml, more in (
        ("letters", LETTER, {"person": person_of(incident), "number": "0007"}),
        ("letters", LETTER, {}),
        ("notices", GOOD, {}),
    ):
        rule = kind(name, own(tmp_path, name, toml, outline))
        blank = read_document((rule.folder / "letter.docx").read_bytes())
        for is_draft in (True, False):
            made = again(rule, replace(blank, is_draft=is_draft), incident, **more)
            assert "件名：ノートパソコンの紛失" in made.document.text
            assert made.document.text.count("〓") >= 2


def test_what_the_law_asks_for_is_a_gap_in_a_draft_alone_where_the_template_could_do_without(
    tmp_path: Path,
) -> None:
    incident = incident_with(cause="")
    outline = (
        "{%p if cause.summary %}\n原因：{{ cause.summary }}\n{%p endif %}\n"
        "{%p for page in person.inserts %}\n{{ page.title }}\n{%p endfor %}\n結び\n"
    )
    toml = LETTER.replace('title = "社内報告"', 'title = "社内報告"\nbased_on = "victim_apology"')
    rule = kind("own", own(tmp_path, "own", toml, outline))
    maker = DocumentMaker(rule, case_of(incident, rule))
    person = person_of(incident, languages=("English",))
    document = read_document(maker.make(person, "0007").data)
    added = replace(document.paragraphs[-1], text="加筆しました。")
    document = replace(document, paragraphs=(*document.paragraphs, added))
    for is_draft in (True, False):
        given = replace(document, is_draft=is_draft)
        for more in ({"person": person, "number": "0007"}, {}):
            made = again(rule, given, incident, **more)
            assert ("原因：" in made.document.text) is is_draft
            assert "About your personal information" in made.document.text


def test_what_is_said_is_no_gap_in_a_draft_though_it_is_not_finished(tmp_path: Path) -> None:
    incident = incident_with(cause='summary = "〓から持ち出されたこと"')
    rule = kind("own", own(tmp_path, "own", GOOD, "原因：{{ cause.summary }}\n"))
    blank = read_document((rule.folder / "letter.docx").read_bytes())
    made = again(rule, replace(blank, is_draft=True), incident)
    assert made.document.text == "原因：〓から持ち出されたこと"


def test_the_names_are_those_of_the_tables_of_names_alone_the_longest_first(tmp_path: Path) -> None:
    more = (
        '[[contact]]\nlabel = "架空の相談窓口"\nphone = "0120-000-000"\nhours = "午前9時から"\n'
        '[[party]]\nid = "kou"\nrole = "委託元"\nname = "株式会社仮名"\naddress = "甲市"\n'
        '[[party]]\nid = "otsu"\nrole = "委託元"\nname = "見本堂"\naddress = """甲市\n乙町一丁目"""\n'
    )
    rule = kind("own", own(tmp_path, "own", GOOD, "{{ incident.title }}\n"))
    blank = read_document((rule.folder / "letter.docx").read_bytes())
    assert again(rule, blank, incident_with(more=more)).names == (
        Name("株式会社架空商事", "business.name", is_private=False),
        Name("架空の相談窓口", "contact[0].label", is_private=False),
        Name("株式会社仮名", "party[0].name", is_private=False),
        Name("代表取締役", "business.representative.title", is_private=False),
        Name("見本 太郎", "business.representative.name", is_private=False),
        Name("見本堂", "party[1].name", is_private=False),
    )
    assert states(again(rule, blank), "1,235人")
    assert states(again(rule, blank), "2026年11月20日")


def test_how_a_dispatched_worker_is_called_is_repeated_to_nobody(tmp_path: Path) -> None:
    party = '[[party]]\nid = "kou"\nrole = "派遣先"\nname = "株式会社仮名商事"\n'
    incident = incident_with(more=f'{party}[worker_notice]\nclient = "kou"\nlabel = "架空の派遣労働者"\n')
    toml = GOOD.replace('"社内"', '"取引先"').replace('"incident"', '"client"')
    rule = kind("own", own(tmp_path, "own", toml, "{{ incident.title }}\n"))
    blank = read_document((rule.folder / "letter.docx").read_bytes())
    made = expected(rule, Case(incident, date(2026, 11, 24), "kou", rule.audience), blank)
    assert made is not None
    (name,) = [each for each in made.names if each.text == "架空の派遣労働者"]
    assert (name.path, name.is_private) == ("worker_notice.label", True)
