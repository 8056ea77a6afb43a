"""What happened to the letters after they were posted? The record of a batch folder, kept by appending alone."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from noticegen.batch.folder import EXCLUDED, MANIFEST, BatchFolder
from noticegen.batch.lock import locked
from noticegen.batch.sent_rows import KINDS, read_results
from noticegen.batch.sent_totals import OUTCOMES, Events, SentTotals, response_lines
from noticegen.documents.output import remove_parts, whole_file
from noticegen.facts.recipients_csv import csv_cell_safe
from noticegen.facts.values import today
from noticegen.findings import Finding, OutputError, Where

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from noticegen.batch.sent_rows import EventKind, ResultList, ResultRow
    from noticegen.findings import Severity

SENT: Final = "sent.csv"
RETURNED: Final = "returned.csv"
COLUMNS: Final = ("番号", "出来事", "日付", "記録日", "結果の一覧", "行")
SHOWN: Final = 10

_PROBLEMS: Final = {
    "B401": (
        "manifest.csv にない番号か管理番号が{count}行あります({rows})。記録していません。",
        "別の batch の結果が混じっていないか確かめてください。書面のない人(excluded.csv)に記録できるのは、代替措置だけです。",
    ),
    "B402": (
        "同じ書面に、同じ日で到達と返戻の両方があります({count}行: {rows})。どちらも記録していません。",
        "どちらが正しいか確かめ、違う行を消すか日付を直して、もう一度実行してください。",
    ),
    "B403": (
        "結果の言葉が分からない行が{count}行あります({rows})。記録していません。",
        "発送、到達、返戻、再送、代替措置のどれかに書き直してください。",
    ),
    "B404": (
        "日付を読めないか、基準日より後の行が{count}行あります({rows})。記録していません。",
        "「2026-12-01」のように年から書いてください。基準日が違うときは --on に書いてください。",
    ),
    "B405": (
        "管理番号が二通以上の書面に当たる行が{count}行あります({rows})。記録していません。",
        "書面の番号(manifest.csv の「番号」)の列を足してください。",
    ),
    "B409": (
        "結果が書かれていないか、途中の知らせ(転送、持ち戻りなど)の行が{count}行あります({rows})。記録していません。",
        "結果が分かっていれば、発送、到達、返戻、再送、代替措置のどれかに書き直して、もう一度実行してください。",
    ),
}
_WARNINGS: Final = frozenset({"B409"})


@dataclass(frozen=True, slots=True)
class SentReport:
    """What was recorded now, and what became of all letters. ``toml`` says it in the facts of the next report.

    ``recorded`` is the number of new entries, ``known`` that of rows which were recorded before, ``width`` the number of
    digits of a letter's number.
    """

    folder: Path
    recorded: int
    known: int
    width: int
    totals: SentTotals
    toml: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    number: int
    kind: EventKind
    day: date | None
    source: str
    row: int


def record_sent(
    batch: str | os.PathLike[str],
    *results: str | os.PathLike[str],
    sent_on: date | None = None,
    on: date | None = None,
) -> SentReport:
    """Record what post office or mail house say of the letters of a batch, and return what became of them.

    ``results`` are lists (CSV, TSV, .xlsx) with the number of the letter (or its 管理番号), what happened and when;
    ``sent_on`` records that every letter without any record went out that day; ``on`` is the day as of which the result is told.
    What was recorded before stays, and what stands in a list again is recorded once. Writes ``sent.csv``, and
    ``returned.csv`` with the numbers that came back, for ``batch --only``.

    Raises:
        OutputError: it is no finished batch folder, its lists cannot be read or written, or another run is at work in it.
        RecipientsError: a list of results cannot be read as a whole.
    """
    day = on or today()
    folder = BatchFolder(Path(batch))
    _require_finished(folder)
    if sent_on is not None and sent_on > day:
        message = f"発送日({sent_on})が基準日({day})より後です。"
        hint = "発送してから記録するか、--on に基準日を書いてください。"
        raise OutputError(Finding("error", "B408", message, hint, where=Where(path="--sent-on")))
    lists = [read_results(Path(path)) for path in results]
    with locked(folder.path):
        remove_parts(folder.path)
        ledger = _Ledger(folder, day)
        findings = [finding for each in lists for finding in ledger.take(each)]
        if sent_on is not None:
            ledger.take_all_as_sent(sent_on)
        totals = ledger.save()
    return SentReport(
        folder=folder.path,
        recorded=len(ledger.new),
        known=ledger.known,
        width=ledger.width,
        totals=totals,
        toml=response_lines(totals),
        findings=(*findings, *_remarks(totals, ledger.width, folder.path)),
    )


def _require_finished(folder: BatchFolder) -> None:
    if not folder.begun()["complete"]:
        message = "作成が終わっていないフォルダーです。"
        hint = "同じ batch をもう一度実行して、作り終えてから記録してください。"
        raise OutputError(Finding("error", "B301", message, hint, where=Where(str(folder.path))))


@dataclass(slots=True)
class _Ledger:
    """The record of one folder while new entries are added."""

    folder: BatchFolder
    on: date
    width: int = 0
    known: int = 0
    new: list[_Entry] = field(default_factory=list)
    _letters: dict[int, str] = field(default_factory=dict)
    _left_out: dict[int, str] = field(default_factory=dict)
    _there: set[tuple[int, EventKind, date | None]] = field(default_factory=set)
    _told: set[int] = field(default_factory=set)
    _events: Events = field(default_factory=Events)

    def __post_init__(self) -> None:
        for name, numbers in ((MANIFEST, self._letters), (EXCLUDED, self._left_out)):
            for row in self.folder.rows(name):
                self.width = max(self.width, len(row["番号"]))
                numbers[int(row["番号"])] = row["管理番号"].removeprefix("'")
        for number, kind, day, recorded in _recorded(self.folder.path / SENT):
            self._note(number, kind, day, recorded)

    def _note(self, number: int, kind: EventKind, day: date | None, recorded: date) -> None:
        self._there.add((number, kind, day))
        self._told.add(number)
        self._events.add(number, day or recorded, kind)

    def take(self, results: ResultList) -> Iterator[Finding]:
        """Add what a list says, and yield what of it could not be recorded."""
        wrong: dict[str, list[int]] = defaultdict(list)
        by_id = self._by_id() if results.has_ids else {}
        fit = [each for row in results if (each := self._entry(row, results, by_id, wrong)) is not None]
        wrong["B402"] = self._contradictions(fit)
        bad = frozenset(wrong["B402"])
        for entry in fit:
            if entry.row not in bad:
                self._add(entry)
        for code, rows in sorted(wrong.items()):
            if rows:
                message, hint = _PROBLEMS[code]
                shown = "、".join(f"{row}行目" for row in rows[:SHOWN])
                told = message.format(
                    count=f"{len(rows):,}", rows=shown + ("など" if len(rows) > SHOWN else "")
                )
                severity: Severity = "warning" if code in _WARNINGS else "error"
                yield Finding(severity, code, told, hint, where=Where(file=results.path.name))

    def _entry(
        self,
        row: ResultRow,
        results: ResultList,
        by_id: Mapping[str, Sequence[int]],
        wrong: dict[str, list[int]],
    ) -> _Entry | None:
        if row.is_open:
            wrong["B409"].append(row.row)
            return None
        number = row.number
        if results.has_ids:
            numbers = by_id.get(row.id, ())
            if len(numbers) > 1:
                wrong["B405"].append(row.row)
                return None
            number = numbers[0] if numbers else None
        held = None if number is None else self._id_of(number, row.kind)
        if number is None or held is None or (row.id and held and row.id != held):
            wrong["B401"].append(row.row)
        elif row.kind is None:
            wrong["B403"].append(row.row)
        elif row.is_bad_day or (row.day is not None and row.day > self.on):
            wrong["B404"].append(row.row)
        else:
            return _Entry(number, row.kind, row.day, results.path.name, row.row)
        return None

    def _id_of(self, number: int, kind: EventKind | None) -> str | None:
        """Return the id of a letter, or of a person without one where a substitute measure is recorded."""
        if number in self._letters:
            return self._letters[number]
        return self._left_out.get(number) if kind == "代替措置" else None

    def _by_id(self) -> Mapping[str, Sequence[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for numbers in (self._letters, self._left_out):
            for number, identifier in numbers.items():
                if identifier:
                    found[identifier].append(number)
        return found

    def _contradictions(self, entries: Iterable[_Entry]) -> list[int]:
        """Return the rows of letters that arrived and came back on one day, in this list or by what is recorded."""
        seen: dict[tuple[int, date | None], dict[EventKind, list[int]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for entry in entries:
            if entry.kind in OUTCOMES:
                of_letter = seen[entry.number, entry.day]
                of_letter[entry.kind].append(entry.row)
                for other in OUTCOMES - {entry.kind}:
                    if (entry.number, other, entry.day) in self._there:
                        of_letter[other] += ()
        both = (rows for rows in seen.values() if len(rows) > 1)
        return sorted({row for rows in both for numbers in rows.values() for row in numbers})

    def _add(self, entry: _Entry) -> None:
        if (entry.number, entry.kind, entry.day) in self._there:
            self.known += 1
            return
        self.new.append(entry)
        self._note(entry.number, entry.kind, entry.day, self.on)

    def take_all_as_sent(self, day: date) -> None:
        """Record that every letter without any record went out on a day."""
        for number in self._letters:
            if number not in self._told:
                self._add(_Entry(number, "発送", day, "", 0))

    def save(self) -> SentTotals:
        """Append to the record, write the list of letters that came back, and return the totals."""
        totals = self._events.totals(self._letters, self.on)
        if self.new:
            _append(self.folder.path / SENT, (self._cells(entry) for entry in self.new))
        if self._told:
            rows = [(self._number(number), self._letters[number]) for number in totals.back]
            with whole_file(self.folder.path / RETURNED) as file:
                file.write(_csv([("番号", "管理番号"), *rows], is_first=True))
        return totals

    def _number(self, number: int) -> str:
        return f"{number:0{self.width}d}"

    def _cells(self, entry: _Entry) -> tuple[str, ...]:
        day = "" if entry.day is None else entry.day.isoformat()
        row = str(entry.row) if entry.row else ""
        return (self._number(entry.number), entry.kind, day, self.on.isoformat(), entry.source, row)


def _recorded(path: Path) -> Iterator[tuple[int, EventKind, date | None, date]]:
    """Yield what ``sent.csv`` holds. Raises OutputError where it is not what was written."""
    kinds = {str(kind): kind for kind in KINDS}
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file, strict=True):
                day = date.fromisoformat(row["日付"]) if row["日付"] else None
                yield int(row["番号"]), kinds[row["出来事"]], day, date.fromisoformat(row["記録日"])
    except FileNotFoundError:
        return
    except (OSError, ValueError, KeyError, TypeError, csv.Error):
        hint = "Excel などで保存し直していれば、元に戻してください。結果の一覧がすべてあれば、消して記録し直せます。"
        problem = Finding("error", "O109", f"{SENT} を読めません。", hint, where=Where(str(path)))
        raise OutputError(problem) from None


def _append(path: Path, rows: Iterable[Sequence[str]]) -> None:
    """Write the record anew with more rows at its end: it is there as a whole, before or after."""
    before = path.read_bytes() if path.is_file() else _csv([COLUMNS], is_first=True)
    with whole_file(path) as file:
        file.write(before)
        if not before.endswith(b"\n"):  # an editor saved it so
            file.write(b"\r\n")
        file.write(_csv(rows))


def _csv(rows: Iterable[Sequence[str]], *, is_first: bool = False) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows([csv_cell_safe(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig" if is_first else "utf-8")


def _remarks(totals: SentTotals, width: int, folder: Path) -> Iterator[Finding]:
    if totals.turned:
        shown = "、".join(f"{number:0{width}d}" for number in totals.turned[:SHOWN])
        message = f"到達とされた後に返戻となった書面が{len(totals.turned):,}通あります({shown}{'など' if len(totals.turned) > SHOWN else ''})。返戻として数えました。"
        hint = "受取拒否や誤配でないか、結果を確かめてください。"
        yield Finding("warning", "B406", message, hint, where=Where(str(folder / SENT)))
    if totals.back:
        file = folder / RETURNED
        message = f"返戻のままの書面が{len(totals.back):,}通あります。番号は、この一覧にあります。"
        hint = f"住所を確かめて名簿を直し、batch に --only {file} を付けると、同じ番号の書面を新しい出力先に作れます。通知が困難なら代替措置(公表、問合せ窓口)を講じてください。"
        yield Finding("note", "B407", message, hint, where=Where(str(file)), sources=("法26条2項ただし書",))
