"""Where do new templates go, which of a kind's templates is made, and what becomes of files that are there?"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from docx import Document
from docx.shared import Mm

from noticegen.documents.template_new import (
    letterhead_findings,
    new_template,
    write_template,
    write_templates,
)
from noticegen.findings import OutputError, TemplateError
from noticegen.ooxml.reading import read_document
from tests.documents.small_kinds import HEAD, TEXT, own_kind

if TYPE_CHECKING:
    from pathlib import Path

TOML = HEAD.format(title="社内報告", audience="社内", per="incident").replace(
    'file = "letter.docx"', 'file = "letter.docx"\nwhen = "reportable"\n[[template]]\nfile = "other.docx"'
)


@pytest.fixture
def firm(tmp_path: Path) -> Path:
    return own_kind(tmp_path / "kinds", "house_report", TOML, TEXT, TEXT.replace("title", "place"))


def letterhead(width: float = 210.0) -> bytes:
    document = Document()
    page = document.sections[0]
    page.page_width, page.page_height = Mm(width), Mm(297)
    page.header.paragraphs[0].text = "架空法律事務所"
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def said(data: bytes | Path) -> tuple[str, str, bool, bool]:
    """Return for which kind and template a file stands, whether it reads the place, and whether it has the head."""
    document = read_document(data)
    return (
        document.properties["noticegen.kind"],
        document.properties["noticegen.template"],
        "place" in document.text,
        "架空法律事務所" in document.text,
    )


def test_a_new_template_is_the_first_of_its_kind_or_the_one_named(firm: Path) -> None:
    assert said(new_template("house_report", templates=firm)) == ("house_report", "letter.docx", False, False)
    other = new_template("house_report", letterhead(), file="other.docx", templates=firm)
    assert said(other) == ("house_report", "other.docx", True, True)
    with pytest.raises(TemplateError) as refused:
        new_template("house_report", file="no.docx", templates=firm)
    (finding,) = refused.value.findings
    assert (finding.severity, finding.code, finding.document) == ("error", "K006", "house_report")
    assert "「社内報告」に no.docx という" in finding.message
    assert "letter.docx、other.docx" in finding.hint


def test_a_whole_kind_is_written_with_what_it_is_set_to(firm: Path, tmp_path: Path) -> None:
    out = tmp_path / "firm" / "deep"
    written = write_templates("house_report", out, letterhead(), templates=firm)
    folder = out / "house_report"
    assert written == (folder / "document.toml", folder / "letter.docx", folder / "other.docx")
    assert (folder / "document.toml").read_text("utf-8") == TOML
    assert said(folder / "letter.docx") == ("house_report", "letter.docx", False, True)
    assert said(folder / "other.docx") == ("house_report", "other.docx", True, True)
    assert said(write_templates("house_report", tmp_path / "plain", templates=firm)[1])[3] is False


@pytest.mark.parametrize(
    ("name", "template"),
    [
        ("other.docx", "other.docx"),
        ("letter.docx", "letter.docx"),
        ("mine.docx", "letter.docx"),
        ("MINE.DOCX", "letter.docx"),
    ],
)
def test_a_file_becomes_the_template_that_it_is_called_like(
    firm: Path, tmp_path: Path, name: str, template: str
) -> None:
    target = tmp_path / "new" / name
    assert write_template("house_report", target, letterhead(), templates=firm) == (target,)
    assert said(target)[1:] == (template, template == "other.docx", True)
    assert [path.name for path in target.parent.iterdir()] == [name]
    assert said(write_template("house_report", tmp_path / "plain" / name, templates=firm)[0])[3] is False


def test_a_target_that_is_no_word_file_is_a_folder_for_the_whole_kind(firm: Path, tmp_path: Path) -> None:
    written = write_template("house_report", tmp_path / "firm", letterhead(), templates=firm)
    assert [path.name for path in written] == ["document.toml", "letter.docx", "other.docx"]
    assert {path.parent for path in written} == {tmp_path / "firm" / "house_report"}
    assert said(written[1])[3] is True


def test_every_file_that_is_there_is_named_and_none_is_written(firm: Path, tmp_path: Path) -> None:
    folder = tmp_path / "firm" / "house_report"
    folder.mkdir(parents=True)
    for name in ("letter.docx", "document.toml"):
        (folder / name).write_text("mine", "utf-8")
    with pytest.raises(OutputError) as refused:
        write_templates("house_report", tmp_path / "firm", templates=firm)
    assert [(each.severity, each.code, each.where.file) for each in refused.value.findings] == [
        ("error", "O122", str(folder / "document.toml")),
        ("error", "O122", str(folder / "letter.docx")),
    ]
    assert all("上書きしません" in each.hint for each in refused.value.findings)
    assert {each.message for each in refused.value.findings} == {"同じ名前のファイルがあります。"}
    assert sorted(path.name for path in folder.iterdir()) == ["document.toml", "letter.docx"]
    assert (folder / "letter.docx").read_text("utf-8") == "mine"


def test_a_letterhead_that_is_not_of_the_usual_size_is_told_by_its_whole_path(tmp_path: Path) -> None:
    assert letterhead_findings(letterhead()) == ()
    (bare,) = letterhead_findings(letterhead(148))
    assert (bare.code, bare.where.file) == ("T519", "letterhead.docx")
    (tmp_path / "head.docx").write_bytes(letterhead(148))
    for source in (tmp_path / "head.docx", str(tmp_path / "head.docx")):
        (found,) = letterhead_findings(source)
        assert (found.code, found.where.file) == ("T519", str(tmp_path / "head.docx"))
