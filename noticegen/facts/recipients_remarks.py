"""What in a row is probably not meant, although its letter can be written?

Rows are counted and the first few are named, so that a list of millions needs no more memory than a short one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from noticegen.facts.recipients_reasons import notice
from noticegen.facts.recipients_text import digits, trim
from noticegen.japanese.organisations import is_organisation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from noticegen.facts.recipients_types import Recipient
    from noticegen.findings import Finding, Where

_SHOWN: Final = 5
_LONG_NAME: Final = 100
# Foreign names have a dot between parts in katakana; between kanji it mostly stands between two persons.
_DOT_BETWEEN_KANJI: Final = re.compile(r"[\u3041-\u309f\u3400-\u9fff々〆][・･][\u3041-\u309f\u3400-\u9fff]")
# A foreign name in katakana or Latin letters may repeat a particle (da, van).
_FAMILY_NAME: Final = re.compile(r"[\u3041-\u309f\u3400-\u9fff々〆ヶ\U00020000-\U0003ffff]+")
_PHONE_WITHOUT_ZERO: Final = re.compile(r"[1-9][0-9]{8,9}")


@dataclass(slots=True)
class Remarks:
    """Remarks about rows, by code: how many rows, and which came first.

    ``phones`` are columns of telephone numbers, ``delivery`` is that of 送付可否 where a row of it says 送付: where
    only letters held back are marked, nothing is meant by a blank cell.
    """

    phones: tuple[int, ...] = ()
    delivery: int | None = None
    _rows: dict[str, list[int]] = field(default_factory=dict)
    _counts: dict[str, int] = field(default_factory=dict)

    def look(self, recipient: Recipient, cells: Sequence[str]) -> None:
        """Look at a row that gets a letter."""
        for code in self._codes(recipient, cells):
            self._counts[code] = self._counts.get(code, 0) + 1
            rows = self._rows.setdefault(code, [])
            if len(rows) < _SHOWN:
                rows.append(recipient.row)

    def findings(self, where: Where) -> tuple[Finding, ...]:
        """Return what was seen so far, with row numbers."""
        return tuple(
            notice(code, where, count=f"{self._counts[code]:,}", found=self._shown(code))
            for code in sorted(self._counts)
        )

    def _shown(self, code: str) -> str:
        shown = "、".join(f"{row}行目" for row in self._rows[code])
        return shown + ("など" if self._counts[code] > _SHOWN else "")

    def _codes(self, recipient: Recipient, cells: Sequence[str]) -> Iterator[str]:
        yield from _name_codes(recipient)
        if recipient.kind == "法人" and not recipient.contact_person:
            yield "R219"
        if recipient.kind == "保護者" and not recipient.may_name_items:
            yield "R220"
        if recipient.padded:
            yield "R212"
        if recipient.unknown_language:
            yield "R218"
        if any(_lacks_zero(cells[index]) for index in self.phones if index < len(cells)):
            yield "R213"
        if self.delivery is not None and not trim("".join(cells[self.delivery : self.delivery + 1])):
            yield "R221"


def _name_codes(recipient: Recipient) -> Iterator[str]:
    """Yield what is odd in the name, or written in its stead."""
    name = recipient.name
    if recipient.kind == "本人" and is_organisation(name):
        yield "R209"
    if recipient.kind != "法人" and _DOT_BETWEEN_KANJI.search(name):
        yield "R214"
    if len(name) > _LONG_NAME:
        yield "R215"
    if name.startswith("=") or any(line.startswith("=") for line in recipient.address):
        yield "R216"
    if recipient.kind != "法人" and _repeats_family_name(name):
        yield "R223"


def _lacks_zero(cell: str) -> bool:
    return bool(cell) and _PHONE_WITHOUT_ZERO.fullmatch(digits(trim(cell)).replace("-", "")) is not None


def _repeats_family_name(name: str) -> bool:
    """Return whether full names of one family follow each other.

    >>> [_repeats_family_name(name) for name in ("見本 太郎 見本 花子", "見本太郎 見本花子", "見本 太郎")]
    [True, True, False]
    """
    parts = name.split()
    if not all(map(_FAMILY_NAME.match, parts)):
        return False
    if len(parts) == len("姓名"):
        first, second = parts
        return min(len(first), len(second)) > len("姓名") and first[:2] == second[:2]
    return len(parts) > len("姓名") and len(parts) % 2 == 0 and len(set(parts[::2])) == 1
