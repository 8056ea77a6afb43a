from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest

from noticegen.ooxml.template import Template
from tests.ooxml.docx_files import body_text, docx, members, paragraph

LETTER = docx(
    paragraph("{{ per", "son.name }}", " 様"),
    "{%p if apology %}",
    "深くお詫び申し上げます。",
    "{%p endif %}",
    "{%p for entry in timeline %}",
    "{{ entry.when }} {{ entry.what }}",
    "{%p endfor %}",
    "{{ '御遺族' if bereaved else '御本人' }}",
    header="No. {{ person.number }}",
    title="お知らせ & {{ person.number }}",
)
FACTS = {
    "person": SimpleNamespace(name="見本 太郎", number=7),
    "apology": True,
    "bereaved": False,
    "timeline": [{"when": "10月30日", "what": "紛失"}, {"when": "10月31日", "what": "発覚"}],
}


def test_a_letter_is_rendered_in_body_header_and_properties():
    data = Template(LETTER).render(FACTS)
    assert body_text(data) == [
        "見本 太郎 様", "深くお詫び申し上げます。", "10月30日 紛失", "10月31日 発覚", "御本人",
    ]  # fmt: skip
    assert "No. 7" in members(data)["word/header1.xml"].decode()
    assert "<dc:title>お知らせ &amp; 7</dc:title>" in members(data)["docProps/core.xml"].decode()


def test_the_same_facts_give_the_same_bytes_from_another_template_object_and_from_threads():
    template = Template(LETTER)
    data = template.render(FACTS)
    assert Template(LETTER).render(FACTS) == data
    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(template.render, [FACTS] * 16)) == {data}


def test_variables_are_dotted_and_loop_variables_are_resolved():
    assert Template(LETTER).variables == {
        "apology", "bereaved", "person.name", "person.number", "timeline", "timeline[].what", "timeline[].when",
    }  # fmt: skip


def test_each_way_through_the_template_has_its_own_branches():
    template = Template(LETTER)
    seen = {
        template.trace({**FACTS, "apology": apology, "bereaved": bereaved, "timeline": timeline}).branches
        for apology in (True, False)
        for bereaved in (True, False)
        for timeline in (FACTS["timeline"], [])
    }
    assert len(seen) == 8


def test_branches_are_the_same_numbers_in_every_template_object():
    assert Template(LETTER).trace(FACTS).branches == Template(LETTER).trace(FACTS).branches


@pytest.mark.parametrize("blank", ["", " ", "\u3000", "\n", "\u200b"])
def test_a_printed_blank_is_noted(blank):
    template = Template(docx("{{ name }}様"))
    assert template.trace({"name": blank}).blanks
    assert not template.trace({"name": "見本"}).blanks


def test_an_attribute_called_items_is_the_fact_and_not_the_method_of_a_dict():
    template = Template(docx("{%p for item in group.items %}", "{{ item }}", "{%p endfor %}"))
    for group in (SimpleNamespace(items=["氏名", "住所"]), {"items": ["氏名", "住所"]}):
        assert body_text(template.render({"group": group})) == ["氏名", "住所"]


def test_a_method_of_a_dict_can_still_be_called():
    template = Template(docx("{% for key, value in tally.items() %}{{ key }}{{ value }} {% endfor %}"))
    assert body_text(template.render({"tally": {"items": 1, "氏名": 2}})) == ["items1 氏名2 "]
