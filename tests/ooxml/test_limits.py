"""A template cannot take all time or all memory: what would is refused at once, and what is usual is not."""

from __future__ import annotations

import io
from typing import Any

import pytest
from docx import Document

from noticegen.findings import NoticegenError
from noticegen.ooxml.limits import LARGEST, LONGEST, Room
from noticegen.ooxml.template import Template

BIG = "見" * 200_000
DOUBLED = (
    "{% set ns = namespace(x='見' * 100) %}{% for i in range(60) %}{% set ns.x = ns.x ~ ns.x %}{% endfor %}"
)
GREEDY = {
    "a loop within a loop": "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}",
    "a long value in a loop": "{% for i in range(99999) %}{{ big }}{% endfor %}",
    "a long value in a loop of a macro": "{% macro m() %}{% for i in range(99999) %}{{ big }}{% endfor %}{% endmacro %}{{ m() }}",
    "a long text in a loop": "{% for i in range(99999) %}" + "本文" * 2000 + "{% endfor %}",
    "a macro that calls itself": "{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}",
    "a macro that calls itself twice and prints nothing": "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}",
    "a loop that calls itself": "{% for a in range(3) recursive %}{{ loop([1, 2]) }}{% endfor %}",
    "a text times a number": "{{ 'a' * 1000000000 }}",
    "a number times a text": "{{ 1000000000 * 'a' }}",
    "a list times a number": "{{ ([1] * 100000 * 100000)|length }}",
    "a text joined to itself": DOUBLED,
    "a text added to itself": DOUBLED.replace("~", "+"),
    "a power of a power": "{{ ((9 ** 100) ** 100) ** 100 }}",
    "a width by %": "{{ '%1000000000d' % 1 }}",
    "a width by a star": "{{ '%*d' % (1000000000, 1) }}",
    "a width by format": "{{ '{:1000000000}'.format(1) }}",
    "a width by the filter format": "{{ '%1000000000d'|format(1) }}",
    "a width by ljust": "{{ 'a'.ljust(1000000000) }}",
    "a width by zfill": "{{ 'a'.zfill(1000000000) }}",
    "a width by center": "{{ 'a'|center(1000000000) }}",
    "a width by indent": "{{ 'a'|indent(1000000000, true) }}",
    "a batch filled up": "{{ [1]|batch(1000000000, 'x')|list }}",
    "replace": "{{ big.replace('見', big) }}",
    "the filter replace": "{{ big|replace('見', big) }}",
    "join": "{{ big.join(big) }}",
    "the filter join": "{{ big|join(big) }}",
    "join of what is made while it is joined": "{{ range(99999)|map('string')|join(big) }}",
    "invented words": "{{ lipsum(100000) }}",
}


def template(text: str) -> Template:
    word, made = Document(), io.BytesIO()
    word.add_paragraph(text)
    word.save(made)
    return Template(made.getvalue())


@pytest.mark.parametrize("text", GREEDY.values(), ids=GREEDY)
def test_what_would_take_all_time_or_memory_is_refused(text: str) -> None:
    with pytest.raises(NoticegenError) as refused:
        template(text).render({"big": BIG})
    (finding,) = refused.value.findings
    assert finding.code in {"T207", "T201"}
    assert "見見" not in finding.message


USUAL: dict[str, tuple[str, dict[str, Any], str]] = {
    "widths": ("{{ '%03d' % n }} {{ '{:,}'.format(n) }} {{ 'a'|center(5) }}", {"n": 7}, "007 7   a  "),
    "sums": ("{{ 1 + 2 }} {{ 35000 * 1000 }} {{ 'a' + 'b' }} {{ 2 ** 10 }}", {}, "3 35000000 ab 1024"),
    "lists": (
        "{{ names|join('、') }} {{ names|batch(2)|list|length }}",
        {"names": ["甲", "乙", "丙"]},
        "甲、乙、丙 2",
    ),
    "words": ("{{ name.replace('甲', '乙') }} {{ name|replace('甲', '丙') }}", {"name": "甲"}, "乙 丙"),
    "a scoped block": (
        "{% for n in names %}{% block b scoped %}{{ n }}{% endblock %}{% endfor %}",
        {"names": "甲乙"},
        "甲乙",
    ),
}


@pytest.mark.parametrize(("text", "context", "expected"), USUAL.values(), ids=USUAL)
def test_what_letters_do_is_allowed(text: str, context: dict[str, Any], expected: str) -> None:
    made = Document(io.BytesIO(template(text).render(context)))
    assert made.paragraphs[0].text == expected


def test_a_table_of_many_thousand_rows_is_no_problem() -> None:
    rows = [f"見本 {number:05d}" for number in range(20_000)]
    made = template("{% for row in rows %}{{ row }}、{% endfor %}").render({"rows": rows})
    assert Document(io.BytesIO(made)).paragraphs[0].text.endswith("見本 19999、")


def test_the_limits_are_the_same_for_every_letter() -> None:
    one = template("{% for i in range(9000) %}{{ name }}{% endfor %}")
    letters = {one.render({"name": "見" * 100}) for _ in range(3)}
    assert len(letters) == 1
    assert Room().left == LARGEST > LONGEST
