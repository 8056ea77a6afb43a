"""What a letter sees of the one person it is written to."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from noticegen.documents.advice import advice_for, situations_of
from noticegen.documents.views import CertaintyView, UnknownView, View, view
from noticegen.documents.window import AddressBlock, address_block, postal_line, window_of
from noticegen.facts.affected_person import AffectedPerson, Part, affected_person
from noticegen.facts.items import item, item_key
from noticegen.facts.recipients import Excluded, Recipient
from noticegen.facts.values import Unknown
from noticegen.japanese.certainty import certainty, surest
from noticegen.japanese.honorifics import addressed, has_honorific

if TYPE_CHECKING:
    from collections.abc import Mapping

    from noticegen.documents.advice import Situation
    from noticegen.facts.event import Group
    from noticegen.facts.incident import Incident
    from noticegen.japanese.certainty import Certainty
    from noticegen.japanese.dates import Style
    from noticegen.ooxml.same import Memory

_REMEMBERED: Final = 1_000
RELATIVES = {"保護者": "保護者様", "御遺族": "御遺族様"}


SHARED: Final = (
    "kind",
    "groups",
    "items",
    "parts",
    "not_included",
    "not_confirmed",
    "range_open",
    "settled",
    "advice",
    "may_name_items",
    "certainty",
    "received",
    "inside",
    "elsewhere",
    "exposed_elsewhere",
)
"""What of the variable ``person`` is the same for all of the same kind with the same groups and items."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What persons have in common, as ``person`` has it, and what a template said of it."""

    facts: Mapping[str, object]
    memory: Memory = field(default_factory=dict)


class _Alike:
    """What is affected of a person, and in which words. Equal are those of whom the very same objects say so."""

    def __init__(self, person: AffectedPerson) -> None:
        self.person = person
        self.kind = person.recipient.kind
        self.may_name = names_items(person.recipient)
        self._identity = (
            id(person.groups),
            id(person.parts),
            id(person.not_included),
            person.received,
            self.kind,
            self.may_name,
        )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Alike) and self._identity == other._identity

    def __hash__(self) -> int:
        return hash(self._identity)


class PersonViews:
    """Gives the variable ``person`` of every letter of an incident; what many persons share is made once."""

    def __init__(self, incident: Incident, style: Style) -> None:
        self._incident = incident
        self._style = style
        self._shared = lru_cache(maxsize=_REMEMBERED)(self._of_data)

    def view(self, person: AffectedPerson, number: str, **more: object) -> View:
        """Return what a letter sees of one person, and what else is given. Name and address are exactly as held."""
        recipient = person.recipient
        return View(
            name=recipient.name,
            honorific=_honorific(recipient),
            addressed=_addressed(recipient),
            called=_called(recipient),
            title=recipient.title or None,
            postal_code=recipient.postal_code or None,
            address=recipient.address,
            window=_window(recipient, self._incident),
            number=number,
            id=recipient.id or None,
            contact_person=recipient.contact_person or None,
            **self.shared(person).facts,
            **more,
        )

    def shared(self, person: AffectedPerson) -> Shared:
        """Return what all persons of the same kind with the same groups and items have in common."""
        return self._shared(_Alike(person))

    def _of_data(self, alike: _Alike) -> Shared:
        nobody = Recipient(number=0, row=0, id="", name="", kind=alike.kind, may_name_items=alike.may_name)
        person, may_name = replace(alike.person, recipient=nobody), alike.may_name
        incident, style = self._incident, self._style
        not_included, not_confirmed = _absent(person, incident) if may_name else ((), ())
        facts = {
            "kind": alike.kind,
            "groups": tuple(view(group, style) for group in person.groups),
            "items": tuple(view(each, style) for each in person.items) if may_name else (),
            "parts": tuple(_part(part, style) for part in person.parts) if may_name else (),
            "not_included": not_included,
            "not_confirmed": not_confirmed,
            "range_open": _range_open(person),
            "settled": _is_settled(person, incident),
            "advice": advice_for(
                [each.name for each in person.items],
                situations=situations_of_person(person),
                groups={group.id for group in person.groups},
                written=incident.advice,
                may_name_items=may_name,
                media=media_received(person),
            ),
            "may_name_items": may_name,
            "certainty": _certainty(person, style),
            "received": person.received,
            "inside": tuple(view(group, style) for group in _inside(person, incident)),
            "elsewhere": tuple(
                View(label=group.label, definition=group.definition, certainty=_rung(group.certainty, style))
                for group in _elsewhere(person, incident)
            ),
            "exposed_elsewhere": _exposed_elsewhere(person, incident),
        }
        return Shared({name: facts[name] for name in SHARED})


