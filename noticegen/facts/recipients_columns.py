"""Where is the header of a list of recipients, and what does each of its columns mean?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from noticegen.facts.items import match_key
from noticegen.facts.recipients_marks import MarkColumn, find_marks
from noticegen.facts.recipients_reasons import broken, notice
from noticegen.facts.recipients_text import is_blank, trim
from noticegen.facts.recipients_words import Column, column_of, header_key, words
from noticegen.findings import Finding, RecipientsError, Where

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

_LETTERS: Final = re.compile(r"([A-Z]{1,3})列")

HEADER_WITHIN: Final = 20
"""The header is looked for in so many rows."""


@dataclass(frozen=True, slots=True)
class AddressPart:
    """A column of the address, and whether it continues the line of the part before it."""

    index: int
    joins: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """Which column holds what.

    ``columns`` maps the canonical names to the headers found, ``unused`` are those of the other columns, ``phones``
    the places of the columns of telephone numbers among them.
    """

    header: tuple[str, ...]
    columns: Mapping[str, str]
    fields: Mapping[str, int]
    address: tuple[AddressPart, ...]
    marks: tuple[MarkColumn, ...]
    unused: tuple[str, ...]
    phones: tuple[int, ...]
    findings: tuple[Finding, ...]


def find_header(rows: Sequence[Sequence[str]], overrides: Mapping[str, str]) -> tuple[int, int]:
    """Return the index of the header row and the number of its columns that are recognised; -1 when there is none.

    Of several rows that have a name column, the one with more recognised columns is the header: a title may
    happen to be such a word.
    """
    best = (-1, 0)
    for index, row in enumerate(rows[:HEADER_WITHIN]):
        wanted = {header_key(header) for header in overrides.values() if header}
        fields = {column.field for cell in row if (column := column_of(trim(cell)))}
        fields |= {
            column.field
            for name, header in overrides.items()
            if (column := column_of(name)) and header_key(header) in wanted & set(map(header_key, row))
        }
        if ("name" in fields or {"family", "given"} <= fields) and len(fields) > best[1]:
            best = (index, len(fields))
    return best


def describe_header(rows: Sequence[Sequence[str]]) -> str:
    """Return what was found instead of a header.

    Names of unknown columns are told only where the row is surely a header: otherwise they may be a person's data.
    """
    best, known = 0, -1
    for index, row in enumerate(rows[:HEADER_WITHIN]):
        count = sum(column_of(trim(cell)) is not None for cell in row)
        if count > known:
            best, known = index, count
    if known < 1:
        return f"最初の{HEADER_WITHIN}行に、名簿の見出しとみられる行がありません。"
    row = rows[best]
    shown = [trim(cell) for cell in row if known > 1 or column_of(trim(cell))]
    return f"見つかった見出し({best + 1}行目): {'、'.join(filter(None, shown))}。"


def lay_out(
    header: Sequence[str],
    sample: Sequence[Sequence[str]],
    overrides: Mapping[str, str],
    known_items: AbstractSet[str],
    where: Where,
) -> Layout:
    """Return what each column means. Raises RecipientsError where only a person can decide."""
    texts = tuple("".join(trim(cell).splitlines()) for cell in header)
    marks = find_marks(header, sample, known_items)
    marked = {column.index for column in marks.columns}
    chosen = _overridden(texts, overrides, where)
    candidates: dict[str, list[int]] = {}
    for index, text in enumerate(texts):
        column = column_of(text)
        if column and index not in marked and column.name not in chosen and index not in chosen.values():
            candidates.setdefault(column.name, []).append(index)
    problems = [broken("R011", where, column=item) for item in marks.unclear]
    findings: list[Finding] = []
    found = {name: index for name, index in chosen.items() if index >= 0}
    for name, indices in candidates.items():
        used = _choose(_column(name), texts, indices)
        if used is None:
            headers = "、".join(f"{_letter(each)}列「{texts[each]}」" for each in indices)
            problems.append(broken("R005", where, column=name, count=len(indices), found=headers))
            continue
        found[name] = used
        if others := [f"「{texts[each]}」" for each in indices if each != used]:
            findings.append(notice("R202", where, name=name, column=texts[used], found="、".join(others)))
    if problems:
        raise RecipientsError(*problems)
    _settle(found)
    unused = _unused(texts, sample, {*found.values(), *(column.index for column in marks.columns)})
    kinds = [] if {"宛名区分"} & {*chosen, *found} else _kind_columns(texts, sample, unused)
    if others := [name for index, name in unused.items() if index not in kinds]:
        findings.append(notice("R201", where, found="、".join(others)))
    for index in kinds:
        header = texts[index] if texts.count(texts[index]) == 1 else f"{_letter(index)}列"
        findings.append(notice("R222", where, column=unused[index], header=header))
    if marks.columns:
        findings.append(notice("R204", where, found="、".join(column.item for column in marks.columns)))
    fields = {_column(name).field: index for name, index in found.items()}
    parts = sorted((index, _column(name).joins) for name, index in found.items())
    return Layout(
        header=texts,
        columns=MappingProxyType({name: texts[index] for name, index in found.items()}),
        fields=MappingProxyType(fields),
        address=tuple(AddressPart(index, joins) for index, joins in parts if joins is not None),
        marks=marks.columns,
        unused=tuple(unused.values()),
        phones=tuple(index for index in unused if _is_phone(texts, index)),
        findings=tuple(findings),
    )


def _overridden(texts: Sequence[str], overrides: Mapping[str, str], where: Where) -> dict[str, int]:
    """Return the columns that the caller has chosen, by canonical name; -1 for one that is not to be used."""
    chosen: dict[str, int] = {}
    problems = []
    for name, header in overrides.items():
        column = column_of(name)
        same = [index for index, text in enumerate(texts) if text and header_key(text) == header_key(header)]
        if column is None:
            names = "、".join(each.name for each in words().columns)
            hint = f"= の左に書けるのは {names} です。"
            problems.append(broken("R009", where, given=f"{name}={header}", hint=hint))
        elif not header:
            chosen[column.name] = -1
        elif len(same) == 1:
            chosen[column.name] = same[0]
        elif (place := _place(header)) is not None and not same and place < len(texts):
            chosen[column.name] = place
        else:
            headers = "、".join(f"「{text}」" for text in texts if text)
            hint = (
                f"見出し「{header}」の列は{len(same)}つあります。--map {name}=B列 のように書いてください。"
                if same
                else f"= の右には、名簿の見出しのどれかを書いてください。あるのは{headers}です。"
            )
            problems.append(broken("R009", where, given=f"{name}={header}", hint=hint))
    if problems:
        raise RecipientsError(*problems)
    return chosen


def _choose(column: Column, texts: Sequence[str], indices: Sequence[int]) -> int | None:
    """Return the column to use of several for the same thing, None when only a person can say."""
    if len(indices) == 1:
        return indices[0]
    keys = [header_key(texts[index]) for index in indices]
    if not column.takes_first or len(set(keys)) < len(keys):
        return None
    rank = {key: place for place, key in enumerate(column.headers)}
    return min(indices, key=lambda index: rank.get(header_key(texts[index]), len(rank)))


def _settle(found: dict[str, int]) -> None:
    """Leave out the columns that another makes superfluous."""
    if "氏名" in found:
        found.pop("姓", None)
        found.pop("名", None)
    if "郵便番号" in found:
        found.pop("郵便番号1", None)
        found.pop("郵便番号2", None)
    elif "郵便番号1" in found and "郵便番号2" not in found:
        found["郵便番号"] = found.pop("郵便番号1")


def _unused(texts: Sequence[str], sample: Sequence[Sequence[str]], used: AbstractSet[int]) -> dict[int, str]:
    """Return the columns that hold something and are not used, by their places, as people call them."""
    found = {}
    for index in range(max([len(texts), *(len(row) for row in sample)])):
        text = texts[index] if index < len(texts) else ""
        if index not in used and text:
            found[index] = f"「{text}」"
        elif index not in used and any(index < len(row) and not is_blank(row[index]) for row in sample):
            found[index] = f"見出しのない{_letter(index)}列"
    return found


def _kind_columns(
    texts: Sequence[str], sample: Sequence[Sequence[str]], unused: Mapping[int, str]
) -> list[int]:
    """Return the columns that say to whom a letter goes under a header that is not known for it.

    Under 区分 or 種別 one such word is enough; elsewhere (続柄, 備考) all cells must be such words.
    """
    found = []
    for index in unused:
        cells = [match_key(trim(row[index])) for row in sample if index < len(row)]
        meanings = {words().kinds.get(cell) for cell in cells if cell}
        is_division = index < len(texts) and header_key(texts[index]).endswith(("区分", "種別"))
        if meanings - {None, "本人"} and (is_division or None not in meanings):
            found.append(index)
    return found


def _is_phone(texts: Sequence[str], index: int) -> bool:
    return index < len(texts) and header_key(texts[index]) in words().phones


def _column(name: str) -> Column:
    return next(column for column in words().columns if column.name == name)


def _place(text: str) -> int | None:
    """Return the place of a column named by its letter, as in B列, None where it is not so named."""
    if not (found := _LETTERS.fullmatch(text)):
        return None
    place = 0
    for letter in found[1]:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1


def _letter(index: int) -> str:
    """Return the letter of a column as Excel shows it, counted from 0."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
