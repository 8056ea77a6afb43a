"""Where in the file does a path stand?"""

from __future__ import annotations

import pytest

from noticegen.facts.locate import Locator, path_text, value_at

TEXT = """\
# 注記
format = 1
[incident]
title = "紛失"
"known_on" = 2026-10-31
occurred = { at = 2026-10-30, about = true }
kinds = [
  "漏えい",  # 注記
  "滅失",
]
cause.actor = "報告者"

[[group]]
id = "a"
items = ["氏名", { name = "生年月日", coverage = "一部" }]

  [[group.wave]]
  method = "電話"

  [[group.wave]]
  method = "書面"

[[group]]
id = "b"
[group.detail]
text = "𠮷野の件"
"""


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (("format",), (2, 1)),
        (("incident",), (3, 1)),
        (("incident", "known_on"), (5, 1)),
        (("incident", "occurred", "about"), (6, 31)),
        (("incident", "kinds", 1), (9, 3)),
        (("incident", "cause"), (11, 1)),
        (("incident", "cause", "actor"), (11, 1)),
        (("group",), (13, 1)),
        (("group", 0), (13, 1)),
        (("group", 0, "items", 1), (15, 16)),
        (("group", 0, "items", 1, "coverage"), (15, 33)),
        (("group", 0, "wave", 1), (20, 3)),
        (("group", 0, "wave", 1, "method"), (21, 3)),
        (("group", 1, "id"), (24, 1)),
        (("group", 1, "detail", "text"), (26, 1)),
    ],
)
def test_a_path_is_found(path: tuple[str | int, ...], place: tuple[int, int]) -> None:
    assert Locator(TEXT).find(path) == place


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (("incident", "summary"), (3, 1)),
        (("group", 1, "items", 0, "name"), (23, 1)),
        (("group", 7, "id"), (13, 1)),
        (("business", "name"), None),
        ((), None),
    ],
)
def test_what_is_not_there_is_at_the_table_around_it(
    path: tuple[str | int, ...], place: tuple[int, int] | None
) -> None:
    assert Locator(TEXT).find(path) == place


def test_columns_count_characters_not_bytes() -> None:
    assert Locator('a = { 名 = 1 }\nb = ["𠮷𠮷", "見本"]').find(("b", 1)) == (2, 12)


def test_a_text_that_is_no_toml_has_places_all_the_same() -> None:
    assert Locator("a = 1\n]]] = ?\nb = 2\n").find(("a",)) == (1, 1)


def test_a_path_is_written_as_people_write_it() -> None:
    assert path_text(("group", 0, "items", 2, "name")) == "group[0].items[2].name"
    assert path_text(()) == ""


def test_a_value_is_found_or_none() -> None:
    data = {"group": [{"id": "a"}]}
    assert value_at(data, ("group", 0, "id")) == "a"
    for path in (("group", 1), ("group", "id"), ("party",), ("group", 0, "id", "x")):
        assert value_at(data, path) is None
