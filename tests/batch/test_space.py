"""Room for the letters, in bytes and in names, before the first of them."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from noticegen.batch import space
from noticegen.batch.space import require_space
from noticegen.batch.ways import WAYS
from noticegen.findings import OutputError
from tests.batch.batches import batch, snapshot

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def names(files: int, left: int) -> Callable[[object], SimpleNamespace]:
    """Return a statvfs of a disk of so many names."""
    return lambda _: SimpleNamespace(f_files=files, f_favail=left)


def test_too_few_names_for_files_are_seen_before_the_first_letter_and_another_way_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(space, "os", SimpleNamespace(statvfs=names(100, 11)))
    with pytest.raises(OutputError) as caught:
        batch(tmp_path / "out")
    (finding,) = caught.value.findings
    assert finding.code == "O102"
    assert "残り 11個" in finding.message
    assert "--as zip" in str(finding.hint)
    assert not (tmp_path / "out").exists()
    assert batch(tmp_path / "out", as_="zip").letters == 12


@pytest.mark.parametrize("gone", [True, False])
def test_a_system_or_disk_that_tells_no_number_of_names_is_not_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, gone: bool
) -> None:
    system = SimpleNamespace() if gone else SimpleNamespace(statvfs=names(0, 0))
    monkeypatch.setattr(space, "os", system)
    assert batch(tmp_path / "out").letters == 12


def test_a_folder_far_from_being_there_is_measured_at_the_nearest_that_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def usage(path: Path) -> SimpleNamespace:
        asked.append(path)
        return SimpleNamespace(free=1)

    monkeypatch.setattr(space.shutil, "disk_usage", usage)
    with pytest.raises(OutputError):
        require_space(tmp_path / "a" / "b", 2, 0)
    assert asked == [tmp_path]


@pytest.mark.parametrize("way", ["files", "zip", "merged"])
def test_what_a_way_asks_for_is_about_what_it_needs(tmp_path: Path, way: str) -> None:
    size = 16_000  # of the shipped letter's template
    needed, files = WAYS[way].space(60, size, 1000)
    batch(tmp_path / "out", 60, as_=way)
    used = sum(len(data) for name, data in snapshot(tmp_path / "out").items() if name.startswith("letters"))
    assert used <= needed <= 6 * used
    assert files <= 62
