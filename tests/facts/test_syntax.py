"""What is not TOML: one clear message with the line and the cure for each slip that people make."""

from __future__ import annotations

import tomllib

import pytest

from noticegen.facts.load import load_incident
from noticegen.facts.syntax import SyntaxProblem, swallowed_paths, syntax_problem
from noticegen.findings import FactsError
from tests.facts.test_load import FACTS, with_mistakes

JAPANESE_KEY = "日本語の項目名は書けません。"
BACKSLASH = '" で囲んだ文字列の中に \\ があります。'
QUOTE = "引用符が閉じていません。"
DATE = "日付の書き方が違います。"
COMMAS = "数に桁区切りのコンマは書けません。"
NO_DAY = "暦にない日付か時刻です。"
NO_SECONDS = "時刻に秒がありません。"
WIDE_DATE = "日付に全角の数字があります。"
NUMBER = "数の書き方が違います。"
SLIPS = {
    '件名 = "紛失"': (1, 1, JAPANESE_KEY),
    "[事業者]": (1, 2, JAPANESE_KEY),
    "[[グループ]]": (1, 3, JAPANESE_KEY),
    "count = { 値 = 10 }": (1, 11, JAPANESE_KEY),
    'path = "C:\\Users\\mihon"': (1, 13, BACKSLASH),
    'path = "C:\\見本\\証拠"': (1, 13, BACKSLASH),
    'path = "\\\\server\\share"': (1, 19, BACKSLASH),
    "title = “紛失”": (1, 9, "全角の引用符または等号があります。"),
    'title ＝ "紛失"': (1, 7, "全角の引用符または等号があります。"),
    'title　= "紛失"': (1, 6, "全角の空白があります。"),
    '　title = "紛失"': (1, 1, "全角の空白があります。"),
    "count = １０": (1, 9, "全角の数字があります。"),
    "items = ［1］": (1, 9, "全角の記号があります。"),
    "items = [1、2]": (1, 11, "全角の記号があります。"),
    'items = ["氏名" "住所"]': (1, 9, "角括弧 [ が閉じていないか、値の間のコンマがありません。"),
    'a = 1\nkinds = ["漏えい"\nb = 2': (2, 9, "角括弧 [ が閉じていないか、値の間のコンマがありません。"),
    'title = "紛失\nb = 1\n': (1, 12, QUOTE),
    'title = "紛失': (1, None, QUOTE),
    'a = 1\nsummary = """紛失しました。\n\n[business]\n': (2, 13, QUOTE),
    "[business\n": (1, 10, "見出しの角括弧が閉じていません。"),
    "a = 1\na = 2\n": (2, 6, "同じ項目が二度書かれています。"),
    "[a]\n[a]\n": (2, 3, "同じ項目が二度書かれています。"),
    "count = 1,012\n": (1, 10, COMMAS),
    "count = 12,345,678  # 人\n": (1, 11, COMMAS),
    "count = { value = 1,012, about = true }\n": (1, 24, COMMAS),
    "count = 1,012人\n": (1, 10, NUMBER),
    "count = 10人\n": (1, 11, NUMBER),
    "count = 010\n": (1, 10, NUMBER),
    "known_on = 2026/10/31\n": (1, 16, DATE),
    "known_on = 2026-2-30\n": (1, 16, DATE),
    "known_on = 2026-02-30\n": (1, 12, NO_DAY),
    "known_on = 2026-11-31T10:40:00\n": (1, 12, NO_DAY),
    "known_on = 2026-13-01\n": (1, 16, NO_DAY),
    "occurred = 2026-11-18T25:40:00\n": (1, 22, NO_DAY),
    "occurred = 2026-11-18T10:40\n": (1, 22, NO_SECONDS),
    "occurred = 2026-11-18 10:40  # 夜\n": (1, 23, NO_SECONDS),
    "occurred = { at = 2026-11-18T10:40 }\n": (1, 29, NO_SECONDS),
    "known_on = ２０２６-11-19\n": (1, 12, WIDE_DATE),
    "known_on = ２０２６年１１月１９日\n": (1, 12, WIDE_DATE),
    "known_on = 2026-１１-19\n": (1, 16, WIDE_DATE),
    "known_on = 2026-11-19頃\n": (1, 22, DATE),
    "known_on = 令和8年10月31日\n": (1, 12, DATE),
    "known_on = 2026年10月31日\n": (1, 16, DATE),
    "known_on = 10月31日\n": (1, 14, DATE),
    "label = 会員\n": (1, 9, "値の書き方が違います。"),
    "count =\n": (1, 8, "値の書き方が違います。"),
    "no_calls = True\n": (1, 12, "真偽値の書き方が違います。"),
    "no_calls = はい\n": (1, 12, "真偽値の書き方が違います。"),
    'title = "紛\x07失"\n': (1, 11, "制御文字(目に見えない文字)があります。"),
    "# 注\x00記\n": (1, 4, "制御文字(目に見えない文字)があります。"),
    'title: "紛失"\n': (1, 6, "「項目 = 値」の形になっていません。"),
    "count = { value = 10, }\n": (1, 23, "{ } の中の書き方が違います。"),
    "count = {\n value = 10 }\n": (1, 10, "{ } の中の書き方が違います。"),
    'title = "紛失" "盗難"\n': (1, 14, "TOML の文法に合いません。"),
    'place = "電車の"網棚"の上"': (1, 14, '文の中に引用符 " があります。'),
    "place = 「電車の網棚」": (1, 9, "値の書き方が違います。"),
}


