"""A batch folder in which something was changed, lost or added: what ``check`` finds of it."""

from __future__ import annotations

import json
import warnings
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from noticegen.ooxml.archive import read_parts, write_parts
from tests.batch.batches import FACTS, people, person, write_list
from tests.cli.told import world
from tests.cli.worlds.batch import finished

if TYPE_CHECKING:
    from collections.abc import Callable

CHECK: Final = "check out"
WITH_LIST: Final = "check out --incident incident.toml --recipients people.csv"
BODY: Final = "word/document.xml"


def letter(number: int = 5) -> Path:
    return Path("out") / "letters" / f"{number:04d}.docx"


def state(**changes: Any) -> None:
    """Change what the folder says of itself."""
    file = Path("out") / "batch.json"
    file.write_text(json.dumps({**json.loads(file.read_text("utf-8")), **changes}), "utf-8")


def edit(old: str, new: str, part: str = "") -> None:
    """Change the words of a letter, in one of its parts or in all."""
    parts = read_parts(letter())
    assert any(old.encode() in data for data in parts.values())
    changed = {
        name: data.replace(old.encode(), new.encode()) if part in {"", name} else data
        for name, data in parts.items()
    }
    letter().write_bytes(write_parts(changed))


def lines(name: str, choose: Callable[[list[bytes]], list[bytes]]) -> None:
    """Keep of one of the lists of the folder these lines."""
    file = Path("out") / name
    file.write_bytes(b"".join(choose(file.read_bytes().splitlines(keepends=True))))


@world("B301")
def _a_batch_that_was_interrupted() -> str:
    finished()
    state(complete=False)
    return CHECK


@world("B302")
def _a_letter_twice_in_the_list() -> str:
    finished()
    lines("manifest.csv", lambda all_lines: [*all_lines, all_lines[-1]])
    return CHECK


@world("B302-zip")
def _a_letter_twice_in_an_archive() -> str:
    part = finished("zip") / "letters-0001.zip"
    with zipfile.ZipFile(part, "a") as archive, warnings.catch_warnings(action="ignore"):
        archive.writestr("0005.docx", archive.read("0005.docx"))
    return CHECK


@world("B303")
def _a_copy_of_a_letter() -> str:
    finished()
    letter().with_name("0005 - コピー.docx").write_bytes(letter().read_bytes())
    return CHECK


@world("B304")
def _a_letter_is_gone() -> str:
    finished()
    letter().unlink()
    return CHECK


@world("B306-zip")
def _an_archive_is_cut_off() -> str:
    part = finished("zip") / "letters-0001.zip"
    part.write_bytes(part.read_bytes()[:-200])
    return CHECK


@world("B305")
def _a_letter_was_edited() -> str:
    finished()
    edit("深く", "心より")
    return CHECK


@world("B306")
def _a_letter_is_no_word_file() -> str:
    finished()
    letter().write_bytes(b"PK")
    return CHECK


@world("B307")
def _a_letter_lost_a_section() -> str:
    finished()
    edit("noticegen:cause", "noticegen:cavse")
    edit('w:docPartCategory w:val="cause"', 'w:docPartCategory w:val="cavse"')
    return CHECK


@world("B308")
def _a_row_was_taken_out_of_a_list() -> str:
    finished()
    lines("excluded.csv", lambda all_lines: all_lines[:1])
    return CHECK


@world("B309")
def _the_counts_do_not_add_up() -> str:
    folder = finished()
    counts = json.loads((folder / "batch.json").read_text("utf-8"))["counts"]
    state(counts={**counts, "rows": 13})
    return CHECK


@world("B310")
def _other_facts() -> str:
    finished()
    Path("incident.toml").write_text(FACTS.format(count=13, more=""), "utf-8")
    return WITH_LIST


@world("B311")
def _a_list_that_became_shorter() -> str:
    finished()
    write_list(Path("people.csv"), [person(1, 送付可否="保留"), *people()[1:11]])
    return WITH_LIST


@world("B312")
def _a_letter_to_somebody_who_is_held_now() -> str:
    finished()
    held = [person(1, 送付可否="保留"), person(2, 送付可否="支援措置")]
    write_list(Path("people.csv"), [*held, *people()[2:]])
    return WITH_LIST


EDITS: Final = {
    "B313": ("見本 005号", "見本 005乙"),
    "B314": ("東京都架空区見本町5丁目", "東京都架空区見本町55丁目"),
    "B315": ("0005", "0505"),
    "B316": ("、購入履歴", ""),
    "B318": ("深く", "見本 006号 様に深く"),
}


def _edited(old: str, new: str) -> Callable[[], str]:
    def make() -> str:
        finished()
        edit(old, new)
        return WITH_LIST

    return make


for _name, (_old, _new) in EDITS.items():
    world(_name)(_edited(_old, _new))


@world("B319")
def _another_number_in_the_footer() -> str:
    finished()
    edit("0005", "0505", "word/footer1.xml")
    return WITH_LIST


@world("B317")
def _a_person_without_a_letter() -> str:
    finished()
    write_list(Path("people.csv"), [person(1, 送付可否="保留"), *people()[1:], person(13)])
    return WITH_LIST
