"""Which requirement does each document meet, as far as the facts, or the finished document itself, tell?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from noticegen.documents.context import seen_by
from noticegen.documents.facts_check import PLACEHOLDER, requirement_findings
from noticegen.documents.sections_check import EMPTY, LEFT_OVER
from noticegen.facts.values import UNWRITTEN_DAY, Unknown, Value
from noticegen.facts.walk import facts_at
from noticegen.law.demands import demands

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from noticegen.documents.kinds import Kind
    from noticegen.facts.incident import Incident
    from noticegen.findings import Finding
    from noticegen.law.conditions import Case
    from noticegen.law.data import Level
    from noticegen.law.requirements import Requirement

State = Literal["said", "unknown", "missing", "in_document"]
"""Said; said to be unknown; missing; to be looked for in the document, for it is not a fact."""

_MARKS: Final = (PLACEHOLDER, str(UNWRITTEN_DAY))


@dataclass(frozen=True, slots=True)
class Met:
    """One cell of the matrix: what one document has of one requirement.

    ``client`` is the party whose letter it is, ``file`` the finished document that was read, None for the facts.
    """

    document: str
    client: str | None
    file: str | None
    requirement: str
    title: str
    level: Level
    sources: tuple[str, ...]
    state: State
    unverified: bool = False


def met_by_facts(rule: Kind, case: Case) -> tuple[Met, ...]:
    """Return every requirement of a document in this case, with what the facts have of it."""
    seen = seen_by(rule, case)
    return tuple(
        _met(rule, case.client, None, requirement, _state(requirement, rule, case, seen))
        for requirement in demands(rule.law, case)
        if not requirement.optional
    )


def met_by_document(rule: Kind, case: Case, file: str, findings: Iterable[Finding]) -> tuple[Met, ...]:
    """Return every requirement of a finished document, given the findings of its check.

    A section that is empty, or still holds a mark of what is to be written, meets nothing.
    """
    wrong = [finding for finding in findings if finding.severity != "note"]
    sections = {finding.section for finding in wrong if finding.code in {EMPTY, LEFT_OVER}}
    lacking = {finding.requirement for finding in wrong}
    lacking |= {name for each in rule.sections if each.id in sections for name in each.requirements}
    return tuple(
        _met(rule, case.client, file, requirement, "missing" if requirement.id in lacking else "said")
        for requirement in demands(rule.law, case)
        if not requirement.optional and (requirement.section or requirement.forbidden_text)
    )


def _met(rule: Kind, client: str | None, file: str | None, requirement: Requirement, state: State) -> Met:
    return Met(
        rule.id,
        client,
        file,
        requirement.id,
        requirement.title,
        requirement.level,
        requirement.sources,
        state,
        requirement.unverified,
    )


def _state(requirement: Requirement, rule: Kind, case: Case, seen: Incident) -> State:
    if any(True for _ in requirement_findings(requirement, rule, case, seen)):
        return "missing"
    facts = tuple(_facts(requirement, seen))
    if not facts:
        return "in_document"
    texts = (fact.model_dump_json() if isinstance(fact, Value) else str(fact) for fact in facts)
    if any(mark in text for text in texts for mark in _MARKS):
        return "missing"
    return "unknown" if any(isinstance(fact, Unknown) for fact in facts) else "said"


def _facts(requirement: Requirement, seen: Incident) -> Iterator[object]:
    """Yield the facts that answer a requirement and are there."""
    for alternatives in requirement.facts:
        for pattern in alternatives.split("|"):
            if not pattern.strip().startswith("person."):
                yield from (fact for _, fact in facts_at(seen, pattern.strip()) if fact is not None)
