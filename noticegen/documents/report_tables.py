"""Is everything there that is demanded? Requirements in rows, documents in columns, with the provision of each."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from noticegen.law.data import BINDING, LEVEL_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from noticegen.documents.report_matrix import Met, State

Column = tuple[str, str | None, str | None]
"""A kind of document, the client whose it is, and the file that was read."""

MARKS: Final[Mapping[State, tuple[str, str]]] = {
    "said": ("○", "書かれている"),
    "unknown": ("△", "未判明(調査中など)と書かれている"),
    "missing": ("×", "書かれていない"),
    "in_document": ("―", "事実ではなく、できた文書で確かめる"),
}
SHORT_NAMES: Final = (
    ("漏えい等が発生し、又は発生したおそれがある", ""),
    ("個人データに係る本人", "本人"),
)
"""What the law says at length in one document and briefly in another is one row."""

INNER: Final = frozenset(
    {"disciplinary_memo", "hold_notice", "assessment_memo", "demand_letter", "takedown_request"}
)
"""Kinds that ask for things of their own, and so have a table of their own."""


@dataclass(slots=True)
class _Row:
    title: str
    cells: dict[Column, Met] = field(default_factory=dict)

    @property
    def main(self) -> Met:
        return min(self.cells.values(), key=lambda each: each.level not in BINDING)


def matrices(met: Iterable[Met], titles: Mapping[str, str]) -> str:
    """Return the section on completeness, nothing where nothing was checked."""
    cells = tuple(met)
    if not cells:
        return ""
    legend = "".join(f"<span>{mark} {meaning}</span>" for mark, meaning in MARKS.values())
    tables: dict[tuple[str, bool], list[Met]] = {}
    for each in cells:
        tables.setdefault(
            (each.document if each.document in INNER else "", each.file is not None), []
        ).append(each)
    shown = "".join(_table(found, titles, of_files=key[1]) for key, found in sorted(tables.items()))
    return (
        '<section aria-labelledby="complete">\n<h2 id="complete">求められる記載の有無</h2>\n'
        f'<p class="soft legend">{legend}<span>空欄 この文書には求められない</span></p>\n{shown}</section>\n'
    )


def _table(cells: list[Met], titles: Mapping[str, str], *, of_files: bool) -> str:
    columns: list[Column] = list(dict.fromkeys((each.document, each.client, each.file) for each in cells))
    rows: dict[str, _Row] = {}
    for each in cells:
        row = rows.setdefault(row_title(each.title), _Row(row_title(each.title)))
        column = (each.document, each.client, each.file)
        # Two requirements of one name in one document: what is missing is what counts.
        if column not in row.cells or each.state == "missing":
            row.cells[column] = each
    heads = "".join(f'<th scope="col" class="kind">{_heading(column, titles)}</th>' for column in columns)
    name = "できた文書: " if of_files else "事実: "
    name += "、".join(dict.fromkeys(escape(titles.get(column[0], column[0])) for column in columns))
    groups = (
        (
            "欠けると文書を作れないもの(法令・判例)",
            [row for row in rows.values() if row.main.level in BINDING],
        ),
        ("欠けると警告するもの", [row for row in rows.values() if row.main.level not in BINDING]),
    )
    bodies = "".join(
        f'<tbody>\n<tr><th scope="rowgroup" colspan="{len(columns) + 2}">{heading}</th></tr>\n'
        + "".join(_row(row, columns) for row in found)
        + "</tbody>\n"
        for heading, found in groups
        if found
    )
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{name}">\n<table>\n<caption>{name}</caption>\n'
        f'<thead><tr><th scope="col">求められる事項</th><th scope="col">根拠</th>{heads}</tr></thead>\n'
        f"{bodies}</table>\n</div>\n"
    )


def _row(row: _Row, columns: list[Column]) -> str:
    doubt = "†" if any(each.unverified for each in row.cells.values()) else ""
    cells = "".join(_cell(row.cells.get(column)) for column in columns)
    sources = "、".join(map(escape, row.main.sources))
    return f'<tr><th scope="row">{escape(row.title)}{doubt}</th><td class="from">{sources}</td>{cells}</tr>\n'


def _cell(met: Met | None) -> str:
    if met is None:
        return '<td class="none"></td>'
    mark, meaning = MARKS[met.state]
    return (
        f'<td class="cell {met.state}"><b role="img" aria-label="{meaning}">{mark}</b>'
        f"<small>{LEVEL_NAMES[met.level]}</small></td>"
    )


def _heading(column: Column, titles: Mapping[str, str]) -> str:
    document, client, file = column
    more = [f"[{client}]"] if client else []
    more += [PurePath(file).name] if file else []
    small = f"<br><small>{escape(' '.join(more))}</small>" if more else ""
    return escape(titles.get(document, document)) + small


def row_title(title: str) -> str:
    """Return what a requirement is called without its explanations.

    >>> row_title("漏えい等が発生し、又は発生したおそれがある個人データの項目（その本人のものだけ）")
    '個人データの項目'
    """
    for long, short in SHORT_NAMES:
        title = title.replace(long, short)
    return re.sub(r"（[^（）]*）$", "", title)
