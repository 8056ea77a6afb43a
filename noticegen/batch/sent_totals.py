"""What became of all letters by what is recorded of each, and how is it said in the facts of the next report?"""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Final

from noticegen.batch.sent_rows import KINDS, EventKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable


_DAY_BITS: Final = 22
_KIND_BITS: Final = 3
OUTCOMES: Final[frozenset[EventKind]] = frozenset({"到達", "返戻"})


@dataclass(frozen=True, slots=True)
class Sending:
    """The letters of the first sending or of the second: how many went out, arrived, came back, between which days."""

    sent: int = 0
    arrived: int = 0
    returned: int = 0
    since: date | None = None
    until: date | None = None

    @property
    def open(self) -> int:
        """How many have no outcome yet."""
        return self.sent - self.arrived - self.returned


@dataclass(frozen=True, slots=True)
class SentTotals:
    """What became of all letters as of a day. ``letters`` = ``first.sent`` + the length of ``unsent``.

    ``again`` are letters sent a second time after they came back, ``substituted`` persons for whom a measure was taken
    in place of notice, ``back`` the numbers of letters that lie here returned with neither, ``open`` the numbers sent
    without an outcome, ``unsent`` those without any record, ``turned`` those that came back after they had arrived.
    """

    as_of: date
    letters: int
    first: Sending
    again: Sending
    substituted: int
    back: tuple[int, ...]
    open: tuple[int, ...]
    unsent: tuple[int, ...]
    turned: tuple[int, ...]


@dataclass(slots=True)
class Events:
    """Everything recorded, eight bytes for each: number, day and kind in one integer, which sorts as it happened."""

    _packed: array[int] = field(default_factory=lambda: array("Q"))

    def add(self, number: int, day: date, kind: EventKind) -> None:
        """Add what happened to a letter on a day."""
        self._packed.append(
            (number << (_DAY_BITS + _KIND_BITS)) | (day.toordinal() << _KIND_BITS) | KINDS.index(kind)
        )

    def totals(self, numbers: Collection[int], as_of: date) -> SentTotals:
        """Return what became of the letters of these numbers. Events of other numbers are persons without a letter."""
        count = _Count()
        by_number = groupby(sorted(self._packed), key=lambda packed: packed >> (_DAY_BITS + _KIND_BITS))
        letters = frozenset(numbers)
        for number, packed in by_number:
            count.add(number, [_unpacked(each) for each in packed], has_letter=number in letters)
        return SentTotals(
            as_of=as_of,
            letters=len(letters),
            first=count.first.sending(),
            again=count.again.sending(),
            substituted=count.substituted,
            back=tuple(count.back),
            open=tuple(count.open),
            unsent=tuple(sorted(letters.difference(count.gone))),
            turned=tuple(count.turned),
        )


def _unpacked(packed: int) -> tuple[date, EventKind]:
    day = (packed >> _KIND_BITS) & ((1 << _DAY_BITS) - 1)
    return date.fromordinal(day), KINDS[packed & ((1 << _KIND_BITS) - 1)]


@dataclass(slots=True)
class _Phase:
    sent: int = 0
    arrived: int = 0
    returned: int = 0
    since: date | None = None
    until: date | None = None

    def add(self, outcome: str, day: date | None) -> None:
        self.sent += 1
        self.arrived += outcome == "到達"
        self.returned += outcome == "返戻"
        if day is not None:
            self.since = min(self.since or day, day)
            self.until = max(self.until or day, day)

    def sending(self) -> Sending:
        return Sending(self.sent, self.arrived, self.returned, self.since, self.until)


@dataclass(slots=True)
class _Count:
    first: _Phase = field(default_factory=_Phase)
    again: _Phase = field(default_factory=_Phase)
    substituted: int = 0
    gone: array[int] = field(default_factory=lambda: array("Q"))
    back: list[int] = field(default_factory=list)
    open: list[int] = field(default_factory=list)
    turned: list[int] = field(default_factory=list)

    def add(self, number: int, events: Iterable[tuple[date, EventKind]], *, has_letter: bool) -> None:
        """Follow one letter through its days; the last outcome of each sending counts."""
        phases: list[tuple[str, date | None]] = [("", None)]
        substituted = turned = gone = False
        for day, kind in events:
            outcome, sent_on = phases[-1]
            gone = gone or kind != "代替措置"
            if kind == "発送":
                phases[-1] = (outcome, sent_on or day)
            elif kind == "再送":
                phases.append(("", day))
            elif kind == "代替措置":
                substituted = True
            else:
                turned = turned or (outcome, kind) == ("到達", "返戻")
                phases[-1] = (kind, sent_on)
        self.substituted += substituted
        if not (has_letter and gone):
            return
        self.gone.append(number)
        self.first.add(*phases[0])
        for phase in phases[1:]:
            self.again.add(*phase)
        last = phases[-1][0]
        if turned:
            self.turned.append(number)
        if last == "返戻" and not substituted:
            self.back.append(number)
        elif last not in OUTCOMES and not substituted:
            self.open.append(number)


def response_lines(totals: SentTotals) -> str:
    """Return the TOML lines of [[person_response.wave]] that say this in an incident file; empty while nothing went out."""
    first = _lines("書面の郵送", totals.first, totals, _details(totals))
    again = _lines("書面の郵送（再送）", totals.again, totals, "返戻された書面を改めて送付したもの。")
    return "\n".join(wave for wave in (first, again) if wave)


def _details(totals: SentTotals) -> str:
    parts = []
    if totals.unsent:
        parts.append(f"発送の記録なし{len(totals.unsent):,}通。")
    if totals.first.open:
        parts.append(f"到達・返戻を確認中{totals.first.open:,}通。")
    if totals.again.sent:
        parts.append(f"このうち再送{totals.again.sent:,}通。")
    if totals.substituted:
        parts.append(f"通知が困難なため代替措置を講じた本人{totals.substituted:,}人。")
    return "".join(parts)


def _lines(method: str, sending: Sending, totals: SentTotals, detail: str) -> str:
    if not sending.sent:
        return ""
    status = "実施中" if sending.open or (sending == totals.first and totals.unsent) else "実施済み"
    lines = ["[[person_response.wave]]", f'method = "{method}"', f'status = "{status}"']
    if sending.since is not None and sending.until is not None:
        same = sending.since == sending.until
        span = f"{{ since = {sending.since}, until = {sending.until} }}"
        lines.append(f"on = {sending.since if same else span}")
    lines += (
        f'{name} = {{ value = {getattr(sending, name)}, unit = "通", as_of = {totals.as_of} }}'
        for name in ("sent", "arrived", "returned")
    )
    if detail:
        lines.append(f'detail = "{detail}"')
    return "\n".join(lines) + "\n"
