"""The examples with facts of a kind's own, and the kinds that are made only when asked for."""

from __future__ import annotations

import tomllib
from copy import deepcopy
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from noticegen.documents.check import check_document
from noticegen.documents.draft import Draft, draft
from noticegen.documents.kinds import kind
from noticegen.documents.sections_check import FORBIDDEN
from noticegen.facts.incident import Incident
from noticegen.ooxml.compose import compose
from noticegen.ooxml.reading import FinishedDocument, read_document

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted(str(file.relative_to(ROOT / "examples")) for file in ROOT.glob("examples/*/*.toml"))
LOST_PC = "lost_pc/incident.toml"
HOST = "dispatched_worker/client.toml"
INTRUSION = "web_intrusion/incident.toml"
MISDIRECTED = "misdirected_mail/incident.toml"


@cache
def _raw(example: str) -> dict[str, Any]:
    return tomllib.loads((ROOT / "examples" / example).read_text("utf-8"))


def facts(example: str, **tables: Any) -> dict[str, Any]:
    """Return the plain tables of an example with these in place of its own; None takes a table away."""
    changed = {**deepcopy(_raw(example)), **tables}
    return {name: table for name, table in changed.items() if table is not None}


def asked(example: str, name: str, own: dict[str, Any] | None = None, **tables: Any) -> Incident:
    """Return an example with the own facts of one kind."""
    return Incident.model_validate(facts(example, **{"document": {name: own or {}}, **tables}))


def bare(name: str, own: dict[str, Any] | None = None, **tables: Any) -> Incident:
    """Return an incident that says next to nothing."""
    smallest = {
        "format": 1,
        "incident": {"title": "架空の事案", "kinds": ["漏えいのおそれ"], "known_on": date(2026, 11, 1)},
        "business": {"name": "株式会社架空商事"},
        "letter": {"date": date(2026, 11, 10)},
        "report": {"stage": "速報"},
        "group": [{"id": "members", "label": "会員", "certainty": "調査中"}],
        "document": {name: own or {}},
    }
    return Incident.model_validate({**smallest, **tables})


def made(incident: Incident, name: str, *, incomplete: bool = False) -> Draft:
    return draft(incident, name, on=incident.letter.date, incomplete=incomplete)


def document(incident: Incident, name: str) -> FinishedDocument:
    return read_document(made(incident, name).docx)


def section(finished: FinishedDocument, name: str) -> str:
    """Return the text of one section; it must be there once."""
    (text,) = [each.text for each in finished.sections if each.id == name]
    return text


def forbidden(name: str, sentence: str, incident: Incident) -> set[str]:
    """Return the requirements that a sentence offends when somebody writes it into a document of this kind."""
    written = compose(f"[body]\n[section added 追記]\n{sentence}\n[/section]\n")
    found = check_document(written, incident, document=name, on=incident.letter.date)
    return {each.requirement for each in found if each.code == FORBIDDEN}


def outlines_match(name: str) -> bool:
    """Whether each Word file of the kind is the one that its outline makes."""
    folder = kind(name).folder
    return all(
        (folder / rule.file).read_bytes()
        == compose((folder / rule.file).with_suffix(".txt").read_text("utf-8"))
        for rule in kind(name).templates
    )


def sections_stand_in_the_template(name: str) -> bool:
    rule = kind(name)
    return all(
        f"[section {each.id} " in (rule.folder / template.file).with_suffix(".txt").read_text("utf-8")
        for template in rule.templates
        for each in rule.sections_of(template.file)
    )
