"""What has become of a document since it was made: is it still marked, does it still say what the facts say?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from noticegen.documents.drift import drift_findings
from noticegen.documents.drift_expected import expected
from noticegen.documents.drift_sections import with_sections
from noticegen.documents.unmarked import twice_findings, unmarked_findings, with_unmarked

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from noticegen.documents.drift_expected import Expected
    from noticegen.documents.kinds import Kind
    from noticegen.facts.affected_person import AffectedPerson
    from noticegen.findings import Finding
    from noticegen.law.case import Case
    from noticegen.ooxml.reading import FinishedDocument, Place


@dataclass(frozen=True)
class Edited:
    """A document with its unmarked sections found, beside the one that would be made from the facts today.

    ``made`` is None where the facts are not known, or where nothing can be made from them.
    """

    kind: Kind
    template: str
    document: FinishedDocument
    unmarked: Mapping[str, Place]
    made: Expected | None = None
    case: Case | None = None
    is_ours: bool = True
    """Whether it was made from the template beside which it is laid: else only its sections are compared."""

    @property
    def usual(self) -> str:
        """What the document says as it would be made from the facts."""
        return "" if self.made is None else self.made.document.text

    def findings(self, person: AffectedPerson | None = None, *, strict: bool = False) -> Iterator[Finding]:
        """Yield what is no longer marked, what is there twice, and what the facts say otherwise."""
        yield from unmarked_findings(
            self.kind, self.template, self.document, dict(self.unmarked), strict=strict
        )
        if self.made is None or self.case is None:
            return
        yield from twice_findings(self.kind, self.template, self.document, self.made.document)
        yield from drift_findings(
            self.kind,
            self.case,
            self.document,
            self.made,
            template=self.template,
            person=person,
            strict=strict,
            only_sections=not self.is_ours,
        )


def edited(  # noqa: PLR0913 - everything that a document is made from
    kind: Kind,
    template: str,
    document: FinishedDocument,
    case: Case | None = None,
    *,
    law_date: date | None = None,
    person: AffectedPerson | None = None,
    number: str = "",
    is_ours: bool = True,
) -> Edited:
    """Return what has become of a document of this kind and template.

    ``law_date`` is the day that the document bears, ``person`` and ``number`` of whom a letter is, where known,
    ``is_ours`` whether it was made from this very template.
    """
    made = None
    if case is not None:
        case = replace(case, on=law_date) if law_date else case
        made = expected(kind, case, document, person, number)
    found, unmarked = with_unmarked(kind, template, document, None if made is None else made.document)
    if made is not None:
        found = with_sections(found, made, {rule.id: rule.title for rule in kind.sections_of(template)})
    return Edited(kind, template, found, unmarked, made, case, is_ours)
