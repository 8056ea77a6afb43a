"""What does a finished document say field by field, as plain text to be pasted into an official web form?

It is read from the Word document itself, so that text and document cannot differ. Boxes become the labels of
those that are ticked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from noticegen.findings import Finding
from noticegen.ooxml.blocks import Paragraph, Section, Table
from noticegen.ooxml.outline import body_blocks
from noticegen.ooxml.styles import DRAFT, HEADINGS, TABLE_HEADING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from noticegen.documents.kinds import TextRule
    from noticegen.ooxml.blocks import Block, Cell, Row

NO_FIELDS: Final = frozenset({"表題", "注記", "注記箇条", "結語", "結び", DRAFT})
"""Styles of what is no part of the form: its title, notes to whoever fills it in, 以上."""
_BOX: Final = re.compile(r"([■□])([^■□［]*)")
_WORD: Final = re.compile(r"［[^■□]*］\s*$")
_TOP: Final = ("見出し1", "見出し2")


@dataclass(frozen=True, slots=True)
class TextField:
    """A field of the form: the headings it stands below, its own label, what is to be pasted into it.

    ``chosen`` are the labels of the ticked boxes of a field that has boxes, ``limit`` how many characters the form
    takes where that is known; ``unverified``: that limit was not read on the form itself.
    """

    section: str
    heading: str
    label: str
    value: str
    chosen: tuple[str, ...] = ()
    limit: int | None = None
    unverified: bool = False

    @property
    def length(self) -> int:
        """How many characters the value has; a line break is one."""
        return len(self.value)


def text_fields(docx: bytes, rule: TextRule) -> tuple[TextField, ...]:
    """Return the fields of a document in its order, without the sections that are no part of the form.

    Raises:
        DocumentError: the file cannot be read.
    """
    reader = _Reader()
    reader.read(body_blocks(docx), "", "")
    limits = {(each.section, each.label): each for each in rule.limits}
    fields = (field for field in reader.fields if field.section not in rule.leave_out)
    return tuple(
        field
        if (limit := limits.get((field.section, field.label))) is None
        else replace(field, limit=limit.characters, unverified=limit.unverified)
        for field in fields
    )


def plain_text(title: str, fields: Iterable[TextField], *, incomplete: bool = False) -> str:
    """Return the fields as text: each label in 【】, below it what is to be pasted, with the number of characters."""
    lines = [title, "各欄の【　】の下の文を、報告フォームの同じ欄に貼り付けてください。"]
    lines += ["下書き：欠けている記載があります。"] if incomplete else []
    heading = ""
    for field in fields:
        if field.heading != heading:
            heading = field.heading
            lines += ["", f"――　{heading}　――"]
        lines += ["", f"【{field.label}】{_size(field)}", field.value]
    return "\n".join(lines) + "\n"


def _size(field: TextField) -> str:
    if field.limit is None:
        return f"（{field.length}字）" if "\n" in field.value or len(field.value) > _SHORT else ""
    sign = "。未確認" if field.unverified else ""
    over = "。超えています" if field.length > field.limit else ""
    return f"（{field.length}字。上限{field.limit}字{sign}{over}）"


_SHORT: Final = 40


class _Reader:
    """Walks through a document and gathers what stands below which label."""

    def __init__(self) -> None:
        self.fields: list[TextField] = []
        self._top = ["", ""]
        self._label = ""
        self._is_own = False  # the latest heading is that of a field, which its rows are parts of

    def read(self, blocks: Sequence[Block], section: str, title: str) -> None:
        """Read blocks; what has no label of its own bears the latest heading, else the title of its section."""
        for block in blocks:
            if isinstance(block, Section):
                self._label = ""
                self.read(block.blocks, block.id, block.title)
            elif isinstance(block, Paragraph):
                self._paragraph(block, section, title)
            elif isinstance(block, Table):
                for label, value in _labelled(block.rows):
                    within = f"{self._label}：" if label and self._is_own and self._label else ""
                    apart = bool(label) and "\n" in value
                    self._add(section, f"{within}{label}" or self._label or title, value, apart=apart)

    def _paragraph(self, paragraph: Paragraph, section: str, title: str) -> None:
        text = _text(paragraph)
        if paragraph.style in HEADINGS:
            self._label = text
            self._is_own = paragraph.style not in _TOP
            if paragraph.style == _TOP[0]:
                self._top = [text, ""]
            elif paragraph.style == _TOP[1]:
                self._top[1] = text
        elif paragraph.style not in NO_FIELDS and text:
            self._add(section, self._label or title or paragraph.style, text)

    def _add(self, section: str, label: str, value: str, *, apart: bool = False) -> None:
        """Add a field, or to the latest of the same label; ``apart``: an entry of several lines, which a blank one parts."""
        heading = "　".join(filter(None, self._top))
        before = self.fields[-1] if self.fields else None
        value, chosen = _chosen(value)
        is_same = before is not None and (before.section, before.label) == (section, label) and section
        if before is not None and is_same and not chosen:
            if before.chosen:
                label = f"{label}（補足）"
            else:
                value = ("\n\n" if apart else "\n").join((before.value, value))
                self.fields.pop()
        self.fields.append(TextField(section, heading, label, value, chosen))


def _labelled(rows: Sequence[Row]) -> Iterator[tuple[str, str]]:
    """Yield (label, value) of each row of a table, 「」 as the label of what stands for itself.

    A row whose first cell alone is a heading is a labelled value; below a row of headings each row is a record.
    """
    titles: list[str] = []
    for row in rows:
        texts = [_cell(cell) for cell in row.cells]
        headings = [_is_heading(cell) for cell in row.cells]
        if all(headings):
            titles = texts
        elif headings[0]:
            yield texts[0], "\n".join(texts[1:])
        elif len(texts) == 1:
            yield "", texts[0]
        else:
            yield "", _record(titles, [text.replace("\n", "　") for text in texts])


def _record(titles: Sequence[str], texts: Sequence[str]) -> str:
    if len(texts) <= 2 or len(titles) != len(texts):
        return "　".join(filter(None, texts))
    rest = zip(titles[1:], texts[1:], strict=True)
    return "　".join([texts[0], *(f"{title}：{text}" for title, text in rest if text)])


def _chosen(text: str) -> tuple[str, tuple[str, ...]]:
    """Return what a field of boxes says without its boxes, and the labels that are ticked; other text as it is."""
    boxes = _BOX.findall(text)
    if not boxes:
        return text, ()
    ticked = tuple(label.strip() for mark, label in boxes if mark == "■")
    word = _WORD.search(text)
    said = [*ticked, *([word[0].strip().strip("［］")] if word else [])]
    return "、".join(said), ticked


def _is_heading(cell: Cell) -> bool:
    return bool(cell.paragraphs) and all(each.style == TABLE_HEADING for each in cell.paragraphs)


def _cell(cell: Cell) -> str:
    return "\n".join(filter(None, map(_text, cell.paragraphs)))


def _text(paragraph: Paragraph) -> str:
    signs = {"tab": "　", "break": "\n"}
    return "".join(signs.get(piece.kind, piece.text) for piece in paragraph.pieces).strip()


def limit_findings(fields: Iterable[TextField], kind_id: str) -> tuple[Finding, ...]:
    """Return a warning for every field that is longer than the form takes."""
    return tuple(
        Finding(
            "warning",
            "D303",
            f"「{field.label}」は{field.length}字あり、報告フォームの上限{field.limit}字を超えています。",
            "その欄の事実を短くするか、続きを(9)その他参考となる事項に書いてください。",
            document=kind_id,
            section=field.section,
        )
        for field in fields
        if field.limit is not None and field.length > field.limit
    )
