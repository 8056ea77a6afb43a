"""How is the fixed text of a part deflated once for all letters, and put together with what each letter says?

A stream of the deflate format is a series of blocks. Every piece of fixed text is deflated ahead into blocks that
end on a whole byte and look back at nothing; what is printed goes between them as it is, as a stored block. What
comes out is longer than one that was deflated in one go, and made in a fraction of the time.
"""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING, Final

from noticegen.ooxml.package import Packed, packed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

_LONGEST: Final = 0xFFFF
_STORED: Final = struct.Struct("<BHH")
_REMEMBERED: Final = 1_000
_SHORT: Final = 4_000
_EMPTY_LAST_BLOCK: Final = b"\3\0"


class SplitDeflate:
    """The fixed text of one member of an archive, deflated ahead.

    A round of a loop, between two empty pieces, is deflated as a whole. What was made before is remembered, up to a
    limit: most of what letters say, they all say. That changes how soon the bytes are there, never which.
    """

    def __init__(self, name: str, head: str, fixed: Iterable[str], tail: str) -> None:
        texts = [text for text in fixed if text]
        self._name = name
        self._head, self._tail = _deflated(head), _deflated(tail)
        self._known = {text: _deflated(text) for text in texts}
        self._most = len(texts) + _REMEMBERED
        self._last: tuple[Sequence[str], Packed] | None = None
        self.growth = sum(len(body) for _, body in self._known.values()) - len(
            _deflated("".join(sorted(texts)))[1]
        )
        """How many bytes more the fixed text takes, said once, than deflated in one go."""

    def pack(self, pieces: Sequence[str]) -> Packed:
        """Return the member that consists of head, pieces and tail; a piece that is not fixed text is stored."""
        last = self._last
        if last is not None and last[0] == pieces:
            return last[1]
        known = self._known.get
        pairs = [self._head]
        add = pairs.append
        in_round: list[str] | None = None
        for piece in pieces:
            if piece:
                if in_round is None:
                    add(known(piece) or self._remembered(piece, _plainly))
                else:
                    in_round.append(piece)
            elif in_round is None:
                in_round = []
            else:
                text = "".join(in_round)
                add(known(text) or self._remembered(text, _deflated))
                in_round = None
        if in_round:
            add(_deflated("".join(in_round)))
        add(self._tail)
        plain, body = zip(*pairs, strict=True)
        made = packed(self._name, b"".join(plain), b"".join((*body, _EMPTY_LAST_BLOCK)), 8)
        self._last = (pieces, made)
        return made

    def _remembered(self, text: str, make: Callable[[str], tuple[bytes, bytes]]) -> tuple[bytes, bytes]:
        pair = make(text)
        if len(self._known) < self._most and len(text) < _SHORT:
            self._known[text] = pair
        return pair


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
    parts = (data[at : at + _LONGEST] for at in range(0, len(data), _LONGEST))
    return b"".join(_STORED.pack(0, len(part), len(part) ^ _LONGEST) + part for part in parts)
