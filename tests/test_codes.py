"""Is every code explained in a sentence? What the screen shows of each is in ``cli/codes``."""

from __future__ import annotations

from tests.codes import codes


def test_every_code_is_explained_by_a_sentence() -> None:
    assert len(codes()) > 250
    assert [code for code, text in codes().items() if "。" not in text] == []
