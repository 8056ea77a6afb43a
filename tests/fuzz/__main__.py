"""Look for inputs that break a target, guided by coverage, for as long as one likes (needs ``pip install atheris``).

    python -m tests.fuzz facts --minutes 10

What it finds is written to the folder ``--found`` (a new temporary one otherwise); a case that broke something
belongs into ``corpus/``, where every run of the tests tries it again.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["noticegen", "openpyxl", "tomllib"]):
    from tests.fuzz.targets import CORPUS, TARGETS

SECONDS_EACH = 20
MEMORY_MB = 2048


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("target", choices=sorted(TARGETS))
    parser.add_argument("--minutes", type=float, default=1)
    parser.add_argument("--found", type=Path)
    chosen = parser.parse_args()
    found = chosen.found or Path(tempfile.mkdtemp(prefix=f"fuzz-{chosen.target}-"))
    grown = found / "corpus"
    grown.mkdir(parents=True, exist_ok=True)
    atheris.Setup(
        [
            sys.argv[0],
            str(grown),
            str(CORPUS / chosen.target),
            f"-artifact_prefix={found}/",
            f"-max_total_time={int(chosen.minutes * 60)}",
            f"-timeout={SECONDS_EACH}",
            f"-rss_limit_mb={MEMORY_MB}",
            "-print_final_stats=1",
        ],
        TARGETS[chosen.target],
    )
    atheris.Fuzz()


main()
