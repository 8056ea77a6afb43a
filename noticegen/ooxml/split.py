"""How is the fixed text of a part deflated once for all letters, and put together with what each letter says?

A stream of the deflate format is a series of blocks. Every piece of fixed text is deflated ahead into blocks that
end on a whole byte and look back at nothing; what is printed goes between them as it is, as a stored block. What
comes out is longer than one that was deflated in one go, and made in a fraction of the time.
"""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING, Final, TypeAlias

from noticegen.ooxml.package import Packed, packed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LONGEST: Final = 0xFFFF
_SHORT: Final = 4_000
_STORED: Final = struct.Struct("<BHH")
_REMEMBERED: Final = 1_000
_REMEMBERED_LETTERS: Final = 2_000_000
_EMPTY_LAST_BLOCK: Final = b"\3\0"

_Pair: TypeAlias = tuple[bytes, bytes]
"""A text as bytes, and as blocks of a raw deflate stream."""


class SplitDeflate:
    """The text of one member of an archive that is the same in many letters, deflated when it is first met.

    A round of a loop, between two empty pieces of fixed text, is deflated as a whole. What was made before is remembered, up to a
    limit: most of what letters say, they all say. That changes how soon the bytes are there, never which.
    """

    def __init__(self, name: str, head: str, tail: str) -> None:
        self._name = name
        self._head, self._tail = _deflated(head), _deflated(tail)
        self._fixed: dict[str, _Pair] = {}
        self._printed: dict[str, _Pair] = {}
        self._room = _REMEMBERED_LETTERS
        self._last: tuple[Sequence[str], Packed] | None = None

    def pack(self, pieces: Sequence[str]) -> Packed:
        """Return the member that consists of head, pieces and tail; what is printed, no plain str, is stored."""
        last = self._last
        if last is not None and last[0] == pieces and _kinds(last[0]) == _kinds(pieces):
            return last[1]
        fixed, printed = self._fixed.get, self._printed.get
        pairs = [self._head]
        add = pairs.append
        in_round: list[str] | None = None
        for piece in pieces:
            is_fixed = type(piece) is str
            if is_fixed and not piece:
                if in_round:
                    text = "".join(in_round)
                    add(fixed(text) or self._deflated(text))
                in_round = [] if in_round is None else None
            elif in_round is not None:
                in_round.append(piece)
            elif is_fixed:
                add(fixed(piece) or self._deflated(piece))
            else:
                add(printed(piece) or self._stored(piece))
        if in_round:
            add(_deflated("".join(in_round)))
        add(self._tail)
        plain, body = zip(*pairs, strict=True)
        made = packed(self._name, b"".join(plain), b"".join((*body, _EMPTY_LAST_BLOCK)), 8)
        self._last = (pieces, made)
        return made

    def _deflated(self, text: str) -> _Pair:
        pair = _deflated(text)
        self._room -= len(text)
        if self._room < 0:
            self._fixed.clear()
            self._room = _REMEMBERED_LETTERS
        self._fixed[text] = pair
        return pair

    def _stored(self, text: str) -> _Pair:
        pair = _plainly(text)
        if len(self._printed) < _REMEMBERED and len(text) < _SHORT:
            self._printed[text] = pair
        return pair


def _kinds(pieces: Sequence[str]) -> list[type]:
    """Return what is fixed text and what is printed."""
    return [type(piece) for piece in pieces]


def growth(texts: Iterable[str]) -> int:
    """Return how many bytes some texts take more, each deflated by itself, than in one go."""
    each = [text for text in set(texts) if text]
    return sum(len(_deflated(text)[1]) for text in each) - len(_deflated("".join(sorted(each)))[1])


def _plainly(text: str) -> tuple[bytes, bytes]:
    """Return a text as bytes, and as stored blocks."""
    data = text.encode()
    return data, _stored(data)


def _deflated(text: str) -> tuple[bytes, bytes]:
    """Return a text as bytes, and as blocks of a raw deflate stream."""
    data = text.encode()
    compressor = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = compressor.compress(data) + compressor.flush(zlib.Z_FULL_FLUSH)
    return data, min(body, _stored(data), key=len)


def _stored(data: bytes) -> bytes:
    """Return some bytes as stored blocks."""
    size = len(data)
    if size <= _LONGEST:
        return _STORED.pack(0, size, size ^ _LONGEST) + data
    parts = (data[at : at + _LONGEST] for at in range(0, len(data), _LONGEST))
    return b"".join(_STORED.pack(0, len(part), len(part) ^ _LONGEST) + part for part in parts)
