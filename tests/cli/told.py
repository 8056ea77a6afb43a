"""What exactly does the screen say of each code, and what was typed and at hand when it said so?

A world is a function that lays files into the current folder and returns what to type after ``noticegen``, one line for
each command; of the last, the findings are kept. What only a program can meet is returned as findings, or raised as the
program raises it. A world that takes an argument gets a ``MonkeyPatch``, undone when all is said. A code with several texts
has a world for each: ``F002-word``. The texts lie in ``codes/``, one file for each initial; ``python -m tests.cli.told
[F001 R …]`` writes them anew.
"""

from __future__ import annotations

import contextlib
import importlib
import inspect
import io
import os
import pkgutil
import re
import shlex
import sys
import tempfile
from functools import cache
from typing import TYPE_CHECKING, Final

import pytest

from noticegen.cli.findings import show_findings
from noticegen.findings import NoticegenError
from tests.cli import worlds
from tests.cli.transcripts import HERE, PROMPT, WINDOW, run

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from noticegen.findings import Finding

    World = Callable[..., str | Sequence[Finding]]

FOLDER: Final = HERE / "codes"
IN_A_PROGRAM: Final = "(プログラムから使うときだけ)"
_WORLDS: Final[dict[str, World]] = {}


def world(*codes: str) -> Callable[[World], World]:
    """Take a function as the world in which these codes are seen."""

    def take(make: World) -> World:
        for code in codes:
            assert code not in _WORLDS, f"two worlds for {code}"
            _WORLDS[code] = make
        return make

    return take


@cache
def all_worlds() -> dict[str, World]:
    """Return the world of every code that has one."""
    for module in pkgutil.iter_modules(worlds.__path__):
        importlib.import_module(f"{worlds.__name__}.{module.name}")
    return dict(sorted(_WORLDS.items()))


def said(name: str) -> str:
    """Return what is typed in the world of a code, and every finding of that code that the screen then shows.

    The current folder must be an empty one.
    """
    make = all_worlds()[name]
    with pytest.MonkeyPatch.context() as patch:
        try:
            takes = inspect.signature(make).parameters.values()
            made = make(patch) if any(each.default is each.empty for each in takes) else make()
        except NoticegenError as error:
            made = error.findings
        typed, output = _typed(made) if isinstance(made, str) else (IN_A_PROGRAM, _printed(made))
    code = name.partition("-")[0]
    shown = [text for text in _findings(output) if re.search(rf"^  {code}  |\b{code}$", text, re.MULTILINE)]
    assert shown, f"{name} is not seen:\n{output}"
    # A hash of the facts is another one whenever facts may have one field more.
    return re.sub(r"\b[0-9a-f]{12}\b", "0" * 12, f"{typed}\n" + "\n".join(shown).replace(os.sep, "/"))


def _typed(commands: str) -> tuple[str, str]:
    """Return the commands as they are typed, and what the last of them prints."""
    output = ""
    for command in commands.splitlines():
        result = run(*shlex.split(command))
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        output = result.output
    return "\n".join(f"{PROMPT}{command}" for command in commands.splitlines()), output


def _printed(findings: Sequence[Finding]) -> str:
    """Return the findings as the command line would print them."""
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(io.StringIO()) as output:
        for variable, value in WINDOW.items():
            patch.setenv(variable, value)
        show_findings(findings)
    return output.getvalue()


def _findings(output: str) -> list[str]:
    """Return each finding under the heading under which it stands."""
    found: list[list[str]] = []
    heading = ""
    for line in map(str.rstrip, output.splitlines()):
        if found and line.startswith("→"):
            found[-1].append(line)  # the cure that all of one kind have is said once, below them
        elif not line.startswith(" "):
            heading = (
                line.split()[0] if re.fullmatch(r"(エラー|警告|参考) \d+件|書面を作らない行", line) else ""
            )
        elif heading and not line.startswith("    ") and (not found or found[-1][-1].startswith("    ")):
            found.append([heading, line])
        elif heading and found:
            found[-1].append(line)
    return ["\n".join(lines) for lines in found]


@cache
def kept() -> dict[str, str]:
    """Return the text of every code that lies in ``codes/``."""
    entries: dict[str, str] = {}
    for file in sorted(FOLDER.glob("*.txt")):
        for code, text in re.findall(
            r"^== ([\w-]+)\n(.*?)(?=^== |\Z)", file.read_text("utf-8"), re.MULTILINE | re.DOTALL
        ):
            entries[code] = text.rstrip("\n")
    return entries


def _write() -> None:
    """Write the texts of all codes, or of those whose names begin with a word of the command line, anew."""
    chosen = tuple(sys.argv[1:]) or ("",)
    texts = {name: text for name, text in kept().items() if not name.startswith(chosen)}
    unseen = []
    for name in all_worlds():
        if name.startswith(chosen):
            with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
                try:
                    texts[name] = said(name)
                except AssertionError as error:
                    unseen.append(f"{name}: {error}")
    FOLDER.mkdir(exist_ok=True)
    for initial in sorted({name[0] for name in texts if name.startswith(chosen)}):
        entries = [f"== {name}\n{text}\n" for name, text in sorted(texts.items()) if name[0] == initial]
        (FOLDER / f"{initial}.txt").write_text("\n".join(entries), "utf-8")
    sys.exit("\n".join(unseen) or None)


if __name__ == "__main__":
    # This file is run as a script, and the worlds know it as a module.
    from tests.cli import told

    told._write()
