"""Everything that the template of one document sees: its reader's facts, the computed ones, its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from noticegen.documents.computed import computed
from noticegen.documents.gaps import Gap
from noticegen.documents.views import View, empty_table, view
from noticegen.facts.audience import visible
from noticegen.facts.incident import Incident
from noticegen.facts.schema import table_models

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from noticegen.documents.kinds import Kind
    from noticegen.law.conditions import Case


def seen_by(kind: Kind, case: Case) -> Incident:
    """Return the part of the incident that the readers of this document may see."""
    return visible(case.incident, kind.audience, client=case.client)


def of_groups(seen: Incident, group_ids: Iterable[str]) -> Incident:
    """Return the incident with these groups only, and without what is said of other groups."""
    wanted = set(group_ids)

    def concerns(entry: Any) -> bool:  # noqa: ANN401 - any table with groups
        return not entry.groups or bool(wanted.intersection(entry.groups))

    return seen.model_copy(
        update={
            "group": tuple(group for group in seen.group if group.id in wanted),
            "protection": tuple(filter(concerns, seen.protection)),
            "exposure": tuple(filter(concerns, seen.exposure)),
            "advice": tuple(filter(concerns, seen.advice)),
        }
    )


def context(kind: Kind, case: Case, seen: Incident, gaps: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return the variables of a document, without ``person``.

    ``gaps`` maps the paths of missing facts to their titles: they print as visible gaps, for a draft that is
    stamped as incomplete.
    """
    style = case.incident.letter.style
    models = table_models()
    variables: dict[str, Any] = {}
    for name in Incident.model_fields:
        if name in {"format", "document"}:
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
    variables["computed"] = computed(case, seen, kind.id)
    for path, title in (gaps or {}).items():
        _mark(variables, path, title)
    return variables


def _mark(variables: dict[str, Any], path: str, title: str) -> None:
    """Put a visible gap at a path such as ``cause.detail`` or ``group[0].items``."""
    parts = [
        int(part) if part.isdigit() else part for part in path.replace("[", ".").replace("]", "").split(".")
    ]
    target: Any = variables
    for part in parts[:-1]:
        target = target[part] if isinstance(part, int) or isinstance(target, dict) else getattr(target, part)
    if isinstance(target, dict):
        target[str(parts[-1])] = Gap(title, path)
    elif isinstance(target, View):
        setattr(target, str(parts[-1]), Gap(title, path))
