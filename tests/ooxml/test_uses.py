from noticegen.ooxml.compose import compose
from noticegen.ooxml.environment import TemplateEnvironment
from noticegen.ooxml.prepare import prepare
from noticegen.ooxml.tags import TagMap
from noticegen.ooxml.uses import uses

TEXT = """[footer]
<フッター>{{ business.name }}
[body]
{%p set late = report.stage == "確報" %}
{%p if publication %}
[section course 経緯]
{% if late %}確報{% endif %}{{ incident.summary }}
{%p for entry in timeline %}
{{ entry.what }}
{%p endfor %}
[/section]
{%p elif cause %}
[section cause 原因]
{{ protection|selectattr("kind", "eq", "暗号化")|map(attribute="detail")|join("、") }}
[/section]
{%p endif %}
{{ letter.date }}
"""


def read(text):
    return {
        (use.path, use.prints): use.sections
        for part in prepare(compose(text), "t.docx").parts
        for tags in [TagMap(part.xml, part.kind)]
        for use in uses(TemplateEnvironment().parse(tags.source), tags, frozenset())
    }


def test_a_tag_belongs_to_the_section_it_stands_in_and_to_those_it_decides_on():
    found = read(TEXT)
    assert found["incident.summary", True] == ("course",)
    assert found["timeline", False] == ("course",)
    assert found["timeline[].what", True] == ("course",)
    assert found["publication", False] == ("course", "cause")
    assert found["cause", False] == ("course", "cause")
    assert found["letter.date", True] == ()
    assert found["business.name", True] == ()


def test_what_a_name_is_made_from_counts_for_every_section_that_uses_the_name():
    assert read(TEXT)["report.stage", False] == ("course",)
    chain = '{%p set a = cause.detail %}\n{%p set b = a %}\n[section x 題]\n{% if b == "一" %}一{% endif %}二\n[/section]\n'
    assert read(chain)["cause.detail", False] == ("x",)


def test_a_filter_that_looks_at_a_field_of_every_entry_reads_that_field():
    found = read(TEXT)
    assert found["protection[].kind", True] == ("cause",)
    assert {path for path, _ in found} >= {"protection", "protection[].kind"}
