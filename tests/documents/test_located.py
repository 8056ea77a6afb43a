from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from noticegen.documents.located import located, located_in, parts
from noticegen.findings import DocumentError, Finding, Where

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """format = 1
[cause]
summary = "…"

[[group]]
id = "a"

[[group]]
id = "b"
items = ["氏名"]
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "incident.toml"
    path.write_text(TEXT, "utf-8")
    return path


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("cause.summary", 3),
        ("cause.detail", 2),
        ("group[1].items", 10),
        ("group[1].items[0].name", 10),
        ("group[0].count", 5),
        ("other.detail", None),
    ],
)
def test_a_path_is_placed_at_its_line_or_at_its_table(file: Path, path: str, line: int | None) -> None:
    (found,) = located([Finding("error", "L101", "…", where=Where(path=path))], file)
    assert (found.where.file, found.where.line, found.where.path) == (str(file), line, path)


@pytest.mark.parametrize(
    "where",
    [
        Where("letter.docx", path="cause.detail"),
        Where(path="文書 本文 3 段落目"),
        Where(path="person.name"),
        Where(),
    ],
)
def test_what_is_not_a_fact_of_the_file_stays_where_it_is(file: Path, where: Where) -> None:
    finding = Finding("error", "D205", "…", where=where)
    assert located([finding], file) == (finding,)


def test_an_error_keeps_its_type_and_gets_its_lines(file: Path) -> None:
    with pytest.raises(DocumentError) as caught, located_in(file):
        raise DocumentError(Finding("error", "L101", "…", where=Where(path="cause.detail")))
    assert caught.value.findings[0].where.line == 2


def test_a_finding_keeps_the_column_of_its_fact_and_an_array_stands_for_all_of_it(file: Path) -> None:
    indented = file.with_name("indented.toml")
    indented.write_text(TEXT.replace("summary", "  summary").replace("\n[[group]]", "\n  [[group]]"), "utf-8")
    given = [
        Finding("error", "L101", "…", where=Where(path=path)) for path in ("cause.summary", "group[].items")
    ]
    assert [(each.where.line, each.where.column) for each in located(given, indented)] == [(3, 3), (5, 3)]


def test_a_path_is_taken_apart_into_keys_and_indexes() -> None:
    assert parts("group[0].items[12].name") == ("group", 0, "items", 12, "name")
    assert parts("group[].items") == ("group",)
    assert parts("document.qa-script.x") == ("document", "qa-script", "x")
