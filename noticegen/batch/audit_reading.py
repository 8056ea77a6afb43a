"""What does each letter of a batch say, and is its form one that was found in order?

The first letter of each form is read thoroughly, as ``check`` reads any Word document. The form of a letter is all of
it but the printed words: every other part, tag and attribute, and which runs hold words at all. A later letter of the
same form has the same sections, filled like those of the first; its own words are read quickly, and where they, or
anything else, are unusual, it is read thoroughly too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from noticegen.batch.audit_archive import members_of
from noticegen.ooxml.archive import read_parts
from noticegen.ooxml.reading import read_document

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from noticegen.batch.audit_archive import Member
    from noticegen.findings import Finding
    from noticegen.ooxml.reading import FinishedDocument

BODY: Final = "word/document.xml"
CORE: Final = "docProps/core.xml"
FORMS: Final = 10_000
MEMBERS: Final = 512
PIECES: Final = 8_192

_END_OF_PARAGRAPH: Final = "</w:p>"
_SAID: Final = re.compile(
    r"<w:t(?: [^<>]*)?>(?P<text>[^<]*)</w:t>|(?P<tab><w:tab/>)|(?P<line><w:(?:br|cr)(?: [^<>]*)?/>)"
)
_CORE_TEXT: Final = re.compile(r"(?<=>)(?P<text>[^<]+)(?=</)")
# A page number says nothing of the person, and its last result stands in the file.
_PAGE: Final = re.compile(
    r'<w:fldSimple w:instr=" ?(?:PAGE|NUMPAGES)\b[^"<>]*"[^<>]*>.*?</w:fldSimple>'
    r'|<w:instrText[^<>]*> *(?:PAGE|NUMPAGES)\b[^<]*</w:instrText>.*?<w:fldChar w:fldCharType="end"',
    re.DOTALL,
)
_CONTROLS: Final = re.compile(r'<w:tag w:val="noticegen:([^"<>]*)"/>|(<w:sdt>)|(</w:sdt>)')
_ENTITY: Final = re.compile(r"&(?:(amp|lt|gt|quot|apos)|#(\d{1,6})|#x([0-9A-Fa-f]{1,5}));")
_NAMED: Final = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]|]]>")
_WORD: Final = re.compile(r"\w")
# Text, and the attributes that hold words or addresses of the net: others hold lengths, which look like ids.
_ANYWHERE: Final = re.compile(
    r'>([^<]*[^<\s][^<]*)<|(?:descr|title|name|author|initials|Target)="([^"<>]+)"|="([^"<>]*[^\x00-\x7f"<>][^"<>]*)"'
)


@dataclass(frozen=True, slots=True)
class Read:
    """A letter: its paragraphs, the words elsewhere in the file, the text for the items, and what is wrong.

    ``elsewhere`` are properties, comments, attributes and whatever else the file holds; of a letter whose form was
    seen before the core properties alone, for all else is part of the form.
    """

    paragraphs: tuple[str, ...]
    items: str
    faults: tuple[Finding, ...] = ()
    elsewhere: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Everything that is printed, a line for each paragraph."""
        return "\n".join(self.paragraphs)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A paragraph with what stands before it: its form, what it says, and the controls that open and close in it."""

    form: int
    text: str
    controls: tuple[str, ...]
    is_usual: bool


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of the file, in order: the forms of its pieces, their texts, and those of the sections asked for.

    ``elsewhere`` are the words of the core properties.
    """

    form: tuple[int, ...]
    texts: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()


