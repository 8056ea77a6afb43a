from __future__ import annotations

import pytest

from noticegen.japanese.spoken import said_aloud


@pytest.mark.parametrize(
    ("phrase", "done", "planned"),
    [
        ("規程を改訂", "規程を改訂いたしました", "規程を改訂する予定です"),
        ("毎月の面談に変更", "毎月の面談に変更いたしました", "毎月の面談に変更する予定です"),
        ("取扱いについて研修", "取扱いについて研修いたしました", "取扱いについて研修する予定です"),
        ("パスワードをリセット", "パスワードをリセットいたしました", "パスワードをリセットする予定です"),
        ("研修の実施", "研修の実施については、既に実施しております", "研修の実施については、実施する予定です"),
        ("担当者に対する研修", "担当者に対する研修については、既に実施しております", "担当者に対する研修については、実施する予定です"),
        ("端末を交換した。", "端末を交換いたしました", "端末を交換する予定です"),
        ("端末を交換しました。", "端末を交換しました", "端末を交換しました"),
    ],
)  # fmt: skip
def test_whatever_is_written_of_a_measure_is_said_as_a_whole_sentence(
    phrase: str, done: str, planned: str
) -> None:
    assert said_aloud(phrase) == done
    assert said_aloud(phrase, planned=True) == planned
