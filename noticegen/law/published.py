"""When was the incident made public, or will be, and is it said well enough? Warnings for a person to look at."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from noticegen.facts.values import Moment, day_of, known
from noticegen.findings import Finding, Where

if TYPE_CHECKING:
    from collections.abc import Iterator

    from noticegen.facts.incident import Incident
    from noticegen.law.case import Case

_OF_A_PUBLICATION: Final = {
    "on": ("公表日", "公表した日"),
    "method": ("方法", '方法(["ホームページに掲載"] など)'),
}
_SOURCES: Final = ("規則8条1項7号", "通則編ガイドライン3-5-3-3(7)")


def published_on(incident: Incident, status: str = "実施済み") -> date | None:
    """Return the first day of the publication that is in this state, None where there is none or no day is known."""
    publication = incident.publication
    if publication is None or publication.status != status:
        return None
    on = known(publication.on)
    return on.first_day if isinstance(on, Moment) else None


def published_since(case: Case) -> date | None:
    """Return the day on which the earlier state of the facts was made public, None where nothing says that it was.

    A report or a letter made from that state is no notice to the public: the day of the publication, or of the
    earlier notice as [document.public_notice] has it, is on or after the day of that state.
    """
    earlier = case.since
    own = case.incident.document.get("public_notice", {}).get("previous_on")
    on = day_of(own) if isinstance(own, date | datetime) else published_on(case.part)
    if earlier is None or on is None:
        return None
    return on if earlier.letter.date <= on < case.incident.letter.date else None


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
