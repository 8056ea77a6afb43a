"""Whom did we tell of the event, when somebody asks: authorities, the police, in whatever table it is written?"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from noticegen.documents.told import authorities
from noticegen.documents.views import View, day_seen, view
from noticegen.facts.values import Moment
from noticegen.law.done import MARK
from noticegen.law.response import TO_REGULATORS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from noticegen.facts.incident import Incident
    from noticegen.japanese.dates import Style

LOST: Final = "遺失届"
# 「警察に遺失届」「個人情報保護委員会に速報を提出した」: whole, done, and nobody else's doing.
_COURSE: Final = re.compile(
    r"(?!.*(?:せず|わず|さず|ない|なかっ|よう))[^がはも。]*?(?P<who>警察|個人情報保護委員会)(?:署)?[^がは。]*?[にへ][^がは。]*?"
    rf"(?P<act>{LOST}|被害届|告訴|届出|相談|速報|続報|確報|報告)"
    r"(?:を?(?:提出)?(?:した|しました|いたしました)|を?行(?:った|いました)|を?出し(?:まし)?た|を?提出)?"
)


def reported(seen: Incident, addressee: str, style: Style) -> tuple[View, ...]:
    """Return whom we told or shall tell, and who asked or advised us, the earliest first and what has no day last.

    Beside [[authority]] that is the previous report ([report] previous_on) and what the course of events says of the
    police and the Commission, where [[authority]] is silent of that day. Each entry has ``who``, ``kind``, ``on``,
    ``status``, ``lost_property`` and ``regulator`` (whether it is who receives the report of 法26条).
    """
    found = [vars(entry) for entry in authorities(seen, style, every=True)]
    days = {(entry["who"], day_seen(entry["on"])) for entry in found}
    for who, act, on in _elsewhere(seen, addressee, style):
        if (who, day_seen(on)) not in days:
            days.add((who, day_seen(on)))
            lost = act == LOST
            kind = "届出" if lost else act
            found.append({"who": who, "kind": kind, "on": on, "status": "実施済み", "lost_property": lost})
    found.sort(key=lambda entry: day_seen(entry["on"]) or date.max)
    return tuple(
        View(**entry, regulator=MARK not in entry["who"] and entry["kind"] in {*TO_REGULATORS, "報告"})
        for entry in found
    )


def _elsewhere(seen: Incident, addressee: str, style: Style) -> Iterator[tuple[str, str, object]]:
    if seen.report.previous_on is not None:
        yield addressee, "報告", view(seen.report.previous_on, style)
    for line in seen.timeline:
        act = None if line.withdrawn else _COURSE.fullmatch(line.what.strip().rstrip("。"))
        if act and isinstance(line.when, Moment):
            yield act["who"], act["act"], view(line.when, style)
