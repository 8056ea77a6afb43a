"""What of one person's data is affected, and when that cannot be said for certain."""

from __future__ import annotations

import pytest

from noticegen.facts.affected_person import REASONS
from noticegen.facts.recipients import Excluded
from noticegen.facts.values import Unknown
from tests.facts.facts import group, incident, joined, person

NESTED = (
    group("a", certainty="漏えいのおそれ", items=["氏名", "住所", "電話番号"], not_included=["パスワード"]),
    group("b", within="a", certainty="漏えい確認", items=["氏名", "住所"]),
)


def code(of: object) -> str:
    assert isinstance(of, Excluded)
    return of.code


def test_a_person_has_the_items_of_the_group() -> None:
    found = person(incident(group("a", items=["氏名", "住所"])), "a")
    assert [each.name for each in found.items] == ["氏名", "住所"]
    assert found.certainty == "漏えい確認"


def test_a_row_without_a_group_belongs_to_the_only_one_and_to_none_of_several() -> None:
    assert [each.id for each in person(incident(group("a"))).groups] == ["a"]
    assert code(joined(incident(group("a"), group("b")))) == "R301"


def test_a_group_is_found_by_its_label_too() -> None:
    assert [each.id for each in person(incident(group("a"), group("b")), "見本グループb").groups] == ["b"]


def test_who_is_in_an_inner_group_is_in_the_outer_one_too_and_the_surer_word_counts() -> None:
    found = person(incident(*NESTED), "b")
    assert [each.id for each in found.groups] == ["b", "a"]
    assert [(part.certainty, [each.name for each in part.items]) for part in found.parts] == [
        ("漏えい確認", ["氏名", "住所"]),
        ("漏えいのおそれ", ["電話番号"]),
    ]


def test_an_item_may_be_surer_than_its_group() -> None:
    items = ["氏名", {"name": "住所", "certainty": "漏えい確認"}]
    found = person(incident(group("a", certainty="漏えいのおそれ", items=items)), "a")
    assert [(part.certainty, [each.name for each in part.items]) for part in found.parts] == [
        ("漏えい確認", ["住所"]),
        ("漏えいのおそれ", ["氏名"]),
    ]


def test_items_of_the_row_go_before_those_of_the_group() -> None:
    found = person(incident(group("a", items=["氏名", "住所"])), "a", items=("住所",))
    assert [each.name for each in found.items] == ["住所"]


def test_an_item_is_known_in_any_way_of_writing() -> None:
    found = person(incident(group("a", items=["メールアドレス"])), "a", items=("Ｅメール",))
    assert [each.name for each in found.items] == ["メールアドレス"]


def test_an_item_that_only_some_have_must_stand_in_the_row() -> None:
    some = incident(group("a", items=["氏名", {"name": "生年月日", "coverage": "一部"}]))
    assert code(joined(some, "a")) == "R302"
    assert [each.name for each in person(some, "a", items=("氏名",)).items] == ["氏名"]


def test_an_item_that_the_group_does_not_have_keeps_the_letter_back() -> None:
    found = joined(incident(group("a", items=["氏名"])), "a", items=("氏名", "病歴"))
    assert code(found) == "R303"
    assert "2番目" in found.reason
    assert "病歴" not in found.reason


def test_a_group_without_items_keeps_the_letter_back_and_one_under_investigation_does_not() -> None:
    assert code(joined(incident(group("a", items=None)), "a")) == "R304"
    (part,) = person(incident(group("a", items="調査中")), "a").parts
    assert isinstance(part.items, Unknown)


def test_a_group_that_does_not_exist_keeps_the_letter_back() -> None:
    assert isinstance(joined(incident(group("a")), "nowhere"), Excluded)


def test_the_reason_names_row_and_group_and_never_the_person() -> None:
    found = joined(incident(group("a", items=None)), "a")
    assert isinstance(found, Excluded)
    assert (found.number, found.row, found.reason) == (3, 4, REASONS["R304"].format(found="a"))
    assert "見本 花子" not in found.reason


def test_certainty_unknown_stands_last() -> None:
    found = person(incident(group("a", certainty="調査中", items=["住所"]), group("b")), "a", "b")
    assert [str(part.certainty) for part in found.parts] == ["漏えい確認", "調査中"]


def test_what_is_not_included_holds_for_all_groups_of_the_person() -> None:
    a = group("a", items=["氏名"], not_included=["パスワード", "住所"])
    b = group("b", items=["住所"], not_included=["パスワード"])
    assert person(incident(a, b), "a").not_included == ("パスワード", "住所")
    assert person(incident(a, b), "a", "b").not_included == ("パスワード",)


def test_an_inner_group_that_says_nothing_of_it_takes_what_the_outer_says() -> None:
    assert person(incident(*NESTED), "b").not_included == ("パスワード",)


@pytest.mark.parametrize(
    ("kind", "role", "received", "items"),
    [
        ("本人", "本人", False, 1),
        ("誤受領者", "本人", True, 0),
        ("本人", "誤受領者", True, 0),
        ("保護者", "本人", False, 1),
    ],
)
def test_who_received_other_peoples_data_is_told_apart(
    kind: str, role: str, received: bool, items: int
) -> None:
    found = person(incident(group("a", role=role)), "a", kind=kind)
    assert (found.received, len(found.items)) == (received, items)


def test_who_received_data_and_lost_some_has_both() -> None:
    found = person(incident(group("a"), group("r", role="誤受領者", items=None)), "a", "r")
    assert (found.received, [each.name for each in found.items]) == (True, ["氏名"])
