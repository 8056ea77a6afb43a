from __future__ import annotations

import pytest

from noticegen.japanese.lists import list_text
from noticegen.japanese.numbers import count_text, number_text, yen_text


def test_companies_write_commas() -> None:
    assert count_text(1012, "人") == "1,012人"
    assert count_text(0, "人") == "0人"
    assert yen_text(35000, "company") == "35,000円"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (9999, "9999"),
        (10_000, "1万"),
        (35_000, "3万5000"),
        (100_000_000, "1億"),
        (120_003_045, "1億2000万3045"),
        (10**20 + 5, "10000京5"),
        (-35_000, "-3万5000"),
    ],
)
def test_courts_write_myriads(value: int, text: str) -> None:
    assert number_text(value, "legal") == text


def test_enumerations() -> None:
    assert list_text(["A", "B", "C"]) == "A、B、C"
    assert list_text(["A", "B", "C"], "及び") == "A、B及びC"
    assert list_text(["A", "B"], "又は") == "A又はB"
    assert list_text(["A"], "及び") == "A"


def test_nothing_to_enumerate_is_none_and_not_an_empty_text() -> None:
    assert list_text([]) is None
