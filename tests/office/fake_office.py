"""A program that stands for LibreOffice and does what a document tells it: crash, hang, leave it out, stop half-way."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

SCRIPT = """#!{python}
import os, subprocess, sys, time
from pathlib import Path
log = Path({log!r})
profile = next(each for each in sys.argv if each.startswith("-env:UserInstallation=file://"))
at = sys.argv.index("--outdir")
folder, sources = Path(sys.argv[at + 1]), sys.argv[at + 2:]
with log.open("a") as file:
    file.write(" ".join(map(os.path.basename, sources)) + "\\n")
for number, source in enumerate(map(Path, sources)):
    said = source.read_text("utf-8")
    pdf = folder / (source.stem + ".pdf")
    if number >= 246:
        sys.exit(0)
    if said == "crash":
        os.kill(os.getpid(), 11)
    if said == "hang":
        child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
        Path({log!r} + ".child").write_text(str(child.pid))
        Path({log!r} + ".hangs").write_text(str(os.getpid()))
        time.sleep(600)
    if said == "half":
        pdf.write_bytes(b"%PDF-1.6 hal")
        os.kill(os.getpid(), 9)
    if said != "leave out":
        pdf.write_bytes(b"%PDF-1.6\\n" + said.encode() + b"\\n%%EOF\\n")
"""


def install(monkeypatch: pytest.MonkeyPatch, folder: Path) -> Path:
    """Put the program first on the search path; return the file with a line of names for each of its runs."""
    programs = folder / "programs"
    programs.mkdir()
    log = folder / "runs.txt"
    log.touch()
    program = programs / "soffice"
    program.write_text(SCRIPT.format(python=sys.executable, log=str(log)), "utf-8")
    program.chmod(0o700)
    monkeypatch.setenv("PATH", str(programs), prepend=":")
    return log


class Clock:
    """A clock that runs only while the program hangs, and then fast: on no machine is anything too slow by it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, log: Path) -> None:
        self._hangs = log.with_name(f"{log.name}.hangs")
        self._now = 0.0
        monkeypatch.setattr("noticegen.office.programs.time", self)

    def monotonic(self) -> float:
        """Return the time."""
        with suppress(FileNotFoundError, ProcessLookupError, ValueError):
            os.kill(int(self._hangs.read_text("utf-8")), 0)
            self._now += 1_000
        return self._now


def runs(log: Path) -> list[list[str]]:
    """Return the names of the documents of each run."""
    return [line.split() for line in log.read_text("utf-8").splitlines()]
