"""What a person may do to a finished document in Word: take a section out, empty it, hide it, write into it."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BODY = "word/document.xml"


def parts(docx: bytes) -> dict[str, bytes]:
    """Return every member of the package."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def edited(docx: bytes, change: Callable[[Any], None]) -> bytes:
    """Return the document with its body changed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in parts(docx).items():
            if name == BODY:
                tree = etree.fromstring(data)
                change(tree)
                data = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)  # noqa: PLW2901
            archive.writestr(name, data)
    return buffer.getvalue()


def controls(tree: Any, ids: Collection[str]) -> Iterator[Any]:
    """Yield the content controls of these sections."""
    wanted = {f"noticegen:{name}" for name in ids}
    for control in list(tree.iter(f"{W}sdt")):
        tag = control.find(f"{W}sdtPr/{W}tag")
        if tag is not None and tag.get(f"{W}val") in wanted:
            yield control


def removed(docx: bytes, ids: Collection[str]) -> bytes:
    """Take the sections out with all they hold."""

    def change(tree: Any) -> None:
        for control in controls(tree, ids):
            control.getparent().remove(control)

    return edited(docx, change)


def unwrapped(docx: bytes, ids: Collection[str]) -> bytes:
    """Delete the controls and keep their text."""

    def change(tree: Any) -> None:
        for control in controls(tree, ids):
            parent, content = control.getparent(), list(control.find(f"{W}sdtContent"))
            for position, block in enumerate(content, parent.index(control)):
                parent.insert(position, block)
            parent.remove(control)

    return edited(docx, change)


def emptied(docx: bytes, ids: Collection[str]) -> bytes:
    """Delete the text of the sections but for their first paragraph, the heading where there is one."""

    def change(tree: Any) -> None:
        for control in controls(tree, ids):
            first, *others = control.iter(f"{W}p")
            kept = [] if first.find(f".//{W}outlineLvl") is None and not _is_heading(first) else [first]
            for paragraph in [first, *others]:
                for text in paragraph.iter(f"{W}t"):
                    text.text = text.text if paragraph in kept else ""

    return edited(docx, change)


def _is_heading(paragraph: Any) -> bool:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return style is not None and "Heading" in style.get(f"{W}val")


def hidden(docx: bytes, ids: Collection[str]) -> bytes:
    """Make all text of the sections hidden text."""

    def change(tree: Any) -> None:
        for control in controls(tree, ids):
            for run in control.iter(f"{W}r"):
                look = run.find(f"{W}rPr")
                if look is None:
                    look = etree.Element(f"{W}rPr")
                    run.insert(0, look)
                etree.SubElement(look, f"{W}vanish")

    return edited(docx, change)


def deleted(docx: bytes, ids: Collection[str]) -> bytes:
    """Delete all text of the sections with change tracking on."""

    def change(tree: Any) -> None:
        for control in controls(tree, ids):
            for run in list(control.iter(f"{W}r")):
                mark = etree.Element(f"{W}del", {f"{W}id": "1", f"{W}author": "a"})
                run.getparent().replace(run, mark)
                mark.append(run)
                for text in run.iter(f"{W}t"):
                    text.tag = f"{W}delText"

    return edited(docx, change)


def with_text(docx: bytes, ids: Collection[str], text: str) -> bytes:
    """Write a text in place of the last words of each of the sections."""

    def change(tree: Any) -> None:
        for control in controls(tree, ids):
            *_, last = control.iter(f"{W}t")
            last.text = text

    return edited(docx, change)


def with_paragraph(docx: bytes, text: str) -> bytes:
    """Write a paragraph at the head of the document."""

    def change(tree: Any) -> None:
        paragraph = etree.Element(f"{W}p")
        etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}t").text = text
        tree.find(f"{W}body").insert(0, paragraph)

    return edited(docx, change)


def says_instead(paragraph: Any, old: str, new: str) -> bool:
    """Write other words in a paragraph that holds these, however Word has split them; return whether it did."""
    texts = list(paragraph.iter(f"{W}t"))
    whole = "".join(text.text or "" for text in texts)
    if old not in whole:
        return False
    texts[0].text = whole.replace(old, new)
    for text in texts[1:]:
        text.text = ""
    return True


def rewritten(docx: bytes, old: str, new: str) -> bytes:
    """Write other words in the paragraphs that hold these, however Word has split them; some must."""

    def change(tree: Any) -> None:
        # Each of them, not only the first.
        assert sum([says_instead(paragraph, old, new) for paragraph in tree.iter(f"{W}p")])

    return edited(docx, change)
