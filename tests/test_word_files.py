"""Do independent referees of the Word format accept what is made from every example?"""

from __future__ import annotations

import json
import subprocess
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from openxml_audit import OpenXmlValidator

from noticegen.documents.check import applicable_kinds
from noticegen.documents.draft import Draft, drafts
from noticegen.documents.kinds import kinds
from noticegen.facts.load import load_incident

if TYPE_CHECKING:
    from noticegen.facts.incident import Incident

EXAMPLES = Path(__file__).parent.parent / "examples"
INCIDENTS = sorted(EXAMPLES.glob("*/*.toml"))
OF_KIND = {
    "client_letter": "misdirected_mail/incident.toml",
    "disciplinary_memo": "lost_pc/incident.toml",
    "ppc_report": "web_intrusion/incident.toml",
    "public_notice": "lost_pc/incident.toml",
    "victim_apology": "lost_pc/incident.toml",
}


@cache
def loaded(file: Path) -> Incident:
    return load_incident(file)


def made(file: Path, kind: str) -> tuple[Draft, ...]:
    incident = loaded(file)
    return drafts(incident, kind, on=incident.letter.date)


@pytest.mark.parametrize("file", INCIDENTS, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_a_port_of_the_open_xml_sdk_accepts_every_document_of_every_example(
    file: Path, tmp_path: Path
) -> None:
    names = applicable_kinds(loaded(file))
    assert names
    for draft in (each for kind in names for each in made(file, kind)):
        path = draft.save(tmp_path / f"{draft.name}.docx")
        assert [str(error) for error in OpenXmlValidator().validate(str(path)).errors] == [], draft.name


def test_every_kind_is_sent_to_the_open_xml_sdk() -> None:
    assert set(OF_KIND) == set(kinds())


@pytest.mark.external("ooxml-validator")
@pytest.mark.parametrize(("kind", "example"), OF_KIND.items(), ids=list(OF_KIND))
def test_the_open_xml_sdk_accepts_a_document_of_every_kind(kind: str, example: str, tmp_path: Path) -> None:
    for draft in made(EXAMPLES / example, kind):
        path = draft.save(tmp_path / f"{draft.name}.docx")
        done = subprocess.run(["ooxml-validator", str(path)], capture_output=True, text=True, check=False)
        assert json.loads(done.stdout)["errors"] == [], draft.name
