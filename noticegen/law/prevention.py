"""Which measures answer a cause, and which cause of this incident has none?"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, Literal

from noticegen.facts.values import known
from noticegen.findings import Finding, Where
from noticegen.law.data import table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from noticegen.facts.incident import Incident

Category = Literal["組織的", "人的", "物理的", "技術的"]

UNANSWERED: Final = "C131"
ENTRUSTEE: Final = "委託先"
MOST_EXAMPLES: Final = 3


@dataclass(frozen=True, slots=True)
class PreventiveMeasure:
    """A measure of the catalogue: the causes that it answers, its wording, and what the company should ask itself."""

    id: str
    answers: tuple[str, ...]
    category: Category
    what: str
    question: str
    words: tuple[str, ...]


@cache
def catalogue() -> tuple[PreventiveMeasure, ...]:
    """Return every measure of the catalogue. Practice, never law: 法23条 asks for what is necessary and suitable."""
    return tuple(
        PreventiveMeasure(**{**entry, "answers": tuple(entry["answers"]), "words": tuple(entry["words"])})
        for entry in table("prevention")["measure"]
    )


def measures_for(categories: Iterable[str]) -> tuple[PreventiveMeasure, ...]:
    """Return the measures that answer any of these causes, in the order of the catalogue.

    The causes are the words of ``cause.category``, and 委託先 where the event happened at an entrustee.
    """
    wanted = set(categories)
    return tuple(measure for measure in catalogue() if wanted.intersection(measure.answers))


def unanswered_causes(incident: Incident) -> tuple[Finding, ...]:
    """Return a note for each known cause that no [[measure]] answers, by its ``answers`` or by its words.

    A cause of which the catalogue knows nothing (その他) is not asked about.
    """
    return tuple(
        _note(cause, measures)
        for cause in _causes(incident)
        if (measures := measures_for([cause])) and not _is_answered(cause, measures, incident)
    )


def _causes(incident: Incident) -> tuple[str, ...]:
    if incident.cause is None:
        return ()
    categories = known(incident.cause.category) or ()
    at_entrustee = (ENTRUSTEE,) if known(incident.cause.actor) == ENTRUSTEE else ()
    return tuple(dict.fromkeys((*categories, *at_entrustee)))


def _is_answered(cause: str, measures: Iterable[PreventiveMeasure], incident: Incident) -> bool:
    words = {word for measure in measures for word in measure.words}
    return any(
        cause in measure.answers or (not measure.answers and any(word in measure.what for word in words))
        for measure in incident.measure
    )


def _note(cause: str, measures: tuple[PreventiveMeasure, ...]) -> Finding:
    # One of each category first: a rule without a lock, or a lock without a rule, is half an answer.
    first = {measure.category: measure for measure in reversed(measures)}
    chosen = sorted(first.values(), key=measures.index)[:MOST_EXAMPLES]
    examples = "／".join(f"{measure.what}（{measure.category}）" for measure in chosen)
    return Finding(
        "note",
        UNANSWERED,
        f"原因「{cause}」に対応する再発防止のための措置が見当たりません。自問: {chosen[0].question}",
        f'[[measure]] に書くか、対応する措置に answers = ["{cause}"] を加えてください。例: {examples}',
        where=Where(path="measure"),
        sources=("通則編ガイドライン3-5-2", "法23条"),
    )
