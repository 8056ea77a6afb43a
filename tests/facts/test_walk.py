"""Every fact with its path, and the fact at a path."""

from __future__ import annotations

import pytest

from noticegen.facts.locate import path_text
from noticegen.facts.values import Count, Moment, Unknown
from noticegen.facts.walk import facts_at, is_said, unknowns, walk
from tests.facts.facts import group, incident

CASE = incident(
    group("a", items=["氏名", {"name": "住所", "count": "調査中"}]),
    group("b", count="確認中", items=None),
    cause={"summary": "要約", "detail": {"unknown": "不明", "reason": "記録がないため。"}},
    incident={"occurred": "10月下旬"},
    document={"public_notice": {"summary": "概要"}},
)


def test_every_said_fact_is_told_once_with_its_path_and_its_japanese_title() -> None:
    found = {path_text(path): (title, fact) for path, title, fact in walk(CASE)}
    assert len(found) == len(list(walk(CASE)))
    assert found["cause.summary"] == ("原因(本人・公表向け)", "要約")
    assert found["group[0].items[1].name"] == ("項目", "住所")
    assert found["group[0].count"] == ("本人の数", Count(value=10))
    assert found["incident.occurred"] == ("発生日", Moment(text="10月下旬"))
    assert found["document.public_notice.summary"] == ("summary", "概要")
    assert "cause.actor" not in found
    assert "publication" not in found


def test_what_is_unknown_is_found_at_any_depth() -> None:
    assert [(path_text(path), str(fact)) for path, _, fact in unknowns(CASE)] == [
        ("group[0].items[1].count", "調査中"),
        ("group[1].count", "確認中"),
        ("cause.detail", "不明"),
    ]


@pytest.mark.parametrize(
    ("pattern", "paths"),
    [
        ("cause.summary", ["cause.summary"]),
        ("group[].count", ["group[0].count", "group[1].count"]),
        ("group[].items", ["group[0].items", "group[1].items"]),
        ("group[].items[].name", ["group[0].items[0].name", "group[0].items[1].name"]),
        ("measure", ["measure"]),
        ("measure[].what", []),
        ("publication.status", ["publication.status"]),
        ("discipline.rule[].publicity", []),
    ],
)
def test_a_pattern_means_places(pattern: str, paths: list[str]) -> None:
    assert [path_text(path) for path, _ in facts_at(CASE, pattern)] == paths


def test_a_fact_of_an_absent_table_or_of_an_unknown_one_is_absent() -> None:
    assert facts_at(CASE, "publication.status") == ((("publication", "status"), None),)
    assert facts_at(CASE, "cause.detail.text") == ((("cause", "detail", "text"), None),)
    assert facts_at(CASE, "document.public_notice.summary")[0][1] == "概要"


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        (None, False),
        ("", False),
        (" 　\n", False),
        ((), False),
        ("なし", True),
        (False, True),
        (0, True),
        (Count(value=0), True),
        (Unknown(unknown="不明"), True),
    ],
)
def test_blank_texts_and_empty_arrays_say_nothing_and_no_and_nought_do(fact: object, said: bool) -> None:
    assert is_said(fact) is said
