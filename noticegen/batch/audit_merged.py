"""How is one letter found again in a Word file that holds a thousand, as if it lay there alone?"""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING, Final

from noticegen.batch.audit_archive import Member
from noticegen.batch.audit_files import Opened, gone, part_findings, surplus, unreadable
from noticegen.findings import DocumentError
from noticegen.ooxml.archive import read_parts, write_parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from noticegen.batch.audit_reading import LetterReader, Read
    from noticegen.findings import Finding

BODY: Final = "word/document.xml"
RELATIONS: Final = "word/_rels/document.xml.rels"

_BEGIN: Final = re.compile(r"<w:body[^>]*>")
# Where a letter ends: only this mark of the writer tells a letter of several sections from several letters.
_END: Final = re.compile(
    r'<w:bookmarkStart [^<>]*w:name="noticegen_end_(\d+)"/><w:bookmarkEnd [^<>]*/></w:p>'
)
_RELATION: Final = re.compile(r"<Relationship [^<>]*>")
_ATTRIBUTE: Final = re.compile(r'(Id|Target)="([^"]*)"')
_REFERENCE: Final = re.compile(r'<w:(?:header|footer)Reference [^<>]*r:id="([^"]*)"')
_OWN: Final = re.compile(r'\br:id="([^"]*)_\d+"|noticegen_end_\d+|\bw:id="\d+(\d{4})"')
_LIST: Final = re.compile(r'(<w:numId w:val=")(\d+)(")')
_DRAWING: Final = re.compile(r'(<wp:docPr [^<>]*?\bid=")\d+(")')


class MergedLetters:
    """Letters that lie in Word files of many, which are opened one after the other."""

    is_pdf = False

    def __init__(self, folder: Path, reader: LetterReader, parts: Mapping[str, str]) -> None:
        self._folder = folder
        self._reader = reader
        self._parts = parts
        self._name = ""
        self._file: _File | None = None
        self._seen: set[int] = set()
        self._findings: list[Finding] = []

    def open(self, name: str, sha256: str, number: str) -> Opened:  # noqa: ARG002 - the part was compared as a whole
        """Read one letter of the manifest."""
        part, _, place = name.partition("/")
        if part != self._name:
            self._turn_to(part)
        position = int(place) if place.isdecimal() else 0
        if self._file is None:
            return Opened(None, is_intact=False)  # the part itself is told
        if not 0 < position <= self._file.count:
            return Opened(None, (gone(name),), is_intact=False)
        self._seen.add(position)
        try:
            return Opened(self._file.read(position, self._reader))
        except DocumentError:
            return Opened(None, (unreadable(name),), is_intact=False)

    def _turn_to(self, part: str) -> None:
        self._close()
        self._name = part
        path = self._folder / part
        found = tuple(part_findings(path, part, self._parts.get(part)))
        try:
            self._file = _File(read_parts(path))
        except (DocumentError, KeyError, UnicodeDecodeError):
            self._findings += (unreadable(part),) if path.is_file() else found
        else:
            self._findings += found

    def _close(self) -> None:
        if self._file is not None:
            unlisted = set(range(1, self._file.count + 1)) - self._seen
            self._findings += (surplus(f"{self._name}/{position}") for position in sorted(unlisted))
        self._file = None
        self._seen = set()

    def rest(self) -> Iterator[Finding]:
        """Yield what is wrong with the parts themselves."""
        self._close()
        yield from self._findings


class _File:
    """One Word file of many letters."""

    def __init__(self, members: dict[str, bytes]) -> None:
        self._members = members
        body = members[BODY].decode()
        begin = _BEGIN.search(body)
        self._head = body[: begin.end()] if begin else ""
        ends = [match.end() for match in _END.finditer(body)]
        self._texts = [body[start:end] for start, end in zip([len(self._head), *ends], ends, strict=False)]
        self._tail = body[ends[-1] if ends else len(self._head) :]
        self.count = len(self._texts)
        self._targets = _targets(members[RELATIONS].decode())
        self._shared = {
            name: data
            for name, data in members.items()
            if name not in {BODY, RELATIONS} and name not in set(self._targets.values())
        }

    def read(self, position: int, reader: LetterReader) -> Read:
        """Return what the letter says, and whether it is in order."""
        text = self._texts[position - 1]
        is_last = position == self.count
        # The last letter's page stands at the end of the file; that of the others in their last paragraph.
        text = f"{text}{self._tail if is_last else ''}"
        own = {
            identifier: self._targets[identifier]
            for identifier in dict.fromkeys(_REFERENCE.findall(text))
            if identifier in self._targets
        }
        parts = {
            BODY: f"{self._head}{_plain(text)}{'' if is_last else '</w:body></w:document>'}".encode(),
            **{
                f"word/{_without_number(target.rpartition('/')[2])}": _plain(
                    self._members.get(target, b"").decode()
                ).encode()
                for target in own.values()
            },
        }

        def alone() -> bytes:
            relations = self._members[RELATIONS].decode()
            for identifier, target in own.items():
                relations = relations.replace(f'Id="{identifier}"', f'Id="{_without_number(identifier)}"')
                relations = relations.replace(
                    f'"/{target}"', f'"/word/{_without_number(target.rpartition("/")[2])}"'
                )
            return write_parts({**self._shared, **parts, RELATIONS: relations.encode()})

        members = {name: Member(name, 0, zlib.crc32(data), len(data), data) for name, data in parts.items()}
        return reader.read_members(members, alone)


def _targets(relations: str) -> dict[str, str]:
    """Return the parts that are a letter's own, by the id of their relationship."""
    found = {}
    for relation in _RELATION.findall(relations):
        attributes = dict(_ATTRIBUTE.findall(relation))
        if "/header" in attributes.get("Target", "") or "/footer" in attributes.get("Target", ""):
            found[attributes["Id"]] = attributes["Target"].lstrip("/")
    return found


def _without_number(name: str) -> str:
    """Return the name of a part or relationship without the letter's number.

    >>> _without_number("footer1_12.xml"), _without_number("rId5_0")
    ('footer1.xml', 'rId5')
    """
    return re.sub(r"_\d+(?=\.xml$|$)", "", name)


def _plain(text: str) -> str:
    """Return a letter's XML without the numbers that tell it from the others of its file."""
    lists: dict[str, str] = {}
    text = _OWN.sub(_same, text)
    if "<w:numId " in text:
        text = _LIST.sub(
            lambda match: f"{match[1]}{lists.setdefault(match[2], str(len(lists) + 1))}{match[3]}", text
        )
    return _DRAWING.sub(r"\g<1>0\g<2>", text) if "<wp:docPr " in text else text


def _same(match: re.Match[str]) -> str:
    if match[1] is not None:
        return f'r:id="{match[1]}"'
    return "noticegen_end_0" if match[2] is None else f'w:id="0{match[2]}"'
