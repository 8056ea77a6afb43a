from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from noticegen.ooxml.inline import Piece, merge, read, write

SIGNS = st.text(st.sampled_from("あ\\*|<>[]{}%t n{PAGE}^br#"), max_size=12)
PIECES = st.lists(
    st.one_of(
        st.builds(Piece, st.just("text"), SIGNS.filter(bool), st.booleans()),
        st.builds(Piece, st.sampled_from(["tab", "break"])),
        st.builds(Piece, st.just("field"), st.sampled_from(["PAGE", "NUMPAGES"]), st.booleans()),
    ),
    max_size=6,
).map(merge)


def weightless(pieces: tuple[Piece, ...]) -> list[tuple[str, str]]:
    return [(piece.kind, piece.text) for piece in merge(Piece(piece.kind, piece.text) for piece in pieces)]


@settings(derandomize=True, max_examples=300)
@given(PIECES)
def test_whatever_word_holds_is_written_so_that_it_reads_back(pieces: tuple[Piece, ...]) -> None:
    assert weightless(read(write(pieces))) == weightless(pieces)


@settings(derandomize=True, max_examples=300)
@given(PIECES)
def test_the_written_form_is_canonical(pieces: tuple[Piece, ...]) -> None:
    once = write(pieces)
    assert write(read(once)) == once


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("**太字**です", "**太字**です"),
        ("{PAGE}／{NUMPAGES}", "{PAGE}／{NUMPAGES}"),
        ("\\{PAGE}", "\\{PAGE}"),
        ("項目\t値", "項目\\t値"),
        ("{{ a * b }}と5 * 3", "{{ a * b }}と5 \\* 3"),
        ("{{ x | join('\\n') }}", "{{ x | join('\\n') }}"),
        ("末尾の空白 ", "末尾の空白\\ "),
        ("\\\\1,000", "\\\\1,000"),
        ("****", ""),
    ],
)
def test_a_paragraph_has_one_canonical_form(text: str, canonical: str) -> None:
    assert write(read(text)) == canonical


def test_a_tag_that_word_cut_into_runs_of_two_weights_stays_one_tag() -> None:
    pieces = (Piece("text", "{{ person", bold=True), Piece("text", ".name }}様"))
    assert write(pieces) == "**{{ person.name }}**様"


def test_a_bar_belongs_to_jinja_inside_a_tag_and_to_the_table_outside() -> None:
    assert write((Piece("text", "{{ a|b }}|"),), cell=True) == "{{ a|b }}\\|"


def test_an_open_bold_mark_is_refused() -> None:
    with pytest.raises(ValueError, match="太字"):
        read("**重要")
