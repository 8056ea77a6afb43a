"""Is somebody who asks for a document that is another's to make told so, and given it all the same?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from noticegen.documents.check import check
from noticegen.documents.draft import draft
from noticegen.documents.write import write_drafts
from noticegen.documents.wrong_role import WRONG_ROLE
from noticegen.facts.load import load_incident

if TYPE_CHECKING:
    from noticegen.facts.incident import Incident

ROOT = Path(__file__).parents[2]
AGENCY = ROOT / "examples/dispatched_worker/incident.toml"
PROCESSOR = ROOT / "examples/misdirected_mail/incident.toml"
OWN = ROOT / "examples/lost_pc/incident.toml"


def facts(path: Path, *pairs: tuple[str, str]) -> Incident:
    text = path.read_text("utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    return load_incident(text.encode())


def exempt() -> Incident:
    """Return a processor's incident in which every client owes a report itself."""
    return owing(facts(PROCESSOR), *(party.id for party in facts(PROCESSOR).clients))


def owing(incident: Incident, *clients: str) -> Incident:
    party = tuple(
        each.model_copy(update={"owes_report": each.id in clients}) if each.role == "委託元" else each
        for each in incident.party
    )
    return incident.model_copy(update={"party": party})


def warnings(incident: Incident, kind: str) -> list[str]:
    made = draft(incident, kind, on=incident.letter.date, incomplete=True)
    found = [each for each in made.findings if each.code == WRONG_ROLE]
    assert {each.severity for each in found} <= {"warning"}
    assert found == [
        each for each in check(incident, kind, on=incident.letter.date) if each.code == WRONG_ROLE
    ]
    return [f"{each.message}{each.hint}" for each in found]


@pytest.mark.parametrize("kind", ["ppc_report", "victim_apology", "public_notice", "email_notice"])
def test_an_agency_is_told_that_what_concerns_its_hosts_data_is_the_hosts_to_say(kind: str) -> None:
    (text,) = warnings(facts(AGENCY), kind)
    assert "派遣先が取り扱うもの" in text
    assert "client_letter" in text


def test_what_an_agency_has_to_write_is_not_warned_of() -> None:
    for kind in ("client_letter", "disciplinary_memo"):
        assert warnings(facts(AGENCY), kind) == []


@pytest.mark.parametrize("kind", ["ppc_report", "victim_apology"])
def test_a_processor_is_told_of_the_notice_that_takes_the_place_of_its_report(kind: str) -> None:
    (text,) = warnings(exempt(), kind)
    assert "法26条1項ただし書の通知" in text
    assert "client_letter" in text


def test_a_processor_that_reports_jointly_is_not_told_to_leave_it_to_its_client() -> None:
    joint = exempt().report.model_copy(update={"joint_with": ("kenshin",)})
    assert warnings(exempt().model_copy(update={"report": joint}), "ppc_report") == []


def test_a_processor_of_which_one_client_owes_no_report_keeps_its_own() -> None:
    assert warnings(owing(exempt(), "kenshin"), "ppc_report") == []


def test_a_publication_that_is_not_planned_is_asked_about() -> None:
    incident = facts(OWN)
    assert incident.publication is not None
    none = incident.publication.model_copy(update={"status": "予定なし"})
    (text,) = warnings(incident.model_copy(update={"publication": none}), "public_notice")
    assert "victim_apology" in text
    assert warnings(incident, "public_notice") == []


def test_one_notice_of_several_clients_asks_for_their_leave_and_says_how_the_number_was_made() -> None:
    (text,) = warnings(facts(PROCESSOR), "public_notice")
    assert "2社の取引先の分" in text
    assert "了承" in text


def test_a_report_that_nobody_owes_is_the_memo_of_that_or_a_voluntary_one() -> None:
    none = ("rule7 = [3, 4]", "rule7 = []")
    (text,) = warnings(facts(OWN, none), "ppc_report")
    assert "assessment_memo" in text
    assert (
        warnings(facts(OWN, none, ('stage = "確報" ', 'voluntary = true\nstage = "確報" ')), "ppc_report")
        == []
    )
    assert warnings(facts(OWN), "ppc_report") == []


def test_nothing_is_said_of_documents_that_nobody_named(tmp_path: Path) -> None:
    incident = exempt()
    report = write_drafts(incident, tmp_path / "all", on=incident.letter.date)
    assert "ppc_report" in {each.kind for each in report.documents}
    assert WRONG_ROLE not in {each.code for each in report.findings}
    assert WRONG_ROLE not in {each.code for each in check(incident, on=incident.letter.date)}
    named = write_drafts(incident, tmp_path / "named", kinds=["ppc_report"], on=incident.letter.date)
    assert WRONG_ROLE in {each.code for each in named.findings}
