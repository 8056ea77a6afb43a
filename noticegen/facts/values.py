"""What a single fact may be: a known value, an unknown one that says so, a moment, a number of something."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from typing import Annotated, Any, ClassVar, Final, Literal, Self, TypeVar, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

UnknownWord = Literal["調査中", "確認中", "把握していない", "不明"]
UNKNOWN_WORDS: Final = get_args(UnknownWord)

JAPAN: Final = timezone(timedelta(hours=9))

UNWRITTEN_DAY: Final = date(1900, 1, 1)
"""What a file to be filled in has for a day that must be there: no incident has it, and checking asks for the true one."""

T = TypeVar("T")


class Value(BaseModel):
    """A frozen, strict value: nothing is converted silently and no key is ignored."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    expected: ClassVar[str] = "表({ … })"
    """What a person may write here, as the message about a wrong value says it."""


Many = Annotated[tuple[T, ...], Field(strict=False)]
"""An array. TOML gives a list, which strict validation would refuse for a tuple."""


def in_japan(value: date | datetime) -> date | datetime:
    """Return a moment with a UTC offset as the wall-clock time of Japan, any other one unchanged."""
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(JAPAN).replace(tzinfo=None)
    return value


def today() -> date:
    """Return today's date in Japan, wherever the computer stands."""
    return datetime.now(JAPAN).date()


def day_of(value: date | datetime) -> date:
    """Return the calendar day in Japan of a date or date-time."""
    value = in_japan(value)
    return value.date() if isinstance(value, datetime) else value


def _instant(value: object) -> object:
    if isinstance(value, date):
        return in_japan(value)
    raise PydanticCustomError("instant", "date or date-time")


Instant = Annotated[date | datetime, BeforeValidator(_instant)]
"""A TOML date or date-time."""


def _day(value: object) -> object:
    if isinstance(value, date):
        return day_of(value)
    raise PydanticCustomError("day", "date")


Day = Annotated[date, BeforeValidator(_day)]
"""A TOML date; of a date-time the day in Japan is taken."""


class Unknown(Value):
    """A fact that is not known yet, said as such. It is printed, never left blank."""

    expected: ClassVar[str] = (
        '"調査中" など、または { unknown = "調査中", reason = "…", expected_on = 2026-12-01 }'
    )

    unknown: UnknownWord = Field(title="未判明の別")
    reason: str | None = Field(default=None, title="判明しない理由")
    expected_on: Day | None = Field(default=None, title="判明する見込みの日")
    supplement: bool = Field(default=False, title="判明次第追完する")

    @model_validator(mode="before")
    @classmethod
    def _from_word(cls, value: object) -> object:
        return {"unknown": value} if isinstance(value, str) else value

    def __str__(self) -> str:
        """Return the word that is printed."""
        return self.unknown


KNOWN_TAG: Final = "‹known›"
UNKNOWN_TAG: Final = "‹unknown›"


def _known_or_not(value: object) -> str:
    said_unknown = (
        isinstance(value, Unknown) or value in UNKNOWN_WORDS if isinstance(value, Unknown | str) else False
    )
    if said_unknown or (isinstance(value, dict) and "unknown" in value):
        return UNKNOWN_TAG
    return KNOWN_TAG


Fact = Annotated[
    Annotated[T, Tag(KNOWN_TAG)] | Annotated[Unknown, Tag(UNKNOWN_TAG)],
    Discriminator(_known_or_not),
]
"""A known value or an :class:`Unknown`: one wrong value gives one problem, not one for each possibility."""


_FIGURES: Final = re.compile(r"\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?)?", re.ASCII)
"""A date that somebody put into quotation marks: a file to be filled in has them around its marks."""


def _figures(text: str) -> date | str:
    """Return the day or instant of such a text; what is no day of the calendar remains for the reader to refuse."""
    try:
        return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
    except ValueError:
        return text


