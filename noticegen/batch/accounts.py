"""Do the rows, the letters and the facts agree, and must somebody act?"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from noticegen.batch.plan import NOT_PERSONS
from noticegen.facts.totals import total_count
from noticegen.facts.values import Count, known
from noticegen.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from noticegen.batch.plan import Plan
    from noticegen.batch.written import Totals
    from noticegen.facts.incident import Incident

HELD: Final = "R110"
NO_ADDRESS: Final = "R114"
SHOWN: Final = 5


def count_findings(incident: Incident, plan: Plan) -> Iterator[Finding]:
    """Compare the rows with the number of persons in the facts, where that is a number of persons."""
    total = total_count(incident)
    if not isinstance(total, Count) or total.unit != "人":
        return
    if total.value is not None:
        # Who cannot be reached may stand in the list or not.
        unreachable = _unreachable(incident)
        expected = (total.value, total.value - (unreachable.value or 0 if unreachable else 0))
        agrees = any(plan.persons - plan.doubtful <= number <= plan.persons for number in expected)
        number = f"{total.value:,}人"
    elif total.max is not None:
        agrees, number = plan.persons <= total.max, f"最大{total.max:,}人"
    else:
        agrees, number = plan.persons >= (total.min or 0), f"{total.min or 0:,}人以上"
    if not agrees:
        message = f"名簿の人数({plan.persons:,}人)が、事実の本人の数({number})と異なります。"
        yield Finding(
            "warning", "B102", message, "名簿の漏れ・重複と、incident.toml の count を確かめてください。"
        )


def only_findings(plan: Plan) -> Iterator[Finding]:
    """Say where the numbers that were asked for do not fit the list: a number means a row's position."""
    if plan.unknown:
        message = (
            f"--only にある番号のうち {len(plan.unknown):,}件が、名簿にありません({_shown(plan.unknown)})。"
        )
        hint = "名簿は、行を消さずに全体を渡してください。番号は行の位置です。"
        yield Finding("warning", "B105", message, hint)
    if plan.other:
        message = (
            f"--only の一覧と管理番号が異なる行が {len(plan.other):,}件あります(番号 {_shown(plan.other)})。"
        )
        hint = "名簿の行を並べ替えたり消したりしていないか確かめてください。番号は行の位置です。"
        yield Finding("warning", "B106", message, hint)


def row_findings(incident: Incident, totals: Totals) -> Iterator[Finding]:
    """Say of the rows without a letter whether somebody must act.

    Held rows, known unreachable persons and rows that are no persons are no error.
    """
    unreachable = _unreachable(incident)
    held = totals.codes[HELD]
    without_address = min(totals.codes[NO_ADDRESS], unreachable.upper or 0 if unreachable else 0)
    no_persons = sum(totals.codes[code] for code in NOT_PERSONS)
    wrong = totals.excluded - held - without_address - no_persons
    if wrong:
        message = f"{wrong:,}行は、書面を作れず除きました。"
        hint = (
            "excluded.csv の理由を見て名簿を直し、--only excluded.csv を付けて新しい出力先に作ってください。"
        )
        yield Finding("error", "B103", message, hint)
    if held or without_address:
        message = f"{held + without_address:,}行は、送付を止めているか住所がないため、書面を作っていません。"
        hint = "通知が困難な本人には、代替措置(公表、問合せ窓口)を検討してください。一覧は excluded.csv にあります。"
        yield Finding("note", "B104", message, hint, sources=("法26条2項ただし書",))
    if no_persons:
        message = f"{no_persons:,}行は、合計か見出しの繰返しとみて、送付先に数えていません。"
        yield Finding(
            "note", "B107", message, "人の行が紛れていないか、excluded.csv で行番号を確かめてください。"
        )
    if totals.edited:
        message = f"作成した後に書き換えられた書面が {len(totals.edited):,}通あり、そのままにしました({_shown(totals.edited)})。"
        hint = "作り直すには、そのファイルを消してもう一度実行してください。"
        yield Finding("warning", "B108", message, hint)


def _unreachable(incident: Incident) -> Count | None:
    found = known(incident.affected.unreachable) if incident.affected else None
    return found if isinstance(found, Count) else None


def _shown(names: Iterable[object]) -> str:
    """Return the first few names, and whether there are more."""
    first = [str(name) for name in islice(names, SHOWN + 1)]
    return "、".join(first[:SHOWN]) + (" ほか" if len(first) > SHOWN else "")
