"""Which documents does an incident need of its own accord?"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

import pytest

from noticegen.documents.applicable import applicable_kinds
from noticegen.documents.kinds import kinds
from tests.documents.cases import example, incident_of
from tests.documents.test_kinds import GOOD, own

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LOST, MISDIRECTED, AGENCY = (
    example("lost_pc/incident"),
    example("misdirected_mail/incident"),
    example("dispatched_worker/incident"),
)
REPORT, LETTER, PUBLIC = "ppc_report", "victim_apology", "public_notice"
CLIENT, RECORD = "client_letter", "disciplinary_memo"


def needed(
    facts: dict[str, Any], *edits: Callable[[dict[str, Any]], object], templates: Path | None = None
) -> set[str]:
    changed = copy.deepcopy(facts)
    for edit in edits:
        edit(changed)
    found = applicable_kinds(incident_of(changed), templates)
    assert list(found) == [name for name in kinds(templates) if name in found]
    return set(found)


def publish(status: str) -> Callable[[dict[str, Any]], object]:
    return lambda facts: facts.update(publication={"status": status})


def without_substitute(facts: dict[str, Any]) -> None:
    facts["person_response"].pop("substitute")


def test_an_incident_needs_report_letter_and_notice_and_a_record_of_the_discipline_there_is() -> None:
    assert needed(LOST) == {REPORT, LETTER, PUBLIC, RECORD}
    assert needed(LOST, lambda facts: facts.pop("discipline")) == {REPORT, LETTER, PUBLIC}


def test_a_client_is_written_to_where_there_is_one() -> None:
    assert CLIENT in needed(MISDIRECTED)
    assert CLIENT not in needed(LOST)


def test_what_was_decided_not_to_be_published_needs_no_notice_to_the_public() -> None:
    assert needed(LOST, publish("予定なし"), without_substitute) == {REPORT, LETTER, RECORD}
    # A measure in place of notice to persons is one to the public.
    assert PUBLIC in needed(LOST, publish("予定なし"))
    assert PUBLIC in needed(LOST, publish("検討中"), without_substitute)
    assert PUBLIC in needed(LOST, lambda facts: facts.pop("publication"), without_substitute)
    assert PUBLIC not in needed(LOST, publish("予定なし"), lambda facts: facts.pop("person_response"))


def test_an_optional_kind_and_one_that_lacks_its_facts_are_not_asked_for(tmp_path: Path) -> None:
    fact = '[[fact]]\nname = "reason"\ntitle = "理由"\nrequired = true\n[[fact]]\nname = "day"\ntitle = "日"\nrequired = true\n'
    free = fact.replace("required = true\n", "")
    for name, toml in (
        ("plain", GOOD),
        ("optional", f"optional = true\n{GOOD}"),
        ("asked", f"{GOOD}{fact}"),
        ("free", f"{GOOD}{free}"),
    ):
        own(tmp_path, name, toml)
    assert needed(LOST, templates=tmp_path) - needed(LOST) == {"plain", "free"}

    def given(facts: dict[str, Any]) -> None:
        facts["document"] = {"asked": {"day": "某日"}, "optional": {"day": "某日"}}

    assert needed(LOST, given, templates=tmp_path) - needed(LOST) == {"plain", "free", "asked"}


def test_a_kind_of_a_firm_is_needed_as_one_of_ours_is(tmp_path: Path) -> None:
    for name, old, new in (
        ("to_clients", '"incident"', '"client"'),
        ("to_public", '"社内"', '"公表"'),
        ("to_persons", '"社内"', '"本人"'),
        ("optional", "\ntitle", "\noptional = true\ntitle"),
    ):
        own(tmp_path, name, GOOD.replace(old, new, 1))
    mine = {"to_clients", "to_public", "to_persons"}
    assert needed(LOST, templates=tmp_path) & mine == {"to_public", "to_persons"}
    assert needed(MISDIRECTED, publish("検討中"), templates=tmp_path) & mine == mine
    kept = needed(LOST, publish("予定なし"), without_substitute, templates=tmp_path)
    assert kept == {REPORT, LETTER, RECORD, "to_persons"}
    assert needed(AGENCY, templates=tmp_path) == {CLIENT, RECORD, "to_clients"}


@pytest.mark.parametrize("kind", [REPORT, LETTER, PUBLIC])
def test_where_all_data_is_the_hosts_the_host_reports_notifies_and_publishes(kind: str) -> None:
    assert kind not in needed(AGENCY, publish("検討中"))
    more = {"id": "own", "label": "当社の顧客", "certainty": "漏えい確認", "items": ["氏名"], "count": 5}
    assert kind in needed(AGENCY, publish("検討中"), lambda facts: facts["group"].append(more))
