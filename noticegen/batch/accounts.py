"""Do the rows, the letters and the facts agree, and must somebody act?"""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, Final

from noticegen.facts.recipients_count import HELD, NOT_PERSONS, left_out
from noticegen.findings import Finding, Where

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from noticegen.batch.plan import Plan
    from noticegen.batch.written import Totals
    from noticegen.facts.incident import Incident

SHOWN: Final = 5


def only_findings(plan: Plan, where: Where) -> Iterator[Finding]:
    """Say where the numbers that were asked for do not fit the list: a number means a row's position.

    ``where`` is the list that asks for them.
    """
    if plan.unknown:
        message = (
            f"ここにある番号のうち{len(plan.unknown):,}件が、名簿にありません(番号 {_shown(plan.unknown)})。"
        )
        hint = (
            "名簿は、行を消さずに全体を渡してください。番号は行の位置です。"
            "名簿の終わりの合計や注記の行を消しただけなら、何もしなくてかまいません。"
        )
        yield Finding("warning", "B105", message, hint, where=where)
    if plan.other:
        message = (
            f"ここと名簿とで、管理番号の異なる行が{len(plan.other):,}件あります(番号 {_shown(plan.other)})。"
        )
        hint = "名簿の行を並べ替えたり消したりしていないか確かめてください。番号は行の位置です。"
        yield Finding("warning", "B106", message, hint, where=where)
    if plan.twice:
        pairs = (f"{asked} と {other}" for asked, other in plan.twice)
        message = (
            f"ここにある番号の人が、ここにない行にもあります({len(plan.twice):,}件、番号 {_shown(pairs)})。"
        )
        hint = "後の番号の書面を先に作っていれば、同じ人に二通になります。先の manifest.csv で確かめ、送るのは一通にしてください。別の人なら管理番号を改めてください。"
        yield Finding("warning", "B113", message, hint, where=where)


def row_findings(incident: Incident, totals: Totals, folder: Path) -> Iterator[Finding]:
    """Say of the rows without a letter whether somebody must act.

    Held rows, known unreachable persons and rows that are no persons are no error.
    """
    rows = left_out(incident, totals.codes)
    excluded = Where(str(folder / "excluded.csv"))
    if rows.wrong:
        message = f"{rows.wrong:,}行は、書面を作れず除きました({_reasons(totals.codes)})。"
        hint = (
            f"この一覧の理由を見て名簿を直し、--only {excluded.file} を付けて新しい出力先に作ってください。"
        )
        if any(code.startswith("T") for code in totals.codes):
            hint = "理由のコードが T で始まる行は、テンプレートの誤りです。noticegen template check で調べて直し、新しい出力先に作り直してください。"
        yield Finding("error", "B103", message, hint, where=excluded)
    if rows.held:
        message = f"{rows.held:,}行は、送付を止めているか住所がないため、書面を作っていません。"
        hint = "この一覧で理由を確かめ、通知が困難な本人には、代替措置(公表、問合せ窓口)を検討してください。"
        yield Finding("note", "B104", message, hint, where=excluded, sources=("法26条2項ただし書",))
    if rows.no_persons:
        message = f"{rows.no_persons:,}行は、合計か見出しの繰返しとみて、送付先に数えていません。"
        hint = "人の行が紛れていないか、この一覧で行番号を確かめてください。"
        yield Finding("note", "B107", message, hint, where=excluded)
    if totals.edited:
        message = f"作成した後に書き換えられた書面が{len(totals.edited):,}通あり、そのままにしました({_shown(totals.edited)})。"
        hint = "作り直すには、そのファイルを消してもう一度実行してください。"
        yield Finding("warning", "B108", message, hint, where=Where(str(folder)))
    if totals.unfit:
        message = f"住所が長く、封筒の窓に収まらない書面が{len(totals.unfit):,}通あります(番号 {_shown(totals.unfit)})。"
        hint = "その書面の宛名を目で確かめ、収まらなければ宛名を封筒に書いてください。"
        yield Finding("warning", "B111", message, hint, where=Where(str(folder)))


def _reasons(codes: Mapping[str, int]) -> str:
    """Return the codes of the rows to be corrected, the most frequent first; all of them stand in the list."""
    wrong = Counter({code: count for code, count in codes.items() if code not in {HELD, *NOT_PERSONS}})
    return "、".join(f"{code} {count:,}行" for code, count in wrong.most_common(SHOWN))


def _shown(names: Iterable[object]) -> str:
    """Return the first few names, and whether there are more."""
    first = [str(name) for name in islice(names, SHOWN + 1)]
    return "、".join(first[:SHOWN]) + (" ほか" if len(first) > SHOWN else "")
