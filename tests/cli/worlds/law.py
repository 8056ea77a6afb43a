"""Facts that the law wants and that are not said, and clocks that only a contract knows."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from tests.cli.told import world
from tests.cli.worlds.discipline import DECISION
from tests.cli.worlds.laid import FACTS, lay, lay_example, lay_facts

LOST: Final = "lost_pc/incident.toml"
INTRUSION: Final = "web_intrusion/incident.toml"
MISDIRECTED: Final = "misdirected_mail/incident.toml"
REPORT: Final = "check incident.toml --document ppc_report --on 2026-11-02"
LETTER: Final = "check incident.toml --document victim_apology --on 2026-11-02"

CHECKS: Final[dict[str, tuple[str, tuple[str, str]]]] = {
    "L101": (REPORT, ('discoverer = "自社"\n', "")),
    "L102": (REPORT, ("[cause]\n", '[cause]\naudience = ["社内"]\n')),
    "L105": (LETTER, ('kana = "かぶしきがいしゃかくうしょうじ"', 'kana = "〓"')),
    "L105-date": (REPORT, ("discovered_on = 2026-10-31", "discovered_on = 1900-01-01")),
}
"""The command, and what is written in the place of what in the facts of an example."""


def _check(command: str, change: tuple[str, str]) -> str:
    lay_example(LOST, change)
    return command


for _code, (_command, _change) in CHECKS.items():
    world(_code)(partial(_check, _command, _change))


@world("L101-later")
def _what_a_decision_will_need() -> str:
    lay_facts(more='[discipline]\nstage = "調査"\nrelation = "自社雇用"')
    return "check incident.toml --document disciplinary_memo --on 2026-11-22"


@world("L103")
def _not_yet_known() -> str:
    lay_facts(more=DECISION.replace('investigation = "面談で聴取した。"', 'investigation = "調査中"'))
    return "check incident.toml --document disciplinary_memo --on 2026-11-22"


@world("L104")
def _not_explained() -> str:
    lay_example("web_intrusion/final.toml", ('discoverer = "', 'discoverer = "調査中" # "'))
    return "check incident.toml --document ppc_report --on 2026-12-18"


@world("L105-known")
def _no_clock_without_a_day() -> str:
    lay_facts()
    lay(FACTS, Path(FACTS).read_text("utf-8").replace("known_on = 2026-10-31", "known_on = 1900-01-01"))
    return "deadlines incident.toml --on 2026-11-02"


@world("L201")
def _a_later_law() -> str:
    lay_facts()
    return "check incident.toml --document victim_apology --on 2027-02-01"


@world("L202")
def _an_earlier_law() -> str:
    lay_facts()
    return "check incident.toml --document victim_apology --on 2021-04-01"


@world("L401")
def _a_client_without_a_limit() -> str:
    lay_example(MISDIRECTED, (', report_within = "直ちに"', ""))
    return "deadlines incident.toml --on 2026-11-02"


@world("L402")
def _cards_without_a_contract() -> str:
    lay_example(INTRUSION)
    return "deadlines incident.toml --on 2026-11-22"


@world("L403", "L404")
def _nothing_said_of_the_business() -> str:
    lay_facts()
    return "deadlines incident.toml --on 2026-11-02"


@world("L405")
def _people_in_europe() -> str:
    lay_example(LOST, ("serves_eu = false", "serves_eu = true"))
    return "deadlines incident.toml --on 2026-11-02"


@world("L406")
def _a_loss() -> str:
    lay_example(LOST)
    return "deadlines incident.toml --on 2026-11-02"