def problem(text: str) -> SyntaxProblem:
    with pytest.raises(tomllib.TOMLDecodeError) as caught:
        tomllib.loads(text)
    return syntax_problem(caught.value, text)


@pytest.mark.parametrize(("text", "expected"), SLIPS.items(), ids=map(repr, SLIPS))
def test_each_slip_is_said_with_its_line(text: str, expected: tuple[int, int | None, str]) -> None:
    found = problem(text)
    assert (found.line, found.column, found.message) == expected
    assert found.hint.endswith(("。", "1012", "1234", ":00", "-19", '"…"', "\\Users'"))


def test_the_brackets_of_japanese_quotations_are_named() -> None:
    assert "かぎ括弧でなく" in problem("place = 『電車の網棚』").hint
    assert "かぎ括弧でなく" not in problem("place = 電車の網棚").hint


def test_lines_are_counted_through_all_of_the_file() -> None:
    with pytest.raises(FactsError) as caught:
        load_incident(with_mistakes(("count = 1012", "count = 1,012")).encode())
    assert str(caught.value) == (
        "14:10\n  数に桁区切りのコンマは書けません。\n  → コンマを消してください。例: count = 1234"
    )


def test_a_windows_path_that_toml_refuses_in_full() -> None:
    with pytest.raises(FactsError) as caught:
        load_incident(with_mistakes(("ノートパソコンの紛失", "C:\\Users\\mihon\\メモ.docx")).encode())
    assert str(caught.value) == (
        '4:14\n  " で囲んだ文字列の中に \\ があります。\n'
        "  → Windows のパスなどは ' (一重引用符)で囲んでください。例: path = 'C:\\Users'"
    )


def test_a_windows_path_that_toml_takes_for_something_else_is_said_too() -> None:
    with pytest.raises(FactsError) as caught:
        load_incident(with_mistakes(("ノートパソコンの紛失", "保存先は C:\\temp\\news")).encode())
    assert str(caught.value).startswith(f"4:1 incident.title\n  {BACKSLASH}\n")


@pytest.mark.parametrize(
    "text",
    [
        "path = 'C:\\temp\\news'",
        'path = "C:\\\\temp"',
        'text = "Q:\\n電話番号は。"',
        'text = """\nA:\nB"""\nother = \'C:\\x\'',
        'text = "表1:\\t氏名"',
        'text = "a\\tb"  # C:\\temp',
    ],
)
def test_what_is_no_swallowed_path_is_left_alone(text: str) -> None:
    assert list(swallowed_paths(tomllib.loads(text), text)) == []


def test_a_japanese_remark_is_no_mistake() -> None:
    assert load_incident(f"{FACTS}# 「件名」＝ “注記”\n".encode()).report.stage == "速報"
