"""One client's part of the event: our own knowledge of it, and nothing of another client's."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from noticegen.facts.audience import visible
from noticegen.facts.load import load_incident
from noticegen.law.deadlines import deadlines

EXAMPLE = Path(__file__).parents[2] / "examples" / "misdirected_mail" / "incident.toml"


def test_a_client_reads_our_knowledge_of_its_own_part() -> None:
    incident = load_incident(EXAMPLE)
    seen = visible(incident, "取引先", client="seikatsu").incident
    assert seen.known_on == date(2026, 11, 17)
    assert seen.known_by == "品質管理部"
    assert seen.discoverer == "自社"


def test_another_client_reads_the_day_of_the_incident() -> None:
    incident = load_incident(EXAMPLE)
    assert visible(incident, "取引先", client="kenshin").incident.known_on == date(2026, 11, 16)
    assert visible(incident, "委員会").incident.known_on == date(2026, 11, 16)


def test_the_contract_clock_of_a_client_starts_with_our_knowledge_of_its_part() -> None:
    due = deadlines(load_incident(EXAMPLE), on=date(2026, 11, 22))
    started = {
        each.counted_from for each in due if each.party == "seikatsu" and each.id.startswith("contract")
    }
    assert started == {date(2026, 11, 17)}


def test_what_our_knowledge_leaves_open_is_not_filled_from_another_clients_discovery() -> None:
    incident = load_incident(EXAMPLE)
    bare = tuple(
        entry.model_copy(update={"discovered_on": None, "discoverer": None, "discoverer_detail": None})
        for entry in incident.knowledge
    )
    seen = visible(incident.model_copy(update={"knowledge": bare}), "取引先", client="seikatsu").incident
    assert (seen.discovered_on, seen.discoverer, seen.discoverer_detail) == (None, None, None)
