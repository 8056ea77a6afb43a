"""What would a document say if it were made again from the facts, and which facts could it state?"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING, Any, Final

from noticegen.documents.drift_align import without_gaps
from noticegen.documents.drift_tokens import Token, plain, tokens
from noticegen.documents.facts_check import HIDDEN, MISSING, fact_findings
from noticegen.documents.make import DocumentMaker, facts_hash
from noticegen.documents.person import specimen
from noticegen.documents.views import View, view
from noticegen.facts.affected_person import AffectedPerson, affected_person
from noticegen.facts.recipients import Recipient
from noticegen.facts.recipients_types import INSERTS
from noticegen.facts.values import Count, Moment
from noticegen.facts.walk import walk
from noticegen.findings import RenderError
from noticegen.ooxml.reading import FinishedDocument, read_document
from noticegen.ooxml.styles import DRAFT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from noticegen.documents.kinds import Kind
    from noticegen.facts.incident import Incident
    from noticegen.facts.recipients_types import Insert
    from noticegen.law.conditions import Case
    from noticegen.ooxml.reading import Place

SOMEBODY: Final = ("\ue000", "\ue001", "\ue002", "\ue003", "\ue004")
"""What stands for name, address, postal code, number and id of a person who is not known."""

_MOST_GAPS: Final = 200
_NAMED: Final = frozenset({"name", "address", "person", "by", "owner", "return_address", "department", "number",
                           "kana", "label", "title"})  # fmt: skip
_NAMED_IN: Final = ("business", "party", "contact", "letter", "discipline", "assessment", "worker_notice")
_SHORTEST_NAME: Final = 3


@dataclass(frozen=True, slots=True)
class Name:
    """A name or an address in the facts: where it stands, and whether a message may repeat it."""

    text: str
    path: str
    is_private: bool


@dataclass(frozen=True)
class Expected:
    """The document as it would be made today: its paragraphs, what it may state, and the names in the facts."""

    document: FinishedDocument
    facts: frozenset[Token]
    names: tuple[Name, ...]
    has_somebody: bool

    def places(self) -> Iterator[Place]:
        """Yield the paragraphs, the stamp of a draft left out."""
        return printed(self.document)

    @property
    def stated(self) -> frozenset[Token]:
        """Everything that the document states."""
        return frozenset(
            token for place in self.document.paragraphs for token in tokens(without_gaps(place.text))
        )


def printed(document: FinishedDocument) -> Iterator[Place]:
    """Yield the paragraphs of a document, the stamp of a draft left out."""
    return (place for place in document.paragraphs if place.style != DRAFT)


def is_filled_in(made: str, edited: str) -> bool:
    """Whether a text is the one with somebody's marks, with a person in their place."""
    if not any(mark in made for mark in SOMEBODY):
        return False
    pattern = "".join(".*" if each in SOMEBODY else re.escape(each) for each in re.sub(r"\s+", "", made))
    return re.fullmatch(pattern, re.sub(r"\s+", "", edited)) is not None


def expected(
    kind: Kind, case: Case, edited: FinishedDocument, person: AffectedPerson | None = None, number: str = ""
) -> Expected | None:
    """Return the document made again, for the person, or for whoever it fits best where none is given.

    None is returned where nothing can be made from these facts.
    """
    if kind.per != "recipient":
        return _made(kind, case, None, "", is_draft=edited.is_draft)
    if person is not None:
        return _made(kind, case, person, number, is_draft=edited.is_draft)
    there = Counter(_key(place) for place in edited.paragraphs)
    found: list[Expected] = []
    best, most, nearest = None, 0, None
    for each in _somebodies(case.incident):
        made = _made(kind, case, each, SOMEBODY[3], is_draft=edited.is_draft)
        if made is None:
            continue
        found.append(made)
        common, whole = _common(there, made)
        if best is None or common > most:
            best, most, nearest = made, common, each
        # The letter to a person may stand whole in the one to an organisation.
        if common == whole and len(made.document.paragraphs) == there.total():
            break
    if best is None or nearest is None:
        return None
    for languages in _pages_added() if len(best.document.paragraphs) < there.total() else ():
        reader = replace(nearest, recipient=replace(nearest.recipient, languages=languages))
        made = _made(kind, case, reader, SOMEBODY[3], is_draft=edited.is_draft)
        if made is not None and (common := _common(there, made)[0]) > most:
            best, most = made, common
            found.append(made)
    # What a letter to another group may state is no invention here.
    facts = frozenset(token for made in found for token in (*made.facts, *made.stated))
    return Expected(best.document, facts, best.names, has_somebody=True)


def _common(there: Counter[str], made: Expected) -> tuple[int, int]:
    """Return how much of a document is as made, less what is not, and what that is where it is whole."""
    mine = Counter(_key(place) for place in made.document.paragraphs if not _is_about_somebody(place))
    return 2 * (there & mine).total() - mine.total(), mine.total()


def _pages_added() -> Iterator[tuple[Insert, ...]]:
    """Yield what the row of a recipient may ask for: pages for foreign residents."""
    return (each for size in range(1, len(INSERTS) + 1) for each in combinations(INSERTS, size))


