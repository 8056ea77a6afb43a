"""Which facts does a report leave open, under which item of the form, and when will they be supplemented?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from noticegen.documents.told import groups_of
from noticegen.documents.views import CountView
from noticegen.facts.totals import total_count
from noticegen.facts.values import Count
from noticegen.facts.walk import unknowns
from noticegen.japanese.dates import date_text

if TYPE_CHECKING:
    from noticegen.facts.incident import Incident
    from noticegen.facts.walk import Path

_ITEMS: Final = (
    "(1) 事態の概要",
    "(2) 個人データの項目",
    "(3) 本人の数",
    "(4) 原因",
    "(5) 二次被害",
    "(6) 本人への対応",
    "(7) 公表",
    "(8) 再発防止のための措置",
    "(9) その他参考となる事項",
)
_COUNT: Final = 3
_ITEM_OF: Final = {
    # A table, or one field of it, and the item of 規則8条1項 under which the report states it.
    "incident": 1,
    "incident.retained_reason": 2,
    "timeline": 1,
    "group": 2,
    "group.count": 3,
    "affected": 3,
    "affected.unreachable": 6,
    "affected.unreachable_reason": 6,
    "cause": 4,
    "secondary_damage": 5,
    "exposure": 5,
    "person_response": 6,
    "publication": 7,
    "measure": 8,
    "protection": 9,
    "authority": 9,
    "other": 9,
}
_TITLES: Final = {
    "authority.on": "報告等をした日又は予定日",
    "person_response.on": "対応した日又は予定日",
    "protection.on": "措置の日",
}
"""What 「日」 alone would not say."""
_NAMES: Final = ("label", "what", "method", "name", "kind", "place")


@dataclass(frozen=True, slots=True)
class PendingRow:
    """An open fact: the item of the form, what it is, its word, the reason and the expected day as they print."""

    item: str
    title: str
    word: str
    reason: str | None
    expected: str | None


def pending_rows(incident: Incident) -> tuple[PendingRow, ...]:
    """Return every unknown fact of the nine items of 規則8条1項, in the order of the form (通則編ガイドライン3-5-3-4).

    What would read the same stands once. Of a 速報 the number of persons is open too where only its bound is known.
    """
    rows = []
    for path, title, fact in unknowns(incident):
        number = _ITEM_OF.get(f"{path[0]}.{path[-1]}", _ITEM_OF.get(str(path[0])))
        if number is None:
            continue
        said = _TITLES.get(f"{path[0]}.{path[-1]}", title)
        name = "：".join(filter(None, (_entry_name(incident, path), _whose(incident, path))))
        expected = fact.expected_on
        row = PendingRow(
            item=_ITEMS[number - 1],
            title=f"{said}（{name}）" if name else said,
            word=fact.unknown,
            reason=fact.reason,
            expected=None if expected is None else date_text(expected, incident.letter.style),
        )
        rows.append((number, row))
    rows += [(_COUNT, row) for row in _bound(incident)]
    return tuple(dict.fromkeys(row for _, row in sorted(rows, key=lambda numbered: numbered[0])))


def _bound(incident: Incident) -> tuple[PendingRow, ...]:
    """Return the row of a total that is a bound alone; one that is so because groups overlap is as known as it gets."""
    total = total_count(incident)
    if incident.report.stage == "確報" or not isinstance(total, Count):
        return ()
    if total.value is not None or total.overlapping:
        return ()
    word = str(CountView(total, incident.letter.style))
    return (PendingRow(_ITEMS[_COUNT - 1], "総数", word, "確定していないため。", "確定次第"),)


def _whose(incident: Incident, path: Path) -> str:
    """Return whose data was at a place where other places are called the same, 「」 of anything else."""
    if path[0] != "exposure":
        return ""
    entry = incident.exposure[int(path[1])]
    has_twin = sum(each.place == entry.place for each in incident.exposure) > 1
    return "、".join(groups_of(entry, incident)) if has_twin else ""


def _entry_name(incident: Incident, path: Path) -> str:
    """Return what the innermost named entry of an array on the way to a fact is called, 「」 where there is none."""
    value: object = incident
    name = ""
    for step in path[:-1]:
        value = (
            value[step] if isinstance(step, int) and isinstance(value, tuple) else getattr(value, str(step))
        )
        if isinstance(step, int):
            name = next((said for key in _NAMES if isinstance(said := getattr(value, key, None), str)), name)
    return name
