"""Design: "counts that add up: rows read = letters + excluded", whatever the cells hold; "``file`` is named by number,
never by data"; a list either opens or tells why.
"""

from __future__ import annotations

import csv
import tempfile
from collections import Counter
from pathlib import Path

from hypothesis import event, given
from hypothesis import strategies as st

from noticegen.batch import write_batch
from noticegen.findings import RecipientsError
from tests.batch.batches import HEADER, ON, facts, listing, person
from tests.property.strategies import ODD_WORDS

CELL = st.one_of(
    st.sampled_from((*ODD_WORDS, "", " ", "　", "?", "○", "1.0E+05", "100-0000", "保留", "誤受領者")),
    st.text(max_size=12),
)
CHANGED = st.dictionaries(st.sampled_from(HEADER), CELL, max_size=3)
INCIDENT = facts()


@given(st.lists(CHANGED, min_size=1, max_size=8))
def test_every_row_is_a_letter_or_is_left_out_with_a_reason(changes: list[dict[str, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        listed = Path(folder, "list.csv")
        rows = [person(number, **cells) for number, cells in enumerate(changes, 1)]
        with listed.open("w", encoding="utf-8-sig", errors="surrogatepass", newline="") as file:
            writer = csv.DictWriter(file, HEADER)
            writer.writeheader()
            writer.writerows(rows)
        out = Path(folder, "out")
        try:
            report = write_batch(INCIDENT, listed, out, on=ON)
        except RecipientsError as error:
            event(error.findings[0].code)
            return
        event(f"{min(report.excluded, 3)} left out")
        assert report.rows == report.letters + report.excluded == len(rows)
        left_out = listing(out, "excluded.csv")
        numbers = Counter(int(row["番号"]) for row in [*listing(out, "manifest.csv"), *left_out])
        assert numbers == Counter(range(1, len(rows) + 1))
        assert all(row["理由"] for row in left_out)
        files = [path.relative_to(out).as_posix() for path in out.glob("letters/**/*.docx")]
        assert sorted(files) == [
            f"letters/{int(row['番号']):04d}.docx" for row in listing(out, "manifest.csv")
        ]
