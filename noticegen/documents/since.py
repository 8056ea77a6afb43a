"""What changed since the document before this one, as far as its reader may read both states of the facts?

Both states are seen through the same variables as the document itself, so that what the table says is what the
documents print, earlier and now, and so that nothing enters it that the reader of either could not see.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from noticegen.documents.filters import explained
from noticegen.documents.views import CertaintyView, DateView, MomentView, UnknownView, View
from noticegen.facts.walk import is_said
from noticegen.japanese.lists import list_text
from noticegen.law.conditions import since_given

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from noticegen.facts.affected_person import AffectedPerson
    from noticegen.facts.tables import Audience
    from noticegen.law.case import Case

Variables = dict[str, Any]
SECTION: Final = "changes"
"""The section that the table stands in, in whatever kind of document: it states earlier values."""
OF_GROUP: Final = "group[]."
PLAIN: Final[frozenset[Audience]] = frozenset({"本人", "公表"})
"""Readers whose documents say that a fact is not known, and not why: so does the table."""
NOTHING: Final = "（記載なし）"
"""What stands beside a value in the column of a document that says nothing of it."""
NO_PART: Final = "（この部分の記載なし）"
"""The same for a part of an array."""


@dataclass(frozen=True)
class Row:
    """A row of the table: its title, the item of 規則8条1項 it belongs to, the variable it reads, who reads it."""

    title: str
    item: int
    value: str
    readers: tuple[Audience, ...]
    fields: tuple[str, ...] = ()
    titled: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    where: str = ""
    whole: bool = False
    none: str = ""
    since: str = ""
    reason: str = ""


@cache
def rows() -> tuple[Row, ...]:
    """Return what the table may tell, in its order."""
    entries = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))["row"]
    return tuple(_row(entry) for entry in entries)


def _row(entry: dict[str, Any]) -> Row:
    plain: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()
    }
    return Row(**plain)


def earlier_case(case: Case, person: AffectedPerson | None = None) -> Case | None:
    """Return the case in which the earlier document was made, None if this reader was sent none.

    Its values are written in the style of the new document: another style is no change.
    """
    old = case.since
    if old is None or not since_given(case):
        return None
    if person is not None and not {each.id for each in person.groups} & {each.id for each in old.group}:
        return None
    letter = old.letter.model_copy(update={"style": case.incident.letter.style})
    return replace(case, incident=old.model_copy(update={"letter": letter}), since=None)


def changes(audience: Audience, old: Variables, new: Variables) -> View | None:
    """Return ``computed.changes``: how the earlier document is called, and what is not as it said.

    None where nothing is ever told of changes to such readers.
    """
    told = [row for row in rows() if audience in row.readers]
    if not told:
        return None
    reasons = {entry.item: entry for entry in new["report"].change}
    found = tuple(
        View(
            title=title,
            item=row.item,
            kind=_kind(row, earlier, present),
            earlier=earlier or _nothing(row),
            present=present or _nothing(row),
            since=_since(row, new, reasons.get(title, reasons.get(row.title))),
            reason=_reason(row, new, reasons.get(title, reasons.get(row.title))),
        )
        for row in told
        for title, earlier, present in _compared(row, old, new, audience)
    )
    published = _at(new, "computed.published_before") if audience == "公表" else None
    on = _at(new, "document.previous_on") or published or old["letter"].date
    return View(previous=f"{_called(audience, old)}（{on}）", on=on, rows=found)


def titles_of(audience: Audience, variables: Variables) -> set[str]:
    """Return every title that a reason may be given for: those of the rows, with and without their group."""
    told = [row for row in rows() if audience in row.readers]
    groups = [group.label for group in variables["group"]]
    of_groups = [row.title for row in told if row.value.startswith(OF_GROUP)]
    return {
        *(row.title for row in told),
        *(_labelled(title, label) for title in of_groups for label in groups),
    }


def _called(audience: Audience, old: Variables) -> str:
    """Return what the earlier document is called: 速報, 第一報."""
    report = old["report"]
    is_later = report.followup or report.previous_on is not None
    if audience in {"委員会", "社内"}:
        is_final = report.stage == "確報" and not report.combined
        # The field of the form knows of reports that [[authority]] records.
        choices = _at(old, "computed.form.report_sequence.choices") or ()
        is_later = is_later or any(each.checked and each.label == "続報" for each in choices)
        return "確報" if is_final else "続報" if is_later else "速報"
    if not is_later and audience != "公表":
        return "第一報"
    return "前回のご報告" if audience == "取引先" else "前回のお知らせ"


def _nothing(row: Row) -> str:
    """Return what stands for nothing: of an array, of which only what differs is told, the rest may well be there."""
    return NO_PART if row.fields and not row.whole else NOTHING


def _kind(row: Row, earlier: str, present: str) -> str:
    if not earlier or not present:
        return "撤回" if earlier else "追加"
    return "確度の変更" if row.value.endswith(".certainty") else "変更"


def _since(row: Row, new: Variables, said: Any) -> DateView | MomentView | None:  # noqa: ANN401 - a view
    """Return the day since when the present value stands: as it is said for the table, else as the value has it."""
    stated = said.since if said is not None else None
    own = _at(new, row.since) if row.since else None
    found = stated if stated is not None else own
    return None if isinstance(found, UnknownView) else found


def _reason(row: Row, new: Variables, said: Any) -> str | None:  # noqa: ANN401 - a view
    stated = said.reason if said is not None else None
    if stated is None and row.reason:
        stated = _at(new, row.reason)
    return None if stated is None else str(stated)


def _compared(row: Row, old: Variables, new: Variables, audience: Audience) -> Iterator[tuple[str, str, str]]:
    """Yield (title, earlier text, present text) of every fact of a row that is not the same, 「」 for none."""
    for title, before, after in _facts(row, old, new):
        texts = _unlike(row, _lines(row, before, audience), _lines(row, after, audience))
        if texts is not None:
            yield title, *texts


def _facts(row: Row, old: Variables, new: Variables) -> Iterator[tuple[str, Any, Any]]:
    """Yield (title, earlier value, present value) of the fact of a row, or of that of every group."""
    if not row.value.startswith(OF_GROUP):
        yield row.title, _at(old, row.value), _at(new, row.value)
        return
    name = row.value.removeprefix(OF_GROUP)
    before, after = ({group.id: group for group in state["group"]} for state in (old, new))
    for key in dict.fromkeys((*after, *before)):
        label = (after.get(key) or before[key]).label
        yield (
            _labelled(row.title, label),
            getattr(before.get(key), name, None),
            getattr(after.get(key), name, None),
        )


def _labelled(title: str, group: str) -> str:
    return f"{title}（{group}）"


def _unlike(row: Row, before: list[str], after: list[str]) -> tuple[str, str] | None:
    """Return the texts of two states, None if they are the same; of an array what the other state does not have."""
    if row.fields and not row.whole:
        before, after = (
            [line for line in before if line not in after],
            [line for line in after if line not in before],
        )
    joint = "、" if row.whole else "\n"
    return None if before == after else (joint.join(before), joint.join(after))


def _lines(row: Row, value: Any, audience: Audience) -> list[str]:  # noqa: ANN401 - any view
    """Return what a document says of a value: a line for each entry of an array, one line else, none for nothing."""
    if not row.fields or isinstance(value, UnknownView):
        text = _text(value, audience)
        return [text] if text else []
    entries = value if isinstance(value, tuple) else () if value is None else (value,)
    if row.where:
        entries = tuple(entry for entry in entries if getattr(entry, row.where))
    lines = [line for entry in entries if (line := _entry(row, entry, audience))]
    return lines or ([row.none] if row.none else [])


def _entry(row: Row, entry: Any, audience: Audience) -> str:  # noqa: ANN401 - a view
    plain = [_text(getattr(entry, name), audience) for name in row.fields]
    titled = [
        f"{title}：{text}" if title else text
        for name, title in row.titled.items()
        if (text := _text(getattr(entry, name), audience))
    ]
    notes = [_note(name, getattr(entry, name), audience) for name in row.notes]
    said = "　".join(each for each in (*plain, *titled) if each)
    noted = "、".join(each for each in notes if each)
    return f"{said}（{noted}）" if noted else said


def _note(name: str, value: Any, audience: Audience) -> str:  # noqa: ANN401 - a view
    if name == "coverage":
        return {"一部": "一部の者", "任意入力": "任意入力"}.get(value, "")
    if name == "masked":
        return "一部を伏せた値" if value else ""
    return _text(value, audience)


def _text(value: Any, audience: Audience) -> str:  # noqa: ANN401 - any view
    """Return a value as the documents print it, 「」 where nothing is said."""
    if not is_said(value):
        return ""
    if isinstance(value, bool):
        return "はい" if value else "いいえ"
    if isinstance(value, tuple):
        return list_text(_text(entry, audience) for entry in value) or ""
    if isinstance(value, CertaintyView):
        # Whom the earlier letter or notice told is told in its own words.
        words = dict.fromkeys(PLAIN, value.sentence_end)
        return {"委員会": value.value, "社内": value.value, **words}.get(audience, value.plain)
    if isinstance(value, UnknownView) and audience in PLAIN:
        return str(value)
    return str(explained(value)).strip()


def _at(variables: Variables, path: str) -> Any:  # noqa: ANN401 - any view
    """Return what a dotted path leads to, None where something on the way is absent."""
    value: Any = variables
    for step in path.split("."):
        value = value.get(step) if isinstance(value, dict) else getattr(value, step, None)
        if value is None:
            return None
    return value
