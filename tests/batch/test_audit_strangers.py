"""Is a stranger in a letter always found, and nobody else ever taken for one?

``NOTICEGEN_TEST_LETTERS`` sets how many letters there are.
"""

from __future__ import annotations

import csv
import hashlib
import io
import os
import re
import shutil
from typing import TYPE_CHECKING

import pytest

from noticegen.batch import check_batch
from noticegen.batch.audit_reading import Read
from noticegen.batch.audit_strangers import Strangers
from noticegen.documents.persons_index import Persons
from noticegen.facts.recipients import Recipient
from noticegen.ooxml.archive import read_parts, write_parts
from tests.batch.batches import batch, facts, listing
from tests.batch.crowd import crowd

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LETTERS = int(os.environ.get("NOTICEGEN_TEST_LETTERS", "300"))
DOCUMENT, FOOTER = "word/document.xml", "word/footer1.xml"
Found = set[tuple[str, int]]


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return batch(tmp_path_factory.mktemp("crowd") / "out", crowd(LETTERS), facts(LETTERS)).folder


@pytest.fixture
def folder(original: Path, tmp_path: Path) -> Path:
    """A copy of the batch, beside its list."""
    shutil.copy(original.with_name("out.csv"), tmp_path / "out.csv")
    return shutil.copytree(original, tmp_path / "out", copy_function=os.link)


@pytest.fixture
def people(folder: Path) -> dict[int, dict[str, str]]:
    """The rows that have a letter, by number."""
    with folder.with_name("out.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = dict(enumerate(csv.DictReader(file), 1))
    return {int(row["番号"]): rows[int(row["番号"])] for row in listing(folder, "manifest.csv")}


def letter(folder: Path, number: int) -> Path:
    (path,) = (folder / "letters").rglob(f"{number:0{max(4, len(str(LETTERS)))}d}.docx")
    return path


def put(folder: Path, number: int, data: bytes) -> None:
    """Put a letter in place of another and its hash into the manifest, as a mistake of ours would."""
    path = letter(folder, number)
    path.unlink()
    path.write_bytes(data)
    name = path.relative_to(folder).as_posix()
    rows = listing(folder, "manifest.csv")
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0])
    writer.writeheader()
    writer.writerows(
        {**row, "sha256": hashlib.sha256(data).hexdigest()} if row["ファイル"] == name else row
        for row in rows
    )
    (folder / "manifest.csv").unlink()
    (folder / "manifest.csv").write_text(text.getvalue(), "utf-8-sig", newline="")


def change(folder: Path, number: int, part: str, edit: Callable[[str], str]) -> None:
    parts = read_parts(letter(folder, number))
    changed = edit(parts.get(part, b"").decode())
    assert changed.encode() != parts.get(part)
    put(folder, number, write_parts({**parts, part: changed.encode()}))


def found(folder: Path) -> Found:
    findings = check_batch(folder, facts(LETTERS), folder.with_name("out.csv"))
    return {
        (finding.code, int(match[1]) if (match := re.search(r"(\d+)\.docx", finding.where.file or "")) else 0)
        for finding in findings
    }


