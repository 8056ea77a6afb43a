"""Was this key there before, and in which row? In a few bytes per key, for lists of millions.

A Python dict of as many entries would take a hundred bytes each and hold what the keys say; this holds 64-bit
hashes in flat arrays, which mean something in this process alone. Two different keys share one with a probability below 10⁻⁷ in a million rows.
"""

from __future__ import annotations

from array import array
from typing import Final

_64_BITS: Final = (1 << 64) - 1


class FirstSeen:
    """The row in which each key came first."""

    __slots__ = ("_count", "_digests", "_mask", "_rows")

    def __init__(self) -> None:
        self._allocate(1 << 10)

    def _allocate(self, size: int) -> None:
        self._digests = array("Q", [0]) * size
        self._rows = array("I", [0]) * size
        self._mask = size - 1
        self._count = 0

    def add(self, key: str, row: int) -> int | None:
        """Remember the key; return the row in which it came before, None when it is new.

        >>> seen = FirstSeen()
        >>> seen.add("M-001", 2), seen.add("M-001", 9), seen.add("M-002", 10)
        (None, 2, None)
        """
        # Zero marks a free slot.
        digest = hash(key) & _64_BITS or 1
        earlier = self._put(digest, row)
        if earlier is None and self._count * 3 > self._mask * 2:
            self._grow()
        return earlier

    def _put(self, digest: int, row: int) -> int | None:
        place = digest & self._mask
        while held := self._digests[place]:
            if held == digest:
                return self._rows[place]
            place = (place + 1) & self._mask
        self._digests[place] = digest
        self._rows[place] = row
        self._count += 1
        return None

    def _grow(self) -> None:
        digests, rows = self._digests, self._rows
        self._allocate(2 * len(digests))
        for digest, row in zip(digests, rows, strict=True):
            if digest:
                self._put(digest, row)
