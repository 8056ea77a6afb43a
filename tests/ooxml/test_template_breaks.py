"""Line feeds, tabs and page breaks are put where docxtpl puts them, only sooner."""

from __future__ import annotations

from docxtpl import DocxTemplate
from hypothesis import given, settings
from hypothesis import strategies as st

from noticegen.ooxml.values import with_breaks

PIECES = st.sampled_from(
    [
        "<w:p>", '<w:p w:rsidR="1">', "<w:p/>", '<w:p w:rsidR="1"/>', "</w:p>", "<w:pPr><w:b/></w:pPr>", "<w:r>",
        "</w:r>", "<w:rPr><w:b/></w:rPr>", "<w:t>", '<w:t xml:space="preserve">', "</w:t>", "<w:tbl>", "</w:tbl>",
        "文", "\n", "\t", "\x07", "\x0c", "<w:br/>",
    ]
)  # fmt: skip


@settings(deadline=None, max_examples=300, derandomize=True)
@given(st.lists(PIECES, max_size=30).map("".join))
def test_any_text_is_converted_as_docxtpl_converts_it(xml):
    assert with_breaks(xml) == DocxTemplate.resolve_listing(None, xml)


def test_two_paragraphs_one_in_the_other_are_converted_as_docxtpl_converts_them():
    inner = "<w:p><w:r><w:t>甲\n乙</w:t></w:r></w:p>"
    xml = f"<w:p><w:pPr/><w:r><w:txbx>{inner}</w:txbx></w:r><w:r><w:t>丙\t丁\x0c戊</w:t></w:r></w:p>{inner}"
    assert with_breaks(xml) == DocxTemplate.resolve_listing(None, xml)
    assert "<w:br/>" in with_breaks(xml)
