"""Which words say how sure we are, the same in every document?"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Certainty:
    """One rung of the ladder, with its phrases.

    ``joint`` stands between 「個人情報」 and ``opening``. ``is_incident`` is False where nothing that the law calls a leak, loss or damage is left (retrieved unread);
    ``confirmed`` is False where there is only a possibility (おそれ).
    """

    value: str
    title_word: str
    sentence_end: str
    opening: str
    modifier: str
    plain: str
    joint: str = "が"
    rung: str = ""
    note: str = ""
    is_incident: bool = True
    confirmed: bool = False


@cache
def ladder() -> tuple[Certainty, ...]:
    """Return all rungs, the surest first."""
    data = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return tuple(Certainty(**entry) for entry in data["certainty"])


def certainty(value: str) -> Certainty:
    """Return the rung of this name.

    Raises:
        KeyError: no rung is called so.
    """
    found = next((rung for rung in ladder() if rung.value == value), None)
    if found is None:
        raise KeyError(value)
    return found


def surest(values: Iterable[str]) -> Certainty | None:
    """Return the surest of several rungs (the one a title must carry), None of none.

    Rungs that are incidents go before 回収済み（閲覧なし）.
    """
    given = set(values)
    return next((rung for rung in ladder() if rung.value in given), None)
