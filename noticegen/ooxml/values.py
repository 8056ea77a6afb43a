"""Which characters of a value need docxtpl's handling, and which may not be written at all?"""

from __future__ import annotations

import re
from typing import Any, Final, cast

from docxtpl import DocxTemplate

_UNUSUAL: Final = re.compile("[\x00-\x1f\ud800-\udfff\ufffe\uffff]")
_FORBIDDEN: Final = re.compile("[\x00-\x06\x08\x0b\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CONVERTED: Final = "\t\n\x07\x0c"
_REMAINING: Final = re.compile("[\x07\x0c]")
_PARAGRAPH: Final = re.compile(r"<w:p(?: [^>]*)?>")
_STATIC_TEXT: Final = re.compile("<w:t(?: [^>]*)?>[^<]*[\t\n\x07\x0c][^<]*</w:t>")
_BLANK: Final = (
    " \t\n\r\x07\x0b\x0c\x85\xa0\xad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\u3164\ufeff"
)
BESIDE: Final = "<"
"""What parts values that are looked at together: none holds it but in markup, and there something follows."""
_EMPTY: Final = re.compile(f"{BESIDE}[{_BLANK}]*{BESIDE}")


def is_unusual(text: str) -> bool:
    """Return whether ``text`` holds any character that cannot simply be written into a Word paragraph."""
    return _UNUSUAL.search(text) is not None


def forbidden_character(text: str) -> str | None:
    """Return the first character that XML 1.0 forbids, as ``U+0001``; None when there is none.

    Page break (U+000C) and new paragraph (U+0007) are docxtpl's signs and count as allowed here.
    """
    match = _FORBIDDEN.search(text)
    return f"U+{ord(match[0]):04X}" if match else None


def has_blank(values: str) -> bool:
    r"""Return whether nothing of some value would be seen on paper; values stand between ``BESIDE``.

    >>> has_blank("<\u3000\u200b<〇<"), has_blank("<〇<"), has_blank("<<"), has_blank("<")
    (True, False, True, False)
    """
    return _EMPTY.search(values) is not None


def has_static_breaks(xml: str) -> bool:
    """Return whether the template's own text holds characters that docxtpl converts."""
    return _STATIC_TEXT.search(xml) is not None


def with_line_feeds(text: str) -> str:
    """Return ``text`` with CR LF and CR as LF, which Word shows as a line break."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def with_breaks(xml: str) -> str:
    """Return ``xml`` with line feed, tab, page break and new paragraph as Word elements, as docxtpl does it."""
    signs = [sign for sign in _CONVERTED if sign in xml]
    # As docxtpl's expression sees it, a paragraph ends at the first closing tag.
    *paragraphs, rest = xml.split("</w:p>")
    for index, text in enumerate(paragraphs):
        if any(sign in text for sign in signs) and (start := _PARAGRAPH.search(text)):
            before, paragraph = text[: start.start()], text[start.start() :]
            paragraphs[index] = before + _resolved(f"{paragraph}</w:p>").removesuffix("</w:p>")
    return "</w:p>".join((*paragraphs, rest))


def unresolved_character(xml: str) -> str | None:
    """Return a page break or paragraph sign that stands where Word cannot break, as ``U+000C``."""
    match = _REMAINING.search(xml)
    return f"U+{ord(match[0]):04X}" if match else None


def _resolved(paragraph: str) -> str:
    # The method looks at its argument alone; a DocxTemplate would have to open a file first.
    return cast("str", DocxTemplate.resolve_listing(cast("Any", None), paragraph))
