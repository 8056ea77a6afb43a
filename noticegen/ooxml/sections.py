"""How is a section of a document marked in Word, and by what is it known again?

A section is a content control that Word will not let anyone delete (``w:lock``), known by its tag. LibreOffice
drops the tag of a block control when it saves, but keeps the category of a building-block gallery; that is why
every section carries both.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from noticegen.ooxml.markup import attribute, quoted, w

if TYPE_CHECKING:
    from lxml import etree

GALLERY: Final = "noticegen"
_TAG = re.compile(r"noticegen:([A-Za-z][A-Za-z0-9_.-]*)")


def control(name: str, title: str, content: str) -> str:
    """Return the content control of a section around the XML of its blocks.

    It carries no ``w:id``: a loop and a merged file would repeat it, and Word makes its own.
    """
    return (
        f"<w:sdt><w:sdtPr><w:alias w:val={quoted(title)}/><w:tag w:val={quoted(f'{GALLERY}:{name}')}/>"
        f'<w:lock w:val="sdtLocked"/><w:docPartObj><w:docPartGallery w:val="{GALLERY}"/>'
        f"<w:docPartCategory w:val={quoted(name)}/></w:docPartObj></w:sdtPr>"
        f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )


def section_id(sdt: etree._Element) -> str:
    """Return the id of the section that a ``w:sdt`` marks, by its tag, else by its category; else an empty string."""
    return _tagged(sdt) or _category(sdt)


def section_title(sdt: etree._Element) -> str:
    """Return the Japanese name that Word shows for the control (LibreOffice drops it)."""
    return attribute(sdt.find(f"{w('sdtPr')}/{w('alias')}"), "val")


def was_saved_by_libreoffice(sdt: etree._Element) -> bool:
    """Return whether the control has lost its tag and kept its category: then its tables stand behind it."""
    return not _tagged(sdt) and bool(_category(sdt))


def shows_placeholder(sdt: etree._Element) -> bool:
    """Return whether Word shows its own 「ここをクリックして…」 because nobody has written anything."""
    return sdt.find(f"{w('sdtPr')}/{w('showingPlcHdr')}") is not None


def _tagged(sdt: etree._Element) -> str:
    match = _TAG.fullmatch(attribute(sdt.find(f"{w('sdtPr')}/{w('tag')}"), "val").strip())
    return match[1] if match else ""


def _category(sdt: etree._Element) -> str:
    for part in sdt.iterfind(f"{w('sdtPr')}/{w('docPartObj')}"):
        if attribute(part.find(w("docPartGallery")), "val") == GALLERY:
            return attribute(part.find(w("docPartCategory")), "val").strip()
    return ""
