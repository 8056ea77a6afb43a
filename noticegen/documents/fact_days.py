"""Can the days of a kind's own facts be, on the day of the letter and after what happened?"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from noticegen.facts.values import UNWRITTEN_DAY, Moment, day_of, known
from noticegen.findings import Finding, Where
from noticegen.japanese.doubtful_dates import days_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from noticegen.documents.kinds import FactRule, Kind
    from noticegen.facts.incident import Incident


def fact_days(kind: Kind, seen: Incident) -> Iterator[Finding]:
    """Yield a warning for each day of [document.<kind>] that its ``days`` do not allow; texts are read for their days."""
    if seen.letter.date == UNWRITTEN_DAY:
        return
    given = seen.document.get(kind.id, {})
    for fact in (fact for fact in kind.facts if fact.days != "いつでも"):
        for day in _days(given.get(fact.name)):
            wrong = _wrong(fact, day, seen)
            if wrong is not None:
                path = f"document.{kind.id}.{fact.name}"
                message = f"「{fact.title.partition('（')[0]}」の日付({day})が、{wrong}です。"
                hint = f"[document.{kind.id}] の {fact.name} か、{_other(wrong)} を直してください。"
                yield Finding("warning", "K105", message, hint, document=kind.id, where=Where(path=path))


def _days(value: Any) -> Iterator[date]:  # noqa: ANN401 - a fact of any type
    if isinstance(value, date):
        yield day_of(value)
    elif isinstance(value, str):
        yield from days_in(value)
    elif isinstance(value, list | tuple):
        for entry in value:
            yield from _days(entry)


def _wrong(fact: FactRule, day: date, seen: Incident) -> str | None:
    letter, occurred = seen.letter.date, known(seen.incident.occurred)
    if fact.days == "発信日の後":
        return f"発信日({letter})以前" if day <= letter else None
    if day > letter:
        return f"発信日({letter})より後"
    first = occurred.first_day if isinstance(occurred, Moment) else None
    if fact.days == "事態から発信日まで" and first is not None and day < first:
        return f"発生日({first})より前"
    return None


def _other(wrong: str) -> str:
    return "incident.occurred" if wrong.startswith("発生日") else "letter.date"
