"""Lists of recipients that cannot be read as a whole, or not without a remark."""

from __future__ import annotations

from functools import partial
from typing import Final

import noticegen
from tests.cli.told import world
from tests.cli.worlds.laid import lay, lay_facts

LOOK: Final = "recipients people.csv incident.toml"
ROW: Final = "見本 花子,100-0000,東京都架空区見本町1-1"
GOOD: Final = f"氏名,郵便番号,住所\n{ROW}\n"

LISTS: Final = {
    "R002": "氏名,住所\n見本 花子,東京都\n".encode() + b"\xff\xff\x80\n",
    "R003-xls": b"\xd0\xcf\x11\xe0" + bytes(600),
    "R003-html": "<html><table><tr><td>氏名</td></tr></table></html>",
    "R004": "会員番号,担当者,住所\n1,見本 花子,東京都架空区\n",
    "R004-header": "見本 花子,東京都架空区\n見本 太郎,東京都架空区\n",
    "R005": "お名前,会員名,郵便番号,住所\n見本 花子,見本 花子,100-0000,東京都架空区\n",
    "R006": '氏名,郵便番号,住所\n見本 花子,100-0000,"東京都架空区\n見本 太郎,100-0000,東京都架空区\n',
    "R011": "氏名,郵便番号,住所,障害\n見本 花子,100-0000,東京都架空区,有\n見本 太郎,100-0000,東京都架空区,無\n",
    "R012": f"氏名,郵便番号,住所\n{ROW}\n".encode("utf-16-le"),
    "R201": f"氏名,郵便番号,住所,趣味,紹介者\n{ROW},読書,架空\n",
    "R202": f"氏名,郵便番号,住所,会員番号,No.\n{ROW},A001,1\n",
    "R203": f"発送先の一覧,,\n\n氏名,郵便番号,住所\n{ROW}\n",
    "R204": f"氏名,郵便番号,住所,電話番号,メールアドレス\n{ROW},○,\n見本 太郎,100-0000,東京都架空区,○,○\n",
    "R205": "氏名,電話番号,住所\n見本 花子,0300000000,東京都架空区\n",
    "R209": "氏名,郵便番号,住所\n株式会社架空商事,100-0000,東京都架空区\n",
    "R213": f"氏名,郵便番号,住所,電話番号\n{ROW},300000000\n",
    "R214": "氏名,郵便番号,住所\n見本太郎・花子,100-0000,東京都架空区\n",
    "R215": f"氏名,郵便番号,住所\n{'見本' * 51},100-0000,東京都架空区\n",
    "R216": "氏名,郵便番号,住所\n見本 花子,100-0000,=B2&C2\n",
    "R218": f"氏名,郵便番号,住所,言語\n{ROW},架空語\n",
    "R219": "氏名,郵便番号,住所,宛名区分\n株式会社見本,100-0000,東京都架空区,法人\n",
    "R220": f"氏名,郵便番号,住所,宛名区分\n{ROW},保護者\n",
    "R221": f"氏名,郵便番号,住所,送付可否\n{ROW},送付\n見本 太郎,100-0000,東京都架空区,\n",
    "R222": f"氏名,郵便番号,住所,区分\n{ROW},\n見本 太郎,100-0000,東京都架空区,保護者\n",
    "R223": "氏名,郵便番号,住所\n見本 太郎 見本 花子,100-0000,東京都架空区\n",
    "R217": "氏名,郵便番号,住所\n",
    "R401": "氏名,郵便番号,住所\n見本 花子,100-0000,\n,100-0000,東京都架空区\n",
}


def _look(contents: str | bytes) -> str:
    lay_facts()
    lay("people.csv", contents)
    return LOOK


for _code, _contents in LISTS.items():
    world(_code)(partial(_look, _contents))


@world("R001")
def _no_list() -> str:
    lay_facts()
    return LOOK


@world("R007")
def _changed_while_read() -> tuple[noticegen.Finding, ...]:
    lay("people.csv", GOOD)
    opened = noticegen.read_recipients("people.csv")
    lay("people.csv", f"{GOOD}{ROW}\n")
    list(opened)
    return ()


@world("R009")
def _no_such_column() -> str:
    return f"{_look(GOOD)} --map 氏名=お名前"


@world("R009-name")
def _no_such_name_of_a_column() -> str:
    return f"{_look(GOOD)} --map 住まい=住所"


@world("R014")
def _a_sheet_of_a_text() -> str:
    return f"{_look(GOOD)} --sheet 2"


@world("R212")
def _a_zero_put_back() -> str:
    return _look("氏名,郵便番号,住所\n見本 花子,600001,北海道架空市\n") + " --pad-postal"
