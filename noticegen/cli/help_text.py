"""How is the help of typer laid out in Japanese? By phrases, and without the line breaks of the source."""

from __future__ import annotations

import re
from inspect import cleandoc
from typing import TYPE_CHECKING, Any, Final, cast

from rich.cells import cell_len
from rich.containers import Lines
from rich.measure import Measurement
from rich.text import Text
from typer import rich_utils

from noticegen.cli.wrapping import wrap

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions

_NARROWEST: Final = 16
"""So narrow a column of help may become where the window is; longer words only make it wider."""

_BREAK: Final = re.compile(r"(?<=[^\n])\n(?=[^\n])")
_PAUSES: Final = "、。（「(:"


_typers_own: Final = rich_utils._make_rich_text  # noqa: SLF001 - there is no other way in


def help_text(*, text: str, **how: Any) -> Phrased:  # noqa: ANN401 - what typer's own function takes
    """Return a text of the help with its styles, to be broken by phrases."""
    made = Phrased()
    made.append_text(cast("Text", _typers_own(text=joined(cleandoc(text)), **how)))
    return made


class Phrased(Text):
    """A text that rich breaks where Japanese may be broken."""

    def wrap(self, console: Console, width: int, **_: Any) -> Lines:  # noqa: ANN401, ARG002 - rich's own signature
        """Return the lines of the text."""
        lines = Lines()
        for paragraph in self.split(allow_blank=True):
            for line in paragraph.divide(_starts(paragraph.plain, width)):
                line.rstrip()
                lines.append(line)
        return lines

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """Return how narrow and how wide the text may be."""
        widest = max(map(cell_len, self.plain.splitlines()), default=0)
        words = max(map(cell_len, wrap(self.plain, _NARROWEST)))
        return Measurement(min(words, widest), widest)


def joined(text: str) -> str:
    r"""Return the text of a docstring with a line for each sentence or more, however it was typed.

    >>> joined("文書を作り、\nZIP に\n入れます。\n終わりです。")
    '文書を作り、ZIP に入れます。\n終わりです。'
    """

    def between(found: re.Match[str]) -> str:
        before, after = text[found.start() - 1], text[found.end()]
        if before == "。":
            return "\n"
        return " " if before not in _PAUSES and (before.isascii() or after.isascii()) else ""

    return _BREAK.sub(between, text)


def _starts(text: str, width: int) -> list[int]:
    """Return where the lines after the first begin."""
    starts, at = [], 0
    for line in wrap(text, width):
        at = text.index(line, at)
        starts.append(at)
        at += len(line)
    return starts[1:]
