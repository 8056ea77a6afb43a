"""Do all templates have the same styles, lists, settings and theme, and no look of their own?"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from noticegen.documents.kinds import shipped_templates
from noticegen.ooxml.compose import compose
from tests.ooxml.word_files import unpack

TEMPLATES = sorted(shipped_templates().glob("*/*.docx"))
SAME = ("word/styles.xml", "word/settings.xml", "word/theme/theme1.xml", "word/fontTable.xml")
PARTS = {path: unpack(path.read_bytes()) for path in TEMPLATES}
ours = unpack(compose("本文"))
OWN_LIST = re.compile(r'\s*<w:num w:numId="\d+"><w:abstractNumId w:val="2"/><w:lvlOverride.*?</w:num>\n')


@pytest.fixture(params=TEMPLATES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def parts(request: pytest.FixtureRequest) -> dict[str, str]:
    return PARTS[request.param]


def test_every_template_has_the_same_styles_settings_theme_and_fonts(parts: dict[str, str]) -> None:
    assert all(parts[name] == ours[name] for name in SAME)


def test_the_lists_differ_in_nothing_but_how_many_there_are(parts: dict[str, str]) -> None:
    assert re.sub(r"\s+", "", OWN_LIST.sub("", parts["word/numbering.xml"])) == re.sub(
        r"\s+", "", ours["word/numbering.xml"]
    )


def test_text_has_the_look_of_its_style_and_bold_alone_of_its_own(parts: dict[str, str]) -> None:
    for name in ("word/document.xml", "word/header1.xml", "word/footer1.xml"):
        runs = set(re.findall(r"<w:rPr>(.*?)</w:rPr>", parts.get(name, "")))
        assert runs <= {"<w:b/><w:bCs/>"}
        direct = set(
            re.findall(r"<w:(\w+)", "".join(re.findall(r"<w:pPr>(.*?)</w:pPr>", parts.get(name, ""))))
        )
        # The distance to a table, a new page, the number of a list, the frame of the address: what no style can say.
        assert direct <= {
            "pStyle",
            "keepNext",
            "pageBreakBefore",
            "numPr",
            "ilvl",
            "numId",
            "spacing",
            "framePr",
            "ind",
        }


def test_every_template_is_a4_on_a_grid_in_japanese_with_unsplit_rows(parts: dict[str, str]) -> None:
    body = parts["word/document.xml"]
    assert '<w:pgSz w:w="11906" w:h="16838"/>' in body
    assert '<w:docGrid w:type="lines" w:linePitch="360"/>' in body
    assert body.count("<w:trPr><w:cantSplit/>") == len(re.findall(r"<w:tr><w:trPr>", body))


def test_a_reader_always_knows_the_page_and_how_many_there_are(parts: dict[str, str]) -> None:
    footer = parts.get("word/footer1.xml", "")
    # A mail is a text to be copied, and no paper.
    is_mail = "電子メール用文面" in parts.get("word/header1.xml", "")
    assert is_mail or (" PAGE " in footer and " NUMPAGES " in footer)


def test_the_styles_print_japanese_in_japanese_faces_at_a_pitch_that_no_tall_face_doubles() -> None:
    styles = ours["word/styles.xml"]
    assert 'w:lang w:val="en-US" w:eastAsia="ja-JP"' in styles
    assert styles.count('w:eastAsia="ＭＳ ') >= 1
    for face in re.findall(r"<w:rFonts ([^/]*)/>", styles):
        assert "w:eastAsia=" in face or "Times New Roman" in face
    assert '<w:snapToGrid w:val="0"/>' in styles
    headings = re.findall(
        r'<w:style [^>]*w:styleId="(?:Heading|NumberedHeading)\d">.*?</w:style>', styles, re.DOTALL
    )
    assert len(headings) == 5
    assert all("<w:keepNext/><w:keepLines/>" in each for each in headings)
    address = styles.partition('w:styleId="WindowAddress">')[2].partition("</w:style>")[0]
    assert 'w:lineRule="exact"' in address


def test_no_template_but_those_of_its_folder_is_forgotten() -> None:
    assert len(TEMPLATES) == len(list(Path(shipped_templates()).glob("*/*.txt")))
