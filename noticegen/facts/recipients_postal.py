"""Which postal code was meant by one that lost its leading zeros in a spreadsheet, and does the address agree?

A zero is put back only where the user consents and the prefecture of the address is the code's own. The table of
prefectures is a TOML file.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from noticegen.facts.recipients_text import digits

if TYPE_CHECKING:
    from collections.abc import Mapping

_DATA: Final = Path(__file__).with_name("recipients_postal.toml")
_DIGITS: Final = 7
_FEWEST: Final = 5
"""001-0010 has two leading zeros; with fewer digits than five, something else was lost."""


def lost_zeros(written: str) -> str | None:
    """Return the seven digits of a code that lost its leading zeros, None where it is not such a one.

    >>> lost_zeros("60-0001"), lost_zeros("10010"), lost_zeros("1234"), lost_zeros("100-0001")
    ('0600001', '0010010', None, None)
    """
    text = digits(written)
    plain = text.replace("-", "", 1)
    is_whole = len(text.partition("-")[2]) in {0, 4}
    lost = plain.isascii() and plain.isdigit() and _FEWEST <= len(plain) < _DIGITS
    return plain.zfill(_DIGITS) if lost and is_whole else None


def belongs_to(code: str, address: str) -> bool:
    """Return whether the address begins with a prefecture to which a code of seven digits belongs.

    >>> belongs_to("0600001", "北海道架空市"), belongs_to("0600001", "東京都"), belongs_to("0600001", "架空市")
    (True, False, False)
    """
    prefixes = _prefixes()
    found = max((prefix for prefix in prefixes if code.startswith(prefix)), key=len, default="")
    return any(address.startswith(prefecture) for prefecture in prefixes.get(found, ()))


@cache
def _prefixes() -> Mapping[str, tuple[str, ...]]:
    data = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    return {prefix: tuple(prefectures) for prefix, prefectures in data["prefixes"].items()}
