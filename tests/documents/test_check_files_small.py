"""What is checked of files and folders, against which facts, and how is it told?"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from noticegen.documents.check import STATEMENT
from noticegen.documents.check_files import (
    CheckedFile,
    CheckReport,
    check_files,
    check_incident,
    incident_deadlines,
)
from noticegen.documents.draft import draft, drafts
from noticegen.documents.kinds import kind
from noticegen.documents.make import DocumentMaker
from noticegen.facts.affected_person import AffectedPerson, affected_person
from noticegen.facts.load import load_incident
from noticegen.findings import FactsError, Finding, TemplateError, Where
from noticegen.law.case import Case
from noticegen.law.deadlines import deadlines
from noticegen.ooxml.compose import compose
from tests.documents.letters import BASE, PARTS, recipient
from tests.documents.small_kinds import HEAD, PERSON, own_kind, small_kinds

DAY = date(2026, 11, 24)
FACTS = BASE.format(**PARTS)
BODY = "[section body 本文]\n{{ incident.title }}\n{{ incident.summary }}\n[/section]\n"


@pytest.fixture
def kinds(tmp_path: Path) -> Path:
    return small_kinds(tmp_path / "kinds")


@pytest.fixture
def place(tmp_path: Path, kinds: Path) -> Path:
    """A folder with an incident file and the document made of it, as it was and in a folder below."""
    folder = tmp_path / "place"
    folder.mkdir()
    (folder / "incident.toml").write_text(FACTS, "utf-8")
    draft(load_incident(FACTS.encode()), "house_report", on=DAY, templates=kinds).save(folder)
    return folder


def other_facts() -> bytes:
    """Return facts with another summary, which the document does not have."""
    return FACTS.replace("電車に置き忘れました", "駅に置き忘れました").encode()


def test_a_report_says_what_a_clean_result_does_not_and_only_where_it_is_clean() -> None:
    error, warning = Finding("error", "X1", "…"), Finding("warning", "X2", "…")
    assert CheckReport(DAY, ()).statement == STATEMENT
    assert CheckReport(DAY, (warning,)).statement == STATEMENT
    assert CheckReport(DAY, (warning, error)).statement == ""


def test_deadlines_are_those_of_their_file_and_of_all_files_where_one_has_facts() -> None:
    incident = load_incident(FACTS.encode())
    due = deadlines(incident, on=DAY)
    one, two = CheckedFile("a.toml", "一", "", due), CheckedFile("b.toml", "二", "", due[:1])
    document = CheckedFile("c.docx")
    assert CheckReport(DAY, (), files=(one, document)).dues == {"a.toml": due, None: due}
    assert CheckReport(DAY, (), files=(one, two, document)).dues == {"a.toml": due, "b.toml": due[:1]}
    assert CheckReport(DAY, (), files=(document,)).dues == {}


def test_an_incident_file_is_told_with_its_title_its_business_and_what_is_due(
    place: Path, kinds: Path
) -> None:
    incident = load_incident(FACTS.encode())
    found = check_incident(place / "incident.toml", "house_report", on=DAY, templates=kinds)
    assert found.on == DAY
    assert found.deadlines == deadlines(incident, on=DAY) != ()
    assert found.files == (
        CheckedFile(
            str(place / "incident.toml"), "ノートパソコンの紛失", "株式会社架空商事", found.deadlines
        ),
    )
    assert {each.document for each in check_incident(FACTS.encode(), "victim_apology", on=DAY).met} == {
        "victim_apology"
    }
    assert check_incident(FACTS.encode(), on=DAY).files[0].file == ""


def test_the_facts_of_a_file_are_met_for_every_kind_or_for_those_asked_for() -> None:
    def kinds_of(*names: str) -> set[str]:
        return {each.document for each in check_incident(FACTS.encode(), *names, on=DAY).met}

    assert kinds_of("victim_apology") == {"victim_apology"}
    assert {"ppc_report", "victim_apology"} <= kinds_of()
    assert "client_letter" not in kinds_of()
    facts = Path("examples/misdirected_mail/incident.toml")
    met = check_incident(Path(__file__).parents[2] / facts, "client_letter", on=DAY).met
    assert {each.client for each in met} == {"kenshin", "seikatsu"}


def test_findings_of_a_file_have_its_lines_and_errors_too(tmp_path: Path) -> None:
    file = tmp_path / "incident.toml"
    file.write_text(FACTS.replace("電車に置き忘れました", "誠に遺憾"), "utf-8")
    found = check_incident(file, "victim_apology", on=DAY).findings
    line = FACTS[: FACTS.index("summary")].count("\n") + 1
    assert (str(file), line) in {
        (each.where.file, each.where.line) for each in found if each.code == "wording.regret"
    }
    strict = check_incident(file, "victim_apology", on=DAY, strict=True).findings
    assert {each.severity for each in strict if each.code == "L102"} <= {"error", "warning"}
    with pytest.raises(TemplateError):
        check_incident(file, "no_such_kind", on=DAY)


def test_a_kind_of_ones_own_is_found_in_its_folder(place: Path, kinds: Path) -> None:
    file = place / "incident.toml"
    assert check_incident(file, "house_report", on=DAY, templates=kinds).deadlines
    report = check_files([file], documents=["house_report"], on=DAY, templates=kinds)
    assert report.deadlines
    assert not [each for each in report.findings if each.code.startswith("K")]
    (unknown, *_) = check_files([file], documents=["house_report"], on=DAY).findings
    assert (unknown.severity, unknown.where.file) == ("error", str(file))
    early = check_files([file], documents=["victim_apology"], on=date(1999, 1, 1)).findings
    assert "L202" in {each.code for each in early}
    with pytest.raises(TemplateError):
        check_incident(file, "house_report", on=DAY)


def test_what_is_due_is_told_with_what_only_a_contract_or_nobody_knows(tmp_path: Path) -> None:
    file = tmp_path / "incident.toml"
    file.write_text(FACTS, "utf-8")
    found = incident_deadlines(file, on=DAY)
    assert (found.on, found.deadlines) == (DAY, deadlines(load_incident(file), on=DAY))
    assert all(each.where.file == str(file) for each in found.findings if each.where.path)
    file.write_text(FACTS.replace("known_on = 2026-10-31", "known_on = 1900-01-01"), "utf-8")
    with pytest.raises(FactsError) as refused:
        incident_deadlines(file, on=DAY)
    (unwritten,) = refused.value.findings
    line = FACTS[: FACTS.index("known_on")].count("\n") + 1
    assert unwritten.message.startswith("「知った日」がまだ書かれていません。")
    assert check_incident(file, "victim_apology", on=DAY).deadlines == ()
    assert (unwritten.code, unwritten.where.file, unwritten.where.line, unwritten.where.path) == (
        "L105",
        str(file),
        line,
        "incident.known_on",
    )


def codes(*paths: Any, **more: Any) -> set[str]:
    return {each.code for each in check_files(paths, on=DAY, **more).findings}


def test_documents_are_held_to_the_facts_given_else_to_the_only_ones_among_the_paths(
    place: Path, kinds: Path, tmp_path: Path
) -> None:
    document, facts = place / "house_report.docx", place / "incident.toml"
    assert "D209" in codes(document, templates=kinds)
    assert not {"D209", "D220", "D221"} & codes(document, incident=facts, templates=kinds)
    assert not {"D209", "D220", "D221"} & codes(document, facts, templates=kinds)
    changed = tmp_path / "changed.toml"
    changed.write_bytes(other_facts())
    for given in (
        codes(document, incident=changed, templates=kinds),
        codes(document, changed, templates=kinds),
    ):
        assert "D209" not in given
        assert given & {"D220", "D221", "D211"}
    assert "D209" in codes(document, facts, changed, templates=kinds)
    assert "D209" not in codes(document, FACTS.encode(), templates=kinds)
    bad = tmp_path / "bad.toml"
    bad.write_text("format = ", "utf-8")
    assert "D209" in codes(document, bad, templates=kinds)


def test_every_document_is_told_with_its_path_its_making_and_what_it_has(place: Path, kinds: Path) -> None:
    document, facts = place / "house_report.docx", place / "incident.toml"
    report = check_files([document], incident=facts, on=DAY, templates=kinds)
    assert report.files == (CheckedFile(str(document)),)
    (made,) = report.documents
    assert (made.file, made.kind, made.title, made.is_current) == (
        str(document),
        "house_report",
        "社内報告",
        True,
    )
    assert check_files([document], on=DAY, templates=kinds).documents[0].is_current is None
    apology = place / "letter.docx"
    apology.write_bytes(draft(load_incident(facts), "victim_apology", on=DAY).docx)
    met = check_files([apology], incident=facts, on=DAY).met
    assert {each.document for each in met} == {"victim_apology"}
    assert {each.file for each in met} == {str(apology)}
    assert check_files([apology], on=DAY).met == ()
    assert check_files([apology], incident=facts, on=date(1999, 1, 1)).met == ()
    found = check_files([str(apology)], on=DAY).findings
    assert {each.where.file for each in found} == {str(apology)}


def test_the_kind_asked_for_is_that_of_the_documents_where_it_is_one(place: Path, kinds: Path) -> None:
    bare = place / "bare.docx"
    bare.write_bytes(
        compose(BODY.replace("{{ incident.title }}", "一").replace("{{ incident.summary }}", "二"))
    )
    facts = place / "incident.toml"
    one = check_files([bare], incident=facts, documents=["house_report"], on=DAY, templates=kinds)
    assert {each.code for each in one.findings} & {"D201", "D210"} == set()
    assert [each.severity for each in check_files([bare], on=DAY).findings] == ["error"]
    two = check_files(
        [bare], incident=facts, documents=iter(["house_report", "house_letter"]), on=DAY, templates=kinds
    )
    assert {each.code for each in two.findings} == {
        each.code for each in check_files([bare], on=DAY).findings
    }


def test_strictly_a_lack_is_an_error_in_documents_and_in_facts(place: Path, tmp_path: Path) -> None:
    folder = small_kinds(tmp_path / "lacking", house_report="[section other 別]\n一\n[/section]\n")
    document = place / "house_report.docx"
    document.write_bytes(
        draft(load_incident(place / "incident.toml"), "house_report", on=DAY, templates=folder).docx
    )

    def severities(**more: Any) -> set[str]:
        found = check_files([document], incident=place / "incident.toml", on=DAY, templates=folder, **more)
        return {each.severity for each in found.findings if each.section == "body"}

    assert (severities(), severities(strict=True)) == ({"warning"}, {"error"})
    lax, strict = (
        [each.severity for each in check_files([place / "incident.toml"], on=DAY, strict=way).findings]
        for way in (False, True)
    )
    assert strict.count("error") > lax.count("error")


def test_the_day_is_that_given_and_for_a_document_else_the_one_it_bears(place: Path, kinds: Path) -> None:
    report = check_files([place / "incident.toml"], on=DAY)
    assert (report.on, report.deadlines) == (DAY, deadlines(load_incident(FACTS.encode()), on=DAY))
    old = date(1999, 1, 1)
    document = place / "letter.docx"
    document.write_bytes(draft(load_incident(FACTS.encode()), "victim_apology", on=DAY).docx)
    told = {each.code for each in check_files([document], incident=place / "incident.toml", on=old).findings}
    assert told != {each.code for each in check_files([document], incident=place / "incident.toml").findings}


def test_what_cannot_be_checked_is_told_and_hides_nothing_else(
    place: Path, kinds: Path, tmp_path: Path
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    (place / "list.csv").write_text("番号", "utf-8")
    (place / "broken.docx").write_bytes(b"no")
    paths = [
        empty,
        place / "list.csv",
        place / "none.toml",
        place / "broken.docx",
        place / "house_report.docx",
    ]
    report = check_files(paths, incident=place / "incident.toml", on=DAY, templates=kinds)
    errors = [(each.code, each.where.file) for each in report.findings if each.severity == "error"]
    assert errors[:2] == [("D302", str(empty)), ("D302", str(place / "list.csv"))]
    assert [file for _, file in errors[2:]] == [str(place / "none.toml"), str(place / "broken.docx")]
    assert "フォルダー" in report.findings[0].message
    assert "--recipients" in report.findings[1].hint
    assert [each.file for each in report.documents] == [str(place / "house_report.docx")]
    (bad,) = check_files([b"format = "], on=DAY).findings
    assert (bad.severity, bad.where.file) == ("error", None)


def test_a_folder_is_checked_with_the_facts_documents_and_batches_below_it(place: Path, kinds: Path) -> None:
    batch = place / "out" / "batch"
    batch.mkdir(parents=True)
    (batch / "batch.json").write_text("{}", "utf-8")
    (batch / "0001.docx").write_bytes(b"a letter of the batch")
    (place / "out" / "HOUSE.DOCX").write_bytes((place / "house_report.docx").read_bytes())
    (place / "~$house_report.docx").write_bytes(b"open in Word")
    (place / "settings.toml").write_text("[tool]\nincident = 1\n", "utf-8")
    (place / "notes.txt").write_text("[incident]\n", "utf-8")
    asked = []

    def check_folder(folder: Path, facts: Any) -> tuple[Finding, ...]:
        asked.append((folder, facts))
        return (
            Finding("error", "B1", "…", where=Where("0001.docx")),
            Finding("error", "B2", "…", where=Where(str(folder))),
            Finding("error", "B3", "…"),
        )

    report = check_files([place], on=DAY, templates=kinds, check_folder=check_folder)
    assert asked == [(batch, load_incident(FACTS.encode()))]
    assert [each.file for each in report.files] == [
        str(place / "house_report.docx"),
        str(place / "incident.toml"),
        str(place / "out" / "HOUSE.DOCX"),
        str(batch),
    ]
    assert {(each.code, each.where.file) for each in report.findings if each.code[0] == "B"} == {
        ("B1", str(batch / "0001.docx")),
        ("B2", str(batch)),
        ("B3", None),
    }
    assert [each.where.file for each in report.findings if each.code == "D302"] == []
    alone = check_files([batch], on=DAY, templates=kinds, check_folder=check_folder)
    assert [each.file for each in alone.files] == [str(batch)]
    assert asked[-1] == (batch, None)


def test_a_file_without_a_suffix_is_read_as_facts(tmp_path: Path) -> None:
    (tmp_path / "facts").write_text(FACTS, "utf-8")
    report = check_files([tmp_path / "facts"], on=DAY)
    assert [each.title for each in report.files] == ["ノートパソコンの紛失"]
    assert "D302" not in {each.code for each in report.findings}


def test_a_file_of_facts_that_is_named_twice_is_checked_twice_and_due_once(place: Path) -> None:
    report = check_files([place / "incident.toml", place / "incident.toml"], on=DAY)
    assert report.deadlines == deadlines(load_incident(FACTS.encode()), on=DAY)
    assert len(report.files) == 2


def test_documents_that_contradict_each_other_are_told_with_their_paths(tmp_path: Path) -> None:
    facts = load_incident(FACTS.encode())
    more = load_incident(FACTS.replace("count = 1200", "count = 1300").encode())
    one, two = tmp_path / "one", tmp_path / "two"
    for folder in (one, two):
        folder.mkdir()
    (one / "a.docx").write_bytes(draft(facts, "victim_apology", on=DAY).docx)
    (one / "b.docx").write_bytes(draft(more, "victim_apology", on=DAY).docx)
    (two / "b.docx").write_bytes((one / "b.docx").read_bytes())

    def told(*paths: Path, **given: Any) -> set[str | None]:
        found = check_files(paths, on=DAY, **given).findings
        return {each.where.file for each in found if each.code in SETS}

    assert told(one / "a.docx", one / "b.docx") & {str(one / "a.docx"), str(one / "b.docx")}
    assert told(one / "a.docx", two / "b.docx") == set()
    (tmp_path / "incident.toml").write_text(FACTS, "utf-8")
    assert told(one / "a.docx", two / "b.docx", incident=tmp_path / "incident.toml")


SETS = {"D230", "D231", "D232"}


def test_letters_are_held_to_the_list_as_it_is_to_be_read(tmp_path: Path) -> None:
    facts, letter, people = (tmp_path / name for name in ("incident.toml", "0001.docx", "list.csv"))
    facts.write_text(FACTS, "utf-8")
    incident, rule = load_incident(facts), kind("victim_apology")
    person = affected_person(recipient(items=("氏名",)), incident)
    assert isinstance(person, AffectedPerson)
    case = Case(incident, DAY, None, rule.audience)
    letter.write_bytes(DocumentMaker(rule, case).make(person, "0001").data)
    head, row = "ID,氏名,郵便番号,住所,対象", "見本 花子,100-0000,東京都架空区見本町1丁目2番3号,members"

    def found(text: str, **more: Any) -> list[str]:
        people.write_text(text, "utf-8")
        report = check_files([letter], incident=facts, on=DAY, recipients=people, **more)
        return [each.code for each in report.findings if each.severity == "error"]

    alone = check_files([letter], incident=facts, on=DAY).findings
    own, other = f"{head}\nA1,{row}\n", f"{head}\nA1,{row.replace('見本 花子', '例示 五郎')}\n"
    assert [each for each in alone if each.severity == "error"] == []
    assert (found(own), found(other)) == ([], ["D228"])
    renamed = own.replace("氏名", "お客")
    assert found(renamed, reading={"columns": {"氏名": "お客"}}) == []
    assert found(renamed) == ["R004"]


def test_of_every_client_each_document_is_checked(kinds: Path, tmp_path: Path) -> None:
    facts = Path(__file__).parents[2] / "examples/misdirected_mail/incident.toml"
    for made in drafts(load_incident(facts), "house_client", on=DAY, templates=kinds):
        made.save(tmp_path)
    report = check_files(
        [tmp_path / "house_client-kenshin.docx", tmp_path / "house_client-seikatsu.docx"],
        incident=facts,
        on=DAY,
        templates=kinds,
    )
    assert [each.kind for each in report.documents] == ["house_client", "house_client"]
    assert not [each for each in report.findings if each.severity == "error"]


def test_only_what_is_asked_for_is_checked_and_a_lack_is_no_error_unless_strictly(tmp_path: Path) -> None:
    def found(*names: str, **more: Any) -> list[tuple[str, str]]:
        report = check_incident(FACTS.encode(), *names, on=DAY, **more)
        return [(each.severity, each.document) for each in report.findings if each.code == "L101"]

    assert set(found("victim_apology")) == {("warning", "victim_apology")}
    assert set(found("victim_apology", strict=True)) == {("error", "victim_apology")}
    assert {"ppc_report", "victim_apology"} <= {document for _, document in found()}
    early = check_incident(FACTS.encode(), "victim_apology", on=date(1999, 1, 1))
    assert [each.code for each in early.findings if each.severity == "error"] == ["L202"]


def test_what_a_document_has_of_a_requirement_is_what_its_reader_may_see_on_the_day(tmp_path: Path) -> None:
    folder = own_kind(
        tmp_path,
        "house_apology",
        HEAD.format(title="お知らせ", audience="本人", per="recipient").replace(
            "title", 'based_on = "victim_apology"\ntitle', 1
        ),
        PERSON,
    )

    def states(text: str, on: date = DAY) -> dict[tuple[str, str], str]:
        met = check_incident(text.encode(), on=on, templates=folder).met
        return {(each.document, each.requirement): each.state for each in met}

    cause = ("house_apology", "victim_apology.cause")
    assert states(FACTS)[cause] == "said"
    closed = FACTS.replace("[cause]\n", '[cause]\naudience = ["社内"]\n')
    assert states(closed)[cause] == "missing"
    assert states(FACTS, date(1999, 1, 1)) == {}


def test_a_fault_of_a_file_of_facts_is_told_with_its_line_and_column(tmp_path: Path) -> None:
    bad = tmp_path / "incident.toml"
    bad.write_text(FACTS.replace('stage = "速報"', 'stage = "中報"'), "utf-8")
    (found,) = check_files([bad], on=DAY).findings
    line = FACTS[: FACTS.index("stage =")].count("\n") + 1
    assert (found.severity, found.where.file, found.where.line, found.where.path) == (
        "error",
        str(bad),
        line,
        "report.stage",
    )
    assert found.where.column
