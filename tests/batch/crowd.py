"""Many recipients who do not exist, with everything in their names that could be taken for somebody else's."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

FAMILY = (
    "林",
    "森",
    "東",
    "見本",
    "架空",
    "小林",
    "林田",
    "模擬",
    "例示",
    "見本林",
    "東林",
    "仮名川",
    "本人",
    "長谷見本",
    "森",
)
GIVEN = (
    "一",
    "太郎",
    "花子",
    "翔",
    "一郎",
    "美咲",
    "さくら",
    "ケン",
    "𠮷男",
    "葛󠄀子",
    "真一",
    "一真",
    "",
    "次郎",
    "千代",
)
TOWNS = ("見本町", "林町", "東", "架空が丘", "本町", "見本", "森", "小林新田", "花子", "字例示")


def crowd(count: int, seed: int = 1) -> Iterator[dict[str, str]]:
    """Yield the rows of a list: families at one address, namesakes, names inside names and addresses, parents."""
    draw = random.Random(seed)  # noqa: S311 - no secret
    home = ("", "", "")
    for number in range(1, count + 1):
        if number % 5 != 2:  # every fifth lives with the one before
            block = draw.randint(1, 400)
            home = (
                f"{draw.randint(100, 999)}-{draw.randint(0, 9999):04d}",
                f"東京都架空区{draw.choice(TOWNS)}{block}丁目{draw.randint(1, 30)}-{number}",
                f"{draw.choice(FAMILY)}荘{draw.randint(1, 300)}号室" if draw.random() < 0.3 else "",
            )
        family, given = draw.choice(FAMILY), draw.choice(GIVEN)
        extra = chr(0x4E00 + number % 7000) if draw.random() < 0.7 else ""
        yield {
            "管理番号": f"M{number:06d}" if number % 3 else f"{number:06d}",
            "氏名": f"{family}{draw.choice((' ', '　', ''))}{given}{extra}",
            "宛名区分": "保護者" if number % 11 == 0 else "",
            "郵便番号": home[0],
            "住所1": home[1],
            "住所2": home[2],
            "漏えい項目": "氏名、住所、購入履歴" if number % 2 else "氏名、住所",
        }
