"""When is it certain that every page of a letter says which it is, and of how many?"""

from __future__ import annotations

import pytest

from noticegen.ooxml.page_counts import counts_pages

BODY = "<w:body><w:p/><w:sectPr/></w:body>"
PAGE, PAGES = '<w:fldSimple w:instr=" PAGE "/>', '<w:fldSimple w:instr=" NUMPAGES "/>'
COMPLEX = "<w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:t> / </w:t></w:r><w:r><w:instrText>SECTIONPAGES</w:instrText></w:r>"
SLASH = "<w:r><w:t>／</w:t></w:r>"


def counts(story: str, body: str = BODY, settings: str = "", name: str = "word/footer1.xml") -> bool:
    members = {"word/document.xml": body, "word/settings.xml": settings, name: f"<w:p>{story}</w:p>"}
    return counts_pages({name: text.encode() for name, text in members.items()})


def test_a_page_and_a_number_of_pages_with_a_stroke_between_are_a_count() -> None:
    assert counts(PAGE + SLASH + PAGES)
    assert counts(COMPLEX, name="word/header12.xml")


@pytest.mark.parametrize(
    "story",
    [
        "",
        PAGE,
        PAGES,
        PAGE + PAGES,
        PAGES + SLASH + PAGE,
        f"{PAGE}{SLASH}</w:p><w:p>{PAGES}",
        COMPLEX.replace("PAGE ", "PAGEREF x "),
    ],
)
def test_anything_else_is_none(story: str) -> None:
    assert not counts(story)


def test_where_some_pages_may_lack_it_nothing_is_certain() -> None:
    story = PAGE + SLASH + PAGES
    assert not counts(story, "<w:body><w:sectPr/><w:p/><w:sectPr/></w:body>")
    assert not counts(story, "<w:body><w:sectPr><w:titlePg/></w:sectPr></w:body>")
    assert not counts(story, settings="<w:evenAndOddHeaders/>")
    assert not counts(story, name="word/comments.xml")
