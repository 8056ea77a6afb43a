"""Can every real incident be said in the model, with its own figures, units, dates and parties?"""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from noticegen.documents.applicable import applicable_kinds
from noticegen.documents.draft import draft
from noticegen.facts.load import load_incident
from noticegen.facts.totals import outer_groups, total_count
from noticegen.facts.values import Count, Moment, Unknown

if TYPE_CHECKING:
    from noticegen.facts.event import Group
    from noticegen.facts.incident import Incident

FOLDER = Path(__file__).parent.parent / "incidents"
FILES = sorted(FOLDER.glob("*.toml"))


def incident(number: str) -> Incident:
    (path,) = FOLDER.glob(f"{number}_*.toml")
    return load_incident(path)


def group(of: Incident, name: str) -> Group:
    return next(entry for entry in of.group if entry.id == name)


def count(of: Incident, name: str) -> Count:
    number = group(of, name).count
    assert isinstance(number, Count)
    return number


def test_all_thirteen_are_there() -> None:
    assert [path.name[:2] for path in FILES] == (
        ["02", "05", "07", "12", "15", "22", "26", "31", "33", "36", "38", "45", "46"]
    )


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_real_incident_is_accepted_without_a_problem(path: Path) -> None:
    loaded = load_incident(path)
    assert loaded.group
    assert "難しさ" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_real_incident_can_be_drafted_with_its_gaps_marked(path: Path) -> None:
    loaded = load_incident(path)
    for kind in applicable_kinds(loaded):
        for client in [party.id for party in loaded.clients] if kind == "client_letter" else [None]:
            made = draft(loaded, kind, on=date(2026, 11, 22), client=client, incomplete=True)
            assert made.docx.startswith(b"PK")
            assert made.is_incomplete


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_nested_group_is_never_larger_than_the_one_it_lies_in(path: Path) -> None:
    loaded = load_incident(path)
    for inner in loaded.group:
        outer = next((entry for entry in loaded.group if entry.id == inner.within), None)
        if outer is None or not isinstance(inner.count, Count) or not isinstance(outer.count, Count):
            continue
        if inner.count.unit == outer.count.unit and outer.count.upper and inner.count.upper:
            assert inner.count.upper <= outer.count.upper


def test_02_five_sets_in_three_units_that_overlap_are_never_added() -> None:
    usb = incident("02")
    assert {entry.count.unit for entry in usb.group if isinstance(entry.count, Count)} == {
        "人",
        "件",
        "世帯",
    }
    assert total_count(usb) == Count(value=460517)
    assert total_count(usb.model_copy(update={"affected": None})) is None


def test_02_the_chain_of_contractors_is_four_parties_long() -> None:
    usb = incident("02")
    chain = [(party.role, party.of) for party in usb.party]
    assert chain == [("委託先", None), ("再委託先", "itaku"), ("再々委託先", "saiitaku")]
    assert usb.business.kind == "行政機関等"


def test_02_what_was_said_first_stays_beside_its_correction() -> None:
    (said,) = [entry for entry in incident("02").timeline if entry.withdrawn]
    assert "協力会社の社員" in said.what
    assert said.withdrawn is not None
    assert "再々委託先" in said.withdrawn


def test_05_sheets_stand_beside_persons_and_are_not_added_to_them() -> None:
    bank = incident("05")
    assert [count(bank, name).value for name in ("ichi", "ni", "san")] == [337, 1352, 829]
    sheets = [number.value or 0 for entry in bank.group for number in entry.also_counted]
    assert sheets == [700, 3561, 2026]
    assert bank.affected is not None
    assert bank.affected.also_counted == (Count(value=sum(sheets), unit="枚"),)
    assert total_count(bank) == Count(max=337 + 1352 + 829, overlapping=True)


def test_05_a_month_may_stand_where_no_day_is_known() -> None:
    found = incident("05").incident.discovered_on
    assert isinstance(found, Moment)
    assert found.text == "2015年9月"
    assert (found.first_day, found.last_day) == (date(2015, 9, 1), date(2015, 9, 30))


def test_07_the_66_are_among_the_187_and_not_added() -> None:
    hospital = incident("07")
    assert [entry.id for entry in outer_groups(hospital)] == ["patients"]
    assert total_count(hospital) == Count(value=187)
    assert group(hospital, "identified").within == "patients"


def test_07_progress_is_told_for_each_group_as_of_an_hour() -> None:
    hospital = incident("07")
    assert hospital.person_response is not None
    reached = {
        wave.group: wave.arrived
        for wave in hospital.person_response.wave
        if wave.method == "電話" and isinstance(wave.arrived, Count)
    }
    assert {name: number.value for name, number in reached.items()} == {"patients": 171, "identified": 65}
    assert all(number.as_of == Moment(at=datetime(2013, 7, 16, 9)) for number in reached.values())


def test_12_the_same_persons_as_wrong_recipients_do_not_double_the_number() -> None:
    town = incident("12")
    assert total_count(town) == Count(value=600)
    assert group(town, "receivers").role == "誤受領者"
    assert count(town, "receivers").value == 600


