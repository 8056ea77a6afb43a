"""Is a page without its letter's number, or with another's, ever let through?"""

from __future__ import annotations

import pytest

from noticegen.batch.pdf_pages import carries, letter_pages, pages_of_letters

NUMBERS = ("0001", "0002", "0003")


def page(number: str, at: int, of: int) -> str:
    return f"見本 太郎 様\n〒100-0009 架空区見本町1-2\n{number}　{at}／{of}\n"


GOOD = (page("0001", 1, 2), page("0001", 2, 2), page("0002", 1, 1), page("0003", 1, 2), page("0003", 2, 2))


def codes(pages: tuple[str, ...]) -> list[str]:
    return [finding.code for finding in pages_of_letters(pages, NUMBERS, "letters-0001.pdf")[1]]


def test_a_number_counts_only_by_itself() -> None:
    assert carries("番号：0001", "0001")
    assert not carries("100-0001", "0001")
    assert not carries("10001", "0001")
    assert not carries("0001-2", "0001")


def test_every_page_of_a_letter_carries_its_number() -> None:
    assert letter_pages(GOOD[:2], "0001", "x.pdf") == (2, ())
    assert [each.code for each in letter_pages(GOOD[:3], "0001", "x.pdf")[1]] == ["B321"]
    assert [each.code for each in letter_pages((), "0001", "x.pdf")[1]] == ["B322"]


def test_pages_are_given_to_their_letters() -> None:
    pages, wrong = pages_of_letters(GOOD, NUMBERS, "letters-0001.pdf")
    assert wrong == ()
    assert {number: len(texts) for number, texts in pages.items()} == {"0001": 2, "0002": 1, "0003": 2}


def test_a_blank_page_lets_the_next_letter_begin_on_a_sheet_of_its_own() -> None:
    pages, wrong = pages_of_letters((*GOOD[:3], "\n\n", *GOOD[3:]), NUMBERS, "letters-0001.pdf")
    assert wrong == ()
    assert len(pages["0002"]) == 1


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ((*GOOD[:1], "見本 太郎 様", *GOOD[2:]), ["B321", "B323"]),
        ((*GOOD[:1], page("0003", 2, 2), *GOOD[2:]), ["B321", "B323"]),
        (GOOD[:3], ["B322"]),
        ((*GOOD[:2], *GOOD[3:]), ["B321", "B321", "B322"]),
        ((GOOD[2], *GOOD), ["B321"]),
        ((*GOOD[:3], GOOD[3]), ["B323"]),
        ((*GOOD[:4], page("0003", 3, 2)), ["B323"]),
    ],
)
def test_a_page_that_is_lost_strange_or_counted_wrongly_is_an_error(
    pages: tuple[str, ...], expected: list[str]
) -> None:
    assert codes(pages) == expected


def test_letters_that_print_no_count_of_pages_need_none() -> None:
    pages = tuple(text.replace("1／1", "").replace("1／2", "").replace("2／2", "") for text in GOOD)
    assert codes(pages) == []
