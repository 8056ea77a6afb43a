from __future__ import annotations

import json
import re
import shutil
import subprocess
from datetime import date
from typing import TYPE_CHECKING

import pytest

import noticegen
from noticegen.documents.check_files import check_incident
from noticegen.documents.new import SCENARIOS, new, skeleton
from noticegen.findings import OutputError, TemplateError
from noticegen.law.prevention import measures_for

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2026, 11, 20)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_new_file_loads_and_its_check_names_what_is_still_unwritten(scenario: str, tmp_path: Path) -> None:
    facts, recipients, schema = new(tmp_path / "case", scenario)
    report = check_incident(facts, on=DAY)
    errors = [finding for finding in report.findings if finding.severity == "error"]
    assert {finding.code for finding in errors} == {"L105"}
    assert {"incident.known_on", "letter.date", "incident.title"} <= {each.where.path for each in errors}
    assert all(finding.where.file == str(facts) and finding.where.line for finding in errors)
    assert report.deadlines == ()
    assert json.loads(schema.read_text("utf-8")) == noticegen.incident_schema()
    assert recipients.read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_every_mark_of_a_new_file_is_an_error_of_its_check(scenario: str, tmp_path: Path) -> None:
    facts, _, _ = new(tmp_path, scenario)
    lines = facts.read_text("utf-8").splitlines()
    report = check_incident(facts, on=DAY)
    reported = {finding.where.line for finding in report.findings if finding.code == "L105"}
    marked = {
        number
        for number, line in enumerate(lines, 1)
        if ("〓" in line or "1900-01-01" in line) and not line.lstrip().startswith("#") and "=" in line
    }
    assert marked <= reported


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_the_schema_stands_in_the_first_line_and_no_part_is_left_open(scenario: str) -> None:
    text = skeleton(scenario)
    assert text.startswith("#:schema incident.schema.json\n")
    assert "#+" not in text
    assert text.count("#:schema") == 1


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_the_list_of_recipients_reads_and_its_example_gets_no_letter(scenario: str, tmp_path: Path) -> None:
    facts, recipients, _ = new(tmp_path, scenario)
    groups = {group.id for group in noticegen.load_incident(facts).group}
    rows = list(noticegen.read_recipients(recipients))
    assert [(type(row).__name__, row.code) for row in rows] == [("Excluded", "R110")]
    assert recipients.read_text("utf-8-sig").splitlines()[1].split(",")[6] in groups


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_what_is_commented_out_is_right_when_its_mark_is_taken_away(scenario: str, tmp_path: Path) -> None:
    option = re.compile(r"# (\[+[a-z_.]+\]+|[a-z_0-9]+ = )")
    opened = [line[2:] if option.match(line) else line for line in skeleton(scenario).splitlines()]
    file = tmp_path / "incident.toml"
    file.write_text("\n".join(opened), "utf-8")
    incident = noticegen.load_incident(file)
    assert incident.group


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "recipients.csv").write_text("mine", "utf-8")
    with pytest.raises(OutputError) as caught:
        new(tmp_path)
    assert [finding.code for finding in caught.value.findings] == ["O122"]
    assert caught.value.findings[0].message == "同じ名前のファイルがあります: recipients.csv。"
    assert [path.name for path in tmp_path.iterdir()] == ["recipients.csv"]
    assert (tmp_path / "recipients.csv").read_text("utf-8") == "mine"


def test_an_unknown_scenario_is_told_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(TemplateError) as caught:
        new(tmp_path / "case", "earthquake")
    assert "misdirected_mail" in caught.value.findings[0].hint
    assert not (tmp_path / "case").exists()


@pytest.mark.external("tombi")
def test_an_editor_finds_no_fault_in_new_files_and_one_in_a_wrong_word(tmp_path: Path) -> None:
    tombi = shutil.which("tombi")
    assert tombi is not None
    facts, _, _ = new(tmp_path)

    def lint() -> subprocess.CompletedProcess[str]:
        command = [tombi, "lint", "--offline", "--no-cache", facts.name]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, encoding="utf-8")

    assert lint().returncode == 0
    facts.write_text(facts.read_text("utf-8").replace('["漏えいのおそれ"]', '["漏洩"]'), "utf-8")
    assert lint().returncode != 0


@pytest.mark.parametrize(
    ("scenario", "cause"),
    [
        ("lost_pc", "紛失"),
        ("web_intrusion", "不正アクセス"),
        ("misdirected_mail", "誤送付"),
        ("dispatched_worker", "従業者不正"),
    ],
)
def test_the_measures_that_answer_its_cause_stand_in_a_new_file_as_comments(
    scenario: str, cause: str
) -> None:
    text = skeleton(scenario)
    for measure in measures_for([cause]):
        assert f'\n# what = "{measure.what}"\n' in text
        assert f"\n# 自問: {measure.question}\n" in text
    assert text.count("# 自問: ") == len(measures_for([cause]))