def test_15_the_leaked_and_the_receiving_are_two_sets() -> None:
    shop = incident("15")
    assert total_count(shop) == Count(value=253)
    assert count(shop, "receivers").value == 233
    assert [entry.when.at for entry in shop.timeline if isinstance(entry.when, Moment)] == [
        datetime(2017, 3, 8, 20, 45),
        datetime(2017, 3, 9, 13, 40),
        datetime(2017, 3, 9, 13, 54),
        datetime(2017, 3, 9, 14, 19),
    ]


def test_22_nobody_knows_who_looked_in_about_five_years() -> None:
    (seen,) = incident("22").exposure
    assert isinstance(seen.window, Moment)
    assert seen.window.text == "約5年間"
    assert isinstance(seen.viewed, Unknown)
    assert seen.viewed.reason
    assert seen.viewed.supplement or seen.viewed.expected_on


def test_26_the_border_of_a_group_is_a_time_of_day() -> None:
    calendar = incident("26")
    (seen,) = calendar.exposure
    assert isinstance(seen.window, Moment)
    assert seen.window.since == datetime(2020, 11, 16, 12, 20)
    assert count(calendar, "purchasers") == Count(value=380, unit="名")
    assert total_count(calendar) == Count(value=1771, unit="名")
    items = group(calendar, "customers").items
    assert not isinstance(items, Unknown)
    assert items is not None
    assert [item.name for item in items if item.coverage == "任意入力"] == ["生年月日", "性別", "勤務先"]


def test_31_two_groups_at_two_certainties_are_four_numbers() -> None:
    house = incident("31")
    assert [
        (entry.certainty, entry.count.value) for entry in house.group if isinstance(entry.count, Count)
    ] == [
        ("漏えい確認", 108331),
        ("漏えいの可能性を否定できない", 464053),
        ("漏えい確認", 183590),
        ("漏えいの可能性を否定できない", 72194),
    ]
    assert total_count(house) == Count(value=108331 + 464053 + 183590 + 72194)


def test_33_institutions_and_countries_are_counted_beside_the_records() -> None:
    service = incident("33")
    assert total_count(service) == Count(value=91921 + 35049, unit="件")
    assert group(service, "domestic").also_counted == (Count(value=1108, unit="教育機関"),)
    items = group(service, "prefecture").items
    assert not isinstance(items, Unknown)
    assert items is not None
    assert [(item.name, item.count) for item in items] == [
        ("氏名", Count(value=4142, unit="件")),
        ("メールアドレス", Count(value=1134, unit="件")),
    ]


def test_36_the_combinations_make_up_the_whole_and_every_number_carries_its_flags() -> None:
    insurer = incident("36")
    parts = [entry.count.max for entry in insurer.group if entry.within and isinstance(entry.count, Count)]
    assert parts == [3370000, 1870000, 1190000, 830000]
    assert sum(part or 0 for part in parts) == count(insurer, "customers").max == 7260000
    assert total_count(insurer) == Count(max=17480000, unit="件", about=True, overlapping=True)
    numbers = [entry.count for entry in insurer.group if isinstance(entry.count, Count)]
    assert all(number.about and number.overlapping and number.value is None for number in numbers)


def test_38_the_way_of_telling_depends_on_who_can_be_reached() -> None:
    hospital = incident("38")
    assert hospital.person_response is not None
    assert [(wave.method, wave.status) for wave in hospital.person_response.wave] == [
        ("対面", "実施済み"),
        ("書面", "実施予定"),
        ("公表", "実施済み"),
    ]
    ends = [contact.valid for contact in hospital.contact if isinstance(contact.valid, Moment)]
    assert [(end.first_day, end.last_day) for end in ends] == [
        (None, date(2024, 6, 13)),
        (date(2024, 6, 14), None),
    ]


def test_45_every_role_of_the_chain_is_told_from_the_business() -> None:
    center = incident("45")
    roles = {party.id: (party.role, party.of) for party in center.party}
    assert roles["agency"] == ("派遣元", None)
    assert roles["procx"] == ("委託元", None)
    assert roles["prefecture"] == ("委託元", "procx")
    assert [party.id for party in center.clients] == ["procx"]
    contract = center.party_named("prefecture").contract
    assert contract is not None
    assert contract.period == Moment(text="2015年度から2019年度まで")


def test_45_slices_in_other_units_lie_inside_the_whole() -> None:
    center = incident("45")
    assert total_count(center) == Count(value=9280000, unit="件", about=True)
    assert total_count(center, client="prefecture") == Count(max=140000, about=True)
    assert count(center, "car_tax") == Count(max=140000, about=True)
    assert [bool(entry.withdrawn) for entry in center.timeline] == [True, False, True, False, False]


def test_46_a_number_that_grew_keeps_the_older_one_citable() -> None:
    mobile = incident("46")
    total = total_count(mobile)
    assert isinstance(total, Count)
    assert total.value == 1650000 + 4310000
    (older,) = [entry for entry in mobile.timeline if entry.withdrawn]
    assert "約529万" in older.what
    assert [entry.kind for entry in mobile.authority] == ["行政指導"]
