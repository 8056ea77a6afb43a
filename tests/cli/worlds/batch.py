"""Letters for a list: what ``batch`` says of the list, of its choices and of what it left out."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from tests.batch.batches import FACTS, batch, facts, people, person, snapshot, write_list
from tests.cli.told import world
from tests.ooxml.docx_files import docx

if TYPE_CHECKING:
    from collections.abc import Iterable

LINE: Final = "\n"
ON: Final = "--on 2026-11-24"
BATCH: Final = f"batch incident.toml people.csv -o out {ON}"


def given(rows: Iterable[dict[str, str]] | int = 3, count: int | None = None, how: str = "") -> str:
    """Lay facts and a list into the current folder; return the command that makes the letters."""
    listed = people(rows) if isinstance(rows, int) else list(rows)
    write_list(Path("people.csv"), listed)
    Path("incident.toml").write_text(FACTS.format(count=count or len(listed), more=""), "utf-8")
    return f"{BATCH} {how}".rstrip()


@cache
def _finished(way: str) -> dict[str, bytes]:
    with TemporaryDirectory() as place:
        return snapshot(batch(Path(place) / "out", _mixed(), facts(12), as_=way).folder)


def _mixed() -> list[dict[str, str]]:
    return [person(1, 送付可否="保留"), *people()[1:]]


def finished(way: str = "files") -> Path:
    """Lay a finished batch of twelve rows, the first of them held, beside its facts and list; return its folder."""
    given(_mixed())
    for name, data in _finished(way).items():
        path = Path("out") / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return Path("out")


@world("B101")
def _a_document_for_one_reader() -> str:
    return given(how="--document public_notice")


@world("B102")
def _fewer_rows_than_persons() -> str:
    return given(3, 12)


@world("B103")
def _a_row_without_a_name() -> str:
    return given([person(1, 氏名=""), *people(3)[1:]])


@world("B103-template")
def _a_name_that_is_misspelt_in_every_letter() -> str:
    Path("own.docx").write_bytes(docx("{{ incident.titel }}"))
    return given(how="--template own.docx")


@world("B104")
def _a_row_that_is_held() -> str:
    return given([person(1, 送付可否="支援措置"), *people(3)[1:]])


@world("B105")
def _a_number_beyond_the_list() -> str:
    Path("asked.csv").write_text("番号\n3\n14\n", "utf-8")
    return given(how="--only asked.csv")


@world("B106")
def _a_list_that_was_sorted() -> str:
    Path("asked.csv").write_text("番号,管理番号\n0002,M0007\n", "utf-8")
    return given(how="--only asked.csv")


@world("B113")
def _a_corrected_row_of_somebody_whose_later_row_had_a_letter() -> str:
    Path("asked.csv").write_text("番号,管理番号\n0001,M0001\n", "utf-8")
    return given([*people(3), person(4, 管理番号="M0001")], how="--only asked.csv")


@world("B107")
def _a_row_of_totals() -> str:
    return given([*people(3), {"氏名": "合計", "郵便番号": "3名"}])


@world("B108")
def _a_letter_that_somebody_edited() -> str:
    with (finished() / "letters" / "0005.docx").open("ab") as letter:
        letter.write(b"\0")  # still a Word file, and no longer the one that was written
    return BATCH


@world("B109")
def _a_form_that_is_none() -> str:
    return given(how="--as docx")


@world("B110")
def _an_order_that_is_none() -> str:
    return given(how="--order name")


@world("B111")
def _an_address_longer_than_the_window() -> str:
    return given([person(1, 住所1=f"東京都架空区{'見本町字例示' * 40}"), *people(3)[1:]])


@world("B112")
def _both_sides_of_no_sheet() -> str:
    return given(how="--duplex")


@world("B201")
def _a_person_of_whom_nothing_leaked() -> str:
    given([person(1, 漏えい項目=""), *people(3)[1:]])
    facts_file = Path("incident.toml")
    text = facts_file.read_text("utf-8")
    start = text.index("items = [")
    facts_file.write_text(f"{text[:start]}items = []{text[text.index(LINE, start) :]}", "utf-8")
    return "recipients people.csv incident.toml"
