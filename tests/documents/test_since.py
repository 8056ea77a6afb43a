"""Does a later document say what is not as the one before it said, and to nobody more than they may read?"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from noticegen.documents.draft import draft
from noticegen.documents.kinds import kind
from noticegen.documents.make import DocumentMaker
from noticegen.documents.person import specimen
from noticegen.documents.since import rows
from noticegen.documents.since_check import since_findings
from noticegen.facts.load import load_incident
from noticegen.facts.parties import Authority
from noticegen.facts.schema import table_models
from noticegen.facts.values import Moment
from noticegen.findings import Finding, Where
from noticegen.law.case import Case
from noticegen.ooxml.reading import read_document
from tests.documents.wordless import wordless

if TYPE_CHECKING:
    from noticegen.facts.incident import Incident

ROOT = Path(__file__).parents[2]
INTRUSION = ROOT / "examples/web_intrusion/incident.toml"
FINAL = ROOT / "examples/web_intrusion/final.toml"
MISDIRECTED = ROOT / "examples/misdirected_mail/incident.toml"

NOT_IN_THE_TABLE = {
    # Told in other words, or nothing that an earlier document is corrected by.
    "incident.title": "no report prints it",
    "incident.kinds": "computed.event",
    "incident.reference": "a number of our own",
    "affected.count": "computed.total",
    "affected.also_counted": "no report prints it",
    "affected.note": "the reason of the total",
    "timeline.kind": "no report prints it",
    "group.id": "the key",
    "group.label": "stands in the title of every row of its group",
    "group.within": "shown by the numbers",
    "group.overlaps": "shown by the numbers",
    "group.also_counted": "no report prints it",
    "group.sensitive": "computed.rule7",
    "group.property_risk": "computed.rule7",
    "group.my_number": "another form",
    "group.former": "no report prints it",
    "group.minors": "no report prints it",
    "group.retained_reason": "incident.retained_reason",
    "group.copy_held": "computed.rule7",
    "group.role": "the key",
    "cause.improper_act_against": "computed.rule7",
    "secondary_damage.as_of": "since",
    "exposure.found_by": "no report prints it",
    "exposure.groups": "the key",
    "exposure.address": "reaches no document",
    "protection.groups": "the key",
    "protection.recognised": "no report prints it",
    "authority.status": "no more than its kind and day",
    "measure.category": "its kind",
    "measure.answers": "its kind",
    "other.for_persons": "not for the report",
}


@cache
def facts(path: Path) -> Incident:
    return load_incident(path)


def changed(path: Path, *pairs: tuple[str, str]) -> Incident:
    text = path.read_text("utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    return load_incident(text.encode())


def told(new: Incident, old: Incident, kind_id: str = "ppc_report", client: str | None = None) -> Any:
    rule = kind(kind_id)
    maker = DocumentMaker(rule, Case(new, new.letter.date, client, rule.audience, old))
    person = specimen(new) if rule.per == "recipient" else None
    return maker.variables(person)["computed"].changes


def table(
    new: Incident, old: Incident, kind_id: str = "ppc_report", client: str | None = None
) -> dict[str, Any]:
    return {row.title: row for row in told(new, old, kind_id, client).rows}


def section(new: Incident, old: Incident | None, kind_id: str, client: str | None = None) -> str | None:
    made = draft(new, kind_id, on=new.letter.date, since=old, client=client)
    return next((each.text for each in read_document(made.docx).sections if each.id == "changes"), None)


def test_the_final_report_says_what_the_preliminary_one_said_and_what_it_says_now() -> None:
    rows_ = table(facts(FINAL), facts(INTRUSION))
    total = rows_["本人の数（総数）"]
    assert (total.earlier, total.present, total.kind) == ("最大620人", "48人", "変更")
    assert "改ざんの期間が定まったため" in total.reason
    rule7 = rows_["規則第7条各号該当性"]
    assert rule7.earlier == "第2号（財産的被害）、第3号（不正の目的）"
    assert rule7.present == "第3号（不正の目的）"
    assert rows_["漏えい等の状況（クレジットカードの利用者）"].kind == "確度の変更"
    assert str(rows_["二次被害"].since) == "2026年12月16日"
    text = section(facts(FINAL), facts(INTRUSION), "ppc_report") or ""
    for said in ("速報（2026年11月20日）", "最大620人", "48人", "調査中（理由：改ざんの始期を"):
        assert said in text


def test_of_an_array_only_the_entries_are_told_that_are_new_or_gone() -> None:
    course = table(facts(FINAL), facts(INTRUSION))["事実経過"]
    assert course.kind == "追加"
    assert "二度目の改ざん" in course.present
    assert "決済代行会社から" not in course.present


@pytest.mark.parametrize("kind_id", ["ppc_report", "public_notice"])
def test_without_an_earlier_document_there_is_no_such_section(kind_id: str) -> None:
    assert section(facts(FINAL), None, kind_id) is None


def test_where_nothing_changed_the_document_says_so() -> None:
    again = changed(
        FINAL,
        ("date = 2026-12-18\n", "date = 2026-12-25\n"),
        ('on = 2026-11-24\nmethod = ["ホ', 'on = 2026-12-18\nmethod = ["ホ'),
    )
    for new, kind_id in ((facts(FINAL), "ppc_report"), (again, "public_notice")):
        text = section(new, facts(FINAL), kind_id) or ""
        assert "変わった事項は" in text
        assert "（2026年12月18日）" in text


def test_another_house_style_is_no_change() -> None:
    legal = changed(FINAL, ('number = "見発第31号"', 'number = "見発第31号"\nstyle = "legal"'))
    assert told(legal, facts(FINAL)).rows == ()


def test_a_second_report_is_called_so_by_the_third() -> None:
    assert told(facts(FINAL), facts(FINAL)).previous == "確報（2026年12月18日）"
    again = changed(INTRUSION, ("followup = false", "followup = true"))
    assert told(facts(FINAL), again).previous == "続報（2026年11月20日）"
    reported = Authority(name="個人情報保護委員会", kind="速報", on=Moment(at=date(2026, 11, 19)))
    first = facts(INTRUSION)
    recorded = first.model_copy(update={"authority": (*first.authority, reported)})
    assert told(facts(FINAL), recorded).previous == "続報（2026年11月20日）"


def test_the_public_is_told_of_changes_only_since_what_was_published() -> None:
    shown = told(facts(FINAL), facts(INTRUSION), "public_notice")
    assert shown.previous == "前回のお知らせ（2026年11月24日）"
    # published before these facts were there
    assert told(facts(FINAL), facts(FINAL), "public_notice") is None
    planned = changed(FINAL, ('status = "実施済み"\non = 2026-11-24', 'status = "実施予定"\non = 2026-12-18'))
    made = draft(planned, "public_notice", on=planned.letter.date, since=facts(INTRUSION))
    assert "前回からの変更点" not in read_document(made.docx).text
    assert "（続報）" not in read_document(made.docx).text
    (note,) = (each for each in made.findings if each.code == "C147")
    assert (note.severity, note.where.path) == ("note", "publication.on")
    assert not [each for each in made.findings if each.section == "changes"]
    again = draft(facts(FINAL), "public_notice", on=date(2026, 12, 18), since=facts(FINAL))
    (doubt,) = (each for each in again.findings if each.code == "C147")
    assert doubt.severity == "warning"
    own = planned.model_copy(update={"document": {"public_notice": {"previous_on": date(2026, 11, 25)}}})
    assert told(own, facts(INTRUSION), "public_notice").previous == "前回のお知らせ（2026年11月25日）"


def test_a_reason_and_a_day_written_for_the_table_stand_in_it_and_reach_no_person() -> None:
    why = '[[report.change]]\nitem = "発生日"\nsince = 2026-12-11\nreason = "外部の会社の報告による。"\n\n[letter]\n'
    new = changed(FINAL, ("[letter]\n", why))
    row = table(new, facts(INTRUSION))["発生日"]
    assert (str(row.since), row.reason) == ("2026年12月11日", "外部の会社の報告による。")
    assert "変更の理由：外部の会社の報告による" in (section(new, facts(INTRUSION), "ppc_report") or "")
    assert table(new, facts(INTRUSION), "public_notice")["発生日"].reason is None


def test_a_reason_for_no_row_is_reported_where_it_stands() -> None:
    why = '[[report.change]]\nitem = "人数"\nreason = "数え直したため"\n\n[letter]\n'
    made = draft(
        changed(FINAL, ("[letter]\n", why)), "ppc_report", since=facts(INTRUSION), on=facts(FINAL).letter.date
    )
    assert [each.where.path for each in made.findings if each.code == "C123"] == ["report.change[0].item"]


def test_states_in_the_wrong_order_and_another_day_of_the_report_are_noticed() -> None:
    early = draft(facts(INTRUSION), "ppc_report", since=facts(FINAL), on=facts(FINAL).letter.date)
    assert "C121" in {each.code for each in early.findings}
    other = changed(INTRUSION, ("date = 2026-11-20 ", "date = 2026-11-21 "))
    late = draft(facts(FINAL), "ppc_report", since=other, on=facts(FINAL).letter.date)
    (told,) = (each for each in late.findings if each.code == "C122")
    assert "2026-11-20" in told.message
    assert "2026-11-21" in told.message
    right = draft(facts(FINAL), "ppc_report", since=facts(INTRUSION), on=facts(FINAL).letter.date)
    assert not {"C121", "C122", "C123"} & {each.code for each in right.findings}


def doubts(new: Incident, old: Incident, kind_id: str = "ppc_report") -> dict[str, Finding]:
    """Return what is said of the two states, by code."""
    rule = kind(kind_id)
    case = Case(new, new.letter.date, None, rule.audience, since=old)
    return {each.code: each for each in since_findings(rule, case)}


def test_a_doubt_about_two_states_is_a_warning_at_its_fact_that_says_what_to_write() -> None:
    early = doubts(facts(INTRUSION), facts(FINAL))["C121"]
    assert wordless(early, "2026-12-18", "2026-11-20", "--since", "INCIDENT") == Finding(
        "warning", "C121", "", where=Where(path="letter.date")
    )
    other = changed(INTRUSION, ("date = 2026-11-20 ", "date = 2026-11-21 "))
    late = doubts(facts(FINAL), other)["C122"]
    assert wordless(late, "2026-11-20", "2026-11-21", "previous_on") == Finding(
        "warning", "C122", "", where=Where(path="report.previous_on")
    )
    why = '[[report.change]]\nitem = "人数"\nreason = "数え直したため"\n\n[letter]\n'
    new = changed(FINAL, ("[letter]\n", why))
    assert wordless(doubts(new, facts(INTRUSION))["C123"], "前回からの変更点", "item = ") == Finding(
        "warning", "C123", "", where=Where(path="report.change[0].item")
    )
    assert doubts(new, facts(INTRUSION), "public_notice") == {}


def test_two_states_of_one_day_and_a_reason_for_a_row_are_no_doubt() -> None:
    why = '[[report.change]]\nitem = "発生日"\nreason = "外部の会社の報告による。"\n\n[letter]\n'
    new = changed(FINAL, ("[letter]\n", why))
    assert doubts(new, facts(INTRUSION)) == {}
    assert "C121" not in doubts(new, facts(FINAL))


@pytest.mark.parametrize("kind_id", ["victim_apology", "public_notice"])
def test_persons_and_the_public_are_told_what_their_earlier_document_said_and_no_reason(kind_id: str) -> None:
    rows_ = table(facts(FINAL), facts(INTRUSION), kind_id)
    assert rows_["発生日"].earlier == "調査中"
    assert not [row for row in rows_.values() if "追完" in row.earlier]


def test_the_public_is_told_of_no_number_of_an_item_that_its_notice_does_not_say() -> None:
    titles = {title.partition("（")[0] for title in table(facts(FINAL), facts(INTRUSION), "public_notice")}
    assert "個人データの項目" not in titles
    assert (
        "19人"
        in table(facts(FINAL), facts(INTRUSION))["個人データの項目（オンラインショップの注文者）"].present
    )


def test_a_person_is_told_the_number_of_all_as_the_letter_says_it_and_of_no_group_and_no_list_of_all_items() -> (
    None
):
    told = table(facts(FINAL), facts(INTRUSION), "victim_apology")
    titles = {title.partition("（")[0] for title in told}
    assert {"発生事案", "発生日", "漏えい等の状況", "二次被害"} <= titles
    total = told["本人の数（総数）"]
    assert (total.earlier, total.present) == ("最大620人", "48人")
    assert [title for title in told if title.startswith("本人の数")] == ["本人の数（総数）"]
    assert not titles & {"個人データの項目", "通知の実施状況", "規則第7条各号該当性", "攻撃の箇所・手法"}


def test_a_client_is_told_of_its_own_slice_and_one_that_had_no_letter_of_nothing() -> None:
    new = facts(MISDIRECTED)
    clients = [party.id for party in new.clients]
    old = new.model_copy(
        update={
            "group": tuple(
                group.model_copy(update={"definition": f"前の範囲{group.client}"}) for group in new.group
            )
        }
    )
    for client in clients:
        own = " ".join(row.earlier for row in told(new, old, "client_letter", client).rows)
        assert f"前の範囲{client}" in own
        assert not [other for other in clients if other != client and f"前の範囲{other}" in own]
    first = clients[0]
    only = old.model_copy(
        update={
            "party": tuple(party for party in old.party if party.id == first),
            "group": tuple(group for group in old.group if group.client == first),
        }
    )
    assert told(new, only, "client_letter", clients[1]) is None
    assert section(new, only, "client_letter", clients[1]) is None
    assert "前の範囲" in (section(new, only, "client_letter", first) or "")


def test_the_file_says_from_which_earlier_facts_it_was_made() -> None:
    properties = [
        read_document(
            draft(facts(FINAL), "ppc_report", on=facts(FINAL).letter.date, since=since).docx
        ).properties
        for since in (facts(INTRUSION), None)
    ]
    assert len(properties[0]["noticegen.since"]) == 64
    assert "noticegen.since" not in properties[1]


def test_every_fact_of_the_nine_items_has_a_row_or_a_reason_to_have_none() -> None:
    told_of: set[str] = set()
    for row in rows():
        if "委員会" not in row.readers:
            continue
        path = row.value.replace("[]", "")
        told_of |= {path, *(f"{path}.{name}" for name in (*row.fields, *row.titled, *row.notes))}
    tables = ("incident", "timeline", "group", "affected", "cause", "secondary_damage", "exposure")
    tables += ("person_response", "publication", "measure", "other", "protection", "authority")
    models = table_models()
    missing = {
        f"{name}.{field}"
        for name in tables
        for field in models[name].model_fields
        if field not in {"audience", "client"} and f"{name}.{field}" not in told_of
    }
    assert missing == set(NOT_IN_THE_TABLE)