class LetterReader:
    """Reads the letters of one batch.

    ``faults`` says what is wrong with a document that was read thoroughly, ``is_unusual`` whether a paragraph's text
    may be wrong by itself, ``items`` names the sections for the person's items (empty: the whole letter).
    """

    def __init__(
        self,
        faults: Callable[[FinishedDocument], Iterable[Finding]],
        is_unusual: Callable[[str], bool],
        items: Collection[str],
    ) -> None:
        self._faults = faults
        self._is_unusual = is_unusual
        self._items = frozenset(items)
        self._good: set[int] = set()
        self._part = lru_cache(MEMBERS)(self._read_part)
        self._piece = lru_cache(PIECES)(lambda piece: _read_piece(piece, is_unusual))
        self.thorough = 0
        """How many letters were read thoroughly."""

    def read(self, data: bytes) -> Read:
        """Return what a letter says and what is wrong with it.

        Raises:
            DocumentError: it cannot be read as a Word document.
        """
        return self.read_members(members_of(data), lambda: data)

    def read_members(self, members: Mapping[str, Member] | None, data: Callable[[], bytes]) -> Read:
        """Return the same of a letter whose members are known, None where they are unusual; ``data`` is the file.

        Raises:
            DocumentError: it cannot be read as a Word document.
        """
        parts = None if members is None else self._parts(members)
        form = None if parts is None else hash(tuple((name, part.form) for name, part in parts.items()))
        if parts is not None and form in self._good:
            return self._quick(parts)
        return self._thorough(data(), parts, form)

    def _thorough(self, data: bytes, parts: dict[str, _Part] | None, form: int | None) -> Read:
        self.thorough += 1
        document = read_document(data)
        faults = tuple(self._faults(document))
        items = "\n".join(section.text for section in document.sections if section.id in self._items)
        places = (*document.paragraphs, *document.hidden_text)
        read = Read(
            tuple(place.text for place in places),
            items if self._items else document.text,
            faults,
            _elsewhere(data),
        )
        # The quick reading is trusted only where it reads as the thorough one does.
        if parts is not None and form is not None and not faults and _is_same(self._quick(parts), read):
            if len(self._good) >= FORMS:
                self._good.clear()
            self._good.add(form)
        return read

    def _quick(self, parts: dict[str, _Part]) -> Read:
        order = sorted(parts, key=lambda name: name != BODY)
        paragraphs = tuple(text for name in order for text in parts[name].texts)
        items = (text for name in order for text in parts[name].items)
        elsewhere = tuple(text for part in parts.values() for text in part.elsewhere)
        return Read(paragraphs, "\n".join(items if self._items else paragraphs), (), elsewhere)

    def _parts(self, members: Mapping[str, Member]) -> dict[str, _Part] | None:
        parts: dict[str, _Part] = {}
        for name, member in members.items():
            part = self._part(member)
            if part is None:
                return None
            parts[name] = part
        return parts

    def _read_part(self, member: Member) -> _Part | None:
        data = member.content()
        if data is None:
            return None
        try:
            text = data.decode()
        except UnicodeDecodeError:
            text = ""
        if member.name == CORE:
            piece = _read_piece(text, self._is_unusual, _CORE_TEXT)
            words = tuple(map(_plain, _CORE_TEXT.findall(text)))
            return _Part((piece.form,), elsewhere=words) if piece.is_usual else None
        if not (member.name.startswith("word/") and _END_OF_PARAGRAPH in text):
            return _Part((hash(member),))
        pieces = [self._piece(piece) for piece in text.split(_END_OF_PARAGRAPH)]
        if not all(piece.is_usual for piece in pieces):
            return None
        return _Part(
            tuple(piece.form for piece in pieces),
            tuple(piece.text for piece in pieces[:-1]),
            tuple(self._of_items(pieces)),
        )

    def _of_items(self, pieces: Iterable[_Piece]) -> Iterable[str]:
        """Yield the texts of the paragraphs in the sections for the items."""
        within: list[bool] = []
        for piece in pieces:
            for control in piece.controls:
                if control == "<w:sdt>":
                    within.append(bool(within) and within[-1])
                elif control == "</w:sdt>":
                    del within[-1:]
                elif within:
                    within[-1] = control in self._items
            if within and within[-1]:
                yield piece.text


def _read_piece(piece: str, is_unusual: Callable[[str], bool], words: re.Pattern[str] = _SAID) -> _Piece:
    form: list[str] = []
    at = 0
    for match in words.finditer(piece):
        text = match["text"]
        if text is not None:
            # All of the form but the words: whether there are any decides whether a section is empty.
            form += piece[at : match.start("text")], "\0" if _WORD.search(text) else text
            at = match.end("text")
    form.append(piece[at:])
    raw = "".join(map(_signs, words.finditer(_PAGE.sub("", piece))))
    text = _plain(raw)
    is_usual = (
        "&" not in _ENTITY.sub("", raw)
        and not _FORBIDDEN.search(piece)
        and not _FORBIDDEN.search(text)
        and not is_unusual(text)
    )
    controls = tuple(match[1] or match[0] for match in _CONTROLS.finditer(piece))
    return _Piece(hash("".join(form)), text, controls, is_usual)


def _signs(match: re.Match[str]) -> str:
    kind = match.lastgroup
    return match["text"] if kind == "text" else "\t" if kind == "tab" else "\n"


def _plain(text: str) -> str:
    return _ENTITY.sub(_meant, text) if "&" in text else text


def _meant(match: re.Match[str]) -> str:
    name, decimal, hexadecimal = match.groups()
    if name:
        return _NAMED[name]
    number = int(decimal) if decimal else int(hexadecimal, 16)
    return chr(number) if number < 0x110000 else "\ufffe"


def _is_same(quick: Read, thorough: Read) -> bool:
    """Whether both readings have the same paragraphs; headers and text boxes may come in another order."""
    return _squeezed(quick.items) == _squeezed(thorough.items) and sorted(
        map(_squeezed, quick.paragraphs)
    ) == sorted(map(_squeezed, thorough.paragraphs))


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _elsewhere(data: bytes) -> tuple[str, ...]:
    """Return every word of the file that is no tag: text and attributes of every part."""
    found: dict[str, None] = {}
    for part in read_parts(data).values():
        for match in _ANYWHERE.finditer(part.decode(errors="replace")):
            found[_plain(match[match.lastindex or 0])] = None
    return tuple(found)
