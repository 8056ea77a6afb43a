"""Which marks of a template or a draft were left behind in a text?

The marks are data: ``leftovers.toml``.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files


@cache
def _marks() -> tuple[tuple[str, re.Pattern[str]], ...]:
    text = (files("noticegen.ooxml") / "leftovers.toml").read_text(encoding="utf-8")
    return tuple((mark["label"], re.compile(mark["pattern"])) for mark in tomllib.loads(text)["leftover"])


def leftovers_of(text: str) -> tuple[str, ...]:
    """Return what is left behind in a text, each kind of mark once, by the name a message uses.

    >>> leftovers_of("令和○年○月○日")
    ('埋められていない日付・数「○年」「○人」など',)
    >>> leftovers_of("見本 太郎 様 一〇〇人")
    ()
    """
    return tuple(label for label, pattern in _marks() if pattern.search(text))


def without_leftovers(text: str) -> str:
    """Return what remains of a text when its placeholders are taken out, tags with all they hold.

    >>> without_leftovers("{{ letter.text }}〓")
    ''
    """
    text = re.sub(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|｛｛.*?｝｝", "", text)
    for _, pattern in _marks():
        text = pattern.sub("", text)
    return text.strip()
