"""Do the facts of the earlier document and those of this one go together, so that a table of changes is right?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from noticegen.documents.context import context, seen_by
from noticegen.documents.since import earlier_case, titles_of
from noticegen.findings import Finding, Where
from noticegen.law.published import published_on, published_since

if TYPE_CHECKING:
    from collections.abc import Iterator

    from noticegen.documents.kinds import Kind
    from noticegen.facts.incident import Incident
    from noticegen.findings import Severity
    from noticegen.law.conditions import Case


def since_findings(kind: Kind, case: Case) -> Iterator[Finding]:
    """Yield what makes the table of changes doubtful: days in the wrong order, a reason that belongs to no row."""
    old, new = case.since, case.incident
    if old is None:
        return
    if old.letter.date > new.letter.date:
        message = f"--since の事実の発信日({old.letter.date})が、今回の発信日({new.letter.date})より後です。"
        hint = "--since には前の事実を、INCIDENT には今の事実を指定してください。"
        yield _warning("C121", "letter.date", message, hint)
    if kind.audience == "委員会":
        yield from _other_day(case)
    if kind.audience == "公表" and published_since(case) is None:
        yield _not_published(old)
    if earlier_case(case) is None:
        return
    known = titles_of(kind.audience, context(kind, case, seen_by(kind, case)))
    for index, entry in enumerate(new.report.change):
        if kind.law == "ppc_report" and entry.item not in known:
            message = (
                "「前回からの変更点」の表に、この事項の行はありません。変更の理由は、どこにも印刷されません。"
            )
            hint = 'item には、表の左の欄の語を、item = "本人の数（総数）" のように書いてください。'
            yield _warning("C123", f"report.change[{index}].item", message, hint)


def _other_day(case: Case) -> Iterator[Finding]:
    assert case.since is not None  # noqa: S101 - asked before
    previous = case.incident.report.previous_on
    if previous is not None and previous != case.since.letter.date:
        message = f"前回報告日({previous})が、--since の事実の発信日({case.since.letter.date})と違います。"
        hint = "--since に、前回の報告をした時の事実を指定するか、previous_on を確かめてください。"
        yield _warning("C122", "report.previous_on", message, hint)


def _not_published(earlier: Incident) -> Finding:
    """Tell that there is nothing to compare with; a warning where those facts know of a publication of their own."""
    day = earlier.letter.date
    message = f"--since の事実(発信日 {day})の内容を公表したことが、事実からは分かりません。「前回からの変更点」の表は作りません。"
    hint = (
        'その内容を公表していれば、[publication] に status = "実施済み" と、その日を on に書いてください'
        "(二回目以降の公表なら、[document.public_notice] の previous_on)。公表していなければ、このままで構いません。"
    )
    severity: Severity = "note" if published_on(earlier) is None else "warning"
    return Finding(severity, "C147", message, hint, where=Where(path="publication.on"))


def _warning(code: str, path: str, message: str, hint: str) -> Finding:
    return Finding("warning", code, message, hint, where=Where(path=path))
