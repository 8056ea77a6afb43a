from __future__ import annotations

from pathlib import Path

import pytest

from noticegen.findings import OutputError
from noticegen.office.libreoffice import to_pdf
from noticegen.office.pages import to_png
from tests.office.fake_office import install

TEMPLATE = Path(__file__).parents[2] / "templates_ja" / "victim_apology" / "letter.docx"


def documents(folder: Path, number: int) -> list[Path]:
    paths = [folder / f"letter{each}.docx" for each in range(number)]
    for path in paths:
        path.write_text(path.stem, "utf-8")
    return paths


def test_a_document_that_is_left_out_is_an_error_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(monkeypatch, tmp_path)
    sources = documents(tmp_path, 3)
    sources[1].write_text("leave out", "utf-8")
    with pytest.raises(OutputError) as caught:
        to_pdf(sources, tmp_path / "out")
    assert [(each.code, each.where.file) for each in caught.value.findings] == [("O146", str(sources[1]))]
    assert not (tmp_path / "out").exists()


def test_two_documents_of_one_name_do_not_overwrite_each_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(monkeypatch, tmp_path)
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "letter.docx").write_text(name, "utf-8")
    made = to_pdf([tmp_path / "a" / "letter.docx", tmp_path / "b" / "letter.docx"], tmp_path)
    assert [(path.name, path.read_text("utf-8").split("\n")[1]) for path in made] == [
        ("letter.pdf", "a"),
        ("letter-2.pdf", "b"),
    ]


def test_a_document_that_is_not_there_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, tmp_path)
    with pytest.raises(OutputError) as caught:
        to_pdf([tmp_path / "nowhere.docx"], tmp_path / "out")
    assert caught.value.findings[0].code == "O145"


@pytest.mark.external
def test_a_word_document_becomes_a_pdf_and_pictures_of_its_pages(tmp_path: Path) -> None:
    (pdf,) = to_pdf([TEMPLATE], tmp_path / "pdf")
    assert pdf.read_bytes().startswith(b"%PDF-")
    pages = to_png(pdf, tmp_path / "png")
    assert pages
    assert all(page.read_bytes().startswith(b"\x89PNG") for page in pages)
    assert to_png(pdf, tmp_path / "png") == pages


@pytest.mark.external
def test_pages_of_a_letter_are_as_private_as_the_letter(tmp_path: Path) -> None:
    (pdf,) = to_pdf([TEMPLATE], tmp_path / "pdf")
    assert {path.stat().st_mode & 0o777 for path in (pdf, *to_png(pdf, tmp_path / "png"))} == {0o600}
