"""Complete incidents to take something away from: the shipped examples, and small variants of them."""

from __future__ import annotations

import json
import re
import tomllib
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from noticegen.documents.draft import draft
from noticegen.documents.kinds import kind as kind_named
from noticegen.documents.make import DocumentMaker
from noticegen.facts.load import load_incident
from noticegen.law.case import Case
from noticegen.law.demands import demands

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from noticegen.documents.draft import Draft
    from noticegen.documents.kinds import Kind
    from noticegen.facts.incident import Incident
    from noticegen.law.requirements import Requirement

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
INCIDENTS = ROOT / "tests/incidents"
Facts = dict[str, Any]


@cache
def _example(name: str) -> Facts:
    return tomllib.loads((EXAMPLES / f"{name}.toml").read_text("utf-8"))


def example(name: str) -> Facts:
    """Return the facts of an example as plain tables, free to be changed."""
    return deepcopy(_example(name))


def as_toml(value: object) -> str:
    """Return a value as TOML writes it on one line."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {as_toml(entry)}" for key, entry in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(as_toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def file_of(facts: Mapping[str, Any]) -> bytes:
    """Return an incident file that says these facts."""
    return "".join(f"{key} = {as_toml(value)}\n" for key, value in facts.items()).encode()


def incident_of(facts: Mapping[str, Any]) -> Incident:
    """Return the incident of these facts, read as a file is read."""
    return load_incident(file_of(facts))


def places(facts: Any, path: str) -> Iterator[tuple[Any, str]]:
    """Yield (table, key) for every place that a path such as ``group[].items`` or ``group[1].items`` means."""
    head, _, rest = path.partition(".")
    name, _, index = head.partition("[")
    if not rest and not index:
        if isinstance(facts, dict):
            yield facts, name
        return
    inner = facts.get(name) if isinstance(facts, dict) else None
    entries = [inner] if not index else list(inner or ())
    for entry in entries[int(index[:-1]) : int(index[:-1]) + 1] if re.match(r"\d", index) else entries:
        yield from places(entry, rest)


def without(facts: Mapping[str, Any], *paths: str) -> Facts:
    """Return the facts without what stands at these paths."""
    changed = deepcopy(dict(facts))
    for path in paths:
        for table, key in places(changed, path):
            table.pop(key, None)
    return changed


def changed(facts: Mapping[str, Any], **at: Any) -> Facts:
    """Return the facts with other values; ``__`` in a name stands for the dot of a path."""
    result = deepcopy(dict(facts))
    for path, value in at.items():
        for table, key in places(result, path.replace("__", ".")):
            table[key] = value
    return result


@dataclass(frozen=True)
class Base:
    """One document that lacks nothing: the facts, the kind, the client where there is one, the day."""

    name: str
    kind_id: str
    example: str
    client: str | None = None
    on: date | None = None
    changes: tuple[tuple[str, Any], ...] = ()
    removed: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.kind_id}-{self.name}"

    @property
    def kind(self) -> Kind:
        return kind_named(self.kind_id)

    @property
    def day(self) -> date:
        day: date = self.facts["letter"]["date"]
        return self.on or day

    @property
    def facts(self) -> Facts:
        return without(changed(example(self.example), **dict(self.changes)), *self.removed)

    @property
    def incident(self) -> Incident:
        return _incident(self)

    def case(self, incident: Incident | None = None) -> Case:
        return Case(incident or self.incident, self.day, self.client, self.kind.audience)

    def binding(self) -> tuple[Requirement, ...]:
        """Return what statute and case law ask of this document."""
        return tuple(each for each in demands(self.kind.law, self.case()) if each.binds)

    def sections_for(self, requirement: Requirement) -> tuple[str, ...]:
        """Return the sections of this document that meet the requirement."""
        rules = self.kind.sections_of(DocumentMaker(self.kind, self.case()).template_rule.file)
        return tuple(rule.id for rule in rules if requirement.id in rule.requirements)

    def draft(self, incident: Incident | None = None, *, incomplete: bool = False) -> Draft:
        """Draft the document, from these facts or from others."""
        return draft(
            incident or self.incident, self.kind_id, on=self.day, client=self.client, incomplete=incomplete
        )

    @property
    def docx(self) -> bytes:
        """The finished document, made once."""
        return _docx(self)


@cache
def _docx(base: Base) -> bytes:
    return base.draft().docx


@cache
def _incident(base: Base) -> Incident:
    return incident_of(base.facts)


_DISMISSAL = (("discipline__sanction", "諭旨解雇"),)
_INQUIRY = (("discipline__stage", "調査"), ("discipline__sanction", "調査中"))
_RETIRED = (
    ("discipline__relation", "退職済み"),
    ("discipline__outcome", "退職しており、懲戒することはできない。"),
)
_DECISION = tuple(
    f"discipline.{name}"
    for name in ("sanction", "sanction_detail", "decided_on", "effective_on", "decided_by", "pay_cut")
)
BASES = (
    Base("final", "ppc_report", "lost_pc/incident"),
    Base("preliminary", "ppc_report", "web_intrusion/incident"),
    Base("intrusion_final", "ppc_report", "web_intrusion/final"),
    Base("entrusted", "ppc_report", "misdirected_mail/incident"),
    Base("theft", "ppc_report", "dispatched_worker/client"),
    Base("lost_pc", "victim_apology", "lost_pc/incident"),
    Base("preliminary", "victim_apology", "web_intrusion/incident"),
    Base("entrusted", "victim_apology", "misdirected_mail/incident"),
    Base("lost_pc", "public_notice", "lost_pc/incident"),
    Base("intrusion", "public_notice", "web_intrusion/final"),
    Base("proviso", "client_letter", "misdirected_mail/incident", "kenshin"),
    Base("contract", "client_letter", "misdirected_mail/incident", "seikatsu"),
    Base("dispatch", "client_letter", "dispatched_worker/incident", "hochoki"),
    Base("pay_cut", "disciplinary_memo", "lost_pc/incident"),
    Base("amended_act", "disciplinary_memo", "lost_pc/incident", on=date(2026, 12, 2)),
    Base("dismissal", "disciplinary_memo", "dispatched_worker/incident"),
    Base("urged_to_leave", "disciplinary_memo", "dispatched_worker/incident", changes=_DISMISSAL),
    Base("inquiry", "disciplinary_memo", "lost_pc/incident", changes=_INQUIRY, removed=_DECISION[1:]),
    Base("retired", "disciplinary_memo", "lost_pc/incident", changes=_RETIRED, removed=_DECISION),
)
