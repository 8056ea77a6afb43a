"""Can one reach the sender as the letters say: are telephone, postal code and e-mail written as one dials and types them?

They are printed as they are. What looks wrong is a warning: there are numbers of a kind that nobody foresaw.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from unicodedata import normalize

from noticegen.findings import Finding, Where

if TYPE_CHECKING:
    from collections.abc import Iterator

    from noticegen.facts.incident import Incident
    from noticegen.facts.values import Value
    from noticegen.law.case import Case

PHONE: Final = "電話番号"
_TITLES: Final = {"phone": PHONE, "fax": "FAX番号", "postal_code": "郵便番号", "email": "メールアドレス"}
_EXAMPLES: Final = {
    "phone": "03-0000-0000",
    "fax": "03-0000-0000",
    "postal_code": "100-0000",
    "email": "madoguchi@example.jp",
}
_POSTAL_CODE: Final = re.compile(r"〒?\s*[0-9]{3}-?[0-9]{4}")
_EMAIL: Final = re.compile(r"[!-?A-~]+@[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)+")
# What may stand beside a telephone number: （代表）, 内線123, 又は.
_BESIDE: Final = re.compile(r"[(（][^()（）]*[^0-9()（）\-\s][^()（）]*[)）]|内線\s*[0-9]+|代表")
_BETWEEN: Final = re.compile(r"[、，,／/;；]|又は|または|及び")
_NUMBER: Final = re.compile(r"[+]?[0-9() \-]+|#[0-9]{4}")
_DASHES: Final = re.compile("[‐‑–—−ー―]")
_LENGTHS: Final = frozenset({10, 11})
_SHORT: Final = 4
"""Numbers of three or four figures, 188 or #7119, are dialled as they are."""


def reachable_findings(case: Case) -> Iterator[Finding]:
    """Yield a warning for each number or address of the sender that cannot be dialled, or typed, as it is written."""
    for table, key, path, value in _written(case.incident):
        wrong = _wrong(key, value)
        if wrong is not None:
            yield Finding(
                "warning",
                "C146",
                f"「{_TITLES[key]}」{wrong}。文書には書かれたとおりに印字されます。",
                f'{table} の {key} を、"{_EXAMPLES[key]}" のように半角で書いてください。',
                where=Where(path=path),
            )


def _written(incident: Incident) -> Iterator[tuple[str, str, str, str]]:
    """Yield heading, key, path and value of what reaches the sender."""
    business = incident.business
    tables: list[tuple[str, str, Value]] = [("[business]", "business", business)]
    tables += [("[[contact]]", f"contact[{at}]", desk) for at, desk in enumerate(incident.contact)]
    if business.clerk is not None:
        tables.append(("[business] の clerk", "business.clerk", business.clerk))
    for heading, path, table in tables:
        for key in _TITLES:
            value = getattr(table, key, None)
            # What is still to be filled in is told as such.
            if isinstance(value, str) and "〓" not in value:
                yield heading, key, f"{path}.{key}", value.strip()


def _wrong(key: str, value: str) -> str | None:
    if key in {"phone", "fax"}:
        found = [_wrong_number(each) for each in _BETWEEN.split(_BESIDE.sub("", value)) if each.strip()]
        return next(filter(None, found), None) if found else "に数字がありません"
    if _is_wide(value):
        return "に全角の文字があります"
    if key == "postal_code":
        # Abroad they have letters.
        is_right = _POSTAL_CODE.fullmatch(value) or re.search("[A-Za-z]", value)
        return None if is_right else "が7けたの数字ではありません"
    return None if _EMAIL.fullmatch(value) else "が「…@…」の形ではありません"


def _wrong_number(written: str) -> str | None:
    number = written.strip()
    if _is_wide(number):
        return "に全角の文字があります"
    figures = re.sub("[^0-9]", "", number)
    if not _NUMBER.fullmatch(number):
        return "に数字でない文字があります" if figures else "に数字がありません"
    if number.startswith(("+", "#")) or 0 < len(figures) <= _SHORT:
        return None
    if not figures.startswith("0"):
        return "が0で始まりません"
    return None if len(figures) in _LENGTHS else f"の数字が{len(figures)}けたです"


def _is_wide(text: str) -> bool:
    """Whether figures, letters or signs are there that have another, half-width form, or look like a hyphen."""
    return any(normalize("NFKC", letter) != letter for letter in text) or bool(_DASHES.search(text))
