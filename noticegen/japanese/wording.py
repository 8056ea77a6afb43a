"""Which phrases in a finished text should a lawyer look at again, and which of them has one accepted?"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from noticegen.findings import Finding
from noticegen.japanese.numerals import with_figures

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PREFIX = "wording."
_NEVER: Final = re.compile("(?!)")
"""The pattern of what other functions find, which a lawyer may accept by the same name."""
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


@dataclass(frozen=True, slots=True)
class AcceptedPhrase:
    """A warning that somebody has looked at and lets stand: all of one name, or those that quote one phrase."""

    id: str
    reason: str
    phrase: str | None = None

    def covers(self, wording: Wording, found: str) -> bool:
        """Return whether what was found is accepted."""
        return self.id.removeprefix(PREFIX) == wording.id and (self.phrase is None or self.phrase in found)


@cache
def wordings() -> tuple[Wording, ...]:
    """Return all phrases to avoid."""
    data = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return tuple(
        Wording(
            id=entry["id"],
            pattern=re.compile(entry["pattern"]) if "pattern" in entry else _NEVER,
            reason=entry["reason"],
            better=entry["better"],
            kinds=tuple(entry.get("kinds", ())),
        )
        for entry in data["wording"]
    )


def wording_findings(text: str, *kinds: str, accepted: Iterable[AcceptedPhrase] = ()) -> tuple[Finding, ...]:
    """Return a warning for each phrase to avoid that the text of a document contains, a note for an accepted one.

    ``kinds`` are the kind of the document and the one that it is based on. The phrase found is quoted; the
    patterns match fixed words only, so no personal data is repeated.
    """
    plain = with_figures(text.translate(_DIGITS))
    known = tuple(accepted)
    return tuple(
        finding
        for wording in wordings()
        if not wording.kinds or set(kinds).intersection(wording.kinds)
        for finding in _of(wording, plain, kinds[0] if kinds else "", known)
    )


def _of(wording: Wording, text: str, kind: str, accepted: tuple[AcceptedPhrase, ...]) -> Iterator[Finding]:
    """Yield the first phrase that nobody has accepted, and each acceptance that was used."""
    used: dict[AcceptedPhrase, str] = {}
    for match in wording.pattern.finditer(text):
        found = match.group()
        entry = next((each for each in accepted if each.covers(wording, found)), None)
        if entry is None:
            yield Finding(
                severity="warning",
                code=f"{PREFIX}{wording.id}",
                message=f"「{found}」という表現があります。{wording.reason}",
                hint=f"書換えの例: {wording.better}",
                document=kind,
            )
            break
        used.setdefault(entry, found)
    for entry, found in used.items():
        yield Finding(
            severity="note",
            code=f"{PREFIX}{wording.id}",
            message=f"「{found}」という表現は、受け入れることとされています（理由: {entry.reason}）。",
            document=kind,
        )
