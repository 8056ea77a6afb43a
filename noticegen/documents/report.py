"""One page for the partner and the client: what is due, what is complete, what is to be done, and what was looked at.

The page is a single file without scripts, pictures or addresses of the network, and holds what the findings hold:
no personal data.
"""

from __future__ import annotations

from html import escape
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Final

from noticegen._version import __version__
from noticegen.documents.check import STATEMENT
from noticegen.documents.kinds import kinds
from noticegen.documents.output import make_folder, write_file
from noticegen.documents.report_entries import UNWRITTEN, entries
from noticegen.documents.report_tables import matrices
from noticegen.documents.report_timeline import remaining, timeline
from noticegen.findings import Finding, OutputError, Where
from noticegen.japanese.dates import date_text

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping

    from noticegen.documents.check_files import CheckReport
    from noticegen.documents.report_entries import Entry
    from noticegen.findings import Severity

SEVERITIES: Final[Mapping[Severity, str]] = {"error": "エラー", "warning": "警告", "note": "参考"}

_GENERATOR: Final = '<meta name="generator" content="noticegen '

_PAGE: Final = """<!DOCTYPE html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
{generator}{version}">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
<header>
<h1>{title}</h1>
<p>{subject}</p>
<p class="soft">基準日 {on}　noticegen {version}</p>
<div class="verdict {worst}"><p><strong>{verdict}</strong></p><p>{statement}</p></div>
</header>
<main>
{body}</main>
</body>
</html>
"""


def html_report(report: CheckReport, *, templates: str | os.PathLike[str] | None = None) -> str:
    """Return the report on a check as one self-contained HTML page, for a screen and for A4 paper.

    ``templates`` is the firm's own folder, for the names of its kinds of document.
    """
    titles = {name: kind.title.partition("（")[0] for name, kind in kinds(templates).items()}
    found = entries(report.findings, report.dues)
    counts = {name: sum(each.finding.severity == name for each in found) for name in SEVERITIES}
    worst = next((name for name in SEVERITIES if counts[name]), "")
    told = "、".join(f"{SEVERITIES[name]} {count}件" for name, count in counts.items() if count)
    body = (
        timeline(report)
        + _todo(found, report, titles)
        + matrices(report.met, titles)
        + _looked_at(report, titles)
    )
    subjects = dict.fromkeys(
        f"{escape(each.business)}　{escape(each.title)}" for each in report.files if each.title
    )
    return _PAGE.format(
        generator=_GENERATOR,
        version=__version__,
        title="個人データの漏えい等に関する確認の結果",
        style=Path(__file__).with_suffix(".css").read_text("utf-8"),
        subject="<br>".join(subjects) or "、".join(_name(each.file) for each in report.files),
        on=date_text(report.on, weekday=True),
        worst=worst,
        verdict=told or "問題は見つかりませんでした。",
        statement=report.statement
        or "エラーのある文書は、そのままでは作れません。下の一覧の順に直してください。",
        body=body,
    )


def write_report(
    report: CheckReport, path: str | os.PathLike[str], *, templates: str | os.PathLike[str] | None = None
) -> Path:
    """Write the report on a check and return its path. An earlier report is replaced, any other file is not.

    Raises:
        OutputError: it cannot be written, or another file is in the way.
    """
    target = Path(path)
    if target.exists() and (not target.is_file() or _GENERATOR.encode() not in target.read_bytes()[:1000]):
        message = "同じ名前の、別のファイルがあります。"
        hint = "上書きしません。--html に別の名前(例: report-2.html)を書いてください。"
        raise OutputError(Finding("error", "O123", message, hint, where=Where(str(target))))
    make_folder(target.parent)
    write_file(target, html_report(report, templates=templates).encode())
    return target


