"""What is told of one line that was edited, and how gravely? On sections of a few lines, without a template."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from noticegen.documents.drift import drift_findings
from noticegen.documents.drift_expected import Expected, Name
from noticegen.documents.drift_tokens import tokens
from noticegen.documents.kinds import kind
from noticegen.facts.affected_person import AffectedPerson, affected_person
from noticegen.findings import Finding
from noticegen.law.case import Case
from noticegen.ooxml.reading import FinishedDocument, Place, Section
from tests.documents.cases import example, incident_of
from tests.documents.letters import incident_with, recipient
from tests.documents.wordless import wordless

if TYPE_CHECKING:
    from noticegen.facts.incident import Incident

ON = date(2026, 11, 24)
FACTS = example("lost_pc/incident")
INCIDENT = incident_of(FACTS)
LAW, PRACTICE, NOWHERE = "item4_cause", "occurred_on", ""
"""A section that statute asks for, one that only practice asks for, and the text outside every section."""

Line = str | tuple[str, str]


def paper(lines: tuple[Line, ...], default: str) -> FinishedDocument:
    said = [(line, default) if isinstance(line, str) else line for line in lines]
    places = tuple(Place(text, "本文", number, section) for number, (text, section) in enumerate(said, 1))
    names = dict.fromkeys(place.section for place in places if place.section)
    sections = tuple(Section(name, name, "記載", where, is_empty=False) for where, name in enumerate(names))
    return FinishedDocument("a.docx", sections, places, {}, (), (), False, False, False)


def drift(
    made: Line | tuple[Line, ...],
    edited: Line | tuple[Line, ...],
    section: str = LAW,
    *,
    of: str = "ppc_report",
    names: tuple[Name, ...] = (),
    facts: str = "",
    incident: Incident = INCIDENT,
    **more: Any,
) -> list[Finding]:
    rule = kind(of)
    lines = [each if isinstance(each, tuple) else (each,) for each in (made, edited)]
    expected = Expected(paper(lines[0], section), frozenset(tokens(facts)), names, has_somebody=False)
    case = Case(incident, ON, None, rule.audience)
    template = rule.templates[0].file
    return list(drift_findings(rule, case, paper(lines[1], section), expected, template=template, **more))


def told(found: list[Finding], *words: str) -> tuple[str, str, str]:
    """Return severity, code and section of the one finding, which says these words, of its file and place."""
    (one,) = found
    where = one.where.path or ""
    bare = wordless(one, *words)
    assert (bare.where.file, bare.document in {"ppc_report", "victim_apology"}) == ("a.docx", True)
    assert bare.code == "D222" or where.startswith("本文 ")
    return one.severity, one.code, one.section


COUNT = ("本人は48人です。", "本人は84人です。")
NAME = Name("株式会社見本堂", "party[0].name", is_private=False)
PERSON = Name("見本太郎", "measure[0].by", is_private=True)


@pytest.mark.parametrize(
    ("section", "severity"), [(LAW, "error"), (PRACTICE, "warning"), (NOWHERE, "warning")]
)
def test_a_changed_value_blocks_where_the_law_asks_for_the_section(section: str, severity: str) -> None:
    assert told(drift(*COUNT, section), "48人", "84人", "incident.toml") == (severity, "D220", section)
    assert told(drift(*COUNT, section, strict=True))[0] == "error"


def test_a_changed_name_blocks_where_it_no_longer_stands_in_a_section_of_the_law() -> None:
    lines = ("株式会社見本堂に委託した。", "株式会社見本道に委託した。")
    words = ("株式会社見本堂", "株式会社見本道")
    assert told(drift(*lines, names=(NAME,)), *words) == ("error", "D224", LAW)
    assert told(drift(*lines, PRACTICE, names=(NAME,)), *words) == ("warning", "D224", PRACTICE)
    again = ("株式会社見本堂の名で届いた。",)
    found = drift((lines[0], *again), (lines[1], *again), names=(NAME,))
    assert told(found, *words) == ("warning", "D224", LAW)


def test_a_persons_name_is_told_by_its_place_in_the_facts_alone() -> None:
    (found,) = drift("担当は見本太郎です。", "担当は見本次郎です。", names=(PERSON,))
    assert (found.severity, found.code) == ("error", "D224")
    text = str(wordless(found, "measure[0].by").where) + found.message + found.hint
    assert "見本" not in text
    assert "担当は" in (found.where.path or "")


def test_what_has_no_source_in_the_facts_is_told_and_what_has_is_not() -> None:
    added = ("原因は盗難です。", "ほかに5件ありました。")
    assert told(drift(added[0], added), "5件") == ("warning", "D221", LAW)
    assert drift(added[0], added, facts="5件") == []
    company = ("原因は盗難です。", "株式会社架空運輸に照会した。")
    assert told(drift(company[0], company), "株式会社架空運輸") == ("warning", "D221", LAW)
    known = Name("株式会社架空運輸", "party[1].name", is_private=False)
    assert drift(company[0], company, names=(known,)) == []


def test_what_was_deleted_is_told_of_its_section_and_what_was_dragged_out_of_it_is_not() -> None:
    made = ("2026年11月3日に被害額を5,000円と見積もった。", "原因は盗難です。")
    assert told(drift(made, made[1], facts=made[0]), "2026年11月3日", "5,000円", "「原因」") == (
        "warning",
        "D222",
        LAW,
    )
    assert drift(made, (made[1], (made[0], NOWHERE)), facts=made[0]) == []
    private = Name("2026年11月3日", "x.by", is_private=True)
    (found,) = drift(made, made[1], names=(private,), facts=made[0])
    assert "2026年" not in found.message
    assert "個人の情報" in found.message


def test_a_day_that_is_no_such_weekday_is_told_with_the_right_one() -> None:
    found = drift("2026年11月3日（火）に確認した。", "2026年11月3日（水）に確認した。")
    assert told(found, "2026年11月3日（水）", "火曜日") == ("warning", "D229", LAW)


@pytest.mark.parametrize(("section", "severity"), [(LAW, "error"), (PRACTICE, "error"), (NOWHERE, "warning")])
def test_another_word_of_certainty_blocks_in_any_section(section: str, severity: str) -> None:
    words = ("氏名が漏えいしたことを確認した。", "氏名が漏えいしたおそれがある。")
    (found,) = [each for each in drift(*words, section) if each.code == "D223"]
    assert (found.severity, found.section) == (severity, section)


def test_the_same_change_is_told_once_at_its_first_place() -> None:
    (found,) = drift(("一覧は48人です。", "合計48人です。"), ("一覧は84人です。", "合計84人です。"))
    assert (found.where.path or "").startswith("本文 1 ")


def test_earlier_values_and_sections_that_are_told_elsewhere_are_not_compared() -> None:
    assert drift(*COUNT, "changes") == []
    assert drift(COUNT[0], ("原因は盗難です。", PRACTICE)) == []


def test_in_a_letter_what_may_be_anothers_is_not_repeated() -> None:
    said = ("照会は03-0000-0000まで。", "以上です。")
    for line, hidden in (
        ("電話は090-1111-2222です。", "090"),
        ("2026年12月3日に伺います。", "12月3日"),
        ("費用800円をお支払いします。", "800"),
    ):
        (found,) = drift(said, (*said, line), "cause", of="victim_apology")
        assert (found.code, hidden in found.message) == ("D221", False)
        (shown,) = drift(said, (*said, line))
        assert hidden in shown.message
    near = drift(said, ("照会は03-0000-1111まで。", said[1]), "cause", of="victim_apology")
    assert told(near, "03-0000-0000", "03-0000-1111") == ("error", "D220", "cause")
    far = drift(said, ("照会は0120-999-888まで。", said[1]), "cause", of="victim_apology")
    assert "0120-999" not in "".join(each.message for each in far)
    number = drift(said, (*said, "対象は5件です。"), "cause", of="victim_apology")
    assert told(number, "5件") == ("warning", "D221", "cause")


def test_a_letter_never_tells_the_name_address_or_number_of_its_person() -> None:
    incident = incident_with()
    row = recipient(name="見本 花子", id="KOKYAKU-77", postal_code="100-0000")
    person = affected_person(row, incident)
    assert isinstance(person, AffectedPerson)
    made = ("見本 花子様の48件です。", "郵便番号は100-0000です。")
    edited = ("見本 花子様の84件です。", "郵便番号は100-0001です。")
    found = drift(made, edited, "cause", of="victim_apology", incident=incident, person=person)
    assert "D220" in {each.code for each in found}
    text = "".join(f"{each.message}{each.where.path}" for each in found)
    assert not any(word in text for word in ("花子", "KOKYAKU", "架空区"))


def test_the_employee_is_named_in_no_document_but_the_record_however_it_is_spaced() -> None:
    facts = {**FACTS, "discipline": {**FACTS["discipline"], "subject": {"name": "模擬 三郎"}}}
    incident = incident_of(facts)
    line = "担当者の模擬三郎が置き忘れた。"
    found = [each for each in drift(line[-7:], line, incident=incident) if each.code == "D212"]
    assert [wordless(each, "discipline.subject.name") for each in found] == [
        Finding("error", "D212", "", document="ppc_report", section=LAW, where=found[0].where)
    ]
    assert found[0].where.file == "a.docx"
    assert (found[0].where.path or "").startswith("本文 1 ")
    assert "三郎" not in found[0].message + found[0].hint
    record = drift(line[-7:], line, "finding", of="disciplinary_memo", incident=incident)
    assert "D212" not in {each.code for each in record}
    assert "D212" not in {each.code for each in drift(line, line, incident=incident)}
