"""The sheet for the person at the printer: every total is right, and nobody is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from noticegen.batch import cover, ways, zips
from noticegen.batch.cover import WAYS as TITLES
from noticegen.batch.ways import WAYS, Files
from noticegen.batch.written import Letter, Written
from noticegen.ooxml.compose import compose
from tests.batch.batches import EXAMPLE, batch, everything_in, people, person, snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pytest

    from noticegen.batch.job import Job
    from noticegen.batch.made import Made


def rows() -> list[dict[str, str]]:
    """Return twelve rows: two held back, one without an address, one without a postal code worth a letter."""
    return [
        person(1, 送付可否="保留"),
        person(2, 送付可否="返戻"),
        person(3, 住所1="", 住所2=""),
        *people(12)[3:],
    ]


def lines(folder: Path) -> list[str]:
    return [line.strip() for line in everything_in(folder / "cover.docx").splitlines() if line.strip()]


def after(said: list[str], *labels: str) -> None:
    """Make sure that these stand one after the other."""
    places = [index for index in range(len(said)) if said[index : index + len(labels)] == list(labels)]
    assert places, f"{labels} in {said}"


def test_the_cover_counts_letters_rows_left_out_with_their_reasons_and_areas(tmp_path: Path) -> None:
    batch(tmp_path / "out", rows())
    said = lines(tmp_path / "out")
    after(said, "書面の数", "9通")
    after(said, "書面を作らない行", "3行")
    after(said, "送付を止めているか、住所がない", "2")
    after(said, "名簿か事実を直す必要がある", "1")
    after(said, "郵便番号の上3桁ごとの数", "100　9通")
    after(said, "順序", "名簿の順")


def test_the_cover_names_nobody(tmp_path: Path) -> None:
    batch(tmp_path / "out", rows())
    text = everything_in(tmp_path / "out" / "cover.docx")
    for word in ("見本", "架空区", "M00", "100-"):
        assert word not in text


def test_the_cover_lists_each_part_with_its_first_and_last_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zips, "MOST_LETTERS", 5)
    batch(tmp_path / "out", people()[::-1], as_="zip", order="postal")
    said = lines(tmp_path / "out")
    after(said, "letters-0001.zip", "5", "0012", "0008", "―")
    after(said, "letters-0003.zip", "2", "0002", "0001", "―")
    after(said, "出力の形", "ZIP ファイル")
    after(said, "順序", "郵便番号の順")


def test_many_areas_are_counted_by_two_digits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cover, "MOST_AREAS", 2)
    codes = ["100-0001", "101-0001", "109-0001", "530-0001"]
    batch(tmp_path / "out", [person(number, 郵便番号=code) for number, code in enumerate(codes, 1)])
    after(lines(tmp_path / "out"), "郵便番号の上2桁ごとの数", "10　3通", "53　1通")


class Measured(Files):
    """Files of which every fourth letter runs onto a third page."""

    def write(self, job: Job, index: int, letters: Iterator[Made]) -> Written:
        written = super().write(job, index, letters)
        written.letters = [
            Letter(letter.number, letter.id, letter.file, letter.sha256, 3 if letter.number % 4 == 0 else 2)
            for letter in written.letters
        ]
        return written


def test_letters_with_more_pages_than_most_are_named_by_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ways, "WAYS", {**WAYS, "files": Measured()})
    batch(tmp_path / "out")
    said = lines(tmp_path / "out")
    after(said, "ページの合計", "27ページ")
    after(said, "2ページ", "9", "3ページ", "3")
    after(said, "2ページでない書面（番号。括弧内はページ数）：0004（3）、0008（3）、0012（3）")


def test_without_a_layout_the_cover_says_that_pages_are_not_known(tmp_path: Path) -> None:
    batch(tmp_path / "out")
    text = "".join(lines(tmp_path / "out"))
    assert "ページ数は、紙面に組んで初めて分かります" in text
    assert "ページの合計" not in text


def test_an_address_too_long_for_the_window_is_named_on_the_cover_and_in_a_warning(tmp_path: Path) -> None:
    long = [person(1), person(2, 住所1="東京都架空区見本町" * 12, 住所2="架空荘" * 30), *people(12)[2:]]
    report = batch(tmp_path / "out", long)
    assert "番号 0002)" in next(each.message for each in report.findings if each.code == "B111")
    after(lines(tmp_path / "out"), "住所が長く、封筒の窓に収まらない書面（番号）：0002")
    assert batch(tmp_path / "out", long) == report


def test_a_list_of_many_numbers_ends_somewhere() -> None:
    assert cover._listed(str(number) for number in range(1000)).endswith("、198、199 ほか")
    assert cover._listed([]) == ""


def test_a_cover_that_is_gone_is_written_again(tmp_path: Path) -> None:
    batch(tmp_path / "out")
    before = snapshot(tmp_path / "out")
    (tmp_path / "out" / "cover.docx").unlink()
    batch(tmp_path / "out")
    assert snapshot(tmp_path / "out") == before


def test_the_template_of_the_cover_is_built_from_its_outline() -> None:
    folder = EXAMPLE.parent.parent / "noticegen" / "batch"
    outline = folder / "cover.txt"
    assert (folder / "cover.docx").read_bytes() == compose(outline.read_text("utf-8"), str(outline))


def test_every_way_has_a_title() -> None:
    assert set(WAYS) <= set(TITLES)
