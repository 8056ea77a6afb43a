"""Where are the programs that we call, and how is one run so that nothing of it stays behind?"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from noticegen.findings import Finding, OutputError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

ELSEWHERE: Final[Mapping[str, tuple[str, ...]]] = {
    # Installers for Windows and macOS put nothing on the search path.
    "soffice": (
        "/Applications/LibreOffice.app/Contents/MacOS/soffice",
        r"C:\Program Files\LibreOffice\program\soffice.exe",
        r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
    ),
}
NAMES: Final[Mapping[str, tuple[str, ...]]] = {"soffice": ("soffice", "libreoffice")}

POLL_SECONDS: Final = 0.2

PRODUCTS: Final[Mapping[str, str]] = {"soffice": "LibreOffice", "pdftoppm": "poppler", "pdftotext": "poppler"}
"""Of what each program is a part."""


def program(name: str) -> str | None:
    """Return the path of a program, None where it is not installed."""
    found = (shutil.which(each) for each in NAMES.get(name, (name,)))
    there = (path for path in ELSEWHERE.get(name, ()) if Path(path).is_file())
    return next((path for path in (*found, *there) if path), None)


def require(name: str) -> str:
    """Return the path of a program.

    Raises:
        OutputError: O141, it is not installed; with the way to get it.
    """
    path = program(name)
    if path is None:
        product = PRODUCTS.get(name, name)
        hint = f"{product} を入れてください。noticegen doctor で入れ方が分かります。"
        raise OutputError(Finding("error", "O141", f"{product} のプログラム({name})が見つかりません。", hint))
    return path


def run(
    name: str,
    arguments: Sequence[str],
    *,
    timeout: float,
    environment: Mapping[str, str] | None = None,
    progress: Callable[[], object] | None = None,
) -> None:
    """Run a program to its end; what it prints is dropped, for it may quote a document.

    With ``progress``, a value that changes while the program gets on, the time counts from the last change.

    Raises:
        OutputError: it is not installed, takes longer than ``timeout`` seconds, or fails.
    """
    process = subprocess.Popen(  # noqa: S603 - a fixed program, no shell
        [require(name), *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env=environment,
    )
    try:
        code = _wait(process, timeout, progress)
    finally:
        _end(process)
    if code is None:
        message = f"{name} が、{timeout:.0f}秒たっても終わりません。"
        hint = "ほかに動いている LibreOffice や重い処理を終えてから、もう一度実行してください。"
        raise OutputError(Finding("error", "O142", message, hint))
    if code != 0:
        message = f"{name} が失敗しました(終了コード {code})。"
        hint = f"元の文書が Word で開けるか、noticegen doctor で {PRODUCTS.get(name, name)} がそろっているかを確かめてください。"
        raise OutputError(Finding("error", "O143", message, hint))


def _wait(
    process: subprocess.Popen[bytes], timeout: float, progress: Callable[[], object] | None
) -> int | None:
    """Return the exit status, None where the time was up."""
    state, since = None, time.monotonic()
    while True:
        with suppress(subprocess.TimeoutExpired):
            return process.wait(timeout if progress is None else min(POLL_SECONDS, timeout))
        if progress is not None and (now := progress()) != state:
            state, since = now, time.monotonic()
        elif time.monotonic() - since >= timeout:
            return None


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a program that is still running, with the programs that it started itself."""
    if sys.platform == "win32":
        process.kill()
    else:
        # One that crashed may have left its children behind.
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
