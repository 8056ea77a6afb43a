"""Which text does a citation such as 「規則8条1項2号」 refer to?"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from noticegen.law.data import table

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Source:
    """A text that is cited, its place, and the day on which a person last looked."""

    name: str
    title: str
    checked_on: date
    url: str = ""
    note: str = ""
    unverified: bool = False


@cache
def sources() -> tuple[Source, ...]:
    """Return all texts that are cited."""
    return tuple(Source(**entry) for entry in table("sources")["source"])


def source_of(citation: str) -> Source:
    """Return the text that a citation begins with.

    Raises:
        KeyError: no recorded text has this name.

    >>> source_of("規則8条1項2号").name
    '規則'
    """
    named = [source for source in sources() if citation.startswith(source.name)]
    if not named:
        raise KeyError(citation)
    return max(named, key=lambda source: len(source.name))
