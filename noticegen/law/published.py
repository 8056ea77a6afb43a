"""Is it said well enough when and how the incident was, or will be, made public? Warnings for a person to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from noticegen.facts.values import Moment, known
from noticegen.findings import Finding, Where

if TYPE_CHECKING:
    from collections.abc import Iterator

    from noticegen.law.case import Case

_OF_A_PUBLICATION: Final = {
    "on": ("公表日", "公表した日"),
    "method": ("方法", '方法(["ホームページに掲載"] など)'),
}
_SOURCES: Final = ("規則8条1項7号", "通則編ガイドライン3-5-3-3(7)")


def publication_findings(case: Case) -> Iterator[Finding]:
    """Yield what [publication] does not say of a publication that was made, and a plan whose day has passed.

    The report states how far publication came (規則8条1項7号); letters and notices speak of it with its day.
    """
    publication = case.incident.publication
    status = publication and known(publication.status)
    if publication is None or status is None:
        return
    if status == "実施済み":
        for name, (title, what) in _OF_A_PUBLICATION.items():
            if getattr(publication, name) is None:
                yield _warning(
                    "C136",
                    f"publication.{name}",
                    f"公表が「実施済み」ですが、{title}が書かれていません。",
                    f"[publication] の {name} に{what}を書いてください。委員会への報告で「公表の実施状況」として報告します。",
                )
    planned, letter = known(publication.on), case.incident.letter.date
    day = planned.last_day if isinstance(planned, Moment) else None
    if status == "実施予定" and day is not None and day < letter:
        yield _warning(
            "C137",
            "publication.on",
            f"公表の予定の日({day})が、発信日({letter})より前です。",
            '公表したなら status = "実施済み" とし、していないなら on を新しい予定の日にしてください。',
        )


def _warning(code: str, path: str, message: str, hint: str) -> Finding:
    return Finding("warning", code, message, hint, where=Where(path=path), sources=_SOURCES)
