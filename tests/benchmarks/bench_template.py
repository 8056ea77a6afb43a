"""Processor time per letter: the engine and docxtpl on the same templates, side by side in one run.

Run: ``python tests/benchmarks/bench_template.py``
"""

from __future__ import annotations

import io
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
from docxtpl import DocxTemplate

sys.path.insert(0, str(Path(__file__).parents[2]))

from noticegen.ooxml.package import DEFLATE
from noticegen.ooxml.template import Template
from tests.ooxml.docx_files import docx, row, section, table

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS, LETTERS = 5, 60
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


def microseconds(render: Callable[[dict[str, object]], bytes], letters: int) -> float:
    start = time.process_time()
    for number in range(letters):
        render(facts_of(number))
    return (time.process_time() - start) / letters * 1e6


def main() -> None:
    source = docx(*BODY, header="{{ number }}", title="{{ title }}")
    start = time.process_time()
    template = Template(source)
    compiled = (time.process_time() - start) * 1e3
    ways = {
        "Template.render": (template.render, LETTERS * 10),
        "Template.trace": (lambda facts: template.trace(facts).data, LETTERS * 10),
        "docxtpl": (by_docxtpl(source), LETTERS // 4),
    }
    results: dict[str, list[float]] = {way: [] for way in ways}
    for _ in range(ROUNDS):
        for way, (render, letters) in ways.items():
            results[way].append(microseconds(render, letters))
    slowest = min(results["docxtpl"])
    lines = [
        f"deflate: {DEFLATE}; compile once: {compiled:.1f} ms; letter: {len(template.render(facts_of(1))):,} bytes",
        f"{'':18}{'best µs':>10}{'median µs':>11}{'letters/s':>11}{'× docxtpl':>11}",
    ]
    for way, times in results.items():
        best, median = min(times), sorted(times)[ROUNDS // 2]
        lines.append(f"{way:18}{best:>10,.0f}{median:>11,.0f}{1e6 / best:>11,.0f}{slowest / best:>11.0f}")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
