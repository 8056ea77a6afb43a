"""How is a part of a workbook read that may be as large as a disk, or meant to do harm?

In pieces and without a tree: only what a handler keeps is held. No entity is ever declared in a workbook, so that one
that declares any is refused, and so is one whose tags or texts have no end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NoReturn, Protocol
from xml.parsers import expat

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import IO

TRUE: Final = frozenset({"1", "true"})
_CHUNK: Final = 1 << 16
_LONGEST: Final = 1 << 22


class Handler(Protocol):
    """What wants to know of elements and texts, with their names as written (``x:row``)."""

    def start(self, name: str, attributes: Mapping[str, str], /) -> object:
        """Take the beginning of an element."""

    def end(self, name: str, /) -> object:
        """Take the end of an element."""

    def text(self, text: str, /) -> object:
        """Take a piece of text."""


class LocalNames(dict[str, str]):
    """Names without their prefixes, each cut once.

    >>> LocalNames()["x:row"], LocalNames()["row"]
    ('row', 'row')
    """

    def __missing__(self, name: str) -> str:
        """Cut a name that was not met before."""
        local = name.rpartition(":")[2]
        if len(self) < _LONGEST // 1024:
            self[name] = local
        return local


def feed(part: IO[bytes], handler: Handler) -> Iterator[None]:
    """Give the part to the handler, and pause after each piece. Raises ExpatError or ValueError for a bad part."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = handler.start
    parser.EndElementHandler = handler.end
    parser.CharacterDataHandler = handler.text
    parser.StartDoctypeDeclHandler = _refuse
    fed = 0
    while chunk := part.read(_CHUNK):
        parser.Parse(chunk, False)
        fed += len(chunk)
        if fed - parser.CurrentByteIndex > _LONGEST:
            raise ValueError("a tag without an end")
        yield
    parser.Parse(b"", True)
    yield


def _refuse(*_: object) -> NoReturn:
    raise ValueError("a declaration")
