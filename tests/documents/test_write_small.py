"""What of an incident's documents is written, under which names, and what when one cannot be?"""

from __future__ import annotations

import errno
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from noticegen.documents.draft import draft
from noticegen.documents.write import write_drafts
from noticegen.documents.wrong_role import WRONG_ROLE
from noticegen.findings import DocumentError, OutputError
from noticegen.ooxml.reading import read_document
from tests.documents.cases import example, incident_of
from tests.documents.letters import incident_with
from tests.documents.small_kinds import HEAD, TEXT, own_kind, small_kinds

MAIL = "misdirected_mail/incident"


@pytest.fixture
def kinds(tmp_path: Path) -> Path:
    return small_kinds(tmp_path / "kinds")


def test_each_document_is_written_under_its_name_and_told_of(kinds: Path, tmp_path: Path) -> None:
    incident, out = incident_of(example(MAIL)), tmp_path / "a" / "out"
    report = write_drafts(
        incident, out, kinds=["house_client", "house_letter", "house_client"], templates=kinds
    )
    assert report.folder == out
    assert [
        (each.kind, each.client, each.file, each.is_incomplete, each.text) for each in report.documents
    ] == [
        ("house_client", "kenshin", out / "house_client-kenshin.docx", False, None),
        ("house_client", "seikatsu", out / "house_client-seikatsu.docx", False, None),
        ("house_letter", None, out / "house_letter-見本.docx", False, None),
    ]
    assert sorted(path.name for path in out.iterdir()) == [
        "house_client-kenshin.docx",
        "house_client-seikatsu.docx",
        "house_letter-見本.docx",
    ]
    assert "架空健診協会" in read_document(out / "house_client-kenshin.docx").text
    assert len(set(report.findings)) == len(report.findings)


def test_the_choices_of_the_caller_reach_every_document(kinds: Path, tmp_path: Path) -> None:
    incident = incident_with()
    earlier = incident_with(incident="")

    def made(name: str, **choices: Any) -> dict[str, str]:
        report = write_drafts(incident, tmp_path / name, kinds=["house_report"], templates=kinds, **choices)
        return dict(read_document(report.documents[0].file).properties)

    plain = made("a")
    assert plain["noticegen.law_date"] != "2026-11-25"
    assert made("b", on=date(2026, 11, 25))["noticegen.law_date"] == "2026-11-25"
    assert "noticegen.since" not in plain
    assert "noticegen.since" in made("c", since=earlier)


def test_a_lack_is_stamped_only_where_that_is_wanted_and_strictly_every_lack_blocks(tmp_path: Path) -> None:
    incident = incident_with(cause="")
    with pytest.raises(DocumentError) as refused:
        write_drafts(incident, tmp_path / "out", kinds=["victim_apology"])
    last = refused.value.findings[-1]
    assert (last.severity, last.code, last.message) == ("note", "D301", "文書は一つも書いていません。")
    assert "--incomplete" in last.hint
    assert not (tmp_path / "out").exists()
    report = write_drafts(incident, tmp_path / "out", kinds=["victim_apology"], incomplete=True)
    assert [each.is_incomplete for each in report.documents] == [True]
    folder = own_kind(
        tmp_path / "kinds",
        "house_report",
        HEAD.format(title="報告", audience="社内", per="incident")
        + '[[section]]\nid = "annex"\ntitle = "別紙"\n',
        TEXT,
    )
    fine = incident_with()
    assert write_drafts(fine, tmp_path / "b", kinds=["house_report"], templates=folder).documents
    with pytest.raises(DocumentError):
        write_drafts(fine, tmp_path / "c", kinds=["house_report"], templates=folder, strict=True)


def test_one_problem_of_several_documents_is_told_once_and_nothing_is_written(
    kinds: Path, tmp_path: Path
) -> None:
    incident = incident_with(cause="")
    with pytest.raises(DocumentError) as refused:
        write_drafts(
            incident,
            tmp_path / "out",
            kinds=["victim_apology", "house_report", "email_notice"],
            templates=kinds,
        )
    found = refused.value.findings
    assert len(set(found)) == len(found)
    assert {"victim_apology", "email_notice"} <= {each.document for each in found}
    assert not (tmp_path / "out").exists()


def test_a_document_for_nobody_is_no_matter_of_drafts(kinds: Path, tmp_path: Path) -> None:
    with pytest.raises(DocumentError) as refused:
        write_drafts(
            incident_with(), tmp_path / "out", kinds=["house_report", "house_client"], templates=kinds
        )
    assert [(each.code, each.document, each.hint == "") for each in refused.value.findings] == [
        ("K005", "house_client", False),
        ("D301", "", True),
    ]


