"""Workbooks of recipients that are not quite right."""

from __future__ import annotations

import errno
from datetime import date
from functools import partial
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, Final

from openpyxl import Workbook

from tests.cli.told import world
from tests.cli.worlds.laid import lay, lay_facts

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

HEADER: Final = ("氏名", "郵便番号", "住所")
GOOD: Final = ("見本 花子", "100-0000", "東京都架空区見本町1-1")
LOOK: Final = "recipients people.xlsx incident.toml"


def _hide_sheet(book: Workbook) -> None:
    book.create_sheet("退会者").sheet_state = "hidden"


def _hide_row(book: Workbook) -> None:
    book.active.append(GOOD)
    book.active.row_dimensions[3].hidden = True


def _hide_column(book: Workbook) -> None:
    book.active.column_dimensions["B"].hidden = True


def _merge(book: Workbook) -> None:
    book.active.append(("見本 太郎", "100-0000", None))
    book.active.merge_cells("C2:C3")


def _second_list(book: Workbook) -> None:
    book.active.title = "会員"
    sheet = book.create_sheet("資料請求者")
    sheet.append(HEADER)
    sheet.append(GOOD)


CHANGES: Final[dict[str, Callable[[Workbook], None]]] = {
    "R008": _second_list,
    "R106-number": lambda book: book.active.cell(2, 1, 10**16),
    "R121-date": lambda book: book.active.cell(2, 3, date(2001, 2, 3)),
    "R122": lambda book: book.active.cell(2, 3, "=D2"),
    "R207": _hide_sheet,
    "R208": _hide_row,
    "R210": _hide_column,
    "R211": _merge,
}


def _look(change: Callable[[Workbook], None]) -> str:
    lay_facts()
    book = Workbook()
    book.active.append(HEADER)
    book.active.append(GOOD)
    change(book)
    book.save("people.xlsx")
    return LOOK


for _code, _change in CHANGES.items():
    world(_code)(partial(_look, _change))


@world("R003")
def _a_damaged_workbook() -> str:
    lay_facts()
    lay("people.xlsx", b"PK\x03\x04" + bytes(100))
    return LOOK


@world("R013")
def _no_such_sheet() -> str:
    return f"{_look(_second_list)} --sheet 退会者"


@world("R015")
def _no_room_to_unpack(patch: pytest.MonkeyPatch) -> str:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    patch.setattr(SpooledTemporaryFile, "write", full)
    return _look(lambda _: None)
