"""An incident in which every fact is said, each in words of its own, so that a word found in a file tells which fact it is."""

from __future__ import annotations

import types
import typing
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from typing import Annotated, Any, Final, Literal, get_args, get_origin

from noticegen.facts.audience import DEFAULT, EVERYONE, NARROWER
from noticegen.facts.event import Item
from noticegen.facts.incident import Incident
from noticegen.facts.schema import table_models
from noticegen.facts.tables import Audience, ClientTable, Table
from noticegen.facts.values import Count, Moment, Unknown, Value

AUDIENCES: Final = get_args(Audience)
CLIENTS: Final = ("one", "two", "three")
ALWAYS: Final = frozenset({"incident", "business", "letter", "report"})
STRUCTURE: Final = frozenset(
    {"id", "client", "of", "party", "joint_with", "within", "overlaps", "groups", "group", "audience", "rule7", "documents"}
)  # fmt: skip
SET: Final[dict[str, Any]] = {
    "discipline.stage": "決定",
    "discipline.sanction": "懲戒解雇",
    "cause.improper_purpose": "あり",
    "protection.status": "実施済み",
    "exposure.viewed": "閲覧あり",
}


@dataclass(frozen=True)
class Marker:
    """A word and the fact that says it: its table, its field, and the entry (and the entry within it) that hold it."""

    text: str
    table: str
    field: str
    entry: dict[str, Any] = field(repr=False)
    inner: dict[str, Any] = field(repr=False)

    @property
    def key(self) -> str:
        return f"{self.table}.{self.field}"

    def is_open_to(self, audience: str) -> bool:
        """Return whether the lists of who may read what let this audience read the fact."""
        allowed = self.entry.get("audience") or DEFAULT[self.table]
        if self.table in ALWAYS:
            allowed = AUDIENCES
        inner = self.inner.get("audience")
        return (
            audience in allowed
            and audience in NARROWER.get(self.key, AUDIENCES)
            and (inner is None or audience in inner)
        )

    @property
    def clients(self) -> set[str]:
        """The clients to which the fact belongs; empty when it is everybody's."""
        if self.table == "party":
            return {self.entry.get("of", self.entry["id"])} & set(CLIENTS)
        return {client for table in (self.entry, self.inner) if (client := table.get("client"))}


class Maker:
    """Fills the tables of an incident and remembers what it wrote where."""

    def __init__(self, *, unknown: bool = False, earlier: bool = False) -> None:
        self._unknown = unknown
        self._sign, self._first = ("旧印", 4_100_000) if earlier else ("目印", 3_100_000)
        self._numbers = count(1)
        self.markers: list[Marker] = []

    def table(self, name: str, model: type[Value], **more: Any) -> dict[str, Any]:
        """Return a table in which every fact is said."""
        entry: dict[str, Any] = dict(more)
        self._fill(model, entry, name, "", entry, entry)
        return entry

    def _fill(
        self,
        model: type[Value],
        into: dict[str, Any],
        table: str,
        top: str,
        entry: dict[str, Any],
        inner: dict[str, Any],
    ) -> None:
        for name, info in model.model_fields.items():
            if name in into or name in STRUCTURE:
                continue
            key = top or name
            if f"{table}.{name}" in SET and not top:
                into[name] = SET[f"{table}.{name}"]
                continue
            annotation: Any = Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation  # type: ignore[misc]
            value = self._value(annotation, table, key, entry, inner)
            if value is not None or info.is_required():
                into[name] = True if value is None else value

    def _word(self, table: str, key: str, entry: dict[str, Any], inner: dict[str, Any]) -> str:
        text = f"{self._sign}{next(self._numbers):05d}号"
        self.markers.append(Marker(text, table, key, entry, inner))
        return text

    def _value(
        self, annotation: Any, table: str, key: str, entry: dict[str, Any], inner: dict[str, Any]
    ) -> Any:
        origin, args = get_origin(annotation), get_args(annotation)
        again = lambda other: self._value(other, table, key, entry, inner)
        if origin is Annotated:
            return again(args[0])
        if origin in (typing.Union, types.UnionType):
            kinds = [each for each in args if each is not type(None)]
            is_fact = any(get_args(each)[:1] == (Unknown,) for each in kinds)
            if is_fact and self._unknown:
                return {
                    "unknown": "調査中",
                    "reason": self._word(table, key, entry, inner),
                    "expected_on": date(2027, 1, 1),
                }
            return again(kinds[0])
        if origin is Literal:
            return args[0]
        if origin is tuple:
            return [self._entry(args[0], table, key, entry)]
        return self._plain(annotation, table, key, entry, inner)

    def _plain(
        self, annotation: Any, table: str, key: str, entry: dict[str, Any], inner: dict[str, Any]
    ) -> Any:
        word = lambda: self._word(table, key, entry, inner)
        if annotation is str:
            return word()
        if annotation is Moment:
            return {"text": word()}
        if annotation is Count:
            number = self._first + next(self._numbers)
            self.markers.append(Marker(f"{number:,}", table, key, entry, inner))
            return {"value": number, "text": word()}
        if annotation is Item:
            return {"name": word()}
        if isinstance(annotation, type) and issubclass(annotation, Value):
            made: dict[str, Any] = {}
            self._fill(annotation, made, table, key, entry, inner)
            return made
        return {int: 1200, float: 70.0, date: date(2026, 11, 1)}.get(annotation)

    def _entry(self, annotation: Any, table: str, key: str, entry: dict[str, Any]) -> Any:
        if isinstance(annotation, type) and issubclass(annotation, Table):
            inner: dict[str, Any] = {}
            self._fill(annotation, inner, table, key, entry, inner)
            return inner
        return self._value(annotation, table, key, entry, {})


