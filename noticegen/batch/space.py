"""Is there room for the letters: bytes, and names for files?"""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from noticegen.findings import Finding, OutputError, Where

if TYPE_CHECKING:
    from pathlib import Path

MIB = 2**20


def require_space(path: Path, size: int, files: int) -> None:
    """Refuse a batch for which the disk of a folder, which need not be there yet, is too small.

    Raises:
        OutputError: the letters will not fit.
    """
    there = next((parent for parent in (path.absolute(), *path.absolute().parents) if parent.is_dir()), None)
    if there is None:
        return
    free = shutil.disk_usage(there).free
    if free < size:
        message = (
            f"ディスクの空きが足りません(空き {free // MIB:,} MB、必要な量はおよそ {size // MIB + 1:,} MB)。"
        )
        raise _refused(path, message, "空きを作るか、別の出力先を指定してください。")
    names = _free_names(there)
    if names is not None and names < files:
        message = (
            f"ディスクに作れるファイルの数が足りません(残り {names:,}個、必要な数はおよそ {files:,}個)。"
        )
        raise _refused(
            path,
            message,
            "--as zip か --as merged で少ないファイルにまとめるか、別の出力先を指定してください。",
        )


def _free_names(folder: Path) -> int | None:
    """Return how many more files a file system holds; None where it knows no limit, or the system does not tell."""
    if not hasattr(os, "statvfs"):
        return None
    status = os.statvfs(folder)
    return status.f_favail if status.f_files else None


def _refused(path: Path, message: str, hint: str) -> OutputError:
    return OutputError(Finding("error", "O102", message, hint, where=Where(str(path))))
