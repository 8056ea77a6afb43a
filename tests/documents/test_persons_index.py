"""Is every name, address and id of a list found in a text, the longest at each place, with whose it is?"""

from __future__ import annotations

import pytest

from noticegen.documents.persons_index import Hit, Persons, squeezed
from noticegen.facts.recipients import Excluded, Recipient


def row(number: int, name: str, address: str = "", **more: str) -> Recipient:
    return Recipient(number, number + 1, more.pop("id", ""), name, address=tuple(address.split("|")), **more)  # type: ignore[arg-type]


ROWS = (
    row(1, "見本 太郎", "架空県見本市|1-2-3", id="KOKYAKU-77", postal_code="100-0000"),
    row(2, "見本　太郎次", "架空県見本市1-2-34", id="A1"),
    row(3, "例示 良子", "架空県例示市5", contact_person="仮名 薫", id="ABCDEF"),
    row(4, "例示良子", "架空県例示市5"),
    row(5, "例示 良 子", "架空町", id="12345"),
    Excluded(6, 7, "Z-99999", "R1", "支援措置", "模擬 三郎", ("架空県模擬市", "8-9-10")),
    row(7, "森 一", "架空村1番6", id="1_2-x"),
    row(8, "林二"),
    row(9, "林二"),
    row(10, ""),
)


def people() -> Persons:
    return Persons(ROWS)


def names(text: str) -> list[Hit]:
    return list(people().names(text))


def test_the_longest_name_at_each_place_is_found() -> None:
    assert names("甲見本太郎次乙見本太郎") == [
        Hit("氏名", 1, 6, 2, 1, is_weak=False),
        Hit("氏名", 7, 11, 1, 1, is_weak=False),
    ]
    assert names("見本太") == []
    assert names("模擬三郎と仮名薫") == [
        Hit("氏名", 0, 4, 6, 1, is_weak=False),
        Hit("氏名", 5, 8, 3, 1, is_weak=False),
    ]


def test_a_name_of_many_or_of_two_letters_is_weak() -> None:
    assert names("例示良子") == [Hit("氏名", 0, 4, 3, 3, is_weak=True)]
    assert names("林二") == [Hit("氏名", 0, 2, 8, 2, is_weak=True)]
    two = Persons([row(1, "見本太郎"), row(2, "見本太郎")])
    assert list(two.names("見本太郎")) == [Hit("氏名", 0, 4, 1, 2, is_weak=False)]
    assert names("森一") == [Hit("氏名", 0, 2, 7, 1, is_weak=True)]
    assert names("") == []


def test_the_longest_whole_address_at_each_place_is_found_unless_it_is_short() -> None:
    said = "住所は架空県見本市1-2-34です架空県見本市1-2-3"
    assert list(people().addresses(said)) == [
        Hit("住所", 3, 15, 2, 1, is_weak=False),
        Hit("住所", 17, 28, 1, 1, is_weak=False),
    ]
    assert [(hit.start, hit.end, hit.number) for hit in people().addresses("架空県模擬市8-9-10")] == [
        (0, 12, 6)
    ]
    assert [(hit.end, hit.number) for hit in people().addresses("架空県例示市5")] == [(7, 3)]
    assert [(hit.end, hit.number) for hit in people().addresses("架空村1番6")] == [(6, 7)]
    for nothing in ("架空町架空町", "架空県見本市1-2-", "架空県見本市", ""):
        assert list(people().addresses(nothing)) == []


@pytest.mark.parametrize(
    ("text", "number", "span", "is_weak"),
    [
        ("番号KOKYAKU-77です", 1, (2, 12), False),
        ("番号A1です", 2, (2, 4), True),
        ("ABCDEF", 3, (0, 6), True),
        ("(12345)", 5, (1, 6), False),
        ("Z-99999", 6, (0, 7), False),
        ("1_2-x", 7, (0, 5), False),
    ],
)
def test_a_word_that_is_an_id_is_found(text: str, number: int, span: tuple[int, int], is_weak: bool) -> None:
    assert list(people().ids(text)) == [Hit("管理番号", *span, number, 1, is_weak=is_weak)]


@pytest.mark.parametrize("text", ["KOKYAKU-777", "XKOKYAKU-77", "KOKYAKU", "123456", ""])
def test_a_part_of_a_word_is_no_id(text: str) -> None:
    assert list(people().ids(text)) == []


def test_of_two_rows_of_one_address_or_id_the_first_is_named() -> None:
    people = Persons(
        [row(1, "甲野", "架空県見本市1", id="K-100"), row(2, "乙野", "架空県見本市1", id="K-100")]
    )
    assert [hit.number for hit in people.addresses("架空県見本市1")] == [1]
    assert [hit.number for hit in people.ids("K-100")] == [1]


@pytest.mark.parametrize(
    ("name", "place", "is_at"),
    [
        ("見本太郎", "架空県見本市1-2-3", True),
        ("見本太郎", "100-0000", True),
        ("見本太郎", "KOKYAKU-77", True),
        ("仮名薫", "架空県例示市5", True),
        ("模擬三郎", "架空県模擬市8-9-10", True),
        ("模擬三郎", "Z-99999", True),
        ("見本太郎", "架空県見本市1-2-34", False),
        ("見本太郎", "A1", False),
        ("林二", "", False),
        ("", "架空県見本市1-2-3", False),
    ],
)
def test_a_person_is_known_by_name_and_place_together(name: str, place: str, is_at: bool) -> None:
    assert people().is_at(name, place) is is_at


def test_blanks_are_no_part_of_a_name() -> None:
    assert squeezed(" 見本　太\t郎\n") == "見本太郎"
