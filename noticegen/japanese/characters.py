"""Is a character in a name a trace of damage on the way here?

Names are printed exactly as held; nothing here corrects anything. What is found is told to a person.
"""

from __future__ import annotations

import re
import unicodedata

_REPLACEMENTS = {
    "?": "「?」があります（文字化けで失われた字の跡とみられます）",
    "？": "「？」があります（文字化けで失われた字の跡とみられます）",
    "〓": "「〓」（げた記号）があります",
    "■": "「■」があります（表示できない字の置き換えとみられます）",
    "□": "「□」があります（表示できない字の置き換えとみられます）",
    "\ufffd": "U+FFFD（復元できない字の印）があります",
}
_CATEGORIES = {
    "Cc": "制御文字があります",
    "Cf": "目に見えない文字があります",
    "Co": "外字（私用領域の字）があり、別の字又は空白で印刷されるおそれがあります",
    "Cs": "壊れた文字（サロゲート）があります",
    "Zl": "改行文字があります",
    "Zp": "改行文字があります",
}
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9A-Fa-f]+|[A-Za-z]+);|_x[0-9A-Fa-f]{4}_")


def suspicious(name: str) -> str | None:
    """Return why the name looks damaged, None when nothing is suspicious. The reason never contains the name.

    >>> suspicious("髙橋 一郎") is None, suspicious("?橋 一郎") is None
    (True, False)
    """
    for character in name:
        reason = _REPLACEMENTS.get(character) or _CATEGORIES.get(unicodedata.category(character))
        if reason:
            return f"{reason}（U+{ord(character):04X}）"
        if "\u2e80" <= character <= "\u2fdf":
            return f"漢字に見える部首記号があります（PDF からの写しとみられます）（U+{ord(character):04X}）"
    if _ENTITY.search(name):
        return "HTML 又は Excel の文字参照（&#…; や _x000D_）が残っています"
    return None
