"""Is every code explained in a sentence? What the screen shows of each is in ``cli/codes``."""

from __future__ import annotations

from tests.codes import codes


def test_every_code_is_explained_by_a_sentence() -> None:
    assert len(codes()) > 250
    assert [code for code, text in codes().items() if "。" not in text] == []


def test_what_is_to_be_done_is_told_beside_the_message_and_not_for_it() -> None:
    """But for the reasons of rows, which are one text of a cell."""
    told = [
        code for code, text in codes().items() if not code.startswith("R") and text.endswith("ください。")
    ]
    assert told == ["B201"]
