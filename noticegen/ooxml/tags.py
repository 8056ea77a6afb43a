"""Where in a prepared part does a template tag stand: which section, which paragraph?"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Final

_STRING: Final = r"""(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')"""
_TAG: Final = re.compile(
    r"\{#.*?#\}"
    r"|\{%[-+]?\s*raw\s*[-+]?%\}.*?\{%[-+]?\s*endraw\s*[-+]?%\}"
    rf"|(?P<open>\{{\{{[-+]?)(?:{_STRING}|(?!\}}\}}).)*+\}}\}}"
    rf"|(?P<block>\{{%[-+]?)(?:{_STRING}|(?!%\}}).)*+%\}}",
    re.DOTALL,
)
_UNCLOSED: Final = re.compile(r"\{\{|\{%|\{#")
_MARKUP: Final = re.compile(r"<[^>]*>")
_PARAGRAPH_EDGE: Final = re.compile(r"<w:p[ >]|</w:p>")
_SECTION_EDGE: Final = re.compile(r"<w:sdt[ >]|</w:sdt>|<w:(alias|tag) w:val=\"([^\"]*)\"")
_PAIRED: Final = frozenset({"if", "for", "macro", "call", "filter", "set", "block", "with", "autoescape"})
_PREFIX: Final = "noticegen:"


def holds_tags(xml: str) -> bool:
    """Return whether docxtpl would change this text: tags, or its escaped braces."""
    return any(mark in xml for mark in ("{{", "{%", "{#", "{_{", "}_}", "{_%", "%_}"))


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a template, as a person finds it: section and template text of the paragraph."""

    part: str
    section: str
    title: str
    paragraph: str
    expression: str

    @property
    def path(self) -> str:
        """Return ``section/paragraph``; a part other than the body comes first."""
        return "/".join(piece for piece in (self.part, self.title or self.section, self.paragraph) if piece)


class TagMap:
    """The tags of one part, each on a line of its own, so that a line number names a tag."""

    def __init__(self, xml: str, part: str) -> None:
        self._xml = xml
        self._part = part
        self._lines: list[int] = []
        self._spans: list[tuple[int, int]] = []
        pieces: list[str] = []
        done, line = 0, 1
        for match in _TAG.finditer(xml):
            mark = match["open"] or match["block"]
            if mark is None:
                continue
            cut = match.start() + len(mark)
            line += xml.count("\n", done, cut) + 1
            pieces += (xml[done:cut], "\n")
            done = cut
            self._lines.append(line)
            self._spans.append(match.span())
        pieces.append(xml[done:])
        self.source = "".join(pieces)
        """The part with a line break inside each tag: its output is the same."""

    def expression(self, line: int) -> str:
        """Return the inside of the tag on this line of :attr:`source`, on one line."""
        span = self._span(line)
        return "" if span is None else _inside(self._xml[span[0] : span[1]])

    def place(self, line: int) -> Place:
        """Return where the tag on this line of :attr:`source` stands."""
        span = self._span(line) or (0, 0)
        return self._place(span, self.expression(line))

    def unclosed(self) -> Place | None:
        """Return the place of the first opening brace that no closing one answers."""
        done = 0
        for match in _TAG.finditer(self._xml):
            if stray := _UNCLOSED.search(self._xml, done, match.start()):
                return self._place(stray.span(), "")
            done = match.end()
        stray = _UNCLOSED.search(self._xml, done)
        return self._place(stray.span(), "") if stray else None

    def unmatched(self) -> tuple[Place, str] | None:
        """Return place and text of the first ``{% … %}`` whose counterpart is missing."""
        open_blocks: list[tuple[int, int]] = []
        words: list[str] = []
        for span in self._spans:
            expression = _inside(self._xml[slice(*span)])
            word = expression.split(" ", 1)[0]
            if not self._xml.startswith("{%", span[0]) or (word == "set" and "=" in expression):
                continue
            if word in _PAIRED:
                open_blocks.append(span)
                words.append(word)
            elif word.startswith("end") or word in {"else", "elif"}:
                expected = word.removeprefix("end") if word.startswith("end") else None
                if not words or (expected and words[-1] != expected):
                    return self._place(span, expression), expression
                if expected:
                    del open_blocks[-1], words[-1]
        if not open_blocks:
            return None
        expression = _inside(self._xml[slice(*open_blocks[0])])
        return self._place(open_blocks[0], expression), expression

    def index(self, line: int) -> int:
        """Return the number of the tag on this line of :attr:`source`; -1 before the first."""
        return bisect_right(self._lines, line) - 1

    def _span(self, line: int) -> tuple[int, int] | None:
        index = self.index(line)
        return self._spans[index] if index >= 0 else None

    def _place(self, span: tuple[int, int], expression: str) -> Place:
        section, title = self._section(span[0])
        return Place(self._part, section, title, self._paragraph(*span), expression)

    def _paragraph(self, start: int, end: int) -> str:
        edges = list(_PARAGRAPH_EDGE.finditer(self._xml, 0, start))
        if not edges or edges[-1][0] == "</w:p>":
            return _readable(self._xml[start:end])
        closing = self._xml.find("</w:p>", end)
        paragraph = _readable(self._xml[edges[-1].start() : closing if closing >= 0 else end])
        return _around(paragraph, len(_readable(self._xml[edges[-1].start() : start])))

    def _section(self, offset: int) -> tuple[str, str]:
        """Return id and title of the innermost noticegen section around ``offset``, else of any control."""
        open_controls: list[dict[str, str]] = []
        for match in _SECTION_EDGE.finditer(self._xml, 0, offset):
            if match[0] == "</w:sdt>":
                del open_controls[-1:]
            elif match[1] is None:
                open_controls.append({})
            elif open_controls:
                open_controls[-1][match[1]] = html.unescape(match[2])
        for control in reversed(open_controls):
            if control.get("tag", "").startswith(_PREFIX):
                section = control["tag"].removeprefix(_PREFIX)
                return section, control.get("alias", section)
        return "", ""


def _inside(tag: str) -> str:
    return " ".join(html.unescape(tag[2:-2]).strip("+-").split())


def _readable(xml: str) -> str:
    return " ".join(html.unescape(_MARKUP.sub("", xml)).split())


def _around(text: str, position: int, width: int = 32) -> str:
    """Return what is at ``position``, with as much around it as a line of a message bears."""
    if len(text) <= width * 3 // 2:
        return text
    start = max(0, min(position - width // 4, len(text) - width))
    end = start + width
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"