def test_a_document_of_the_same_content_is_no_hindrance_and_every_other_is_named(
    kinds: Path, tmp_path: Path
) -> None:
    incident, out = incident_of(example(MAIL)), tmp_path / "out"
    write_drafts(incident, out, kinds=["house_client"], templates=kinds)
    write_drafts(incident, out, kinds=["house_client"], templates=kinds)
    for path in out.iterdir():
        path.write_bytes(b"edited")
    with pytest.raises(OutputError) as refused:
        write_drafts(incident, out, kinds=["house_client", "house_letter"], templates=kinds)
    assert [(each.severity, each.code, each.where.file) for each in refused.value.findings] == [
        ("error", "O121", str(out / "house_client-kenshin.docx")),
        ("error", "O121", str(out / "house_client-seikatsu.docx")),
    ]
    assert "--overwrite" in refused.value.findings[0].hint
    assert {each.message for each in refused.value.findings} == {"内容の違う同じ名前のファイルがあります。"}
    assert {path.read_bytes() for path in out.iterdir()} == {b"edited"}
    report = write_drafts(incident, out, kinds=["house_client"], templates=kinds, overwrite=True)
    assert all(read_document(each.file).text for each in report.documents)


def test_a_report_comes_with_its_text_for_the_web_form_as_windows_reads_it(tmp_path: Path) -> None:
    incident = incident_of(example("lost_pc/incident"))
    report = write_drafts(incident, tmp_path, kinds=["ppc_report"])
    (written,) = report.documents
    assert written.text == tmp_path / "ppc_report.txt"
    data = written.text.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.decode("utf-8-sig") == draft(incident, "ppc_report").text
    written.text.write_text("mine", "utf-8")
    with pytest.raises(OutputError) as refused:
        write_drafts(incident, tmp_path, kinds=["ppc_report"])
    assert [each.where.file for each in refused.value.findings] == [str(written.text)]


def test_without_kinds_those_are_written_that_the_incident_needs(kinds: Path, tmp_path: Path) -> None:
    annex = '[[section]]\nid = "annex"\ntitle = "別紙"\n'
    own_kind(kinds, "house_note", HEAD.format(title="覚え", audience="社内", per="incident") + annex, TEXT)
    report = write_drafts(incident_of(example(MAIL)), tmp_path / "out", templates=kinds)
    assert [each.document for each in report.findings if each.section == "annex"] == ["house_note"]
    names = {each.kind for each in report.documents}
    assert {"client_letter", "house_report", "house_client"} <= names
    assert "disciplinary_memo" not in names


def test_that_another_kind_would_be_right_is_said_of_what_was_asked_for(tmp_path: Path) -> None:
    incident = incident_of(example("dispatched_worker/incident"))
    asked = write_drafts(incident, tmp_path / "a", kinds=["victim_apology"], incomplete=True)
    needed = write_drafts(incident, tmp_path / "b", incomplete=True)
    assert WRONG_ROLE in {each.code for each in asked.findings}
    assert WRONG_ROLE not in {each.code for each in needed.findings}


def test_when_the_disk_is_full_nothing_new_is_left_and_the_folder_is_named(
    kinds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    incident, out, opened = incident_of(example(MAIL)), tmp_path / "out", os.open

    def fill(path: Any, *args: Any, **more: Any) -> int:
        if "seikatsu" in str(path):
            raise OSError(errno.ENOSPC, "full")
        return opened(path, *args, **more)

    monkeypatch.setattr(os, "open", fill)
    for folder_was_there in (False, True):
        if folder_was_there:
            out.mkdir()
        with pytest.raises(OutputError) as refused:
            write_drafts(incident, out, kinds=["house_client"], templates=kinds)
        assert [(each.code, each.where.file) for each in refused.value.findings] == [("O102", str(out))]
        assert out.exists() is folder_was_there
    assert list(out.iterdir()) == []


def test_when_a_file_cannot_be_moved_to_its_place_the_folder_is_named(
    kinds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved = Path.replace

    def refuse(self: Path, target: Path) -> Path:
        if self.parent.name.startswith(".noticegen-"):
            if self.name.endswith(".part") or target.parent != tmp_path / "out":
                return moved(self, target)
            raise OSError(errno.EACCES, "open in Word")
        return moved(self, target)

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OutputError) as refused:
        write_drafts(incident_with(), tmp_path / "out", kinds=["house_report"], templates=kinds)
    assert [(each.code, each.where.file) for each in refused.value.findings] == [
        ("O103", str(tmp_path / "out"))
    ]
    assert not (tmp_path / "out").exists()


def test_when_no_folder_can_be_made_within_it_the_folder_is_named(
    kinds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make = Path.mkdir

    def refuse(self: Path, *args: Any, **more: Any) -> None:
        if self.name.startswith(".noticegen-"):
            raise OSError(errno.ENOSPC, "full")
        make(self, *args, **more)

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(OutputError) as refused:
        write_drafts(incident_with(), tmp_path / "out", kinds=["house_report"], templates=kinds)
    assert [(each.code, each.where.file) for each in refused.value.findings] == [
        ("O102", str(tmp_path / "out"))
    ]
    assert not (tmp_path / "out").exists()


def test_what_cannot_be_compared_is_not_replaced(kinds: Path, tmp_path: Path) -> None:
    (tmp_path / "out" / "house_report.docx").mkdir(parents=True)
    with pytest.raises(OutputError) as refused:
        write_drafts(incident_with(), tmp_path / "out", kinds=["house_report"], templates=kinds)
    assert [each.where.file for each in refused.value.findings] == [
        str(tmp_path / "out" / "house_report.docx")
    ]
