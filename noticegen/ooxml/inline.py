r"""How is the text of one paragraph written in an outline, and what pieces is it made of?

``**bold**``, ``{PAGE}`` and ``{NUMPAGES}``, ``\t`` (tab), ``\n`` (line break), ``\`` before a sign that is
meant literally. Jinja tags are taken as they stand: nothing inside them is an escape.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Kind = Literal["text", "tab", "break", "page", "field"]

TAG = r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}"
_TOKEN = re.compile(
    rf"(?P<tag>{TAG})|\\(?P<escape>.)|(?P<bold>\*\*)|\{{(?P<field>PAGE|NUMPAGES)\}}|(?P<tab>\t)|(?P<text>.)"
)
_TAG = re.compile(TAG)
_CONTROL = {"tab": r"\t", "break": r"\n"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph that is one thing: text, a tab, a line or page break, a field."""

    kind: Kind
    text: str = ""
    bold: bool = False


def merge(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Return the pieces with neighbouring text of the same weight joined.

    >>> merge([Piece("text", "令和"), Piece("text", "8年")])
    (Piece(kind='text', text='令和8年', bold=False),)
    """
    merged: list[Piece] = []
    for piece in pieces:
        last = merged[-1] if merged else None
        if last and piece.kind == last.kind == "text" and piece.bold == last.bold:
            merged[-1] = Piece("text", last.text + piece.text, last.bold)
        elif piece.kind != "text" or piece.text:
            merged.append(piece)
    return tuple(merged)


def read(text: str) -> tuple[Piece, ...]:
    r"""Return the pieces of a paragraph written in the outline's form.

    >>> [(piece.kind, piece.text, piece.bold) for piece in read(r"**重要**\tお知らせ")]
    [('text', '重要', True), ('tab', '', False), ('text', 'お知らせ', False)]

    Raises:
        ValueError: a ``**`` is not closed; the message is Japanese.
    """
    pieces: list[Piece] = []
    bold = False
    for match in _TOKEN.finditer(text):
        value = match.group()
        match match.lastgroup:
            case "bold":
                bold = not bold
            case "field":
                pieces.append(Piece("field", match["field"], bold))
            case "tab":
                pieces.append(Piece("tab", "", bold))
            case "escape" if match["escape"] in "tn":
                pieces.append(Piece("tab" if match["escape"] == "t" else "break", "", bold))
            case "escape":
                pieces.append(Piece("text", match["escape"], bold))
            case _:
                pieces.append(Piece("text", value, bold))
    if bold:
        raise ValueError("太字の「**」が閉じられていません。")
    return merge(pieces)


def write(pieces: Sequence[Piece], *, cell: bool = False, styled: bool = False) -> str:
    r"""Return the outline's form of a paragraph (in a table cell, ``|`` and ``<br>`` are escaped as well).

    Behind a ``<style>`` the first sign of the text needs no escape.

    >>> write((Piece("text", "A|B"), Piece("tab"), Piece("text", "注意", bold=True)), cell=True)
    'A\\|B\\t**注意**'
    """
    line = ""
    bold = False
    for piece in merge(_whole_tags(pieces)):
        # A tab has no weight that anyone could see: it takes that of what stands around it.
        if piece.bold != bold and piece.kind not in _CONTROL:
            line += "**"
            bold = piece.bold
        if piece.kind == "text":
            line += _escape(piece.text, cell=cell)
        elif piece.kind == "field":
            line += f"{{{piece.text}}}"
        else:
            line += _CONTROL.get(piece.kind, "")
    line += "**" if bold else ""
    if line.endswith(" "):
        line = f"{line[:-1]}\\ "
    if styled:
        return line
    if line.startswith(("<", " ") if cell else ("<", "[", "|")) or (cell and line == "^"):
        line = f"\\{line}"
    return line


def _whole_tags(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces with every tag in one piece: Word cuts tags into runs, even of different weight."""
    marks = [(char, piece) for piece in pieces for char in (piece.text if piece.kind == "text" else "\0")]
    weights = [piece.bold for _, piece in marks]
    for match in _TAG.finditer("".join(char for char, _ in marks)):
        weights[match.start() : match.end()] = [weights[match.start()]] * (match.end() - match.start())
    return [
        Piece("text", char, bold) if piece.kind == "text" else piece
        for (char, piece), bold in zip(marks, weights, strict=True)
    ]


def _escape(text: str, *, cell: bool) -> str:
    parts: list[str] = []
    position = 0
    for match in _TAG.finditer(text):
        parts += [_escape_plain(text[position : match.start()], cell=cell), match.group()]
        position = match.end()
    return "".join([*parts, _escape_plain(text[position:], cell=cell)])


def _escape_plain(text: str, *, cell: bool) -> str:
    text = re.sub(r"[\\*|]" if cell else r"[\\*]", r"\\\g<0>", text)
    # A brace that would begin a tag or a field together with what follows.
    text = re.sub(r"\{(?=[{%#]|(?:PAGE|NUMPAGES)\}|$)", r"\\{", text)
    return text.replace("<br>", r"\<br>") if cell else text
