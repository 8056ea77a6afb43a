"""What exactly does the screen say of each code, and what was typed and at hand when it said so?

A world is a function that lays files into the current folder and returns the command to type after ``noticegen``. The
text of each code lies in ``codes/``, one file for each initial; ``python -m tests.cli.told`` writes them anew.
"""

from __future__ import annotations

import importlib
import os
import pkgutil
import re
import shlex
import sys
import tempfile
from typing import TYPE_CHECKING, Final

from tests.cli import worlds
from tests.cli.transcripts import HERE, PROMPT, run

if TYPE_CHECKING:
    from collections.abc import Callable

    World = Callable[[], str]

FOLDER: Final = HERE / "codes"
_WORLDS: Final[dict[str, World]] = {}


def world(*codes: str) -> Callable[[World], World]:
    """Take a function as the world in which these codes are seen."""

    def take(make: World) -> World:
        for code in codes:
            assert code not in _WORLDS, f"two worlds for {code}"
            _WORLDS[code] = make
        return make

    return take


def all_worlds() -> dict[str, World]:
    """Return the world of every code that has one."""
    for module in pkgutil.iter_modules(worlds.__path__):
        importlib.import_module(f"{worlds.__name__}.{module.name}")
    return dict(sorted(_WORLDS.items()))


def said(code: str) -> str:
    """Return what is typed in the world of a code, and every finding of that code that the screen then shows.

    The current folder must be an empty one.
    """
    command = all_worlds()[code]()
    result = run(*shlex.split(command))
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    shown = [
        text for severity, text in _findings(result.output) if re.search(rf"\b{code}$", text, re.MULTILINE)
    ]
    assert shown, f"{code} is not seen:\n{result.output}"
    return f"{PROMPT}{command}\n" + "\n".join(shown).replace(os.sep, "/")


def _findings(output: str) -> list[tuple[str, str]]:
    """Return each finding with the heading under which it stands."""
    found: list[tuple[str, list[str]]] = []
    heading = ""
    for line in map(str.rstrip, output.splitlines()):
        if not line.startswith(" "):
            heading = line.split()[0] if re.fullmatch(r"(エラー|警告|参考) \d+件", line) else ""
        elif heading and not line.startswith("    "):
            found.append((heading, [heading, line]))
        elif heading and found:
            found[-1][1].append(line)
    return [(severity, "\n".join(lines)) for severity, lines in found]


def kept() -> dict[str, str]:
    """Return the text of every code that lies in ``codes/``."""
    entries: dict[str, str] = {}
    for file in sorted(FOLDER.glob("*.txt")):
        for code, text in re.findall(
            r"^== (\w+)\n(.*?)(?=^== |\Z)", file.read_text("utf-8"), re.MULTILINE | re.DOTALL
        ):
            entries[code] = text.rstrip("\n")
    return entries


def _write() -> None:
    """Write the texts of all codes, or of those named, anew."""
    named = sys.argv[1:]
    texts = kept()
    for code in all_worlds():
        if not named or any(code.startswith(name) for name in named):
            with tempfile.TemporaryDirectory() as folder:
                os.chdir(folder)
                texts[code] = said(code)
                os.chdir("/")
    FOLDER.mkdir(exist_ok=True)
    for initial in sorted({code[0] for code in texts}):
        entries = [f"== {code}\n{text}\n" for code, text in sorted(texts.items()) if code[0] == initial]
        (FOLDER / f"{initial}.txt").write_text("\n".join(entries), "utf-8")


if __name__ == "__main__":
    # This file is run as a script, and the worlds know it as a module.
    from tests.cli import told

    told._write()
