"""Which templates need no repair afterwards, and what happens to those that might."""

from __future__ import annotations

import re

import pytest

from noticegen.findings import RenderError, TemplateError
from noticegen.ooxml.template import Template
from tests.ooxml.docx_files import archive, body_text, cell, docx, members, paragraph, row, table

HALF_OPEN = (
    "<w:p><w:r><w:t>{% if x %}甲</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>乙{% endif %}</w:t></w:r></w:p>"
)
CROSSED = '<w:p><w:r><w:t>{% if x %}甲</w:t></w:r><w:hyperlink w:anchor="a"><w:r><w:t>乙{% endif %}</w:t></w:r></w:hyperlink></w:p>'


def test_a_condition_that_closes_and_opens_runs_evenly_is_compiled():
    template = Template(docx(HALF_OPEN))
    assert template.route == "compiled"
    assert body_text(template.render({"x": True})) == ["甲乙"]


def test_a_condition_that_crosses_elements_is_refused_only_where_it_breaks_the_document():
    template = Template(docx(CROSSED))
    assert template.route == "docxtpl"
    assert body_text(template.render({"x": True})) == ["甲乙"]
    with pytest.raises(RenderError) as caught:
        template.render({"x": False})
    assert [finding.code for finding in caught.value.findings] == ["T206"]


def test_a_crossed_condition_in_a_header_is_refused_only_where_it_breaks():
    parts = members(docx("本文", header="@"))
    header = re.sub(rb"<w:p>.*</w:p>", CROSSED.encode(), parts["word/header1.xml"], flags=re.DOTALL)
    template = Template(archive(parts | {"word/header1.xml": header}))
    assert template.route == "docxtpl"
    assert "乙".encode() in members(template.render({"x": True}))["word/header1.xml"]
    with pytest.raises(RenderError) as caught:
        template.render({"x": False})
    assert caught.value.findings[0].where.path == "ヘッダー"


def test_columns_that_vanish_leave_a_row_without_cells_and_are_refused():
    template = Template(docx(table(row("{%tc for i in items %}", "{{ i }}", "{%tc endfor %}"), columns=1)))
    assert body_text(template.render({"items": ["甲", "乙"]})) == ["甲", "乙"]
    with pytest.raises(RenderError, match="セルが一つもない行"):
        template.render({"items": []})


def test_a_loop_that_can_leave_a_cell_bare_is_refused_before_the_first_letter():
    with pytest.raises(TemplateError) as caught:
        Template(docx(table(row(cell("{%p for i in items %}", "{{ i }}", "{%p endfor %}"), "二"))))
    assert [finding.code for finding in caught.value.findings] == ["T306"]


@pytest.mark.parametrize("tag", ["{% autoescape false %}{{ x }}{% endautoescape %}", "{% extends 'x' %}"])
def test_escaping_cannot_be_turned_off_and_nothing_is_read_from_elsewhere(tag):
    with pytest.raises(TemplateError, match="は使えません"):
        Template(docx(tag))


@pytest.mark.parametrize(
    "text",
    [
        "{% filter striptags %}{{ x }}{% endfilter %}",
        "{% filter string %}{{ x }}{% endfilter %}",
        "{% call say() %}{% endcall %}",
        "{% set y %}{{ x }}{% endset %}{{ y }}",
        "{% macro m() %}{{ x }}{% endmacro %}{{ m() }}",
        "{% block b %}{{ x }}{% endblock %}",
    ],
)
def test_whatever_way_a_value_takes_it_is_escaped_and_checked(text):
    template = Template(docx(text))
    assert body_text(template.render({"x": "A & <B>", "say": lambda caller: "A & <B>"})) == ["A & <B>"]
    with pytest.raises(RenderError, match=r"U\+0001"):
        template.render({"x": "\x01", "say": lambda caller: "\x01"})


def test_branches_inside_macros_and_loops_are_seen():
    template = Template(
        docx(
            "{% macro m(a) %}{% if a %}甲{% else %}乙{% endif %}{% endmacro %}{{ m(x) }}",
            "{% for i in items %}{{ '一' if i else '二' }}{% endfor %}",
        )
    )
    seen = [
        template.trace({"x": x, "items": items}).branches for x in (0, 1) for items in ([], [0], [1], [0, 1])
    ]
    assert len(set(seen)) == len(seen) - 2
    assert seen[2] > seen[0]


VARIABLES = {
    "{{ a.b.c }}": {"a.b.c"},
    "{{ a['b'] }}{{ a[0].c }}": {"a.b", "a[].c"},
    "{% for x in a.b %}{{ x }}{{ x.y }}{% endfor %}{{ x }}": {"a.b", "a.b[]", "a.b[].y", "x"},
    "{% for x in a|sort(attribute='n') if x.ok %}{{ loop.index }}{{ x.n }}{% endfor %}": {"a", "a[].ok", "a[].n"},
    "{% for x in a %}{% for y in x.list %}{{ y.z }}{% endfor %}{% endfor %}": {"a", "a[].list", "a[].list[].z"},
    "{% set q = a.b %}{{ q.c }}{% set r = 1 + d %}{{ r }}": {"a.b", "a.b.c", "d"},
    "{% for k, v in tally.items() %}{{ k }}{{ v }}{% endfor %}": {"tally"},
    "{% macro m(p) %}{{ p.q }}{{ outer }}{% endmacro %}{{ m(a.b) }}": {"outer", "a.b"},
    "{{ range(3)|list }}{{ x|default(y.z) }}{{ 'a' if t is defined else u }}": {"x", "y.z", "t", "u"},
    "{% with w = a.b %}{{ w.c }}{% endwith %}{{ w }}": {"a.b", "a.b.c", "w"},
    "{% if a and not b.c %}{% elif d > 1 %}{% endif %}": {"a", "b.c", "d"},
    "{{ a[key.name] }}": {"a[]", "key.name"},
    "{{ xs[1:] }}": {"xs"},
    "本文": set(),
}  # fmt: skip


@pytest.mark.parametrize("text", VARIABLES)
def test_the_names_a_template_reads(text):
    assert Template(docx(text)).variables == VARIABLES[text]


def test_names_read_in_header_and_properties_count():
    template = Template(docx(paragraph("{{ a", " }}"), header="{{ b }}", title="{{ c }}"))
    assert template.variables == {"a", "b", "c"}
