"""How is a cell written into a CSV so that Excel shows it and does not run it?

Files for Excel are UTF-8 with a byte order mark (``utf-8-sig``); otherwise it garbles Japanese text.
"""

from __future__ import annotations

from typing import Final

_STARTS_FORMULA: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")


def csv_cell_safe(text: str) -> str:
    """Return the text, with an apostrophe before it when Excel would take it for a formula.

    >>> csv_cell_safe("=1+1"), csv_cell_safe("架空 花子")
    ("'=1+1", '架空 花子')
    """
    return f"'{text}" if text.lstrip(" \u3000\u00a0\ufeff").startswith(_STARTS_FORMULA) else text
