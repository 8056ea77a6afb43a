"""How is an incident, read or made in Python, written as an incident file again?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import tomli_w

if TYPE_CHECKING:
    from noticegen.facts.incident import Incident


def dump_incident(incident: Incident) -> str:
    """Return a TOML file that says the same facts: :func:`load_incident` reads an equal incident from its bytes.

    Comments and the shorthands of a file written by hand (``known_on = 2026-10-31``) are not kept: a moment, a count
    and an item are written as the tables that they stand for. What was not said stays unsaid.
    """
    return tomli_w.dumps(incident.model_dump(exclude_unset=True, exclude_none=True), multiline_strings=True)
