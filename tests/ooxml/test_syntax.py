from __future__ import annotations

import pytest

from noticegen.findings import TemplateError
from noticegen.ooxml.blocks import Paragraph, Section, Table
from noticegen.ooxml.syntax import parse


@pytest.mark.parametrize(
    ("text", "code", "line", "message"),
    [
        ("本文\n[seciton a あ]", "T401", 2, "「[」で始まる行の指定が読み取れません。"),
        ("[window 25]", "T401", 1, "「[」で始まる行の指定が読み取れません。"),
        ("[/section]", "T401", 1, "「[」で始まる行の指定が読み取れません。"),
        ("[body] [page]", "T401", 1, "「[」で始まる行の指定が読み取れません。"),
        ("<見出し9>あ", "T402", 1, "書式「見出し9」はありません。"),
        ("<見出し1 あ", "T402", 1, "書式「<見出し1 あ」はありません。"),
        ("[section a あ]\n本文", "T403", 1, "区画「あ」が閉じられていません。"),
        ("[table 10]\n| a |", "T403", 1, "表が閉じられていません。"),
        ("[table 10]\n| a |\n[page]", "T403", 3, "表の途中に別の指定があります。"),
        ("| a | b |", "T404", 1, "表の外に「|」で始まる行があります。"),
        ("[table ]\n[/table]", "T404", 1, "表の列の幅が読み取れません。"),
        ("[table 10,20]\n| a |\n[/table]", "T404", 2, "表の列は2個ですが、この行はセルが1個あります。"),
        ("[table 10]\na\n| a |\n[/table]", "T404", 2, "表の列は1個ですが、この行は行の形をしていません。"),
        ("[table 10]\n[/table]", "T404", 1, "表に行がありません。"),
        ("[table 10]\n| < |\n[/table]", "T404", 2, "結合する相手のセルがありません。"),
        ("[table 10]\n| ^ |\n[/table]", "T404", 2, "結合する相手のセルがありません。"),
        ("[table 9,9]\n| 甲 | < |\n| ^ | 乙 |\n[/table]", "T404", 3, "結合する相手のセルがありません。"),
        ("[table 9,9]\n| 甲 | 乙 |\n| ^ | < |\n[/table]", "T404", 3, "結合する相手のセルがありません。"),
        (
            "[table 9]\n| a |\n[/table]\n[table 9]\n| a |\n[/table]",
            "T404",
            4,
            "表が続いています(Word では一つの表になります)。",
        ),
        ("[section あ]\n本文\n[/section]", "T405", 1, "区画の識別子と名前が読み取れません。"),
        ("[header]\n[section a あ]", "T405", 2, "区画「あ」を置けない場所です。"),
        ("[section a あ]\n本文\n[section b い]\n[/section]", "T405", 3, "区画「い」を置けない場所です。"),
        ("[section a あ]\n[/section]", "T405", 1, "区画「あ」には必ず印字される段落がありません。"),
        (
            "[section a あ]\n{%p if x %}\n本文\n{%p endif %}\n[/section]",
            "T405",
            1,
            "区画「あ」には必ず印字される段落がありません。",
        ),
        (
            "[section a あ]\n本文\n{%p if x %}\n[/section]\n{%p endif %}",
            "T405",
            1,
            "区画「あ」の中で始まる条件・繰返しと終わりの数が合いません。",
        ),
        (
            "[section a あ]\n[table 10]\n| a |\n[/table]\n本文\n[/section]",
            "T405",
            1,
            "区画「あ」が表で始まっています。",
        ),
        ("**太字", "T406", 1, "太字の「**」が閉じられていません。"),
        ("制御\x07文字", "T407", 1, "Word 文書に書けない制御文字があります。"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_its_cure(text: str, code: str, line: int, message: str) -> None:
    with pytest.raises(TemplateError) as caught:
        parse(text, "letter.txt")
    finding = caught.value.findings[0]
    assert (finding.code, finding.where.file, finding.where.line, finding.message) == (
        code,
        "letter.txt",
        line,
        message,
    )
    assert finding.hint


def test_all_mistakes_are_told_at_once() -> None:
    with pytest.raises(TemplateError) as caught:
        parse("<なし>あ\n| a |\n[section]\n**")
    assert [finding.where.line for finding in caught.value.findings] == [1, 2, 3, 4]


def test_windows_line_ends_and_a_byte_order_mark_are_no_mistake() -> None:
    assert parse("\ufeff<日付>今日\r\n本文\r\n") == parse("<日付>今日\n本文\n")


def test_a_section_holds_its_paragraphs_and_tables() -> None:
    (section,) = parse("[section a あ い]\n本文\n[table 30,130.5]\n| a | b |\n[/table]\n[/section]").body
    assert isinstance(section, Section)
    assert (section.id, section.title) == ("a", "あ い")
    assert isinstance(section.blocks[0], Paragraph)
    assert isinstance(section.blocks[1], Table)
    assert section.blocks[1].widths == (30.0, 130.5)


def test_alternatives_may_share_one_section_id() -> None:
    text = "{%p if x %}\n[section a あ]\n甲\n[/section]\n{%p else %}\n[section a あ]\n乙\n[/section]\n{%p endif %}"
    assert [block.id for block in parse(text).body if isinstance(block, Section)] == ["a", "a"]


@pytest.mark.parametrize(
    ("cell", "texts"),
    [
        ("| {{ a|b }} |", ["{{ a|b }}"]),
        ("| {{ a \\| b }} |", ["{{ a | b }}"]),
        ("| a\\|b |", ["a|b"]),
        ("| a<br>b |", ["a", "b"]),
        ("| a\\<br>b |", ["a<br>b"]),
        ("| \\^ |", ["^"]),
        ("|  |", [""]),
        ("| a\\  |", ["a "]),
        ("| 　全角 |", ["　全角"]),
    ],
)
def test_a_cell_says_what_was_meant(cell: str, texts: list[str]) -> None:
    (table,) = parse(f"[table 10]\n| 上 |\n{cell}\n[/table]").body
    assert isinstance(table, Table)
    assert [paragraph.text for paragraph in table.rows[1].cells[0].paragraphs] == texts
