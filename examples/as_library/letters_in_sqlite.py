"""Let a call centre look a letter up by the number that is printed on it.

    python letters_in_sqlite.py load LETTERS LOOKUP.db      after noticegen batch ... -o LETTERS
    python letters_in_sqlite.py find LOOKUP.db 0012

The database holds what the lists of the folder hold: numbers, ids of the list, files and reasons, no names.
"""

from __future__ import annotations

import csv
import json
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

TABLES = """
CREATE TABLE IF NOT EXISTS letter (
    number TEXT PRIMARY KEY,
    recipient_id TEXT NOT NULL,
    folder TEXT NOT NULL,
    file TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    dated TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS excluded (
    number TEXT PRIMARY KEY,
    recipient_id TEXT NOT NULL,
    code TEXT NOT NULL,
    reason TEXT NOT NULL
) STRICT;
"""


def rows(file: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of a list; it may have as many as there are letters."""
    with file.open(encoding="utf-8-sig", newline="") as lines:
        yield from csv.DictReader(lines)


def load(folder: Path, database: Path) -> int:
    """Put the letters and the rows without one into the database, all or none; return the number of letters."""
    dated = json.loads((folder / "batch.json").read_text("utf-8"))["inputs"]["on"]
    letters = (
        (row["番号"], row["管理番号"], str(folder), row["ファイル"], row["sha256"], dated)
        for row in rows(folder / "manifest.csv")
    )
    excluded = (
        (row["番号"], row["管理番号"], row["コード"], row["理由"]) for row in rows(folder / "excluded.csv")
    )
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.executescript(TABLES)
        # A letter that was made later, for a row that was once excluded, takes the place of the reason.
        connection.executemany("INSERT OR REPLACE INTO excluded VALUES (?, ?, ?, ?)", excluded)
        made = connection.executemany("INSERT OR REPLACE INTO letter VALUES (?, ?, ?, ?, ?, ?)", letters)
        connection.execute("DELETE FROM excluded WHERE number IN (SELECT number FROM letter)")
        return made.rowcount


def find(database: Path, number: str) -> str:
    """Return what there is to say to a caller who reads this number from a letter."""
    with closing(sqlite3.connect(database)) as connection:
        connection.row_factory = sqlite3.Row
        letter = connection.execute("SELECT * FROM letter WHERE number = ?", (number,)).fetchone()
        if letter is not None:
            return (
                f"{letter['dated']} の書面。名簿の管理番号 {letter['recipient_id']}、"
                f"控え {Path(letter['folder']) / letter['file']}"
            )
        excluded = connection.execute("SELECT * FROM excluded WHERE number = ?", (number,)).fetchone()
        if excluded is not None:
            return f"書面はありません。{excluded['reason']}"
    return "その番号はありません。"


def main() -> None:
    """Load a folder, or find a number."""
    match sys.argv[1:]:
        case ["load", folder, database]:
            print(f"{load(Path(folder), Path(database)):,}通を登録しました。")
        case ["find", database, number]:
            print(find(Path(database), number))
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main()
