"""What does a text that was written for a client say to another reader: who is 貴社?

The facts may call the client that reads them 貴社. To the persons whose data they are, that is somebody by name.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from operator import is_not
from typing import TYPE_CHECKING, Any, Final

from noticegen.documents.clients import addressed
from noticegen.documents.context import seen_by
from noticegen.documents.person import PersonViews
from noticegen.facts.affected_person import Part
from noticegen.facts.totals import client_groups
from noticegen.facts.values import Value

if TYPE_CHECKING:
    from noticegen.documents.kinds import Kind
    from noticegen.facts.affected_person import AffectedPerson
    from noticegen.facts.incident import Incident
    from noticegen.facts.parties import Party
    from noticegen.law.conditions import Case

USUAL: Final = ("貴社", "御社")
_REMEMBERED: Final = 1_000


class Reading:
    """A case as the readers of one kind of document read it; given a client, as its customers do."""

    def __init__(self, kind: Kind, case: Case, client: Party | None = None) -> None:
        """Put the name of the client wherever a fact speaks to it: once, for the letters to all its customers."""
        self._words = None if client is None else _words(client)
        self._name = "" if client is None else client.name
        self.case = case
        if client is not None:
            self.case = replace(case, incident=self._said(case.incident), since=self._said(case.since))
        self._speaks = self.case.incident is not case.incident
        self.seen = seen_by(kind, self.case)
        self.persons = PersonViews(self.seen, case.incident.letter.style)
        # Persons with the same groups and items must share what is said of them: what is made once is known by it.
        self._of_person = lru_cache(maxsize=_REMEMBERED)(self._said)

    def person(self, person: AffectedPerson) -> AffectedPerson:
        """Return the person as the letter reads the facts; name and address are exactly as held."""
        if not self._speaks:
            return person
        groups, parts, absent = self._of_person((person.groups, person.parts, person.not_included))
        return replace(person, groups=groups, parts=parts, not_included=absent)

    def _said(self, fact: Any) -> Any:  # noqa: ANN401 - any fact
        return fact if self._words is None else _named(fact, self._words, self._name)


def clients_of_person(incident: Incident, person: AffectedPerson) -> tuple[str, ...]:
    """Return the ids of the clients in whose slices the person's groups are."""
    own = {group.id for group in person.groups}
    return tuple(
        party.id
        for party in incident.clients
        if own.intersection(group.id for group in client_groups(incident, party.id))
    )


def reading_of(kind: Kind, case: Case, clients: tuple[str, ...]) -> Reading:
    """Return the case as persons with these clients read it. Of several nobody knows which one a text speaks to."""
    if kind.audience != "本人" or len(clients) != 1:
        return Reading(kind, case)
    return Reading(kind, case, case.incident.party_named(clients[0]))


def _words(client: Party) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, dict.fromkeys((addressed(client), *USUAL)))))


def _named(fact: Any, words: re.Pattern[str], name: str) -> Any:  # noqa: ANN401 - any fact
    """Return a fact with the name in place of the words; the very same object where they are not in it."""
    if isinstance(fact, str):
        return words.sub(lambda _: name, fact) if words.search(fact) else fact
    if isinstance(fact, tuple | list):
        entries = [_named(each, words, name) for each in fact]
        return type(fact)(entries) if any(map(is_not, entries, fact)) else fact
    if isinstance(fact, dict):
        values = _named(tuple(fact.values()), words, name)
        return dict(zip(fact, values, strict=True)) if any(map(is_not, values, fact.values())) else fact
    if isinstance(fact, Part):
        return Part(_named(fact.certainty, words, name), _named(fact.items, words, name))
    if isinstance(fact, Value):
        said = {key: (each, _named(each, words, name)) for key, each in fact.__dict__.items()}
        changed = {key: after for key, (before, after) in said.items() if after is not before}
        return fact.model_copy(update=changed) if changed else fact
    return fact
