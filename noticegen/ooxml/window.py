"""Where on the sheet must an address stand to show in the window of an envelope, however the sheet slips?

A4 folded in three measures 210 x 99 mm and lies in an envelope of 235 x 120 mm (長形3号, the window on its long
side): it slips by 25 mm and by 21 mm. What the window may show belongs to the address alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from noticegen.ooxml.styles import BELOW_WINDOW, BY_ALIAS, FOLD_MARK

_SLIP_ACROSS: Final = 25.0
_SLIP_DOWN: Final = 21.0
# Off the edge of the window, so that a letter that just touches it is not cut.
_ACROSS: Final = 0.5
_DOWN: Final = 0.2
_FOLDS: Final = (99.0, 198.0)
# Printers leave 4 to 5 mm at the edge blank.
_FOLD_MARK: Final = (5.0, 5.0)


def twips(millimetres: float) -> int:
    """Return a length in twentieths of a point.

    >>> twips(25.4)
    1440
    """
    return round(millimetres * 1440 / 25.4)


@dataclass(frozen=True, slots=True)
class Window:
    """The window of an envelope in millimetres: its upper left corner from that of the envelope, and its size.

    Makers differ. The usual one is 90 x 45 mm, 20 mm from the left and 12 mm from the top.
    """

    left: float = 20.0
    top: float = 12.0
    width: float = 90.0
    height: float = 45.0

    @property
    def text_width(self) -> float:
        """How long a line may be that shows whole under any shift of the sheet, in millimetres."""
        return self.width - _SLIP_ACROSS - 2 * _ACROSS

    @property
    def text_height(self) -> float:
        """How high the lines together may be, in millimetres."""
        return round(self.height - _SLIP_DOWN - _DOWN, 1)

    @property
    def frame(self) -> tuple[int, int, int, int]:
        """Left, top, width and height of the frame in twips.

        All of the sheet that the window may show below and beside the first letter, so that no other text enters.
        """
        return (
            twips(self.left + _ACROSS),
            twips(self.top + _DOWN),
            twips(self.width - _ACROSS),
            twips(self.height - _DOWN),
        )


USUAL: Final = Window()


def window_of_frame(left: int, top: int, width: int, height: int) -> Window:
    """Return the window that a frame was made for; lengths of the frame in twips.

    >>> window_of_frame(*USUAL.frame) == USUAL
    True
    """
    across, down, wide, high = (length * 25.4 / 1440 for length in (left, top, width, height))
    return Window(
        round(across - _ACROSS, 1), round(down - _DOWN, 1), round(wide + _ACROSS, 1), round(high + _DOWN, 1)
    )


def frame_attributes(window: Window) -> dict[str, str]:
    """Return what the frame of the address says (``w:framePr``), names without prefix."""
    left, top, width, height = window.frame
    return {
        "w": str(width),
        "h": str(height),
        "hRule": "atLeast",
        "hSpace": "57",
        "wrap": "around",
        "vAnchor": "page",
        "hAnchor": "page",
        "x": str(left),
        "y": str(top),
    }


def address_indent(window: Window) -> int:
    """Return how far the lines of the address end before the right edge of the frame, in twips."""
    return window.frame[2] - twips(window.text_width)


def fold_marks() -> str:
    """Return the XML of the two strokes at the left edge of the sheet where A4 is folded in three: 99 and 198 mm.

    They hang on the first page of the letter itself, so that a merged file has them on every letter.
    """
    left, length = (twips(each) for each in _FOLD_MARK)
    return "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{BY_ALIAS[FOLD_MARK].id}"/><w:framePr w:w="{length}" w:h="20" '
        f'w:hRule="exact" w:wrap="around" w:vAnchor="page" w:hAnchor="page" w:x="{left}" w:y="{twips(fold)}"/>'
        "</w:pPr></w:p>"
        for fold in _FOLDS
    )


def end_of_window() -> str:
    """Return the XML of the paragraph after which everything stands below the frame of the address, not beside it."""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{BY_ALIAS[BELOW_WINDOW].id}"/></w:pPr>'
        '<w:r><w:br w:type="textWrapping" w:clear="all"/></w:r></w:p>'
    )
