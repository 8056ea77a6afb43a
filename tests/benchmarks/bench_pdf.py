"""PDF of letters: two workers, and LibreOffice's own best (two processes, 125 files a call), side by side in one run.

Run: ``python tests/benchmarks/bench_pdf.py [LETTERS]``
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[2]))

from noticegen.office.fonts import font_environment
from tests.batch.batches import batch, facts

if TYPE_CHECKING:
    from collections.abc import Callable

AT_ONCE = 125


def ours(place: Path, letters: int, way: str) -> None:
    """Write the letters through the batch, checks, page checks, lists and cover sheet included."""
    batch(place / way, letters, facts(letters), as_=way, workers=2)


def libreoffice(place: Path, sources: list[Path]) -> None:
    """Convert finished Word files and nothing else: no number is looked at, nothing is counted."""
    chunks = [sources[start : start + AT_ONCE] for start in range(0, len(sources), AT_ONCE)]
    running: list[subprocess.Popen[bytes]] = []
    for at, chunk in enumerate(chunks):
        if len(running) == 2:
            running.pop(0).wait()
        work = place / f"lo{at}"
        work.mkdir()
        profile = f"-env:UserInstallation={(place / f'profile{at % 2}').as_uri()}"
        command = [
            "soffice",
            profile,
            "--headless",
            "--norestore",
            "--convert-to",
            "pdf",
            "--outdir",
            str(work),
        ]
        running.append(
            subprocess.Popen(
                [*command, *map(str, chunk)],
                env=font_environment(work),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        )
    for each in running:
        each.wait()


def measured(do: Callable[[], object]) -> tuple[float, float]:
    """Return seconds by the clock, and of the processors of all children."""

    def processors() -> float:
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        own = resource.getrusage(resource.RUSAGE_SELF)
        return used.ru_utime + used.ru_stime + own.ru_utime + own.ru_stime

    start, before = time.perf_counter(), processors()
    do()
    return time.perf_counter() - start, processors() - before


def main() -> None:
    letters = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        batch(place / "docx", letters, facts(letters))
        sources = sorted((place / "docx" / "letters").rglob("*.docx"))
        rows = {
            "LibreOffice, 2 × 125": measured(lambda: libreoffice(place, sources)),
            "noticegen pdf, 2 workers": measured(lambda: ours(place, letters, "pdf")),
            "noticegen merged-pdf": measured(lambda: ours(place, letters, "merged-pdf")),
        }
        size = {
            way: sum(path.stat().st_size for path in (place / way).rglob("*.pdf")) // letters
            for way in ("pdf", "merged-pdf")
        }
    best = rows["LibreOffice, 2 × 125"]
    lines = [
        f"{letters} letters; bytes a letter: {size}",
        f"{'':26}{'s':>8}{'cpu s':>8}{'letters/s':>11}{'× best':>8}",
    ]
    lines += [
        f"{way:26}{clock:>8.1f}{cpu:>8.1f}{letters / clock:>11.1f}{clock / best[0]:>8.2f}"
        for way, (clock, cpu) in rows.items()
    ]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
