"""Does a template print on every page which one it is, and of how many?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_BODY: Final = "word/document.xml"
_STORY: Final = re.compile(r"word/(?:header|footer)\d*\.xml")
_COUNT: Final = re.compile(
    r"\bPAGE\b(?:(?!</w:p>).)*?>\s*[／/]\s*<(?:(?!</w:p>).)*?\b(?:NUM|SECTION)PAGES\b",
    re.DOTALL | re.IGNORECASE,
)


def counts_pages(members: Mapping[str, bytes]) -> bool:
    """Return whether a header or footer that stands on every page prints 「何／何頁」; False where that is not certain.

    ``members`` are the parts of the template by name. A letter of several sections, or one whose first or even pages
    have a header of their own, may print it on some of its pages only.
    """
    body = members.get(_BODY, b"")
    if body.count(b"<w:sectPr") != 1 or b"<w:titlePg" in body:
        return False
    if b"<w:evenAndOddHeaders" in members.get("word/settings.xml", b""):
        return False
    return any(
        _COUNT.search(data.decode(errors="replace"))
        for name, data in members.items()
        if _STORY.fullmatch(name)
    )
