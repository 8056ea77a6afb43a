from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from tests.cli.told import all_worlds, kept, said
from tests.codes import codes

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("name", all_worlds())
def test_the_screen_says_exactly_this_of_a_code(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = said(name)
    assert text == kept().get(name)
    lines = [line for line in text.splitlines() if not line.startswith("$")]
    assert [line for line in lines if cell_len(line) > 80] == []


def test_every_code_has_its_world_and_its_text() -> None:
    assert sorted(all_worlds()) == sorted(kept())
    assert {name.partition("-")[0] for name in all_worlds()} == set(codes())
