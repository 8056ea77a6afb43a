from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from noticegen.cli.wrapping import NOT_FIRST, NOT_LAST, wrap

TEXT = st.text("「」、。原因が書か ab-c.toml（）〓123[]", max_size=80)


@given(TEXT, st.integers(min_value=12, max_value=80))
def test_no_letter_is_lost_and_none_is_added(text: str, width: int) -> None:
    assert "".join(wrap(text, width)).replace(" ", "") == text.replace(" ", "")


@given(st.text("「」、。原因が書か", max_size=80), st.integers(min_value=24, max_value=80))
def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(line[0] not in NOT_FIRST for line in lines[1:] if line)
    assert all(line[-1] not in NOT_LAST for line in lines[:-1] if line)


@given(st.text("原因が書か", max_size=200), st.integers(min_value=2, max_value=80))
def test_no_line_of_wide_letters_is_wider_than_the_window(text: str, width: int) -> None:
    assert max(cell_len(line) for line in wrap(text, width)) <= width


def test_a_path_is_never_broken() -> None:
    path = "/very/long/path/to/some/incident.toml:12:1"
    assert any(path in line for line in wrap(f"場所は {path} です。", 20))


def test_a_line_ends_where_a_phrase_ends_and_what_is_to_be_copied_stays_whole() -> None:
    text = (
        "氏名の列の見出しを「氏名」にするか(最初の20行以内)、--map 氏名=その列の見出し と指定してください。"
    )
    assert wrap(text, 76) == [
        "氏名の列の見出しを「氏名」にするか(最初の20行以内)、",
        "--map 氏名=その列の見出し と指定してください。",
    ]
    text = '[secondary_damage] に status = { unknown = "調査中", reason = "…" } と書くか、判明した内容を書いてください。'
    assert wrap(text, 60) == [
        "[secondary_damage] に",
        'status = { unknown = "調査中", reason = "…" } と書くか、',
        "判明した内容を書いてください。",
    ]
