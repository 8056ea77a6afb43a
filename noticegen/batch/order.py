"""In which order are the letters printed? That of the list, or that of the postal codes.

Mail sorted by postal code costs less. A letter's number remains the position of its row: only the order changes in
which letters come out. Sorting a million rows takes a spool file beside the letters and eight bytes of memory a row
(some forty while they are sorted).
"""

from __future__ import annotations

import errno
import pickle
from array import array
from contextlib import contextmanager
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Final, Literal

from noticegen.documents.output import make_folder, output_problem
from noticegen.facts.recipients import Excluded
from noticegen.findings import Finding, OutputError, Where

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from noticegen.facts.recipients import Recipient

Order = Literal["list", "postal"]
ORDERS: Final = ("list", "postal")
_OFFSET_BITS: Final = 40  # a spool of a terabyte; seven digits of a postal code fit into the other 24
_OFFSET: Final = (1 << _OFFSET_BITS) - 1
_WITHOUT: Final = 10_000_000
"""Behind all postal codes: letters without one, and then the rows that have no letter."""


def require_order(name: str) -> None:
    """Make sure that there is such an order. Raises OutputError."""
    if name not in ORDERS:
        message = f"「{name}」という順序はありません。"
        hint = "list(名簿の順)か postal(郵便番号の順)を指定してください。"
        raise OutputError(Finding("error", "B110", message, hint, where=Where(path="--order")))


@contextmanager
def ordered(
    rows: Iterable[Recipient | Excluded], order: str, folder: Path
) -> Iterator[Iterable[Recipient | Excluded]]:
    """Give the rows in the order of printing; equal postal codes in the order of the list.

    Raises:
        OutputError: the spool file in ``folder`` cannot be written.
    """
    if order == "list":
        yield rows
        return
    make_folder(folder)
    try:
        # It has no name (on Windows one that goes with it), so that also a killed process leaves nothing behind.
        with _spool(folder) as spool:
            places = _spooled(rows, spool)
            yield _read(places, spool)
    except OSError as error:
        raise OutputError(output_problem(error, folder)) from error


def _spool(folder: Path) -> IO[bytes]:
    """Return the spool file; elsewhere where the folder is only looked at and may not be written into."""
    try:
        return TemporaryFile(dir=folder)
    except OSError as error:
        if error.errno not in {errno.EACCES, errno.EPERM, errno.EROFS}:
            raise
        return TemporaryFile()


def _spooled(rows: Iterable[Recipient | Excluded], spool: IO[bytes]) -> array[int]:
    """Write the rows; return where each lies, in the order of printing."""
    places = array("Q")
    offset = 0
    for row in rows:
        places.append(_key(row) << _OFFSET_BITS | offset)
        offset += spool.write(pickle.dumps(row, pickle.HIGHEST_PROTOCOL))
    spool.flush()
    return array("Q", sorted(places))


def _read(places: array[int], spool: IO[bytes]) -> Iterator[Recipient | Excluded]:
    for place in places:
        spool.seek(place & _OFFSET)
        yield pickle.load(spool)  # noqa: S301 - what this process has just written, and nobody else can


def _key(row: Recipient | Excluded) -> int:
    if isinstance(row, Excluded):
        return _WITHOUT + 1
    digits = row.postal_code.replace("-", "")
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) <= 7 else _WITHOUT
