r"""How is the text of an outline read into blocks, and what is wrong with it, line by line?

One line is one paragraph; ``<見出し1>`` before it names its style, 標準 when there is none (表本文 in a table).

    [header] [footer] [body]               what follows stands there; without any of them it is the body
    [window 25,12.5,65]                    宛名 stands so many millimetres from the left and the top, and is so wide
    [section prevention 再発防止策]          a content control with this id and name, up to [/section]
    [table 40,120]                         a table, columns in millimetres, up to [/table]
    | <表見出し>日時 | 一行目<br>二行目 |     a row; ``<`` alone joins a cell with its left neighbour, ``^`` with the upper
    {%tr for entry in timeline %}          a row of its own, which the template engine removes
    [page]                                 what follows begins on a new page

Within a line see ``inline``. A line that begins with ``[``, ``<`` or ``|`` literally begins with a backslash.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from noticegen.findings import Finding, TemplateError, Where
from noticegen.ooxml import inline
from noticegen.ooxml.blocks import Block, Cell, Outline, PageBreak, Paragraph, Row, Section, Table
from noticegen.ooxml.styles import BY_ALIAS, STANDARD, TABLE_BODY
from noticegen.ooxml.window import USUAL, Window

_AREAS = ("header", "footer", "body")
_COMMAND = re.compile(r"\[(/?[a-z]+)(?: +(.*?))? *\]")
_SECTION = re.compile(r"([a-z][a-z0-9_]*) +(\S.*)")
_WINDOW_COMMAS = 3
_WIDTHS = re.compile(r"\d+(?:\.\d)?(?:,\d+(?:\.\d)?)*")
_STYLED = re.compile(r"<([^<>]+)>(.*)")
_CELL = re.compile(rf"(?P<tag>{inline.TAG})|\\.|(?P<bar>\|)|(?P<br><br>)|.")
_BLOCK_TAG = re.compile(r"\s*\{%p\s+(if|for|endif|endfor|[a-z]+)\b.*%\}\s*")
_ROW_TAG = re.compile(r"\{%tr\s.*%\}")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_COMMANDS = "[window 左,上,幅] [header] [footer] [body] [section 識別子 名前] [/section] [table 幅,幅] [/table] [page]"


@dataclass
class _Reader:
    """Reads line by line; problems are collected, so that all of them are told at once."""

    file: str | None
    findings: list[Finding] = field(default_factory=list)
    areas: dict[str, list[Block]] = field(default_factory=lambda: {name: [] for name in _AREAS})
    area: str = "body"
    section: tuple[str, str, int, list[Block]] | None = None
    table: tuple[tuple[float, ...], int, list[Row]] | None = None
    window: Window = USUAL

    def problem(self, code: str, line: int, message: str, hint: str) -> None:
        """Note what is wrong in a line, and its cure."""
        self.findings.append(Finding("error", code, message, hint, where=Where(file=self.file, line=line)))

    @property
    def blocks(self) -> list[Block]:
        """The blocks to which the next one is added."""
        return self.section[3] if self.section else self.areas[self.area]

    def read_line(self, number: int, line: str) -> None:
        """Read one line of the outline."""
        if _ILLEGAL.search(line):
            self.problem(
                "T407", number, "Word 文書に書けない制御文字があります。", "その文字を取り除いてください。"
            )
        elif line.startswith("["):
            self._command(number, line)
        elif self.table:
            self._row(number, line)
        elif line.startswith("|"):
            self.problem(
                "T404",
                number,
                "表の外に「|」で始まる行があります。",
                "表なら前の行に [table 幅,幅] を、本文の文字なら「\\|」と書いてください。",
            )
        else:
            self.blocks.append(self._paragraph(number, line, STANDARD))

    def finish(self, last: int) -> None:
        """Note what was begun and not ended."""
        if self.table:
            self.problem(
                "T403",
                self.table[1],
                "表が閉じられていません。",
                f"{last}行目までに [/table] を書いてください。",
            )
        if self.section:
            self.problem(
                "T403",
                self.section[2],
                f"区画「{self.section[1]}」が閉じられていません。",
                f"{last}行目までに [/section] を書いてください。",
            )

    def _command(self, number: int, line: str) -> None:
        match = _COMMAND.fullmatch(line)
        name, rest = (match[1], match[2] or "") if match else ("", "")
        if self.table and name != "/table":
            self.problem(
                "T403", number, "表の途中に別の指定があります。", "その前の行に [/table] を書いてください。"
            )
            self._end_table()
        if name in _AREAS and not rest:
            self.finish(number) if self.section else None
            self.section, self.area = None, name
        elif name == "section":
            self._begin_section(number, rest)
        elif name == "/section" and self.section:
            self._end_section()
        elif name == "table" and _WIDTHS.fullmatch(rest):
            self.table = (tuple(float(width) for width in rest.split(",")), number, [])
        elif name == "table":
            self.problem(
                "T404",
                number,
                "表の列の幅が読み取れません。",
                "[table 30,130] のようにミリメートルで書いてください。",
            )
        elif name == "/table" and self.table:
            self._end_table()
        elif name == "window" and _WIDTHS.fullmatch(rest) and rest.count(",") == _WINDOW_COMMAS:
            self.window = Window(*(float(length) for length in rest.split(",")))
        elif name == "page" and not rest:
            self.blocks.append(PageBreak())
        else:
            self.problem(
                "T401",
                number,
                "「[」で始まる行の指定が読み取れません。",
                f"使える指定は {_COMMANDS} です。本文の文字なら「\\[」と書いてください。",
            )

    def _begin_section(self, number: int, rest: str) -> None:
        match = _SECTION.fullmatch(rest)
        if not match:
            self.problem(
                "T405",
                number,
                "区画の識別子と名前が読み取れません。",
                "[section prevention 再発防止策] のように、英小文字の識別子と名前を書いてください。",
            )
        elif self.section or self.area != "body":
            self.problem(
                "T405",
                number,
                f"区画「{match[2]}」を置けない場所です。",
                "区画は本文に、前の区画を [/section] で閉じてから書いてください。",
            )
        else:
            self.section = (match[1], match[2], number, [])

    def _end_section(self) -> None:
        assert self.section is not None  # noqa: S101 - the caller has looked
        name, title, line, blocks = self.section
        self.section = None
        if problem := section_problem(title, blocks):
            self.problem("T405", line, *problem)
        self.areas[self.area].append(Section(name, title, tuple(blocks), line))

    def _end_table(self) -> None:
        assert self.table is not None  # noqa: S101 - the caller has looked
        widths, line, rows = self.table
        self.table = None
        if not any(row.cells for row in rows):
            self.problem(
                "T404", line, "表に行がありません。", "「| 項目 | 内容 |」のように行を書いてください。"
            )
        if self.blocks and isinstance(self.blocks[-1], Table):
            self.problem(
                "T404",
                line,
                "表が続いています(Word では一つの表になります)。",
                "間に空の行か文を一つ書いてください。",
            )
        self.blocks.append(Table(widths, tuple(rows), line))

    def _row(self, number: int, line: str) -> None:
        assert self.table is not None  # noqa: S101 - the caller has looked
        widths, _, rows = self.table
        if _ROW_TAG.fullmatch(line.strip()):
            rows.append(Row(tag=line.strip()))
            return
        texts = _cells(line.strip(" "))
        if texts is None or len(texts) != len(widths):
            found = "行の形をしていません" if texts is None else f"セルが{len(texts)}個あります"
            self.problem(
                "T404",
                number,
                f"表の列は{len(widths)}個ですが、この行は{found}。",
                "「| 項目 | 内容 |」のように列の数だけ書いてください(左と結合するセルは <、上と結合するセルは ^)。",
            )
            return
        cells = tuple(self._cell(number, paragraphs) for paragraphs in texts)
        above = next((row.cells for row in reversed(rows) if row.cells), ())
        if cells[0].joined == "left" or not _fits(cells, above):
            self.problem(
                "T404",
                number,
                "結合する相手のセルがありません。",
                "最初の列に <、最初の行に ^ は書けません。上と結合するセルは、上のセルと同じ列の数だけにしてください。",
            )
        rows.append(Row(cells))

    def _cell(self, number: int, texts: tuple[str, ...]) -> Cell:
        if texts == ("<",):
            return Cell(joined="left")
        if texts == ("^",):
            return Cell(joined="above")
        return Cell(tuple(self._paragraph(number, text, TABLE_BODY) for text in texts))

    def _paragraph(self, number: int, line: str, style: str) -> Paragraph:
        if line.startswith("<"):
            match = _STYLED.fullmatch(line)
            if not match or match[1] not in BY_ALIAS:
                names = "、".join(BY_ALIAS)
                self.problem(
                    "T402",
                    number,
                    f"書式「{match[1] if match else line[:20]}」はありません。",
                    f"使える書式は {names} です。本文の文字なら「\\<」と書いてください。",
                )
            else:
                style, line = match[1], match[2]
        try:
            return Paragraph(style, inline.read(line), number)
        except ValueError as error:
            self.problem(
                "T406", number, str(error), "「**」を二つ一組で書いてください。「*」の文字は「\\*」です。"
            )
            return Paragraph(style, (), number)


def _fits(cells: tuple[Cell, ...], above: tuple[Cell, ...]) -> bool:
    """Return whether every cell that is one with the cell above it is as wide as that one."""
    return all(
        cell.joined != "above"
        or (bool(above) and above[at].joined != "left" and _span(cells, at) == _span(above, at))
        for at, cell in enumerate(cells)
    )


def _span(cells: tuple[Cell, ...], at: int) -> int:
    """Return how many columns the cell that begins here covers."""
    following = next((end for end in range(at + 1, len(cells)) if cells[end].joined != "left"), len(cells))
    return following - at


def section_problem(title: str, blocks: list[Block]) -> tuple[str, str] | None:
    """Return what makes a section one that could be found empty or lost, and the cure."""
    depth, prints = 0, False
    for block in blocks:
        match = _BLOCK_TAG.fullmatch(block.text) if isinstance(block, Paragraph) else None
        if isinstance(block, Table) and not prints:
            # LibreOffice would move the control into the first cell when it saves the file.
            return (
                f"区画「{title}」が表で始まっています。",
                "表の前に、見出しか文(必ず印字される段落)を一つ書いてください。",
            )
        if not match:
            prints = prints or (depth == 0 and isinstance(block, Paragraph) and bool(block.text.strip()))
        elif match[1] in {"if", "for"}:
            depth += 1
        elif match[1] in {"endif", "endfor"}:
            depth -= 1
    if depth:
        return (
            f"区画「{title}」の中で始まる条件・繰返しと終わりの数が合いません。",
            "{%p if %} と {%p endif %} は、両方とも区画の中か、両方とも外に置いてください。",
        )
    if not prints:
        return (
            f"区画「{title}」には必ず印字される段落がありません。",
            "条件・繰返しは区画の外に置くか、条件の外に文を一つ書いてください。",
        )
    return None


def _cells(line: str) -> list[tuple[str, ...]] | None:
    """Return the cells of a row, each as the texts of its paragraphs; None when it is no row."""
    cells: list[list[str]] = [[""]]
    for match in _CELL.finditer(line):
        if match["bar"]:
            cells.append([""])
        elif match["br"]:
            cells[-1].append("")
        else:
            # Inside a tag the bar is Jinja's; an author who escaped it meant the same.
            cells[-1][-1] += match.group().replace(r"\|", "|") if match["tag"] else match.group()
    if len(cells) < 3 or cells[0] != [""] or cells[-1] != [""]:
        return None
    return [tuple(_strip(text) for text in cell) for cell in cells[1:-1]]


def _strip(text: str) -> str:
    """Return a cell's text without the blanks around it, but with one that is escaped."""
    text = text.lstrip(" ")
    bare = text.rstrip(" ")
    return f"{bare} " if bare.endswith("\\") and not bare.endswith("\\\\") and bare != text else bare


def parse(text: str, file: str | None = None) -> Outline:
    """Return the blocks of an outline.

    Raises:
        TemplateError: with every problem of the text, T401 to T407, each with its line.
    """
    reader = _Reader(file)
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").removesuffix("\n").split("\n")
    for number, line in enumerate(lines, 1):
        reader.read_line(number, line)
    reader.finish(len(lines))
    if reader.findings:
        raise TemplateError(*reader.findings)
    body, header, footer = (tuple(reader.areas[name]) for name in ("body", "header", "footer"))
    return Outline(body, header, footer, reader.window)
