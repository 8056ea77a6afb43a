"""Do independent referees of the Word format accept what is made from every example?"""

from __future__ import annotations

import json
import subprocess
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from openxml_audit import OpenXmlValidator

from noticegen.documents.applicable import applicable_kinds
from noticegen.documents.draft import Draft, drafts
from noticegen.documents.kinds import kinds
from noticegen.facts.load import load_incident

if TYPE_CHECKING:
    from noticegen.documents.kinds import Kind
    from noticegen.facts.incident import Incident

EXAMPLES = Path(__file__).parent.parent / "examples"
INCIDENTS = sorted(EXAMPLES.glob("*/*.toml"))
WITH_CLIENTS = EXAMPLES / "misdirected_mail" / "incident.toml"
WITH_EVERYTHING = EXAMPLES / "lost_pc" / "incident.toml"


@cache
def loaded(file: Path) -> Incident:
    return load_incident(file)


def made(incident: Incident, kind: str) -> tuple[Draft, ...]:
    return drafts(incident, kind, on=incident.letter.date)


def with_own_facts(incident: Incident, kind: Kind) -> Incident:
    """Return the incident with something said in every fact of the kind's own."""
    sample = {
        "text": "架空の記載",
        "date": incident.letter.date,
        "count": 1,
        "flag": True,
        "list": ["架空"],
        "addressee": "株式会社架空商事",
    }
    own = {fact.name: sample[fact.type] for fact in kind.facts}
    return incident.model_copy(update={"document": {kind.id: own}})


@pytest.mark.parametrize("file", INCIDENTS, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_a_port_of_the_open_xml_sdk_accepts_every_document_of_every_example(
    file: Path, tmp_path: Path
) -> None:
    names = applicable_kinds(loaded(file))
    assert names
    for draft in (each for kind in names for each in made(loaded(file), kind)):
        path = draft.save(tmp_path / f"{draft.name}.docx")
        assert [str(error) for error in OpenXmlValidator().validate(str(path)).errors] == [], draft.name


@pytest.mark.external("ooxml-validator")
@pytest.mark.parametrize("kind", kinds().values(), ids=list(kinds()))
def test_the_open_xml_sdk_accepts_a_document_of_every_kind(kind: Kind, tmp_path: Path) -> None:
    file = WITH_CLIENTS if kind.per == "client" else WITH_EVERYTHING
    incident = with_own_facts(loaded(file), kind)
    # With gaps where this example lacks a fact: what is asked here is only whether Word can open it.
    for draft in drafts(incident, kind.id, on=incident.letter.date, incomplete=True):
        path = draft.save(tmp_path / f"{draft.name}.docx")
        done = subprocess.run(["ooxml-validator", str(path)], capture_output=True, text=True, check=False)
        assert json.loads(done.stdout)["errors"] == [], draft.name
