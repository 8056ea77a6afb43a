"""Is somebody who asks for a document that is another's to make told so, and given it all the same?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from noticegen.documents.check import check
from noticegen.documents.draft import draft
from noticegen.documents.kinds import kinds
from noticegen.documents.write import write_drafts
from noticegen.documents.wrong_role import WRONG_ROLE, role_findings
from noticegen.facts.load import load_incident
from noticegen.findings import Finding, Where
from noticegen.law.case import Case
from noticegen.law.gates import gates
from tests.documents.cases import changed, example, incident_of
from tests.documents.wordless import wordless

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


def told(incident: Incident, kind: str) -> list[Finding]:
    """Return what is said of the role alone, without a document being made."""
    rule = kinds()[kind]
    return list(role_findings(rule, Case(incident, incident.letter.date, None, rule.audience)))


def warning(kind: str, *sources: str, path: str | None = None) -> Finding:
    return Finding("warning", WRONG_ROLE, "", document=kind, where=Where(path=path), sources=sources)


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


HOST = ("通則編ガイドライン3-5-3-2", "通則編ガイドライン3-4-3")
UNPLANNED = {"status": "予定なし"}


@pytest.mark.parametrize("kind", ["ppc_report", "victim_apology", "public_notice"])
def test_where_all_data_is_the_hosts_nothing_else_is_said(kind: str) -> None:
    facts = {**example("dispatched_worker/incident"), "publication": UNPLANNED}
    (only,) = told(incident_of(facts), kind)
    assert wordless(only, "この事案のデータは派遣先", "--document client_letter") == warning(kind, *HOST)


def test_where_some_data_is_the_hosts_its_first_group_is_named_and_the_rest_is_said_too() -> None:
    facts = {**example("dispatched_worker/incident"), "publication": UNPLANNED}
    own = {"id": "own", "label": "自社の登録者", "certainty": "漏えい確認", "items": ["氏名"], "count": 3}
    facts["group"] = [own, *facts["group"]]
    host, unplanned = told(incident_of(facts), "public_notice")
    assert wordless(host, "グループ「highvalue」のデータは派遣先", "分を除いた事実") == warning(
        "public_notice", *HOST, path="group[1].client"
    )
    assert wordless(unplanned, "公表の予定がない", "victim_apology", "status") == warning(
        "public_notice", "法26条2項ただし書", "通則編ガイドライン3-5-2", path="publication.status"
    )


def test_data_that_no_duty_covers_for_another_reason_is_not_the_hosts() -> None:
    shielded = [
        {"kind": "暗号化", "status": "実施済み", "recognised": True},
        {"kind": "遠隔消去", "status": "実施済み"},
    ]
    incident = incident_of({**example("lost_pc/incident"), "protection": shielded, "exposure": []})
    assert "encryption" in {each.id for each in gates(incident) if each.outcome == "対象外"}
    assert [each.message for each in told(incident, "victim_apology")] == []


@pytest.mark.parametrize(("kind", "what"), [("ppc_report", "報告"), ("victim_apology", "本人への通知")])
def test_the_notice_to_an_entrustor_is_named_with_the_duty_that_it_lifts(kind: str, what: str) -> None:
    (only,) = told(exempt(), kind)
    words = f"自社は{what}の義務を負いません", f"{what}を委託元に代わって", "--document client_letter"
    assert wordless(only, *words) == warning(
        kind, "法26条1項ただし書", "法26条2項括弧書", "通則編ガイドライン3-5-3-5"
    )


def test_groups_that_name_no_client_are_those_of_the_only_one_and_of_nobody_among_two() -> None:
    unnamed = tuple(each.model_copy(update={"client": None}) for each in exempt().group)
    two = exempt().model_copy(update={"group": unnamed})
    assert told(two, "ppc_report") == []
    one = tuple(each for each in two.party if each.id != "seikatsu")
    alone = two.model_copy(update={"party": one})
    assert [each.sources[0] for each in told(alone, "ppc_report")] == ["法26条1項ただし書"]


def test_data_of_our_own_beside_that_of_entrustors_leaves_the_duty_with_us() -> None:
    own = exempt().group[0].model_copy(update={"id": "own", "client": None})
    both = exempt().model_copy(update={"group": (*exempt().group, own)})
    assert told(both, "ppc_report") == []
    receiver = own.model_copy(update={"role": "誤受領者"})
    misled = exempt().model_copy(update={"group": (*exempt().group, receiver)})
    assert len(told(misled, "ppc_report")) == 1


def test_a_report_that_nobody_owes_is_told_at_the_fact_that_makes_it_voluntary() -> None:
    facts_of = {**example("lost_pc/incident")}
    facts_of["assessment"] = {**facts_of["assessment"], "rule7": []}
    (only,) = told(incident_of(facts_of), "ppc_report")
    assert wordless(only, "義務ではありません", "assessment_memo", "voluntary = true") == warning(
        "ppc_report", "規則7条", "通則編ガイドライン3-5-3-1", path="report.voluntary"
    )
    assert told(incident_of(facts_of), "assessment_memo") == []
    body = changed(facts_of, business__kind="行政機関等")
    assert told(incident_of(body), "ppc_report") == []


def test_the_clients_of_one_notice_are_counted_by_their_persons_groups() -> None:
    (only,) = told(facts(PROCESSOR), "public_notice")
    assert wordless(only, "2社", "了承", "[affected]") == warning(
        "public_notice", "通則編ガイドライン3-5-2", path="group"
    )
    one = example("misdirected_mail/incident")
    for group in one["group"]:
        if group.get("role") != "誤受領者":
            group["client"] = "kenshin"
    assert told(incident_of(one), "public_notice") == []
