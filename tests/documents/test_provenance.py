"""Does a document say from which facts, by which version and according to the law of which day it was made?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from noticegen._version import __version__
from noticegen.documents.check_files import check_files
from noticegen.documents.make import facts_hash
from noticegen.documents.provenance import Provenance, provenance
from noticegen.documents.trace import trace
from noticegen.ooxml.archive import write_parts
from noticegen.ooxml.compose import compose
from tests.documents.cases import BASES, changed, example, file_of, incident_of
from tests.documents.test_kinds import GOOD, own
from tests.documents.word_edits import parts

if TYPE_CHECKING:
    from pathlib import Path

REPORT = BASES[0]


def test_a_document_says_what_it_was_made_from_and_whether_that_still_holds(tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    path.write_bytes(REPORT.docx)
    found = provenance(path, REPORT.incident)
    assert (found.kind, found.stage, found.law_date) == ("ppc_report", "確報", REPORT.day.isoformat())
    assert (found.version, found.facts, found.is_current) == (__version__, facts_hash(REPORT.incident), True)
    assert str(found).startswith(
        "漏えい等報告フォーム入力用原稿（確報）: 2026年11月24日の法令により noticegen"
    )
    assert found.facts[:12] in str(found)
    newer = incident_of(changed(example("lost_pc/incident"), incident__place="別の場所"))
    assert provenance(path, newer).is_current is False
    assert "異なる" in str(provenance(path, newer))
    assert provenance(path).is_current is None


@pytest.mark.parametrize("day", ["あ", "2026-13-45", "99999-01-01"])
def test_a_day_that_somebody_spoilt_in_the_properties_is_no_day_and_stops_nothing(
    day: str, tmp_path: Path
) -> None:
    path = tmp_path / "report.docx"
    path.write_bytes(_dated(day))
    assert "確報）: noticegen" in str(provenance(path))
    assert {each.code for each in check_files([path]).findings} == {"D209"}
    facts = tmp_path / "incident.toml"
    facts.write_bytes(file_of(example("lost_pc/incident")))
    checked = check_files([path], incident=facts, on=REPORT.day)
    assert not [each for each in checked.findings if each.severity == "error"]
    assert trace(path)


def test_a_document_of_a_day_whose_law_is_not_recorded_passes_no_check(tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    path.write_bytes(_dated("2001-01-01"))
    assert [each.code for each in check_files([path]).findings if each.severity == "error"] == ["L202"]


def _dated(day: str) -> bytes:
    there = parts(REPORT.docx)
    properties = there["docProps/custom.xml"].decode()
    own = REPORT.day.isoformat()
    assert own in properties
    return write_parts({**there, "docProps/custom.xml": properties.replace(own, day).encode()})


def test_a_document_of_somebody_else_says_nothing(tmp_path: Path) -> None:
    path = tmp_path / "other.docx"
    path.write_bytes(compose("本文です。\n"))
    assert str(provenance(path)) == "作成の記録がありません。"


def test_every_word_document_of_a_folder_is_checked_where_no_batch_wrote_it(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    for name in ("a.docx", "inner/b.docx"):
        (tmp_path / name).write_bytes(REPORT.docx)
    report = check_files([tmp_path])
    assert [each.file for each in report.documents] == [
        str(tmp_path / "a.docx"),
        str(tmp_path / "inner" / "b.docx"),
    ]
    assert {each.code for each in report.findings} == {"D209"}


def test_a_folder_of_a_batch_inside_is_checked_as_one(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(REPORT.docx)
    (tmp_path / "letters" / "letters").mkdir(parents=True)
    (tmp_path / "letters" / "letters" / "1.docx").write_bytes(REPORT.docx)
    (tmp_path / "letters" / "batch.json").write_text("{}", "utf-8")
    asked = []
    report = check_files([tmp_path], check_folder=lambda folder, _: asked.append(folder) or ())
    assert asked == [tmp_path / "letters"]
    assert [each.file for each in report.documents] == [str(tmp_path / "a.docx")]


def test_what_a_document_does_not_say_is_empty_and_a_kind_of_a_firm_has_its_title(tmp_path: Path) -> None:
    foreign = tmp_path / "foreign.docx"
    foreign.write_bytes(compose("以上\n"))
    assert provenance(foreign, REPORT.incident) == Provenance(str(foreign), *[""] * 8)
    path = tmp_path / "report.docx"
    there = parts(REPORT.docx)
    properties = there["docProps/custom.xml"].decode()
    assert ">ppc_report<" in properties
    own_kind = properties.replace(">ppc_report<", ">house_report<").encode()
    path.write_bytes(write_parts({**there, "docProps/custom.xml": own_kind}))
    assert (provenance(path).kind, provenance(path).title) == ("house_report", "house_report")
    folder = own(tmp_path / "firm", toml=GOOD.replace("社内報告", "社内報告（甲）（乙）"))
    found = provenance(path, templates=folder)
    assert (found.file, found.title) == (str(path), "社内報告（甲）（乙）")
    assert str(found).startswith(f"社内報告（{found.stage}）: ")
    assert len(found.template_hash) == len(found.facts) == 64
    assert found.template == "report.docx"
