"""What a template sees of a fact: plain objects that print themselves in the house style.

Never the models: a model's methods could be called from a template. An absent fact is None, which can be tested
and must not be printed; an unknown one prints its word.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from noticegen.facts.event import Group, Item
from noticegen.facts.values import Count, Moment, Unknown, Value, day_of
from noticegen.japanese.calendars import in_calendar
from noticegen.japanese.certainty import certainty
from noticegen.japanese.dates import date_text, instant_text
from noticegen.japanese.numbers import number_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from noticegen.japanese.certainty import Certainty
    from noticegen.japanese.dates import Style

SAID_DAYS: Final = frozenset({"known_text", "days", "hours"})
"""Facts that are days said in words: written in the calendar of the house, as a moment's own words are."""
NAMES = ("name", "title", "label", "what", "text", "detail")


class View:
    """A table: its facts as attributes. False when it says nothing, so ``{% if publication %}`` works."""

    def __init__(self, **facts: object) -> None:
        self.__dict__.update(facts)

    def __bool__(self) -> bool:
        return any(value not in (None, (), False) for value in self.__dict__.values())

    def __str__(self) -> str:
        """Return what the table is called: its name, title, label or text."""
        return next((str(value) for key in NAMES if (value := self.__dict__.get(key)) is not None), "")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, View) and self.__dict__ == other.__dict__

    __hash__ = None  # type: ignore[assignment]


@dataclass(frozen=True)
class UnknownView:
    """A fact that is not known: prints 調査中 and the like."""

    word: str
    reason: str | None = None
    expected_on: DateView | None = None
    supplement: bool = False

    def __str__(self) -> str:
        return self.word


@dataclass(frozen=True)
class DateView:
    """A calendar day."""

    day: date
    style: Style

    def __str__(self) -> str:
        return date_text(self.day, self.style)

    @property
    def weekday(self) -> str:
        """The day with its weekday: 2026年10月30日（金）."""
        return date_text(self.day, self.style, weekday=True)

    @property
    def date(self) -> str:
        """The day, as it prints."""
        return str(self)


@dataclass(frozen=True)
class MomentView:
    """When something was, as people say it."""

    moment: Moment = field(repr=False)
    style: Style

    def __str__(self) -> str:
        return self._said

    @cached_property
    def _said(self) -> str:
        """What it prints, made once: the same fact stands in every letter."""
        return self._text(lambda instant: instant_text(instant, self.style))

    @property
    def date(self) -> str:
        """The moment without its time of day."""
        return self._text(lambda instant: date_text(day_of(instant), self.style))

    @property
    def weekday(self) -> str:
        """The moment without its time of day, with weekdays."""
        return self._text(lambda instant: date_text(day_of(instant), self.style, weekday=True))

    @property
    def is_span(self) -> bool:
        """Whether it lasts from one moment to another."""
        return self.moment.since is not None or self.moment.until is not None

    def _text(self, written: Any) -> str:  # noqa: ANN401 - a function from an instant to its text
        moment = self.moment
        if moment.text is not None:
            return in_calendar(moment.text, self.style)
        about = "頃" if moment.about else ""
        if moment.at is not None:
            return f"{written(moment.at)}{about}"
        start = f"{written(moment.since)}{about}から" if moment.since is not None else ""
        if moment.until is None:
            return start.removesuffix("から") + "以降"
        end = f"{written(moment.until)}{about}まで"
        return f"{start}{end}"