def _is_about_somebody(place: Place) -> bool:
    return any(mark in place.text for mark in SOMEBODY)


def _key(place: Place) -> str:
    # Not by section: a document may have lost its marks.
    return without_gaps(place.text)


def _somebodies(incident: Incident) -> Iterator[AffectedPerson]:
    """Yield a person for each group, for the whole list, and for each way of writing to somebody."""
    name, address, postal_code, _, identifier = SOMEBODY
    pattern = specimen(incident)
    rows = [(group.id,) for group in incident.group] + [tuple(group.id for group in incident.group)]
    rows += [(one.id, other.id) for one in incident.group for other in incident.group if one.id < other.id]
    for groups in dict.fromkeys(rows):
        for recipient_kind in ("本人", "法人", "誤受領者"):
            # Named one by one, as a row must where not all of a group share an item.
            items = [
                item.name
                for group in incident.group
                if group.id in groups and group.role == "本人" and isinstance(group.items, tuple)
                for item in group.items
            ]
            recipient = Recipient(
                0,
                0,
                identifier,
                name,
                recipient_kind,
                postal_code,
                (address,),
                groups,
                tuple(dict.fromkeys(items)),
            )
            found = affected_person(recipient, incident)
            if isinstance(found, AffectedPerson):
                yield found
    yield pattern


def _made(
    kind: Kind, case: Case, person: AffectedPerson | None, number: str, *, is_draft: bool
) -> Expected | None:
    key = (str(kind.folder), facts_hash(case.incident), case.on, case.client, person, number, is_draft)
    return _remembered(_Key(key, kind, case))


class _Key:
    """What makes a document: equal where the documents are equal."""

    def __init__(self, key: tuple[Any, ...], kind: Kind, case: Case) -> None:
        self.key, self.kind, self.case = key, kind, case

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self.key == other.key

    def __hash__(self) -> int:
        # A person's groups are tables of facts, which cannot be hashed.
        return hash((*self.key[:4], *self.key[5:]))


@lru_cache(maxsize=32)
def _remembered(wanted: _Key) -> Expected | None:
    *_, person, number, is_draft = wanted.key
    maker = DocumentMaker(wanted.kind, wanted.case)
    gaps = _missing(maker) if is_draft else {}
    while True:
        try:
            made = maker.make(person, number, gaps)
        except RenderError as error:
            if error.variable is None or error.variable in gaps or len(gaps) > _MOST_GAPS:
                return None
            gaps = {**gaps, error.variable: ""}
        else:
            break
    document = read_document(made.data)
    said = {*_texts(maker.variables(person, number)), *_facts(maker)}
    return Expected(
        document,
        frozenset(token for text in said for token in tokens(text)),
        tuple(_names(maker)),
        has_somebody=person is not None and person.recipient.name in SOMEBODY,
    )


def _missing(maker: DocumentMaker) -> dict[str, str]:
    """Return the facts whose gaps a draft marks; of what it shows there nothing is compared."""
    found = fact_findings(maker.kind, maker.case, maker.seen)
    return {each.where.path: "" for each in found if each.code in {MISSING, HIDDEN} and each.where.path}


def _texts(value: Any) -> Iterator[str]:  # noqa: ANN401 - what a template sees
    """Yield everything that a template could print."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, View):
        for inner in vars(value).values():
            yield from _texts(inner)
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, tuple | list):
        for inner in value:
            yield from _texts(inner)
    elif value is not None and not isinstance(value, bool):
        yield str(value)


def _facts(maker: DocumentMaker) -> Iterator[str]:
    """Yield every fact that this reader may see, with the days and numbers that it holds."""
    style = maker.case.incident.letter.style
    for _, _, fact in walk(maker.seen):
        yield from _texts(view(fact, style))
        inner: Iterable[object] = ()
        if isinstance(fact, Moment):
            inner = (fact.at, fact.since, fact.until)
        elif isinstance(fact, Count):
            inner = (fact.as_of,)
            numbers = (fact.value, fact.max, fact.min, fact.confirmed)
            yield from (f"{number}{fact.unit}" for number in numbers if number is not None)
        for each in inner:
            if isinstance(each, date | datetime | Moment):
                yield from _texts(view(each, style))


def _names(maker: DocumentMaker) -> Iterator[Name]:
    """Yield the names and addresses that this reader may see, the longest first."""
    found: dict[str, Name] = {}
    for path, _, fact in walk(maker.seen):
        leaf = next((str(part) for part in reversed(path) if isinstance(part, str)), "")
        if not isinstance(fact, str) or leaf not in _NAMED or path[0] not in _NAMED_IN:
            continue
        text = plain(fact).strip()
        if len(text) >= _SHORTEST_NAME and "\n" not in text:
            shown = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
            private = path[0] in {"discipline", "worker_notice"}
            found.setdefault(text, Name(text, shown.lstrip("."), private))
    yield from sorted(found.values(), key=lambda name: -len(name.text))
