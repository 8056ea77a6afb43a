"""What do the kinds that have facts of their own say in each incident of the show?"""

from __future__ import annotations

import tomllib
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any


@cache
def _read() -> dict[str, dict[str, dict[str, Any]]]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


def own_facts(source: str) -> dict[str, dict[str, Any]]:
    """Return the tables [document.<kind>] of an incident by kind; none where no kind has any."""
    return deepcopy(_read().get(source, {}))
