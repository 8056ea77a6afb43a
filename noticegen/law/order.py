"""Do the days of the facts follow one another, and is each day that is written in words one of the calendar?

Warnings for a person to look at; what was done is never held to be done later than the day of the check.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from noticegen.facts.locate import path_text
from noticegen.facts.values import UNWRITTEN_DAY, Count, Moment, known
from noticegen.facts.walk import walk
from noticegen.findings import Finding, Where
from noticegen.japanese.doubtful_dates import doubtful_dates

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from noticegen.law.case import Case


def order_findings(case: Case) -> tuple[Finding, ...]:
    """Return what is wrong with a date in words, and each day that another day of the facts does not allow."""
    return (*_in_words(case), *_letter(case), *_discovered(case), *_measures(case), *_course(case))


def _warning(code: str, path: str, message: str, hint: str) -> Finding:
    return Finding("warning", code, message, hint, where=Where(path=path))


def _in_words(case: Case) -> Iterator[Finding]:
    """Look at the words of each moment: they are printed as they are written."""
    for path, title, fact in walk(case.incident):
        moment = known(fact.as_of) if isinstance(fact, Count) else fact
        is_day_known = path == ("incident", "known_text")
        text = fact if is_day_known else moment.text if isinstance(moment, Moment) else None
        for doubtful in doubtful_dates(text or ""):
            if doubtful.weekday is None:
                message = f"「{title}」の「{doubtful.text}」は、暦にない日付です。書かれたまま印字されます。"
                yield _warning("C138", path_text(path), message, "正しい日付に直してください。")
            else:
                message = f"「{title}」の日付と曜日が合いません。「{doubtful.text}」の曜日は、{doubtful.weekday}曜日です。"
                hint = "日付と曜日のどちらが正しいか確かめ、直してください。"
                yield _warning("C139", path_text(path), message, hint)


def _letter(case: Case) -> Iterator[Finding]:
    letter, known_on = case.incident.letter.date, case.incident.incident.known_on
    if UNWRITTEN_DAY not in {letter, known_on} and letter < known_on:
        message = f"発信日({letter})が、知った日({known_on})より前です。"
        yield _warning("C140", "letter.date", message, "letter.date か incident.known_on を直してください。")


def _discovered(case: Case) -> Iterator[Finding]:
    day = _first_day(case.incident.incident.discovered_on)
    if day is not None and day > case.on:
        message = f"発覚日({day})が、基準日({case.on})より後です。"
        hint = "discovered_on を直すか、基準日(--on)に発覚日以後の日を指定してください。"
        yield _warning("C141", "incident.discovered_on", message, hint)


def _measures(case: Case) -> Iterator[Finding]:
    for index, measure in enumerate(case.incident.measure):
        day = _first_day(measure.on)
        if measure.status == "実施済み" and day is not None and day > case.on:
            message = (
                f"再発防止のための措置が「実施済み」ですが、実施日({day})が、基準日({case.on})より後です。"
            )
            hint = 'まだなら status = "実施予定" とし、済んだのなら on を実施した日にしてください。'
            yield _warning("C142", f"measure[{index}].on", message, hint)


def _course(case: Case) -> Iterator[Finding]:
    """Compare each entry of the course of events with the ones before it that the same reader sees.

    Of a span the last day counts for what comes after others, the first for what others come after.
    """
    latest: dict[str | None, date] = {}
    for index, entry in enumerate(case.incident.timeline):
        when = known(entry.when)
        if when is None:
            continue
        readers = set(latest) if entry.client is None else {None, entry.client}
        before = max((latest[each] for each in readers & set(latest)), default=None)
        if when.last_day is not None and before is not None and when.last_day < before:
            message = f"事実経過の順が前後しています。{when.last_day} の出来事が、{before} の出来事より後に書かれています。"
            hint = "書いた順に印字されます。[[timeline]] を日付の順に並べるか、when を直してください。"
            yield _warning("C143", f"timeline[{index}].when", message, hint)
        if when.first_day is not None:
            latest[entry.client] = max(when.first_day, latest.get(entry.client, when.first_day))


def _first_day(fact: object) -> date | None:
    moment = known(fact)
    return moment.first_day if isinstance(moment, Moment) else None
