"""What do the lines of a deadline say of how it is counted, and of how soon it is due?"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from noticegen.cli.tables import show_deadlines
from noticegen.law.deadline import deadline_rows, make_deadline

if TYPE_CHECKING:
    from noticegen.law.deadline import Deadline

ON = date(2026, 11, 24)


def final(start: date) -> Deadline:
    (row,) = deadline_rows("final_report", ON)
    return make_deadline(row, start, improper=True, items=(3,))


@pytest.mark.parametrize("notes", [False, True])
@pytest.mark.parametrize(("start", "moved"), [(date(2026, 11, 5), 1), (date(2026, 11, 10), 0)])
def test_a_day_that_was_moved_is_said_to_be_moved(
    capsys: pytest.CaptureFixture[str], start: date, moved: int, *, notes: bool
) -> None:
    show_deadlines([final(start)], ON, notes=notes)
    assert "".join(capsys.readouterr().out.split()).count("末日が閉庁日のため、翌開庁日とした。") == moved


def test_how_soon_is_shown_in_the_words_of_the_law_or_left_to_the_contract(
    capsys: pytest.CaptureFixture[str],
) -> None:
    (row,) = deadline_rows("contract_report", ON)
    for within, shown in (
        ("速やかに", "速やかに"),
        ("直ちに", "直ちに"),
        ("発見後3営業日以内に書面で", "契約による"),
    ):
        show_deadlines([make_deadline({**row, "within": within}, ON)], ON)
        assert capsys.readouterr().out.splitlines()[1].split()[0] == shown
