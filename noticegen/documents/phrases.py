"""Which phrases of the facts and of a finished document should a lawyer look at, but for those that were accepted?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from noticegen.documents.context import seen_by
from noticegen.documents.free_text import style_findings, styles_in_facts
from noticegen.facts.audience import place_in_file
from noticegen.facts.locate import path_text
from noticegen.facts.walk import walk
from noticegen.findings import Where
from noticegen.japanese.wording import AcceptedPhrase, wording_findings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from noticegen.documents.kinds import Kind
    from noticegen.facts.incident import Incident
    from noticegen.findings import Finding
    from noticegen.law.case import Case
    from noticegen.ooxml.reading import FinishedDocument


def phrase_findings(
    kind: Kind, document: FinishedDocument, incident: Incident | None = None
) -> tuple[Finding, ...]:
    """Return what a document of this kind should put otherwise, and in which paragraph it first stands.

    [[accepted]] makes it a note.
    """
    accepted = _accepted(incident)
    found = wording_findings(document.text, kind.id, kind.law, accepted=accepted)
    placed = (_placed(each, kind, document, accepted) for each in found)
    return (*placed, *style_findings(kind, document, incident))


def _placed(
    finding: Finding, kind: Kind, document: FinishedDocument, accepted: tuple[AcceptedPhrase, ...]
) -> Finding:
    """Return the finding with the first paragraph that gives it; of words that a line break parts, with the file alone."""
    for place in document.paragraphs:
        if finding in wording_findings(place.text, kind.id, kind.law, accepted=accepted):
            return replace(finding, section=place.section, where=Where(document.name, path=str(place)))
    return replace(finding, where=Where(document.name))


def phrases_in_facts(kind: Kind, case: Case) -> Iterator[Finding]:
    """Yield the same of the facts that this kind's readers see, with the place in the file."""
    for path, _, fact in walk(seen_by(kind, case)):
        if isinstance(fact, str) and path[0] != "accepted":
            for finding in wording_findings(fact, kind.id, kind.law, accepted=_accepted(case.incident)):
                place = path_text(place_in_file(case.incident, kind.audience, path, client=case.client))
                yield replace(finding, document="", where=Where(path=place))
    yield from styles_in_facts(kind, case)


def _accepted(incident: Incident | None) -> tuple[AcceptedPhrase, ...]:
    entries = () if incident is None else incident.accepted
    return tuple(AcceptedPhrase(each.name, each.reason, each.phrase) for each in entries)
