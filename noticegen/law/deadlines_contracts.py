"""Until when must those be told to whom a contract or a policy binds us, and what does only the contract know?"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from noticegen.facts.items import match_key
from noticegen.facts.values import known
from noticegen.findings import Finding, Where
from noticegen.law.clocks import known_on, told_on
from noticegen.law.data import rows
from noticegen.law.deadline import deadline_rows, make_deadline
from noticegen.law.deadlines_other import triggers
from noticegen.law.slices import client_slice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from noticegen.facts.incident import Incident
    from noticegen.facts.parties import Party
    from noticegen.law.deadline import Deadline

INSURER: Final = "保険会社"
CARD_ROLES: Final = frozenset({"カード会社", "決済代行会社"})
OWED: Final = frozenset(
    {"取引先", "派遣元", "親会社", "共同利用者", "学校", "監督官庁", INSURER, *CARD_ROLES}
)
"""Roles of parties, besides clients, that a contract may entitle to be told by us; others owe a report to us."""

NO_LIMIT: Final = frozenset({"定めなし", "定め無し", "なし", "無し"})
"""How the facts say that somebody looked and the contract has no limit."""

_LIMIT: Final = re.compile(r"(\d{1,3})(時間|日)以内")


def contract_deadlines(incident: Incident, on: date) -> Iterator[Deadline]:
    """Yield what contracts and policies demand, of clients and of others, as far as the facts say what they demand."""
    clients = {party.id for party in incident.clients}
    for party in incident.party:
        if party.id in clients:
            start = known_on(client_slice(incident, party.id))
        elif party.of is None and party.role in OWED:
            start = known_on(incident)
        else:
            continue
        limit = party.contract.report_within if party.contract is not None else None
        if limit and match_key(limit) in NO_LIMIT:
            continue
        if limit:
            yield from _limited(party, limit, start, on)
        elif party.role == INSURER:
            for row in deadline_rows("insurer_notice", on):
                made = make_deadline(row, start, recipient=party.name, party=party.id)
                yield replace(made, done_on=told_on(party, on))


def _limited(party: Party, limit: str, start: date, on: date) -> Iterator[Deadline]:
    """Yield the deadline of a limit as it is written in the contract; with a day where it is given in hours or days."""
    note, due = f"契約上の期限：{limit}", limit_day(limit, start)
    if due is None:
        note += "。"
    else:
        counted = "知った時刻から数える" if "時間" in limit else "知った日を1日目として安全側に数えた"
        note += f"（{counted}。契約の数え方を確かめる）。"
    is_insurer = party.role == INSURER
    for row in deadline_rows("insurer_notice" if is_insurer else "contract_report", on):
        made = make_deadline(row, start, recipient=party.name, party=party.id, note=note)
        told = told_on(party, on)
        more = "知らせた方法と内容が、契約の求めるとおりかを確かめる。" if told and not is_insurer else ""
        within = "" if due is not None else limit
        yield replace(made, due_on=due, done_on=told, note=made.note + more, within=within)


def limit_day(limit: str, start: date) -> date | None:
    """Return the last day of 「24時間以内」 or 「3日以内」 counted on the safe side; None for any other wording.

    >>> limit_day("発覚から24時間以内", date(2026, 11, 1)), limit_day("３日以内", date(2026, 11, 1))
    (datetime.date(2026, 11, 2), datetime.date(2026, 11, 3))
    >>> limit_day("5営業日以内", date(2026, 11, 1)) is limit_day("直ちに", date(2026, 11, 1)) is None
    True
    """
    found = _LIMIT.findall(unicodedata.normalize("NFKC", limit))
    if len(found) != 1:
        return None
    number, unit = int(found[0][0]), found[0][1]
    return start + timedelta(days=number // 24 if unit == "時間" else max(number - 1, 0))


def deadline_questions(incident: Incident, on: date) -> tuple[Finding, ...]:
    """Return what must be asked because only a contract, a policy or nobody yet knows whether a clock runs."""
    roles = {party.role for party in incident.party if party.of is None}
    business = incident.business
    unsaid = [
        name for name in ("privacy_mark", "serves_eu", "listed") if known(getattr(business, name)) is None
    ]
    categories = known(incident.cause.category) or () if incident.cause is not None else ()
    holds = {
        "no_insurer": INSURER not in roles,
        "card_without_contract": "card" in triggers(incident, on) and not _has_limit(incident, CARD_ROLES),
        "facts_unsaid": bool(unsaid),
        "serves_eu": known(business.serves_eu) is True,
        "crime": bool({"不正アクセス", "盗難", "紛失", "従業者不正"}.intersection(categories)),
    }
    found = [
        *_unlimited_clients(incident, on),
        *(
            _question(row, path=row.get("path", ""), facts="、".join(unsaid))
            for row in rows("deadlines", "ask", on)
            if holds.get(row["trigger"])
        ),
    ]
    return tuple(found)


def _has_limit(incident: Incident, roles: frozenset[str]) -> bool:
    contracts = [party.contract for party in incident.party if party.role in roles and party.of is None]
    return any(contract is not None and contract.report_within for contract in contracts)


def _unlimited_clients(incident: Incident, on: date) -> Iterator[Finding]:
    clients = {party.id for party in incident.clients}
    for index, party in enumerate(incident.party):
        if party.id in clients and not (party.contract is not None and party.contract.report_within):
            for row in rows("deadlines", "ask", on):
                if row["trigger"] == "client_without_limit":
                    yield _question(row, party=party.name, path=f"party[{index}].contract.report_within")


def _question(row: dict[str, object], *, path: str = "", **facts: str) -> Finding:
    return Finding(
        severity="note" if row["severity"] == "note" else "warning",
        code=str(row["code"]),
        message=str(row["message"]).format(**facts),
        hint=str(row["hint"]),
        where=Where(path=path or None),
        sources=tuple(map(str, row["sources"])) if isinstance(row["sources"], list) else (),
    )
