from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from noticegen.office.libreoffice import to_pdf
from noticegen.ooxml.compose import compose
from noticegen.ooxml.outline import outline
from noticegen.ooxml.properties import with_properties
from noticegen.ooxml.reading import read_document
from noticegen.ooxml.stamp import stamp_draft

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.external

LETTER = """<日付>令和8年11月22日
<宛名>100-0000
<宛名>見本 太郎　様
<表題>お詫び
[section one 一つ目]
<見出し1>一つ目
[table 40,120]
| <表見出し>日時 | <表見出し>内容 |
| 十月 | 紛失 |
[/table]
[/section]
[section two 二つ目]
二つ目の本文。
<番号>甲
<番号>乙
[/section]
[section three 三つ目]
三つ目の本文。
[/section]
[table 160]
| 外の表 |
[/table]
<結語>以上
"""


def saved(source: bytes, folder: Path, form: str) -> Path:
    path = folder / "letter.docx"
    path.write_bytes(source)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", form, "--outdir", f"{folder}/out", str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder / "out" / f"letter.{form.split(':', maxsplit=1)[0]}"


def test_a_letter_that_libreoffice_saved_has_the_same_sections(tmp_path: Path) -> None:
    letter = with_properties(compose(LETTER), {"noticegen.kind": "victim_apology", "noticegen.stage": "速報"})
    again = read_document(saved(letter, tmp_path, "docx:MS Word 2007 XML"))
    once = read_document(letter)
    assert [(each.id, each.title, each.text) for each in again.sections[:2]] == [
        (each.id, each.title, each.text) for each in once.sections[:2]
    ]
    assert again.sections[2].text.startswith("三つ目の本文。")
    assert [place.text for place in again.paragraphs] == [place.text for place in once.paragraphs]
    assert [place.style for place in again.paragraphs] == [place.style for place in once.paragraphs]
    assert again.properties == once.properties
    assert "<宛名>100-0000" in outline(tmp_path / "out" / "letter.docx")


def test_a_stamped_letter_is_printed_in_one_japanese_family_with_the_stamp_on_every_page(
    tmp_path: Path,
) -> None:
    source = tmp_path / "letter.docx"
    source.write_bytes(stamp_draft(compose(f"{LETTER}[page]\n別紙 2026"), ["欠落"]))
    # With the rule that stands in for ＭＳ 明朝: without it, LibreOffice takes figures from a Western face.
    (pdf,) = to_pdf([source], tmp_path / "pdf")
    pages = subprocess.run(
        ["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True, text=True
    ).stdout
    first, second, *_ = pages.split("\f")
    assert "・欠落" in first
    assert "下書き" in second
    fonts = subprocess.run(["pdffonts", pdf], check=True, capture_output=True, text=True).stdout
    assert "DejaVu" not in fonts
