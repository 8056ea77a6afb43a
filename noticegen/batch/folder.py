"""The batch folder: its state, the record of each finished chunk, and the lists made from them."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from noticegen.batch.letters import Chunk, Letter
from noticegen.documents.output import make_folder, write_file
from noticegen.facts.recipients import Excluded
from noticegen.facts.recipients_csv import csv_cell_safe
from noticegen.findings import Finding, OutputError, Where

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

STATE: Final = "batch.json"
MANIFEST: Final = "manifest.csv"
EXCLUDED: Final = "excluded.csv"
TALLY: Final = "tally.csv"
RECORDS: Final = ".chunks"

MANIFEST_COLUMNS: Final = ("番号", "管理番号", "ファイル", "sha256")
EXCLUDED_COLUMNS: Final = ("番号", "行", "管理番号", "コード", "理由")
TALLY_COLUMNS: Final = ("項目", "人数")

INPUTS: Final[Mapping[str, str]] = {
    "facts": "事実(incident.toml)",
    "recipients": "送付先の名簿",
    "template": "テンプレート",
    "kind": "文書の種類",
    "on": "基準日",
    "only": "--only の内容",
    "noticegen": "noticegen の版",
    "deflate": "圧縮ライブラリ",
}
"""What decides the letters, as people call it."""


class BatchFolder:
    """One batch folder. Only this class knows its files."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def state(self) -> dict[str, Any] | None:
        """What ``batch.json`` says, None where there is none.

        Raises:
            OutputError: it is not what noticegen wrote.
        """
        try:
            data = json.loads((self.path / STATE).read_text("utf-8"))
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (OSError, ValueError):
            data = None
        if not isinstance(data, dict) or not isinstance(data.get("inputs"), dict):
            problem = Finding("error", "O107", f"{STATE} が壊れています。", "別の出力先を指定してください。")
            raise OutputError(problem)
        return data

    def open(self, inputs: Mapping[str, Any]) -> None:
        """Make the folder for these inputs, or take up one that was begun with the same.

        Raises:
            OutputError: it holds something else, or a batch of other inputs, or cannot be written.
        """
        state = self.state
        if state is None:
            if self.path.is_dir() and any(self.path.iterdir()):
                raise OutputError(
                    Finding(
                        "error",
                        "O101",
                        "出力先のフォルダーに、別のものが入っています。",
                        "空のフォルダーか、新しい名前を指定してください。",
                        where=Where(str(self.path)),
                    )
                )
            make_folder(self.path)
            self.write_state({"inputs": dict(inputs), "complete": False})
        else:
            changed = [name for key, name in INPUTS.items() if state["inputs"].get(key) != inputs.get(key)]
            if changed:
                message = f"別の入力で作り始めたフォルダーです(異なるもの: {'、'.join(changed)})。"
                hint = "続きを作るには同じ入力を、作り直すには新しい出力先を指定してください。"
                raise OutputError(Finding("error", "O106", message, hint, where=Where(str(self.path))))
        make_folder(self.path / RECORDS)

    def write_state(self, state: Mapping[str, Any]) -> None:
        """Write ``batch.json``."""
        text = json.dumps(state, ensure_ascii=False, indent=2, sort_keys=True)
        write_file(self.path / STATE, f"{text}\n".encode())

    def record(self, index: int, chunk: Chunk) -> None:
        """Note that the letters of a chunk are all on the disk."""
        data = {
            "letters": [asdict(letter) for letter in chunk.letters],
            "excluded": [asdict(row) for row in chunk.excluded],
            "tally": dict(chunk.tally),
        }
        write_file(self._record(index), json.dumps(data, ensure_ascii=False).encode())

    def recorded(self, index: int) -> Chunk | None:
        """Return what a finished chunk wrote, if all its letters are still there; else None."""
        try:
            data = json.loads(self._record(index).read_text("utf-8"))
        except (OSError, ValueError):
            return None
        letters = [Letter(**letter) for letter in data["letters"]]
        if not all((self.path / letter.file).is_file() for letter in letters):
            return None
        return Chunk(letters, [Excluded(**row) for row in data["excluded"]], Counter(data["tally"]))

    def _record(self, index: int) -> Path:
        return self.path / RECORDS / f"{index:06d}.json"

    def write_lists(self, chunks: int) -> None:
        """Write manifest, excluded rows and tally from the records of all chunks."""
        write_file(self.path / MANIFEST, _csv(MANIFEST_COLUMNS, self._manifest_rows(chunks)))
        write_file(self.path / EXCLUDED, _csv(EXCLUDED_COLUMNS, self._excluded_rows(chunks)))
        tally: Counter[str] = Counter()
        for chunk in self._chunks(chunks):
            tally.update(chunk.tally)
        write_file(self.path / TALLY, _csv(TALLY_COLUMNS, tally.most_common()))

    def finish(self, state: Mapping[str, Any]) -> None:
        """Say that the batch is complete, and forget the records of its chunks."""
        self.write_state(state)
        shutil.rmtree(self.path / RECORDS, ignore_errors=True)

    def _chunks(self, chunks: int) -> Iterator[Chunk]:
        for index in range(chunks):
            chunk = self.recorded(index)
            if chunk is None:
                problem = Finding(
                    "error",
                    "O108",
                    "作成の途中で、書いたファイルが失われました。",
                    "もう一度実行してください。",
                )
                raise OutputError(problem)
            yield chunk

    def _manifest_rows(self, chunks: int) -> Iterator[Sequence[object]]:
        for chunk in self._chunks(chunks):
            for letter in chunk.letters:
                number = Path(letter.file).stem
                yield number, letter.id, letter.file, letter.sha256

    def _excluded_rows(self, chunks: int) -> Iterator[Sequence[object]]:
        for chunk in self._chunks(chunks):
            for row in chunk.excluded:
                yield row.number, row.row, row.id, row.code, row.reason

    def rows(self, name: str) -> Iterator[dict[str, str]]:
        """Yield the rows of one of the lists, by column.

        Raises:
            OutputError: it is not there or cannot be read.
        """
        try:
            with (self.path / name).open(encoding="utf-8-sig", newline="") as file:
                yield from csv.DictReader(file)
        except (OSError, UnicodeDecodeError, csv.Error):
            problem = Finding("error", "O109", f"{name} を読めません。", "batch をもう一度実行してください。")
            raise OutputError(problem) from None


def _csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Return a CSV that Excel opens with its Japanese whole and runs no cell of."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([csv_cell_safe(str(cell)) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def numbers_of(path: Path) -> frozenset[int]:
    """Return the letter numbers that a list names in its column 番号, such as an ``excluded.csv``.

    Raises:
        OutputError: there is no such list or column.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return frozenset(int(row["番号"]) for row in csv.DictReader(file))
    except (OSError, UnicodeDecodeError, KeyError, ValueError, TypeError):
        message = "番号の一覧として読めません。"
        hint = "batch が書いた excluded.csv など、「番号」の列がある CSV を指定してください。"
        raise OutputError(Finding("error", "O110", message, hint, where=Where(str(path)))) from None