def _todo(found: list[Entry], report: CheckReport, titles: Mapping[str, str]) -> str:
    """Return the findings in the order of what to do first."""
    if not found:
        return ""
    waiting = [each for each in found if each.finding.code == UNWRITTEN]
    rest = [each for each in found if each.finding.code != UNWRITTEN]
    parts = ['<section aria-labelledby="todo">\n<h2 id="todo">直すこと・確かめること(先にすべき順)</h2>\n']
    if waiting:
        places = "".join(
            f"<li>{escape(each.finding.message)} <code>{_place(each.finding)}</code></li>\n"
            for each in waiting
        )
        parts.append(
            f"<h3>まだ書かれていない事実 {len(waiting)}件</h3>\n"
            f"<p>〓 と 1900-01-01 を、内容と日付に書き換えます。</p>\n<ul class=plain>\n{places}</ul>\n"
        )
    if rest:
        items = "".join(_item(each, report, titles) for each in rest)
        parts.append(f'<ol class="todo">\n{items}</ol>\n')
    return "".join((*parts, "</section>\n"))


def _item(entry: Entry, report: CheckReport, titles: Mapping[str, str]) -> str:
    finding = entry.finding
    place = _place(finding)
    lines = [
        f'<li class="{finding.severity}">',
        f'<div class="head"><span class="badge">{SEVERITIES[finding.severity]}</span>',
        f"<span>{escape(finding.message)}</span></div>",
    ]
    if finding.hint:
        lines.append(f'<p class="hint">→ {escape(finding.hint)}</p>')
    rows = [("場所", f"<code>{place}</code>　{finding.code}")] if place else [("コード", finding.code)]
    if entry.documents:
        rows.append(("文書", "、".join(escape(titles.get(name, name)) for name in entry.documents)))
    if entry.due is not None:
        due = entry.due
        day = (
            f"{due.due_on:%Y-%m-%d}({remaining(due.days_left(report.on))})"
            if due.due_on
            else escape(due.within)
        )
        rows.append(("期限", f"{escape(due.title)}　{day}"))
    if entry.sources:
        rows.append(("根拠", "、".join(map(escape, entry.sources))))
    lines.append(
        "<dl>" + "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in rows) + "</dl></li>\n"
    )
    return "\n".join(lines)


def _looked_at(report: CheckReport, titles: Mapping[str, str]) -> str:
    """Return what was checked, and what a check never tells."""
    files = "、".join(f"<code>{_name(each.file)}</code>" for each in report.files) or "なし"
    unread = {
        finding.where.file
        for finding in report.findings
        if finding.where.file and finding.code.startswith("F")
    } - {each.file for each in report.files}
    asked = dict.fromkeys(titles.get(each.document, each.document) for each in report.met)
    rows = [("ファイル", files), ("文書の種類", "、".join(map(escape, asked)) or "なし")]
    if unread:
        rows.append(("読めなかったもの", "、".join(f"<code>{_name(name)}</code>" for name in sorted(unread))))
    rows.append(("法令等", f"{date_text(report.on)}に効力のあるもの(noticegen {__version__} に収録の表)"))
    doubtful = len({each.requirement for each in report.met if each.unverified})
    not_told = [
        STATEMENT,
        "規則7条の該当性は見立てで、決めるのは弁護士です。この一枚は法的助言ではありません。",
        "委員会への提出、本人への発送、公表が実際に行われたかは確認していません。",
    ]
    if doubtful:
        not_told.append(f"求められる事項のうち{doubtful}件(表の†)は、出典の本文を確かめていません。")
    if not any(each.file for each in report.met):
        not_told.append("できた Word 文書は見ていません。事実だけを調べた結果です。")
    return (
        '<section aria-labelledby="looked">\n<h2 id="looked">確かめたもの、確かめていないもの</h2>\n<dl>'
        + "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in rows)
        + "</dl>\n<ul class=plain>\n"
        + "".join(f"<li>{escape(line)}</li>\n" for line in not_told)
        + "</ul>\n</section>\n"
    )


def _place(finding: Finding) -> str:
    where = finding.where
    line = f":{where.line}" if where.line else ""
    return " ".join(
        part for part in (_name(where.file) + line if where.file else "", escape(where.path or "")) if part
    )


def _name(file: str) -> str:
    """Return a file without the folders in which somebody keeps it, which may tell more than its name."""
    return escape(PurePath(file).name or file)
