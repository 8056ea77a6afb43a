"""The batch folder: whose is it, is it complete, and what do its lists say?"""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from datetime import date
from hashlib import sha256
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from noticegen._version import __version__
from noticegen.batch.job import LETTERS, key_of
from noticegen.batch.lock import LOCK
from noticegen.batch.records import Records
from noticegen.batch.written import Part, Totals, standing
from noticegen.documents.output import is_part, make_folder, remove_parts, whole_file, write_file
from noticegen.facts.recipients_csv import csv_cell_safe
from noticegen.findings import Finding, OutputError, Where
from noticegen.ooxml.package import DEFLATE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

STATE: Final = "batch.json"
MANIFEST: Final = "manifest.csv"
EXCLUDED: Final = "excluded.csv"
TALLY: Final = "tally.csv"
COVER: Final = "cover.docx"

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    MANIFEST: ("番号", "管理番号", "ファイル", "sha256"),
    EXCLUDED: ("番号", "行", "管理番号", "コード", "理由"),
    TALLY: ("項目", "人数"),
}

COUNTS: Final = frozenset({"rows", "letters", "excluded", "skipped"})
TEXTS: Final = ("marked", "unfit", "sections", "printed")
CLUTTER: Final = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
"""What file managers put into folders by themselves."""

INPUTS: Final[Mapping[str, str]] = {
    "facts": "事実(incident.toml)",
    "recipients": "送付先の名簿",
    "columns": "--map の指定",
    "sheet": "--sheet の指定",
    "pad_postal": "--pad-postal の有無",
    "template": "テンプレート",
    "document": "document.toml",
    "kind": "文書の種類",
    "on": "基準日",
    "only": "--only の内容",
    "as": "--as の指定",
    "order": "--order の指定",
    "duplex": "--duplex の指定",
    "since": "--since の事実",
    "noticegen": "noticegen の版",
    "deflate": "圧縮ライブラリ",
}
"""What decides the letters, as people call it."""


