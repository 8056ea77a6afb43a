"""Design: facts are "frozen, typed values"; written as a file again, they are the same facts.

``load(dump(incident)) == incident``.
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import event, given

from noticegen.facts.dump import dump_incident
from noticegen.facts.incident import Incident
from noticegen.facts.load import load_incident
from noticegen.findings import FactsError
from tests.documents.cases import EXAMPLES, INCIDENTS
from tests.documents.markers import marked_incident
from tests.property.strategies import facts, file_of

SHIPPED = [path for path in EXAMPLES.rglob("*.toml") if "format = 1" in path.read_text("utf-8")]


@given(facts().map(file_of))
def test_an_incident_of_any_facts_is_read_back_equal(file: bytes) -> None:
    try:
        incident = load_incident(file)
    except FactsError:
        event("refused by the model")
        return
    event("compared")
    assert load_incident(dump_incident(incident).encode()) == incident


@pytest.mark.parametrize(
    "path", [*SHIPPED, *INCIDENTS.glob("*.toml")], ids=lambda path: f"{path.parent.name}/{path.name}"
)
def test_every_shipped_incident_is_read_back_equal(path: Any) -> None:
    incident = load_incident(path)
    assert load_incident(dump_incident(incident).encode()) == incident


@pytest.mark.parametrize("unknown", [False, True])
def test_an_incident_that_says_every_fact_there_is_is_read_back_equal(unknown: bool) -> None:
    incident, _ = marked_incident(unknown=unknown)
    assert Incident.model_validate(incident.model_dump(exclude_unset=True, exclude_none=True)) == incident
