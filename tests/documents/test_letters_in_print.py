from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from noticegen.facts.recipients import Recipient, read_recipients
from noticegen.office.libreoffice import to_pdf
from noticegen.office.pages import to_png
from noticegen.ooxml.compose import compose
from tests.documents.golden import documents
from tests.documents.printed import lines_of, stranded
from tests.documents.show import documents as shown_documents

pytestmark = pytest.mark.external

RECIPIENTS = Path(__file__).parents[2] / "examples/lost_pc/recipients.csv"
OPENING = (
    "謹啓　このたび、弊社が保有する{name}様の個人情報について、漏えいしたことが判明いたしました。"
    "ご迷惑とご心配をおかけいたしますことを、深くお詫び申し上げます。"
)


def test_no_full_stop_at_the_end_of_a_filled_line_is_lost_in_the_pdf(tmp_path: Path) -> None:
    names = [each.name for each in read_recipients(RECIPIENTS) if isinstance(each, Recipient)]
    lines = [OPENING.format(name=name) for name in names]
    letter = tmp_path / "letter.docx"
    letter.write_bytes(compose("[body]\n" + "\n".join(lines) + "\n"))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(letter),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    printed = subprocess.run(
        ["pdftotext", "-raw", str(tmp_path / "letter.pdf"), "-"], check=True, capture_output=True, text=True
    ).stdout
    assert len(names) >= 900
    assert printed.count("。") == 2 * len(names)


HELD = (
    "見本 花子",
    "髙橋 﨑太",
    "𠮷田 一郎",
    "葛\U000e0100城 花子",
    "渡邉\U000e0101 太郎",
    "德永 瀨奈",
    "神谷 福羽",
)


def test_names_are_printed_as_held_and_some_font_has_every_character(tmp_path: Path) -> None:
    file = tmp_path / "names.docx"
    file.write_bytes(compose("[body]\n" + "".join(f"{name} 様\n" for name in HELD)))
    (pdf,) = to_pdf([file], tmp_path)
    text = said(pdf)
    assert [text.count(f"{name.replace(' ', '')}様") for name in HELD] == [1] * len(HELD)
    for character in {character for name in HELD for character in name if ord(character) < 0xE0000}:
        command = ["fc-list", f":charset={ord(character):x}", "family"]
        assert subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip(), character


# Here a heading stood at the foot of a page.
SHOWN = (
    "33_many_countries_and_downstream/victim_apology-legal",
    "dispatched_worker/client/qa_script-company",
    "dispatched_worker/client/demand_letter-company",
)


def test_every_kind_and_variant_prints_with_no_closing_line_alone_and_no_heading_at_the_foot_of_a_page(
    tmp_path: Path,
) -> None:
    shown = dict(shown_documents())
    made = {name: make() for name, make in documents()}
    made |= {name.replace("/", "-"): shown[name]().docx for name in SHOWN}
    files = []
    for name, data in made.items():
        files.append(tmp_path / f"{name}.docx")
        files[-1].write_bytes(data)
    for file, pdf in zip(files, to_pdf(files, tmp_path), strict=True):
        assert stranded(pdf, file) == []
        pages = list(lines_of(pdf))
        assert len(to_png(pdf, tmp_path / "pages", resolution=20)) == len(pages)
        for lines in pages:
            assert len([text for _, text in lines if "取扱注意" not in text]) >= 2, pdf.stem


def said(pdf: Path, *, squeeze: bool = True) -> str:
    """Return the text of a PDF, without its spaces where they do not matter."""
    command = ["pdftotext", "-layout", str(pdf), "-"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return re.sub(r"\s", "", text) if squeeze else text