class BatchFolder:
    """One batch folder. Only this class knows its files."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.records = Records(path)

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
        if not _is_state(data):
            where = Where(str(self.path / STATE))
            hint = "書き換えたのなら元に戻してください。戻せないときは、新しい出力先に作り直してください。"
            raise OutputError(Finding("error", "O107", f"{STATE} が壊れています。", hint, where=where))
        return dict(data)

    def begun(self) -> dict[str, Any]:
        """Return what ``batch.json`` says.

        Raises:
            OutputError: there is none, or it is not what noticegen wrote.
        """
        state = self.state
        if state is None:
            message = f"batch の出力先ではありません({STATE} がありません)。"
            hint = "noticegen batch の -o に書いたフォルダーを指定してください。"
            raise OutputError(Finding("error", "O111", message, hint, where=self._where))
        return state

    @property
    def _where(self) -> Where:
        return Where(str(self.path))

    def open(self, inputs: Mapping[str, Any]) -> None:
        """Make the folder for these inputs, or take up one that was begun with the same.

        Raises:
            OutputError: it holds something else, or a batch of other inputs, or cannot be written.
        """
        state = self.state
        if state is not None and not self._has_letters(state):
            state = None  # nothing there that other inputs could be mixed with
        elif state is None and self._holds_something():
            message = "出力先のフォルダーに、別のものが入っています。"
            hint = "-o に、空のフォルダーか新しい名前を指定してください。"
            raise OutputError(Finding("error", "O101", message, hint, where=self._where))
        if state is None:
            make_folder(self.path)
            self.write_state({"inputs": dict(inputs), "complete": False})
        elif changed := [name for key, name in INPUTS.items() if state["inputs"].get(key) != inputs.get(key)]:
            message = f"別の入力で作り始めたフォルダーです(異なるもの: {'、'.join(changed)})。"
            hint = "続きを作るには同じ入力を、作り直すには -o に新しい出力先を指定してください。"
            raise OutputError(Finding("error", "O106", message, hint, where=self._where))
        remove_parts(self.path)

    def _has_letters(self, state: Mapping[str, Any]) -> bool:
        """Return whether a letter was made: not when all rows were held back, nor before the first of a killed run."""
        return state["counts"]["letters"] > 0 if state["complete"] else self._is_begun()

    def _is_begun(self) -> bool:
        """Return whether a letter or a record is there."""
        places = (self.path / LETTERS, self.records.path)
        there = (path for place in places for path in place.rglob("*"))
        parts = self.path.glob(f"{LETTERS}-*")
        return any(path.is_file() and not is_part(path) for path in chain(there, parts))

    def _holds_something(self) -> bool:
        there = self.path.iterdir() if self.path.is_dir() else ()
        return any(path.name not in {*CLUTTER, LOCK} and not is_part(path) for path in there)

    def require_same(self, key: str) -> None:
        """Make sure that this process, on whatever machine, sees the folder and would write the same bytes.

        Raises:
            OutputError: it does not, or it would not.
        """
        state = self.state
        if state is None or key_of(state["inputs"]) != key:
            raise self.not_seen()
        own = {"noticegen": __version__, "deflate": DEFLATE}
        if different := [INPUTS[name] for name, value in own.items() if state["inputs"].get(name) != value]:
            message = f"書面を作る計算機によって、{'と'.join(different)}が異なります。"
            hint = "全ての計算機に同じ版の noticegen と isal を入れてください。"
            raise OutputError(Finding("error", "O114", message, hint, where=self._where))

    def require_template(self, data: bytes) -> None:
        """Make sure that a worker has read the template with which the batch began.

        Raises:
            OutputError: somebody has changed it meanwhile.
        """
        state = self.state
        if state is None or state["inputs"]["template"] != sha256(data).hexdigest():
            message = "書面を作っている間に、テンプレートが書き換えられました。"
            hint = "元に戻してもう一度実行するか、新しい出力先に作り直してください。"
            raise OutputError(Finding("error", "O116", message, hint, where=self._where))

    def holds(self, name: str, data: bytes) -> bool:
        """Return whether this process sees a file of this content."""
        try:
            return (self.path / name).read_bytes() == data
        except OSError:
            return False

    def not_seen(self) -> OutputError:
        """Return the refusal of a machine that does not see this folder."""
        message = "書面を作る計算機から、この出力先が見えません。"
        hint = "全ての計算機が同じパスで読み書きできる、共有のフォルダーを指定してください。"
        return OutputError(Finding("error", "O113", message, hint, where=self._where))

    def write_state(self, state: Mapping[str, Any]) -> None:
        """Write ``batch.json``."""
        text = json.dumps(state, ensure_ascii=False, indent=2, sort_keys=True)
        write_file(self.path / STATE, f"{text}\n".encode())

    def finished(self, *, is_packed: bool) -> Totals | None:
        """Return what a complete folder holds; None while it is not complete, or where a file of it is gone.

        Raises:
            OutputError: a list or a letter is there and cannot be read.
        """
        state = self.state
        if state is None or not state["complete"]:
            return None
        if not all((self.path / name).is_file() for name in (*COLUMNS, COVER)):
            return None
        totals = Totals(
            codes=Counter(state["codes"]), marked=list(state["marked"]), unfit=list(state["unfit"])
        )
        totals.parts = [Part(**part) for part in state["parts"]]
        if not all(self._stands(part.file, part.sha256, totals) for part in totals.parts):
            return None
        for row in self.rows(MANIFEST):
            if not is_packed and not self._stands(row["ファイル"], row["sha256"], totals):
                return None
            totals.letters += 1
        totals.excluded = totals.codes.total()
        if (totals.letters, totals.excluded) != (state["counts"]["letters"], state["counts"]["excluded"]):
            return None
        self.records.forget()
        return totals

    def _stands(self, name: str, sha256: str, totals: Totals) -> bool:
        """Return whether a file is still there, and note where somebody has edited it."""
        found = standing(self.path / name, sha256)
        if found == "edited":
            totals.edited.append(name)
        return found != "gone"

    def write_lists(self, chunks: int, number: Callable[[int], str]) -> None:
        """Write manifest, excluded rows and tally from the records of all chunks."""
        self._write_list(
            MANIFEST,
            (
                (number(letter.number), letter.id, letter.file, letter.sha256)
                for chunk in self.records.all(chunks)
                for letter in chunk.written.letters
            ),
        )
        self._write_list(
            EXCLUDED,
            (
                (number(row.number), row.row, row.id, row.code, row.reason)
                for chunk in self.records.all(chunks)
                for row in chunk.excluded
            ),
        )
        tally: Counter[str] = Counter()
        for chunk in self.records.all(chunks):
            tally.update(chunk.tally)
        self._write_list(TALLY, tally.most_common())

    def _write_list(self, name: str, rows: Iterable[Sequence[object]]) -> None:
        """Write a CSV that Excel opens with its Japanese whole and runs no cell of."""
        with whole_file(self.path / name) as file:
            text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
            writer = csv.writer(text, lineterminator="\r\n")
            writer.writerow(COLUMNS[name])
            writer.writerows([csv_cell_safe(str(cell)) for cell in row] for row in rows)
            text.flush()
            text.detach()

    def finish(self, state: Mapping[str, Any]) -> None:
        """Say that the batch is complete, and forget the records of its chunks."""
        self.write_state({**state, "complete": True})
        self.records.forget()

    def rows(self, name: str) -> Iterator[dict[str, str]]:
        """Yield the rows of one of the lists, by column.

        Raises:
            OutputError: it is not there, or cannot be read as that list.
        """
        try:
            with (self.path / name).open(encoding="utf-8-sig", newline="") as file:
                reader = csv.DictReader(file, strict=True)
                if tuple(reader.fieldnames or ()) != COLUMNS[name]:
                    raise _unreadable(self.path / name)
                for row in reader:
                    if not _is_row(name, row):
                        raise _unreadable(self.path / name)
                    yield row
        except (OSError, UnicodeDecodeError, csv.Error):
            raise _unreadable(self.path / name) from None


def _unreadable(path: Path) -> OutputError:
    hint = "Excel などで保存し直していれば、元に戻してください。元がなければ、消して batch をもう一度実行してください。"
    return OutputError(Finding("error", "O109", f"{path.name} を読めません。", hint, where=Where(str(path))))


def _is_state(data: Any) -> bool:  # noqa: ANN401 - whatever the file holds
    """Return whether this can be what :meth:`BatchFolder.write_state` wrote."""
    try:
        inputs = data["inputs"]
        date.fromisoformat(inputs["on"])
        if data["complete"] is False:
            return True
        parts = [Part(**part) for part in data["parts"]]
        lists = [data[name] for name in TEXTS]
        return (
            data["complete"] is True
            and isinstance(inputs["kind"], str)
            and isinstance(inputs.get("columns") or {}, dict)
            and all(isinstance(data["counts"][name], int) for name in COUNTS)
            and isinstance(data["codes"], dict)
            and all(isinstance(part.file, str) for part in parts)
            and all(isinstance(each, list) for each in lists)
            and all(isinstance(text, str) for each in lists for text in each)
        )
    except (KeyError, TypeError, ValueError):
        return False


def _is_row(name: str, row: Mapping[str | None, str | None]) -> bool:
    """Return whether a row of a list can be one that :meth:`BatchFolder.write_lists` wrote."""
    if None in row or None in row.values():
        return False
    number = row.get("番号") or ""
    return name == TALLY or (
        number.isascii() and number.isdecimal() and "\0" not in (row.get("ファイル") or "")
    )
