"""Does a finished letter hold its own person's data: name, address, number and items, as the list has them?

A message names the row and never what stands in it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from noticegen.documents.person import names_items
from noticegen.facts.affected_person import AffectedPerson, affected_person
from noticegen.facts.recipients import Excluded

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from noticegen.facts.incident import Incident
    from noticegen.facts.recipients import Recipient

Problem = tuple[str, str]
"""Code and message."""


class OwnRows:
    """The rows of a list, walked through beside the letters, which stand in the same order.

    ``in_order``: that is the order of their numbers.
    """

    def __init__(
        self,
        rows: Iterable[Recipient | Excluded],
        incident: Incident | None,
        accounted: Collection[int],
        *,
        in_order: bool = True,
    ) -> None:
        self._rows = iter(rows)
        self._incident = incident
        self._accounted = accounted
        self._in_order = in_order
        self._last = 0
        self._waiting: dict[int, Recipient | Excluded] = {}
        self.passed: list[int] = []
        """Rows that could have a letter and have neither one nor a reason."""

    def row(self, number: int) -> AffectedPerson | Recipient | Excluded | None:
        """Return the row of this number, None where it has been passed or the list has none."""
        if number in self._waiting:
            return self._joined(self._waiting.pop(number))
        while not self._in_order or self._last < number:
            row = next(self._rows, None)
            if row is None:
                return None
            self._last = row.number
            if row.number == number:
                return self._joined(row)
            if self._in_order:
                self._pass(row)
            else:
                self._waiting[row.number] = row
        return None

    def rest(self) -> None:
        """Walk through the rows after the last letter."""
        for row in (*self._waiting.values(), *self._rows):
            self._pass(row)

    def _joined(self, row: Recipient | Excluded) -> AffectedPerson | Recipient | Excluded:
        if isinstance(row, Excluded) or self._incident is None:
            return row
        return affected_person(row, self._incident)

    def _pass(self, row: Recipient | Excluded) -> None:
        if row.number not in self._accounted and not isinstance(self._joined(row), Excluded):
            self.passed.append(row.number)


def own_problems(  # noqa: PLR0913 - a letter, its row, and what may be asked of both
    row: AffectedPerson | Recipient | Excluded | None,
    number: str,
    printed: Collection[str],
    text: str,
    items_text: str,
    *,
    is_pdf: bool = False,
) -> Iterator[Problem]:
    """Yield what of its own row a letter does not hold; ``printed`` is what its template prints of a person.

    ``items_text`` is the text of the section that names the items. In a PDF a word may go on in the next line.
    """
    if row is None:
        yield "B311", "この番号の行が名簿にないか、manifest.csv の番号が順に並んでいません。"
        return
    if isinstance(row, Excluded):
        yield "B312", f"名簿の{row.row}行目は、書面を作らない行です({row.code} {row.reason.rstrip('。')})。"
        return
    recipient = row.recipient if isinstance(row, AffectedPerson) else row
    where = f"名簿の{recipient.row}行目の"
    if "number" in printed and next(numbers_in(text, number), None) is None:
        yield "B315", f"この書面に、その番号({number})がありません。"
    said = _as_in_pdf if is_pdf else str
    text, items_text = said(text), said(items_text)
    if "name" in printed and said(recipient.name) not in text:
        yield "B313", f"{where}氏名が、この書面にありません。"
    if "address" in printed and not _holds_lines(text, tuple(map(said, recipient.address))):
        yield "B314", f"{where}住所が、この書面にありません。"
    if "items" in printed and isinstance(row, AffectedPerson) and names_items(recipient):
        missing = sum(said(item.name) not in items_text for item in row.items)
        if missing:
            yield "B316", f"{where}漏えい項目のうち{missing}件が、この書面にありません。"


def _holds_lines(text: str, lines: Collection[str]) -> bool:
    """Whether the lines are all there: a window may have parted one at a space, or before its house number."""
    squeezed = "".join(text.split())
    return all("".join(line.split()) in squeezed for line in lines)


def _as_in_pdf(text: str) -> str:
    """Return a text without blanks and without the selectors of variants of characters, which a PDF does not keep."""
    return re.sub(r"[\s\ufe00-\ufe0f\U000e0100-\U000e01ef]+", "", text)


def numbers_in(text: str, number: str) -> Iterator[tuple[int, int]]:
    """Yield from where to where a number stands in a text by itself, not as a part of a longer one."""
    at = text.find(number)
    while at >= 0:
        end = at + len(number)
        if not text[at - 1 : at].isdecimal() and not text[end : end + 1].isdecimal():
            yield at, end
        at = text.find(number, at + 1)
