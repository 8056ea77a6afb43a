"""What must a document of this kind contain, by which provision, on this day?"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from noticegen.law.data import BINDING, HERE, InForce, Level, in_force, table

if TYPE_CHECKING:
    from datetime import date

Unknown = Literal["never", "allowed", "with_reason"]
"""Whether 調査中 may stand: not at all, freely, or with the reason and the promise to supplement."""

FINAL_STAGES = frozenset({"確報", "決定"})


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing that a document must contain, or must not say.

    ``when`` names a function of :mod:`noticegen.law.conditions`; where it does not hold, ``otherwise`` is the
    level that remains (None: nothing is demanded). ``given`` names a condition without which the entry makes no
    sense at all, at no level. ``facts`` lists paths that must all be said (``a | b``: one of
    them; ``group[].items``: in each group; ``person.…``: of the recipient); where it is empty the section alone
    is looked at. ``section`` is False where no section of the document answers it, ``optional`` where its absence
    is never told. Until the condition ``together_until`` holds, what is missing is told together with others.
    ``forbidden_text`` are regular expressions that the finished document may not match.
    """

    id: str
    document: str
    title: str
    level: Level
    sources: tuple[str, ...]
    when: str
    facts: tuple[str, ...]
    unknown_preliminary: Unknown
    unknown_final: Unknown
    in_force: InForce
    checked_on: date
    otherwise: Level | None = None
    given: str = "always"
    section: bool = True
    optional: bool = False
    together_until: str | None = None
    forbidden_text: tuple[str, ...] = ()
    hint: str = ""
    note: str = ""
    unverified: bool = False

    @property
    def binds(self) -> bool:
        """Whether a lack blocks the document: statute or case law."""
        return self.level in BINDING

    def unknown_at(self, stage: str) -> Unknown:
        """Return whether a fact may be unknown at 速報・調査, or at 確報・決定 (通則編ガイドライン3-5-3-4)."""
        return self.unknown_final if stage in FINAL_STAGES else self.unknown_preliminary


def document_kinds() -> tuple[str, ...]:
    """Return the kinds of document about which the law is recorded, in alphabetical order."""
    return tuple(sorted(path.stem for path in (HERE / "requirements").glob("*.toml")))


def requirements(document: str | None = None, on: date | None = None) -> tuple[Requirement, ...]:
    """Return the requirements of one kind of document, or of all, that are in force on the day.

    Without a day, all that were ever in force. A kind that is not recorded has no requirements.
    """
    kinds = document_kinds() if document is None else (document,)
    return tuple(entry for kind in kinds for entry in _recorded(kind) if entry.in_force.on(on))


@cache
def recorded_since(document: str) -> date | None:
    """Return the first day whose binding law on this kind of document is recorded, None where none binds it.

    Before that day nothing can be said about what the document must hold.
    """
    return min((entry.in_force.since for entry in requirements(document) if entry.binds), default=None)


@cache
def _recorded(document: str) -> tuple[Requirement, ...]:
    if document not in document_kinds():
        return ()
    return tuple(_requirement(entry) for entry in table(f"requirements/{document}")["requirement"])


def _requirement(entry: dict[str, Any]) -> Requirement:
    plain = {key: value for key, value in entry.items() if key not in {"unknown", "in_force"}}
    for key in ("sources", "facts", "forbidden_text"):
        plain[key] = tuple(plain.get(key, ()))
    return Requirement(
        **plain,
        unknown_preliminary=entry["unknown"]["preliminary"],
        unknown_final=entry["unknown"]["final"],
        in_force=in_force(entry),
    )
