"""What does a document say of itself, for whom is it made, and with which of a kind's templates?"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from noticegen import __version__
from noticegen.documents.kinds import TemplateRule, kind
from noticegen.documents.make import DocumentMaker, facts_hash
from noticegen.facts.affected_person import AffectedPerson, affected_person
from noticegen.findings import RenderError, TemplateError
from noticegen.law.case import Case
from noticegen.ooxml.reading import read_document
from tests.documents.cases import example, incident_of
from tests.documents.letters import GROUP, incident_with, recipient
from tests.documents.small_kinds import HEAD, TEXT, own_kind, small_kinds

if TYPE_CHECKING:
    from pathlib import Path

    from noticegen.facts.incident import Incident

ON = date(2026, 11, 24)


def maker(folder: Path, name: str, incident: Incident | None = None, **case: Any) -> DocumentMaker:
    rule = kind(name, folder)
    facts = {"on": ON, "audience": rule.audience, **case}
    return DocumentMaker(rule, Case(incident or incident_with(), **facts))


def person(incident: Incident, **facts: Any) -> AffectedPerson:
    found = affected_person(recipient(**facts), incident)
    assert isinstance(found, AffectedPerson)
    return found


def test_the_same_facts_have_the_same_sum_and_others_another() -> None:
    incident = incident_with()
    assert facts_hash(incident) == facts_hash(incident_with())
    assert facts_hash(incident) == hashlib.sha256(incident.model_dump_json().encode()).hexdigest()
    assert facts_hash(incident) != facts_hash(incident_with(cause=""))


def test_a_document_says_of_what_and_when_it_was_made(tmp_path: Path) -> None:
    folder, incident, earlier = small_kinds(tmp_path), incident_with(), incident_with(cause="")
    plain = maker(folder, "house_report", incident)
    template = (tmp_path / "house_report" / "letter.docx").read_bytes()
    wanted = {
        "noticegen.kind": "house_report",
        "noticegen.template": "letter.docx",
        "noticegen.stage": "速報",
        "noticegen.law_date": "2026-11-24",
        "noticegen.version": __version__,
        "noticegen.facts": facts_hash(incident),
        "noticegen.template_hash": hashlib.sha256(template).hexdigest(),
    }
    assert plain.properties == wanted
    assert dict(read_document(plain.make().data).properties).items() >= wanted.items()
    later = maker(folder, "house_report", incident, since=earlier)
    assert later.properties == {**wanted, "noticegen.since": facts_hash(earlier)}
    client = maker(
        folder, "house_client", incident_of(example("misdirected_mail/incident")), client="kenshin"
    )
    assert client.properties["noticegen.client"] == "kenshin"


def test_the_stage_is_that_of_the_kind() -> None:
    facts = example("lost_pc/incident")
    facts["report"]["stage"] = "確報"
    incident = incident_of(facts)
    for name, stage in (("disciplinary_memo", "決定"), ("assessment_memo", "確報")):
        rule = kind(name)
        made = DocumentMaker(rule, Case(incident, ON, None, rule.audience))
        assert made.properties["noticegen.stage"] == stage


def test_a_template_is_called_by_its_place_below_the_kinds_and_elsewhere_by_its_name(tmp_path: Path) -> None:
    made = maker(small_kinds(tmp_path), "house_report")
    assert made.template_name == "house_report/letter.docx"
    rule = replace(made.kind, templates=(TemplateRule(str(tmp_path / "house_letter" / "letter.docx")),))
    moved = DocumentMaker(rule, made.case)
    assert (moved.template_name, moved.properties["noticegen.template"]) == ("letter.docx", "letter.docx")


def test_the_first_template_whose_condition_holds_is_taken(tmp_path: Path) -> None:
    toml = HEAD.format(title="社内報告", audience="社内", per="incident").replace(
        'file = "letter.docx"',
        'file = "letter.docx"\nwhen = "final"\n[[template]]\nfile = "other.docx"',
    )
    folder = own_kind(tmp_path, "house_report", toml, TEXT, TEXT)
    assert maker(folder, "house_report").template_rule.file == "other.docx"
    final = incident_of(example("lost_pc/incident"))
    assert maker(folder, "house_report", final).template_rule.file == "letter.docx"
    (tmp_path / "house_report" / "document.toml").write_text(
        toml.replace('file = "other.docx"', 'file = "other.docx"\nwhen = "dismissal"'), "utf-8"
    )
    with pytest.raises(TemplateError) as refused:
        maker(folder, "house_report")
    (found,) = refused.value.findings
    assert (found.severity, found.code, found.document, found.where.file) == (
        "error",
        "K004",
        "house_report",
        str(tmp_path / "house_report" / "document.toml"),
    )
    assert "when は final、dismissal" in found.message
    assert "always" in found.hint


def test_a_missing_fact_prints_as_a_gap_where_it_is_named_as_one(tmp_path: Path) -> None:
    made = maker(small_kinds(tmp_path), "house_report", incident_with(incident=""))
    text = read_document(made.make(gaps={"incident.summary": "概要"}).data).text
    assert "概要" in text
    assert "incident.summary" in text


def test_the_gap_of_a_group_is_counted_as_the_file_counts_the_groups(tmp_path: Path) -> None:
    text = "[section body 本文]\n{% for each in group %}{{ each.label }}={{ each.detail }}。{% endfor %}\n[/section]\n"
    closed = GROUP.replace('"members"', '"staff"').replace("通信販売会員", "社員") + 'audience = ["委員会"]\n'
    other = GROUP.replace('"members"', '"guests"').replace("通信販売会員", "来場者") + 'detail = "なし"\n'
    incident = incident_with(groups=closed + GROUP + other)
    made = maker(small_kinds(tmp_path, house_report=text), "house_report", incident)
    printed = read_document(made.make(gaps={"group[1].detail": "補足"}).data).text
    assert "来場者=なし。" in printed
    assert "補足" in printed.split("来場者")[0]
    assert "社員" not in printed


def test_a_letter_sees_its_person_and_their_groups_alone(tmp_path: Path) -> None:
    text = (
        "[section body 本文]\n{{ person.addressed }}{{ person.number }}"
        "{% for each in group %}［{{ each.label }}］{% endfor %}\n[/section]\n"
    )
    other = GROUP.replace('"members"', '"guests"').replace("通信販売会員", "来場者")
    incident = incident_with(groups=GROUP + other)
    made = maker(small_kinds(tmp_path, house_letter=text), "house_letter", incident)
    one = person(incident, name="見本 花子")
    two = person(incident, name="見本 太郎", groups=("guests",))
    printed = [
        read_document(made.make(each, number).data).text
        for each, number in ((one, "0001"), (two, "0002"), (one, "0003"))
    ]
    assert printed == [
        "見本 花子 様0001［通信販売会員］",
        "見本 太郎 様0002［来場者］",
        "見本 花子 様0003［通信販売会員］",
    ]


def test_a_letter_has_a_page_in_each_language_of_its_person(tmp_path: Path) -> None:
    incident = incident_with()
    made = maker(small_kinds(tmp_path), "house_letter", incident)
    plain = made.variables(person(incident), "0001")["person"]
    foreign = made.variables(person(incident, languages=("English",)), "0001")["person"]
    assert plain.inserts == ()
    assert [page.language for page in foreign.inserts] == ["en"]
    assert "0001" in foreign.inserts[0].reference
    assert (foreign.number, foreign.name) == (plain.number, plain.name)
    assert "person" not in made.variables()


def test_the_numbers_of_a_letter_are_those_of_the_client_whose_data_it_was() -> None:
    incident = incident_of(example("misdirected_mail/incident"))
    rule = kind("victim_apology")
    made = DocumentMaker(rule, Case(incident, ON, None, rule.audience))
    one = made.variables(person(incident, groups=("checkup",), items=("氏名",)), "0001")
    two = made.variables(person(incident, groups=("points",), items=("氏名",)), "0002")
    assert (str(one["computed"].total), str(two["computed"].total)) == ("36人", "14人")
    assert [each.id for each in one["party"]] == ["kenshin"]
    assert [each.id for each in two["party"]] == ["seikatsu"]
    assert str(made.variables()["computed"].total) == "50人"


def test_what_changed_is_told_to_who_was_told_before_and_to_nobody_else(tmp_path: Path) -> None:
    new_group = GROUP.replace('"members"', '"guests"').replace("通信販売会員", "来場者")
    earlier = incident_with(letter="", groups=GROUP.replace("漏えいのおそれ", "滅失"))
    incident = incident_with(groups=GROUP + new_group, letter="number = '2'")
    folder = small_kinds(tmp_path)
    made = maker(folder, "house_letter", incident, since=earlier)
    known = made.variables(person(incident), "0001")["computed"].changes
    assert [row.title for row in known.rows]
    assert made.variables(person(incident, groups=("guests",)), "0002")["computed"].changes is None
    assert (
        maker(folder, "house_letter", incident).variables(person(incident), "0001")["computed"].changes
        is None
    )


@pytest.mark.parametrize(
    ("address", "fits"), [((), True), (("東京都架空区",), True), (("東京都架空区見本町" * 3,) * 5, False)]
)
def test_a_letter_fits_the_window_where_its_address_shows_whole(
    tmp_path: Path, address: tuple[str, ...], fits: bool
) -> None:
    incident = incident_with()
    made = maker(small_kinds(tmp_path), "house_letter", incident)
    assert made.fits_window(made.make(person(incident, address=address), "0001")) is fits


def test_a_finished_document_is_held_to_its_sections_its_strangers_and_its_words(tmp_path: Path) -> None:
    incident = incident_with(incident='summary = "誠に遺憾です。"', letter="", cause="")
    rule = replace(kind("house_report", small_kinds(tmp_path)), law="victim_apology")
    made = DocumentMaker(rule, Case(incident, ON, None, rule.audience))
    data = made.make().data
    found = made.check(data)
    assert {"wording.regret", "D203"} & {each.code for each in found} >= {"wording.regret"}
    assert {each.where.file for each in found if each.code == "wording.regret"} == {
        "house_report/letter.docx"
    }
    empty = small_kinds(tmp_path / "b", house_report="[section other 別]\n一\n[/section]\n")
    lacking = maker(empty, "house_report").check(maker(empty, "house_report").make().data)
    assert [each.section for each in lacking if each.section == "body"]
    strict = maker(empty, "house_report").check(maker(empty, "house_report").make().data, strict=True)
    assert {each.severity for each in strict if each.section == "body"} == {"error"}
    assert {each.severity for each in lacking if each.section == "body"} == {"warning"}


def test_the_binding_sections_of_a_document_are_those_that_statute_asks_of_it() -> None:
    incident = incident_of(example("lost_pc/incident"))
    rule = kind("victim_apology")
    found = DocumentMaker(rule, Case(incident, ON, None, rule.audience)).binding_sections()
    assert {"incident_summary", "cause", "affected_items"} <= set(found)
    assert not {"subject", "closing", "prevention"} & set(found)
    assert found == [each.id for each in rule.sections if each.id in found]


def test_a_letter_to_a_client_that_names_another_client_is_told(tmp_path: Path) -> None:
    text = "[section body 本文]\n{{ incident.summary }}\n[/section]\n"
    facts = example("misdirected_mail/incident")
    facts["incident"]["summary"] = "株式会社見本生活の分も届きました。"
    made = maker(
        small_kinds(tmp_path, house_client=text), "house_client", incident_of(facts), client="kenshin"
    )
    found = [each for each in made.check(made.make().data) if each.section == "body"]
    assert [(each.severity, each.where.file) for each in found] == [("error", "house_client/letter.docx")]
    assert "seikatsu" in found[0].message


def test_a_phrase_that_was_accepted_is_a_note_of_the_finished_document(tmp_path: Path) -> None:
    accepted = '[[accepted]]\nname = "wording.regret"\nreason = "代表者の希望"\n'
    for more, severity in (("", "warning"), (accepted, "note")):
        incident = incident_with(incident='summary = "誠に遺憾です。"', more=more)
        rule = replace(kind("house_report", small_kinds(tmp_path)), law="victim_apology")
        made = DocumentMaker(rule, Case(incident, ON, None, rule.audience))
        told = [each for each in made.check(made.make().data) if each.code == "wording.regret"]
        assert [each.severity for each in told] == [severity]


def test_an_error_of_a_template_names_it_by_its_place(tmp_path: Path) -> None:
    folder = small_kinds(tmp_path, house_report="[section body 本文]\n{{ incident.titel }}\n[/section]\n")
    with pytest.raises(RenderError) as refused:
        maker(folder, "house_report").make()
    assert {each.where.file for each in refused.value.findings} == {"house_report/letter.docx"}


@pytest.mark.parametrize(
    ("style", "is_numbered_so", "count"), [("company", False, "1,200人"), ("legal", True, "1200人")]
)
def test_headings_are_numbered_and_numbers_written_in_the_style_of_the_letter(
    tmp_path: Path, style: str, is_numbered_so: bool, count: str
) -> None:
    incident = incident_with(letter=f'style = "{style}"')
    memo = kind("assessment_memo")
    data = DocumentMaker(memo, Case(incident, ON, None, memo.audience)).make().data
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert ('w:val="第%1"' in package.read("word/numbering.xml").decode()) is is_numbered_so
    letter = maker(small_kinds(tmp_path), "house_letter", incident)
    seen = letter.variables(person(incident), "0001")["person"]
    assert str(seen.groups[0].count) == count


def test_a_template_that_is_no_word_file_is_named_by_its_place(tmp_path: Path) -> None:
    folder = small_kinds(tmp_path)
    (folder / "house_report" / "letter.docx").write_bytes(b"no")
    with pytest.raises(TemplateError) as refused:
        maker(folder, "house_report").make()
    assert {each.where.file for each in refused.value.findings} == {"house_report/letter.docx"}


def test_the_address_of_a_letter_stands_where_the_letter_has_its_window() -> None:
    def frames(letter: str) -> set[str]:
        incident = incident_with(letter=letter)
        rule = kind("victim_apology")
        made = DocumentMaker(rule, Case(incident, ON, None, rule.audience))
        with zipfile.ZipFile(io.BytesIO(made.make(person(incident), "0001").data)) as package:
            return set(re.findall(r"<w:framePr[^>]*>", package.read("word/document.xml").decode()))

    # Twentieths of a point: 25 mm from the left, within the border; the folds stay where they are.
    moved = frames("window = { left = 25.0, top = 30.0, width = 90.0, height = 50.0 }") - frames("")
    assert [re.search(r'w:x="(\d+)"', frame)[1] for frame in moved] == ["1446"]  # type: ignore[index]
