"""Where are the programs that we call, and how is one run so that nothing of it stays behind?"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from noticegen.findings import Finding, OutputError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ELSEWHERE: Final[Mapping[str, tuple[str, ...]]] = {
    # Installers for Windows and macOS put nothing on the search path.
    "soffice": (
        "/Applications/LibreOffice.app/Contents/MacOS/soffice",
        r"C:\Program Files\LibreOffice\program\soffice.exe",
        r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
    ),
}
NAMES: Final[Mapping[str, tuple[str, ...]]] = {"soffice": ("soffice", "libreoffice")}

HOW: Final[Mapping[str, str]] = {
    "soffice": "LibreOffice を入れてください。noticegen doctor で入れ方が分かります。",
    "pdftoppm": "poppler を入れてください。noticegen doctor で入れ方が分かります。",
}


def program(name: str) -> str | None:
    """Return the path of a program, None where it is not installed."""
    found = (shutil.which(each) for each in NAMES.get(name, (name,)))
    there = (path for path in ELSEWHERE.get(name, ()) if Path(path).is_file())
    return next((path for path in (*found, *there) if path), None)


def run(
    name: str, arguments: Sequence[str], *, timeout: float, environment: Mapping[str, str] | None = None
) -> None:
    """Run a program to its end; what it prints is dropped, for it may quote a document.

    Raises:
        OutputError: it is not installed, takes longer than ``timeout`` seconds, or fails.
    """
    path = program(name)
    if path is None:
        raise OutputError(Finding("error", "O141", f"{name} が見つかりません。", HOW.get(name, "")))
    process = subprocess.Popen(  # noqa: S603 - a fixed program, no shell
        [path, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env=environment,
    )
    try:
        code = process.wait(timeout)
    except subprocess.TimeoutExpired:
        message = f"{name} が{timeout:.0f}秒たっても終わりません。"
        hint = "ほかの LibreOffice の処理を終えてから、もう一度実行してください。"
        raise OutputError(Finding("error", "O142", message, hint)) from None
    finally:
        _end(process)
    if code != 0:
        message = f"{name} が失敗しました(終了コード {code})。"
        raise OutputError(Finding("error", "O143", message, "元の文書が Word で開けるか確かめてください。"))


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a program that is still running, with the programs that it started itself."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
