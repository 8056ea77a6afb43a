from __future__ import annotations

import re

import pytest

from noticegen.ooxml.compose import compose
from noticegen.ooxml.house import in_house_style
from noticegen.ooxml.window import Window
from tests.ooxml.word_files import pack, unpack

TEXT = "<宛名>100-0000\n<番号見出し1>経緯\n<番号見出し2>発生\n<番号>一つ目\n"


def marks(docx: bytes) -> list[str]:
    return re.findall(r'<w:lvlText w:val="([^"]*)"', unpack(docx)["word/numbering.xml"])


def test_a_template_is_numbered_as_companies_do_or_as_lawyers_do() -> None:
    template = compose(TEXT)
    assert marks(template) == ["%1.", "(%2)", "・", "%1", "%2"]
    legal = in_house_style(template, legal=True)
    assert marks(legal) == ["第%1", "%2", "・", "(%1)", "%2"]
    assert "decimalEnclosedCircle" not in unpack(legal)["word/numbering.xml"]
    assert in_house_style(template) == template


def test_numbers_that_a_firm_has_made_its_own_stay() -> None:
    parts = unpack(compose(TEXT))
    parts["word/numbering.xml"] = parts["word/numbering.xml"].replace('w:val="%1."', 'w:val="§%1"')
    assert marks(in_house_style(pack(dict(parts)), legal=True))[:2] == ["§%1", "%2"]


def test_the_address_moves_to_the_window_and_one_that_was_put_elsewhere_stays() -> None:
    moved = unpack(in_house_style(compose(TEXT), window=Window(25.0, 13.0, 80.0, 45.0)))["word/document.xml"]
    assert 'w:x="1446"' in moved
    assert 'w:y="748"' in moved
    assert '<w:ind w:right="1446"/>' in moved
    assert moved.count('w:y="5613"') == 1  # the fold marks stay
    elsewhere = compose(f"[window 30,10,90,45]\n{TEXT}")
    assert in_house_style(elsewhere, window=Window(25.0, 13.0, 80.0, 45.0)) != elsewhere
    assert 'w:x="1729"' in unpack(in_house_style(elsewhere, window=Window(25.0)))["word/document.xml"]


@pytest.mark.parametrize(("legal", "mark"), [(False, "10."), (True, "第10")])
def test_a_heading_number_of_two_figures_keeps_a_full_space_from_its_title(*, legal: bool, mark: str) -> None:
    numbering = unpack(in_house_style(compose("<番号見出し1>見出し\n"), legal=legal))["word/numbering.xml"]
    stop = re.findall(r'<w:tab w:val="num" w:pos="(\d+)"/>', numbering)[0]
    # 11 pt; a figure and a full stop are half as wide as a kanji.
    wide = sum(0.5 if each.isascii() else 1.0 for each in mark) * 11
    assert int(stop) / 20 - wide >= 11
