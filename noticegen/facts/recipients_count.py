"""Do the rows of a list agree with the number of persons in the facts, and which rows must somebody act upon?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from noticegen.facts.totals import total_count
from noticegen.facts.values import Count, known
from noticegen.findings import Finding, Where

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from noticegen.facts.incident import Incident

HELD: Final = "R110"
NO_ADDRESS: Final = "R114"
NOT_PERSONS: Final = frozenset({"R116", "R118"})
"""Exclusions of rows that never were persons: totals and repeated headers."""
UNCOUNTED: Final = NOT_PERSONS | {"R123"}
"""Exclusions that count as nobody: these, and rows that are probably notes, of which a person must decide."""
DUPLICATES: Final = frozenset({"R111", "R112"})
"""Exclusions of rows about somebody who stands in an earlier row too."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many rows have no letter: held back or unreachable as is known, no persons at all, or to be corrected."""

    held: int
    no_persons: int
    wrong: int


def left_out(incident: Incident, codes: Mapping[str, int]) -> LeftOut:
    """Return what the exclusions of these codes mean. That known unreachable persons have no address is no error."""
    unreachable = _unreachable(incident)
    without_address = min(codes.get(NO_ADDRESS, 0), unreachable.upper or 0 if unreachable else 0)
    held = codes.get(HELD, 0) + without_address
    no_persons = sum(codes.get(code, 0) for code in NOT_PERSONS)
    return LeftOut(held, no_persons, sum(codes.values()) - held - no_persons)


def expected_number(incident: Incident) -> str:
    """Return what the facts say of the number of persons, in words; empty where they count none or something else."""
    total = total_count(incident)
    if not isinstance(total, Count) or total.unit != "人":
        return ""
    if total.value is not None:
        return f"{'延べ' if total.cumulative else ''}{total.value:,}人"
    return f"最大{total.max:,}人" if total.max is not None else f"{total.min or 0:,}人以上"


def count_findings(
    incident: Incident, persons: int, *, doubtful: int = 0, duplicates: int = 0
) -> Iterator[Finding]:
    """Compare the rows with the number of persons in the facts, where that is a number of persons.

    ``persons`` are the rows about somebody affected, ``doubtful`` those of them that may be about somebody who only
    received the data, ``duplicates`` those about somebody who stands in an earlier row: they count towards 延べ and
    not towards 実人数.
    """
    total, number = total_count(incident), expected_number(incident)
    if not number or not isinstance(total, Count):
        return
    fewest = persons - doubtful - (0 if total.cumulative else duplicates)
    if total.value is not None:
        # Who cannot be reached may stand in the list or not.
        unreachable = _unreachable(incident)
        expected = (total.value, total.value - (unreachable.value or 0 if unreachable else 0))
        agrees = any(fewest <= each <= persons for each in expected)
    elif total.max is not None:
        agrees = fewest <= total.max
    else:
        agrees = persons >= (total.min or 0)
    if not agrees:
        rows = f"延べ{persons:,}人、重複を除き{persons - duplicates:,}人" if duplicates else f"{persons:,}人"
        message = f"名簿の人数({rows})が、事実の本人の数({number})と異なります。"
        hint = "名簿の漏れ・重複と、incident.toml の count(数)を確かめてください。"
        yield Finding("warning", "B102", message, hint, where=Where(path="group"), sources=("規則8条1項3号",))


def _unreachable(incident: Incident) -> Count | None:
    found = known(incident.affected.unreachable) if incident.affected else None
    return found if isinstance(found, Count) else None
