"""How does a letter end where the next begins, and begin on a page of its own with the number 1?

In Word, the properties of a section stand in its last paragraph. They name its page, headers and footers, and how it
begins.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from noticegen.ooxml.markup import R

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_BODY: Final = re.compile(r"<w:body[^>]*>")
_SECTION: Final = re.compile(r"<w:sectPr[ >].*?</w:sectPr>", re.DOTALL)
_TYPE: Final = re.compile(r"<w:type [^>]*/>")
_PAGE_NUMBERS: Final = re.compile(r"<w:pgNumType\b([^>]*)/>")
_AFTER_PAGE_NUMBERS: Final = re.compile(
    r"<w:(?:cols|formProt|vAlign|noEndnote|titlePg|textDirection|bidi|rtlGutter|docGrid|printerSettings)\b"
    r"|</w:sectPr>"
)
_LAST: Final = re.compile(
    r"(<w:p(?: (?:[^<>]*[^/<>])?)?>)(?:<w:pPr>(.*?)</w:pPr>|<w:pPr/>)?((?:(?!</w:p>).)*)</w:p>", re.DOTALL
)
_UNFIT: Final = ("<w:framePr", "<w:pPrChange", "<w:sectPr")
# Where a letter ends with something else than a paragraph, a line follows that is as low as a line can be.
_LOW: Final = (
    '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/><w:rPr><w:sz w:val="2"/></w:rPr>'
)
_DRAWING: Final = re.compile(r"(<wp:docPr\b[^>]*?\sid=\")[^\"]*(\")")


def split(document: str) -> tuple[str, str, str, str]:
    """Return what stands before a document's content, the content, its last section's properties, and the rest."""
    start = _BODY.search(document)
    end, last = document.rindex("</w:body>"), document.rindex("<w:sectPr")
    at = start.end() if start else 0
    return document[:at], document[at:last].rstrip(), document[last:end].rstrip(), document[end:]


def opened(
    content: str, section: str, blanks: Sequence[tuple[str, str, str]], *, duplex: bool
) -> tuple[str, str]:
    """Return content and last section so that the first section begins a letter."""
    first = _SECTION.search(content)
    if first is None:
        return content, _opening(section, tuple(blanks), duplex=duplex)
    opening = _opening(first[0], tuple(blanks), duplex=duplex)
    return f"{content[: first.start()]}{opening}{content[first.end() :]}", section


@lru_cache(maxsize=64)
def _opening(section: str, blanks: tuple[tuple[str, str, str], ...], *, duplex: bool) -> str:
    """Return a section that begins on a new page or sheet and counts from 1, inheriting nothing from the last letter."""
    section = _TYPE.sub(f'<w:type w:val="{"oddPage" if duplex else "nextPage"}"/>', section, count=1)
    numbers = _PAGE_NUMBERS.search(section)
    if numbers is None:
        section = _AFTER_PAGE_NUMBERS.sub(
            lambda match: f'<w:pgNumType w:start="1"/>{match[0]}', section, count=1
        )
    elif "w:start=" not in numbers[1]:
        section = _PAGE_NUMBERS.sub(r'<w:pgNumType w:start="1"\1/>', section, count=1)
    empty = "".join(
        f'<w:{reference} xmlns:r="{R}" w:type="{kind}" r:id="{identifier}"/>'
        for reference, kind, identifier in blanks
        if not re.search(rf'<w:{reference}\b[^>]*w:type="{kind}"', section)
    )
    start = section.index(">") + 1
    return f"{section[:start]}{empty}{section[start:]}"


def ended(content: str, bookmark: str, number: int, section: str = "") -> str:
    """Return a letter with the bookmark of its end and, where another follows, the properties of its last section."""
    mark = f'<w:bookmarkStart w:id="{number}0000" w:name="{bookmark}{number}"/><w:bookmarkEnd w:id="{number}0000"/>'
    start = max(content.rfind("<w:p>"), content.rfind("<w:p "))
    last = _LAST.fullmatch(content, start) if start >= 0 else None
    if last is None or any(sign in (last[2] or "") for sign in _UNFIT):
        return f"{content}<w:p><w:pPr>{_LOW}{section}</w:pPr>{mark}</w:p>"
    look = f"{last[2] or ''}{section}"
    properties = f"<w:pPr>{look}</w:pPr>" if look else ""
    return f"{content[:start]}{last[1]}{properties}{last[3]}{mark}</w:p>"


def with_drawings(text: str, numbers: Iterator[int]) -> str:
    """Return a part with its drawings numbered on."""
    if "<wp:docPr " not in text:
        return text
    return _DRAWING.sub(lambda match: f"{match[1]}{next(numbers)}{match[2]}", text)
