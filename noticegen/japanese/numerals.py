"""How does a text read when its articles and counts are written in figures: 第二十六条 as 第26条?"""

from __future__ import annotations

import re
from typing import Final

_FIGURES: Final = {figure: value for value, figure in enumerate("〇一二三四五六七八九")}
_TENS: Final = {"十": 10, "百": 100, "千": 1_000}
_COUNTED: Final = re.compile(
    r"[〇一二三四五六七八九十百千]+(?=条|項|号|か月|営業日|日以|人|件|名|円|億円)|(?<=条の)[一二三四五六七八九十]+"
)


def with_figures(text: str) -> str:
    """Return the text with 漢数字 before 条, 項, 号, 人 and the like as figures. For matching, never to be printed.

    >>> with_figures("個人情報の保護に関する法律第二十六条第一項ただし書"), with_figures("二〇二六号、千人")
    ('個人情報の保護に関する法律第26条第1項ただし書', '2026号、1000人')
    """
    return _COUNTED.sub(lambda match: str(_value(match.group())), text)


def _value(numeral: str) -> int:
    if not any(unit in numeral for unit in _TENS):
        return int("".join(str(_FIGURES[figure]) for figure in numeral))
    total, figure = 0, None
    for sign in numeral:
        if sign in _TENS:
            total += (1 if figure is None else figure) * _TENS[sign]
            figure = None
        else:
            figure = _FIGURES[sign]
    return total + (figure or 0)
