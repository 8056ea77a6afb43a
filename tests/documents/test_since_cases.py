"""In whose words does the table of changes state the parts of an array, and what stands where there is nothing?"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from noticegen.documents import since
from noticegen.documents.since import NO_PART, NOTHING, Row, changes
from noticegen.documents.views import CertaintyView, DateView, UnknownView, View
from noticegen.japanese.certainty import certainty

SURE, MAYBE = (CertaintyView(certainty(word)) for word in ("漏えい確認", "漏えいのおそれ"))
OPEN = UnknownView("調査中", "解析中のため。", DateView(date(2026, 12, 1), "company"))
EXPLAINED = "調査中（理由：解析中のため。判明の見込み：2026年12月1日。判明次第、追完します。）"
EVERYBODY = ("委員会", "公表")


def told(
    monkeypatch: pytest.MonkeyPatch, row: Row, old: Any, new: Any, audience: Any = "委員会"
) -> list[tuple[str, str]]:
    """Return (earlier, present) of each row of the table, where the fact is ``incident.parts``."""
    report = View(stage="速報", combined=False, followup=False, previous_on=None, change=())

    def state(value: Any) -> dict[str, Any]:
        return {
            "report": report,
            "document": View(previous_on=None),
            "letter": View(date="2026年11月1日"),
            "group": (),
            "incident": View(parts=value),
        }

    monkeypatch.setattr(since, "rows", lambda: (row,))
    found = changes(audience, state(old), state(new))
    assert found is not None
    return [(each.earlier, each.present) for each in found.rows]


def part(**facts: Any) -> View:
    return View(**{"name": "会員", "state": MAYBE, "coverage": None, "masked": False, **facts})


PLAIN = Row("部分", 1, "incident.parts", EVERYBODY, fields=("name", "state"))


@pytest.mark.parametrize(
    ("audience", "words"),
    [("委員会", (MAYBE.value, SURE.value)), ("公表", (MAYBE.sentence_end, SURE.sentence_end))],
)
def test_a_certainty_within_an_array_is_in_the_words_of_the_reader(
    monkeypatch: pytest.MonkeyPatch, audience: str, words: tuple[str, str]
) -> None:
    old, new = (part(),), (part(state=SURE),)
    assert told(monkeypatch, PLAIN, old, new, audience) == [(f"会員　{words[0]}", f"会員　{words[1]}")]
    titled = Row("部分", 1, "incident.parts", EVERYBODY, fields=("name",), titled={"state": "確度"})
    assert told(monkeypatch, titled, old, new, audience) == [
        (f"会員　確度：{words[0]}", f"会員　確度：{words[1]}")
    ]
    noted = Row("部分", 1, "incident.parts", EVERYBODY, fields=("name",), notes=("state",))
    assert told(monkeypatch, noted, old, new, audience) == [(f"会員（{words[0]}）", f"会員（{words[1]}）")]
    several = Row("部分", 1, "incident.parts", EVERYBODY)
    assert told(monkeypatch, several, (MAYBE,), (MAYBE, SURE), audience) == [
        (words[0], f"{words[0]}、{words[1]}")
    ]


def test_why_a_fact_is_unknown_is_for_readers_who_are_told_why(monkeypatch: pytest.MonkeyPatch) -> None:
    row = Row("部分", 1, "incident.parts", EVERYBODY)
    assert told(monkeypatch, row, OPEN, "会員", "委員会") == [(EXPLAINED, "会員")]
    assert told(monkeypatch, row, OPEN, "会員", "公表") == [("調査中", "会員")]
    assert told(monkeypatch, row, " 非会員 ", "会員", "公表") == [("非会員", "会員")]
    assert told(monkeypatch, PLAIN, OPEN, (part(),), "公表") == [("調査中", f"会員　{MAYBE.sentence_end}")]


def test_what_stands_for_nothing_is_said_of_a_part_or_of_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    both = (part(), part(name="社員"))
    assert told(monkeypatch, PLAIN, both[:1], both) == [(NO_PART, f"社員　{MAYBE.value}")]
    whole = Row("部分", 1, "incident.parts", EVERYBODY, fields=("name",), whole=True)
    assert told(monkeypatch, whole, (), both) == [(NOTHING, "会員、社員")]
    none = Row("部分", 1, "incident.parts", EVERYBODY, fields=("name",), whole=True, none="なし")
    assert told(monkeypatch, none, (), both) == [("なし", "会員、社員")]
    assert told(monkeypatch, none, None, ()) == []
    nowhere = Row("部分", 1, "incident.nothing.at_all", EVERYBODY)
    assert told(monkeypatch, nowhere, (), both) == []


def test_only_the_entries_asked_for_are_told_with_their_notes(monkeypatch: pytest.MonkeyPatch) -> None:
    row = Row(
        "部分", 1, "incident.parts", EVERYBODY, fields=("name",), notes=("coverage", "masked"), where="state"
    )
    new = (
        part(coverage="一部", masked=True),
        part(name="社員", coverage="全部"),
        part(name="客", coverage="任意入力"),
        part(name="なし", state=None),
    )
    assert told(monkeypatch, row, (), new) == [
        (NO_PART, "会員（一部の者、一部を伏せた値）\n社員\n客（任意入力）")
    ]
    assert told(monkeypatch, row, (), part(name="一人")) == [(NO_PART, "一人")]


def test_the_rows_of_the_table_are_read_with_their_lists() -> None:
    rows = {row.title: row for row in since.rows()}
    assert rows["概要"].readers == ("委員会", "取引先", "社内")
    assert all(isinstance(row.fields, tuple) and isinstance(row.notes, tuple) for row in rows.values())
