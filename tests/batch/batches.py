"""A small incident and its list, the batch of both, and a way to read a letter that owes nothing to the product."""

from __future__ import annotations

import csv
import re
import zipfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lxml import etree

from noticegen.batch import write_batch
from noticegen.facts.load import load_incident

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from noticegen.batch import BatchReport
    from noticegen.facts.incident import Incident

EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "lost_pc"
ON = date(2026, 11, 24)
HEADER = ("管理番号", "氏名", "宛名区分", "郵便番号", "住所1", "住所2", "漏えい項目", "送付可否")
ITEMS = ("氏名", "住所", "電話番号", "購入履歴")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FACTS = """
format = 1
[incident]
title = "ノートパソコンの紛失"
kinds = ["漏えいのおそれ"]
known_on = 2026-10-31
summary = "業務用のパソコンを電車に置き忘れました。"
[business]
name = "株式会社架空商事"
representative = {{ title = "代表取締役", name = "模擬 一郎" }}
[letter]
date = 2026-11-24
[report]
stage = "速報"
[[group]]
id = "members"
label = "通信販売会員"
count = {count}
certainty = "漏えいのおそれ"
items = ["氏名", "住所", "電話番号", {{ name = "購入履歴", coverage = "一部" }}]
not_included = ["クレジットカード情報"]
{more}
[cause]
summary = "持出しの管理が十分でなかったことによるものです。"
[secondary_damage]
status = "確認されていない"
as_of = 2026-11-20
[[measure]]
what = "内蔵ディスクの暗号化"
status = "実施済み"
on = 2026-11-13
[[contact]]
label = "お客様窓口"
phone = "0120-000-000"
"""


def facts(count: object = 12, more: str = "") -> Incident:
    """Return the incident, with this number of persons and these further tables."""
    return load_incident(FACTS.format(count=count, more=more).encode())


def person(number: int, **cells: str) -> dict[str, str]:
    """Return the row of a person who does not exist; every other one has no 購入履歴."""
    own = ITEMS if number % 2 else ITEMS[:3]
    usual = {
        "管理番号": f"M{number:04d}",
        "氏名": f"見本 {number:03d}号",
        "郵便番号": f"100-{number:04d}",
        "住所1": f"東京都架空区見本町{number}丁目",
        "住所2": f"架空荘{number}号室" if number % 3 == 0 else "",
        "漏えい項目": "、".join(own),
    }
    return {**usual, **cells}


def people(count: int = 12) -> list[dict[str, str]]:
    return [person(number) for number in range(1, count + 1)]


def write_list(path: Path, rows: Iterable[dict[str, str]], header: Sequence[str] = HEADER) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, header, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


def batch(
    folder: Path, rows: Iterable[dict[str, str]] | int = 12, incident: Incident | None = None, **options: Any
) -> BatchReport:
    """Write a batch into a folder; its list lies beside it."""
    rows = people(rows) if isinstance(rows, int) else rows
    listed = write_list(folder.with_name(f"{folder.name}.csv"), rows)
    return write_batch(incident or facts(), listed, folder, **{"on": ON, **options})


def listing(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def snapshot(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder with its bytes, hidden ones too."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def codes(report: BatchReport) -> list[tuple[str, str]]:
    return [(finding.severity, finding.code) for finding in report.findings]


def everything_in(path: Path) -> str:
    """Return the text of every XML part of a document, one line for each paragraph, attributes left out."""
    with zipfile.ZipFile(path) as archive:
        parts = [
            etree.fromstring(archive.read(name))
            for name in archive.namelist()
            if name.endswith((".xml", ".rels"))
        ]
    return "\n".join(line for part in parts for line in _lines(part))


def section_lines(path: Path, section: str) -> list[str]:
    """Return the paragraphs of one section of the body."""
    with zipfile.ZipFile(path) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
    (control,) = (
        control
        for control in body.iter(f"{W}sdt")
        if control.find(f"{W}sdtPr/{W}tag").get(f"{W}val") == f"noticegen:{section}"
    )
    return list(_lines(control))


def _lines(tree: etree._Element) -> Iterable[str]:
    if next(tree.iter(f"{W}p"), None) is None:
        return [text for text in tree.itertext() if text.strip()]
    return ["".join(text.text or "" for text in paragraph.iter(f"{W}t")) for paragraph in tree.iter(f"{W}p")]


def items_said(path: Path) -> set[str]:
    """Return the items that a letter says are this person's."""
    found: set[str] = set()
    label = ""
    for line in section_lines(path, "affected_items"):
        if re.fullmatch(r".*(情報|項目)", line) and "、" not in line:
            label = line
        elif label and "含まれていない" not in label and not line.endswith("。"):
            found |= set(line.split("、"))
            label = ""
    return found
