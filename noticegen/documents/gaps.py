"""What a draft with gaps prints in place of a fact that is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from noticegen.facts.incident import Incident
from noticegen.facts.problems import title_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FOLLOWING: Final[Mapping[str, tuple[str, ...]]] = {
    "incident.kinds": ("computed.form.incident_kinds",),
    "incident.discoverer": ("computed.form.discoverer",),
    "group[].items": ("computed.form.items", "person.parts[].items"),
    "group[].media": ("computed.form.media",),
    "group[].count": ("computed.total", "computed.client_total"),
    "affected.count": ("computed.total", "computed.client_total"),
    "cause.actor": ("computed.form.cause_actor",),
    "cause.category": ("computed.form.cause_category",),
    "cause.detail": ("computed.form.cause_category",),
    "secondary_damage.status": ("computed.form.secondary_damage",),
    "person_response.status": ("computed.form.person_response",),
    "publication.status": ("computed.form.publication_status",),
    "measure": ("computed.measures_done", "computed.measures_planned"),
}
"""What is computed from a fact: where the fact is missing, a template must not find that there is none."""


NEED_NOT_SAY: Final[Mapping[str, frozenset[str]]] = {
    "contact": frozenset({"toll_free", "owner", "person", "languages", "url", "fax", "valid", "note"}),
    "measure": frozenset({"on", "category"}),
    "cooperation": frozenset({"status"}),
    "business.representative": frozenset({"title"}),
    "person_response.substitute": frozenset({"status", "on", "until", "detail"}),
    "discipline.finding": frozenset({"where", "result", "evidence", "contested", "contention", "judgement"}),
    "discipline.evidence": frozenset({"number", "shows"}),
    "discipline.factor": frozenset({"weighs"}),
}
"""What a table may do without: where the whole table is missing, no gap stands for it."""


class Gap:
    """A missing fact: prints 〓未記入…〓 wherever the template uses it, whatever it asks of it.

    It is true, has every attribute but those that a table need not have, and is an array of one, so that the place
    of the gap is always seen.
    """

    def __init__(self, title: str, path: str, part: str = "") -> None:
        self._title = title
        self._path = path
        self._part = part

    def __str__(self) -> str:
        label = "・".join(each.partition("（")[0] for each in (self._title, self._part) if each)
        return f"〓未記入：{label}（{self._path}）〓"

    def __getattr__(self, name: str) -> Gap | None:
        if name.startswith("_"):
            raise AttributeError(name)
        if name in NEED_NOT_SAY.get(self._path, ()):
            return None
        path = f"{self._path}.{name}"
        # What is no fact of its own is asked of the fact: its day of the week, its text.
        title = title_of(path, Incident)
        return Gap(self._title, path, title) if title else self

    def __iter__(self) -> Iterator[Gap]:
        return iter((self,))

    def __len__(self) -> int:
        return 1

    def __bool__(self) -> bool:
        return True

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Gap) and str(self) == str(other)

    def __hash__(self) -> int:
        return hash(str(self))


class FollowingGap(Gap):
    """What would follow from a missing fact: whatever a template asks of it, the fact itself is named."""

    def __getattr__(self, name: str) -> Gap | None:
        if name.startswith("_"):
            raise AttributeError(name)
        return None if name in NEED_NOT_SAY.get(self._path, ()) else self
