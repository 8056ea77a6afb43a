"""Is the help read as it was written: no line cut, no word broken, at any width of the window?"""

from __future__ import annotations

import re

import pytest
from rich.cells import cell_len

from noticegen.cli.help_text import joined
from noticegen.cli.wrapping import NOT_FIRST, NOT_LAST

from .test_frame import commands
from .transcripts import run

ALL = commands() | {f"template {name}": each for name, each in commands()["template"].commands.items()}
NAMES = sorted(ALL)
WORD = re.compile(r"[!-~]+")
FRAME = re.compile(r"[│╭╮╰╯─]")


def shown(name: str, width: int) -> list[str]:
    result = run(*name.split(), "--help", COLUMNS=str(width))
    assert result.exit_code == 0
    return result.output.splitlines()


@pytest.mark.parametrize("width", [60, 80])
@pytest.mark.parametrize("name", NAMES)
def test_no_line_is_cut_or_wider_than_the_window(name: str, width: int) -> None:
    lines = shown(name, width)
    assert max(map(cell_len, lines)) <= width
    assert not [line for line in lines if re.search("…(?! *$)", line.replace("〓 … 〓", ""))]


@pytest.mark.parametrize("width", [60, 80])
@pytest.mark.parametrize("name", NAMES)
def test_words_stay_whole_and_lines_begin_and_end_as_japanese_lines_do(name: str, width: int) -> None:
    lines = [FRAME.sub("", line).strip() for line in shown(name, width)]
    paragraphs = [line for line in lines if not line.startswith(("-", "*", ".gitattributes"))]
    assert not [line for line in paragraphs if line and (line[0] in NOT_FIRST or line[-1] in NOT_LAST)]
    words = set(WORD.findall("\n".join(lines)))
    written = set(WORD.findall(ALL[name].help or ""))
    assert written <= words


@pytest.mark.parametrize("width", [60, 80, 100])
@pytest.mark.parametrize("name", NAMES)
def test_no_option_stands_alone_on_a_line_of_a_paragraph(name: str, width: int) -> None:
    text = "\n".join(shown(name, width)).partition("╭")[0]
    assert not re.findall(r"^ *--?[a-z-]+ *$", text, re.MULTILINE)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("本人への\n通知", "本人への通知"),
        ("出力先の\nsent.csv に\n足します", "出力先の sent.csv に足します"),
        ("紙、\nWord", "紙、Word"),
        ("一文。\n二文。", "一文。\n二文。"),
        ("一段\n\n二段", "一段\n\n二段"),
    ],
)
def test_a_line_break_of_the_source_is_none_of_the_help(typed: str, read: str) -> None:
    assert joined(typed) == read
