from __future__ import annotations

import pytest

from noticegen.facts.items import known_keys
from noticegen.facts.recipients_marks import Marks, find_marks, says_leaked


def found(header: list[str], *rows: list[str]) -> tuple[list[str], tuple[str, ...]]:
    marks: Marks = find_marks(header, rows, known_keys())
    return [column.item for column in marks.columns], marks.unclear


@pytest.mark.parametrize("mark", ["○", "◯", "〇", "●", "✓", "レ"])
def test_a_single_column_of_circles_holds_marks(mark: str):
    assert found(["氏名", "電話番号"], ["見本", mark], ["架空", ""]) == (["電話番号"], ())


def test_telephone_numbers_are_no_marks():
    assert found(["氏名", "電話番号"], ["見本", "03-0000-0000"], ["架空", "-"]) == ([], ())


def test_two_columns_of_ones_hold_marks_and_a_single_one_is_asked_about():
    assert found(["電話番号", "生年月日"], ["1", ""], ["0", "1"]) == (["電話番号", "生年月日"], ())
    assert found(["障害", "備考"], ["有", ""], ["無", ""]) == ([], ("障害",))


def test_the_code_of_the_sex_is_a_value_until_other_columns_use_numbers():
    assert found(["氏名", "性別"], ["見本", "1"]) == ([], ())
    assert found(["氏名", "性別"], ["見本", "1"], ["架空", "2"]) == ([], ())
    assert found(["電話番号", "性別"], ["1", "1"]) == (["電話番号", "性別"], ())


def test_a_name_column_may_stand_beside_a_mark_column_of_the_same_header():
    assert found(["氏名", "氏名", "住所"], ["見本", "○", "○"]) == (["氏名", "住所"], ())


def test_a_membership_number_of_one_is_no_mark():
    assert found(["会員番号", "氏名"], ["1", "見本"]) == ([], ())


def test_a_column_without_a_mark_yet_belongs_to_the_marks_when_there_are_any():
    assert found(["電話番号", "性別"], ["○", ""]) == (["電話番号", "性別"], ())
    assert found(["電話番号", "性別"], ["", ""]) == ([], ())


def test_a_prefix_makes_any_header_an_item():
    assert found(["漏えい項目：好きな色", "漏えい:電話番号"], ["", ""]) == (["好きな色", "電話番号"], ())


def test_a_mark_that_is_not_known_is_neither_yes_nor_no():
    assert [says_leaked(mark) for mark in ("○", "TRUE", "１", "有", "", "×", "0", "無", "△", "一部")] == [
        True,
        True,
        True,
        True,
        False,
        False,
        False,
        False,
        None,
        None,
    ]