def person_view(person: AffectedPerson, incident: Incident, number: str, style: Style) -> View:
    """Return the variable ``person`` of one letter. Name and address are exactly as held."""
    return PersonViews(incident, style).view(person, number)


def in_window(recipient: Recipient, incident: Incident) -> AddressBlock | None:
    """Return the address as it stands in the window, None of a letter that has none: it is handed over."""
    if not recipient.address:
        return None
    postal_code = (postal_line(recipient.postal_code),) if recipient.postal_code else ()
    return address_block(
        (*postal_code, *recipient.address, _addressed(recipient)), window_of(incident.letter)
    )


def _window(recipient: Recipient, incident: Incident) -> View | None:
    block = in_window(recipient, incident)
    return None if block is None else View(lines=block.lines, is_small=block.is_small, fits=block.fits)


def _elsewhere(person: AffectedPerson, incident: Incident) -> tuple[Group, ...]:
    """Return the groups inside the person's own to which the person does not belong, and is better off for it.

    That one is not in a group of the same certainty that holds nothing more says nothing to anybody.
    """
    own = {group.id for group in person.groups}
    held = {key for group in person.groups for key in _keys(group)}
    theirs = surest(group.certainty for group in person.groups if isinstance(group.certainty, str))
    return tuple(
        group
        for group in incident.group
        if group.within in own
        and group.id not in own
        and group.role == "本人"
        and (not held.issuperset(_keys(group)) or surest(_rungs(group, theirs)) != theirs)
    )


def _inside(person: AffectedPerson, incident: Incident) -> tuple[Group, ...]:
    """Return the person's own groups of which those who are only in the group around it are told that they are not."""
    around = {group.within for group in person.groups}
    outer = [group for group in incident.group if group.id in around]
    worse = {each.id for one in outer for each in _elsewhere(replace(person, groups=(one,)), incident)}
    return tuple(group for group in person.groups if group.id in worse)


def _keys(group: Group) -> frozenset[str]:
    items = () if group.items is None or isinstance(group.items, Unknown) else group.items
    return frozenset(item_key(item(each.name).name) for each in items)


def _rungs(group: Group, theirs: Certainty | None) -> tuple[str, ...]:
    """Return the rung of a group and the person's own, each where it is known."""
    own = () if theirs is None else (theirs.value,)
    return (*own, group.certainty) if isinstance(group.certainty, str) else own


def situations_of_person(person: AffectedPerson) -> frozenset[Situation]:
    """Return what happened to the person's data."""
    certainties = (part.certainty for part in person.parts if isinstance(part.certainty, str))
    return situations_of(certainties, received=person.received)


def media_received(person: AffectedPerson) -> tuple[str, ...]:
    """Return on which media other people's data reached the person; none where that is not known."""
    received = [group for group in person.groups if group.role == "誤受領者"]
    known = [group.media for group in received if group.media and not isinstance(group.media, Unknown)]
    return tuple(medium for media in known for medium in media) if len(known) == len(received) else ()


def names_items(recipient: Recipient) -> bool:
    """Return whether the letter names the items: to a relative only where the list says so."""
    return recipient.kind not in RELATIVES or recipient.may_name_items


def specimen(incident: Incident) -> AffectedPerson:
    """Return a person that does not exist, with every item of the first group, to show how a letter looks."""
    group = next((each for each in incident.group if each.role == "本人"), incident.group[0])
    items = () if group.items is None or isinstance(group.items, Unknown) else group.items
    recipient = Recipient(
        number=0,
        row=0,
        id="",
        name="見本 花子",
        postal_code="100-0000",
        address=("東京都架空区見本町1丁目2番3号",),
        groups=(group.id,),
        items=tuple(each.name for each in items),
    )
    found = affected_person(recipient, incident)
    if isinstance(found, Excluded):  # the group has no items: the check of the facts says so
        return AffectedPerson(recipient, (group,), (Part(group.certainty, ()),), (), received=False)
    return found


