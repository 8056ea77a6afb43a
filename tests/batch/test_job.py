"""How letters are numbered and filed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from noticegen.batch.job import Job, digits, key_of, recipient_kind
from noticegen.batch.ways import way_named
from tests.batch.batches import ON, facts

if TYPE_CHECKING:
    from pathlib import Path


def job(folder: Path, *, width: int = 4, sharded: bool = False) -> Job:
    kind = recipient_kind("victim_apology")
    return Job("key", facts(), kind, ON, folder, width, sharded, way_named("files"), rows=1000)


@pytest.mark.parametrize(("rows", "width"), [(1, 4), (9999, 4), (10_000, 5), (1_000_000, 7)])
def test_numbers_have_four_digits_or_as_many_as_the_last_one(rows: int, width: int) -> None:
    assert digits(rows) == width


def test_a_thousand_letters_lie_in_one_folder(tmp_path: Path) -> None:
    one = job(tmp_path)
    assert [one.file(number) for number in (1, 1000)] == ["letters/0001.docx", "letters/1000.docx"]


def test_more_lie_in_folders_of_a_thousand_numbers_each(tmp_path: Path) -> None:
    many = job(tmp_path, width=6, sharded=True)
    assert [many.file(number) for number in (1, 1000, 1001, 123_456)] == [
        "letters/000/000001.docx",
        "letters/000/001000.docx",
        "letters/001/001001.docx",
        "letters/123/123456.docx",
    ]


def test_equal_inputs_have_equal_keys_in_whatever_order() -> None:
    assert key_of({"a": 1, "b": None}) == key_of({"b": None, "a": 1})
    assert key_of({"a": 1}) != key_of({"a": 2})
