"""How is what was written as a heading or a list said aloud to somebody, as a whole polite sentence?"""

from __future__ import annotations

import re
from typing import Final

_POLITE: Final = re.compile(r"(?:ます|ました|ません|です|でした|ください)$")
_PLAIN: Final = re.compile(r"(?P<verb>.+?)(?P<end>した|する)$")
# 「…を暗号化」「…に変更」: a verbal noun that lacks its する.
_VERBAL: Final = re.compile(r"[をにへて][一-龯々ァ-ヶー]+$")


def said_aloud(phrase: str, *, planned: bool = False) -> str:
    """Return what was done, or is to be done, as a whole polite sentence without its full stop.

    >>> said_aloud("全てのパソコンを暗号化"), said_aloud("手順を改訂", planned=True)
    ('全てのパソコンを暗号化いたしました', '手順を改訂する予定です')
    >>> said_aloud("監視の導入"), said_aloud("監視の導入", planned=True)
    ('監視の導入については、既に実施しております', '監視の導入については、実施する予定です')
    """
    text = phrase.strip().rstrip("。")
    done, later = "いたしました", "する予定です"
    if _POLITE.search(text):
        return text
    if plain := _PLAIN.match(text):
        return plain["verb"] + (later if planned or plain["end"] == "する" else done)
    if _VERBAL.search(text):
        return text + (later if planned else done)
    return f"{text}については、{'実施する予定です' if planned else '既に実施しております'}"
