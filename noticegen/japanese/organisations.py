"""Is this the name of a person or of an organisation, and how is an organisation addressed: 貴社, 貴院?

A name that tells neither is said to tell neither: whoever asks must not guess.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

NameKind = Literal["団体", "個人"]

# 姓 and 名, each of a few characters, or both run together in kanji and hiragana, or a foreign name.
_PART: Final = r"[\w々〆ヶ・'’\-]"
_DIVIDED: Final = re.compile(rf"{_PART}{{1,12}}[ \u3000]{_PART}{{1,12}}(?:[ \u3000]{_PART}{{1,12}})?")
_TOGETHER: Final = re.compile(r"[\u3041-\u309f\u3400-\u9fff々〆]{2,4}|[ァ-ヶー]+(?:・[ァ-ヶー]+)+")
_SHORT: Final = 2
# A city's name, or 姓 and 名 run together, as 浩市 and 幸市 end: 津市, 例示市, 見本浩市. 山県 is a family's name.
_LIKE_A_CITY: Final = re.compile(r"[\u3400-\u9fff々〆ヶ]{1,4}市|[\u3400-\u9fff々〆ヶ]県")
_OFFICE: Final = re.compile(r"(?:管理者|運営者|管理人|代表者|発信者)$")


def organisation(name: str) -> str | None:
    """Return how an organisation of this name is addressed, None where the name does not say that it is one.

    >>> organisation("株式会社見本"), organisation("架空市民病院"), organisation("見本 太郎")
    ('貴社', '貴院', None)
    """
    plain = unicodedata.normalize("NFKC", name).casefold().strip()
    for pattern, is_undivided, you in _patterns():
        is_possible = not is_undivided or (_DIVIDED.fullmatch(plain) is None and len(plain) > _SHORT)
        if is_possible and pattern.search(plain):
            return you
    return None


def is_organisation(name: str) -> bool:
    """Return whether a name says that it is an organisation's; quick, for every row of a long list."""
    return _any().search(name) is not None and organisation(name) is not None


def reads_as(name: str) -> NameKind | None:
    """Return whether a name is an organisation's or a person's, None where it may be either.

    >>> reads_as("例示協会"), reads_as("見本 太郎"), reads_as("架空名簿サービス"), reads_as("見本浩市")
    ('団体', '個人', None, None)
    """
    plain = name.strip()
    if _LIKE_A_CITY.fullmatch(plain):
        return None
    if organisation(name) is not None:
        return "団体"
    if _DIVIDED.fullmatch(plain) or _TOGETHER.fullmatch(plain) or _OFFICE.search(plain):
        return "個人"
    return None


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], bool, str], ...]:
    """Return for each kind of organisation what its names hold, whether only undivided ones count, and its title."""
    entries: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))[
        "organisation"
    ]
    return tuple(
        (
            re.compile(f"(?:{'|'.join(map(re.escape, each['words']))}){'$' if each.get('end') else ''}"),
            each.get("undivided", False),
            each["you"],
        )
        for each in entries
    )


@cache
def _any() -> re.Pattern[str]:
    """Return a pattern that finds every name of an organisation as it is written, and a few others."""
    words = "|".join(pattern.pattern.removesuffix("$") for pattern, _, _ in _patterns())
    return re.compile(rf"{words}|[（㈱㈲㍿]|[a-zａ-ｚ.．]$", re.IGNORECASE)
