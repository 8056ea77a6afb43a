"""What hypothesis tries: incidents with any facts the model allows, and recipients with any words a list can hold."""

from __future__ import annotations

import types
import typing
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args, get_origin

import tomli_w
from hypothesis import strategies as st

from noticegen.facts.incident import Incident
from noticegen.facts.recipients import Recipient
from noticegen.facts.values import UNKNOWN_WORDS, Count, Moment, Unknown, Value

if TYPE_CHECKING:
    from collections.abc import Mapping

XML_TEXT = st.characters(
    codec="utf-8",
    exclude_categories=("Cc", "Cs"),
    exclude_characters="\ufffe\uffff",
)
"""All of Unicode that a Word file can hold as it is, noncharacters of other planes and private use included."""

ODD_WORDS = (
    "林",
    "本人",
    "様",
    "各位",
    "見本 太郎",
    "{{ person.name }}",
    "{% for x in y %}",
    "{#注#}",
    "{_{ person.name }_}",
    "架空&見本",
    "<w:p/>",
    "]]>",
    "髙﨑 𠮷野",
    "葛\U000e0100城",
    "辻\U000e0101",
    "\ue000\uf8ff",
    "\U000f0000\U0010fffd",
    "\u202eמוחמד",
    "محمد",
    "👨‍👩‍👧",
    "か\u3099",
    "神",
    "\u00a0見本\u00a0",
    "見本　　花子",
    "=1+1",
    "../../x",
    "CON",
    "0001",
    "氏名、住所",
)


def words(largest: int = 30) -> st.SearchStrategy[str]:
    """Return any text that a list of recipients could hold in a cell and a letter could print."""
    return st.one_of(
        st.sampled_from(ODD_WORDS),
        st.text(XML_TEXT, min_size=1, max_size=largest),
        st.builds("{}{}".format, st.sampled_from(ODD_WORDS), st.text(XML_TEXT, max_size=8)),
    ).filter(lambda text: bool(text.strip()))


@st.composite
def recipients(
    draw: st.DrawFn, number: int = 1, *, group: str = "", items: tuple[str, ...] = ()
) -> Recipient:
    """Return a recipient as the reader of lists would give it, with any words in it."""
    plain = Recipient(
        number=number,
        row=number + 1,
        id=draw(words()),
        name=draw(words()),
        title="様",
        kind="本人",
        postal_code="100-0000",
        address=tuple(draw(st.lists(words(), min_size=1, max_size=3))),
        groups=(group,) if group else (),
        items=(),
    )
    if not items:
        return plain
    own = draw(st.lists(st.sampled_from(items), min_size=1, unique=True))
    return replace(plain, items=tuple(name for name in items if name in own))


_DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))
_TIMES = st.datetimes(datetime(1990, 1, 1), datetime(2060, 12, 31)).map(lambda at: at.replace(microsecond=0))
_TEXT = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=12)
_PLAIN = {
    str: _TEXT,
    bool: st.booleans(),
    int: st.integers(1, 10**6),
    float: st.floats(0, 300),
    date: _DAYS,
    datetime: _TIMES,
}
_STRUCTURE = {
    "id": st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_-]{0,7}", fullmatch=True),
    "format": st.just(1),
    "rule7": st.integers(1, 4),
    **dict.fromkeys(("client", "of", "party", "joint_with"), st.just("client")),
    **dict.fromkeys(("group", "groups", "within", "overlaps"), st.just("members")),
}
"""Keys whose values must go together with other tables."""


@st.composite
def _moments(draw: st.DrawFn) -> object:
    at = draw(st.one_of(_DAYS, _TIMES))
    form = draw(st.sampled_from(("plain", "about", "span", "words", "text")))
    if form == "span":
        since, until = sorted((draw(_DAYS), draw(_DAYS)))
        return {"since": since, "until": until}
    return {
        "plain": at,
        "about": {"at": at, "about": True},
        "words": "10月下旬",
        "text": {"at": at, "text": draw(_TEXT)},
    }[form]


