"""The filters and tests that templates may use beyond Jinja's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from noticegen.documents.form import explained as explained_text
from noticegen.documents.gaps import Gap
from noticegen.documents.views import DateView, MomentView, UnknownView
from noticegen.documents.window import address_block, postal_line
from noticegen.facts.walk import is_said
from noticegen.japanese.dates import date_text
from noticegen.japanese.lists import list_text
from noticegen.japanese.organisations import organisation, reads_as
from noticegen.japanese.spoken import said_aloud

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

PENDING: Final[Mapping[str, str]] = {
    "調査中": "現在調査中です",
    "確認中": "現在確認中です",
    "把握していない": "現時点では把握しておりません",
    "不明": "現時点では判明しておりません",
}


def lines(value: object) -> tuple[Any, ...]:
    """Return the lines of a long text without the blank ones; what is unknown or missing is one line."""
    if value is None:
        return ()
    if isinstance(value, UnknownView | Gap):
        return (value,)
    return tuple(line.strip() for line in str(value).splitlines() if line.strip())


def window_lines(address: object) -> tuple[str, ...]:
    """Return an address line as it goes into the usual window of an envelope, parted where it would not fit.

    >>> window_lines("大阪府架空市仮名区例示元町３－１３－２５　架空ハイツ")
    ('大阪府架空市仮名区例示元町', '３－１３－２５　架空ハイツ')
    """
    return address_block((str(address),)).lines


def postal(code: object) -> str:
    """Return a postal code as it stands above an address: 〒100-0000."""
    return postal_line(str(code))


def listed(values: object) -> object:
    """Return 「A、B、C」; what is unknown or missing stays as it is."""
    return values if _is_open(values) else list_text(map(str, _entries(values)))


def and_listed(values: object) -> object:
    """Return 「A、B及びC」; what is unknown or missing stays as it is."""
    return values if _is_open(values) else list_text(map(str, _entries(values)), "及び")


def pending(value: object) -> str:
    """Return an unknown fact as the end of a sentence: 「現在調査中です」."""
    return PENDING.get(str(value), str(value))


def explained(value: object) -> object:
    """Return an unknown fact with its reason and when it will be supplemented, a known one as it is."""
    if not isinstance(value, UnknownView):
        return value
    expected = None if value.expected_on is None else str(value.expected_on)
    return explained_text(value.word, value.reason, expected, value.supplement)


def reasoned(value: object) -> object:
    """Return an unknown fact with its reason and expected day, as a record says it; a known one as it is."""
    if not isinstance(value, UnknownView):
        return value
    said = [value.reason.strip().rstrip("。")] if value.reason else []
    said += [f"{value.expected_on}頃の見込み"] if value.expected_on else []
    return f"{value.word}（{'。'.join(said)}）" if said else value.word


def as_said(what: object, status: object = "実施済み") -> str:
    """Return what was done or is planned, as it stands in a list, as a whole sentence that can be said aloud."""
    return said_aloud(str(what), planned=status == "実施予定")


def weekday(value: DateView | MomentView) -> str:
    """Return a date with its weekday."""
    return value.weekday


def named_organisation(name: object) -> str | None:
    """Return how an organisation of this name is addressed (貴社, 貴院), None where the name does not say that it is one."""
    return organisation(str(name))


def named_as(name: object) -> str | None:
    """Return 団体 or 個人 as the name reads, None where it may be either."""
    return reads_as(str(name))


def _day(value: object) -> date | None:
    return value.day if isinstance(value, DateView) else None


def wareki(value: object) -> str:
    """Return a date by era: 令和8年11月22日."""
    day = _day(value)
    return str(value) if day is None else date_text(day, "legal")


def seireki(value: object) -> str:
    """Return a date by the Western calendar: 2026年11月22日."""
    day = _day(value)
    return str(value) if day is None else date_text(day, "company")


def is_unknown(value: object) -> bool:
    """Whether a fact is said to be unknown."""
    return isinstance(value, UnknownView)


def is_known_fact(value: object) -> bool:
    """Whether a fact is there and known: not absent, not blank, not 調査中."""
    return is_said(value) and not isinstance(value, UnknownView)


def _is_open(values: object) -> bool:
    return values is None or isinstance(values, UnknownView | Gap)


def _entries(values: object) -> Iterable[object]:
    return values if isinstance(values, tuple | list) else (values,)


FILTERS: Final[Mapping[str, Callable[..., Any]]] = {
    "lines": lines,
    "window_lines": window_lines,
    "postal": postal,
    "listed": listed,
    "and_listed": and_listed,
    "pending": pending,
    "explained": explained,
    "reasoned": reasoned,
    "as_said": as_said,
    "weekday": weekday,
    "organisation": named_organisation,
    "reads_as": named_as,
    "wareki": wareki,
    "seireki": seireki,
}

TESTS: Final[Mapping[str, Callable[..., bool]]] = {"unknown": is_unknown, "said": is_known_fact}
