"""In which files the letters come out: each way holds the same letters, and each folder keeps to one way."""

from __future__ import annotations

import hashlib
import io
import json
import stat
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from noticegen.batch import merged, ways, zips
from noticegen.batch.zips import ZipStream
from noticegen.findings import OutputError, TemplateError
from tests.batch.batches import batch, codes, everything_in, listing, people, person, snapshot

if TYPE_CHECKING:
    from pathlib import Path

PACKED = ("zip", "merged")
SUFFIX = {"zip": "zip", "merged": "docx"}


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Five letters a part, so that twelve make three."""
    monkeypatch.setattr(zips, "MOST_LETTERS", 5)
    monkeypatch.setattr(merged, "most_letters", lambda _: 5)
    monkeypatch.setattr(ways, "CHUNK_ROWS", 5)


def members(folder: Path) -> dict[str, bytes]:
    """Return every letter of a folder of ZIP parts."""
    found = {}
    for part in sorted(folder.glob("letters-*.zip")):
        with zipfile.ZipFile(part) as archive:
            assert archive.testzip() is None
            found |= {f"{part.name}/{name}": archive.read(name) for name in archive.namelist()}
    return found


def test_zip_parts_hold_the_very_letters_that_files_hold(tmp_path: Path) -> None:
    batch(tmp_path / "files")
    report = batch(tmp_path / "zip", as_="zip")
    files = snapshot(tmp_path / "files" / "letters")
    found = members(tmp_path / "zip")
    assert {name.split("/")[1]: data for name, data in found.items()} == files
    assert report.parts == ("letters-0001.zip", "letters-0002.zip", "letters-0003.zip")
    assert [len([name for name in found if name.startswith(part)]) for part in report.parts] == [5, 5, 2]


def test_the_manifest_of_zip_parts_names_archive_and_member(tmp_path: Path) -> None:
    batch(tmp_path / "out", as_="zip")
    found = members(tmp_path / "out")
    rows = listing(tmp_path / "out", "manifest.csv")
    assert rows[0]["ファイル"] == "letters-0001.zip/0001.docx"
    assert {row["ファイル"]: row["sha256"] for row in rows} == {
        name: hashlib.sha256(data).hexdigest() for name, data in found.items()
    }


def test_the_manifest_of_merged_parts_names_the_file_and_the_place_in_it(tmp_path: Path) -> None:
    report = batch(tmp_path / "out", as_="merged")
    rows = listing(tmp_path / "out", "manifest.csv")
    assert report.parts == ("letters-0001.docx", "letters-0002.docx", "letters-0003.docx")
    assert [row["ファイル"] for row in rows][3:7] == [
        "letters-0001.docx/4",
        "letters-0001.docx/5",
        "letters-0002.docx/1",
        "letters-0002.docx/2",
    ]
    part = (tmp_path / "out" / "letters-0002.docx").read_bytes()
    assert rows[6]["sha256"] == hashlib.sha256(part).hexdigest()


def test_a_merged_part_holds_its_own_letters_one_after_the_other_and_no_others(tmp_path: Path) -> None:
    batch(tmp_path / "out", as_="merged")
    text = everything_in(tmp_path / "out" / "letters-0002.docx")
    places = [text.index(f"見本 {number:03d}号 様") for number in range(6, 11)]
    assert places == sorted(places)
    assert "見本 005号" not in text
    assert "見本 011号" not in text


def test_duplex_is_an_input_and_makes_another_file(tmp_path: Path) -> None:
    batch(tmp_path / "one", as_="merged")
    batch(tmp_path / "two", as_="merged", duplex=True)
    name = "letters-0001.docx"
    assert (tmp_path / "one" / name).read_bytes() != (tmp_path / "two" / name).read_bytes()
    with pytest.raises(OutputError, match="--duplex の指定"):
        batch(tmp_path / "one", as_="merged", duplex=True)


@pytest.mark.parametrize("way", PACKED)
def test_the_state_lists_the_parts_with_their_numbers(tmp_path: Path, way: str) -> None:
    batch(tmp_path / "out", as_=way)
    state = json.loads((tmp_path / "out" / "batch.json").read_text("utf-8"))
    assert [(part["letters"], part["first"], part["last"]) for part in state["parts"]] == [
        (5, 1, 5),
        (5, 6, 10),
        (2, 11, 12),
    ]
    for part in state["parts"]:
        data = (tmp_path / "out" / part["file"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == part["sha256"]


@pytest.mark.parametrize("way", PACKED)
def test_a_packed_folder_holds_its_parts_and_no_letters_beside_them(tmp_path: Path, way: str) -> None:
    batch(tmp_path / "out", as_=way)
    parts = {f"letters-000{part}.{SUFFIX[way]}" for part in (1, 2, 3)}
    lists = {"manifest.csv", "excluded.csv", "tally.csv", "cover.docx", "batch.json"}
    assert {path.name for path in (tmp_path / "out").iterdir()} == parts | lists
    assert all(path.stat().st_mode & 0o077 == 0 for path in (tmp_path / "out").rglob("*"))


@pytest.mark.parametrize("way", PACKED)
def test_parts_are_the_same_bytes_with_two_workers(tmp_path: Path, way: str) -> None:
    batch(tmp_path / "one", as_=way)
    batch(tmp_path / "two", as_=way, workers=2)
    assert snapshot(tmp_path / "one") == snapshot(tmp_path / "two")


@pytest.mark.parametrize("way", PACKED)
def test_a_row_without_a_letter_is_in_no_part_and_a_chunk_without_letters_makes_none(
    tmp_path: Path, way: str
) -> None:
    rows = [*people(5), *(person(number, 住所1="", 住所2="") for number in range(6, 11)), *people(12)[10:]]
    report = batch(tmp_path / "out", rows, as_=way)
    assert (report.letters, report.excluded) == (7, 5)
    assert report.parts == (f"letters-0001.{SUFFIX[way]}", f"letters-0003.{SUFFIX[way]}")


@pytest.mark.parametrize("way", PACKED)
def test_only_writes_the_rows_that_are_asked_for_under_their_numbers(tmp_path: Path, way: str) -> None:
    (tmp_path / "asked.csv").write_text("番号\n3\n9\n", encoding="utf-8")
    report = batch(tmp_path / "out", as_=way, only=tmp_path / "asked.csv")
    assert (report.letters, report.skipped, len(report.parts)) == (2, 10, 1)
    assert [row["番号"] for row in listing(tmp_path / "out", "manifest.csv")] == ["0003", "0009"]


@pytest.mark.parametrize(("first", "second"), [("files", "zip"), ("zip", "merged"), ("merged", "files")])
def test_a_folder_begun_one_way_is_refused_for_another(tmp_path: Path, first: str, second: str) -> None:
    batch(tmp_path / "out", as_=first)
    before = snapshot(tmp_path / "out")
    with pytest.raises(OutputError) as caught:
        batch(tmp_path / "out", as_=second)
    (finding,) = caught.value.findings
    assert finding.code == "O106"
    assert "異なるもの: --as の指定)" in finding.message
    assert snapshot(tmp_path / "out") == before


@pytest.mark.parametrize(("choice", "code"), [({"as_": "tar"}, "B109"), ({"order": "name"}, "B110")])
def test_a_way_or_order_that_there_is_not_is_refused_with_those_that_there_are(
    tmp_path: Path, choice: dict[str, Any], code: str
) -> None:
    with pytest.raises(OutputError) as caught:
        batch(tmp_path / "out", **choice)
    (finding,) = caught.value.findings
    assert finding.code == code
    assert "zip" in str(finding.hint) or "postal" in str(finding.hint)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("way", PACKED)
def test_a_part_that_is_gone_or_torn_is_written_again_and_the_others_are_left(
    tmp_path: Path, way: str
) -> None:
    batch(tmp_path / "out", as_=way)
    before = snapshot(tmp_path / "out")
    first, second, third = (tmp_path / "out" / f"letters-000{part}.{SUFFIX[way]}" for part in (1, 2, 3))
    stamp = third.stat().st_mtime_ns
    first.unlink()
    second.write_bytes(second.read_bytes()[:1000])
    report = batch(tmp_path / "out", as_=way)
    assert "B108" not in dict(codes(report)).values()
    assert snapshot(tmp_path / "out") == before
    assert third.stat().st_mtime_ns == stamp


@pytest.mark.parametrize("way", PACKED)
def test_a_part_that_somebody_edited_is_kept_and_said(tmp_path: Path, way: str) -> None:
    batch(tmp_path / "out", as_=way)
    part = tmp_path / "out" / f"letters-0002.{SUFFIX[way]}"
    with zipfile.ZipFile(part, "a") as archive:
        archive.writestr("extra", "…")
    edited = part.read_bytes()
    (tmp_path / "out" / f"letters-0001.{SUFFIX[way]}").unlink()
    for _ in range(2):
        report = batch(tmp_path / "out", as_=way)
        (finding,) = [each for each in report.findings if each.code == "B108"]
        assert part.name in finding.message
        assert part.read_bytes() == edited


def test_who_unpacks_a_part_gets_files_that_only_he_may_read(tmp_path: Path) -> None:
    batch(tmp_path / "out", as_="zip")
    with zipfile.ZipFile(tmp_path / "out" / "letters-0001.zip") as archive:
        for member in archive.infolist():
            assert stat.S_IMODE(member.external_attr >> 16) == 0o600
            assert member.date_time == (1980, 1, 1, 0, 0, 0)
            assert member.compress_type == zipfile.ZIP_STORED


def test_large_letters_make_smaller_parts_so_that_none_needs_zip64() -> None:
    assert zips.Zip().rows(None, 15_000) == zips.MOST_LETTERS  # type: ignore[arg-type]
    assert zips.Zip().rows(None, 2**30) == 2  # type: ignore[arg-type]
    assert zips.Zip().rows(None, 2**40) == 1  # type: ignore[arg-type]


def test_a_japanese_name_in_a_zip_stream_is_read_back_with_its_content() -> None:
    file = io.BytesIO()
    stream = ZipStream(file)
    stream.add("書面.docx", b"one")
    stream.add("2.docx", b"")
    stream.close()
    with zipfile.ZipFile(file) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == {
            "書面.docx": b"one",
            "2.docx": b"",
        }


def test_letters_that_cannot_stand_in_one_file_are_refused_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refusing(_: object) -> int:
        raise TemplateError

    monkeypatch.setattr(merged, "most_letters", refusing)
    with pytest.raises(TemplateError):
        batch(tmp_path / "out", as_="merged")
    assert not (tmp_path / "out").exists()
