"""Processor time of the audit against that of writing the same letters, for every recipient searched in every letter.

Run: ``python tests/benchmarks/bench_audit.py [LETTERS...]``
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from noticegen.batch import check_batch
from tests.batch.batches import batch, facts
from tests.batch.crowd import crowd


def main() -> None:
    sys.stdout.write(f"{'letters':>9}{'write s':>9}{'audit s':>9}{'ratio':>7}{'MiB':>6}\n")
    for letters in map(int, sys.argv[1:] or ("1000", "10000")):
        incident = facts(letters)
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name) / "out"
            start = time.process_time()
            batch(folder, crowd(letters), incident, as_="zip")
            written = time.process_time()
            found = check_batch(folder, incident, folder.with_name("out.csv"))
            audited = time.process_time()
        assert not found
        write, audit = written - start, audited - written
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        sys.stdout.write(f"{letters:>9,}{write:>9.1f}{audit:>9.1f}{audit / write:>7.2f}{memory:>6}\n")


if __name__ == "__main__":
    main()
