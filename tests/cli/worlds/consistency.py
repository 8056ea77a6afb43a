"""Facts that do not go together."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from tests.cli.told import world
from tests.cli.worlds.laid import FACTS as LAID
from tests.cli.worlds.laid import lay, lay_example, lay_facts
from tests.documents.letters import GROUP, PARTS

SUMMARY: Final = PARTS["incident"]
OCCURRED: Final = "occurred = 2026-11-01"
ASSESSED: Final = '[assessment]\nrule7 = []\nby = "見本"\non = 2026-11-01\nreason = "実害が認められない。"'
MEASURE: Final = '[[measure]]\nstatus = "実施予定"\nwhat = "端末のディスクを暗号化します。"'
DESK: Final = '[[contact]]\nlabel = "お客様相談窓口"'


def event(day: str) -> str:
    """Return an entry of the course of events."""
    return f'[[timeline]]\nwhen = {day}\nwhat = "社内で調べました。"\n'


FACTS_OF: Final[dict[str, dict[str, str]]] = {
    "C102": {"incident": f"{SUMMARY}\n{OCCURRED}"},
    "C103": {"incident": f"{SUMMARY}\ndiscovered_on = 2026-10-20"},
    "C105": {"more": "[affected]\ncount = 1000"},
    "C106": {"groups": GROUP + GROUP.replace("members", "posted").replace("1200", '1300\nwithin = "members"')},
    "C107": {"groups": GROUP + GROUP.replace("members", "homes").replace("1200", '{ value = 3, unit = "世帯" }')},
    "C108": {"groups": GROUP.replace('"電話番号"', '"個人番号"')},
    "C110": {"more": ASSESSED},
    "C111": {},
    "C112": {"damage": 'status = "確認されていない"'},
    "C113": {"damage": 'status = "確認されていない"\nas_of = 2026-12-01'},
    "C114": {"damage": 'status = "確認されていない"\nas_of = 2026-11-01'},
    "C115": {"groups": GROUP.replace("漏えいのおそれ", "漏えい確認")},
    "C117": {"more": DESK},
    "C117-substitute": {
        "more": f'{DESK}\n[person_response]\nsubstitute = {{ method = ["問合せ窓口"] }}\n'
        '[affected]\nunreachable = 3\nunreachable_reason = "住所が分からないため。"'
    },
    "C120": {"incident": 'summary = "番号 1234-5678-9018 が記された書類を置き忘れました。"'},
    "C131": {"cause": 'category = ["誤送付"]', "more": MEASURE},
    "C133": {"letter": 'genuine = "当社のウェブサイトの「お知らせ」に、同じ内容を掲載しています。"'},
    "C136": {"more": '[publication]\nstatus = "実施済み"\nmethod = ["ホームページに掲載"]'},
    "C136-method": {"more": '[publication]\nstatus = "実施済み"\non = 2026-11-20'},
    "C137": {"more": '[publication]\nstatus = "実施予定"\non = 2026-11-20'},
    "C138": {"incident": f'{SUMMARY}\ndiscovered_on = "2026年11月31日"'},
    "C139": {"incident": f'{SUMMARY}\noccurred = "2026年10月30日（木）の深夜"'},
    "C141": {"incident": f"{SUMMARY}\ndiscovered_on = 2026-11-03"},
    "C142": {"more": MEASURE.replace("予定", "済み") + "\non = 2026-11-20"},
    "C143": {"more": f"{event('2026-11-01')}{event('2026-10-31')}"},
    "C144": {
        "letter": 'number = "総発第1号"',
        "more": '[document.demand_letter]\nnumber = "総発第1号"',
    },
    "C134": {"more": '[person_response]\nsubstitute = { method = ["公表"] }'},
    "C135": {"more": '[[accepted]]\nname = "wording.regrets"\nby = "見本"\nreason = "定型の文"'},
}  # fmt: skip


def _check(parts: dict[str, str], on: str = "2026-11-02") -> str:
    lay_facts(**parts)
    return f"check incident.toml --document public_notice --on {on}"


for _code, _parts in FACTS_OF.items():
    world(_code)(partial(_check, _parts))

world("C101")(partial(_check, {}, "2026-10-30"))
world("C104")(partial(_check, {}, "2026-11-06"))


@world("C140")
def _a_letter_before_anybody_knew() -> str:
    lay_example("lost_pc/incident.toml", ("date = 2026-11-", "date = 2025-11-"))
    return "check incident.toml --document public_notice --on 2026-11-02"


@world("C145")
def _a_city_that_is_called_a_company() -> str:
    lay_example("lost_pc/incident.toml", ('name = "株式会社架空商事"', 'name = "架空市"'))
    return "check incident.toml --document public_notice --on 2026-11-24"


@world("C146")
def _a_number_that_nobody_can_dial() -> str:
    lay_example("lost_pc/incident.toml", ('phone = "0120-000-000"', 'phone = "０１２０-000-000"'))
    return "check incident.toml --document public_notice --on 2026-11-24"


@world("C109")
def _a_public_body() -> str:
    lay_example("lost_pc/incident.toml", ("[business]", '[business]\nkind = "行政機関等"'))
    return "check incident.toml --document ppc_report --on 2026-11-02"


@world("C115-sure")
def _a_leak_that_is_only_possible() -> str:
    lay_example("lost_pc/incident.toml", ('kinds = ["漏えい", "漏えいのおそれ"]', 'kinds = ["漏えい"]'))
    return "check incident.toml --document public_notice --on 2026-11-02"


@world("C116")
def _what_is_contested() -> str:
    when = ('when = { text = "2026年10月30日の深夜から10月31日の朝までの間" }', "when = 2026-10-31T08:40:00")
    lay_example("lost_pc/incident.toml", when)
    return "check incident.toml --document disciplinary_memo --on 2026-11-02"


@world("C119")
def _no_corporate_number() -> str:
    lay_example(
        "lost_pc/incident.toml", ('corporate_number = "9000000000000"', 'corporate_number = "1000000000000"')
    )
    return "check incident.toml --document public_notice --on 2026-11-02"


def _since(*changes: tuple[str, str], old: tuple[tuple[str, str], ...] = ()) -> str:
    """Lay the facts of a preliminary report and those of the final one."""
    lay_example("web_intrusion/incident.toml", *old, name="first.toml")
    lay_example("web_intrusion/final.toml", *changes)
    return "draft incident.toml -o out --document ppc_report --since first.toml --on 2026-12-18"


@world("C121")
def _later_facts_as_the_earlier_ones() -> str:
    return _since(old=(("date = 2026-11-20 ", "date = 2026-12-20 "),))


@world("C122")
def _another_day_of_the_report() -> str:
    return _since(old=(("date = 2026-11-20 ", "date = 2026-11-21 "),))


@world("C123")
def _a_reason_for_no_row() -> str:
    return _since(("[letter]\n", '[[report.change]]\nitem = "人数"\nreason = "数え直したため"\n\n[letter]\n'))


@world("C147")
def _no_notice_to_the_public_before() -> str:
    typed = _since(('status = "実施済み"\non = 2026-11-24', 'status = "実施予定"\non = 2026-12-18'))
    return typed.replace("ppc_report", "public_notice")


@world("C148")
def _known_before_the_duty() -> str:
    lay_facts()
    lay(LAID, Path(LAID).read_text("utf-8").replace("known_on = 2026-10-31", "known_on = 2021-10-31"))
    return "check incident.toml --document public_notice --on 2026-11-02"
