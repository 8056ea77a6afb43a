"""The letter that is measured: two pages, a loop, a table, a condition; and how docxtpl makes it."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
from docxtpl import DocxTemplate

from noticegen.ooxml.archive import read_parts, write_parts
from noticegen.ooxml.compose import compose
from tests.ooxml.docx_files import docx, row, section, table

if TYPE_CHECKING:
    from collections.abc import Callable

_UNUSED = re.compile("stylesWithEffects|thumbnail|customXml")
BODY = (
    "{{ number }}",
    "{{ letter.date }}",
    "〒{{ person.postal_code }}　{{ person.address }}",
    "{{ person.name }} 様",
    "{{ business.name }}　{{ business.representative }}",
    "{{ title }}に関するお詫びとお知らせ",
    section("apology", "お詫び", *["平素は格別のお引き立てを賜り、厚く御礼申し上げます。" * 3] * 4),
    "{%p if person.bereaved %}",
    "御遺族の皆様へ",
    "{%p endif %}",
    section(
        "items",
        "お客様に関する情報",
        "{{ person.name }}様に関する次の情報です。",
        "{%p for item in person.leaked %}",
        "・{{ item }}",
        "{%p endfor %}",
    ),
    table(
        row("日時", "経過"),
        row("{%tr for entry in timeline %}", ""),
        row("{{ entry.when }}", "{{ entry.what }}"),
        row("{%tr endfor %}", ""),
    ),
    section("cause", "原因", "{{ cause }}", *["再発防止に努めてまいります。" * 5] * 4),
    section("contact", "お問合せ", "{{ contact.name }}　{{ contact.telephone }}"),
)
FACTS = {
    "letter": {"date": "2026年11月5日"},
    "business": {"name": "株式会社架空商事", "representative": "代表取締役 見本 一郎"},
    "title": "ノートパソコンの紛失による個人データの漏えい",
    "timeline": [{"when": f"10月{n}日", "what": "調査を行いました。"} for n in range(20, 30)],
    "cause": "移動中の置き忘れによるものです。",
    "contact": {"name": "お客様相談室", "telephone": "0120-000-000"},
}

# What differs from letter to letter; none of a person's fields is the same in all.
VARYING = {"number": (), "person": ()}


def facts_of(number: int) -> dict[str, object]:
    person = {
        "name": f"見本 太郎{number}",
        "postal_code": "100-0000",
        "address": "東京都架空区見本町1-2-3",
        "leaked": ["氏名", "住所", "生年月日"],
        "bereaved": number % 7 == 0,
    }
    return {**FACTS, "number": f"第{number}号", "person": person}


def by_docxtpl(source: bytes) -> Callable[[dict[str, object]], bytes]:
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined)

    def render(facts: dict[str, object]) -> bytes:
        document = DocxTemplate(io.BytesIO(source))
        document.render(facts, environment)
        buffer = io.BytesIO()
        document.save(buffer)
        return buffer.getvalue()

    return render


def letter() -> bytes:
    """Return the template of the letter, on python-docx's own: 40 KB, most of it styles that nobody uses."""
    return docx(*BODY, header="{{ number }}", title="{{ title }}")


def slim(source: bytes) -> bytes:
    """Return the template with our own styles and theme, and without a picture of its first page."""
    ours, parts = read_parts(compose("{{ name }}\n")), read_parts(source)
    parts |= {name: ours[name] for name in ("word/styles.xml", "word/theme/theme1.xml")}
    for name in [each for each in parts if _UNUSED.search(each)]:
        del parts[name]
        mention = re.compile(rb"<(?:Relationship|Override)[^>]*" + Path(name).name.encode() + rb"[^>]*/>")
        for each in [each for each in parts if each.endswith((".rels", "_Types].xml"))]:
            parts[each] = mention.sub(b"", parts[each])
    return write_parts(parts)
