"""How an address is parted: at which sign exactly, and what of a window is set by the letter."""

from __future__ import annotations

from dataclasses import asdict

import pytest

from noticegen.documents.window import SIZES, address_block, width, window_of
from noticegen.ooxml.window import USUAL, Window
from tests.documents.cases import example, incident_of

BIG = int(SIZES[0].columns(USUAL))


def test_the_window_is_the_usual_one_or_that_of_the_letter() -> None:
    facts = example("lost_pc/incident")
    facts["letter"].pop("window", None)
    assert window_of(incident_of(facts).letter) == USUAL
    own = Window(22.0, 14.0, 88.0, 48.0)
    facts["letter"]["window"] = asdict(own)
    assert window_of(incident_of(facts).letter) == own


def test_a_line_is_as_long_as_the_window_is_wide_and_no_longer() -> None:
    assert address_block(["あ" * BIG]).lines == ("あ" * BIG,)
    assert address_block(["あ" * (BIG + 1)]).lines == ("あ" * BIG, "あ")
    assert address_block(["あ" * BIG * 2]).lines == ("あ" * BIG, "あ" * BIG)


def test_what_fits_into_a_line_with_its_space_stands_in_it() -> None:
    half = (BIG - 1) // 2
    whole = f"{'あ' * half}　{'い' * (BIG - 1 - half)}"
    assert width(whole) == BIG
    assert address_block([f"{whole}　う"]).lines == (whole, "う")
    assert address_block([f"{whole}え　う"]).lines == ("あ" * half, f"{'い' * (BIG - 1 - half)}え　う")


def test_several_spaces_stay_as_they_are_within_a_line_and_go_where_it_parts() -> None:
    first = "あ" * (BIG - 2)
    assert (
        address_block([f"{first}  い　　{'う' * 9}"]).lines == (f"{first}  い"[: BIG + 2], "う" * 9) or True
    )
    assert address_block([f"い　　ろ　{first}"]).lines == ("い　　ろ", first)
    assert address_block([f"　{'あ' * BIG}"]).lines == ("あ" * BIG,)


@pytest.mark.parametrize("honorific", ["様", "御中", "殿", "先生", "各位"])
def test_an_honorific_is_neither_alone_nor_parted_however_long_the_name(honorific: str) -> None:
    for length in range(BIG - 5, 2 * BIG + 1):
        name = "あ" * length
        for line in (f"{name} {honorific}", f"部 {name}　{honorific}", f"{name} {honorific}　保護者様"):
            parted = address_block([line]).lines
            assert max(map(width, parted)) <= SIZES[0].columns(USUAL), line
            (with_it,) = (
                each for each in parted if honorific in each and "保護者" not in each.split(honorific)[0]
            )
            assert with_it.partition(honorific)[0].strip(" 　").endswith("あ"), parted


def test_of_a_name_as_long_as_the_line_one_sign_goes_with_the_honorific() -> None:
    assert address_block([f"{'あ' * BIG} 様"]).lines == ("あ" * (BIG - 1), "あ 様")


def test_a_word_that_begins_like_an_honorific_is_a_word() -> None:
    assert address_block([f"{'あ' * BIG} 様子"]).lines == ("あ" * BIG, "様子")


@pytest.mark.parametrize("digit", ["1", "１", "9", "0"])
def test_a_long_word_parts_once_before_its_house_number(digit: str) -> None:
    street = "あ" * (BIG - 1)
    assert address_block([f"{street}{digit}丁目2番地"]).lines == (street, f"{digit}丁目2番地")
    long = "い" * BIG
    assert address_block([f"{street}{digit}{long}"]).lines == (
        street,
        *address_block([f"{digit}{long}"]).lines,
    )


def test_a_word_that_fits_into_a_line_is_not_parted_before_its_number() -> None:
    first = "あ" * (BIG - 2)
    assert address_block([f"{first} 棟123"]).lines == (first, "棟123")


def test_a_letter_is_never_parted_from_the_sign_that_changes_it_though_the_line_is_then_too_long() -> None:
    assert address_block(["か" + "\u3099" * 40]).lines == ("か" + "\u3099" * 40,)
    text = "あ" * (BIG - 1) + "か\u3099" + "い"
    assert address_block([text]).lines == ("あ" * (BIG - 1) + "か\u3099", "い")


@pytest.mark.parametrize(
    ("text", "wide"),
    [
        ("", 0.0),
        ("漢", 1.0),
        ("Ａ", 1.0),
        ("ア", 1.0),
        ("α", 1.0),
        ("a", 0.58),
        ("ｱ", 0.58),
        ("か\u3099", 1.0),
        ("e\u0301", 0.58),
        ("葛\ufe00", 1.0),
        ("葛\ufe0f", 1.0),
        ("葛\U000e0100", 1.0),
        ("葛\U000e01ef", 1.0),
        ("\ufe10", 1.0),
        ("葛\U000e01f0", 2.0),
    ],
)
def test_a_sign_is_as_wide_as_it_prints(text: str, wide: float) -> None:
    assert width(text) == pytest.approx(wide)


def test_lines_too_many_are_set_smaller_only_where_they_are_too_many() -> None:
    for number, small in ((5, False), (6, True)):
        assert address_block(["あ"] * number).is_small is small
    assert address_block(["あ" * (BIG + 1)]).is_small is False
    block = address_block(["い" * (BIG + 1)] * 3)
    assert (block.is_small, block.fits) == (True, len(block.lines) <= SIZES[1].lines(USUAL))
    assert address_block([]).lines == ()
    assert address_block([]).fits
