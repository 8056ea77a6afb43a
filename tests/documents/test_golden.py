from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from noticegen.documents.kinds import kinds
from noticegen.ooxml.outline import outline
from tests.documents.golden import FOLDER, documents

if TYPE_CHECKING:
    from collections.abc import Callable

MADE = dict(documents())


@pytest.mark.parametrize(("name", "make"), MADE.items(), ids=MADE)
def test_the_text_of_a_document_is_what_was_read_last(name: str, make: Callable[[], bytes]) -> None:
    # After a change on purpose: python -m tests.documents.golden, and read the differences.
    assert outline(make()) == (FOLDER / f"{name}.txt").read_text("utf-8")


def test_every_kind_and_template_is_among_them_and_no_text_is_left_over() -> None:
    assert {path.stem for path in FOLDER.glob("*.txt")} == set(MADE)
    assert set(kinds()) == {name.partition("-")[0] for name in MADE}
