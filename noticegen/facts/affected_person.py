"""What of this one person's data is affected? The recipient's row joined with the groups of the incident.

Whatever cannot be said for certain of this person keeps the letter back, with the reason: a letter may name
neither an item too many nor one too few.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from noticegen.facts.event import Item
from noticegen.facts.items import item, item_key
from noticegen.facts.recipients import Excluded, check_against
from noticegen.facts.values import Unknown
from noticegen.japanese.certainty import ladder

if TYPE_CHECKING:
    from collections.abc import Mapping

    from noticegen.facts.event import Group
    from noticegen.facts.incident import Incident
    from noticegen.facts.recipients import Recipient

REASONS: Final = {
    "R301": "どのグループの人か分かりません。グループの欄に {found} のどれかを書いてください。",
    "R302": "グループ「{found}」の項目は、人によって違います。この人の漏えい項目を「漏えい項目」の欄に書いてください。",
    "R303": "漏えい項目の{found}番目が、この人のグループの items にありません。名簿か [[group]] を直してください。",
    "R304": "グループ「{found}」に items がありません。incident.toml のその [[group]] に、items を書いてください。",
}

NOTHING_AFFECTED: Final = (
    "B201",
    "この人の漏えい項目がありません。グループの items か、この人の漏えい項目を書いてください。",
)
"""Code and reason of a row whose letter would have nothing to say, though the person received nothing either."""


@dataclass(frozen=True, slots=True)
class Part:
    """Items of one person about which the same is certain. ``items`` is unknown while the group's are."""

    certainty: str | Unknown
    items: tuple[Item, ...] | Unknown


@dataclass(frozen=True, slots=True)
class AffectedPerson:
    """One recipient with the groups to which the person belongs and the person's own items, surest first."""

    recipient: Recipient
    groups: tuple[Group, ...]
    parts: tuple[Part, ...]
    not_included: tuple[str, ...]
    received: bool

    @property
    def items(self) -> tuple[Item, ...]:
        """The person's own items, those that are known."""
        return tuple(
            each for part in self.parts if not isinstance(part.items, Unknown) for each in part.items
        )

    @property
    def certainty(self) -> str | Unknown | None:
        """The surest rung among the person's items; None for a person of whom nothing leaked."""
        return self.parts[0].certainty if self.parts else None


def affected_person(recipient: Recipient, incident: Incident) -> AffectedPerson | Excluded:
    """Return what is affected of this recipient, or the exclusion of the row with its reason.

    A person belongs to the groups that the row names and to those in which they lie; where the row names none,
    to the only group there is. Items are those of the row, else the group's.
    """
    resolved = check_against(
        recipient, [group.id for group in incident.group], {group.label: group.id for group in incident.group}
    )
    if isinstance(resolved, Excluded):
        return resolved
    found = _affected(resolved.groups, resolved.items, resolved.kind == "誤受領者", _Itself(incident))
    if isinstance(found, _Doubt):
        return Excluded(
            resolved.number,
            resolved.row,
            resolved.id,
            found.code,
            REASONS[found.code].format(found=found.found),
        )
    return AffectedPerson(resolved, *found)


class _Doubt(NamedTuple):
    """Why it cannot be said what is affected: the code of the reason, and what was found."""

    code: str
    found: str = ""


class _Itself:
    """An incident that equals itself alone: to compare its facts would take longer than to join them."""

    def __init__(self, incident: Incident) -> None:
        self.incident = incident

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Itself) and self.incident is other.incident

    def __hash__(self) -> int:
        return id(self.incident)


# The rows of a list name a handful of different groups and items.
@lru_cache(maxsize=1024)
def _affected(
    names: tuple[str, ...], items: tuple[str, ...], is_recipient_only: bool, of: _Itself
) -> tuple[tuple[Group, ...], tuple[Part, ...], tuple[str, ...], bool] | _Doubt:
    """Return groups, parts, what is not included, and whether others' data was received."""
    groups = _groups(names, of.incident)
    if not groups:
        return _Doubt("R301", "、".join(group.id for group in of.incident.group))
    received = is_recipient_only or any(group.role == "誤受領者" for group in groups)
    own = tuple(group for group in groups if group.role == "本人" and not is_recipient_only)
    wanted = {_key(name): name for name in items}
    held: list[tuple[str | Unknown, Item | Unknown]] = []
    for group in own:
        if group.items is None:
            return _Doubt("R304", group.id)
        if isinstance(group.items, Unknown):
            held.append((group.certainty, group.items))
            continue
        if not wanted and any(each.coverage == "一部" for each in group.items):
            return _Doubt("R302", group.id)
        held += [
            (each.certainty or group.certainty, each)
            for each in group.items
            if not wanted or _key(each.name) in wanted
        ]
    known = {_key(each.name) for _, each in held if isinstance(each, Item)}
    strange = [name for key, name in wanted.items() if key not in known]
    if strange and own:
        # What stands there may be anything, an illness for example: the place is told and not the words.
        return _Doubt("R303", str(items.index(strange[0]) + 1))
    return groups, _parts(held), _not_included(own, known), received


def _groups(given: tuple[str, ...], incident: Incident) -> tuple[Group, ...]:
    by_id = {group.id: group for group in incident.group}
    names = list(given) or (list(by_id) if len(by_id) == 1 else [])
    for name in names:
        outer = by_id[name].within
        if outer is not None and outer not in names:
            names.append(outer)
    return tuple(by_id[name] for name in names)


def _parts(held: list[tuple[str | Unknown, Item | Unknown]]) -> tuple[Part, ...]:
    """Return the items by certainty, surest first; an item held twice counts with the surer word."""
    parts: dict[int, list[Item]] = {}
    words: dict[int, str | Unknown] = {}
    open_: list[Part] = []
    seen: set[str] = set()
    for certainty, entry in sorted(held, key=lambda each: _rank(each[0])):
        if isinstance(entry, Unknown):
            open_.append(Part(certainty, entry))
        elif _key(entry.name) not in seen:
            seen.add(_key(entry.name))
            rank = _rank(certainty)
            words.setdefault(rank, certainty)
            parts.setdefault(rank, []).append(entry)
    known = [Part(words[position], tuple(entries)) for position, entries in sorted(parts.items())]
    return tuple(known + open_[:1])


def _rank(certainty: str | Unknown) -> int:
    """Return the place on the ladder, that of the surest being 0; below all others what is unknown."""
    places = _places()
    return len(places) if isinstance(certainty, Unknown) else places[certainty]


@cache
def _places() -> Mapping[str, int]:
    return {rung.value: place for place, rung in enumerate(ladder())}


def _not_included(groups: tuple[Group, ...], held: set[str]) -> tuple[str, ...]:
    """Return what is not included according to every group of the person, and not held.

    A group inside another that says nothing of it takes what the outer one says.
    """
    by_id = {group.id: group for group in groups}

    def stated(group: Group) -> tuple[str, ...]:
        outer = by_id.get(group.within or "")
        return group.not_included or (stated(outer) if outer else ())

    names = [stated(group) for group in groups]
    if not names:
        return ()
    common = set.intersection(*({_key(name) for name in each} for each in names))
    return tuple(name for name in names[0] if _key(name) in common - held)


# An incident and the rows of its list name a handful of items.
@lru_cache(maxsize=1024)
def _key(name: str) -> str:
    return item_key(item(name).name)
