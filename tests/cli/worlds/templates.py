"""Templates of a firm with mistakes in their tags, as ``template check`` tells them."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from noticegen.documents.kinds import kind
from noticegen.ooxml.compose import compose
from noticegen.ooxml.outline import outline
from noticegen.ooxml.properties import with_properties
from tests.cli.told import world
from tests.ooxml.docx_files import cell, docx, paragraph, row, table, with_notes

if TYPE_CHECKING:
    from collections.abc import Callable

CHECK: Final = "template check {} --on 2026-11-24"
LETTER: Final = "victim_apology"
NOTICE: Final = "hold_notice"
"""A short template, where any will do."""


@cache
def text(name: str = NOTICE) -> str:
    """Return the shipped template of a kind as text."""
    return outline(kind(name).folder / kind(name).templates[0].file)


def template(outlined: str, name: str = NOTICE) -> bytes:
    """Return the template of this text, which says of itself of which kind it is."""
    said = {"noticegen.kind": name, "noticegen.template": kind(name).templates[0].file}
    return with_properties(compose(outlined), said)


def save(data: bytes, file: str = "notice.docx") -> str:
    """Put a template into the current folder; return the command that checks it."""
    Path(file).write_bytes(data)
    return CHECK.format(file)


def changed(data: bytes, old: str, new: str, part: str = "word/document.xml", **more: str) -> bytes:
    """Return a Word file with something replaced in one of its parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == part:
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode(), 1)
            target.writestr(name, content)
        for name, content in more.items():
            target.writestr(name, content)
    return buffer.getvalue()


# One line more in the section about the purpose.
LINES: Final = {
    "T102-command": "{% fi cause %}",
    "T102-syntax": "本件の原因は {{ cause summary }} です。",
    "T102-elsewhere": "{% include 'footer.docx' %}",
    "T103": "{{ cause.summary|line }}",
    "T103-test": "{% if cause.summary is unknwon %}調査中です。{% endif %}",
    "T310": "原因は ｛｛ cause.summary ｝｝ です。",
    "T313": "原因 {%p if cause.summary %} は次のとおりです。",
    "T507": "{{ incident.titel }} について",
    "T507-array": "{{ timeline.what }}",
    "T507-other": "{{ computed.client.name }}",
    "T507-unlike": "{{ business.zzz }}",
    "T508": "{{ discipline.subject.name }}",
    "T509": "原因は {{ cause\n.summary }} です。",
    "T510": "{{ cause.summary }｝",
    "T510-inside": "{{ cause．summary }}",
    "T510-blank": "{%p　if cause %}\n{%p endif %}",
    "T511": "{ business.name } は",
    "T516": "令和○年○月○日に発生しました。",
}  # fmt: skip


def _with_line(line: str) -> Callable[[], str]:
    begin = "[section purpose 指示の趣旨]\n"
    return lambda: save(template(text().replace(begin, f"{begin}{line}\n", 1)))


for _name, _line in LINES.items():
    world(_name)(_with_line(_line))


PLACE: Final = "[section scope 保全する物]"


@world("T102-unclosed")
def _a_loop_without_end() -> str:
    return save(template(text().replace(PLACE, f"{{%p for entry in timeline %}}\n{PLACE}", 1)))


@world("T102-unbegun")
def _an_end_without_condition() -> str:
    return save(template(text().replace(PLACE, f"{{%p endif %}}\n{PLACE}", 1)))


@world("T506")
def _a_fact_outside_the_sections() -> str:
    return save(template(text().replace(PLACE, f"{{{{ cause.summary }}}}\n{PLACE}", 1)))


def _letter(old: str, new: str) -> Callable[[], str]:
    return lambda: save(template(text(LETTER).replace(old, new), LETTER), "letter.docx")


CAUSE: Final = "[section cause 原因]"
world("T501")(_letter(CAUSE, "[section riyuu 原因]"))
world("T501-misspelt")(_letter(CAUSE, "[section casue 原因]"))
world("T508-default")(_letter(CAUSE, f"{CAUSE}\n{{{{ assessment.reason }}}}"))


@world("T517")
def _nobody_says_of_which_kind() -> str:
    return save(compose("{{ person.name }} 様\n"))


def _small(*blocks: str) -> str:
    return save(with_properties(docx(*blocks), {"noticegen.kind": NOTICE}))


@world("T301")
def _a_cell_without_a_paragraph() -> str:
    return _small("対象となる方", table(row("<w:tc><w:tcPr/></w:tc>", "人数")))


@world("T302")
def _a_table_without_a_row() -> str:
    return _small("対象となる方", table())


@world("T302-cells")
def _a_row_without_a_cell() -> str:
    return _small("対象となる方", table("<w:tr/>", row("項目", "内容")))


@world("T303")
def _a_field_without_end() -> str:
    return _small('<w:p><w:r><w:t>ページ</w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>')


@world("T304")
def _a_link_to_nothing() -> str:
    namespace = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    return _small(f'<w:p><w:hyperlink {namespace} r:id="rId99"/><w:r><w:t>当社の頁</w:t></w:r></w:p>')


@world("T306")
def _a_cell_that_may_be_bare() -> str:
    inner = cell("{%p if cause.summary %}", "{{ cause.summary }}", "{%p endif %}")
    return _small("原因", table(row("原因", inner)))


@world("T311")
def _a_tag_in_an_endnote() -> str:
    note = f'<w:endnote w:id="1">{paragraph("注 {{ letter.number }}")}</w:endnote>'
    return save(with_properties(with_notes(docx("本文"), "endnotes", note), {"noticegen.kind": NOTICE}))
