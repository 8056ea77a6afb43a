"""Which missing facts are told in one finding, because nobody can write them yet?

While a matter is investigated, everything that the decision will need is missing still; a dozen warnings of the
same kind would hide what has to be done now. From the decision on each stands alone, at its own level.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from noticegen.documents.facts_check import MISSING
from noticegen.findings import Finding, Where
from noticegen.law.conditions import CONDITIONS
from noticegen.law.demands import demands

if TYPE_CHECKING:
    from collections.abc import Iterable

    from noticegen.documents.kinds import Kind
    from noticegen.law.case import Case


def gathered(found: Iterable[Finding], kind: Kind, case: Case) -> tuple[Finding, ...]:
    """Return the findings with all warnings of what is due only later (``together_until``) as one, in place of the first."""
    waiting = {
        each.id: each
        for each in demands(kind.law, case)
        if each.together_until is not None and not CONDITIONS[each.together_until](case)
    }
    every = tuple(found)
    later = [
        each
        for each in every
        if each.code == MISSING and each.severity == "warning" and each.requirement in waiting
    ]
    if len(later) < 2:
        return every
    titles = dict.fromkeys(waiting[each.requirement].title for each in later)
    paths = dict.fromkeys((each.where.path or "").partition(".")[2].partition("[")[0] for each in later)
    sources = dict.fromkeys(source for each in later for source in each.sources)
    one = Finding(
        "warning",
        MISSING,
        f"処分の決定までに要る{len(titles)}項目が書かれていません: {'、'.join(f'「{title}」' for title in titles)}。",
        f"調査が進んだら、[discipline] の {'、'.join(paths)} を書いてください。"
        "段階が「決定」になると、一つずつ知らせます。",
        document=kind.id,
        where=Where(path="discipline"),
        sources=tuple(sources),
    )
    return tuple(one if each is later[0] else each for each in every if each is later[0] or each not in later)
