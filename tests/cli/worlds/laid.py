"""Files that are laid into the world of a code: facts of a small incident, or of an example, and a list."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from tests.documents.letters import BASE, PARTS

EXAMPLES: Final = Path(__file__).parents[3] / "examples"
FACTS: Final = "incident.toml"


def lay(name: str, contents: str | bytes) -> None:
    """Write a file into the current folder."""
    Path(name).write_bytes(contents.encode() if isinstance(contents, str) else contents)


def lay_facts(name: str = FACTS, **parts: str) -> None:
    """Write the facts of a small incident, with these parts of the file in place of its own."""
    lay(name, BASE.format(**{**PARTS, **parts}))


def lay_example(example: str, *changes: tuple[str, str], name: str = FACTS) -> None:
    """Write the facts of an example (``lost_pc/incident.toml``), each old text replaced by the new where it first stands."""
    text = (EXAMPLES / example).read_text("utf-8")
    for old, new in changes:
        assert old in text, f"{example} has no {old}"
        text = text.replace(old, new, 1)
    lay(name, text)
