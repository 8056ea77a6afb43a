from __future__ import annotations

import gc
import os
import stat
import tempfile
import tracemalloc
import weakref
from concurrent.futures import ThreadPoolExecutor
from itertools import count, islice
from typing import TYPE_CHECKING

import pytest

from noticegen.facts import recipients_spool
from noticegen.facts.recipients_spool import Spool, Texts
from noticegen.facts.recipients_workbook import open_sheets
from noticegen.findings import RecipientsError
from tests.benchmarks.workbooks import write_workbook

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def rows(number: int) -> Iterator[list[str]]:
    """Yield rows of which no two hold the same text, about 250 bytes each."""
    yield ["管理番号", "氏名", "住所"]
    for each in islice(count(1), number):
        yield [f"M-{each:07}", f"見本　{each}号", f"東京都架空区見本町{each}丁目{'見本' * 25}"]


@pytest.fixture
def on_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep nothing in memory that the rules for short lists would."""
    monkeypatch.setattr(recipients_spool, "_IN_MEMORY", 1)
    monkeypatch.setattr(recipients_spool, "_BLOCKS_HELD", 8)


def peak(path: Path) -> tuple[int, int]:
    """Return the largest number of bytes held while all rows are read twice, and their number."""
    gc.collect()
    tracemalloc.start()
    try:
        (table,) = open_sheets(path)
        read = sum(1 for _ in table.rows())
        assert sum(1 for _ in table.rows()) == read
        return tracemalloc.get_traced_memory()[1], read
    finally:
        tracemalloc.stop()


@pytest.mark.usefixtures("on_disk")
@pytest.mark.parametrize("shared", [True, False], ids=["shared", "inline"])
def test_five_times_the_rows_take_no_more_memory(tmp_path: Path, shared: bool):
    peaks = []
    for number in (100, 1000, 5000):
        path = tmp_path / f"{number}.xlsx"
        write_workbook(path, rows(number), shared=shared)
        held, read = peak(path)
        assert read == number + 1
        peaks.append(held)
    # The first is for what the first reading of any workbook leaves behind; 4,000 rows more hold 1 MB.
    assert peaks[2] - peaks[1] < 300_000


@pytest.mark.usefixtures("on_disk")
def test_texts_are_found_in_any_order(tmp_path: Path):
    texts = Texts("名簿.xlsx")
    for number in range(2000):
        texts.append(f"見本{number}\n")
    order = [(number * 997) % 2000 for number in range(2000)]
    assert [texts[number] for number in order] == [f"見本{number}\n" for number in order]
    for beyond in (2000, 5000, -1):
        with pytest.raises(IndexError):
            texts[beyond]


@pytest.mark.usefixtures("on_disk")
def test_a_spool_is_read_by_several_threads_at_once():
    spool = Spool("名簿.xlsx")
    for number in range(5000):
        spool.append([number, "見本"])
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(list, [spool] * 8))
    assert found == [[[number, "見本"] for number in range(5000)]] * 8


@pytest.mark.usefixtures("on_disk")
def test_the_file_has_no_name_and_nobody_else_may_read_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    spool = Spool("名簿.xlsx")
    spool.append("見本 太郎")
    status = os.fstat(spool._file.fileno())
    assert (stat.S_IMODE(status.st_mode), status.st_nlink, list(tmp_path.iterdir())) == (0o600, 0, [])


def test_the_file_ends_with_the_list():
    spool = Spool("名簿.xlsx")
    file, reference = spool._file, weakref.ref(spool)
    del spool
    assert (reference(), file.closed) == (None, True)


def test_a_list_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(recipients_spool, "LARGEST", 100)
    spool = Spool("名簿.xlsx")
    with pytest.raises(RecipientsError) as caught:
        spool.append("見" * 100)
    assert caught.value.findings[0].code == "R003"


def test_a_lack_of_room_is_told_with_what_to_do(monkeypatch: pytest.MonkeyPatch):
    spool = Spool("名簿.xlsx")

    def full(_: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(spool._file, "write", full)
    with pytest.raises(RecipientsError) as caught:
        spool.append("見本")
    (finding,) = caught.value.findings
    assert (finding.code, "TMPDIR" in finding.hint) == ("R015", True)
