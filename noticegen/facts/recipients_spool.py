"""How are the rows of a long list kept for a second reading, and not in memory?

In a file without a name that ends with this process: nobody else can open it, and nothing of it stays behind. What is
short never reaches the disk.
"""

from __future__ import annotations

import json
from array import array
from functools import lru_cache
from tempfile import SpooledTemporaryFile
from threading import Lock
from typing import TYPE_CHECKING, Any, Final
from weakref import finalize

from noticegen.facts.recipients_reasons import broken
from noticegen.findings import RecipientsError, Where

if TYPE_CHECKING:
    from collections.abc import Iterator

_IN_MEMORY: Final = 4 << 20
_BLOCK: Final = 1 << 16
LARGEST: Final = 4 << 30
"""Bytes of what a list may hold, unpacked: more than a million rows of a thousand characters."""

_TOGETHER: Final = 64
_BLOCKS_HELD: Final = 1024


class Spool:
    """Values of JSON, written once and read any number of times, by several threads at once."""

    def __init__(self, name: str) -> None:
        """``name`` is the file of which the problems are told."""
        self.size = 0
        self._name = name
        self._file = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - closed with this object
        self._lock = Lock()
        finalize(self, self._file.close)

    def append(self, value: object) -> None:
        """Add a value. Raises RecipientsError when there is no room."""
        line = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b",\n"
        self.size += len(line)
        if self.size > LARGEST:
            raise RecipientsError(broken("R003", Where(self._name), why="展開後の大きさが上限を超えます"))
        try:
            self._file.write(line)
        except OSError as error:
            raise RecipientsError(broken("R015", Where(self._name))) from error

    def __iter__(self) -> Iterator[Any]:
        """Yield the values in their order."""
        at, rest = 0, b""
        while block := self.read(at, _BLOCK):
            at += len(block)
            whole, end, rest = (rest + block).rpartition(b",\n")
            if end:
                yield from values(whole)

    def read(self, at: int, size: int) -> bytes:
        """Return so many bytes from a place: less at the end."""
        with self._lock:
            self._file.seek(at)
            return self._file.read(size)


def values(lines: bytes) -> list[Any]:
    """Return the values that stand between commas."""
    found: list[Any] = json.loads(b"[%b]" % lines)
    return found


class Texts:
    """A long list of texts of which a few blocks are held: an eighth of a byte in memory for each."""

    def __init__(self, name: str) -> None:
        self._spool = Spool(name)
        self._starts = array("Q")
        self._waiting: list[str] = []
        self._block = lru_cache(_BLOCKS_HELD)(self._read)

    def append(self, text: str) -> None:
        """Add a text; nothing is added once one was asked for."""
        self._waiting.append(text)
        if len(self._waiting) == _TOGETHER:
            self._starts.append(self._spool.size)
            self._spool.append(self._waiting)
            self._waiting = []

    def __getitem__(self, index: int) -> str:
        """Return a text by its position. Raises IndexError."""
        block, at = divmod(index, _TOGETHER)
        if not 0 <= block <= len(self._starts):
            raise IndexError(index)
        return (self._block(block) if block < len(self._starts) else self._waiting)[at]

    def _read(self, block: int) -> list[str]:
        start = self._starts[block]
        end = self._starts[block + 1] if block + 1 < len(self._starts) else self._spool.size
        texts: list[str] = values(self._spool.read(start, end - start)[:-2])[0]
        return texts
