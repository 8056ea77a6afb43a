"""Does every letter of the incident bear a number of its own, and does the sender call itself by one word?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from noticegen.facts.locate import path_text
from noticegen.facts.walk import walk
from noticegen.findings import Finding, Where
from noticegen.japanese.self_names import self_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from noticegen.law.case import Case

_COMPANY: Final = re.compile(r"(?<![該担正相本])(?:当社|弊社)(?!員)")
_QUOTED: Final = re.compile(r"「[^「」]*」")
_WORDS_OF_OTHERS: Final = (("discipline", "rule"), ("accepted",))
"""Facts that are quoted word for word, the work rules, or that name a wording and are printed nowhere."""


def letterhead_findings(case: Case) -> tuple[Finding, ...]:
    """Return a warning for each number that two letters would bear, and each fact in which the sender is a company and is none."""
    return (*_numbers(case), *_own_word(case))


def _numbers(case: Case) -> Iterator[Finding]:
    """Letters to persons share ``letter.number``: each has a number of its own beside it. No other two letters may."""
    incident = case.incident
    clients = {party.id for party in incident.clients}
    own = [
        (f"party[{index}].letter_number", party.letter_number or incident.letter.number)
        for index, party in enumerate(incident.party)
        if party.id in clients
    ]
    own += [(f"document.{kind}.number", table.get("number")) for kind, table in incident.document.items()]
    seen = {incident.letter.number} if all(party.letter_number for party in incident.clients) else set()
    for path, number in own:
        if not isinstance(number, str):
            continue
        if number in seen:
            yield Finding(
                "warning",
                "C144",
                f"文書番号「{number}」が、別の相手への書面と同じです。",
                f'{path} に、この書面の番号を "{number}の2" のように書いてください。',
                where=Where(path=path),
            )
        seen.add(number)


def _own_word(case: Case) -> Iterator[Finding]:
    """Compare 当社 in the facts, which are printed as they are, with the word that the templates print.

    What stands in 「」 is somebody's words, and stays as they were.
    """
    business = case.incident.business
    word = business.self_name or self_name(business.name, plain=True)
    if word in {"当社", "弊社"}:
        return
    for path, title, fact in walk(case.incident):
        if not isinstance(fact, str) or any(path[: len(start)] == start for start in _WORDS_OF_OTHERS):
            continue
        found = _COMPANY.search(_QUOTED.sub("「」", fact))
        if found is not None:
            yield Finding(
                "warning",
                "C145",
                f"「{title}」に「{found.group()}」とありますが、文書では自らを「{word}」と呼びます。",
                f"「{word}」に直すか、[business] の self_name に、自らを呼ぶ言葉を書いてください。",
                where=Where(path=path_text(path)),
            )
