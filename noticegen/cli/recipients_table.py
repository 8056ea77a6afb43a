"""A surveyed list of recipients, for people: how it is read, what it holds, which rows have a problem."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from noticegen.cli.findings import show_findings
from noticegen.cli.output import console, print_json, say, say_indented
from noticegen.cli.spans import SHOWN, spans
from noticegen.cli.tables import show_row, table
from noticegen.findings import has_errors

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from noticegen.facts.recipients_survey import FirstRow, RecipientsSurvey, RowProblem

ENCODINGS: Final = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8(BOM付き)",
    "utf-16": "UTF-16",
    "cp932": "CP932(シフトJIS)",
    "xlsx": "Excel(.xlsx)",
}
_OTHER_ROW: Final = re.compile(r"[0-9]+行目")


def show_survey(survey: RecipientsSurvey, *, as_json: bool) -> int:
    """Print what a list holds; return the exit code."""
    if as_json:
        print_json({name: getattr(survey, name) for name in type(survey).__slots__})
        return int(has_errors(survey.findings))
    encoding = ENCODINGS.get(survey.encoding, survey.encoding)
    _heading(f"{survey.file}  {encoding}、見出しは{survey.header_row}行目")
    _columns(survey)
    _first_rows(survey.first)
    _tally(survey)
    _problems(survey)
    show_findings(survey.findings)
    if not survey.wrong:
        say("名簿に直す行はありません。")
    return int(has_errors(survey.findings))


def _heading(text: str) -> None:
    console().print(text, style="bold")


def _columns(survey: RecipientsSurvey) -> None:
    for name, header in survey.columns.items():
        show_row([(name, 14, "")], [f"← 「{header}」"])
    if survey.marks:
        show_row([("○を付ける欄", 14, "")], [f"← {'、'.join(f'「{item}」' for item in survey.marks)}"])
    if survey.unused:
        show_row([("使わない列", 14, "")], ["、".join(survey.unused)])


def _first_rows(rows: Iterable[FirstRow]) -> None:
    _heading("最初の行(氏名・住所は伏せています)")
    for row in rows:
        who = "  ".join(part for part in (row.name, row.kind, row.postal_code, row.address) if part)
        what = "  ".join(part for part in ("、".join(row.groups), "、".join(row.items)) if part)
        left_out = f"{row.code}(書面を作らない行)" if row.code else ""
        show_row([(f"{row.row}行目", 14, "")], [who, what, left_out])


def _tally(survey: RecipientsSurvey) -> None:
    _heading("集計")
    counts = table("名簿の行", "書面", "止めている", "人でない行", "直す行", "(空行)")
    counts.add_row(
        *(
            f"{number:,}"
            for number in (
                survey.rows,
                survey.letters,
                survey.held_back,
                survey.no_persons,
                survey.wrong,
                survey.blank_rows,
            )
        )
    )
    console().print(counts)
    persons = f"延べ{survey.persons:,}人"
    if survey.duplicates:
        persons += f"、重複とみられる行{survey.duplicates:,}、実人数{survey.persons - survey.duplicates:,}人"
    if survey.expected:
        persons += f"(事実では{survey.expected})"
    show_row([("本人", 14, "")], [persons])
    for title, numbers in (
        ("宛名区分", survey.kinds),
        ("グループ", survey.groups),
        ("項目", survey.items),
        ("言語", survey.languages),
        ("止めた理由", survey.held),
    ):
        if numbers:
            show_row([(title, 14, "")], [_numbers(numbers)])


def _numbers(numbers: Mapping[str, int]) -> str:
    return "、".join(f"{name} {number:,}" for name, number in numbers.items())


def _problems(survey: RecipientsSurvey) -> None:
    """Print the rows without a letter, those of one reason together."""
    found: dict[tuple[str, str], list[RowProblem]] = {}
    for problem in survey.problems:
        found.setdefault((problem.code, _OTHER_ROW.sub("別の行", problem.reason)), []).append(problem)
    if found:
        _heading("書面を作らない行")
    for (code, reason), problems in found.items():
        say_indented(_rows(problems), mark=f"{code}  ", indent=2, style="bold")
        say_indented(reason, indent=8)
    if len(survey.problems) < survey.excluded:
        say(
            f"ほかに{survey.excluded - len(survey.problems):,}行あります。batch の excluded.csv には全て残ります。"
        )


def _rows(problems: Sequence[RowProblem]) -> str:
    """Return the numbers of rows, neighbours as a span; with each the other row that its reason names."""
    others = [_OTHER_ROW.search(problem.reason) for problem in problems]
    if not any(others):
        return spans([problem.row for problem in problems], "行目")
    shown = [
        f"{problem.row}行目" + (f"({other[0]})" if other else "")
        for problem, other in zip(problems, others, strict=True)
    ]
    rest = len(shown) - SHOWN
    return "、".join(shown[:SHOWN]) + (f" ほか{rest:,}行" if rest > 0 else "")
