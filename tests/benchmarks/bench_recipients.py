"""Processor time and memory for reading long lists of recipients, as CSV and as .xlsx (texts shared, as Excel saves, or not).

Run: ``python tests/benchmarks/bench_recipients.py [ROWS [FOLDER]]``. Each reading runs in a process of its own, so that
the peak of its memory is its own.
"""

from __future__ import annotations

import csv
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[2]))

from noticegen.facts.load import load_incident
from noticegen.facts.recipients import read_recipients
from noticegen.facts.recipients_survey import survey_recipients
from tests.batch.batches import FACTS, HEADER
from tests.benchmarks.workbooks import write_workbook

if TYPE_CHECKING:
    from collections.abc import Iterator

ROWS = 100_000


def rows(count: int) -> Iterator[list[str]]:
    """Yield a header and persons who do not exist; every two hundredth letter came back."""
    yield list(HEADER)
    for number in range(1, count + 1):
        yield [
            f"M{number:07d}",
            f"見本　{number}号",
            "",
            f"{100 + number % 899}-{number % 10_000:04d}",
            f"東京都架空区見本町{number}丁目2番3号",
            f"架空荘{number % 900}号室" if number % 3 == 0 else "",
            "氏名、住所、電話番号" + "、購入履歴" * (number % 2),
            "返戻" * (number % 200 == 0),
        ]


def write(path: Path, count: int) -> None:
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows(rows(count))
        return
    write_workbook(path, rows(count), shared=path.stem == "shared")


def measure(what: str, path: Path) -> None:
    """Read or survey one list, and print what it took."""
    began = time.process_time()
    if what == "read":
        count = sum(1 for _ in read_recipients(path))
    else:
        count = survey_recipients(load_incident(FACTS.format(count=1, more="").encode()), path).rows
    seconds = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    sys.stdout.write(f"{what:8}{path.name:14}{count:>10,} rows {seconds:8.1f} s CPU {peak:6,} MB\n")


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    with tempfile.TemporaryDirectory(dir=sys.argv[2] if len(sys.argv) > 2 else None) as folder:
        for name in ("list.csv", "shared.xlsx", "inline.xlsx"):
            path = Path(folder) / name
            for what in ("write", "read", "survey"):
                subprocess.run([sys.executable, __file__, what, str(path), str(count)], check=True)


if __name__ == "__main__":
    if len(sys.argv) > 2 and sys.argv[1] == "write":
        write(Path(sys.argv[2]), int(sys.argv[3]))
    elif len(sys.argv) > 2 and sys.argv[1] in {"read", "survey"}:
        measure(sys.argv[1], Path(sys.argv[2]))
    else:
        main()
