"""What is wrong with a value: said in Japanese by its kind, never by what it is."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from pydantic_core import ErrorDetails

from noticegen.facts.incident import Incident
from noticegen.facts.problems import FALLBACK, HEADINGS, MESSAGES, describe, kind_name
from tests.facts.test_load import FACTS, problems, with_mistakes

MISTAKES = {
    ("format = 1", ""): ("F101", "format", "必須の項目「書式の版」がありません。", "format = 1 のように書いてください。"),
    ("format = 1", 'format = "1"'): ("F104", "format", "「書式の版」の値が、書けるもののどれでもありません(今は文字列)。", "書けるのは 1。「1」のことですか。"),
    ('label = "通信販売会員"', "label = 3"): (
        "F103", "group[0].label", "「呼び方」は文字列で書きます(今は整数)。", '引用符で囲んでください。例: label = "…"'),
    ('label = "通信販売会員"', 'label = ""'): (
        "F105", "group[0].label", "「呼び方」が空です。", "内容を書いてください。"),
    ('["漏えいのおそれ"]', "[]"): ("F105", "incident.kinds", "「発生事案」が空です。", "一つ以上書いてください。"),
    ('["漏えいのおそれ"]', '"漏えい"'): (
        "F103", "incident.kinds", "「発生事案」は配列で書きます(今は文字列)。", '角括弧で囲んでください。例: kinds = ["…"]'),
    ("count = 1012", "count = -1"): ("F106", "group[0].count.value", "「数」は 0 以上の数で書きます(今は 0 より小さい数)。", "数を確かめ、直してください。"),
    ("count = 1012", "count = {}"): (
        "F109", "group[0].count", "「本人の数」に数がありません。", "value、max、min のどれかを書いてください。分からないときは「調査中」などと書きます。"),
    ("count = 1012", "count = { value = 9, max = 3 }"): (
        "F109", "group[0].count", "「本人の数」の value、min か confirmed が、最大の数(max、なければ value)を超えています。", "どの数も、最大の数以下にしてください。"),
    ("count = 1012", "count = { value = 9, unit = 3 }"): (
        "F103", "group[0].count.unit", "「単位」は文字列で書きます(今は整数)。", '引用符で囲んでください。例: unit = "…"'),
    ("[[group]]", "[group]"): (
        "F103", "group", "「影響を受けた本人のグループ」は配列で書きます(今は表)。", "見出しを [[group]] と、角括弧を二つ重ねて書いてください。"),
    ("[business]", "[[business]]"): (
        "F103", "business", "「自社(個人情報取扱事業者)」の書き方が違います(今は配列)。", "見出しを [business] と、角括弧一つで書いてください。"),
}  # fmt: skip


@pytest.mark.parametrize(("mistake", "expected"), MISTAKES.items(), ids=lambda each: str(each)[:40])
def test_each_mistake_is_said_in_japanese_with_the_cure(
    mistake: tuple[str, str], expected: tuple[str, str, str, str]
) -> None:
    (problem,) = problems(with_mistakes(mistake))
    assert (problem.code, problem.where.path, problem.message, problem.hint) == expected
    assert problem.severity == "error"


@pytest.mark.parametrize(
    ("moment", "code"),
    [
        ("{}", "F108"),
        ("{ at = 2026-10-30, since = 2026-10-29 }", "F108"),
        ("{ since = 2026-10-30, until = 2026-10-29 }", "F108"),
        ('{ about = "はい", at = 2026-10-30 }', "F103"),
        ("{ at = 2026-10-30, abuot = true }", "F102"),
    ],
)
def test_a_wrong_moment_is_one_problem(moment: str, code: str) -> None:
    text = with_mistakes(("known_on = 2026-10-31", f"known_on = 2026-10-31\noccurred = {moment}"))
    (problem,) = problems(text)
    assert problem.code == code
    assert (problem.where.path or "").startswith("incident.occurred")


@pytest.mark.parametrize(
    ("written", "meant"),
    [("titel", "title"), ("Title", "title"), ("tittle", "title")],
)
def test_a_misspelt_key_is_one_problem_that_names_the_right_one(written: str, meant: str) -> None:
    (problem,) = problems(with_mistakes(('title = "ノ', f'{written} = "ノ')))
    assert (problem.code, problem.hint) == ("F102", f"「{meant}」のことですか。")
    assert problem.where.line == 4


def test_a_key_that_resembles_none_is_told_which_there_are() -> None:
    (problem,) = problems(with_mistakes(('stage = "速報"', 'stage = "速報"\nzzz = 1')))
    assert problem.code == "F102"
    assert problem.hint.startswith("ここに書けるのは ")
    assert "stage" in problem.hint


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("unreachable_reason", "[affected] に書く項目です。"),
        ("known_on", "[incident] に書く項目です。"),
        ("hostname", "ここに書けるのは "),
        ("reason", "ここに書けるのは "),
    ],
)
def test_a_key_of_another_table_is_told_the_table(key: str, hint: str) -> None:
    (problem,) = problems(with_mistakes(("count = 1012", f'count = 1012\n{key} = "理由"')))
    assert (problem.code, problem.where.path) == ("F102", f"group[0].{key}")
    assert problem.message == f"「{key}」という項目はありません。"
    assert problem.hint.startswith(hint)


def test_a_table_that_nobody_knows_is_told_the_nearest() -> None:
    (problem,) = problems(f'{FACTS}[discplin]\nstage = "調査"\n')
    assert problem.message == "「discplin」という項目はありません。"
    assert problem.hint == "「discipline」のことですか。"


def test_the_right_entries_of_an_array_do_not_hide_the_wrong_one() -> None:
    (problem,) = problems(with_mistakes(('["漏えいのおそれ"]', '["漏えい", "漏洩"]')))
    assert problem.where.path == "incident.kinds[1]"


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (True, "真偽値(true / false)"),
        (3, "整数"),
        (1.5, "小数"),
        ("見本", "文字列"),
        (date(2026, 1, 1), "日付"),
        (datetime(2026, 1, 1, tzinfo=UTC), "日付"),
        (time(1), "時刻"),
        ([], "配列"),
        ({}, "表"),
        (None, "値なし"),
    ],
)
def test_a_value_is_named_by_its_kind(value: object, name: str) -> None:
    assert kind_name(value) == name


@pytest.mark.parametrize("kind", [*MESSAGES, *HEADINGS, "an error that pydantic may invent"])
def test_every_kind_of_error_has_its_words_and_none_shows_the_value(kind: str) -> None:
    details = ErrorDetails(
        type=kind, loc=("incident", "title"), msg="", input="見本 太郎", ctx={"gt": 0, "ge": 0, "le": 9}
    )
    code, message, hint = describe(details, Incident)
    assert code == MESSAGES.get(kind, FALLBACK)[0]
    assert "「件名」" in message
    assert not {"{", "見本"} & {word for word in ("{", "見本") if word in message + hint.replace("{ ", "")}
