"""Everything that the template of one document sees: its reader's facts, the computed ones, its own."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING, Any, Final

from noticegen.documents.computed import computed
from noticegen.documents.gaps import FOLLOWING, FollowingGap, Gap
from noticegen.documents.views import View, empty_table, view
from noticegen.facts.audience import visible
from noticegen.facts.incident import Incident
from noticegen.facts.schema import table_models
from noticegen.facts.walk import is_said

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from noticegen.documents.kinds import Kind
    from noticegen.facts.affected_person import AffectedPerson
    from noticegen.facts.tables import Table
    from noticegen.law.conditions import Case

DISCIPLINE: Final = "disciplinary_memo"


def seen_by(kind: Kind, case: Case) -> Incident:
    """Return the part of the incident that the readers of this document may see.

    What concerns the employee is for the disciplinary record alone, whoever else within the business reads.
    """
    seen = visible(case.incident, kind.audience, client=case.client)
    return seen if kind.law == DISCIPLINE else seen.model_copy(update={"discipline": None})


def of_person(
    seen: Incident, incident: Incident, person: AffectedPerson, clients: Collection[str]
) -> Incident:
    """Return the incident as it concerns one person: its groups, and nothing said of other groups or clients.

    ``clients`` are those of the person's groups. The person knows them, so their names may stand in the letter
    although [[party]] is closed to persons; other clients of the business stay unknown.
    """
    wanted = {group.id for group in person.groups}

    def concerns(entry: Table) -> bool:
        groups = getattr(entry, "groups", ())
        client = getattr(entry, "client", None)
        return (not groups or bool(wanted.intersection(groups))) and (client is None or client in clients)

    update: dict[str, Any] = {
        name: tuple(entry for entry in value if concerns(entry))
        for name in Incident.model_fields
        if isinstance(value := getattr(seen, name), tuple)
    }
    update["group"] = tuple(group for group in seen.group if group.id in wanted)
    others = {party.id for party in incident.clients} - set(clients)
    known = {party.id for party in seen.party}
    update["party"] = (
        *(each for each in seen.party if each.id not in others),
        *(each for each in incident.party if each.id in clients and each.id not in known),
    )
    return seen.model_copy(update=update)


def context(kind: Kind, case: Case, seen: Incident, clients: Collection[str] = ()) -> dict[str, Any]:
    """Return the variables of a document, without ``person``.

    ``clients`` are the clients of the person written to: numbers are then those of their slice.
    """
    style = case.incident.letter.style
    models = table_models()
    variables: dict[str, Any] = {}
    for name in Incident.model_fields:
        if name == "format":
            continue
        value = getattr(seen, name)
        if name == "group":
            # Who wrongly received data is no affected person; computed.receivers has them.
            value = tuple(group for group in value if group.role == "本人")
        if name == "attachment":
            value = tuple(each for each in value if not each.documents or kind.id in each.documents)
        variables[name] = empty_table(models[name]) if value is None else view(value, style)
    own = seen.document.get(kind.id, {})
    variables["document"] = View(**{fact.name: view(own.get(fact.name), style) for fact in kind.facts})
    variables["computed"] = computed(case, seen, kind.id, clients)
    return variables


def with_gaps(
    variables: Mapping[str, Any], gaps: Mapping[str, str], groups: Sequence[str] = ()
) -> dict[str, Any]:
    """Return the variables with visible gaps at dotted names such as ``cause.detail`` or ``group[0].items``.

    ``groups`` are the ids of the groups by their number in the file: a reader may see fewer. ``group[].items``
    marks every group that says nothing. Where a table around a missing fact is itself missing, the gap stands
    for the whole table. What follows from a missing fact is marked with it.
    """
    marked = deepcopy(dict(variables))
    for path, title in gaps.items():
        for target, name in list(_targets(marked, _parts(_numbered(path, marked, groups)))):
            if "[]" not in path or _says_nothing(_get(target, name)):
                _put(target, name, Gap(title, path))
        for following in FOLLOWING.get(re.sub(r"\d+", "", path), ()):
            if following.partition(".")[0] not in marked:
                continue
            for target, name in list(_targets(marked, _parts(following))):
                if _says_nothing(_get(target, name)):
                    _put(target, name, FollowingGap(title, path))
    return marked


def _parts(path: str) -> list[str]:
    return path.replace("[]", ".*").replace("[", ".").replace("]", "").split(".")


def _numbered(path: str, variables: Mapping[str, Any], groups: Sequence[str]) -> str:
    """Return the path with the number that the group has among those that the reader sees."""
    match = re.match(r"group\[(\d+)\]", path)
    if match is None or int(match[1]) >= len(groups):
        return path
    seen = [group.id for group in variables["group"]]
    wanted = groups[int(match[1])]
    # A group that the reader does not see has no place: a number beyond the last leads nowhere.
    number = seen.index(wanted) if wanted in seen else len(seen)
    return f"group[{number}]{path[match.end() :]}"


def _says_nothing(value: object) -> bool:
    """Whether a variable is absent, blank or empty, or a field of the form without an answer."""
    return not is_said(value) or getattr(value, "answered", True) is False


def _targets(node: Any, parts: list[str]) -> Iterator[tuple[Any, str]]:  # noqa: ANN401 - views, arrays, dicts
    """Yield every (container, name) that the path leads to; an absent container is itself what it leads to."""
    name, rest = parts[0], parts[1:]
    if not rest:
        yield node, name
        return
    entries = enumerate(node) if name == "*" and isinstance(node, tuple) else [(name, _get(node, name))]
    for key, child in entries:
        if child is None or child == ():
            yield node, str(key)
        elif not isinstance(child, Gap):
            yield from _targets(child, rest)


def _get(node: Any, name: str) -> Any:  # noqa: ANN401
    if isinstance(node, tuple):
        return node[int(name)] if name.isdigit() and int(name) < len(node) else None
    return node.get(name) if isinstance(node, dict) else getattr(node, name, None)


def _put(target: Any, name: str, gap: Gap) -> None:  # noqa: ANN401
    if isinstance(target, dict):
        target[name] = gap
    elif isinstance(target, View):
        setattr(target, name, gap)
