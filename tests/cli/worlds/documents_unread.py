"""Files that ``check`` cannot read as Word documents, and folders in which there is nothing to check."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final

from noticegen.documents.kinds import kind
from noticegen.ooxml import archive
from tests.cli.told import world
from tests.cli.worlds.documents import LOST, REPORT, made
from tests.documents.word_edits import parts
from tests.ooxml.docx_files import archive as packed

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

CHECK: Final = "check document.docx"
OLE: Final = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512)
BODY: Final = "word/document.xml"


def _without(name: str) -> bytes:
    return packed({each: data for each, data in parts(made(REPORT)).items() if each != name})


FILES: Final[dict[str, Callable[[], bytes]]] = {
    "D102": lambda: made(REPORT)[:-200],
    "D102-other": lambda: packed({"mimetype": b"application/vnd.oasis.opendocument.text"}),
    "D103": lambda: OLE,
    "D104": lambda: OLE + "EncryptedPackage".encode("utf-16-le"),
    "D105": lambda: packed({**parts(made(REPORT)), "word/vbaProject.bin": b"x"}),
    "D107": lambda: packed({**parts(made(REPORT)), BODY: b"<w:document"}),
    "D108": lambda: _without("_rels/.rels"),
}


def _saved(data: Callable[[], bytes]) -> Callable[[], str]:
    def make() -> str:
        Path("document.docx").write_bytes(data())
        return CHECK

    return make


for _name, _data in FILES.items():
    world(_name)(_saved(_data))


@world("D101")
def _a_file_that_is_not_there() -> str:
    return CHECK


@world("D106")
def _a_file_with_too_many_parts(patch: pytest.MonkeyPatch) -> str:
    # Five thousand parts would take a second to write.
    Path("document.docx").write_bytes(made(REPORT))
    patch.setattr(archive, "MAX_MEMBERS", 5)
    return CHECK


@world("D203")
def _a_kind_of_ones_own_without_a_section() -> str:
    folder = Path("own") / "own_letter"
    folder.mkdir(parents=True)
    shipped = kind("victim_apology").folder
    text = (shipped / "document.toml").read_text("utf-8").replace('"victim_apology.cause"', "")
    text = text.replace("title", 'based_on = "victim_apology"\ntitle', 1)
    (folder / "document.toml").write_text(text, "utf-8")
    shutil.copy(shipped / "letter.docx", folder)
    return "template check own/own_letter/letter.docx --on 2026-11-24"


@world("D301")
def _facts_that_lack_something() -> str:
    text = LOST.read_text("utf-8")
    start = text.index("\n[cause]")
    Path("incident.toml").write_text(text[:start] + text[text.index("\n[", start + 1) :], "utf-8")
    return f"draft incident.toml --document {REPORT} -o out --on 2026-11-24"


@world("D302")
def _a_list_is_no_document() -> str:
    shutil.copy(LOST.with_name("recipients.csv"), "people.csv")
    return "check people.csv"


@world("D302-folder")
def _an_empty_folder() -> str:
    Path("documents").mkdir()
    return "check documents"
