"""Which headers, footers, relationships and lists has a file of many letters, beside its body?"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Final

from noticegen.ooxml.archive import CONTENT_TYPES
from noticegen.ooxml.markup import parse, quoted, related, relationships_name, serialize

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lxml import etree

_END_OF_LISTS: Final = (b"<w:numIdMacAtCleanup", b"</w:numbering>")


class Companions:
    """The parts beside the body that grow with the number of letters.

    ``stories`` maps each header and footer that is the letter's own to the relationships by which it is known.
    """

    def __init__(self, members: Mapping[str, bytes], main: str, own: frozenset[str], file: str) -> None:
        self._file = file
        self._members = members
        self._relationships = relationships_name(main)
        self._numbering = next((part for _, part in related(members, main, "numbering", file)), "")
        self.stories: dict[str, list[str]] = {}
        for kind in ("header", "footer"):
            for identifier, part in related(members, main, kind, file):
                if part in own:
                    self.stories.setdefault(part, []).append(identifier)
        self.members = frozenset({CONTENT_TYPES, self._relationships, self._numbering, *own})

    def copies(self, texts: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, bytes]]:
        """Yield every copy of a header or footer, with its own relationships, by name."""
        for story, copies in texts.items():
            relationships = self._members.get(relationships_name(story))
            for number, text in enumerate(copies):
                yield _copy(story, number), text.encode()
                if relationships is not None:
                    yield relationships_name(_copy(story, number)), relationships

    def lists(self, xml: Sequence[str], first: int, letters: int) -> Iterator[tuple[str, bytes]]:
        """Yield the numbering with the lists of every letter."""
        if not self._numbering:
            return
        data = self._members[self._numbering]
        end = next(at for mark in _END_OF_LISTS if (at := data.find(mark)) >= 0)
        numbers = range(first, first + letters * len(xml), max(len(xml), 1))
        new = "".join(
            one.replace("{}", str(number + index)) for number in numbers for index, one in enumerate(xml)
        )
        yield self._numbering, data[:end] + new.encode() + data[end:]

    def directory(self, counts: Mapping[str, int]) -> Iterator[tuple[str, bytes]]:
        """Yield content types and relationships for that many copies of each header and footer."""
        types = parse(self._members[CONTENT_TYPES], self._file, CONTENT_TYPES)
        relationships = parse(self._members[self._relationships], self._file, self._relationships)
        announced, related_to = [], []
        for story, copies in counts.items():
            kind = _taken(types, "PartName", f"/{story}").get("ContentType", "")
            links = [
                (each, _taken(relationships, "Id", each).get("Type", "")) for each in self.stories[story]
            ]
            for number in range(copies):
                target = quoted(f"/{_copy(story, number)}")
                announced.append(f"<Override PartName={target} ContentType={quoted(kind)}/>")
                related_to += [
                    f'<Relationship Id="{identifier}_{number}" Type={quoted(link)} Target={target}/>'
                    for identifier, link in links
                ]
        yield self._relationships, _with_children(relationships, related_to)
        yield CONTENT_TYPES, _with_children(types, announced)


def _copy(story: str, number: int) -> str:
    base, extension = posixpath.splitext(story)
    return f"{base}_{number}{extension}"


def _taken(tree: etree._Element, name: str, value: str) -> etree._Element:
    """Take the child with this attribute out of the tree and return it."""
    found = next(child for child in tree if child.get(name) == value)
    tree.remove(found)
    return found


def _with_children(tree: etree._Element, children: Sequence[str]) -> bytes:
    before, tag, after = serialize(tree).rpartition(b"</")
    return before + "".join(children).encode() + tag + after
