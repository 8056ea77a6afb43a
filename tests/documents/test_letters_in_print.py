from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from noticegen.facts.recipients import Recipient, read_recipients
from noticegen.ooxml.compose import compose

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
