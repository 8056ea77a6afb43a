from __future__ import annotations

import json
from typing import TYPE_CHECKING

import noticegen
from noticegen.documents.check import STATEMENT

from .transcripts import run

if TYPE_CHECKING:
    from pathlib import Path

FINDING_KEYS = {
    "severity",
    "code",
    "document",
    "section",
    "requirement",
    "where",
    "message",
    "hint",
    "sources",
}


def result_of(*arguments: str) -> tuple[int, dict[str, object]]:
    result = run(*arguments, "--json")
    return result.exit_code, json.loads(result.stdout)


def test_check_gives_findings_deadlines_and_the_statement(sandbox: Path) -> None:
    code, content = result_of("check", str(sandbox / "incident.toml"), "--on", "2026-11-20")
    assert code == 0
    assert set(content) == {"on", "findings", "deadlines", "documents", "statement"}
    assert (content["findings"], content["statement"]) == ([], STATEMENT)


def test_every_finding_has_the_attributes_of_a_finding_and_its_line(sandbox: Path) -> None:
    code, content = result_of("check", str(sandbox / "missing.toml"), "--on", "2026-11-20")
    findings = content["findings"]
    assert isinstance(findings, list)
    assert code == 1
    assert content["statement"] == ""
    assert all(set(finding) == FINDING_KEYS for finding in findings)
    lines = {finding["where"]["path"]: finding["where"]["line"] for finding in findings}
    cause = (sandbox / "missing.toml").read_text("utf-8").splitlines().index("[cause]") + 1
    assert lines == {"publication.status": None, "cause.detail": cause, "cause.summary": cause}


def test_an_incident_that_cannot_be_read_still_gives_json(sandbox: Path) -> None:
    for command in (
        ["deadlines", "wrong.toml"],
        ["draft", "wrong.toml", "-o", "out"],
        ["check", "wrong.toml"],
    ):
        code, content = result_of(*command)
        findings = content["findings"]
        assert isinstance(findings, list)
        assert code == 1
        assert {finding["code"] for finding in findings} == {"F102", "F103", "F104"}
    assert not (sandbox / "out").exists()


def test_deadlines_are_those_of_the_library(sandbox: Path) -> None:
    code, content = result_of("deadlines", "incident.toml", "--on", "2026-11-20")
    incident = noticegen.load_incident(sandbox / "incident.toml")
    due = noticegen.deadlines(incident, on=noticegen.load_incident(sandbox / "incident.toml").letter.date)
    shown = content["deadlines"]
    assert isinstance(shown, list)
    assert code == 0
    assert [(each["id"], each["due_on"]) for each in shown] == [
        (each.id, each.due_on and each.due_on.isoformat()) for each in due
    ]
    final = next(each for each in shown if each["id"] == "final_report")
    expected = {"due_on": "2026-12-16", "counted_from": "2026-11-17", "days": 30, "rolled": False}
    assert {key: final[key] for key in expected} == expected


def test_draft_names_the_documents_that_it_wrote(sandbox: Path) -> None:
    code, content = result_of("draft", "incident.toml", "-o", "out", "--document", "ppc_report")
    assert code == 0
    assert content["documents"] == [
        {
            "kind": "ppc_report",
            "client": None,
            "file": "out/ppc_report.docx",
            "is_incomplete": False,
            "text": "out/ppc_report.txt",
        }
    ]
    assert sorted(path.name for path in (sandbox / "out").iterdir()) == ["ppc_report.docx", "ppc_report.txt"]


def test_batch_accounts_for_every_row(sandbox: Path) -> None:
    code, content = result_of("batch", "incident.toml", "recipients.csv", "-o", "letters")
    counts = {key: content[key] for key in ("rows", "letters", "excluded", "skipped")}
    assert code == 0
    assert counts == {"rows": 2, "letters": 1, "excluded": 1, "skipped": 0}
    assert len(list((sandbox / "letters" / "letters").iterdir())) == 1


def test_law_gives_every_requirement_with_its_source_and_day() -> None:
    code, content = result_of("law", "--document", "victim_apology", "--on", "2026-11-20")
    entries = content["requirements"]
    assert isinstance(entries, list)
    assert code == 0
    assert len(entries) == len(noticegen.requirements("victim_apology"))
    assert all(entry["sources"] and entry["checked_on"] for entry in entries)
    assert "changes" in content


def test_the_schema_is_the_librarys() -> None:
    result = run("schema")
    assert result.exit_code == 0
    assert json.loads(result.stdout) == noticegen.incident_schema()
