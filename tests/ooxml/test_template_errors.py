"""What an author of a template reads when something is wrong: where, what, and what to write."""

from __future__ import annotations

from types import SimpleNamespace

import jinja2
import pytest

from noticegen.findings import RenderError, TemplateError
from noticegen.ooxml.template import Template
from tests.ooxml.docx_files import body_text, cell, docx, paragraph, row, section, table, with_notes


def refused(*body: str, **parts: str) -> str:
    with pytest.raises(TemplateError) as caught:
        Template(docx(*body, **parts), name="letter.docx")
    return _transcript(caught.value)


def failed(facts: dict[str, object], *body: str, **parts: str) -> str:
    template = Template(docx(*body, **parts), name="letter.docx", filters={"halve": lambda x: x / 2})
    with pytest.raises(RenderError) as caught:
        template.render(facts)
    return _transcript(caught.value)


def _transcript(error: TemplateError) -> str:
    return "\n".join(f"{finding.code} {finding}" for finding in error.findings)


SYNTAX = {
    "an unclosed tag": (
        ("お名前 {{ name }",),
        (
            "T102 letter.docx お名前 {{ name }\n"
            "  「{{」「{%」「{#」のどれかが閉じられていません。\n"
            "  → 「}}」「%}」「#}」で閉じてください。"
        ),
    ),
    "a condition without end": (
        ("{%p if angry %}", "怒り"),
        (
            "T102 letter.docx {% if angry %}\n"
            "  {% if angry %} に対応するタグがありません。\n"
            "  → {% endif %} を書いてください。段落ごとのタグ {%p if … %} は {%p endif %} で閉じます。"
        ),
    ),
    "an end without condition": (
        ("本文", "{%p endif %}"),
        (
            "T102 letter.docx {% endif %}\n"
            "  {% endif %} に対応するタグがありません。\n"
            "  → 対応する {% if … %} の位置と種類(p・tr・tc の別)を確かめてください。"
        ),
    ),
    "an else alone": (
        ("{% else %}",),
        (
            "T102 letter.docx {% else %}\n"
            "  {% else %} に対応するタグがありません。\n"
            "  → 対応する {% if … %} の位置と種類(p・tr・tc の別)を確かめてください。"
        ),
    ),
    "an unknown command": (
        ("{% fi x %}",),
        (
            "T102 letter.docx {% fi x %}\n"
            "  {% fi %} という命令はありません。\n"
            "  → 使える命令は if、for、set などです。"
        ),
    ),
    "a malformed expression in a section": (
        (section("items", "お客様に関する情報", "前 {{ a b }} 後"),),
        (
            "T102 letter.docx お客様に関する情報/前 {{ a b }} 後\n"
            "  タグ「a b」の書き方に誤りがあります。\n"
            "  → 名前、引用符、かっこの対応を確かめてください。"
        ),
    ),
    "another file": (
        ("{% include 'x.docx' %}",),
        (
            "T102 letter.docx {% include 'x.docx' %}\n"
            "  {% include 'x.docx' %} は使えません。テンプレートは他のファイルを読み込めません。\n"
            "  → 読み込みたい内容を、このテンプレートに直接書いてください。"
        ),
    ),
    "every unknown filter and test, also in a condition that is rarely met": (
        ("{{ x|uper }}", "{% if no %}{{ x|hogo }}{% endif %}", "{% if x is definde %}{% endif %}"),
        (
            "T103 letter.docx {{ x|uper }}\n"
            "  「x|uper」のフィルター uper はありません。\n"
            "  → upper の書き間違いではありませんか。\n"
            "T103 letter.docx {% if no %}{{ x|hogo }}{% endif %}\n"
            "  「x|hogo」のフィルター hogo はありません。\n"
            "  → 名前を確かめてください。\n"
            "T103 letter.docx {% if x is definde %}{% endif %}\n"
            "  「if x is definde」の判定(is …) definde はありません。\n"
            "  → defined の書き間違いではありませんか。"
        ),
    ),
}


