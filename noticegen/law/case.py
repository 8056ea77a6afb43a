"""Which incident, on which day, for whom and for whose eyes, is being asked about?"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from noticegen.facts.audience import visible
from noticegen.law.assessment import Applicability, applicable, client_applicability
from noticegen.law.slices import client_slice

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from noticegen.facts.incident import Incident
    from noticegen.facts.tables import Audience


@dataclass(frozen=True)
class Case:
    """An incident on a day, for one client where the document is one client's, read by one audience.

    ``since`` is the state of the facts from which the document before this one was made, where there was one.
    """

    incident: Incident
    on: date
    client: str | None = None
    audience: Audience | None = None
    since: Incident | None = None

    @cached_property
    def applicability(self) -> Applicability:
        """Which items of 規則7条 apply to the business."""
        return applicable(self.incident, self.on)

    @cached_property
    def client_applicability(self) -> Applicability:
        """Which items apply to the client by its own slice. Raises KeyError without a client."""
        return client_applicability(self.incident, self.client or "", self.on)

    @cached_property
    def part(self) -> Incident:
        """The incident, or the client's slice of it, as far as the audience may read it."""
        if self.audience is not None:
            return visible(self.incident, self.audience, client=self.client)
        return self.incident if self.client is None else client_slice(self.incident, self.client)

    @property
    def stage(self) -> str:
        """速報 or 確報; a report that is both is held to the rules of 確報 (通則編ガイドライン3-5-3-4 ※1)."""
        return "確報" if self.incident.report.combined else self.incident.report.stage

    def stage_of(self, document: str) -> str:
        """Return the stage of a kind of document: 調査 or 決定 of the disciplinary memo, else 速報 or 確報."""
        if document == "disciplinary_memo" and self.incident.discipline is not None:
            return self.incident.discipline.stage
        return self.stage

    @property
    def _clients(self) -> tuple[str, ...]:
        if self.client is not None:
            return (self.client,)
        return tuple(party.id for party in self.incident.clients)

    def any_client(self, question: Callable[[Case], bool]) -> bool:
        """Return the answer for the case's client; without one, whether it is yes for any client."""
        return any(question(Case(self.incident, self.on, client)) for client in self._clients)
