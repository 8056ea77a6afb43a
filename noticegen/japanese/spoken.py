"""How is what was written as a heading or a list said aloud to somebody, as a whole polite sentence?"""

from __future__ import annotations

import re
from typing import Final

_POLITE: Final = re.compile(r"(?:ます|ました|ません|です|でした|ください)$")
# 「…を暗号化」「…に変更」: a verbal noun that lacks its する.
_VERBAL: Final = re.compile(r"[をにへて][一-龯々ァ-ヶー]+$")
# 「委託先を見直し」: a verb broken off, which its た completes.
_BROKEN_OFF: Final = re.compile(r"を[一-龯々り]+し$")
# What する follows: a verbal noun, or the particle of 「…をした」「…こととした」.
_NOUN: Final = re.compile(r"(?:[一-龯々]{2}|[ァ-ヶー]{2}|[をに]|(?<!落)と)$")
# The す of 消す, 見直す, 取り外す belongs to the verb; the する of 解消する, 提出する, 除外する does not.
_OWN_SU: Final = re.compile(
    r"(?:(?<![解抹])消|返|(?<![催督])促|直|[取引差持呼貸聞洗割追送抜切見]出|(?<!譲)渡|(?<!返)戻|(?<!除)外"
    r"|(?<![推転])移|残|(?<![撤巡迂])回|(?<!転)貸|越|目指)$"
)
# た of which the dictionary form is certain: 定めた is 定める, 講じた is 講じる, 研修を行った is 研修を行う.
_ONE_STEM: Final = re.compile(r"[えけげせぜてでねへべめれじ]た$")
_HELD: Final = re.compile(r"(?<!に)行った$")
_PRESENT: Final = re.compile(r"(?:[うくぐすつぬぶむる](?<!よう)(?<![一二三四五六七八九]つ)|ない)$")


def said_aloud(phrase: str, *, planned: bool = False) -> str:
    """Return what was done, or is to be done, as a whole polite sentence without its full stop.

    >>> said_aloud("全てのパソコンを暗号化"), said_aloud("手順を改訂", planned=True)
    ('全てのパソコンを暗号化いたしました', '手順を改訂する予定です')
    >>> said_aloud("監視の導入"), said_aloud("監視の導入", planned=True)
    ('監視の導入については、既に実施しております', '監視の導入については、実施する予定です')
    >>> said_aloud("手順書を定めた"), said_aloud("規程を見直す", planned=True)
    ('手順書を定めました', '規程を見直す予定です')
    """
    text = phrase.strip().rstrip("。")
    if _POLITE.search(text):
        return text
    if _BROKEN_OFF.search(text):
        text += "た"
    if _VERBAL.search(text):
        return text + ("する予定です" if planned else "いたしました")
    if text.endswith(("た", "んだ", "いだ")):
        return _will_have(text) if planned else _did(text)
    if _PRESENT.search(text):
        return _will(text) if planned else _does(text)
    return f"{text}については、{'実施する予定です' if planned else '既に実施しております'}"


def _did(text: str) -> str:
    stem = text.removesuffix("した")
    if stem != text:
        return stem + ("いたしました" if _takes_suru(stem) else "しました")
    if _ONE_STEM.search(text):
        return text[:-1] + "ました"
    if _HELD.search(text):
        return text.removesuffix("った") + "いました"
    if text.endswith(("かった", "だった")):  # 「認めなかった」 has no ております
        return text + "ものです"
    already = "" if "既に" in text else "既に、"
    return already + text[:-1] + ("て" if text.endswith("た") else "で") + "おります"


def _does(text: str) -> str:
    if text.endswith(("ている", "でいる")):
        return text.removesuffix("いる") + "おります"
    return f"{text}ことについては、既に実施しております"


def _will(text: str) -> str:
    return text + ("こととする予定です" if text.endswith("ない") else "予定です")


def _will_have(text: str) -> str:
    stem = text.removesuffix("した")
    if stem != text:
        return stem + ("する予定です" if _takes_suru(stem) else "す予定です")
    if _ONE_STEM.search(text):
        return text[:-1] + "る予定です"
    if _HELD.search(text):
        return text.removesuffix("った") + "う予定です"
    return text + "状態とする予定です"


def _takes_suru(stem: str) -> bool:
    return bool(_NOUN.search(stem)) and not _OWN_SU.search(stem)
