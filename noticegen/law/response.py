"""Whom have we told, as far as persons and the public are told of it, and is there anything to tell of our response?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from noticegen.facts.values import known

if TYPE_CHECKING:
    from noticegen.facts.parties import Authority
    from noticegen.law.case import Case

POLICE: Final = "警察"
TO_REGULATORS: Final = frozenset({"速報", "続報", "確報", "任意の報告", "報告徴求", "行政指導", "勧告"})
_NOTHING: Final = frozenset({"特になし", "特になし。", "なし"})


def is_named_in_public(entry: Authority) -> bool:
    """Return whether it is told to whom this went: the police and authorities are named, no partner is."""
    return POLICE in entry.name or entry.kind in TO_REGULATORS or entry.kind == "届出"


def response_told(case: Case) -> bool:
    """Return whether there is anything to tell of our response: who was told, or what persons should know besides."""
    other = case.part.other and known(case.part.other.for_persons)
    return bool(other and other not in _NOTHING) or any(map(is_named_in_public, case.part.authority))