def others(people: dict[int, dict[str, str]]) -> tuple[int, int]:
    """Return two letters to persons who are called differently and live apart, in the middle of the batch."""
    numbers = [number for number in sorted(people) if not people[number]["宛名区分"]]
    first = numbers[len(numbers) // 2]
    second = next(
        number
        for number in numbers[len(numbers) // 2 + 5 :]
        if len({people[first]["氏名"], people[number]["氏名"]}) == 2
        and not set(people[first]["氏名"]) & set(people[number]["氏名"])
        and people[first]["住所1"] != people[number]["住所1"]
    )
    return first, second


def test_a_clean_batch_gives_no_alarm(folder: Path) -> None:
    assert found(folder) == set()


@pytest.mark.parametrize("way", ["zip", "merged"])
def test_letters_packed_in_parts_are_searched_too(tmp_path: Path, way: str) -> None:
    folder = batch(tmp_path / "out", crowd(60), facts(60), as_=way, order="postal").folder
    assert check_batch(folder, facts(60), tmp_path / "out.csv") == ()
    listed = tmp_path / "out.csv"
    swapped = listed.read_text("utf-8-sig").splitlines(keepends=True)
    swapped[7], swapped[30] = swapped[30], swapped[7]
    listed.write_text("".join(swapped), "utf-8-sig")
    wrong = {finding.code for finding in check_batch(folder, facts(60), listed)}
    assert {"B310", "B313", "B314"} <= wrong


def test_a_name_in_the_place_of_the_own_one_is_found(folder: Path, people: dict[int, dict[str, str]]) -> None:
    one, other = others(people)
    mine, theirs = people[one]["氏名"], people[other]["氏名"]
    change(folder, one, DOCUMENT, lambda text: text.replace(mine, theirs, 1))
    assert found(folder) == {("B318", one)}


def test_a_short_name_that_many_have_is_found_in_the_place_of_the_own_one(
    folder: Path, people: dict[int, dict[str, str]]
) -> None:
    short = next(row["氏名"] for row in people.values() if row["氏名"].strip() in {"林", "森", "東", "本人"})
    one = next(
        number
        for number, row in people.items()
        if not row["宛名区分"] and not set(short.strip()) & set(row["氏名"] + row["住所1"] + row["住所2"])
    )
    change(folder, one, DOCUMENT, lambda text: text.replace(people[one]["氏名"], short, 1))
    assert found(folder) == {("B318", one)}


def test_anothers_address_beside_the_own_one_is_found(
    folder: Path, people: dict[int, dict[str, str]]
) -> None:
    one, other = others(people)
    lines = [people[other][name] for name in ("住所1", "住所2") if people[other][name]]
    added = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    change(folder, one, DOCUMENT, lambda text: text.replace("<w:sdt>", f"{added}<w:sdt>", 1))
    assert found(folder) == {("B318", one)}


@pytest.mark.parametrize(
    "where", ["footer", "core property", "custom property", "comment", "attribute", "custom XML"]
)
def test_a_stranger_anywhere_in_the_file_is_found(
    folder: Path, people: dict[int, dict[str, str]], where: str
) -> None:
    one, other = others(people)
    name, identifier = people[other]["氏名"], people[other]["管理番号"]
    places: dict[str, tuple[str, Callable[[str], str]]] = {
        "footer": (FOOTER, lambda text: text.replace("</w:p>", f"<w:r><w:t>{name}</w:t></w:r></w:p>", 1)),
        "core property": (
            "docProps/core.xml",
            lambda text: (
                re.sub(r"(<dc:title[^>]*)(/>|>[^<]*</dc:title>)", rf"\1>{name}</dc:title>", text)
                if "<dc:title" in text
                else text.replace(
                    "</cp:coreProperties>",
                    f'<dc:title xmlns:dc="http://purl.org/dc/elements/1.1/">{name}</dc:title></cp:coreProperties>',
                )
            ),
        ),
        "custom property": (
            "docProps/custom.xml",
            lambda text: re.sub(r"(<vt:lpwstr>)[^<]*", rf"\g<1>{name} {identifier}", text, count=1),
        ),
        "comment": (
            "word/comments.xml",
            lambda _: (
                '<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
                f"<w:comment><w:p><w:r><w:t>{name}</w:t></w:r></w:p></w:comment></w:comments>"
            ),
        ),
        "attribute": (DOCUMENT, lambda text: re.sub(r'(<w:alias w:val=")', rf"\g<1>{name}", text, count=1)),
        "custom XML": ("customXml/item1.xml", lambda _: f"<person><name>{name}</name></person>"),
    }
    change(folder, one, *places[where])
    assert ("B318", one) in found(folder)
    assert {number for _, number in found(folder)} == {one}


def test_every_planted_fault_is_found_and_nothing_else(
    folder: Path, people: dict[int, dict[str, str]]
) -> None:
    """The show: a planted name, a swapped pair, a truncated file, a surplus file and a changed digit."""
    numbers = sorted(number for number in people if not people[number]["宛名区分"])
    step = len(numbers) // 7
    planted, one, other, short, digit, source = numbers[step::step][:6]
    change(
        folder,
        planted,
        DOCUMENT,
        lambda text: text.replace(people[planted]["氏名"], people[source]["氏名"], 1),
    )
    first, second = letter(folder, one).read_bytes(), letter(folder, other).read_bytes()
    put(folder, one, second)
    put(folder, other, first)
    put(folder, short, letter(folder, short).read_bytes()[:-500])
    printed = f"{digit:0{max(4, len(str(LETTERS)))}d}"
    wrong = printed[:-1] + str((int(printed[-1]) + 1) % 10)
    change(folder, digit, FOOTER, lambda text: text.replace(printed, wrong, 1))
    (letter(folder, source).with_name("copy.docx")).write_bytes(letter(folder, source).read_bytes())
    seen = found(folder)
    assert ("B318", planted) in seen
    for number in (one, other):
        assert {code for code, where in seen if where == number} >= {"B313", "B318"}
    assert ("B306", short) in seen
    assert ("B319", digit) in seen
    assert {where for code, where in seen if code != "B303"} == {planted, one, other, short, digit}
    assert [code for code, where in seen if where == 0] == ["B303"]


@pytest.mark.parametrize("reason", ["支援措置", "保留"])
@pytest.mark.parametrize("column", ["氏名", "住所1"])
def test_a_person_whose_own_letter_is_held_back_is_found_in_anothers(
    tmp_path: Path, column: str, reason: str
) -> None:
    people = list(crowd(30))
    people[20] |= {
        "氏名": "隠家 見本子",
        "住所1": "東京都架空区非公開町9丁目9番9号",
        "住所2": "",
        "送付可否": reason,
    }
    folder = batch(tmp_path / "out", people, facts(30)).folder
    own, held = people[4]["氏名"], people[20][column]
    change(folder, 5, DOCUMENT, lambda text: text.replace(own, f"{own}（{held}）"))
    found = check_batch(folder, facts(30), tmp_path / "out.csv")
    assert [each.code for each in found if each.severity == "error"] == ["B318"]
    assert held not in repr(found)
    assert "隠家" not in "".join(repr(row) for row in listing(folder, "excluded.csv"))


@pytest.mark.parametrize(("letters", "changed"), [(5, 3), (300, 7)])
def test_the_postal_code_of_a_letterhead_is_nobodys_and_one_that_was_changed_is_told(
    letters: int, changed: int
) -> None:
    persons = [
        Recipient(n, n + 1, f"M{n}", f"見本 {n}太", "本人", f"100-{n:04}") for n in range(1, letters + 1)
    ]
    strangers = Strangers(Persons(persons), "〒 700-0000")
    for each in persons:
        code = "987-6543" if each.number == changed else each.postal_code
        # A part of the file that few letters have may hold the sender's own again.
        more = ("〒700-0000",) if each.number == 1 else ()
        strangers.look(
            str(each.number), each, Read(("〒600-0000", f"〒{code}", f"{each.name} 様", *more), "")
        )
    assert [*strangers.found()] == [(str(changed), "郵便番号", 0)]
