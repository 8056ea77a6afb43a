"""Are the sections of a template built so that they are found again, whoever edits and saves the document?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from noticegen.ooxml.archive import read_parts
from noticegen.ooxml.blocks import Section
from noticegen.ooxml.errors import finding
from noticegen.ooxml.markup import attribute, main_part, parse, w
from noticegen.ooxml.outline import body_blocks
from noticegen.ooxml.runs import CONTROL
from noticegen.ooxml.sections import GALLERY, section_id, section_title, was_saved_by_libreoffice
from noticegen.ooxml.syntax import section_problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from noticegen.findings import Finding

_LOCKED: Final = frozenset({"sdtLocked", "sdtContentLocked"})
_REMAKE: Final = "noticegen template new で作った区画に、内容を移してください。"


def control_findings(data: bytes, name: str) -> list[Finding]:
    """Return what is wrong with the sections of a template that can be read."""
    parts = read_parts(data)
    main = main_part(parts, name)
    found: list[Finding] = []
    for control in parse(parts[main], name, main).iter(CONTROL):
        if section_id(control):
            found += _of_control(control, name)
    for block in body_blocks(data):
        if isinstance(block, Section) and (problem := section_problem(block.title, list(block.blocks))):
            found.append(
                finding("T505", name, problem[0], hint=problem[1], path=block.title, section=block.id)
            )
    return found


def _of_control(control: etree._Element, name: str) -> Iterator[Finding]:
    section, title = section_id(control), section_title(control) or section_id(control)

    def problem(code: str, message: str, hint: str) -> Finding:
        return finding(code, name, message, hint=hint, path=title, section=section)

    if any(section_id(outer) for outer in control.iterancestors(CONTROL)):
        yield problem(
            "T503",
            f"区画「{title}」が、別の区画の中にあります。",
            "区画は重ねられません。外に出してください。",
        )
    if was_saved_by_libreoffice(control):
        message = f"区画「{title}」のタグが失われています(LibreOffice で保存すると失われます)。"
        yield problem("T504", message, _REMAKE)
    elif not _has_category(control):
        message = f"区画「{title}」は、LibreOffice で保存されると区画でなくなります。"
        yield replace(problem("T504", message, _REMAKE), severity="warning")
    if attribute(control.find(f"{w('sdtPr')}/{w('lock')}"), "val") not in _LOCKED:
        message = f"区画「{title}」が Word で削除できる状態です。"
        hint = "「開発」タブの「プロパティ」で「コンテンツ コントロールの削除不可」にしてください。"
        yield replace(problem("T504", message, hint), severity="warning")


def _has_category(control: etree._Element) -> bool:
    galleries = control.iterfind(f"{w('sdtPr')}/{w('docPartObj')}/{w('docPartGallery')}")
    return any(attribute(gallery, "val") == GALLERY for gallery in galleries)
