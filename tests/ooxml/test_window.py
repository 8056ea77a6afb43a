from __future__ import annotations

import pytest

from noticegen.ooxml.window import USUAL, Window, address_indent, twips, window_of_frame

ELSEWHERE = Window(25.0, 13.0, 80.0, 50.0)


@pytest.mark.parametrize("window", [USUAL, ELSEWHERE])
def test_the_text_shows_whole_wherever_the_sheet_slips_and_the_frame_covers_all_that_shows(
    window: Window,
) -> None:
    left, top, width, height = window.frame
    text_right = left + width - address_indent(window)
    assert left >= twips(window.left)
    assert text_right + twips(25) <= twips(window.left + window.width) + 1
    assert top >= twips(window.top)
    assert top + twips(window.text_height) + twips(21) <= twips(window.top + window.height) + 1
    assert abs(left + width - twips(window.left + window.width)) <= 1
    assert abs(top + height - twips(window.top + window.height)) <= 1


@pytest.mark.parametrize("window", [USUAL, ELSEWHERE, Window(12.5, 9.5, 100.0, 40.0)])
def test_the_window_is_known_again_by_its_frame(window: Window) -> None:
    assert window_of_frame(*window.frame) == window
