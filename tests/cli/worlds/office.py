"""LibreOffice and poppler: missing, crashing, hanging, or making something else than was asked for."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from noticegen.office import pages, programs
from tests.batch.pdf_programs import Programs
from tests.cli.told import world
from tests.cli.worlds.batch import given
from tests.office.fake_office import install

if TYPE_CHECKING:
    import pytest

PREVIEW: Final = "preview letter.docx -o pages"


def _previewed(patch: pytest.MonkeyPatch, said: str = "本文") -> str:
    """Let there be a LibreOffice that does what a document tells it; return the command that previews one."""
    install(patch, Path.cwd())
    Path("letter.docx").write_text(said, "utf-8")
    return PREVIEW


def _program(name: str, script: str) -> None:
    """Put a program of that name beside those that stand for LibreOffice."""
    path = Path("programs") / name
    path.write_text(f"#!{sys.executable}\n{script}\n", "utf-8")
    path.chmod(0o700)


@world("O141")
def _libreoffice_is_not_installed(patch: pytest.MonkeyPatch) -> str:
    patch.setenv("PATH", "")
    patch.setattr(programs, "ELSEWHERE", {})
    Path("letter.docx").touch()
    return PREVIEW


@world("O142")
def _poppler_hangs(patch: pytest.MonkeyPatch) -> str:
    command = _previewed(patch)
    _program("pdftoppm", "import time; time.sleep(60)")
    patch.setattr(pages, "SECONDS", 1)
    return command


@world("O143")
def _poppler_fails(patch: pytest.MonkeyPatch) -> str:
    command = _previewed(patch)
    _program("pdftoppm", "raise SystemExit(3)")
    return command


@world("O144")
def _a_file_in_the_place_of_the_folder(patch: pytest.MonkeyPatch) -> str:
    Path("pages").touch()
    return _previewed(patch)


@world("O145")
def _a_document_that_is_not_there(patch: pytest.MonkeyPatch) -> str:
    command = _previewed(patch)
    Path("letter.docx").unlink()
    return command


@world("O145-facts")
def _facts_are_no_document(patch: pytest.MonkeyPatch) -> str:
    _previewed(patch)
    Path("incident.toml").touch()
    return "preview incident.toml -o pages"


@world("O146")
def _a_document_of_which_libreoffice_makes_nothing(patch: pytest.MonkeyPatch) -> str:
    return _previewed(patch, "leave out")


@world("O147")
def _a_pdf_that_poppler_cannot_read(patch: pytest.MonkeyPatch) -> str:
    Programs(Path.cwd(), patch)
    _program("pdftotext", "raise SystemExit(1)")
    return given(how="--as pdf")


@world("B321")
def _a_page_with_another_number(patch: pytest.MonkeyPatch) -> str:
    Programs(Path.cwd(), patch).will({"0002": "strange"})
    return given(how="--as pdf")


def _paged(patch: pytest.MonkeyPatch, *texts: str) -> str:
    """Let the printer's PDF have these pages; return the command that makes it."""
    Programs(Path.cwd(), patch)
    said = "".join(f"{each}\f" for each in texts)
    _program("pdftotext", f"import sys; sys.stdout.write({said!r})")
    return given(how="--as merged-pdf")


@world("B321-merged")
def _a_page_out_of_order(patch: pytest.MonkeyPatch) -> str:
    return _paged(patch, "0001 1／1", "0003 1／1", "0002 1／1")


@world("B322")
def _a_letter_without_a_page(patch: pytest.MonkeyPatch) -> str:
    return _paged(patch, "0001 1／1", "0002 1／1")


@world("B322-alone")
def _a_pdf_without_a_page(patch: pytest.MonkeyPatch) -> str:
    Programs(Path.cwd(), patch)
    _program("pdftotext", "")
    return given(1, how="--as pdf")


@world("B323")
def _a_count_of_pages_that_is_wrong(patch: pytest.MonkeyPatch) -> str:
    return _paged(patch, "0001 1／1", "0002 1／2", "0003 1／1")