def _absent(person: AffectedPerson, incident: Incident) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what is not among the person's data, and what was only not found to be among them so far.

    Not found so far is everything while it is open who is in the person's groups or with which items, and what a
    group elsewhere holds until the final report has settled who is in that.
    """
    if _range_open(person):
        return (), person.not_included
    held = {item_key(item(each.name).name) for each in person.items}
    doubtful = {
        item_key(item(each.name).name): (each.name, group.range_open)
        for group in _elsewhere(person, incident)
        if group.items and not isinstance(group.items, Unknown)
        for each in group.items
    }
    stated = {item_key(item(name).name): name for name in person.not_included}
    theirs = {
        key: name for key, (name, is_open) in doubtful.items() if not is_open and key not in {*held, *stated}
    }
    if _is_settled(person, incident):
        return (*stated.values(), *theirs.values()), ()
    return (
        tuple(name for key, name in stated.items() if key not in doubtful),
        (*(name for key, name in stated.items() if key in doubtful), *theirs.values()),
    )


def _is_settled(person: AffectedPerson, incident: Incident) -> bool:
    """Whether it is settled to which groups the person belongs: in the final report, and nothing of them is open."""
    is_open = any(group.range_open for group in _elsewhere(person, incident))
    return incident.report.stage == "確報" and not is_open and not _range_open(person)


def _exposed_elsewhere(person: AffectedPerson, incident: Incident) -> tuple[View, ...]:
    """Return each place where only data of other groups was seen, with the labels of those groups.

    Of the person's own client alone: where the data of another client's customers lay is nothing to this person.
    """
    own = {group.id for group in person.groups}
    clients = {None, *(group.client for group in person.groups)}
    places: dict[str, dict[str, None]] = {}
    for entry in incident.exposure:
        if not entry.groups or entry.client not in clients:
            continue
        theirs = [group for group in incident.group if group.id in entry.groups and group.role == "本人"]
        if theirs and all(group.client in clients for group in theirs):
            places.setdefault(entry.place, {}).update(dict.fromkeys(group.label for group in theirs))
    shared = {
        entry.place for entry in incident.exposure if not entry.groups or own.intersection(entry.groups)
    }
    return tuple(
        View(place=place, labels=tuple(labels)) for place, labels in places.items() if place not in shared
    )


def _range_open(person: AffectedPerson) -> bool:
    return any(group.range_open for group in person.groups if group.role == "本人")


def _part(part: Part, style: Style) -> View:
    return View(certainty=_rung(part.certainty, style), items=view(part.items, style))


def _rung(value: str | Unknown, style: Style) -> CertaintyView | UnknownView:
    seen: CertaintyView | UnknownView = (
        view(value, style) if isinstance(value, Unknown) else CertaintyView(certainty(value))
    )
    return seen


def _certainty(person: AffectedPerson, style: Style) -> CertaintyView | UnknownView:
    found = person.certainty
    return UnknownView("不明") if found is None else _rung(found, style)


def _honorific(recipient: Recipient) -> str:
    return recipient.title or ("御中" if recipient.kind == "法人" else "様")


def _called(recipient: Recipient) -> str:
    """Return the person's name in running text; of an organisation, the person there whose data it is."""
    # In running text an organisation is 様 too; 御中 belongs to the address.
    name = _at_organisation(recipient) or recipient.name
    if recipient.kind == "御遺族" and not name.startswith("故"):
        name = f"故 {name}"
    return name if has_honorific(name) else f"{name}{recipient.title or '様'}"


def _at_organisation(recipient: Recipient) -> str:
    return recipient.contact_person if recipient.kind == "法人" else ""


def _addressed(recipient: Recipient) -> str:
    if contact := _at_organisation(recipient):
        return f"{recipient.name}　{addressed(contact, 'person')}"
    if recipient.title:
        line = recipient.name if has_honorific(recipient.name) else f"{recipient.name} {recipient.title}"
    else:
        line = addressed(recipient.name, "organisation" if recipient.kind == "法人" else "person")
    relative = RELATIVES.get(recipient.kind)
    if recipient.kind == "御遺族" and not line.startswith("故"):
        line = f"故 {line}"
    return f"{line}　{relative}" if relative else line
