"""Facts of a disciplinary memo that cannot stand together, or not in law."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from tests.cli.told import world
from tests.cli.worlds.laid import FACTS, lay, lay_facts

DECISION: Final = """
[discipline]
stage = "決定"
relation = "自社雇用"
whistleblower = "公益通報はない。"
whistleblower_at_decision = "決定の前に改めて確かめた。"
investigation = "面談で聴取した。"
hearing = { on = 2026-11-13, held = true, statement = "認める。", evaluation = "一致する。" }
sanction = "けん責"
decided_on = 2026-11-20

[[discipline.finding]]
when = 2026-10-05
act = "名簿を複写した。"
evidence = ["1"]

[[discipline.evidence]]
number = "1"
title = "操作記録"

[[discipline.rule]]
clause = "第54条第4号"
kind = "懲戒事由"
effective_on = 2020-04-01

[[discipline.rule]]
clause = "第53条第7号"
kind = "懲戒の種別"
effective_on = 2020-04-01
"""
RELATION: Final = 'relation = "自社雇用"'
SANCTION: Final = 'sanction = "けん責"'
DECIDED: Final = "decided_on = 2026-11-20"
CUT: Final = "pay_cut = {{ average_daily = 12000, period_total = 300000, per_act = {}, total = {} }}"
ANOTHER: Final = '\n[[discipline.finding]]\nwhen = 2026-10-20\nact = "売却した。"\nevidence = ["1"]\n'

CHANGES: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "C118": ((DECIDED, f"{DECIDED}\ndelivered_on = 2026-11-24\neffective_on = 2026-11-21"),),
    "C401": ((RELATION, 'relation = "派遣受入れ"'),),
    "C402": ((RELATION, 'relation = "退職済み"'),),
    "C403": ((RELATION, 'relation = "役員"'),),
    "C404": (('stage = "決定"', 'stage = "調査"'),),
    "C405": (("on = 2026-11-13", "on = 2026-11-21"),),
    "C406": (("held = true", "held = false"),),
    "C407": (("effective_on = 2020-04-01", "effective_on = 2026-10-10"),),
    "C408": (("effective_on = 2020-04-01", "effective_on = 2026-10-10"), ("\n[[discipline.evid", f"{ANOTHER}\n[[discipline.evid")),
    "C409": (('kind = "懲戒の種別"', 'kind = "手続"'),),
    "C410": ((SANCTION, f'sanction = "減給"\n{CUT.format(6001, 6001)}'),),
    "C411": ((SANCTION, f'sanction = "減給"\n{CUT.format(6000, 30001)}'),),
    "C412": ((SANCTION, f'sanction = "減給"\n{CUT.format(6000, 3000)}'),),
    "C413": ((SANCTION, 'sanction = "懲戒解雇"'),),
    "C414": ((SANCTION, 'sanction = "懲戒解雇"\ndismissal = { notice = "30日前の予告", on = 2026-11-20 }\neffective_on = 2026-12-01'),),
    "C413-investigated": (('stage = "決定"', 'stage = "調査"'), (SANCTION, 'sanction = "懲戒解雇"'), (f"{DECIDED}\n", "")),
    "C415": ((DECIDED, f"{DECIDED}\neffective_on = 2026-11-19"),),
    "C416": ((DECIDED, "decided_on = 2026-11-02"), ("on = 2026-11-13", "on = 2026-11-01")),
    "C417": (('whistleblower = "公益通報はない。"\n', ""),),
    "C418": (('evidence = ["1"]', 'evidence = ["1", "2"]'),),
    "C419": (('evidence = ["1"]', "evidence = []"),),
    "C420": ((DECIDED, f'{DECIDED}\ndamages = "違約金を求める。"'),),
    "C421": ((DECIDED, f'{DECIDED}\ndamages = "賞与から天引きする。"'),),
    "C422": ((DECIDED, f'{DECIDED}\ndamages = "300万円を賠償させる。"'),),
    "C423": ((DECIDED, f'{DECIDED}\ncriminal = "懲役に当たる罪である。"'),),
    "C424": (('whistleblower_at_decision = "決定の前に改めて確かめた。"\n', ""),),
    "C425": ((DECIDED, f'{DECIDED}\nreasoning = "第54条第4号（会社の秘密を漏らしたとき）に当たる。"'), ('clause = "第54条第4号"\n', 'clause = "第54条第4号"\ntext = "会社又は派遣先の秘密を漏らしたとき"\n')),
}  # fmt: skip
"""What is written in the place of what in a decision that is in order."""


def _check(changes: tuple[tuple[str, str], ...]) -> str:
    table = DECISION
    for old, new in changes:
        assert old in table
        table = table.replace(old, new, 1)
    lay_facts(more=table)
    return "check incident.toml --document disciplinary_memo --on 2026-11-22"


@world("C426")
def _a_public_servant() -> str:
    typed = _check(())
    facts = Path(FACTS).read_text("utf-8")
    lay(FACTS, facts.replace("[business]\n", '[business]\nkind = "行政機関等"\n', 1))
    return typed


for _code, _changes in CHANGES.items():
    world(_code)(partial(_check, _changes))
