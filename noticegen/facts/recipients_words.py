"""Which words do people use for headers, kinds of addressee and ways of sending? The data is a TOML file."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from noticegen.facts.items import match_key

if TYPE_CHECKING:
    from collections.abc import Mapping

_DATA: Final = Path(__file__).with_name("recipients_columns.toml")
_DECORATION: Final = "*※:●■◆◎○・\"'"
_NOTE: Final = re.compile(r"(.+?)[(\[【](.*)[)\]】]")
_TOTAL_TAIL: Final = r":?\(?(?:約?[0-9,]+)?(?:名様?|人|件|通|行)?\)?"


@dataclass(frozen=True, slots=True)
class Column:
    """A column that means something: its name in messages, its name in the program, its usual headers."""

    name: str
    field: str
    headers: tuple[str, ...]
    takes_first: bool
    joins: bool | None


@dataclass(frozen=True, slots=True)
class Words:
    """All words that are recognised, by their matching keys."""

    columns: tuple[Column, ...]
    by_header: Mapping[str, Column]
    notes: frozenset[str]
    item_prefixes: tuple[str, ...]
    totals: re.Pattern[str]
    not_items: frozenset[str]
    coded_items: frozenset[str]
    phones: frozenset[str]
    kinds: Mapping[str, str]
    deliveries: Mapping[str, str]
    naming: Mapping[str, str]
    languages: Mapping[str, str]
    marks: Mapping[str, tuple[str, bool]]
    """The family of a mark (circle, digit …) and whether it says yes, by the mark's key."""


@cache
def words() -> Words:
    """Return the words of the TOML file."""
    data: dict[str, Any] = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    columns = tuple(
        Column(
            name=entry["name"],
            field=entry["field"],
            headers=tuple(map(header_key, entry["headers"])),
            takes_first=entry.get("first", False),
            joins=entry.get("joins"),
        )
        for entry in data["column"]
    )
    totals = "|".join(sorted((re.escape(match_key(word)) for word in data["totals"]), key=len, reverse=True))
    return Words(
        columns=columns,
        by_header={key: column for column in columns for key in column.headers},
        notes=frozenset(map(match_key, data["harmless_notes"])),
        item_prefixes=tuple(map(match_key, data["item_prefixes"])),
        totals=re.compile(f"(?:{totals}){_TOTAL_TAIL}"),
        not_items=frozenset(map(match_key, data["not_items"])),
        coded_items=frozenset(map(match_key, data["coded_items"])),
        phones=frozenset(map(header_key, data["phones"])),
        kinds=_by_key(data["kinds"]),
        deliveries=_by_key(data["deliveries"]),
        naming=_by_key(data["naming"]),
        languages=_by_key(data["languages"]),
        marks={
            match_key(mark): (family, says_yes)
            for family, answers in data["marks"].items()
            for answer, says_yes in (("yes", True), ("no", False))
            for mark in answers[answer]
        },
    )


def _by_key(lists: Mapping[str, list[str]]) -> dict[str, str]:
    return {match_key(word): meaning for meaning, wordings in lists.items() for word in wordings}


def header_key(header: str) -> str:
    """Return the form in which two ways of writing a header are equal.

    >>> header_key("＊ 郵便 番号：") == header_key("郵便番号")
    True
    """
    return match_key(header).strip(_DECORATION)


def column_of(header: str) -> Column | None:
    """Return the column that the header means, None when it is not recognised.

    A remark in brackets is passed over only when it is known not to change the meaning: 氏名(カナ) is no name.

    >>> column_of("お名前（必須）").name, column_of("氏名（カナ）")
    ('氏名', None)
    """
    known, key = words(), header_key(header)
    column = known.by_header.get(key)
    if column is None and (noted := _NOTE.fullmatch(key)) and noted[2] in known.notes:
        column = known.by_header.get(noted[1])
    return column


def is_total(text: str) -> bool:
    """Return whether the cell labels a row of totals.

    >>> is_total("合　計"), is_total("計 1,000名"), is_total("計盛 太郎")
    (True, True, False)
    """
    return words().totals.fullmatch(match_key(text)) is not None


def is_no_item(text: str) -> bool:
    """Return whether a word in 漏えい項目 names no item: 全部, なし, or a code such as A or 12.

    >>> is_no_item("全部"), is_no_item("Ａ"), is_no_item("好きな色")
    (True, True, False)
    """
    key = match_key(text)
    return len(key) == 1 or key.isdigit() or key in words().not_items
