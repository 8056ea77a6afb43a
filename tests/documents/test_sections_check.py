"""What of a finished document is missing, empty, forbidden, or left over?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from noticegen.documents.check import check_document
from noticegen.documents.kinds import ForbiddenRule, SectionRule, kind
from noticegen.documents.sections_check import section_findings, stranger_findings, structure_findings
from noticegen.findings import Finding, Where
from noticegen.law.case import Case
from noticegen.law.demands import demands
from noticegen.ooxml.reading import read_document
from tests.documents.cases import BASES, example, incident_of
from tests.documents.word_edits import emptied
from tests.documents.wordless import wordless
from tests.ooxml.word_files import control, document, p

if TYPE_CHECKING:
    from noticegen.law.data import Level

ON = date(2026, 11, 24)
REPORT = BASES[0]
RULE = kind("ppc_report")


def structure(body: str, **parts: str) -> list[tuple[str, str, str]]:
    found = structure_findings(read_document(document(body, parts=parts or None)), "ppc_report")
    return [(each.severity, each.code, each.section) for each in found]


def one(text: str, tag: str = "cause", more: str = "") -> str:
    return control(p(text), f"noticegen:{tag}", more=more)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (one("鞄を置き忘れました。"), []),
        (one(""), [("error", "D202", "cause")]),
        (one("　―　。"), [("error", "D202", "cause")]),
        (one("なし", more="<w:showingPlcHdr/>"), [("error", "D202", "cause")]),
        (one("〓"), [("error", "D202", "cause"), ("error", "D205", "cause")]),
        (one("原因は●●です。"), [("error", "D205", "cause")]),
        (p("令和○年○月○日"), [("error", "D205", "")]),
        (p("秘密", run="<w:vanish/>") + one("なし"), [("error", "D208", "")]),
        (f'<w:ins w:id="1" w:author="a">{p("追記")}</w:ins>', [("error", "D207", "")]),
    ],
)
def test_what_no_finished_document_may_hold_is_an_error_at_its_place(
    body: str, expected: list[tuple[str, str, str]]
) -> None:
    assert structure(body) == expected


def test_a_comment_is_not_sent_out() -> None:
    comment = f'<w:comment w:id="1" w:author="a">{p("要検討")}</w:comment>'
    assert structure(p("本文"), comments=comment) == [("error", "D207", "")]


def test_a_header_is_looked_at_too() -> None:
    assert structure(p("本文"), header1=p("〓")) == [("error", "D205", "")]


def checked(rule: object = RULE, docx: bytes | None = None) -> dict[str, str]:
    found = section_findings(
        rule,  # type: ignore[arg-type]
        REPORT.case(),
        read_document(docx or REPORT.docx),
        "report.docx",
    )
    return {each.requirement or each.section: each.code for each in found}


def test_a_kind_without_a_section_for_what_the_law_asks_is_itself_at_fault() -> None:
    sections = tuple(each for each in RULE.sections if each.id != "item4_cause")
    assert checked(replace(RULE, sections=sections)) == {
        "ppc_report.cause": "D203",
        "ppc_report.cause_actor": "D203",
    }


def test_a_section_of_practice_alone_is_asked_for_at_its_own_level() -> None:
    own = SectionRule("nowhere", "どこにもない区画", level="S")
    found = section_findings(
        replace(RULE, sections=(*RULE.sections, own)),
        REPORT.case(),
        read_document(REPORT.docx),
        "report.docx",
    )
    assert [wordless(each, "「どこにもない区画」") for each in found] == [
        Finding("error", "D201", "", document="ppc_report", section="nowhere", where=Where("文書"))
    ]
    later = replace(own, when="preliminary")
    assert checked(replace(RULE, sections=(*RULE.sections, later))) == {}


def test_each_section_that_is_due_for_a_requirement_must_be_there() -> None:
    extra = SectionRule("second_cause", "原因の続き", ("ppc_report.cause",))
    assert checked(replace(RULE, sections=(*RULE.sections, extra))) == {"ppc_report.cause": "D201"}
    not_due = replace(extra, when="preliminary")
    assert checked(replace(RULE, sections=(*RULE.sections, not_due))) == {}


def test_a_section_for_another_template_is_not_asked_for() -> None:
    extra = SectionRule("other", "別のテンプレートの区画", ("ppc_report.cause",), template="other.docx")
    assert checked(replace(RULE, sections=(*RULE.sections, extra))) == {}
    this = replace(extra, template="report.docx")
    assert checked(replace(RULE, sections=(*RULE.sections, this))) == {"ppc_report.cause": "D201"}


def test_a_letter_to_one_client_may_not_name_another() -> None:
    incident = incident_of(example("misdirected_mail/incident"))
    rule = kind("client_letter")
    letter = read_document(document(one("株式会社見本生活の分は14人です。", "item3_count")))
    (finding,) = stranger_findings(rule, Case(incident, ON, "kenshin"), letter)
    assert (finding.severity, finding.code, finding.section) == ("error", "D212", "item3_count")
    assert "見本生活" not in str(finding)
    assert list(stranger_findings(rule, Case(incident, ON, "seikatsu"), letter)) == []
    assert list(stranger_findings(rule, Case(incident, ON), letter)) == []


def test_a_document_may_hold_sections_that_nobody_asked_for() -> None:
    assert structure(one("補足です。", "our_own")) == []


def test_a_company_may_be_called_like_a_mark_of_a_template() -> None:
    facts = example("lost_pc/incident")
    facts["business"]["name"] = "株式会社{{架空}}商事"
    case = Case(incident_of(facts), ON)
    called = section_findings(
        RULE, case, read_document(document(p("株式会社{{架空}}商事は、調査中です。"))), "report.docx"
    )
    assert "D205" not in {each.code for each in called}
    left = section_findings(
        RULE, case, read_document(document(p("株式会社{{架空}}商事は、{{ x }}です。"))), "report.docx"
    )
    assert "D205" in {each.code for each in left}


def test_what_is_forbidden_in_a_section_hides_no_placeholder_in_it() -> None:
    base = next(each for each in BASES if str(each) == "client_letter-dispatch")
    written = document(one("法第26条第1項ただし書による、〓未定〓です。"))
    found = section_findings(base.kind, base.case(), read_document(written), "dispatch_report.docx")
    assert {"D204", "D205"} <= {each.code for each in found if each.severity == "error"}


def test_an_empty_section_is_an_error_whoever_asks_for_it() -> None:
    base = next(each for each in BASES if str(each) == "victim_apology-lost_pc")
    practice = {
        section
        for requirement in demands(base.kind.law, base.case())
        if not requirement.binds
        for section in base.sections_for(requirement)
    } - {section for requirement in base.binding() for section in base.sections_for(requirement)}
    there = practice & {section.id for section in read_document(base.docx).sections}
    assert len(there) > 3
    for section in there:
        found = check_document(emptied(base.docx, [section]), base.incident, on=base.day)
        told = [(each.severity, each.code) for each in found if each.section == section]
        assert ("error", "D202") in told, section


@pytest.mark.parametrize("sentence", ["法第26条第1項ただし書による", "法第二十六条第一項ただし書による"])
def test_what_is_forbidden_is_found_in_figures_and_in_numerals(sentence: str) -> None:
    base = next(each for each in BASES if str(each) == "client_letter-dispatch")
    found = section_findings(
        base.kind, base.case(), read_document(document(one(sentence))), "dispatch_report.docx"
    )
    assert "D204" in {each.code for each in found}


def test_a_firms_own_kind_forbids_what_it_likes() -> None:
    rule = replace(RULE, forbidden=(ForbiddenRule("最高機密", "内部の区分", level="S"),))
    found = section_findings(rule, REPORT.case(), read_document(document(one("最高機密"))), "report.docx")
    assert ("error", "D204", "cause") in {(each.severity, each.code, each.section) for each in found}


@pytest.mark.parametrize(("level", "severity"), [("S", "error"), ("P", "warning")])
def test_practice_binds_who_asks_for_that(level: Level, severity: str) -> None:
    own = SectionRule("nowhere", "どこにもない区画", level=level)
    said = ForbiddenRule("最高機密", "内部の区分", level=level)
    rule = replace(RULE, sections=(*RULE.sections, own), forbidden=(said,))
    letter = read_document(document(one("最高機密")))

    def told(*, strict: bool) -> dict[str, str]:
        found = section_findings(rule, REPORT.case(), letter, "report.docx", strict=strict)
        mine = [each for each in found if not each.requirement]
        assert all(each.hint and each.where.file == letter.name for each in mine)
        return {each.code: each.severity for each in mine if each.section in {"nowhere", "cause"}}

    assert told(strict=False) == {"D201": severity, "D204": severity}
    assert told(strict=True) == {"D201": "error", "D204": "error"}


def test_what_the_law_asks_is_told_by_its_name_and_section() -> None:
    extra = SectionRule("second_cause", "原因の続き", ("ppc_report.cause",))
    rule = replace(RULE, sections=(*RULE.sections, extra))
    (found,) = section_findings(rule, REPORT.case(), read_document(REPORT.docx), "report.docx")
    requirement = next(each for each in demands(RULE.law, REPORT.case()) if each.id == "ppc_report.cause")
    assert found.message == f"「{requirement.title}」を書く区画「原因の続き」がありません。"
    assert (found.section, found.document) == ("second_cause", "ppc_report")
    assert found.sources == requirement.sources


def test_what_is_left_over_is_told_with_its_document_its_place_and_what_to_do() -> None:
    body = one("") + one("原因は●●です。", "measures")
    empty, left = structure_findings(read_document(document(body)), "ppc_report")
    assert {each.document for each in (empty, left)} == {"ppc_report"}
    assert empty.hint
    assert left.hint
    assert "cause" in empty.message
    assert left.where.path


def test_what_is_forbidden_is_told_with_the_firms_own_advice() -> None:
    def hint(advice: str) -> str | None:
        rule = replace(RULE, forbidden=(ForbiddenRule("最高機密", "内部の区分", advice),))
        found = section_findings(rule, REPORT.case(), read_document(document(one("最高機密"))), "report.docx")
        (told,) = [each for each in found if each.code == "D204" and not each.requirement]
        assert told.document == "ppc_report"
        assert "内部の区分" in told.message
        assert (told.where.path or "").startswith("本文 1 ")
        return told.hint

    assert hint("社外に出さないでください。") == "社外に出さないでください。"
    assert hint("")


def test_only_who_asks_for_strictness_is_stopped_by_what_practice_alone_asks_for() -> None:
    rule = replace(kind("victim_apology"), forbidden=(ForbiddenRule("最高機密", "内部の区分"),))
    base = next(each for each in BASES if str(each) == "victim_apology-lost_pc")
    letter = read_document(document(one("最高機密です。減給処分としました。", "apology")))
    usual = section_findings(rule, base.case(), letter, "letter.docx")
    strict = section_findings(rule, base.case(), letter, "letter.docx", strict=True)
    warned = {(each.code, each.requirement) for each in usual if each.severity == "warning"}
    assert {"D201", "D204"} == {code for code, _ in warned}
    assert {bool(requirement) for code, requirement in warned if code == "D204"} == {True, False}
    assert {each.severity for each in strict} == {"error"}
    assert [replace(each, severity="error") for each in usual] == list(strict)


def test_a_section_that_is_empty_is_told_by_those_who_ask_for_it_and_by_nobody_else() -> None:
    letter = read_document(document(one("", "item4_cause") + one("", "our_own") + one("〓", "item9_other")))
    found = section_findings(RULE, REPORT.case(), letter, "report.docx")
    empty = [(each.section, bool(each.requirement)) for each in found if each.code == "D202"]
    assert {("item4_cause", True), ("our_own", False), ("item9_other", True)} == set(empty)
    assert [each.section for each in found if each.code == "D205"] == ["item9_other"]
    assert {each.document for each in found} == {"ppc_report"}


def test_a_kind_at_fault_is_told_which_requirement_to_add_where() -> None:
    sections = tuple(each for each in RULE.sections if each.id != "item4_cause")
    found = section_findings(
        replace(RULE, sections=sections), REPORT.case(), read_document(REPORT.docx), "report.docx"
    )
    asked = next(each for each in demands(RULE.law, REPORT.case()) if each.id == "ppc_report.cause")
    assert wordless(found[0], f"「{asked.title}」", "ppc_report.cause") == Finding(
        "error",
        "D203",
        "",
        document="ppc_report",
        requirement="ppc_report.cause",
        sources=asked.sources,
    )


@pytest.mark.parametrize("strict", [False, True])
def test_what_is_missing_weighs_as_much_as_who_asks_for_it(strict: bool) -> None:
    asked = {each.id: each for each in demands(RULE.law, REPORT.case()) if each.section}
    alone = read_document(document(one("記載。", "own")))
    bare = replace(RULE, sections=())
    for rule, code in ((RULE, "D201"), (bare, "D203")):
        found = section_findings(rule, REPORT.case(), alone, "report.docx", strict=strict)
        told = {each.requirement: each for each in found if each.code == code and each.requirement}
        assert {asked[name].binds for name in told} == {True, False}
        for name, each in told.items():
            assert each.severity == ("error" if strict or asked[name].binds else "warning")
            assert wordless(each, f"「{asked[name].title}」").sources == asked[name].sources


def test_of_sections_none_of_which_is_due_the_first_is_enough() -> None:
    first = next(each for each in RULE.sections if each.id == "item4_cause")
    others = tuple(each for each in RULE.sections if each is not first)
    second = SectionRule("second_cause", "原因の続き", ("ppc_report.cause",), when="preliminary")
    later = replace(RULE, sections=(replace(first, when="preliminary"), second, *others))
    assert checked(later) == {}


def test_an_absent_section_is_to_be_restored_and_an_empty_one_to_be_written() -> None:
    letter = read_document(document(one("", "item4_cause")))
    found = section_findings(RULE, REPORT.case(), letter, "report.docx")
    told = {each.requirement: each for each in found}
    empty, absent = told["ppc_report.cause"], told["ppc_report.summary"]
    assert (empty.code, absent.code) == ("D202", "D201")
    wordless(empty, "内容がありません", "内容を書いてください")
    wordless(absent, "がありません", "作り直す")
    assert "内容" not in absent.message


def test_what_the_law_forbids_is_told_with_its_name_and_advice() -> None:
    base = next(each for each in BASES if str(each) == "client_letter-dispatch")
    written = read_document(document(one("法第26条第1項ただし書による報告です。", "recipient")))
    told = [
        each
        for each in section_findings(base.kind, base.case(), written, "dispatch_report.docx")
        if each.code == "D204"
    ]
    assert told
    for each in told:
        asked = next(rule for rule in demands(base.kind.law, base.case()) if rule.id == each.requirement)
        bare = wordless(each, asked.title)
        assert (bare.severity, bare.document, bare.section) == ("error", "client_letter", "recipient")
        assert (bare.sources, bare.where.file) == (asked.sources, written.name)
        assert (bare.where.path or "").startswith("本文 1 ")
