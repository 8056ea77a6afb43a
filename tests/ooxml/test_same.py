"""What letters have in common is said once, and every letter reads as if it had been said anew."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import pass_context

from noticegen.findings import RenderError
from noticegen.ooxml.template import Template
from tests.ooxml.docx_files import docx, row, table

LETTER = docx(
    "{{ number }}",
    "{%p set title = person.name ~ ' 様' %}",
    "{%p set facts = timeline %}",
    "{{ cause }}で{{ title }}の{{ person.kind }}が{% if person.kind == '法人' %}法人の{{ cause }}{% else %}{{ place }}{% endif %}",
    "{%p for entry in facts %}",
    "{{ loop.index }}　{{ entry.what }}{% if entry.what == person.name %}（ご本人）{% endif %}",
    "{%p endfor %}",
    "{%p for entry in facts %}",
    "{{ loop.index }}　{{ entry.what|upper }}",
    "{%p endfor %}",
    table(
        row("番号", "項目"),
        row("{%tr for item in person.items %}", ""),
        row("{{ loop.index }}", "{{ item }}"),
        row("{%tr endfor %}", ""),
    ),
    header="{{ place }}",
    title="{{ cause }}",
)
VARYING = {"number": (), "person": ("kind", "items")}
FACTS = {
    "cause": "紛失",
    "place": "架空区",
    "timeline": [{"what": "確認"}, {"what": "a<b"}, {"what": "見本"}],
}
NAMES = st.sampled_from(["見本 太郎", "確認", "a<b", "a\nb", "\u3000", "{{ x }}"])


def person(name, kind="本人", items=("氏名",)):
    return {"name": name, "kind": kind, "items": items}


PLAIN, KEEPING = Template(LETTER), Template(LETTER, varying=VARYING)


@given(
    st.lists(st.tuples(NAMES, st.integers(1, 99)), min_size=1, max_size=4), st.sampled_from(["本人", "法人"])
)
def test_a_letter_of_many_reads_as_one_by_itself_whatever_was_said_before(letters, kind):
    memory = {}
    for name, number in letters:
        facts = {**FACTS, "number": number, "person": person(name, kind)}
        alone, kept = PLAIN.trace(facts), KEEPING.trace(facts, memory)
        assert KEEPING.texts(facts) == PLAIN.texts(facts)
        assert kept._pack.texts() == alone._pack.texts()
        assert (kept.branches, kept.blanks) == (alone.branches, alone.blanks)
        # Neither do its bytes depend on the letters before it.
        assert kept.data == KEEPING.render(facts, {})


def test_what_does_not_differ_is_read_once():
    class Entry:
        asked = 0

        @property
        def what(self):
            Entry.asked += 1
            return "確認"

    memory = {}
    for number in range(5):
        facts = {**FACTS, "timeline": [Entry()], "number": number, "person": person(f"見本 {number}")}
        KEEPING.render(facts, memory)
    # In the loop that looks at the name, twice for each letter; in the other one once.
    assert Entry.asked == 2 * 5 + 1


@pytest.mark.parametrize(
    "body",
    [
        "{{ person }}",
        "{{ person['name'] }}",
        "{{ [person]|map(attribute='name')|first }}",
        "{% set who = person.name %}{{ who }}",
        "{% set who = '' %}{% if person.name %}{% set who = person.name %}{% endif %}{{ who }}",
        "{% set who %}{{ person.name }}{% endset %}{{ who }}",
        "{% set who = person %}{% set whose = who.name %}{{ whose }}",
        "{% macro who() %}{{ person.name }}{% endmacro %}{{ who() }}",
        "{% with who = person.name %}{{ who }}{% endwith %}",
        "{% set ns = namespace(who='') %}{% for _ in timeline %}{% set ns.who = person.name %}{% endfor %}{{ ns.who }}",
        "{% for who in [person.name] %}{{ who }}{% endfor %}",
        "{% for entry in timeline if entry.what != person.name %}{{ loop.index }}{{ entry.what }}{% endfor %}",
        "{% if cause is told %}{{ cause|told }}{% endif %}",
        "{{ tell() }}",
        "{% filter upper %}{{ person.name }}{% endfilter %}",
        "{{ cause if person.name == '見本' else place }}",
        "{% block who %}{{ person.name }}{% endblock %}",
    ],
)
def test_whatever_way_the_name_takes_it_is_the_name_of_this_letter(body):
    @pass_context
    def told(context, *_):
        return context["person"]["name"]

    names = iter(("見本", "架空", "仮名", "例示"))
    rules = {"filters": {"told": told}, "tests": {"told": told}}
    plain, keeping = Template(docx(body), **rules), Template(docx(body), varying=VARYING, **rules)
    memory = {}
    for name in names:
        facts = {**FACTS, "person": person(name), "tell": lambda name=name: name}
        assert keeping.trace(facts, memory)._pack.texts() == plain.texts(facts)


def test_what_is_wrong_is_told_as_of_a_letter_by_itself():
    for facts in (
        {**FACTS, "number": 1, "person": person("見本"), "cause": None},
        {**FACTS, "number": 1, "person": person("\ud800")},
        {**FACTS, "number": 1, "person": person("見本"), "place": "\ufffe"},
    ):
        said = []
        for template, memory in ((PLAIN, None), (KEEPING, {})):
            with pytest.raises(RenderError) as told:
                template.render(facts, memory)
            said.append(told.value.findings)
        assert said[0] == said[1]


@pytest.mark.parametrize("rows", ["timeline", "person.name"])
def test_a_table_without_rows_is_refused_whether_or_not_its_rows_are_remembered(rows):
    loop = table(row(f"{{%tr for each in {rows} %}}", ""), row("{{ each }}", "例"), row("{%tr endfor %}", ""))
    template = Template(docx(loop, "{{ person.name }}"), varying=VARYING)
    assert template.route == "compiled"
    memory = {}
    for _ in range(2):
        with pytest.raises(RenderError) as told:
            template.render({"timeline": [], "person": person("")}, memory)
        assert told.value.findings[0].code == "T302"


def test_what_was_wrong_once_is_wrong_every_time():
    memory = {}
    for _ in range(2):
        with pytest.raises(RenderError):
            KEEPING.render({**FACTS, "place": "\u0001", "number": 1, "person": person("見本")}, memory)


def test_a_memory_is_of_use_to_a_template_that_says_what_varies_alone():
    memory = {}
    PLAIN.render({**FACTS, "number": 1, "person": person("見本")}, memory)
    assert memory == {}
