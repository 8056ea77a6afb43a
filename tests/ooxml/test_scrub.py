from __future__ import annotations

import io
import zipfile

from docx import Document

from noticegen.ooxml.compose import compose
from noticegen.ooxml.properties import with_properties
from noticegen.ooxml.reading import read_document
from noticegen.ooxml.scrub import scrub
from tests.ooxml.word_files import document, p, pack, relations, unpack


def telling() -> bytes:
    """Return a document that says who made it in every place that a Word file has for it."""
    file = Document()
    file.core_properties.author = "見本 弁護士"
    file.core_properties.last_modified_by = "見本 事務員"
    file.core_properties.title = "お知らせ"
    file.core_properties.keywords = "架空商事事件"
    run = file.add_paragraph("本文").runs[0]
    file.add_comment(run, text="これは要確認", author="見本 弁護士", initials="見")
    buffer = io.BytesIO()
    file.save(buffer)
    parts = unpack_bytes(buffer.getvalue())
    settings = parts["word/settings.xml"].decode()
    parts["word/settings.xml"] = settings.replace(
        "</w:settings>",
        '<w:rsids><w:rsidRoot w:val="00AA00AA"/></w:rsids></w:settings>',
    ).encode()
    main = parts["word/document.xml"].decode()
    parts["word/document.xml"] = main.replace("<w:p>", '<w:p w:rsidR="00AA00AA">', 1).encode()
    parts["docProps/app.xml"] = (
        b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        + "<Application>Word</Application><Company>見本法律事務所</Company></Properties>".encode()
    )
    return pack(dict(parts))


def unpack_bytes(docx: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_nothing_says_who_made_the_document() -> None:
    parts = unpack_bytes(scrub(telling()))
    everything = b"".join(part for name, part in parts.items() if name.endswith((".xml", ".rels"))).decode()
    for trace in (
        "見本 弁護士",
        "見本 事務員",
        "見本法律事務所",
        "架空商事事件",
        "00AA00AA",
        "これは要確認",
        "comment",
    ):
        assert trace not in everything
    assert not any("comments" in name or "thumbnail" in name for name in parts)


def test_title_and_text_stay_and_the_file_opens() -> None:
    clean = scrub(telling())
    assert Document(io.BytesIO(clean)).core_properties.title == "お知らせ"
    assert [place.text for place in read_document(clean).paragraphs] == ["本文"]
    assert not read_document(clean).has_comments


def test_tracked_changes_lose_their_author_and_stay_visible() -> None:
    change = '<w:ins w:id="1" w:author="見本 弁護士" w:date="2026-11-22T00:00:00Z"><w:r><w:t>加</w:t></w:r></w:ins>'
    clean = scrub(document(f"<w:p>{change}</w:p>"))
    assert '<w:ins w:id="1" w:author="">' in unpack(clean)["word/document.xml"]
    assert read_document(clean).has_tracked_changes


def test_links_to_a_template_and_to_a_data_source_are_gone() -> None:
    parts = unpack(
        document(p("本文"), parts={"settings": '<w:attachedTemplate/><w:mailMerge/><w:kinsoku w:val="1"/>'})
    )
    parts["word/_rels/settings.xml.rels"] = relations(
        {"rId1": ("attachedTemplate", "file:///C:/Users/mihon/a.dotx")}
    )
    clean = unpack(scrub(pack(dict(parts))))
    assert "mihon" not in "".join(clean.values())
    assert "mailMerge" not in clean["word/settings.xml"]
    assert "kinsoku" in clean["word/settings.xml"]


def test_our_own_documents_have_nothing_to_take_out_and_keep_their_properties() -> None:
    letter = with_properties(compose("本文"), {"noticegen.kind": "x"})
    assert scrub(letter) == letter
