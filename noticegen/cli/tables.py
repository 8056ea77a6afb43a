"""Tables for people: deadlines, and what the law demands."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from rich.table import Table

    from noticegen.law.deadlines import Deadline


def table(*headings: str) -> Table:
    """Return an empty table without vertical lines, which never cuts a cell."""
    from rich import box
    from rich.table import Table

    made = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False)
    for heading in headings:
        made.add_column(heading, overflow="fold")
    return made


def show_deadlines(deadlines: Iterable[Deadline], on: date, *, notes: bool = False) -> None:
    """Print the deadlines, the earliest first, with the days that remain; ``notes`` adds how each is counted."""
    from noticegen.cli.output import console, say
    from noticegen.documents.report_timeline import NEAR, remaining
    from noticegen.japanese.dates import date_text, weekday_text
    from noticegen.law.data import LEVEL_NAMES

    due = tuple(deadlines)
    if not due:
        say("この事実から生じる期限はありません。")
        return
    out = console()
    out.print(f"期限  (基準日 {date_text(on, weekday=True)})", style="bold")
    for each in due:
        left = None if each.done_on else each.days_left(on)
        style = "" if left is None else "bold red" if left < 0 else "red" if left <= NEAR else ""
        day = f"{each.due_on}({weekday_text(each.due_on)})" if each.due_on else _soon(each)
        party = f"[{each.party}] " if each.party else ""
        lines = [f"{party}{each.title} → {each.recipient}" if each.recipient else party + each.title]
        lines += [_counted(each)] if notes else [_basis(each)]
        level = f"({LEVEL_NAMES[each.level]})" if notes else ""
        lines += [f"根拠{level}: {each.source}{'(未確認)' if each.unverified else ''}"]
        state = f"済({each.done_on.month}/{each.done_on.day})" if each.done_on else remaining(left)
        show_row([(day, 16, ""), (state, 11, style)], lines)


def show_row(columns: Iterable[tuple[str, int, str]], lines: Iterable[str]) -> None:
    """Print narrow columns, and beside them lines that are broken where Japanese may be broken."""
    from rich.cells import cell_len, set_cell_size
    from rich.text import Text

    from noticegen.cli.output import console
    from noticegen.cli.wrapping import wrap

    out = console()
    row = Text("  ")
    for cell, size, style in columns:
        row.append(set_cell_size(cell, max(size, cell_len(cell) + 1)), style)
    indent = row.cell_len
    for number, part in enumerate(part for line in lines if line for part in wrap(line, out.width - indent)):
        row.append((" " * indent if number else "") + part + "\n")
    out.print(row, no_wrap=True, overflow="ignore", crop=False, end="")


def _soon(deadline: Deadline) -> str:
    """Return how soon it is due where there is no day; what a contract says at length stands below."""
    return deadline.within if len(deadline.within) <= len("不当な遅滞なく") else "契約による"


def _basis(deadline: Deadline) -> str:
    """Return which items of 規則7条 a report is due for, and the day and number of days it is counted by; else 「」."""
    from noticegen.japanese.dates import date_text

    if not deadline.items or not deadline.days:
        return ""
    items = "・".join(f"{number}号" for number in deadline.items)
    return f"規則7条{items}。{date_text(deadline.counted_from)}を1日目とする{deadline.days}日目。{_moved(deadline)}"


def _moved(deadline: Deadline) -> str:
    return "末日が閉庁日のため、翌開庁日とした。" if deadline.rolled else ""


def _counted(deadline: Deadline) -> str:
    """Return how a deadline was counted, in sentences."""
    from noticegen.japanese.dates import date_text

    sentences = []
    if deadline.due_from and deadline.due_on:
        sentences.append(f"目安は{date_text(deadline.due_from)}から{date_text(deadline.due_on)}まで。")
    if deadline.days:
        sentences.append(
            _basis(deadline)
            or f"{date_text(deadline.counted_from)}を1日目とする{deadline.days}日目。{_moved(deadline)}"
        )
    return "".join((*sentences, deadline.note))
