"""Files of facts with a mistake in them."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from tests.cli.told import world
from tests.cli.worlds.laid import FACTS, lay, lay_facts
from tests.documents.letters import GROUP, PARTS

CHECK: Final = "check incident.toml --on 2026-11-02"

SLIPS: Final = {
    "F003-key": '件名 = "紛失"',
    "F003-backslash": 'place = "C:\\Users\\mihon"',
    "F003-quotation": "place = “電車”",
    "F003-blank": 'place　= "電車"',
    "F003-digits": "place = １０",
    "F003-wide": "discovered_on = ２０２６-10-31",
    "F003-marks": 'kinds = ["漏えい"、"滅失"]',
    "F003-line": 'place = "電車\n',
    "F003-end": 'place = """電車\n',
    "F003-control": 'place = "電\x07車"',
    "F003-array": 'kinds = ["漏えい"\nplace = "電車"',
    "F003-heading": "[business\n",
    "F003-twice": 'title = "紛失"',
    "F003-inline": "occurred = { at = 2026-10-30,\n about = true }",
    "F003-equals": 'place: "電車"',
    "F003-date": "occurred = 2026/10/31",
    "F003-day": "discovered_on = 2026-11-31",
    "F003-seconds": "occurred = { at = 2026-11-18T10:40 }",
    "F003-commas": "count = 1,234",
    "F003-number": "count = 1,012人",
    "F003-flag": "no_calls = はい",
    "F003-value": "place = 電車",
    "F003": 'place = "電車" "車内"',
    "F003-path": 'place = "C:\\temp"',
    "F102": 'palce = "電車"',
    "F102-none": 'zzz = "電車"',
    "F103": "place = 3",
    "F103-instant": 'occurred = { at = "10月30日" }',
    "F103-flag": 'occurred = { at = 2026-10-30, about = "頃" }',
    "F104": 'discoverer = "自車"',
    "F108": "occurred = { about = true }",
    "F108-both": "occurred = { at = 2026-10-30, since = 2026-10-29 }",
    "F108-order": "occurred = { since = 2026-10-30, until = 2026-10-29 }",
}
"""What is written below [incident]."""

GROUPS: Final = {
    "F103-number": ("count = 1200", 'count = { value = "千二百" }'),
    "F103-text": ("count = 1200", 'count = "千二百人"'),
    "F103-array": ('items = ["氏名", "電話番号"]', 'items = "氏名"'),
    "F102-elsewhere": ('label = "通信販売会員"', 'label = "通信販売会員"\nunreachable_reason = "転居"'),
    "F106": ("count = 1200", "count = -1"),
    "F107": ('id = "members"', 'id = "会員"'),
    "F109": ("count = 1200", "count = { about = true }"),
    "F109-order": ("count = 1200", "count = { value = 1500, max = 1000 }"),
    "F201": ('label = "通信販売会員"', 'label = "通信販売会員"\nwithin = "member"'),
    "F201-none": ('label = "通信販売会員"', 'label = "通信販売会員"\nclient = "client"'),
    "F203": ('label = "通信販売会員"', 'label = "通信販売会員"\nwithin = "members"'),
}
"""What is written in the place of what in [[group]]."""


def _below_incident(line: str) -> str:
    lay_facts(incident=f"{PARTS['incident']}\n{line}")
    return CHECK


def _in_group(old: str, new: str) -> str:
    assert old in GROUP
    lay_facts(groups=GROUP.replace(old, new))
    return CHECK


CHANGES: Final = {
    "F100": ("format = 1\n", f"format = {10**30}\n"),
    "F101": ("known_on = 2026-10-31\n", ""),
    "F101-word": ('stage = "速報"\n', ""),
    "F101-table": ("[letter]\ndate = 2026-11-24\n", ""),
    "F103-day": ("known_on = 2026-10-31", 'known_on = "10月31日"'),
    "F103-table": ("[report]", "[[report]]"),
    "F103-document": ("[report]", "[document]\nown = 3\n[report]"),
    "F103-size": ("[report]", 'window = { left = "20", top = 12, width = 90, height = 45 }\n[report]'),
    "F105": ('title = "ノートパソコンの紛失"', 'title = ""'),
    "F105-list": ('kinds = ["漏えいのおそれ"]', "kinds = []"),
}
"""What is written in the place of what anywhere in the file."""


def _changed(old: str, new: str) -> str:
    lay_facts()
    text = Path(FACTS).read_text("utf-8")
    assert old in text
    lay(FACTS, text.replace(old, new, 1))
    return CHECK


for _code, _line in SLIPS.items():
    world(_code)(partial(_below_incident, _line))
for _code, _change in GROUPS.items():
    world(_code)(partial(_in_group, *_change))
for _code, _change in CHANGES.items():
    world(_code)(partial(_changed, *_change))


@world("F001")
def _no_file() -> str:
    return "check incident.toml"


@world("F001-folder")
def _a_folder() -> str:
    Path("facts").mkdir()
    return "deadlines facts"


@world("F002-list")
def _a_list() -> str:
    lay("people.csv", "氏名\n")
    return "deadlines people.csv"


@world("F002-word")
def _a_document() -> str:
    lay(FACTS, b"PK\x03\x04")
    return CHECK


@world("F002")
def _in_cp932() -> str:
    lay(FACTS, "format = 1\n[incident]\ntitle = '紛失'\n".encode("cp932"))
    return CHECK


@world("F002-utf16")
def _in_utf16() -> str:
    lay(FACTS, "format = 1\n".encode("utf-16"))
    return CHECK


@world("F004")
def _too_large() -> str:
    with Path(FACTS).open("wb") as file:
        file.truncate(10_000_001)
    return CHECK


@world("F103-tables")
def _a_table_for_a_list() -> str:
    lay_facts(groups=GROUP.replace("[[group]]", "[group]"))
    return CHECK


@world("F202-case")
def _twice_but_for_the_case() -> str:
    lay_facts(groups=GROUP + GROUP.replace("members", "Members"))
    return CHECK


@world("F202")
def _twice() -> str:
    lay_facts(groups=GROUP + GROUP)
    return CHECK
