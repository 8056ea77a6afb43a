"""What does a finished Word document hold: its sections, its text and where it stands, what was left behind?

Any .docx is read: ours, one edited in Word, one saved by LibreOffice. Deleted and hidden text does not count.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from noticegen.ooxml.archive import Source, file_name, read_parts
from noticegen.ooxml.leftovers import leftovers_of, without_leftovers
from noticegen.ooxml.markup import attribute, main_part, parse, related, w
from noticegen.ooxml.outside import outside_of
from noticegen.ooxml.properties import properties_of
from noticegen.ooxml.runs import (
    ALTERNATE,
    CONTROL,
    GONE,
    PARAGRAPH,
    TABLE,
    as_text,
    chosen,
    own,
    said,
    text_boxes,
)
from noticegen.ooxml.sections import section_id, section_title, shows_placeholder, was_saved_by_libreoffice
from noticegen.ooxml.styles import DRAFT
from noticegen.ooxml.stylesheet import StyleSheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lxml import etree

    from noticegen.ooxml.runs import Said

BODY = "本文"
_KINDS = {"header": "ヘッダー", "footer": "フッター", "footnotes": "脚注", "endnotes": "文末脚注"}
_BOX = "テキストボックス"
_COMMENT = frozenset({w("commentReference")})
_CHANGES = frozenset(map(w, ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "tblPrChange", "trPrChange",
                             "tcPrChange", "sectPrChange", "cellIns", "cellDel", "numberingChange")))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """One paragraph: where it stands and what it says."""

    text: str
    kind: str
    number: int
    section: str = ""
    style: str = ""
    is_heading: bool = False
    part: str = field(default="", compare=False)
    row: int = field(default=0, compare=False)
    """The number of the table row it stands in, counted through the document; 0 outside tables."""
    title: str = field(default="", compare=False)
    """The title of its section."""

    def __str__(self) -> str:
        """Return the place without the text, as a message names it."""
        title = self.title or self.section
        return f"{self.kind} {self.number} 段落目{f'（{title}）' if title else ''}"


@dataclass(frozen=True, slots=True)
class Section:
    """One section of a document; ``where`` counts the sections of the document from 0.

    ``text`` is everything in it; ``is_empty`` says that, headings and placeholders apart, nothing is.
    """

    id: str
    title: str
    text: str
    where: int
    is_empty: bool


@dataclass(frozen=True, slots=True)
class Leftover:
    """A mark of a template or a draft in a finished document: what it is and where."""

    mark: str
    place: Place


@dataclass(frozen=True, slots=True)
class FinishedDocument:
    """What a Word document says."""

    name: str
    sections: tuple[Section, ...]
    paragraphs: tuple[Place, ...]
    properties: Mapping[str, str]
    hidden_text: tuple[Place, ...]
    leftovers: tuple[Leftover, ...]
    has_comments: bool
    has_tracked_changes: bool
    is_draft: bool
    commented: tuple[Place, ...] = ()
    """The paragraphs to which a comment is attached."""
    changed: tuple[Place, ...] = ()
    """The paragraphs in which a tracked change is open."""
    outside: tuple[str, ...] = ()
    """What is fetched from elsewhere when the document is opened, and what is embedded in it."""

    @property
    def text(self) -> str:
        """Everything that is printed, a line for each paragraph."""
        return "\n".join(place.text for place in self.paragraphs)


def first_of(places: Sequence[Place]) -> tuple[str, str]:
    """Return section and place of what stands at several, by the first and the number of the others."""
    if not places:
        return "", ""
    return places[0].section, f"{places[0]}{f' ほか{len(places) - 1}か所' if places[1:] else ''}"


@dataclass
class _Open:
    """A section while it is being read."""

    id: str
    title: str
    placeholder: bool
    places: list[Place] = field(default_factory=list)

    def closed(self, where: int) -> Section:
        return section_from(self.id, self.title, self.places, where, is_placeholder=self.placeholder)


def section_from(
    identifier: str, title: str, places: Sequence[Place], where: int, *, is_placeholder: bool = False
) -> Section:
    """Return the section that these paragraphs make; ``is_placeholder``: Word shows its own text in place of one."""
    said_by_itself = "\n".join(place.text for place in places if not place.is_heading)
    # A dash or a full stop alone says nothing.
    empty = is_placeholder or not re.search(r"\w", without_leftovers(said_by_itself))
    return Section(identifier, title, "\n".join(place.text for place in places).strip(), where, empty)


@dataclass
class _Reader:
    """Walks through the parts of a document in reading order."""

    styles: StyleSheet
    sections: list[_Open] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    hidden: list[Place] = field(default_factory=list)
    commented: list[Place] = field(default_factory=list)
    changed: list[Place] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    rows: int = 0
    row: int = 0

    def blocks(self, container: etree._Element, kind: str, part: str, section: _Open | None) -> None:
        """Read the paragraphs, tables and controls of a container."""
        moved: _Open | None = None
        for child in container:
            if not isinstance(child.tag, str) or child.tag in GONE:
                continue
            # LibreOffice moves the tables of a control behind it.
            owner = moved if moved and child.tag == TABLE else section
            moved = moved if child.tag == TABLE else None
            if child.tag == PARAGRAPH:
                self.paragraph(child, kind, part, owner)
            elif child.tag == CONTROL:
                opened = self._open(child)
                moved = opened if opened and was_saved_by_libreoffice(child) else None
                for content in child.iterchildren(w("sdtContent")):
                    self.blocks(content, kind, part, opened or owner)
            elif child.tag == ALTERNATE:
                for branch in chosen(child):
                    self.blocks(branch, kind, part, owner)
            elif child.tag == w("tr"):
                self._table_row(child, kind, part, owner)
            elif child.find(f"{w('tcPr')}/{w('cellDel')}") is None:
                self.blocks(child, kind, part, owner)

    def _table_row(self, row: etree._Element, kind: str, part: str, section: _Open | None) -> None:
        """Read a row unless it was deleted; a row of a table inside a cell has its own number."""
        if row.find(f"{w('trPr')}/{w('del')}") is not None:
            return
        outer = self.row
        self.rows += 1
        self.row = self.rows
        self.blocks(row, kind, part, section)
        self.row = outer

    def _open(self, control: etree._Element) -> _Open | None:
        identifier = section_id(control)
        if not identifier:
            return None
        opened = _Open(identifier, section_title(control), shows_placeholder(control))
        self.sections.append(opened)
        return opened

    def paragraph(self, paragraph: etree._Element, kind: str, part: str, section: _Open | None) -> None:
        """Read one paragraph, the controls inside it and the text boxes that hang on it."""
        pieces = list(said(paragraph))
        hidden = [
            piece
            for piece in pieces
            if self.styles.is_hidden(piece.run, paragraph) or _is_unseen(piece, paragraph, self.styles)
        ]
        shown = [piece for piece in pieces if piece not in hidden] if hidden else pieces
        self.counts[part] = self.counts.get(part, 0) + 1

        def place(text: str, owner: _Open | None) -> Place:
            section, title = (owner.id, owner.title) if owner else ("", "")
            return Place(text, kind, self.counts[part], section, self.styles.alias(paragraph),
                         self.styles.is_heading(paragraph), part, self.row, title)  # fmt: skip

        inner = {
            control: opened
            for control in paragraph.iter(CONTROL)
            if (opened := self._inline(control, paragraph))
        }
        for control, opened in inner.items():
            runs = {id(piece.run) for piece in said(control)}
            opened.places.append(
                place(as_text(iter([each for each in shown if id(each.run) in runs])), opened)
            )
        here = place(as_text(iter(shown)), section or next(iter(inner.values()), None))
        self.places.append(here)
        if section:
            section.places.append(here)
        if hidden:
            self.hidden.append(place(as_text(iter(hidden)), section))
        if next(own(paragraph, _CHANGES), None) is not None:
            self.changed.append(here)
        if next(own(paragraph, _COMMENT), None) is not None:
            self.commented.append(here)
        for box in text_boxes(paragraph):
            self.blocks(box, _BOX, part, section)

    def _inline(self, control: etree._Element, paragraph: etree._Element) -> _Open | None:
        """Open a section that marks a stretch of this paragraph, not one in a text box that hangs on it."""
        nearest = next(control.iterancestors(PARAGRAPH, w("txbxContent")), None)
        return self._open(control) if nearest is paragraph else None


def _is_unseen(piece: Said, paragraph: etree._Element, styles: StyleSheet) -> bool:
    return bool(piece.piece.text.strip()) and styles.is_invisible(piece.run, paragraph)


def read_document(source: Source) -> FinishedDocument:
    """Return what a Word document says.

    Raises:
        DocumentError: D101 to D108, the file cannot be read as a Word document.
    """
    name = file_name(source)
    parts = read_parts(source)
    main = main_part(parts, name)
    body = parse(parts[main], name, main)
    styles = next((parse(parts[part], name, part) for _, part in related(parts, main, "styles", name)), None)
    reader = _Reader(StyleSheet(styles))
    trees = [body, *_others(parts, main, name, reader, body)]
    core = [Place(text, "文書のプロパティ", 1) for text in _core_texts(parts, name)]
    fields = [Place(text, "フィールド", number) for number, text in enumerate(_instructions(trees), 1)]
    return FinishedDocument(
        name=name,
        sections=tuple(opened.closed(where) for where, opened in enumerate(reader.sections)),
        paragraphs=tuple(reader.places),
        properties=properties_of(parts, name),
        hidden_text=tuple(reader.hidden),
        leftovers=tuple(
            Leftover(mark, place)
            for place in (*reader.places, *reader.hidden, *core, *fields)
            for mark in leftovers_of(place.text)
        ),
        has_comments=any(True for part in _comments(parts, main, name) for _ in part.iter(w("comment"))),
        has_tracked_changes=any(True for tree in trees for _ in tree.iter(*_CHANGES)),
        is_draft=any(place.style == DRAFT for place in reader.places),
        commented=tuple(reader.commented),
        changed=tuple(reader.changed),
        outside=outside_of(parts, name),
    )


def _others(
    parts: Mapping[str, bytes], main: str, name: str, reader: _Reader, body: etree._Element
) -> Iterator[etree._Element]:
    """Read the body and then headers, footers and notes; yield the roots of the latter."""
    for content in body.iterchildren(w("body")):
        reader.blocks(content, BODY, main, None)
    for relation, kind in _KINDS.items():
        for part in sorted({part for _, part in related(parts, main, relation, name)}):
            tree = parse(parts[part], name, part)
            for note in [tree] if relation in {"header", "footer"} else tree:
                if attribute(note, "type") not in {
                    "separator",
                    "continuationSeparator",
                    "continuationNotice",
                }:
                    reader.blocks(note, kind, part, None)
            yield tree


def _comments(parts: Mapping[str, bytes], main: str, name: str) -> Iterator[etree._Element]:
    for _, part in related(parts, main, "comments", name):
        yield parse(parts[part], name, part)


def _core_texts(parts: Mapping[str, bytes], name: str) -> Iterator[str]:
    for _, part in related(parts, "", "core-properties", name):
        yield from (element.text for element in parse(parts[part], name, part) if element.text)


def _instructions(trees: list[etree._Element]) -> Iterator[str]:
    """Yield the code of every field: a merge field shows it to whoever gets the file."""
    for tree in trees:
        for paragraph in tree.iter(PARAGRAPH):
            if code := "".join(element.text or "" for element in paragraph.iter(w("instrText"))):
                yield code
        yield from (attribute(element, "instr") for element in tree.iter(w("fldSimple")))