@dataclass(frozen=True)
class CountView:
    """A number with its unit and everything it says about itself."""

    count: Count = field(repr=False)
    style: Style

    def __str__(self) -> str:
        count = self.count
        words = [word for word, said in (("延べ", count.cumulative), ("約", count.about)) if said]
        if count.value is not None:
            number = f"{self.number}{count.unit}"
            has_bound = count.max is not None and count.max != count.value
            bound = f"（最大{number_text(count.max or 0, self.style)}{count.unit}）" if has_bound else ""
        elif count.max is not None:
            words.insert(0, "最大")
            number, bound = f"{number_text(count.max, self.style)}{count.unit}", ""
        else:
            number, bound = f"{number_text(count.min or 0, self.style)}{count.unit}以上", ""
        notes = [
            word for word, said in (("推計", count.estimated), ("重複を含む", count.overlapping)) if said
        ]
        return "".join(words) + number + bound + (f"（{'、'.join(notes)}）" if notes else "")

    @property
    def number(self) -> str:
        """The number alone, with its separators; the maximum while there is no other."""
        value = self.count.value if self.count.value is not None else self.count.max or self.count.min or 0
        return number_text(value, self.style)

    @property
    def value(self) -> int | None:
        """The number itself, None while it is not settled."""
        return self.count.value

    @property
    def max(self) -> int | None:
        """The stated maximum."""
        return self.count.max

    @property
    def unit(self) -> str:
        """What is counted."""
        return self.count.unit

    @property
    def as_of(self) -> MomentView | None:
        """As of when the number stands."""
        return None if self.count.as_of is None else MomentView(self.count.as_of, self.style)

    @property
    def note(self) -> str | None:
        """What the number's own note says."""
        return self.count.text

    @property
    def confirmed(self) -> str | None:
        """How many of them are confirmed, with the unit."""
        if self.count.confirmed is None:
            return None
        return f"{number_text(self.count.confirmed, self.style)}{self.count.unit}"


def day_seen(on: object) -> date | None:
    """Return the day of a day or the first of a moment as a template sees them, None of anything else."""
    if isinstance(on, DateView):
        return on.day
    return on.moment.first_day if isinstance(on, MomentView) else None


class CertaintyView:
    """A rung of the ladder of certainty with its phrases; prints the rung's name."""

    def __init__(self, rung: Certainty) -> None:
        self.value = rung.value
        self.title_word = rung.title_word
        self.sentence_end = rung.sentence_end
        self.opening = rung.opening
        self.joint = rung.joint
        self.modifier = rung.modifier
        self.plain = rung.plain
        self.note = rung.note or None
        self.confirmed = rung.confirmed
        self.is_incident = rung.is_incident

    def __str__(self) -> str:
        return self.value


def view(value: object, style: Style) -> Any:  # noqa: ANN401 - templates are untyped
    """Return a fact, a table or an array of them as a template sees it."""
    for kind, seen in _SEEN:
        if isinstance(value, kind):
            return seen(value, style)
    return value


def table(value: Value, style: Style) -> View:
    """Return a table as a template sees it: every field, the absent ones None, without its audience."""
    facts = {
        name: view(getattr(value, name), style) for name in type(value).model_fields if name != "audience"
    }
    for name in SAID_DAYS & facts.keys():
        facts[name] = in_calendar(facts[name], style) if isinstance(facts[name], str) else facts[name]
    if isinstance(value, Group | Item) and isinstance(value.certainty, str):
        facts["certainty"] = CertaintyView(certainty(value.certainty))
    if isinstance(value, Group):
        facts["range_open"] = value.range_open
    return View(**facts)


def empty_table(model: type[Value]) -> View:
    """Return the view of a table that is absent: all its facts are None or empty, and it is false."""
    return View(
        **{
            name: () if field_.default == () else None
            for name, field_ in model.model_fields.items()
            if name != "audience"
        }
    )


def _unknown(value: Unknown, style: Style) -> UnknownView:
    expected = None if value.expected_on is None else DateView(value.expected_on, style)
    return UnknownView(value.unknown, value.reason, expected, value.supplement)


_SEEN: Final[tuple[tuple[type, Callable[[Any, Style], object]], ...]] = (
    (Unknown, _unknown),
    (Moment, MomentView),
    (Count, CountView),
    (datetime, lambda value, style: MomentView(Moment(at=value), style)),
    (date, DateView),
    (tuple, lambda value, style: tuple(view(entry, style) for entry in value)),
    (list, lambda value, style: tuple(view(entry, style) for entry in value)),
    (dict, lambda value, style: View(**{str(key): view(entry, style) for key, entry in value.items()})),
    (Value, table),
)
