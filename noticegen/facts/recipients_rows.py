"""Is a row a person to write to, and if not, why?

A row is judged alone here; whether it is the second of the same person is asked in ``recipients``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Final, cast

from noticegen.facts.items import match_key
from noticegen.facts.recipients_items import split_ids, split_items
from noticegen.facts.recipients_marks import says_leaked
from noticegen.facts.recipients_postal import belongs_to, lost_zeros
from noticegen.facts.recipients_reasons import row_reason
from noticegen.facts.recipients_text import (
    OddCell,
    digits,
    has_control,
    has_line_break,
    is_blank,
    is_damaged,
    is_damaged_name,
    is_date,
    is_excel_error,
    is_scientific,
    is_written_in_japanese,
    leading_postal_code,
    may_be_broken,
    names_two,
    postal_code,
    trim,
)
from noticegen.facts.recipients_types import INSERTS, Excluded, Recipient
from noticegen.facts.recipients_words import header_key, is_no_item, is_total, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from noticegen.facts.recipients_columns import Layout
    from noticegen.facts.recipients_types import Delivery, Insert, RecipientKind

# Where a line break separates two entries and is not damage.
_MAY_BREAK: Final = frozenset({"groups", "items"})
# Nothing that stands here keeps a letter back.
_MAY_BE_BROKEN: Final = frozenset({"language"})
# Totals, repeated headers and notes.
_NO_PERSON: Final = frozenset({"R116", "R118", "R123"})
# A number of persons in the column of names, beside 合計 in another.
_SUM: Final = re.compile(r"[\d,]+[名人件]?")
# A remark in the column of numbers; a number alone may be that of a person whose name is missing.
_REMARK: Final = re.compile(r"[※ぁ-ん]|^注[:：意記]|以上|備考")
_BETWEEN_LANGUAGES: Final = re.compile("[、，,；;|｜/／・･＋+＆&と]|及び")
_NAMES: Final = ("name", "family", "given")


class _Problem(Exception):  # noqa: N818 — it never leaves this module
    """The case for which the row is left out, and what its text needs."""

    def __init__(self, case: str, *, column: str = "", found: object = "") -> None:
        super().__init__(case)
        self.case, self.column, self.found = case, column, found


@dataclass(frozen=True, slots=True)
class RowReader:
    """Reads the rows under one header."""

    layout: Layout
    known_items: frozenset[str]
    require_address: bool
    cells_can_shift: bool
    pad_postal: bool = False
    used: tuple[int, ...] = field(init=False)
    may_break: frozenset[int] = field(init=False)

    def __post_init__(self) -> None:
        fields = self.layout.fields
        marks = (mark.index for mark in self.layout.marks)
        kept = (index for name, index in fields.items() if name not in _MAY_BE_BROKEN)
        object.__setattr__(self, "used", tuple(sorted({*kept, *marks})))
        object.__setattr__(self, "may_break", frozenset(fields[name] for name in _MAY_BREAK & fields.keys()))

    def read(self, number: int, row: int, cells: Sequence[str]) -> Recipient | Excluded:
        """Return the recipient of the row, or the first reason for which it has none."""
        try:
            self._require_data_row(cells)
            self._require_whole(cells)
            return self._recipient(number, row, cells)
        except _Problem as problem:
            code, reason = row_reason(problem.case, column=problem.column, found=problem.found)
            identifier = self.text(cells, "id")
            clean = not (has_control(identifier) or has_line_break(identifier))
            person = ("", ()) if code in _NO_PERSON else (self.name(cells), self.address(cells))
            return Excluded(number, row, identifier if clean else "", code, reason, *person)

    def text(self, cells: Sequence[str], name: str) -> str:
        """Return the cell of a field without the space around it, empty when there is none."""
        index = self.layout.fields.get(name)
        return trim(cells[index]) if index is not None and index < len(cells) else ""

    def name(self, cells: Sequence[str]) -> str:
        """Return the name as held; of family and given name, with a full-width space between Japanese ones."""
        if "name" in self.layout.fields:
            return self.text(cells, "name")
        parts = [part for part in (self.text(cells, "family"), self.text(cells, "given")) if part]
        return (" " if "".join(parts).isascii() else "\u3000").join(parts)

    def address(self, cells: Sequence[str]) -> tuple[str, ...]:
        """Return the lines of the address: 都道府県, 市区町村 and 番地 make one, 住所2 and a building their own."""
        lines: list[str] = []
        previous = ""
        for part in self.layout.address:
            text = trim(cells[part.index]) if part.index < len(cells) else ""
            if not text:
                continue
            if not (part.joins and lines):
                lines.append(text)
            elif text.startswith(lines[-1]):
                # 住所 repeats the prefecture that has a column of its own.
                lines[-1] = text
            elif text != previous:
                lines[-1] += text
            previous = text
        return tuple(lines)

    def delivery(self, cells: Sequence[str]) -> str:
        """Return the way of sending, empty when the word is not known."""
        word = self.text(cells, "delivery")
        return words().deliveries.get(match_key(word), "") if word else "送付"

    def _require_data_row(self, cells: Sequence[str]) -> None:
        """Refuse rows of totals, headers that are repeated, and rows whose cells have moved."""
        fields = self.layout.fields
        name = self.name(cells)
        if (not name or is_total(name) or _SUM.fullmatch(match_key(name))) and any(
            is_total(cell) for cell in cells if cell
        ):
            raise _Problem("R116")
        index = fields.get("name", fields.get("family", 0))
        if name and index < len(cells) and header_key(cells[index]) == header_key(self.layout.header[index]):
            raise _Problem("R118")
        if self.cells_can_shift and any(not is_blank(cell) for cell in cells[len(self.layout.header) :]):
            raise _Problem("R117")
        if self._is_note(cells):
            raise _Problem("R123")

    def _is_note(self, cells: Sequence[str]) -> bool:
        """Return whether nothing of a person is in the row: a remark beside the number, or where nothing is read."""
        number = self.layout.fields.get("id")
        if any(not is_blank(cells[index]) for index in self.used if index != number and index < len(cells)):
            return False
        identifier = self.text(cells, "id")
        return not identifier or _REMARK.search(identifier) is not None

    def _require_whole(self, cells: Sequence[str]) -> None:
        """Refuse what is no text any more, in the columns that are used."""
        if OddCell not in map(type, cells) and not may_be_broken("".join(cells)):
            return
        for index in self.used:
            cell = cells[index] if index < len(cells) else ""
            if not cell:
                continue
            column = self.layout.header[index]
            if isinstance(cell, OddCell):
                raise _Problem(cell.problem, column=column)
            text = trim(cell)
            if is_excel_error(text):
                raise _Problem("R120", column=column)
            if has_line_break(text):
                if index not in self.may_break:
                    raise _Problem("R103", column=column)
                text = "".join(text.splitlines())
            if has_control(text):
                raise _Problem("R102", column=column)

    def _recipient(self, number: int, row: int, cells: Sequence[str]) -> Recipient:
        delivery = self.delivery(cells)
        if not delivery:
            raise _Problem("R109")
        if delivery != "送付":
            raise _Problem(f"R110-{delivery}")
        kind = self._kind(cells)
        name = self._checked_name(cells, kind)
        postal, address, padded = self._checked_address(cells)
        identifier = self.text(cells, "id")
        if is_scientific(identifier):
            raise _Problem("R106", column=self._header("id"))
        languages, unknown = self._languages(cells)
        return Recipient(
            number=number,
            row=row,
            id=identifier,
            name=name,
            kind=kind,
            postal_code=postal,
            address=address,
            groups=split_ids(self.text(cells, "groups")),
            items=self._items(cells, kind),
            delivery=cast("Delivery", delivery),
            may_name_items=self._may_name_items(cells, kind),
            title=self.text(cells, "title"),
            contact_person=self.text(cells, "contact_person"),
            padded=padded,
            languages=languages,
            unknown_language=unknown,
        )

    def _header(self, name: str) -> str:
        return self.layout.header[self.layout.fields[name]]

    def _kind(self, cells: Sequence[str]) -> RecipientKind:
        word = self.text(cells, "kind")
        kind = words().kinds.get(match_key(word)) if word else "本人"
        if kind is None:
            raise _Problem("R108")
        return cast("RecipientKind", kind)

    def _checked_name(self, cells: Sequence[str], kind: RecipientKind) -> str:
        name = self.name(cells)
        if not name:
            raise _Problem("R101")
        if is_damaged_name(name):
            column = next(each for each in _NAMES if each in self.layout.fields)
            raise _Problem("R107", column=self._header(column))
        if kind != "法人" and names_two(name):
            raise _Problem("R113")
        return name

    def _checked_address(self, cells: Sequence[str]) -> tuple[str, tuple[str, ...], bool]:
        """Return the postal code, the address, and whether a zero was put back into the code."""
        address = self.address(cells)
        if is_damaged("".join(address)):
            raise _Problem("R107", column="住所")
        for part in self.layout.address:
            if part.index < len(cells) and is_date(trim(cells[part.index])):
                raise _Problem("R121", column=self.layout.header[part.index])
        fields = self.layout.fields
        code, padded = self._postal_code(cells, address)
        if not code and address:
            code, first = leading_postal_code(address[0])
            address = tuple(line for line in (first, *address[1:]) if line)
        if self.require_address:
            if not address:
                raise _Problem("R114")
            # An address abroad has no Japanese postal code; a list without the column was warned about once.
            if (
                not code
                and fields.keys() & {"postal", "postal1"}
                and is_written_in_japanese("".join(address))
            ):
                raise _Problem("R114-postal")
        return code, address, padded

    def _postal_code(self, cells: Sequence[str], address: tuple[str, ...]) -> tuple[str, bool]:
        """Return the code of the column, empty when there is none, and whether a zero was put back."""
        written = self.text(cells, "postal")
        if "postal1" in self.layout.fields:
            written = "-".join(filter(None, (self.text(cells, "postal1"), self.text(cells, "postal2"))))
        code = postal_code(written) if written else ""
        if code is not None:
            return code, False
        meant, count = lost_zeros(written), sum(character.isdigit() for character in digits(written))
        if meant is None:
            raise _Problem("R104", found=count)
        if not self.pad_postal:
            raise _Problem("R104-zero", found=count)
        if not (address and belongs_to(meant, address[0])):
            raise _Problem("R104-prefecture")
        return f"{meant[:3]}-{meant[3:]}", True

    def _items(self, cells: Sequence[str], kind: RecipientKind) -> tuple[str, ...]:
        cell = self.text(cells, "items")
        items = _named_items(cell, self.known_items) if cell else ()
        if items is None:
            raise _Problem("R115")
        marked = []
        for column in self.layout.marks:
            leaked = says_leaked(trim(cells[column.index]) if column.index < len(cells) else "")
            if leaked is None:
                raise _Problem("R115-mark", column=column.item)
            if leaked:
                marked.append(column.item)
        # With columns of marks, no mark would mean: nothing leaked. To fall back on the group's items would be wrong.
        if self.layout.marks and not marked and not items and kind != "誤受領者":
            raise _Problem("R115-none")
        return tuple(dict.fromkeys((*items, *marked)))

    def _languages(self, cells: Sequence[str]) -> tuple[tuple[Insert, ...], bool]:
        # What is no text any more says that a language was meant: the letter is made, and a person is told.
        index = self.layout.fields.get("language", len(cells))
        if index < len(cells) and isinstance(cells[index], OddCell):
            return (), True
        return _languages(self.text(cells, "language"))

    def _may_name_items(self, cells: Sequence[str], kind: RecipientKind) -> bool:
        word = self.text(cells, "naming")
        answer = words().naming.get(match_key(word)) if word else ""
        if answer is None:
            raise _Problem("R119")
        if answer == "否" and kind == "本人":
            raise _Problem("R119-person")
        return answer == "可"


# A list of thousands has a handful of different cells here.
@lru_cache(maxsize=1024)
def _languages(cell: str) -> tuple[tuple[Insert, ...], bool]:
    """Return the languages of the pages that a cell asks for, and whether one of its words means none of them.

    >>> _languages("英語・やさしい日本語"), _languages("日本語"), _languages("架空語、English")
    ((('やさしい日本語', 'English'), False), ((), False), (('English',), True))
    """
    known = words().languages
    parts = (part.strip() for part in _BETWEEN_LANGUAGES.split(cell))
    said = [word for part in parts for word in ([part] if match_key(part) in known else part.split())]
    found = [known.get(match_key(word)) for word in said]
    return tuple(each for each in INSERTS if each in found), None in found


@lru_cache(maxsize=1024)
def _named_items(cell: str, known: frozenset[str]) -> tuple[str, ...] | None:
    """Return the items that a cell names, None where a part of it names none."""
    items = split_items(cell, known)
    return items if items and not any(map(is_no_item, items)) else None
