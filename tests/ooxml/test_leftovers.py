from __future__ import annotations

import pytest

from noticegen.ooxml.leftovers import leftovers_of, without_leftovers


@pytest.mark.parametrize(
    "text",
    [
        "{{ person.name }}様",
        "{%p if x %}",
        "｛｛氏名｝｝様",
        "«氏名»様",
        "〓〓様",
        "●●株式会社",
        "令和○年○月○日",
        "令和〇年",
        "○○年",
        "〇〇人",
        "2026年XX月XX日",
        "ＸＸ件",
        "YYYY年MM月",
        "【要記入】",
        "［要確認：件数］",
        "【ここに経緯を書く】",
        "[日付を記入してください]",
        "ここをクリックしてテキストを入力してください。",
        "クリックまたはタップしてテキストを入力してください。",
        "日付を入力するには、クリックまたはタップしてください。",
        "アイテムを選択してください。",
        "Click or tap here to enter text.",
        "TODO: 確認",
        "電話番号はTBDです",
    ],
)
def test_a_mark_of_a_draft_is_found(text: str) -> None:
    assert leftovers_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "○○様",
        "見本 太郎 様",
        "二〇〇六年",
        "一〇〇人",
        "平成二〇年",
        "カード番号 XXXX-XXXX-XXXX-1234",
        "【要配慮個人情報】",
        "【重要】お知らせ",
        "未定です",
        "下の地図のここをクリックしてご覧ください。",
        "同封の用紙に氏名を記入してください。",
        "○ 該当する",
        "● 一つ目",
        "{A}と{B}",
        "100%",
        "TODOROKI株式会社",
        "MAXX年金",
        "■□",
    ],
)
def test_what_a_finished_letter_may_say_is_not_taken_for_a_mark(text: str) -> None:
    assert leftovers_of(text) == ()


def test_each_kind_of_mark_is_named_once() -> None:
    assert leftovers_of("〓〓と〓") == ("伏せ字「〓」",)


def test_what_remains_without_placeholders_is_the_text() -> None:
    assert without_leftovers(" {{ a }}様〓 ") == "様"
