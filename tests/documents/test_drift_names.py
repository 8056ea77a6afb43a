"""Which names were changed in a paragraph, and which stand there that nobody knows?"""

from __future__ import annotations

import pytest

from noticegen.documents.drift_align import Pair, Unit
from noticegen.documents.drift_expected import Name
from noticegen.documents.drift_names import NameDrift, changed_names, new_names
from noticegen.ooxml.reading import Place

COMPANY, SHOP = "株式会社見本堂", "株式会社見本堂京都店"


def row(*cells: str) -> Unit:
    return Unit(tuple(Place(cell, "本文", number, row=1) for number, cell in enumerate(cells, 1)))


def changed(made: str, edited: str, *names: str) -> list[tuple[str, str]]:
    """Return (name, what stands in its place) of each name that was changed in a paragraph."""
    known = [Name(name, "party[0].name", is_private=False) for name in names or (COMPANY,)]
    found = list(changed_names([Pair(row(made), row(edited))], known))
    assert all(each.place.text == edited and each.start == made for each in found)
    return [(each.made.text if each.made else "", each.edited) for each in found]


LONG = "漏えいした情報の項目と、対象となる方の範囲及び人数は、次のとおりです。" * 8


@pytest.mark.parametrize(
    ("made", "edited", "found"),
    [
        ("調査を株式会社見本堂に委託した。", "調査を株式会社見本道に委託した。", "株式会社見本道"),
        ("調査を株式会社 見本堂に委託した。", "調査を株式会社 見本道に委託した。", "株式会社 見本道"),
        ("調査を株式会社見本堂に委託した。", "調査を株式会社見本の堂に委託した。", "株式会社見本の堂"),
        ("調査を株式会社見本堂に委託した。", "調査を株会見道に委託した。", "株会見道"),
        ("調査を株式会社見本堂に委託した。", "このたび、調査を有限会社例示に任せた。", "有限会社例示"),
        ("株式会社見本堂が調べた。", "なお、株式会社見本道が調べた。", "株式会社見本道"),
        ("株式会社見本堂が調べた。", "株式会社見元堂(仮称)が調べた。", "株式会社見元堂"),
        ("名称 株式会社見本堂", "名称 名称", "名称"),
        (f"{LONG}株式会社見本堂が調べた。", f"なお、{LONG}株式会社見本道が調べた。", "株式会社見本道"),
        ("委託先 株式会社見本堂", "委託先 例示運輸", "例示運輸"),
        ("委託先 株式会社 見本堂", "委託先 例示運輸", "例示運輸"),
        ("調査を株式会社見本堂に委託した。", "調査を委託した。", None),
        ("委託先 株式会社見本堂", "委託先 弊社", None),
        ("委託先 株式会社見本堂", "委託先 ", None),
        ("委託先 株式会社見本堂", "例示運輸", None),
        ("調査を株式会社見本堂に委託した。", "調査は警察の指示により後日に行う。", None),
        ("調査を株式会社見本堂に委託した。", "委託した先は株式会社見本堂である。", None),
    ],
)
def test_a_name_is_changed_where_something_else_stands_in_its_place(
    made: str, edited: str, found: str | None
) -> None:
    assert changed(made, edited) == ([] if found is None else [(COMPANY, found)])


@pytest.mark.parametrize(
    ("label", "is_told"), [("一二三四五六七八九十甲乙丙丁", True), ("一二三四五六七八九十甲乙丙丁戊", False)]
)
def test_of_a_paragraph_that_is_there_for_the_name_anything_in_its_place_is_told(
    label: str, is_told: bool
) -> None:
    assert changed(f"{label} {COMPANY}", f"{label} 例示運輸") == [(COMPANY, "例示運輸")] * is_told


@pytest.mark.parametrize(
    ("kept", "is_told"), [("甲乙丙壬癸子", True), ("甲乙壬癸戊己", True), ("甲乙壬癸子丑", False)]
)
def test_of_a_name_in_a_sentence_half_must_remain(kept: str, is_told: bool) -> None:
    made, edited = (
        f"調べたところ、社内の{name}という者の席から見つかったことが分かった。"
        for name in ("甲乙丙丁戊己", kept)
    )
    assert changed(made, edited, "甲乙丙丁戊己") == [("甲乙丙丁戊己", kept)] * is_told


def test_a_name_within_a_longer_one_is_told_with_that_one_alone() -> None:
    assert changed(f"{SHOP}が担当した。", "株式会社見本道京都店が担当した。", SHOP, COMPANY) == [
        (SHOP, "株式会社見本道京都店")
    ]
    both = (f"{SHOP}と{COMPANY}が担当した。", f"{SHOP}と株式会社見本道が担当した。")
    assert changed(*both, SHOP, COMPANY) == [(COMPANY, "株式会社見本道")]


@pytest.mark.parametrize("names", [("仮名商事", "例示運輸"), ("例示運輸", "仮名商事")])
def test_names_that_stand_side_by_side_are_told_each(names: tuple[str, ...]) -> None:
    wrong = {"仮名商事": "仮名商会", "例示運輸": "例示運送"}
    for between in ("", "及び"):
        made, edited = (between.join(each) + "に照会した。" for each in (wrong, wrong.values()))
        assert changed(made, edited, *names) == [(name, wrong[name]) for name in names]


def test_names_that_changed_places_are_not_changed() -> None:
    said = "商品の発送の委託先は{}であり、入力の業務の再委託先は{}である。"
    other = "株式会社例示運輸"
    assert changed(said.format(COMPANY, other), said.format(other, COMPANY), other, COMPANY) == []


def test_of_many_occurrences_the_one_that_was_changed_is_told() -> None:
    made = [f"{COMPANY}の商品"] * 25
    edited = [*made[:12], "株式会社見本道の商品", *made[13:]]
    assert changed("。".join(made), "。".join(edited)) == [(COMPANY, "株式会社見本道")]


def test_a_changed_name_is_told_where_it_stands_and_not_at_any_length() -> None:
    name = Name(COMPANY, "party[0].name", is_private=False)
    made, edited = row("委託先", COMPANY), row("委託先", "株式会社見本道")
    assert list(changed_names([Pair(made, edited)], [name])) == [
        NameDrift(name, "株式会社見本道", edited.places[1], made.text)
    ]
    (long,) = changed_names([Pair(row(COMPANY), row(f"株式会社見本{'道' * 90}堂"))], [name])
    assert (len(long.edited), long.edited[:8]) == (60, "株式会社見本道道")


KNOWN = "株式会社 架空商事\n仮名工業株式会社の調査\n見本 花子\n一般社団法人例示会"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("株式会社架空商事が調べた。", []),
        ("株式会社架空商事管理部が調べた。", []),
        ("委託先仮名工業株式会社が調べた。", []),
        ("見本 花子様に伺った。", []),
        ("株式会社架空運輸が調べた。", ["株式会社架空運輸"]),
        ("仮名工務株式会社が調べた。", ["仮名工務株式会社"]),
        ("一般社団法人模擬会に照会した。", ["一般社団法人模擬会"]),
        ("見本 次郎様に伺った。", [""]),
        ("架空 花子様と株式会社模擬に伺った。", ["株式会社模擬", ""]),
        ("見本堂に伺った。", []),
    ],
)
def test_a_name_that_nobody_knows_is_told_and_that_of_a_person_is_not_repeated(
    text: str, names: list[str]
) -> None:
    unit = row("以上", text)
    assert list(new_names([unit], KNOWN)) == [
        NameDrift(None, name, unit.places[1], unit.text) for name in names
    ]
