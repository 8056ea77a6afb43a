from __future__ import annotations

import subprocess
from dataclasses import asdict
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from noticegen.documents.kinds import kind
from noticegen.documents.make import DocumentMaker
from noticegen.documents.window import SIZES, address_block, width
from noticegen.facts.affected_person import AffectedPerson, affected_person
from noticegen.law.case import Case
from noticegen.office.libreoffice import to_pdf
from noticegen.ooxml.window import USUAL, Window
from tests.documents.cases import changed, example, incident_of
from tests.documents.letters import recipient

if TYPE_CHECKING:
    from pathlib import Path

LONG = (
    "京都府架空市見本区例示通仮名上る東入二丁目西側模擬町１２３４番地の５６",
    "グランドレジデンス架空見本例示ステーションフロントタワー１２０３号室",
)
PEOPLE = {
    "plain": {},
    "long": {"address": LONG, "name": "勅使河原見本 龍之介例示"},
    "guardian": {"address": LONG, "kind": "保護者"},
    "family": {"address": LONG[:1], "kind": "御遺族"},
    "company": {
        "address": LONG[:1],
        "kind": "法人",
        "name": "一般社団法人架空見本例示地域振興事業推進協議会",
        "contact_person": "例示 良子",
    },
    "office": {"kind": "法人", "name": "株式会社見本工務店"},
    "foreign": {"name": "MARIA FERNANDA GONCALVES DE ALBUQUERQUE VILLANUEVA", "address": LONG[:1]},
}
# Who is told of being among those whose data were posted has the fullest first page.
PEOPLE["posted"] = {**PEOPLE["foreign"], "groups": ("members", "published")}
A4 = 297.0
ALL_ITEMS = ("氏名", "住所", "電話番号", "購入履歴", "生年月日", "メールアドレス")


def test_a_line_parts_at_its_spaces_then_before_the_house_number_then_where_it_is_full() -> None:
    assert address_block(["東京都架空区見本町1-2-3　101"]).lines == ("東京都架空区見本町1-2-3　101",)
    assert address_block(["大阪府架空市仮名区例示元町南３番１３号２５号室"]).lines == (
        "大阪府架空市仮名区例示元町南",
        "３番１３号２５号室",
    )
    parted = address_block(["あ" * 40]).lines
    assert "".join(parted) == "あ" * 40
    assert max(map(len, parted)) <= 17


@pytest.mark.parametrize("text", ["葛\U000e0100" * 20, "ｶﾞ" * 40, "か\u3099" * 30])
def test_no_letter_is_parted_from_what_changes_it(text: str) -> None:
    lines = address_block([text]).lines
    assert "".join(lines) == text
    assert all(width(line[0]) > 0 for line in lines)


def test_no_honorific_stands_alone_and_no_line_is_longer_than_the_window_is_wide() -> None:
    for facts in PEOPLE.values():
        held = recipient(**facts)
        block = address_block([*held.address, f"{held.name} 様　保護者様"])
        size = SIZES[block.is_small]
        assert all(width(line) <= size.columns(USUAL) for line in block.lines)
        assert not {"様", "保護者様"}.intersection(block.lines[:-1])


def test_an_address_in_many_lines_is_set_smaller_and_said_not_to_fit_when_that_does_not_help() -> None:
    def lines(number: int, window: Window = USUAL) -> tuple[bool, bool]:
        block = address_block(["東京都架空区"] * number, window)
        return block.is_small, block.fits

    assert [lines(5), lines(6), lines(7)] == [(False, True), (True, True), (True, False)]
    assert lines(7, Window(height=60.0)) == (False, True)


def words(pdf: Path) -> tuple[int, list[tuple[str, float, float, float, float]]]:
    """Return the number of pages, and the words of the first with their boxes in millimetres."""
    command = ["pdftotext", "-bbox", str(pdf), "-"]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    pages = list(ET.fromstring(printed).iter("{http://www.w3.org/1999/xhtml}page"))
    found = [
        (
            word.text or "",
            *(float(word.attrib[side]) * 25.4 / 72 for side in ("xMin", "yMin", "xMax", "yMax")),
        )
        for word in pages[0].iter("{http://www.w3.org/1999/xhtml}word")
    ]
    return len(pages), found


def strokes(pdf: Path, folder: Path) -> list[float]:
    """Return how far from the top, in millimetres, something is printed at the left edge of the first page."""
    command = [
        "pdftoppm",
        "-gray",
        "-r",
        "150",
        "-f",
        "1",
        "-l",
        "1",
        "-singlefile",
        str(pdf),
        str(folder / "p"),
    ]
    subprocess.run(command, check=True, capture_output=True)
    _, size, _, pixels = (folder / "p.pgm").read_bytes().split(b"\n", 3)
    across, down = map(int, size.split())
    edge = int(across * 12 / 210)
    return [row / down * A4 for row in range(down) if min(pixels[row * across : row * across + edge]) < 200]


WINDOWS = {
    "usual": USUAL,
    "lower": Window(22.0, 14.0, 88.0, 48.0),
    "wide": Window(20.0, 20.0, 100.0, 50.0),
    "high": Window(25.0, 12.0, 90.0, 55.0),
}


@pytest.mark.external
def test_the_address_shows_whole_and_alone_in_the_window_and_all_letters_have_the_same_pages(
    tmp_path: Path,
) -> None:
    files = []
    for name, window in WINDOWS.items():
        facts = changed(example("lost_pc/incident"), letter__window=asdict(window))
        incident = incident_of(facts)
        maker = DocumentMaker(kind("victim_apology"), Case(incident, incident.letter.date))
        for label, held in PEOPLE.items():
            person = affected_person(recipient(**held, items=ALL_ITEMS), incident)
            assert isinstance(person, AffectedPerson)
            file = tmp_path / f"{name}-{label}.docx"
            file.write_bytes(maker.make(person, "0001").data)
            files.append(file)
    pages = set()
    for pdf in to_pdf(files, tmp_path):
        window = WINDOWS[pdf.stem.partition("-")[0]]
        count, found = words(pdf)
        pages.add(count)
        # The title stands below the window from margin to margin, not in the narrow room beside it.
        title = next(word for word in found if "お詫びとご報告" in word[0])
        risk = "" if pdf.stem.endswith("posted") else "のおそれ"
        assert title[0] == f"個人情報の漏えい{risk}に関するお詫びとご報告", pdf.stem
        assert title[2] >= window.top + window.height, pdf.stem
        assert abs((title[1] + title[3]) / 2 - 105) < 1, pdf.stem
        # What may show: the window, with the sheet pushed to the left and up, or to the right and down.
        showing = [
            word
            for word in found
            if word[1] < window.left + window.width and word[2] < window.top + window.height
        ]
        text = "".join(word[0] for word in showing)
        assert text.startswith("〒100-0000"), pdf.stem
        assert text.endswith(("様", "御中")), pdf.stem
        assert "株式会社架空商事" not in text
        assert "個人情報" not in text
        assert min(word[1] for word in showing) >= window.left, pdf.stem
        assert max(word[3] for word in showing) <= window.left + window.width - 25, pdf.stem
        assert min(word[2] for word in showing) >= window.top, pdf.stem
        assert max(word[4] for word in showing) <= window.top + window.height - 21, pdf.stem
    assert pages == {3}
    marks = strokes(tmp_path / "usual-long.pdf", tmp_path)
    assert [round(mark) for mark in (marks[0], marks[-1])] == [99, 198]
    assert all(abs(mark - 99) < 0.5 or abs(mark - 198) < 0.5 for mark in marks)
