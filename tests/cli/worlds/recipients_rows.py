"""Lists of recipients with a row that gets no letter."""

from __future__ import annotations

from functools import partial
from typing import Final

from tests.cli.told import world
from tests.cli.worlds.laid import lay, lay_facts
from tests.documents.letters import GROUP

HEADER: Final = "氏名,郵便番号,住所"
PLACE: Final = "100-0000,東京都架空区見本町1-1"
GOOD: Final = f"見本 花子,{PLACE}"

ROWS: Final = {
    "R101": f"{HEADER}\n,{PLACE}\n",
    "R102": f"{HEADER}\n見本\x07 花子,{PLACE}\n",
    "R103": f'{HEADER}\n見本 花子,100-0000,"東京都架空区\n見本ビル"\n',
    "R104": f"{HEADER}\n見本 花子,1000,東京都架空区\n",
    "R104-zero": f"{HEADER}\n見本 花子,600001,北海道架空市\n",
    "R105": f"{HEADER},グループ\n{GOOD},cards\n",
    "R106": f"{HEADER},会員番号\n{GOOD},1.23E+15\n",
    "R107": f"{HEADER}\n見本 花?,{PLACE}\n",
    "R108": f"{HEADER},宛名区分\n{GOOD},親戚\n",
    "R109": f"{HEADER},送付可否\n{GOOD},たぶん\n",
    "R110": f"{HEADER},送付可否\n{GOOD},保留\n",
    "R110-protected": f"{HEADER},送付可否\n{GOOD},支援措置\n",
    "R110-counsel": f"{HEADER},送付可否\n{GOOD},代理人あり\n",
    "R110-returned": f"{HEADER},送付可否\n{GOOD},返戻\n",
    "R110-same": f"{HEADER},送付可否\n{GOOD},\n{GOOD},支援措置\n",
    "R111": f"{HEADER},会員番号\n{GOOD},A001\n見本 太郎,{PLACE},A001\n",
    "R112": f"{HEADER}\n{GOOD}\n{GOOD}\n",
    "R113": f"{HEADER}\n見本太郎、花子,{PLACE}\n",
    "R114": f"{HEADER}\n見本 花子,100-0000,\n",
    "R114-postal": f"{HEADER}\n見本 花子,,東京都架空区\n",
    "R115": f"{HEADER},漏えい項目\n{GOOD},不明\n",
    "R115-mark": f"{HEADER},漏えい項目:電話番号\n{GOOD},未確認\n",
    "R115-none": f"{HEADER},漏えい項目:電話番号,漏えい項目:氏名\n見本 太郎,{PLACE},○,○\n{GOOD},,\n",
    "R116": f"{HEADER}\n{GOOD}\n合計,,1名\n",
    "R117": f"{HEADER}\n見本 花子,100-0000,東京都架空区,見本ビル\n",
    "R118": f"{HEADER}\n{GOOD}\n{HEADER}\n",
    "R119": f"{HEADER},宛名区分,項目記載\n{GOOD},御遺族,たぶん\n",
    "R119-person": f"{HEADER},項目記載\n{GOOD},否\n",
    "R120": f"{HEADER}\n見本 花子,100-0000,#N/A\n",
    "R121": f"{HEADER}\n見本 花子,100-0000,2001/2/3\n",
    "R123": f"会員番号,{HEADER}\nA001,{GOOD}\n※ 保護者は別途確認,,,\n",
    "R303": f"{HEADER},漏えい項目\n{GOOD},氏名、勤務先\n",
}

TWO: Final = GROUP + GROUP.replace("members", "posted")
PART: Final = GROUP.replace('"電話番号"', '{ name = "電話番号", coverage = "一部" }')
GROUPS: Final = {
    "R301": TWO,
    "R302": PART,
    "R304": GROUP.replace('items = ["氏名", "電話番号"]\n', ""),
}
"""Groups with which a good row gets no letter."""


def _look(rows: str, groups: str) -> str:
    lay_facts(groups=groups)
    lay("people.csv", rows)
    return "recipients people.csv incident.toml"


for _code, _rows in ROWS.items():
    world(_code)(partial(_look, _rows, GROUP))
for _code, _groups in GROUPS.items():
    world(_code)(partial(_look, f"{HEADER}\n{GOOD}\n", _groups))


@world("R104-prefecture")
def _a_zero_that_does_not_fit() -> str:
    return _look(f"{HEADER}\n見本 花子,600001,東京都架空区\n", GROUP) + " --pad-postal"
