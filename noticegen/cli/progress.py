"""How far is it, how fast, and how long still? A line on stderr while a person is watching, nothing in a pipe."""

from __future__ import annotations

from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, Final, Protocol

from rich.progress import BarColumn, Progress, ProgressColumn, SpinnerColumn, TextColumn
from rich.text import Text

from noticegen.cli.output import console

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.progress import Task

OFTEN: Final = 0.05
"""Seconds between two looks at the number: a million rows should not pay for a million looks."""


class Advance(Protocol):
    """Tells how many are done, and of how many where that is known."""

    def __call__(self, done: int, total: int | None = None) -> None:
        """Show the numbers."""


@contextmanager
def progress(label: str = "書面を作成中", unit: str = "件") -> Iterator[Advance]:
    """Give a function that shows what is done, the rate and the time that remains, or that has passed.

    Nothing is shown where stderr is no terminal; NO_COLOR is obeyed.
    """
    out = console(stderr=True)
    # The dots are in no code page of Windows.
    spinner = SpinnerColumn("line" if out.options.ascii_only else "dots")
    columns = (spinner, TextColumn(label), BarColumn(20), _Pace(unit))
    with Progress(*columns, console=out, transient=True, disable=not out.is_terminal) as bar:
        task = bar.add_task("", total=None)
        shown = 0.0

        def advance(done: int, total: int | None = None) -> None:
            nonlocal shown
            now = monotonic()
            if now - shown >= OFTEN or done == total:
                shown = now
                bar.update(task, completed=done, total=total)

        yield advance


class _Pace(ProgressColumn):
    def __init__(self, unit: str) -> None:
        super().__init__()
        self._unit = unit

    def render(self, task: Task) -> Text:
        return Text(pace(task.completed, task.total, task.elapsed or 0.0, self._unit), no_wrap=True)


def pace(done: float, total: float | None, seconds: float, unit: str = "件") -> str:
    """Return how many are done, how many in a second, and how long the rest takes at that rate.

    >>> pace(400, 1000, 4.0)
    '400/1,000件  100件/秒  残り0:06'
    >>> pace(0, None, 75.0), pace(3, 12, 6.0)
    ('1:15', '3/12件  0.5件/秒  残り0:18')
    """
    if not done:
        return _clock(seconds)
    number = f"{done:,.0f}{unit}" if total is None else f"{done:,.0f}/{total:,.0f}{unit}"
    rate = done / seconds if seconds else 0.0
    parts = [number, f"{rate:,.0f}{unit}/秒" if rate >= 10 else f"{rate:.1f}{unit}/秒"]
    parts.append(f"残り{_clock((total - done) / rate)}" if total is not None and rate else _clock(seconds))
    return "  ".join(parts)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
