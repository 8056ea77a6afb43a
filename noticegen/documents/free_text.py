"""Which dates and numbers in free text are not as the house style writes them, in which fact, and what to write?

Dates and numbers that are facts of their own are written in the style; sentences are printed as they are.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from noticegen.documents.context import seen_by
from noticegen.documents.views import SAID_DAYS
from noticegen.facts.audience import place_in_file, visible
from noticegen.facts.locate import path_text
from noticegen.facts.walk import walk
from noticegen.findings import Finding, Where
from noticegen.japanese.calendars import other_dates, other_numbers
from noticegen.japanese.wording import PREFIX, AcceptedPhrase, wordings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from noticegen.documents.kinds import Kind
    from noticegen.facts.incident import Incident
    from noticegen.facts.walk import Path
    from noticegen.japanese.calendars import OtherWriting
    from noticegen.japanese.dates import Style
    from noticegen.law.case import Case
    from noticegen.ooxml.reading import FinishedDocument

LOOKED_FOR: Final[Mapping[str, Callable[[str, Style], Iterator[OtherWriting]]]] = {
    "mixed_calendars": other_dates,
    "mixed_numbers": other_numbers,
}
SHOWN: Final = 3
NO_TEXT: Final = (
    frozenset({"accepted", "id", "number", "previous_number", "url", "email", "phone", "fax"}) | SAID_DAYS
)
"""Keys of what is a name or a number of its own, and of days that are written in the style."""


def style_findings(kind: Kind, document: FinishedDocument, incident: Incident | None) -> Iterator[Finding]:
    """Yield what a finished document says in the other style, at the fact that says it, else at its paragraph.

    Without the facts the style is that of the first date.
    """
    style = _style_of(document.text) if incident is None else incident.letter.style
    for name, look in LOOKED_FOR.items():
        if next(look(document.text, style), None) is None:
            continue
        facts = () if incident is None else tuple(_texts(visible(incident, kind.audience)))
        told: dict[Where, list[OtherWriting]] = {}
        sections: dict[Where, str] = {}
        for place in document.paragraphs:
            for found in look(place.text, style):
                path = _said_by(place.text, found.text, facts)
                where = Where(document.name, path=str(place))
                if path is not None and incident is not None:
                    where = Where(path=path_text(place_in_file(incident, kind.audience, path)))
                told.setdefault(where, []).append(found)
                sections.setdefault(where, place.section)
        for where, written in told.items():
            found_here = _finding(name, written, where, _accepted(incident))
            yield replace(found_here, document=kind.id, section=sections[where])


def styles_in_facts(kind: Kind, case: Case) -> Iterator[Finding]:
    """Yield the same of the facts that the readers of this kind see, with the place in the file."""
    for path, fact in _texts(seen_by(kind, case)):
        for name, look in LOOKED_FOR.items():
            if written := list(look(fact, case.incident.letter.style)):
                place = path_text(place_in_file(case.incident, kind.audience, path, client=case.client))
                yield _finding(name, written, Where(path=place), _accepted(case.incident))


def _texts(incident: Incident) -> Iterator[tuple[Path, str]]:
    for path, _, fact in walk(incident):
        if path[0] not in NO_TEXT and path[-1] not in NO_TEXT:
            yield from _strings(path, fact)


def _strings(path: Path, fact: object) -> Iterator[tuple[Path, str]]:
    """Yield a text, and those in the arrays and tables of a kind's own facts."""
    if isinstance(fact, str):
        yield path, fact
    elif isinstance(fact, list):
        for index, entry in enumerate(fact):
            yield from _strings((*path, index), entry)
    elif isinstance(fact, dict):
        for key, entry in fact.items():
            yield from _strings((*path, key), entry)


def _said_by(paragraph: str, written: str, facts: Iterable[tuple[Path, str]]) -> Path | None:
    """Return the path of the fact that a paragraph has the words from: one that it holds a line of, else any."""
    having = [(path, fact) for path, fact in facts if written in fact]
    whole = (
        path
        for path, fact in having
        if any(line in paragraph for line in fact.splitlines() if written in line)
    )
    return next(whole, having[0][0] if having else None)


def _style_of(text: str) -> Style:
    western, era = (
        min((text.find(each.text) for each in other_dates(text, style)), default=len(text))
        for style in ("legal", "company")
    )
    return "company" if western <= era else "legal"


def _accepted(incident: Incident | None) -> tuple[AcceptedPhrase, ...]:
    entries = () if incident is None else incident.accepted
    return tuple(AcceptedPhrase(each.name, each.reason, each.phrase) for each in entries)


def _finding(
    name: str, written: Iterable[OtherWriting], where: Where, accepted: tuple[AcceptedPhrase, ...]
) -> Finding:
    """Return one finding for a fact or a paragraph: the first few that are written otherwise, each as it should be."""
    wording = next(each for each in wordings() if each.id == name)
    each = list(dict.fromkeys(written))
    said = "".join(f"「{one.text}」" for one in each[:SHOWN]) + ("など" if len(each) > SHOWN else "")
    better = "".join(f"「{one.better}」" for one in each[:SHOWN] if one.better is not None)
    by = next((one for one in accepted if all(one.covers(wording, found.text) for found in each)), None)
    code = f"{PREFIX}{name}"
    if by is not None:
        message = f"{said}という表現は、受け入れることとされています（理由: {by.reason}）。"
        return Finding("note", code, message, where=where)
    hint = f"{better}と書いてください。" if better else f"{wording.better}。"
    return Finding("warning", code, f"{said}とあります。{wording.reason}", hint, where=where)
