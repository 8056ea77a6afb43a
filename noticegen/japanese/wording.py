"""Which phrases in a finished text should a lawyer look at again?"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from noticegen.findings import Finding

_DIGITS = str.maketrans("０１２３４５６７８９，％", "0123456789,%")


@dataclass(frozen=True, slots=True)
class Wording:
    """A phrase to avoid: where, why, and what to write instead. Practice (P), never law."""

    id: str
    pattern: re.Pattern[str]
    reason: str
    better: str
    kinds: tuple[str, ...] = ()
    level: str = "P"


@cache
def wordings() -> tuple[Wording, ...]:
    """Return all phrases to avoid."""
    data = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return tuple(
        Wording(
            id=entry["id"],
            pattern=re.compile(entry["pattern"]),
            reason=entry["reason"],
            better=entry["better"],
            kinds=tuple(entry.get("kinds", ())),
        )
        for entry in data["wording"]
    )


def wording_findings(text: str, kind: str) -> tuple[Finding, ...]:
    """Return a warning for each phrase to avoid that the text of a document of this kind contains.

    The phrase found is quoted; the patterns match fixed words only, so no personal data is repeated.
    """
    plain = text.translate(_DIGITS)
    return tuple(
        Finding(
            severity="warning",
            code=f"wording.{wording.id}",
            message=f"「{found.group()}」という表現があります。{wording.reason}",
            hint=f"書換えの例: {wording.better}",
            document=kind,
        )
        for wording in wordings()
        if (not wording.kinds or kind in wording.kinds) and (found := wording.pattern.search(plain))
    )
