"""Templates in which something was left behind, or whose sections would be lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from noticegen.ooxml.archive import read_parts
from tests.cli.told import world
from tests.cli.worlds.templates import changed, save, template, text

if TYPE_CHECKING:
    from collections.abc import Callable

TAG: Final = '<w:tag w:val="noticegen:purpose"/>'
GALLERY: Final = (
    '<w:docPartObj><w:docPartGallery w:val="noticegen"/><w:docPartCategory w:val="purpose"/></w:docPartObj>'
)
HEADING: Final = '<w:r><w:t xml:space="preserve">指示の趣旨</w:t></w:r>'
R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"

# What somebody did to the XML: what stood there, and what stands there now.
EDITS: Final = {
    "T504-saved": (TAG, ""),
    "T504-gallery": (GALLERY, ""),
    "T504-lock": (f'{TAG}<w:lock w:val="sdtLocked"/>', TAG),
    "T512": (HEADING, HEADING.replace("<w:r>", '<w:r><w:rPr><w:rFonts w:eastAsia="Arial"/></w:rPr>')),
    "T514-changes": (HEADING, f'<w:ins w:id="1" w:author="x">{HEADING}</w:ins>'),
    "T519": ('w:w="11906" w:h="16838"', 'w:w="12240" w:h="15840"'),
    "T520": ("<w:body>", '<w:body><w:p><w:r><w:t xml:space="preserve">ここに本文</w:t></w:r></w:p>'),
    "T515": (HEADING, HEADING.replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>")),
}  # fmt: skip


def _edited(old: str, new: str) -> Callable[[], str]:
    return lambda: save(changed(template(text()), old, new))


for _name, (_old, _new) in EDITS.items():
    world(_name)(_edited(_old, _new))


@world("T503")
def _a_section_within_another() -> str:
    inner = '<w:sdt><w:sdtPr><w:alias w:val="追記"/><w:tag w:val="noticegen:more"/></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>'
    data = template(text())
    body = read_parts(data)["word/document.xml"].decode()
    at = body.index("<w:sdtContent>", body.index(TAG)) + len("<w:sdtContent>")
    return save(changed(data, body, body[:at] + inner + body[at:]))


@world("T505")
def _a_section_that_may_print_nothing() -> str:
    start, end = text().index("[section purpose 指示の趣旨]"), text().index("[section scope")
    inner = '<w:p><w:r><w:t xml:space="preserve">次のとおりです</w:t></w:r></w:p>'
    tag = '<w:p><w:r><w:t xml:space="preserve">{}</w:t></w:r></w:p>'
    plain = template(
        f"{text()[:start]}[section purpose 指示の趣旨]\n次のとおりです\n[/section]\n{text()[end:]}"
    )
    new = tag.format("{%p if cause %}") + inner + tag.format("{%p endif %}")
    return save(changed(plain, inner, new))


@world("T513")
def _the_author_is_named() -> str:
    author = "<dc:creator>見本 太郎</dc:creator><dc:language>"
    return save(changed(template(text()), "<dc:language>", author, "docProps/core.xml"))


@world("T513-data")
def _data_of_another_program() -> str:
    relation = (
        f'<Relationship Id="rIdX" Type="{R}/customXml" Target="../customXml/item1.xml"/></Relationships>'
    )
    part = {"customXml/item1.xml": "<a/>"}
    return save(
        changed(template(text()), "</Relationships>", relation, "word/_rels/document.xml.rels", **part)
    )


@world("T514")
def _a_comment() -> str:
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    comment = f'<w:comments xmlns:w="{w}"><w:comment w:id="0"><w:p/></w:comment></w:comments>'
    relation = f'<Relationship Id="rIdC" Type="{R}/comments" Target="comments.xml"/></Relationships>'
    types = f'<Override PartName="/word/comments.xml" ContentType="{TYPE}"/></Types>'
    data = changed(template(text()), "</Types>", types, "[Content_Types].xml")
    more = {"word/comments.xml": comment}
    return save(changed(data, "</Relationships>", relation, "word/_rels/document.xml.rels", **more))


@world("T518")
def _a_picture_that_lies_elsewhere() -> str:
    relation = f'<Relationship Id="rIdP" Type="{R}/image" Target="https://example.jp/a.png" TargetMode="External"/></Relationships>'
    return save(changed(template(text()), "</Relationships>", relation, "word/_rels/document.xml.rels"))
