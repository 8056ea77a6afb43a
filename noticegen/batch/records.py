"""What has each finished chunk of an unfinished batch written? One small file for each, until the batch is complete."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING, Final

from noticegen.batch.plan import Persons
from noticegen.batch.written import Chunk, Letter, Part, Written, standing
from noticegen.documents.output import make_folder, write_file
from noticegen.facts.recipients import Excluded
from noticegen.findings import Finding, OutputError, Where

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

RECORDS: Final = ".chunks"


class Records:
    """The records in one batch folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.path = folder / RECORDS

    def write(self, index: int, chunk: Chunk) -> None:
        """Note that the letters of a chunk are all on the disk."""
        make_folder(self.path)
        data = {
            "letters": [_short(letter) for letter in chunk.written.letters],
            "parts": [asdict(part) for part in chunk.written.parts],
            "excluded": [[row.number, row.row, row.id, row.code, row.reason] for row in chunk.excluded],
            "tally": dict(chunk.tally),
            "marked": chunk.marked,
            "unfit": chunk.unfit,
            "areas": dict(chunk.areas),
            "persons": asdict(chunk.persons),
        }
        write_file(self._file(index), json.dumps(data, ensure_ascii=False).encode())

    def read(self, index: int) -> Chunk | None:
        """Return what a finished chunk wrote, None where there is no such record."""
        try:
            data = json.loads(self._file(index).read_text("utf-8"))
            letters = [Letter(*letter) for letter in data["letters"]]
            return Chunk(
                Written(letters, [Part(**part) for part in data["parts"]]),
                [Excluded(*row) for row in data["excluded"]],
                Counter(data["tally"]),
                data["marked"],
                data["unfit"],
                Counter(data["areas"]),
                Persons(**data["persons"]),
            )
        except (OSError, ValueError, KeyError, TypeError):
            return None  # written anew

    def still_there(self, index: int) -> Chunk | None:
        """Return what a finished chunk wrote, if all its files are still there; else None."""
        chunk = self.read(index)
        if chunk is None:
            return None
        written = chunk.written
        for each in written.parts or written.letters:
            found = standing(self._folder / each.file, each.sha256)
            if found == "gone":
                return None
            if found == "edited":
                written.edited.append(each.file)
        return chunk

    def all(self, chunks: int) -> Iterator[Chunk]:
        """Yield the records of all chunks.

        Raises:
            OutputError: one is not there.
        """
        for index in range(chunks):
            chunk = self.read(index)
            if chunk is None:
                message = "作成の途中で、書いたファイルが失われました。"
                where = Where(str(self._folder))
                raise OutputError(
                    Finding(
                        "error",
                        "O108",
                        message,
                        "同じ batch をもう一度実行すると、続きから作ります。",
                        where=where,
                    )
                )
            yield chunk

    def forget(self) -> None:
        """Remove the records of a complete batch."""
        shutil.rmtree(self.path, ignore_errors=True)

    def _file(self, index: int) -> Path:
        return self.path / f"{index:06d}.json"


def _short(letter: Letter) -> tuple[int, str, str, str, int | None]:
    return letter.number, letter.id, letter.file, letter.sha256, letter.pages