class Moment(Value):
    """When something was: a day or an instant, a span, or words such as 「10月下旬」."""

    expected: ClassVar[str] = (
        "日付(2026-10-31)、日時(2026-10-30T23:30:00)、"
        '"10月下旬" などの言葉、または { since = …, until = …, about = true, text = "…" }'
    )

    at: Instant | None = Field(default=None, title="日時")
    since: Instant | None = Field(default=None, title="から")
    until: Instant | None = Field(default=None, title="まで")
    about: bool = Field(default=False, title="頃", description="true なら「頃」を付ける")
    text: str | None = Field(default=None, title="表記", description="書いたとおりに印刷する言葉")

    @model_validator(mode="before")
    @classmethod
    def _from_plain(cls, value: object) -> object:
        if isinstance(value, date):
            return {"at": value}
        if isinstance(value, str):
            return {"at": _figures(value)} if _FIGURES.fullmatch(value) else {"text": value}
        return value

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.at is None and self.since is None and self.until is None and not (self.text or "").strip():
            raise PydanticCustomError("moment_empty", "empty moment")
        if self.at is not None and (self.since is not None or self.until is not None):
            raise PydanticCustomError("moment_both", "at and since/until")
        if self.since is not None and self.until is not None and day_of(self.since) > day_of(self.until):
            raise PydanticCustomError("moment_order", "since after until")
        return self

    @property
    def first_day(self) -> date | None:
        """The earliest day that the moment can mean, where it is given in figures."""
        start = self.at if self.at is not None else self.since
        return None if start is None else day_of(start)

    @property
    def last_day(self) -> date | None:
        """The latest day that the moment can mean, where it is given in figures."""
        end = self.at if self.at is not None else self.until
        return None if end is None else day_of(end)


class Count(Value):
    """A number of persons or things, with everything that a published number says about itself.

    人, 件, 世帯 and アカウント are different units and never add up.
    """

    expected: ClassVar[str] = '整数(1012)、または { value = 1012, max = 1500, unit = "人", about = true }'

    value: int | None = Field(default=None, ge=0, title="数")
    max: int | None = Field(default=None, ge=0, title="最大", description="確定しないときの上限")
    min: int | None = Field(default=None, ge=0, title="以上", description="確定しないときの下限")
    unit: str = Field(default="人", min_length=1, title="単位", description="人・件・世帯・アカウントなど")
    about: bool = Field(default=False, title="約")
    cumulative: bool = Field(default=False, title="延べ")
    estimated: bool = Field(default=False, title="推計")
    overlapping: bool = Field(default=False, title="重複を含む")
    as_of: Moment | None = Field(default=None, title="いつ現在か")
    confirmed: int | None = Field(default=None, ge=0, title="うち確認済みの数")
    text: str | None = Field(default=None, title="内訳・注記")

    @model_validator(mode="before")
    @classmethod
    def _from_integer(cls, value: object) -> object:
        return {"value": value} if isinstance(value, int) and not isinstance(value, bool) else value

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.value is None and self.max is None and self.min is None:
            raise PydanticCustomError("count_empty", "no number")
        largest = self.max if self.max is not None else self.value
        if largest is not None and any(
            part is not None and part > largest for part in (self.value, self.min, self.confirmed)
        ):
            raise PydanticCustomError("count_order", "more than the maximum")
        return self

    @property
    def upper(self) -> int | None:
        """The largest number that this count can mean; None while no bound is known."""
        if self.max is not None:
            return self.max
        return None if self.about or self.min is not None else self.value

    @property
    def is_settled(self) -> bool:
        """Whether it is one exact number."""
        return (
            self.value is not None and not (self.about or self.estimated) and self.max in (None, self.value)
        )


def known(value: T | Unknown | None) -> T | None:
    """Return a fact's value, or None when it is absent or unknown."""
    return None if isinstance(value, Unknown) else value


def said(title: str, description: str | None = None, **more: Any) -> Any:  # noqa: ANN401
    """Return the field of a fact that may be absent, with its Japanese title for editors and messages."""
    return Field(default=None, title=title, description=description, **more)


def many(title: str, description: str | None = None) -> Any:  # noqa: ANN401
    """Return the field of an array that may be absent, with its Japanese title."""
    return Field(default=(), title=title, description=description)
