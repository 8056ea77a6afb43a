"""What does an organisation call itself: 弊社, 当院, 当市?"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

OTHERWISE = "当方"


def self_name(name: str, *, plain: bool = False) -> str:
    """Return what an organisation of this name calls itself in letters, or ``plain`` in reports and in public.

    >>> self_name("株式会社架空商事"), self_name("株式会社架空商事", plain=True), self_name("架空市民病院")
    ('弊社', '当社', '当院')
    """
    for entry in _entries():
        is_meant = name.endswith if entry.get("end") else name.__contains__
        if any(is_meant(word) for word in entry["words"]):
            return str(entry["plain" if plain else "letter"])
    return OTHERWISE


@cache
def _entries() -> tuple[dict[str, Any], ...]:
    return tuple(tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))["self_name"])