@st.composite
def _counts(draw: st.DrawFn) -> object:
    value = draw(st.integers(0, 10**9))
    unit = draw(st.sampled_from(("人", "件", "世帯", "アカウント")))
    return draw(
        st.sampled_from(
            (
                value,
                {"value": value, "about": True, "unit": unit},
                {"max": value, "estimated": True},
                {"min": value, "unit": unit},
                {"value": value, "max": value + 1, "confirmed": value, "cumulative": True},
            )
        )
    )


@st.composite
def _unknowns(draw: st.DrawFn) -> object:
    word = draw(st.sampled_from(UNKNOWN_WORDS))
    return draw(
        st.sampled_from(
            (word, {"unknown": word, "reason": draw(_TEXT), "expected_on": draw(_DAYS)}, {"unknown": word})
        )
    )


def _values(annotation: Any, name: str) -> st.SearchStrategy[Any]:
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _values(args[0], name)
    if origin in (typing.Union, types.UnionType):
        kinds = [each for each in args if each is not type(None)]
        return st.one_of([_values(each, name) for each in kinds])
    if origin is Literal:
        return st.sampled_from(args)
    if origin is tuple:
        return st.lists(_values(args[0], name), min_size=1, max_size=3)
    if origin is dict:
        return st.dictionaries(st.from_regex(r"[a-z_]{1,8}", fullmatch=True), _loose(), max_size=2)
    if isinstance(annotation, type) and issubclass(annotation, Value):
        special = {Moment: _moments, Count: _counts, Unknown: _unknowns}.get(annotation)
        return special() if special else _tables(annotation)
    if name in _STRUCTURE:
        return _STRUCTURE[name]
    return _PLAIN[annotation]


def _loose() -> st.SearchStrategy[Any]:
    """Return what ``[document.<kind>]`` may hold."""
    plain = st.one_of(_TEXT, st.booleans(), st.integers(-(10**6), 10**6), _DAYS, _TIMES)
    return st.dictionaries(
        st.from_regex(r"[a-z_]{1,8}", fullmatch=True),
        st.one_of(plain, st.lists(plain, max_size=2)),
        max_size=3,
    )


@cache
def _tables(model: type[Value]) -> st.SearchStrategy[dict[str, Any]]:
    required: dict[str, st.SearchStrategy[Any]] = {}
    optional: dict[str, st.SearchStrategy[Any]] = {}
    for name, info in model.model_fields.items():
        annotation: Any = Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation
        where = required if info.is_required() else optional
        where[name] = _values(annotation, name)
    return st.fixed_dictionaries(required, optional=optional)


_BASE: dict[str, Any] = {
    "format": 1,
    "incident": {"title": "紛失", "kinds": ["漏えいのおそれ"], "known_on": date(2026, 10, 31)},
    "business": {"name": "株式会社架空商事"},
    "letter": {"date": date(2026, 11, 24)},
    "report": {"stage": "速報"},
    "group": [{"id": "members", "label": "会員", "count": 12, "certainty": "漏えいのおそれ"}],
    "party": [{"id": "client", "role": "委託元", "name": "株式会社見本"}],
}


@st.composite
def facts(draw: st.DrawFn) -> dict[str, Any]:
    """Return the plain tables of an incident, two of them of any content.

    What the model refuses for its sense is among them: a span that ends before it begins, a number over its maximum.
    """
    drawn = dict(_BASE)
    for name in draw(
        st.lists(st.sampled_from(sorted(Incident.model_fields)), min_size=1, max_size=2, unique=True)
    ):
        info = Incident.model_fields[name]
        annotation: Any = Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation
        drawn[name] = draw(_values(annotation, name))
    return drawn


def file_of(said: Mapping[str, Any]) -> bytes:
    """Return the incident file that says these facts."""
    return tomli_w.dumps(said).encode()


__all__ = ["ODD_WORDS", "XML_TEXT", "facts", "file_of", "recipients", "words"]
