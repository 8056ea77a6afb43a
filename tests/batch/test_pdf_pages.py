"""Is a page without its letter's number, or with another's, ever let through?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import pytest

from noticegen.batch.audit_ways import letters_of
from noticegen.batch.folder import BatchFolder
from noticegen.batch.pdf_pages import carries, letter_pages, pages_of_letters
from noticegen.documents.kinds import shipped_templates
from noticegen.ooxml.archive import read_parts, write_parts
from tests.batch.batches import batch

if TYPE_CHECKING:
    from pathlib import Path

NUMBERS = ("0001", "0002", "0003")


def page(number: str, at: int, of: int) -> str:
    return f"見本 太郎 様\n〒100-0009 架空区見本町1-2\n{number}　{at}／{of}\n"


GOOD = (page("0001", 1, 2), page("0001", 2, 2), page("0002", 1, 1), page("0003", 1, 2), page("0003", 2, 2))


def codes(pages: tuple[str, ...], *, are_counted: bool = False) -> list[str]:
    found = pages_of_letters(pages, NUMBERS, "letters-0001.pdf", are_counted=are_counted)[1]
    return [finding.code for finding in found]


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
    pages, wrong = pages_of_letters(GOOD, NUMBERS, "letters-0001.pdf", are_counted=True)
    assert wrong == ()
    assert {number: len(texts) for number, texts in pages.items()} == {"0001": 2, "0002": 1, "0003": 2}


def test_a_blank_page_lets_the_next_letter_begin_on_a_sheet_of_its_own() -> None:
    sheets = (*GOOD[:3], "\n\n", *GOOD[3:])
    pages, wrong = pages_of_letters(sheets, NUMBERS, "letters-0001.pdf", are_counted=True)
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


def test_where_it_is_certain_that_pages_are_counted_all_of_them_may_be_wrong() -> None:
    through = tuple(
        page(number, at, 5) for at, number in enumerate(("0001", "0001", "0002", "0003", "0003"), 1)
    )
    assert codes(through) == []
    assert codes(through, are_counted=True) == ["B323"] * 3
    assert codes(GOOD, are_counted=True) == []


@pytest.mark.parametrize("is_printed", [True, False])
def test_the_audit_knows_from_the_folder_whether_pages_are_counted(tmp_path: Path, is_printed: bool) -> None:
    template = tmp_path / "letter.docx"
    parts = read_parts(shipped_templates() / "victim_apology" / "letter.docx")
    footer = parts["word/footer1.xml"]
    template.write_bytes(
        write_parts(
            {**parts, "word/footer1.xml": footer if is_printed else footer.replace(b"NUMPAGES", b"DATE")}
        )
    )
    folder = BatchFolder(batch(tmp_path / "out", template=template).folder)
    state = dict(folder.state or {})
    state["inputs"] = {**state["inputs"], "as": "merged-pdf"}
    letters: Any = letters_of(folder, state, cast("Any", None))
    assert letters._are_counted is is_printed
