"""Where does output go, and how wide is it? Results on stdout, talk on stderr, JSON for programs."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from dataclasses import asdict, is_dataclass
from datetime import date
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.console import Console

UNBROKEN: Final = 10_000
"""The width of output into a file or pipe, where a broken line would only hide words from a search."""

WIDEST: Final = 100
"""Longer lines of Japanese are hard to read, however wide the window is."""


def console(*, stderr: bool = False) -> Console:
    """Return the console for people. COLUMNS and NO_COLOR are obeyed, a pipe gets neither colour nor line breaks."""
    from rich.console import Console

    class Window(Console):
        """A console whose reader may go away, which is no error of ours."""

        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    made = Window(stderr=stderr, highlight=False, markup=False, emoji=False, soft_wrap=False)
    if not made.is_terminal and "COLUMNS" not in (made._environ or {}):  # noqa: SLF001 - where rich reads it
        made.width = UNBROKEN
    elif made.is_terminal:
        made.width = min(made.width, WIDEST)
    return made


def print_json(content: Mapping[str, Any]) -> None:
    """Print one JSON object on stdout, with the names that the library's values have."""
    # What another encoding lacks would be shown by its number, in a form that is no JSON.
    is_utf8 = (sys.stdout.encoding or "").lower().replace("-", "") in {"utf8", "utf8sig"}
    sys.stdout.write(json.dumps(content, ensure_ascii=not is_utf8, indent=2, default=_plain) + "\n")


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, PurePath):
        return str(value)
    if isinstance(value, frozenset | set):
        return sorted(value)
    raise TypeError(type(value).__name__)


def typed(path: PurePath) -> str:
    """Return a path as it is typed in the shell of this system: within quotes where it needs them."""
    return subprocess.list2cmdline([str(path)]) if sys.platform == "win32" else shlex.quote(str(path))


def say(*lines: str, stderr: bool = False, to_copy: bool = False) -> None:
    """Print lines for people, broken where Japanese may be broken; what is ``to_copy``, such as a command, is not."""
    from rich.text import Text

    from noticegen.cli.wrapping import wrap

    out = console(stderr=stderr)
    for line in lines:
        text = line if to_copy else "\n".join(wrap(line, out.width))
        out.print(Text(text), no_wrap=True, overflow="ignore", crop=False)


def say_indented(text: str, *, mark: str = "", indent: int = 0, style: str = "") -> None:
    """Print a text behind a mark; the lines that follow stand below its first word."""
    from rich.cells import cell_len
    from rich.text import Text

    from noticegen.cli.wrapping import wrap

    out = console()
    lead = " " * indent
    hang = " " * (indent + cell_len(mark))
    lines = wrap(text, out.width - len(hang))
    shown = f"{lead}{mark}" + f"\n{hang}".join(lines)
    out.print(Text(shown, style), no_wrap=True, overflow="ignore", crop=False)
