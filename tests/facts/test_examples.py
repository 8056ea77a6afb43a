"""Are the shipped examples whole: do facts, recipients and story agree, and is anybody in them real?"""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from noticegen.documents.check import check
from noticegen.facts.load import load_incident
from noticegen.facts.recipients import Excluded, Recipient, check_against, read_recipients
from noticegen.facts.totals import total_count
from noticegen.facts.values import Count, Moment, Unknown, known
from noticegen.law.conditions import Case

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
FILES = sorted(EXAMPLES.glob("*/*.toml"))
LISTS = {
    "lost_pc/incident.toml": (1012, 1000),
    "web_intrusion/incident.toml": (48, 47),
    "web_intrusion/final.toml": (48, 47),
    "misdirected_mail/incident.toml": (56, 54),
    "dispatched_worker/client.toml": (58, 57),
}
INVENTED = re.compile("見本|例示|架空|仮名|模擬|雛形|試作|サンプル|SAMPLE|EXAMPLE", re.IGNORECASE)


def of_file(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def read(name: str) -> list[Recipient | Excluded]:
    incident = load_incident(EXAMPLES / name)
    rows = read_recipients((EXAMPLES / name).parent / "recipients.csv")
    ids = [group.id for group in incident.group]
    return [row if isinstance(row, Excluded) else check_against(row, ids) for row in rows]


def cells(folder: str) -> list[dict[str, str]]:
    with (EXAMPLES / folder / "recipients.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def in_group(row: dict[str, str], group: str) -> bool:
    return group in row["グループ"].split("、")


def test_the_four_examples_are_there_each_with_its_story_and_its_recipients() -> None:
    folders = sorted(path.name for path in EXAMPLES.iterdir() if path.is_dir() and path.name != "as_library")
    assert folders == ["dispatched_worker", "lost_pc", "misdirected_mail", "web_intrusion"]
    for folder in folders:
        names = {path.name for path in (EXAMPLES / folder).iterdir()}
        assert {"incident.toml", "recipients.csv", "README.md"} <= names


@pytest.mark.parametrize("path", FILES, ids=of_file)
def test_each_example_lacks_nothing_that_any_of_its_documents_must_say(path: Path) -> None:
    incident = load_incident(path)
    found = check(incident, on=incident.letter.date)
    # A dispatching agency does not report, so the form's box for where it happened stays open.
    allowed = {"ppc_report.cause_actor"} if of_file(path) == "dispatched_worker/incident" else set()
    assert [finding for finding in found if finding.requirement not in allowed] == []


@pytest.mark.parametrize(("name", "numbers"), LISTS.items(), ids=LISTS)
def test_rows_are_letters_plus_rows_left_out_with_a_reason(name: str, numbers: tuple[int, int]) -> None:
    rows = read(name)
    letters = [row for row in rows if isinstance(row, Recipient)]
    assert (len(rows), len(letters)) == numbers
    assert all(row.reason for row in rows if isinstance(row, Excluded))


@pytest.mark.parametrize("name", [name for name in LISTS if name != "web_intrusion/incident.toml"])
def test_the_list_holds_as_many_persons_as_the_facts_say(name: str) -> None:
    incident = load_incident(EXAMPLES / name)
    rows = cells(name.split("/", maxsplit=1)[0])
    for group in incident.group:
        assert isinstance(group.count, Count)
        members = [row for row in rows if in_group(row, group.id)]
        assert len(members) == group.count.value
        for item in known(group.items) or ():
            if isinstance(item.count, Count):
                assert sum(item.name in row["漏えい項目"].split("、") for row in members) == item.count.value
            if item.coverage != "全部":
                assert all(row["漏えい項目"] for row in members)


def test_lost_pc_has_1012_persons_of_whom_12_cannot_be_reached() -> None:
    incident = load_incident(EXAMPLES / "lost_pc/incident.toml")
    assert total_count(incident) == Count(value=1012)
    assert total_count(incident.model_copy(update={"affected": None})) == Count(value=1012)
    assert incident.affected is not None
    assert incident.affected.unreachable == Count(value=12)
    assert incident.person_response is not None
    assert incident.person_response.substitute is not None
    codes = Counter(row.code for row in read("lost_pc/incident.toml") if isinstance(row, Excluded))
    assert codes.total() == 12
    assert len(codes) == 2


def test_lost_pc_leaves_item_3_to_the_lawyer_and_item_4_to_the_number() -> None:
    incident = load_incident(EXAMPLES / "lost_pc/incident.toml")
    proposal = Case(incident, incident.letter.date).applicability.proposal
    verdicts = {item.number: item.verdict for item in proposal.items}
    assert verdicts == {1: "非該当", 2: "非該当", 3: "判断不能", 4: "該当"}
    (third,) = [item for item in proposal.items if item.number == 3]
    assert third.reasons_open
    assert third.reasons_against
    assert incident.assessment is not None
    assert incident.assessment.rule7 == (3, 4)


def test_lost_pc_has_every_kind_of_addressee_and_names_that_are_hard_to_print() -> None:
    rows = cells("lost_pc")
    kinds = Counter(row["宛名区分"] for row in rows)
    assert kinds == {"本人": 993, "法人": 9, "保護者": 6, "御遺族": 4}
    names = "".join(row["氏名"] for row in rows)
    assert all(character in names for character in ("髙", "﨑", "𠮷", "葛\U000e0100", "&", "　"))
    assert [name for name, times in Counter(row["氏名"] for row in rows).items() if times > 1] == [
        "見本 花子"
    ]


def test_lost_pc_postal_codes_keep_their_leading_zeros() -> None:
    codes = [row["郵便番号"] for row in cells("lost_pc") if row["郵便番号"]]
    assert all(re.fullmatch(r"[0-9]{3}-[0-9]{4}", code) for code in codes)
    assert any(code.startswith("0") for code in codes)


def test_web_intrusion_goes_from_a_maximum_to_a_number_and_up_in_certainty() -> None:
    first = load_incident(EXAMPLES / "web_intrusion/incident.toml")
    final = load_incident(EXAMPLES / "web_intrusion/final.toml")
    before, after = total_count(first), total_count(final)
    assert isinstance(before, Count)
    assert (before.value, before.max) == (None, 620)
    assert after == Count(value=48)
    assert [group.within for group in final.group] == [None, "orders"]
    assert {group.certainty for group in first.group} == {"漏えいのおそれ"}
    assert {group.certainty for group in final.group} == {"漏えい確認"}
    assert isinstance(first.incident.occurred, Unknown)
    assert isinstance(final.incident.occurred, Moment)
    assert (first.report.stage, final.report.stage) == ("速報", "確報")


def test_misdirected_mail_has_one_client_that_owes_a_report_and_one_that_does_not() -> None:
    incident = load_incident(EXAMPLES / "misdirected_mail/incident.toml")
    day = incident.letter.date
    owes = {
        client.id: Case(incident, day, client.id).client_applicability.items for client in incident.clients
    }
    assert owes == {"kenshin": (1,), "seikatsu": ()}
    assert total_count(incident, client="kenshin") == Count(value=36)
    assert total_count(incident, client="seikatsu") == Count(value=14)
    assert total_count(incident) == Count(value=50)


def test_misdirected_mail_says_nothing_common_that_betrays_one_client_to_the_other() -> None:
    incident = load_incident(EXAMPLES / "misdirected_mail/incident.toml")
    common = [
        incident.incident,
        incident.cause,
        incident.secondary_damage,
        incident.other,
        incident.publication,
        *(
            entry
            for table in (
                "timeline",
                "measure",
                "cooperation",
                "liability",
                "authority",
                "contact",
                "protection",
            )
            for entry in getattr(incident, table)
            if entry.client is None
        ),
    ]
    text = "".join(repr(entry) for entry in common)
    for word in ("健診", "健康診断", "ポイント", "見本生活", "36人", "14人"):
        assert word not in text


def test_dispatched_worker_is_disciplined_by_the_agency_and_not_by_its_client() -> None:
    agency = load_incident(EXAMPLES / "dispatched_worker/incident.toml")
    client = load_incident(EXAMPLES / "dispatched_worker/client.toml")
    assert agency.discipline is not None
    assert agency.discipline.relation == "自社雇用（派遣労働者）"
    assert client.discipline is None
    (place,) = agency.clients
    assert (place.role, place.name) == ("派遣先", client.business.name)
    assert agency.assessment is not None
    assert agency.assessment.rule7 == ()
    assert Case(agency, agency.letter.date, place.id).client_applicability.items == (3,)
    assert Case(client, client.letter.date).applicability.items == (3,)


def test_dispatched_worker_is_the_same_event_from_both_desks() -> None:
    agency = load_incident(EXAMPLES / "dispatched_worker/incident.toml")
    client = load_incident(EXAMPLES / "dispatched_worker/client.toml")
    assert agency.incident.occurred == client.incident.occurred
    (theirs,), (ours,) = agency.group, client.group
    assert (theirs.items, theirs.certainty) == (ours.items, ours.certainty)
    assert isinstance(theirs.count, Count)
    assert isinstance(ours.count, Count)
    assert theirs.count.value == ours.count.value == 58


def test_the_workers_are_named_nowhere_but_under_discipline() -> None:
    incidents = [load_incident(path) for path in FILES]
    workers = [
        incident.discipline.subject.name
        for incident in incidents
        if incident.discipline is not None and incident.discipline.subject is not None
    ]
    assert len(workers) == 2
    elsewhere = [repr(incident.model_copy(update={"discipline": None})) for incident in incidents]
    assert not [name for name in workers for text in elsewhere if name in text]


@pytest.mark.parametrize(
    "name", [name for name in LISTS if not name.startswith("misdirected")], ids=lambda name: name
)
def test_the_preliminary_report_of_each_story_is_in_time(name: str) -> None:
    incident = load_incident(EXAMPLES / name)
    starts = [entry.on for entry in incident.knowledge if entry.party is None] or [incident.incident.known_on]
    reports = [
        entry.on.first_day
        for entry in incident.authority
        if entry.kind == "速報" and isinstance(entry.on, Moment)
    ] or [incident.letter.date]
    assert len(reports) == 1
    assert all(day is not None and 0 <= (day - min(starts)).days <= 4 for day in reports)


@pytest.mark.parametrize("path", FILES, ids=of_file)
def test_companies_persons_and_addresses_are_invented(path: Path) -> None:
    incident = load_incident(path)
    for party in incident.party:
        assert INVENTED.search(party.name)
        if party.person is not None:
            assert INVENTED.search(party.person.name)
    assert INVENTED.search(incident.business.name)
    text = path.read_text(encoding="utf-8")
    hosts = re.findall(r"(?:https?://|@)([A-Za-z0-9.-]+)", text)
    assert all(host.endswith(("example.jp", "example.com")) for host in hosts)
    assert all("-0000" in number or "-000-" in number for number in re.findall(r'phone = "([^"]+)"', text))


@pytest.mark.parametrize("folder", sorted({name.split("/")[0] for name in LISTS}))
def test_recipients_are_invented_and_so_are_their_towns(folder: str) -> None:
    raw = (EXAMPLES / folder / "recipients.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    for row in cells(folder):
        assert INVENTED.search(row["氏名"])
        address = row.get("住所", "") + row.get("住所1", "")
        assert not address or INVENTED.search(address)
