from __future__ import annotations

import csv
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from noticegen.facts.recipients import Recipient, read_recipients
from noticegen.facts.recipients_text import (
    is_damaged,
    is_damaged_name,
    is_excel_error,
    is_scientific,
    names_two,
    trim,
)

LETTERS = st.characters(
    exclude_categories=("Cc", "Cs", "Co", "Zl", "Zp", "Zs"),
    exclude_characters="?？■〓\ufffd、，/／#&\ufeff\u200b\ufffe\uffff",
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.text(LETTERS, min_size=2, max_size=12), min_size=1, max_size=5))
def test_any_name_of_any_script_comes_out_as_it_went_in(names: list[str]):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "recipients.csv"
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows(
                [
                    ["氏名", "郵便番号", "住所"],
                    *([f"見本{name}本", "1000001", f"架空区{place}"] for place, name in enumerate(names)),
                ]
            )
        assert [row.name for row in read_recipients(path) if isinstance(row, Recipient)] == [
            f"見本{name}本" for name in names
        ]


def test_only_the_space_around_a_cell_is_taken_away():
    assert trim("\ufeff\u3000\u00a0 見本\u3000太郎\u200b\r\n") == "見本\u3000太郎"
    assert trim('=""') == ""
    assert trim("=1") == "=1"


@pytest.mark.parametrize("text", ["#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "####"])
def test_an_error_of_excel_is_known(text: str):
    assert is_excel_error(text)


@pytest.mark.parametrize("text", ["#9110", "#見本", "N/A"])
def test_a_number_sign_alone_is_no_error(text: str):
    assert not is_excel_error(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("1E+15", True), ("１．２Ｅ＋１５", True), ("12E3", True), ("A1E5", False), ("0012", False)],
)
def test_shortened_numbers_are_known(text: str, expected: bool):
    assert is_scientific(text) is expected


@pytest.mark.parametrize(
    "name", ["見本太郎、花子", "見本太郎／花子", "見本太郎/花子", "見本太郎，花子", "Jane/Joe"]
)
def test_two_names_in_one_cell_are_seen(name: str):
    assert names_two(name)


@pytest.mark.parametrize(
    "name", ["ジョン・スミス", "Raj a/l Kumar", "MUTHU S/O RAJA", "Sample, Jane", "見本と太郎", "A=B"]
)
def test_signs_that_belong_to_names_do_not_divide_them(name: str):
    assert not names_two(name)


def test_a_question_mark_is_damage_in_a_name_but_not_in_the_name_of_a_building():
    assert is_damaged_name("?橋")
    assert not is_damaged("架空区1-1 WHAT?ビル")
    assert is_damaged("架空区\ue000町")
