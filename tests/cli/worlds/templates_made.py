"""Templates of a firm that go together with no facts: told when documents are made of them."""

from __future__ import annotations

import io
import shutil
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

from docxtpl import DocxTemplate, RichText

from noticegen.documents.kinds import kind
from noticegen.ooxml.compose import compose
from noticegen.ooxml.merged import MOST_LETTERS, write_merged
from noticegen.ooxml.outline import outline
from noticegen.ooxml.template import Template
from tests.cli.told import world
from tests.ooxml.docx_files import docx, row, table, with_notes

if TYPE_CHECKING:
    from collections.abc import Callable

EXAMPLE: Final = Path(__file__).parents[3] / "examples" / "lost_pc"
KIND: Final = "public_notice"
DRAFT: Final = f"draft incident.toml --document {KIND} --templates own -o out --on 2026-11-24"
BATCH: Final = "batch incident.toml people.csv --template own.docx -o out --on 2026-11-24"


@cache
def notice() -> str:
    """Return the shipped publication as text."""
    return outline(kind(KIND).folder / kind(KIND).templates[0].file)


def drafted(data: bytes) -> str:
    """Lay a firm's own publication beside facts; return the command that makes it."""
    folder = Path("own") / KIND
    folder.mkdir(parents=True)
    shutil.copy(kind(KIND).folder / "document.toml", folder)
    (folder / kind(KIND).templates[0].file).write_bytes(data)
    shutil.copy(EXAMPLE / "incident.toml", ".")
    return DRAFT


def printed(data: bytes, how: str = "") -> str:
    """Lay a firm's own letter beside facts and a list; return the command that makes letters of it."""
    Path("own.docx").write_bytes(data)
    shutil.copy(EXAMPLE / "incident.toml", ".")
    header = "管理番号,氏名,郵便番号,住所,グループ"
    Path("people.csv").write_text(
        f"{header}\nA-1,見本 花子,100-0000,東京都架空区見本町1丁目,members\n", "utf-8"
    )
    return BATCH + how


LINES: Final = {
    "T102-open": "本件の原因は {{ cause.summary }です }}",
    "T201": "{{ incident.titel }} について",
    "T201-unlike": "{% if zzz %}本件{% endif %} について",
    "T204": "{{ business.name.__class__ }}",
    "T205": "{{ cause.summary + 1 }}",
    "T205-function": "{{ cause.summary.strip }}",
    "T206-value": "{{ ('<' ~ 'w:r>')|safe }}",
    "T207": "{% for a in range(99999) %}{% for b in range(99999) %}再{% endfor %}{% endfor %}",
}  # fmt: skip


def _with_line(line: str) -> Callable[[], str]:
    begin = "[section apology "
    return lambda: drafted(compose(notice().replace(begin, f"{line}\n{begin}", 1)))


for _name, _line in LINES.items():
    world(_name)(_with_line(_line))


@world("T206")
def _a_condition_that_ends_elsewhere() -> str:
    run = "<w:r><w:t>{}</w:t></w:r>"
    link = f'<w:hyperlink w:anchor="a">{run.format("前の頁{% endif %}")}</w:hyperlink>'
    return drafted(docx(f"<w:p>{run.format('{% if false %}原因は')}{link}</w:p>"))


@world("T302-empty")
def _a_table_of_which_no_row_is_left() -> str:
    rows = (
        row("{%tr for each in discipline.finding %}", ""),
        row("{{ each.what }}", "二"),
        row("{%tr endfor %}", ""),
    )
    return drafted(docx("事実の経過", table(*rows)))


@world("D102-template")
def _a_template_that_is_none() -> str:
    return printed(b"PK")


@world("T302-grid")
def _a_table_without_its_columns() -> str:
    cells = row("甲", "{%tc for entry in timeline %}", "{{ entry.what }}", "{%tc endfor %}")
    whole = table(cells)
    grid = whole[whole.index("<w:tblGrid>") : whole.index("<w:tr>")]
    return drafted(docx("事実の経過", whole.replace(grid, "")))


@world("D201-template")
def _a_template_without_a_section() -> str:
    return drafted(compose(notice().replace("[section alternative_measure", "[section another")))


@world("T315")
def _a_template_with_footnotes() -> str:
    note = '<w:footnote w:id="1"><w:p><w:r><w:t>注</w:t></w:r></w:p></w:footnote>'
    body = '<w:p><w:r><w:t>本文</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r></w:p>'
    return printed(with_notes(docx(body), "footnotes", note), " --as merged")


def _rendered(text: str, **facts: object) -> NoReturn:
    """Let a program fail to make a letter of a template that says this."""
    Template(docx(text), name="letter.docx").render(facts)
    raise AssertionError


@world("T202")
def _a_value_that_is_none() -> NoReturn:
    _rendered("日付 {{ report.date }}", report={"date": None})


@world("T203")
def _a_character_that_word_cannot_hold() -> NoReturn:
    _rendered("{{ name }} 様", name="見本\x0b太郎")


@world("T205-tied")
def _a_value_of_another_document() -> NoReturn:
    other = DocxTemplate(io.BytesIO(docx("別の文書")))
    other.init_docx()
    _rendered("{{p part }}", part=other.new_subdoc())


@world("T315-tied")
def _a_link_in_a_file_of_many() -> NoReturn:
    link = RichText("詳しくは")
    link.add("こちら", url_id="rId99")
    write_merged([Template(docx("{{r value }}"), name="letter.docx").trace({"value": link})], io.BytesIO())
    raise AssertionError


@world("T315-many")
def _more_letters_than_a_file_holds() -> NoReturn:
    letter = Template(docx("{{ name }}"), name="letter.docx").trace({"name": "見本"})
    write_merged([letter] * (MOST_LETTERS + 1), io.BytesIO())
    raise AssertionError


# What is wrong in the text of a template, of which a Word file is to be made.
TEXTS: Final = {
    "T401": "本文\n[seciton cause 原因]",
    "T402": "<見出し9>原因",
    "T403": "[section cause 原因]\n本文",
    "T403-table": "[table 30,130]\n| 項目 | 内容 |",
    "T403-inside": "[table 30]\n| 項目 |\n[page]",
    "T404": "| 項目 | 内容 |",
    "T404-widths": "[table ]\n[/table]",
    "T404-rows": "[table 30,130]\n[/table]",
    "T404-cells": "[table 30,130]\n| 項目 |\n[/table]",
    "T404-twice": "[table 30]\n| 甲 |\n[/table]\n[table 30]\n| 乙 |\n[/table]",
    "T404-joined": "[table 30]\n| < |\n[/table]",
    "T405": "[section 原因]\n本文\n[/section]",
    "T405-place": "[header]\n[section cause 原因]",
    "T405-empty": "[section cause 原因]\n[/section]",
    "T405-open": "[section cause 原因]\n本文\n{%p if cause %}\n[/section]\n{%p endif %}",
    "T405-table": "[section cause 原因]\n[table 30]\n| 項目 |\n[/table]\n本文\n[/section]",
    "T406": "**太字",
    "T407": "制御\x07文字",
}


def _composed(outlined: str) -> Callable[[], NoReturn]:
    def make() -> NoReturn:
        compose(outlined, "letter.txt")
        raise AssertionError

    return make


for _name, _text in TEXTS.items():
    world(_name)(_composed(_text))
