"""``kill -9`` at random moments: the same batch, run again, ends with the same folder, byte for byte.

``NOTICEGEN_KILLS=200 pytest tests/batch/test_kills.py -s`` tries as many moments and prints what was in the folders.
"""

from __future__ import annotations

import os
import random
import signal
import time
import warnings
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from noticegen.batch import merged, ways, zips
from noticegen.documents.output import is_part
from tests.batch.batches import batch, snapshot

if TYPE_CHECKING:
    from pathlib import Path

KILLS = int(os.environ.get("NOTICEGEN_KILLS", "6"))
WAYS = ("files", "zip", "merged")
ROWS = 40


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ways, "CHUNK_ROWS", 5)
    monkeypatch.setattr(zips, "MOST_LETTERS", 5)
    monkeypatch.setattr(merged, "most_letters", lambda _: 5)


def is_killed(folder: Path, way: str, order: str, seconds: float) -> bool:
    """Run the batch in a process of its own for so long; return whether it was still running then."""
    with warnings.catch_warnings():
        # Python 3.12 warns of a fork beside threads, such as those of pytest-xdist. This child is killed anyway.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if not child:
        try:
            batch(folder, ROWS, as_=way, order=order)
        finally:
            os._exit(0)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


@pytest.mark.parametrize("way", WAYS)
def test_a_batch_killed_at_random_moments_ends_as_if_nothing_had_happened(tmp_path: Path, way: str) -> None:
    moments = random.Random(way)  # noqa: S311 - no secret
    batch(tmp_path / "warm", as_=way)
    seen: Counter[str] = Counter()
    for order in ("list", "postal"):
        begun = time.perf_counter()
        undisturbed = snapshot(batch(tmp_path / order, ROWS, as_=way, order=order).folder)
        longest = time.perf_counter() - begun
        kills = 0
        while kills < KILLS / len(WAYS) / 2:
            out = tmp_path / f"{order}-{kills}"
            # Sometimes the run that continues is killed too.
            while moments.random() < 0.7 or not out.exists():
                if is_killed(out, way, order, moments.uniform(0, longest)):
                    kills += 1
                    seen[state_of(out)] += 1
                else:
                    longest *= 0.95
            assert batch(out, ROWS, as_=way, order=order).letters == ROWS
            assert snapshot(out) == undisturbed
    print(f"{way}: {seen.total()} kills; {dict(seen)}")  # noqa: T201 - with -s, the figures


def state_of(folder: Path) -> str:
    """Return what a killed run left, in a word."""
    there = list(folder.rglob("*")) if folder.is_dir() else []
    if not (folder / "batch.json").exists():
        return "not begun"
    if (folder / "manifest.csv").exists():
        return "lists begun"
    torn = "with a torn file" if any(map(is_part, there)) else "between files"
    return torn if (folder / ".chunks").exists() else "within the first chunk"
