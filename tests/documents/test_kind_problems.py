"""Is everything that is wrong in a document.toml told at its line, with what to write there?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from noticegen.documents.kinds import kind, kinds
from noticegen.findings import Finding, TemplateError, Where
from noticegen.law.conditions import CONDITIONS
from tests.documents.test_kinds import GOOD, own

if TYPE_CHECKING:
    from pathlib import Path

SECTION = '[[section]]\nid = "body"\ntitle = "本文"\n'
HEAD = GOOD.removesuffix(SECTION)
TEMPLATE = '[[template]]\nfile = "letter.docx"\n'
LIMIT = '[text]\nlimits = [{section = "body", label = "表題", characters = %s}]\n'
TWICE = '[[section]]\nid = "body"\ntitle = "二"\n'
UNDER = "「section」は見出しの下に書きます。"
TWO_BRACKETS = "見出しを [[section]] と、角括弧を二つ重ねて書いてください。"
ONE_BRACKET = "見出しを [text] と、角括弧一つで書いてください。"
SAME_ID = ("区画「body」が二度書かれています。", "どちらかの id を改めるか、一つにまとめてください。")
NO_WHEN = "という条件はありません。"

Told = tuple[int | None, int | None, str, str, str]
PROBLEMS: dict[str, tuple[str, Told]] = {
    "a word mistyped": (GOOD.replace("title", "titel", 1), (2, 1, "titel", "「titel」という項目はありません。", "「title」のことですか。")),
    "a word that is none": (
        f"zzz = 1\n{GOOD}",
        (1, 1, "zzz", "「zzz」という項目はありません。", "書けるのは title、audience、per、template、section、based_on、optional、fact、forbidden、text。"),
    ),
    "a word of a section": (
        f"{GOOD}zzzzz = 1\n",
        (10, 1, "section[0].zzzzz", "「zzzzz」という項目はありません。", "書けるのは id、title、requirements、when、level、template。"),
    ),
    "no title": (GOOD.replace('title = "社内報告"\n', ""), (None, None, "title", "「title」がありません。", 'title = "…" を書いてください。')),
    "no per": (
        GOOD.replace('per = "incident"\n', ""),
        (None, None, "per", "「per」がありません。", 'per = "…" を書いてください(incident、client、recipient)。'),
    ),
    "no template": (
        GOOD.replace(TEMPLATE, ""),
        (None, None, "template", "[[template]] がありません。", '[[template]] と、その下に file = "…" を書いてください。'),
    ),
    "no title of a section": (
        GOOD.replace('title = "本文"\n', ""),
        (7, 1, "section[0].title", "「title」がありません。", 'title = "…" を書いてください。'),
    ),
    "no section": (
        f"section = []{HEAD}",
        (1, 1, "section", "[[section]] が一つもありません。", '[[section]] と、その下に id = "…"、title = "…" を書いてください。'),
    ),
    "one bracket": (GOOD.replace("[[section]]", "[section]"), (7, 1, "section", UNDER, TWO_BRACKETS)),
    "a text for a table": (f'section = "body"{HEAD}', (1, 1, "section", UNDER, TWO_BRACKETS)),
    "texts for tables": (f'section = ["body"]{HEAD}', (1, 1, "section", UNDER, TWO_BRACKETS)),
    "two brackets": (f"{GOOD}[[text]]\n", (10, 1, "text", "「text」は見出しの下に書きます。", ONE_BRACKET)),
    "a text for the one table": (f'text = "x"{GOOD}', (1, 1, "text", "「text」は見出しの下に書きます。", ONE_BRACKET)),
    "none of the words": (
        GOOD.replace('"incident"', '"x"'),
        (4, 1, "per", "「per」の値が、書けるもののどれでもありません。", "書けるのは incident、client、recipient。"),
    ),
    "for counsel alone": (
        GOOD.replace('"社内"', '"代理人限り"'),
        (3, 1, "audience", "「audience」の値が、書けるもののどれでもありません。", "書けるのは 委員会、取引先、本人、公表、相手方、社内。"),
    ),
    "a number for a text": (GOOD.replace('"社内報告"', "5"), (2, 1, "title", "「title」は文字列で書きます(今は整数)。", 'title = "…" のように書いてください。')),
    "a text for a truth": (
        f'optional = "はい"{GOOD}',
        (1, 1, "optional", "「optional」は true か false で書きます(今は文字列)。", "optional = true のように書いてください。"),
    ),
    "a number for a truth": (
        f"optional = 1{GOOD}",
        (1, 1, "optional", "「optional」は true か false で書きます(今は整数)。", "optional = true のように書いてください。"),
    ),
    "a text for texts": (
        f'{GOOD}requirements = "a"\n',
        (10, 1, "section[0].requirements", "「requirements」は文字列の配列で書きます(今は文字列)。", 'requirements = ["…"] のように書いてください。'),
    ),
    "numbers for texts": (
        f'{GOOD}requirements = ["a", 1]\n',
        (10, 1, "section[0].requirements", "「requirements」は文字列の配列で書きます(今は配列)。", 'requirements = ["…"] のように書いてください。'),
    ),
    "a text for a number": (
        f"{GOOD}{LIMIT}".replace("%s", '"400"'),
        (11, 44, "text.limits[0].characters", "「characters」は整数で書きます(今は文字列)。", "characters = 400 のように書いてください。"),
    ),
    "a truth for a number": (
        f"{GOOD}{LIMIT}".replace("%s", "true"),
        (11, 44, "text.limits[0].characters", "「characters」は整数で書きます(今は真偽値(true / false))。", "characters = 400 のように書いてください。"),
    ),
    "a number for a text or none": (
        f"{GOOD}template = 5\n",
        (10, 1, "section[0].template", "「template」は文字列で書きます(今は整数)。", 'template = "…" のように書いてください。'),
    ),
    "a condition mistyped": (f'{GOOD}when = "alwais"\n', (10, 1, "section[0].when", f"「alwais」{NO_WHEN}", "「always」のことですか。")),
    "a condition of a template": (
        GOOD.replace('"letter.docx"', '"letter.docx"\nwhen = "zzzzzzz"'),
        (7, 1, "template[0].when", f"「zzzzzzz」{NO_WHEN}", f"書けるのは {'、'.join(CONDITIONS)}。"),
    ),
    "a file mistyped": (GOOD.replace("letter", "leter"), (6, 1, "template[0].file", "テンプレート leter.docx がありません。", "「letter.docx」のことですか。")),
    "a file that is none": (GOOD.replace("letter.docx", "あ"), (6, 1, "template[0].file", "テンプレート あ がありません。", "書けるのは letter.docx。")),
    "a pattern": (
        f'{GOOD}[[forbidden]]\npattern = "("\ntitle = "x"\n',
        (11, 1, "forbidden[0].pattern", "pattern が正規表現として読めません。", "括弧が閉じているか確かめてください。記号そのものは \\( のように書きます。"),
    ),
    "a section twice": (f"{GOOD}{TWICE}", (11, 1, "section[1].id", *SAME_ID)),
    "a section of a template twice": (
        f'{GOOD}template = "letter.docx"\n{TWICE}template = "letter.docx"\n',
        (12, 1, "section[1].id", *SAME_ID),
    ),
}  # fmt: skip


@pytest.mark.parametrize("problem", PROBLEMS)
def test_a_problem_is_told_at_its_line_with_its_cure(tmp_path: Path, problem: str) -> None:
    toml, (line, column, path, message, hint) = PROBLEMS[problem]
    with pytest.raises(TemplateError) as refused:
        kinds(own(tmp_path, toml=toml))
    file = str(tmp_path / "house_report" / "document.toml")
    where = Where(file, line, column, path)
    assert list(refused.value.findings) == [Finding("error", "K003", message, hint, where=where)]


def test_a_missing_file_where_there_is_none_at_all(tmp_path: Path) -> None:
    own(tmp_path)
    (tmp_path / "house_report" / "letter.docx").unlink()
    with pytest.raises(TemplateError) as refused:
        kinds(tmp_path)
    (finding,) = refused.value.findings
    assert (finding.message, finding.hint) == (
        "テンプレート letter.docx がありません。",
        "document.toml と同じフォルダーに置いてください。",
    )


def test_every_problem_is_told_at_once(tmp_path: Path) -> None:
    toml = f'{GOOD}zzzzz = 1\nwhen = "alwais"\n{TWICE}{TWICE.replace("二", "三")}[[fact]]\ntitle = "甲"\ntype = "x"\n'
    with pytest.raises(TemplateError) as refused:
        kinds(own(tmp_path, toml=toml))
    assert [each.where.path for each in refused.value.findings] == [
        "section[0].zzzzz",
        "fact[0].name",
        "fact[0].type",
        "section[0].when",
        "section[1].id",
        "section[2].id",
    ]


FULL = """
title = "社内報告（別紙つき）"
audience = "社内"
per = "client"
based_on = "client_letter"
optional = true
[[template]]
file = "letter.docx"
when = "my_number"
[[section]]
id = "body"
title = "本文"
requirements = ["client_letter.cause"]
level = "S"
template = "letter.docx"
[[section]]
id = "end"
title = "結び"
[[section]]
id = "other"
title = "別"
template = "other.docx"
[[fact]]
name = "reason"
title = "理由"
type = "date"
required = true
[[forbidden]]
pattern = "絶対に"
title = "断定"
hint = "改めてください。"
[text]
leave_out = ["end"]
limits = [{section = "body", label = "表題", characters = 400, unverified = false}]
"""


def test_a_kind_is_all_that_its_file_says(tmp_path: Path) -> None:
    rule = kind("house_report", own(tmp_path, toml=FULL))
    assert (rule.id, rule.title, rule.audience, rule.per, rule.law) == (
        "house_report",
        "社内報告（別紙つき）",
        "社内",
        "client",
        "client_letter",
    )
    assert (rule.optional, rule.folder) == (True, tmp_path / "house_report")
    assert [(each.file, each.when) for each in rule.templates] == [("letter.docx", "my_number")]
    assert [(each.id, each.requirements, each.level, each.template, each.when) for each in rule.sections] == [
        ("body", ("client_letter.cause",), "S", "letter.docx", "always"),
        ("end", (), "P", None, "always"),
        ("other", (), "P", "other.docx", "always"),
    ]
    assert [each.id for each in rule.sections_of("letter.docx")] == ["body", "end"]
    assert [(each.name, each.title, each.type, each.required) for each in rule.facts] == [
        ("reason", "理由", "date", True)
    ]
    assert [(each.pattern, each.title, each.hint) for each in rule.forbidden] == [
        ("絶対に", "断定", "改めてください。")
    ]
    assert rule.text is not None
    assert rule.text.leave_out == ("end",)
    assert [(each.section, each.label, each.characters, each.unverified) for each in rule.text.limits] == [
        ("body", "表題", 400, False)
    ]
    plain = kind("plain", own(tmp_path / "other", "plain", f"{GOOD}[text]\n"))
    assert (plain.law, plain.optional, plain.facts, plain.forbidden) == ("plain", False, (), ())
    assert plain.text is not None
    assert (plain.text.leave_out, plain.text.limits) == ((), ())
    assert kind("third", own(tmp_path / "third", "third")).text is None


def told(folder: Path) -> Finding:
    with pytest.raises(TemplateError) as refused:
        kinds(folder)
    (finding,) = refused.value.findings
    return finding


LAYOUT = "その下に「種類の名のフォルダー/document.toml」を置いてください(noticegen template new が作ります)。"


def test_a_folder_without_kinds_and_a_file_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    place = "--templates には、種類の名のフォルダーを入れたフォルダーを指定してください。"
    nowhere = tmp_path / "nowhere"
    assert told(nowhere) == Finding(
        "error", "K002", "テンプレートのフォルダーがありません。", place, where=Where(str(nowhere))
    )
    empty = "テンプレートのフォルダーに、文書の種類が一つもありません。"
    assert told(tmp_path) == Finding("error", "K002", empty, LAYOUT, where=Where(str(tmp_path)))
    inside = own(tmp_path / "firm") / "house_report"
    hint = f"--templates {inside.parent} と書いてください。"
    assert told(inside) == Finding("error", "K002", empty, hint, where=Where(str(inside)))
    file = inside / "document.toml"
    file.write_bytes(GOOD.encode("cp932"))
    assert told(inside.parent) == Finding(
        "error",
        "K003",
        "UTF-8 で保存されていません。",
        "エディターの「名前を付けて保存」で文字コードに UTF-8 を選び、保存し直してください。",
        where=Where(str(file)),
    )
    file.write_text(f"{GOOD}x = \n", "utf-8")
    assert told(inside.parent) == Finding(
        "error",
        "K003",
        "値の書き方が違います。",
        '文字列は "…"、日付は 2026-10-31、真偽は true / false で書きます。',
        where=Where(str(file), 10, 5),
    )
    file.write_text(f"\ufeff{GOOD}", "utf-8")
    assert kinds(inside.parent)["house_report"].title == "社内報告"
    # The same folder is read again when somebody has changed it.
    file.write_text(GOOD.replace("社内報告", "社内の報告"), "utf-8")
    assert kinds(inside.parent)["house_report"].title == "社内の報告"


ALL = "、".join(f"{each.id}({each.title})" for each in kinds().values())


@pytest.mark.parametrize(
    ("name", "hint"), [("ppc_reprot", "「ppc_report」のことですか。"), ("", f"使えるのは {ALL}。")]
)
def test_a_kind_that_is_none_is_told_with_the_nearest_or_with_all(name: str, hint: str) -> None:
    with pytest.raises(TemplateError) as refused:
        kind(name)
    assert list(refused.value.findings) == [
        Finding("error", "K001", f"「{name}」という種類の文書はありません。", hint)
    ]
