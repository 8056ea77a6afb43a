from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import noticegen
from noticegen.documents.write import write_drafts
from noticegen.findings import DocumentError, OutputError, TemplateError
from noticegen.ooxml.reading import read_document

EXAMPLE = Path(__file__).parents[2] / "examples" / "misdirected_mail" / "incident.toml"
DAY = date(2026, 11, 20)


@pytest.fixture(scope="module")
def incident() -> noticegen.Incident:
    return noticegen.load_incident(EXAMPLE)


def test_each_client_gets_its_own_document(incident: noticegen.Incident, tmp_path: Path) -> None:
    report = write_drafts(incident, tmp_path / "out", kinds=["client_letter"], on=DAY)
    assert [(each.client, each.file.name) for each in report.documents] == [
        ("kenshin", "client_letter-kenshin.docx"),
        ("seikatsu", "client_letter-seikatsu.docx"),
    ]
    assert all(each.file.is_file() and not each.is_incomplete for each in report.documents)


def test_one_refused_document_keeps_all_from_being_written(
    incident: noticegen.Incident, tmp_path: Path
) -> None:
    without = incident.model_copy(update={"publication": None})
    with pytest.raises(DocumentError) as caught:
        write_drafts(without, tmp_path / "out", kinds=["public_notice", "ppc_report"], on=DAY)
    assert {finding.where.path for finding in caught.value.findings} == {"publication.status", None}
    assert caught.value.findings[-1].code == "D301"
    assert not (tmp_path / "out").exists()


def test_incomplete_documents_are_written_and_say_so(incident: noticegen.Incident, tmp_path: Path) -> None:
    without = incident.model_copy(update={"publication": None})
    report = write_drafts(without, tmp_path, kinds=["ppc_report"], on=DAY, incomplete=True)
    assert [each.is_incomplete for each in report.documents] == [True]
    assert read_document(report.documents[0].file).is_draft


def test_a_document_that_somebody_edited_is_replaced_only_when_asked(
    incident: noticegen.Incident, tmp_path: Path
) -> None:
    file = write_drafts(incident, tmp_path, kinds=["ppc_report"], on=DAY).documents[0].file
    made = file.read_bytes()
    write_drafts(incident, tmp_path, kinds=["ppc_report"], on=DAY)
    file.write_bytes(b"edited")
    with pytest.raises(OutputError) as caught:
        write_drafts(incident, tmp_path, kinds=["ppc_report"], on=DAY)
    assert caught.value.findings[0].code == "O121"
    assert file.read_bytes() == b"edited"
    write_drafts(incident, tmp_path, kinds=["ppc_report"], on=DAY, overwrite=True)
    assert file.read_bytes() == made
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ppc_report.docx", "ppc_report.txt"]


def test_an_unknown_kind_is_told_with_the_nearest(incident: noticegen.Incident, tmp_path: Path) -> None:
    with pytest.raises(TemplateError) as caught:
        write_drafts(incident, tmp_path / "out", kinds=["ppc_reprot"], on=DAY)
    assert caught.value.findings[0].hint == "「ppc_report」のことですか。"
