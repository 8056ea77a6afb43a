"""What is due when? The deadlines as bars on one scale of days, today marked, the passed ones red."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from noticegen.japanese.dates import weekday_text

if TYPE_CHECKING:
    from datetime import date

    from noticegen.documents.check_files import CheckReport
    from noticegen.law.deadlines import Deadline

NEAR: Final = 3
"""Days from which a deadline is shown in red."""


def timeline(report: CheckReport) -> str:
    """Return the section on deadlines, nothing where there is none."""
    due = sorted(
        report.deadlines, key=lambda each: (each.done_on is not None, each.due_on is None, each.due_on)
    )
    if not due:
        return ""
    days = [
        report.on,
        *(each.counted_from for each in due),
        *(each.due_on for each in due if each.due_on is not None),
    ]
    scale = _Scale(min(days), max(days))
    now = scale.at(report.on)
    edge = "first" if now < 12 else "last" if now > 88 else ""
    many = len({each.file for each in report.files if each.title}) > 1
    rows = "".join(_row(each, report.on, scale) for each in due)
    return (
        '<section aria-labelledby="due">\n<h2 id="due">期限</h2>\n'
        f'<div class="axis" aria-hidden="true"><span class="now {edge}" style="left:{now}%">'
        f"▼ 基準日 {_day(report.on)}</span></div>\n"
        f'<ol class="due">\n{rows}</ol>\n'
        f'<div class="axis" aria-hidden="true"><span style="left:0">{_day(scale.first)}</span>'
        f'<span style="right:0">{_day(scale.last)}</span></div>\n'
        '<p class="soft">帯は、数え始めた日(1日目)から期限まで。縦線は基準日、斜線は目安の幅です。'
        f"{'複数の事案の期限を一つに並べています。' if many else ''}</p>\n</section>\n"
    )


class _Scale:
    """Days as hundredths of the width."""

    def __init__(self, first: date, last: date) -> None:
        self.first = first
        self.last = last
        self._days = max((last - first).days, 1)

    def at(self, day: date) -> float:
        return round(100 * (day - self.first).days / self._days, 2)

    def bar(self, first: date, last: date) -> str:
        return f"left:{self.at(first)}%;right:{round(100 - self.at(last), 2)}%"


def _row(each: Deadline, on: date, scale: _Scale) -> str:
    left = each.days_left(on)
    state, style = remaining(left), ""
    if each.done_on is not None:
        state, style = f"済({each.done_on.month}/{each.done_on.day})", "finished"
    elif left is not None and left < 0:
        style = "late"
    elif left is not None and left <= NEAR:
        style = "near"
    day = _day(each.due_on) if each.due_on else escape(each.within)
    party = f"[{escape(each.party)}] " if each.party else ""
    to = f" → {escape(each.recipient)}" if each.recipient else ""
    doubt = "(未確認)" if each.unverified else ""
    if each.due_on:
        bars = f'<i class="run" style="{scale.bar(each.counted_from, each.due_on)}"></i>'
        if each.due_from:
            bars += f'<i class="span" style="{scale.bar(each.due_from, each.due_on)}"></i>'
    else:
        bars = f'<i class="open" style="{scale.bar(each.counted_from, scale.last)}"></i>'
    return (
        f'<li class="{style}">\n<div class="head"><span class="day">{day}</span><span class="left">{state}</span>'
        f'<span class="what">{party}{escape(each.title)}{to}</span></div>\n'
        f'<div class="track" aria-hidden="true">{bars}<i class="now" style="left:{scale.at(on)}%"></i></div>\n'
        f'<p class="soft">根拠: {escape(each.source)}{doubt}　{_counted(each)}</p>\n</li>\n'
    )


def _counted(each: Deadline) -> str:
    counted = f"{_day(each.counted_from)}を1日目とする{each.days}日目。" if each.days else ""
    rolled = "末日が閉庁日のため、翌開庁日とした。" if each.rolled else ""
    return counted + rolled + escape(each.note)


def _day(day: date) -> str:
    return f"{day:%Y-%m-%d}({weekday_text(day)})"


def remaining(days: int | None) -> str:
    """Return how many days remain, in words.

    >>> remaining(8), remaining(0), remaining(-3), remaining(None)
    ('あと8日', '本日', '3日超過', '―')
    """
    if days is None:
        return "―"
    return "本日" if days == 0 else f"あと{days}日" if days > 0 else f"{-days}日超過"
