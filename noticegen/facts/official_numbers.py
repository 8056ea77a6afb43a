"""Is this a 法人番号, and does a text hold what looks like a 個人番号?"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from stdnum.jp import cn, in_

_TWELVE_DIGITS: Final = re.compile(r"(?<![\d-])\d{4}[ -]?\d{4}[ -]?\d{4}(?![\d-])")


def is_corporate_number(text: str) -> bool:
    """Return whether a text is a 法人番号: thirteen digits, the first of which checks the rest.

    >>> is_corporate_number("5-8356-7825-6246"), is_corporate_number("1234567890123")
    (True, False)
    """
    return bool(cn.is_valid(unicodedata.normalize("NFKC", text)))


def holds_individual_number(text: str) -> bool:
    """Return whether a text holds twelve digits that may be a 個人番号: their last one checks the others.

    One in eleven other numbers of twelve digits does so too: somebody must look.

    >>> holds_individual_number("番号は 6214 9832 0257 です"), holds_individual_number("2026年10月30日")
    (True, False)
    """
    plain = unicodedata.normalize("NFKC", text)
    return any(in_.is_valid(found.group()) for found in _TWELVE_DIGITS.finditer(plain))
