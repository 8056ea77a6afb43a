"""Kinds of documents that there are not, that cannot be used, or that this incident does not want."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path
from typing import Final

import noticegen
from noticegen.documents.kinds import shipped_templates
from tests.cli.told import world
from tests.cli.worlds.laid import FACTS, lay, lay_example, lay_facts

OWN: Final = "check incident.toml --templates own --document letter --on 2026-11-02"
KIND: Final = """
title = "お知らせ"
audience = "本人"
per = "recipient"
based_on = "victim_apology"
[[template]]
file = "letter.docx"
[[section]]
id = "incident"
title = "発生した事態"
requirements = ["summary"]
"""

KINDS: Final = {
    "K003": ("title", "titel"),
    "K003-toml": ('title = "お知らせ"', "title = お知らせ"),
    "K003-audience": ('"本人"', '"みんな"'),
    "K003-per": ('"recipient"', '"person"'),
    "K003-optional": ('title = "お知らせ"', 'title = "お知らせ"\noptional = "はい"'),
    "K003-template": ('[[template]]\nfile = "letter.docx"\n', ""),
    "K003-file": ("letter.docx", "leter.docx"),
    "K003-when": ('file = "letter.docx"', 'file = "letter.docx"\nwhen = "sometimes"'),
    "K003-keys": ('id = "incident"', 'id = "incident"\nname = "発生"'),
    "K003-twice": ("[[section]]", '[[section]]\nid = "incident"\ntitle = "事態"\n[[section]]'),
    "K003-sections": (KIND[KIND.index("[[section]]") :], ""),
    "K003-forbidden": ("[[section]]", '[[forbidden]]\npattern = "("\ntitle = "括弧"\n[[section]]'),
}
"""What is written in the place of what in the document.toml of a kind."""

FACT: Final = '[[fact]]\nname = "hotline"\ntitle = "専用の窓口"\ntype = "text"\nrequired = true\n[[section]]'
DEMAND: Final = """
[document.demand_letter]
addressee = "架空名簿サービス"
data = "通信販売会員の名簿"
conduct = "名簿を買い受けた。"
reply_by = 2026-11-30
"""
TAKEDOWN: Final = """
[document.takedown_request]
addressee = "架空掲示板株式会社"
locations = ["https://board.example.com/0000"]
information = "会員の名簿"
seen_on = 2026-10-29
"""
OWN_FACTS: Final = {
    "K101": "",
    "K102": "[document.letter]\nhotline = 3",
    "K103": '[document.letter]\nhotline = "0120-000-000"\nhotlime = "0120-000-000"',
}
"""What the facts say to a kind that asks for a fact of its own."""


def _kind(old: str, new: str, more: str = "") -> str:
    assert old in KIND
    lay_facts(more=more)
    folder = Path("own/letter")
    folder.mkdir(parents=True)
    shutil.copy(shipped_templates() / "victim_apology" / "letter.docx", folder)
    (folder / "document.toml").write_text(KIND.replace(old, new, 1), "utf-8")
    return OWN


for _code, _change in KINDS.items():
    world(_code)(partial(_kind, *_change))
for _code, _more in OWN_FACTS.items():
    world(_code)(partial(_kind, "[[section]]", FACT, _more))


@world("K001")
def _no_such_kind() -> str:
    lay_facts()
    return "check incident.toml --document victim_appology"


@world("K001-none")
def _nothing_like_a_kind() -> str:
    lay_facts()
    return "check incident.toml --document 通知書"


@world("K002")
def _no_folder() -> str:
    lay_facts()
    return OWN


@world("K002-empty")
def _an_empty_folder() -> str:
    lay_facts()
    Path("own").mkdir()
    return OWN


@world("K002-inside")
def _the_folder_of_one_kind() -> str:
    _kind("title", "title")
    return OWN.replace("own", "own/letter")


@world("K005")
def _no_client() -> str:
    lay_facts()
    return "draft incident.toml -o out --document client_letter --on 2026-11-02"


@world("K005-many")
def _several_clients() -> tuple[noticegen.Finding, ...]:
    lay_example("misdirected_mail/incident.toml")
    noticegen.draft(noticegen.load_incident(FACTS), "client_letter")
    return ()


@world("K004")
def _no_template_for_the_case() -> str:
    _kind('file = "letter.docx"', 'file = "letter.docx"\nwhen = "final"')
    return "draft incident.toml -o out --templates own --document letter --on 2026-11-02"


@world("K006")
def _no_such_template() -> tuple[noticegen.Finding, ...]:
    noticegen.new_template("client_letter", file="letter.docx")
    return ()


@world("K006-file")
def _no_such_file() -> str:
    lay_facts()
    lay("people.csv", "氏名,郵便番号,住所\n見本 花子,100-0000,東京都架空区\n")
    return "batch incident.toml people.csv -o out --template own.docx"


@world("K011")
def _no_such_scenario() -> str:
    return "new case --scenario lost_pcs"


@world("K104")
def _a_person_or_an_organisation() -> str:
    lay_facts(more=DEMAND)
    return "check incident.toml --document demand_letter --on 2026-11-02"


@world("K105")
def _a_reply_before_the_letter() -> str:
    lay_facts(more=DEMAND.replace("reply_by = 2026-11-30", "reply_by = 2026-11-01"))
    return "check incident.toml --document demand_letter --on 2026-11-02"


@world("K105-event")
def _a_posting_before_anything_happened() -> str:
    lay_example("lost_pc/incident.toml", ("[report]", f"{TAKEDOWN}\n[report]"))
    return "check incident.toml --document takedown_request --on 2026-11-24"


@world("K201-host")
def _what_the_host_has_to_say() -> str:
    lay_example("dispatched_worker/incident.toml")
    return "check incident.toml --document ppc_report --on 2026-11-24"


@world("K201-entrustor")
def _what_a_notice_to_the_entrustor_takes_the_place_of() -> str:
    lay_example("misdirected_mail/incident.toml", ("owes_report = false", "owes_report = true"))
    return "check incident.toml --document ppc_report --on 2026-11-24"


@world("K201-voluntary")
def _a_report_that_nobody_owes() -> str:
    lay_example("lost_pc/incident.toml", ("rule7 = [3, 4]", "rule7 = []"))
    return "check incident.toml --document ppc_report --on 2026-11-24"


@world("K201-clients")
def _one_notice_of_several_clients() -> str:
    lay_example("misdirected_mail/incident.toml")
    return "check incident.toml --document public_notice --on 2026-11-24"


@world("K201")
def _not_to_be_published() -> str:
    lay_facts(more='[publication]\nstatus = "予定なし"')
    return "check incident.toml --document public_notice --on 2026-11-02"


@world("K202")
def _the_duty_remains() -> str:
    lay_example("misdirected_mail/incident.toml", ("sensitive = false", "sensitive = true"))
    return "check incident.toml --document client_letter --on 2026-11-02"


@world("K203")
def _the_report_tells_one_client_of_another() -> str:
    lay_example(
        "misdirected_mail/incident.toml", ('stage = "速報"', 'stage = "速報"\njoint_with = ["kenshin"]')
    )
    return "check incident.toml --document ppc_report --on 2026-11-19"