@pytest.mark.parametrize("mistake", SYNTAX)
def test_a_mistake_of_syntax_is_told_with_its_place(mistake):
    body, expected = SYNTAX[mistake]
    assert refused(*body) == expected


def test_mistakes_in_several_parts_are_told_at_once():
    assert [
        line[:4] for line in refused("{{ a b }}", header="{{ x|hogo }}").splitlines() if line[0] == "T"
    ] == [
        "T102",
        "T103",
    ]


NAMES = {
    "a misspelt attribute": (
        {"person": SimpleNamespace(name="見本 太郎")},
        (section("address", "宛名", paragraph("{{ person.na", "em }}", " 様")),),
        ("T201 letter.docx 宛名/{{ person.naem }} 様\n"
        "  「person.naem」という変数は定義されていません。\n"
        "  → person.name の書き間違いではありませんか。"),
    ),
    "a misspelt name in a condition": (
        {"person": 1},
        ("{%p if persn %}", "x", "{%p endif %}"),
        ("T201 letter.docx {% if persn %}\n"
        "  「if persn」の「persn」という変数は定義されていません。\n"
        "  → person の書き間違いではありませんか。"),
    ),
    "a misspelt attribute of a loop's variable": (
        {"timeline": [{"what": "紛失"}]},
        ("{%p for e in timeline %}", "{{ e.waht }}", "{%p endfor %}"),
        ("T201 letter.docx {{ e.waht }}\n"
        "  「e.waht」の「timeline[].waht」という変数は定義されていません。\n"
        "  → timeline[].what の書き間違いではありませんか。"),
    ),
    "a fact that is None": (
        {"report": {"date": None}},
        ("日付 {{ report.date }}",),
        ("T202 letter.docx 日付 {{ report.date }}\n"
        "  「report.date」に値がありません。値のないまま印字することはできません。\n"
        "  → 事実を記入するか、{% if report.date %} … {% endif %} で囲んでください。"),
    ),
    "a control character": (
        {"name": "見本\x0b太郎"},
        ("{{ name }} 様",),
        ("T203 letter.docx {{ name }} 様\n"
        "  name の値に、文書に書けない文字(U+000B)が含まれています。\n"
        "  → 元のデータからこの文字を取り除いてください(他のソフトからの貼り付けで紛れ込むことがあります)。"),
    ),
    "a half of a character": (
        {"people": [{"name": "見本"}, {"name": "見本\ud800"}]},
        ("{%p for p in people %}", "{{ p.name }}", "{%p endfor %}"),
        ("T203 letter.docx {{ p.name }}\n"
        "  people[].name の値に、文書に書けない文字(U+D800)が含まれています。\n"
        "  → 元のデータからこの文字を取り除いてください(他のソフトからの貼り付けで紛れ込むことがあります)。"),
    ),
    "a way out of the sandbox": (
        {"name": "x"},
        ("{{ name.__class__.__mro__ }}",),
        ("T204 letter.docx {{ name.__class__.__mro__ }}\n"
        "  「name.__class__.__mro__」は、テンプレートに許されていない操作です。\n"
        "  → テンプレートでは、値の参照・条件・繰返しと、決められたフィルターだけを使ってください。"),
    ),
    "a change of the facts": (
        {"items": []},
        ("{{ items.append(1) }}",),
        ("T204 letter.docx {{ items.append(1) }}\n"
        "  「items.append(1)」は、テンプレートに許されていない操作です。\n"
        "  → テンプレートでは、値の参照・条件・繰返しと、決められたフィルターだけを使ってください。"),
    ),
    "a filter that fails": (
        {"name": "見本"},
        ("{{ name|halve }}",),
        ("T205 letter.docx {{ name|halve }}\n"
        "  「name|halve」を計算できません(TypeError)。\n"
        "  → name の種類(文字、数、日付、一覧)と、この式が合っているか確かめてください。"),
    ),
    "a method that is not called": (
        {"name": "見本"},
        ("{{ name.strip }}",),
        ("T205 letter.docx {{ name.strip }}\n"
        "  「name.strip」は値ではなく関数なので、印字できません。\n"
        "  → 値の名前を確かめてください。呼び出すなら name.strip() と書きます。"),
    ),
    "XML in a value that is not whole": (
        {"name": "<w:r>"},
        ("前", "{{ name|safe }}"),
        ("T206 letter.docx {{ name|safe }}\n"
        "  name の値に含まれる XML が壊れています。出力される文書を Word で開けなくなります。\n"
        "  → 値をそのまま印字するか(safe を外す)、正しい WordprocessingML にしてください。"),
    ),
    "a table of which no row is left": (
        {"items": []},
        ("対象者の一覧", table(row("{%tr for i in items %}", ""), row("{{ i }}", "二"), row("{%tr endfor %}", ""))),
        ("T302 letter.docx (「対象者の一覧」の後)\n"
        "  行が一つもない表があります。Word はこの文書を開けません。\n"
        "  → 見出しの行を置くか、表全体を {%p if … %} と {%p endif %} で囲んでください。"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("mistake", NAMES)
def test_facts_that_do_not_fit_are_told_with_variable_and_place(mistake):
    facts, body, expected = NAMES[mistake]
    assert failed(facts, *body) == expected


def test_a_problem_in_the_header_names_the_header():
    assert failed({}, "本文", header="No. {{ number }}").startswith(
        "T201 letter.docx ヘッダー/No. {{ number }}\n"
    )


def test_the_section_of_a_problem_is_in_the_finding():
    template = Template(docx(section("items", "お客様に関する情報", "{{ x }}")))
    with pytest.raises(RenderError) as caught:
        template.render({})
    assert caught.value.findings[0].section == "items"


@pytest.mark.parametrize(
    ("facts", "text"),
    [
        ({"x": "秘密\x01"}, "{{ x }}"),
        ({"x": "秘密"}, "{{ x + 1 }}"),
        ({"x": "秘密", "labels": {}}, "{{ labels[x] }}"),
        ({"x": "秘密"}, "{{ x|attr('__class__') }}"),
        ({"x": "<秘密"}, "{{ x|safe }}"),
    ],
)
def test_no_message_contains_a_value_of_the_facts(facts, text):
    template = Template(docx(text))
    with pytest.raises(RenderError) as caught:
        template.render(facts)
    assert "秘密" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


STRUCTURE = {
    "T301": "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc/></w:tr></w:tbl>",
    "T302": table("<w:tr/>"),
    "T303": '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>',
    "T304": '<w:p><w:hyperlink xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'r:id="rId99"/></w:p>',
    "T306": table(row(cell("{%p if x %}", "値", "{%p endif %}"), "二")),
    "T310": "｛｛ name ｝｝",
    "T313": "{%p if x %} ここは失われる",
}


@pytest.mark.parametrize("code", STRUCTURE)
def test_a_template_that_word_or_the_reader_would_stumble_over_is_refused(code):
    assert refused(STRUCTURE[code]).startswith(f"{code} ")


@pytest.mark.parametrize(
    "braces", ["｛｛ name }}", "{｛ name ｝}", "{％ if x ％}", "｛% if x %｝", "｛％ if x ％｝"]
)
def test_braces_typed_full_width_are_found(braces):
    assert refused(paragraph(braces[:1], braces[1:])).startswith("T310 ")


def test_a_tag_in_an_endnote_is_refused_because_it_would_be_printed():
    notes = '<w:endnote w:id="1"><w:p><w:r><w:t>注 {{ name }}</w:t></w:r></w:p></w:endnote>'
    with pytest.raises(TemplateError) as caught:
        Template(with_notes(docx("本文"), "endnotes", notes), name="letter.docx")
    assert _transcript(caught.value) == (
        "T311 letter.docx 文末脚注/注 {{ name }}\n"
        "  文末脚注の中のタグは処理されず、そのまま印字されます。\n"
        "  → 本文か脚注に移してください。"
    )


def test_an_end_of_a_field_without_begin_is_found():
    assert refused('<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>').startswith("T303 ")


def test_a_cell_with_a_paragraph_after_the_condition_is_fine():
    template = Template(docx(table(row(cell("{%p if x %}", "値", "{%p endif %}", ""), "二"))))
    assert body_text(template.render({"x": False})) == ["", "二"]


def test_a_cell_with_a_paragraph_in_each_branch_is_fine():
    template = Template(
        docx(table(row(cell("{%p if x %}", "甲", "{%p else %}", "乙", "{%p endif %}"), "二")))
    )
    assert template.route == "compiled"
    assert body_text(template.render({"x": False})) == ["乙", "二"]


def test_a_relaxed_undefined_prints_nothing_but_still_refuses_the_sandbox():
    template = Template(docx("[{{ nobody }}]"), undefined=jinja2.ChainableUndefined)
    assert body_text(template.render({})) == ["[]"]
    guarded = Template(docx("[{{ ''.__class__ }}]"), undefined=jinja2.ChainableUndefined)
    with pytest.raises(RenderError, match="許されていない操作"):
        guarded.render({})


def test_a_name_that_is_unknown_in_many_places_is_told_once():
    assert refused("{{ a|hogo }}", "{{ b|hogo }}", "{{ c|hogo }}") == (
        "T103 letter.docx {{ a|hogo }}\n"
        "  「a|hogo」のフィルター hogo はありません(ほか 2 か所)。\n"
        "  → 名前を確かめてください。"
    )


def test_of_a_long_paragraph_the_part_around_the_tag_is_shown():
    text = failed({}, f"{'前' * 100}{{{{ number }}}}{'後' * 100}")
    assert text.startswith(f"T201 letter.docx …{'前' * 8}{{{{ number }}}}{'後' * 12}…\n")


OPEN = "お名前 {{ name }"
SWALLOWED = {
    "the next tag is another paragraph's own": (
        OPEN,
        "次の段落",
        "{%p if angry %}",
        "{{ age }}",
        "{%p endif %}",
    ),
    "the next tag prints": (OPEN, "次の段落", "{{ age }}"),
    "a condition": ("{% if angry %", "次の段落", "{%p if angry %}", "{{ age }}", "{%p endif %}"),
    "the section begins between": (
        OPEN,
        section("own", "本文", paragraph("{%p if angry %}"), paragraph("{%p endif %}")),
    ),
}


@pytest.mark.parametrize("body", SWALLOWED.values(), ids=SWALLOWED)
def test_a_tag_that_would_swallow_the_text_up_to_the_next_one_is_refused(body: tuple[str, ...]) -> None:
    assert refused(*body).startswith(f"T509 letter.docx {body[0]}\n")


@pytest.mark.parametrize(
    "body",
    [
        ("{{ name", "~ age }}", "{{ age }}"),
        ("{# 一言", "{{ name }} も", "注 #}", "{{ age }}"),
        ("{% raw %}{{ name{% endraw %}", "{{ age }}"),
        ("{% raw %}", "乙 {{ 例", "{{ 例 }}", "{% endraw %}{{ age }}"),
    ],
    ids=[
        "a tag over two paragraphs",
        "a comment over three",
        "braces that are text",
        "paragraphs that are text",
    ],
)
def test_a_tag_that_swallows_nothing_is_taken_as_docxtpl_takes_it(body: tuple[str, ...]) -> None:
    made = Template(docx(*body), name="letter.docx").render({"name": "見本", "age": 7})
    assert body_text(made)[-1].endswith("7")
