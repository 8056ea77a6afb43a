"""What does the law demand of a kind of document on a day, and what is about to change?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from noticegen.documents.kinds import kind
from noticegen.facts.values import today
from noticegen.law.changes import changes, stale_requirements
from noticegen.law.requirements import requirements

if TYPE_CHECKING:
    import os
    from datetime import date

    from noticegen.law.changes import Change
    from noticegen.law.requirements import Requirement


@dataclass(frozen=True, slots=True)
class LawReport:
    """The requirements in force on a day, and the changes of the law that concern their documents."""

    on: date
    requirements: tuple[Requirement, ...]
    changes: tuple[Change, ...]


def law_report(
    document: str | None = None,
    *,
    on: date | None = None,
    stale: int | None = None,
    templates: str | os.PathLike[str] | None = None,
) -> LawReport:
    """Return what is demanded of one kind of document, or of all.

    A kind of a firm's own has the requirements of the kind on which it is based. ``stale`` leaves only what
    nobody has checked for more than so many days.

    Raises:
        TemplateError: there is no such kind.
    """
    day = on or today()
    name = None if document is None else kind(document, templates).law
    found = requirements(name, day)
    if stale is not None:
        found = tuple(entry for entry in stale_requirements(day, stale) if entry in found)
    coming = tuple(change for change in changes() if name is None or name in change.affects)
    return LawReport(day, found, coming)