PARTIES: Final = (
    {"id": "one", "role": "委託元"},
    {"id": "two", "role": "委託元", "owes_report": False},
    {"id": "three", "role": "派遣先"},
    {"id": "of_one", "role": "再委託先", "of": "one"},
    {"id": "of_two", "role": "その他", "of": "two"},
    {"id": "ours", "role": "委託先"},
    *({"id": f"for_{number}", "role": "その他", "audience": [each]} for number, each in enumerate(AUDIENCES)),
)
GROUPS: Final = (
    {"id": "first", "client": "one", "certainty": "漏えい確認"},
    {"id": "second", "client": "two", "certainty": "漏えいのおそれ"},
    {"id": "third", "client": "three", "certainty": "漏えい確認"},
    {"id": "receivers", "client": "two", "role": "誤受領者", "certainty": "漏えい確認"},
    {"id": "reported", "client": "one", "certainty": "漏えい確認", "audience": ["委員会"]},
)


def marked_incident(
    *, audience: str | None = None, unknown: bool = False, earlier: bool = False
) -> tuple[Incident, tuple[Marker, ...]]:
    """Return an incident of two clients in which every fact is said, and the words of each.

    Every array holds an entry of nobody's, one of each client, one of the second group, and one for each audience
    alone. ``audience`` is written to every single table that may carry one. ``earlier`` facts have words of their
    own: no word of theirs is one of today's.
    """
    maker = Maker(unknown=unknown, earlier=earlier)
    facts: dict[str, Any] = {"format": 1}
    for name, model in table_models().items():
        own: dict[str, Any] = {} if audience is None or name in ALWAYS else {"audience": [audience]}
        if name == "worker_notice":
            own["client"] = "three"
        if not _is_array(name):
            facts[name] = maker.table(name, model, **own)
            continue
        entries: tuple[dict[str, Any], ...] = ({}, *({"audience": [each]} for each in AUDIENCES))
        if issubclass(model, ClientTable):
            entries = (*entries, *({"client": each} for each in CLIENTS))
        if "groups" in model.model_fields:
            entries = (*entries, {"groups": ["second"]})
        entries = {"party": PARTIES, "group": GROUPS}.get(name, entries)
        facts[name] = [maker.table(name, model, **each) for each in entries]
    facts["letter"]["date"] = facts["assessment"]["on"] = date(2026, 11, 20)
    facts["assessment"]["rule7"] = [1]
    facts["person_response"]["wave"] = [
        _wave(maker, facts["person_response"], **each)
        for each in (
            {},
            *({"audience": [each]} for each in AUDIENCES),
            *({"client": each} for each in CLIENTS),
        )
    ]
    facts["document"] = {
        kind: {own: maker._word(f"document.{kind}", own, {}, {}) for own in ("summary", "author")}
        for kind in ("victim_apology", "public_notice", "disciplinary_memo")
    }
    del facts["document"]["victim_apology"]["author"], facts["document"]["public_notice"]["author"]
    del facts["document"]["disciplinary_memo"]["summary"]
    return Incident.model_validate(facts), tuple(maker.markers)


def _wave(maker: Maker, response: dict[str, Any], **more: Any) -> dict[str, Any]:
    from noticegen.facts.response import Wave  # noqa: PLC0415 - used here alone

    entry = dict(more)
    maker._fill(Wave, entry, "person_response", "wave", response, entry)
    return entry


def _is_array(name: str) -> bool:
    return get_origin(_plain(Incident.model_fields[name].annotation)) is tuple


def _plain(annotation: Any) -> Any:
    return _plain(get_args(annotation)[0]) if get_origin(annotation) is Annotated else annotation


__all__ = ["AUDIENCES", "CLIENTS", "EVERYONE", "Marker", "marked_incident"]
