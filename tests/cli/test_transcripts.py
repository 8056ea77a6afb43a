from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from .transcripts import HERE, played

if TYPE_CHECKING:
    from pathlib import Path

TRANSCRIPTS = sorted((HERE / "transcripts").glob("*.txt"))


@pytest.mark.parametrize("file", TRANSCRIPTS, ids=lambda path: path.stem)
def test_the_screen_shows_exactly_what_the_transcript_says(file: Path, sandbox: Path) -> None:
    assert sandbox.is_dir()
    expected = file.read_text("utf-8")
    assert played(expected) == expected


@pytest.mark.parametrize("file", TRANSCRIPTS, ids=lambda path: path.stem)
def test_no_line_is_wider_than_the_window_unless_it_is_there_to_be_copied(file: Path) -> None:
    lines = [
        line for line in file.read_text("utf-8").splitlines() if not line.startswith(("$", "  noticegen"))
    ]
    assert [line for line in lines if cell_len(line) > 80] == []
