"""Paths that the system does not even look at."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import TYPE_CHECKING

from tests.cli.told import world

if TYPE_CHECKING:
    import pytest


@world("O151")
def _a_name_that_is_too_long() -> str:
    return f"check {'長' * 90}.toml"


@world("O151-lost")
def _a_shared_folder_that_went_away(patch: pytest.MonkeyPatch) -> str:
    def lost(path: Path) -> bool:
        raise OSError(errno.EIO, "Input/output error", str(path))

    patch.setattr(Path, "is_dir", lost)
    return "check case.toml"
