from __future__ import annotations

import pytest

from noticegen.japanese.wording import wording_findings, wordings

BAD = [
    ("victim_apology", "個人情報が漏洩しました", "leak_kanji"),
    ("victim_apology", "漏えいの恐れがあります", "fear_kanji"),
    ("ppc_report", "本人の数が1,000件以上であるため", "threshold"),
    ("ppc_report", "本人の数が1000人以上であるため", "threshold"),
    ("ppc_report", "速報は3～5営業日以内に", "business_days"),
    ("disciplinary_memo", "1年以下の懲役", "imprisonment"),
    ("ppc_report", "法第22条の2に基づき", "old_articles"),
    ("ppc_report", "取り扱う個人情報は5,000人以下であり", "no_report_below_5000"),
    ("victim_apology", "二次被害は一切ございません", "none_at_all"),
    ("victim_apology", "今後は絶対に漏えいさせません", "absolutely"),
    ("public_notice", "暗号化されており100％安全です", "absolutely"),
    ("victim_apology", "再発防止に万全を期してまいります", "thorough"),
    ("public_notice", "誠に遺憾に存じます", "regret"),
    ("public_notice", "お騒がせいたしましたこと", "noise"),
    ("victim_apology", "対象はわずか12人です", "belittling"),
    ("victim_apology", "弊社も被害者であり", "excuse"),
    ("client_letter", "全ての損害を賠償いたします", "admission"),
    ("victim_apology", "請求権を放棄いただきます", "waiver"),
    ("public_notice", "新商品のご案内", "marketing"),
    ("client_letter", "犯人は派遣社員で", "culprit"),
    ("ppc_report", "弊社は", "report_tone"),
    ("disciplinary_memo", "令和1年5月1日", "first_year"),
    ("client_letter", "関係者各位様", "double_honorific"),
]

GOOD = [
    "再発防止に努めてまいります。",
    "2026年11月22日現在、二次被害は確認されておりません。",
    "暗証番号は、電話で尋ねられても絶対に答えないようご注意ください。",
    "弊社から暗証番号を一切お尋ねすることはありません。",
    "本人の数が1,000人を超える漏えいが発生したおそれがある事態",
    "1,012人分の個人データが漏えいいたしました。",
    "念のため、パスワードの変更をお願いいたします。",
    "令和10年1月1日、令和元年5月1日",
    "深くお詫び申し上げます。ご迷惑とご心配をおかけいたしました。",
    "社内規程に基づき厳正に対処いたします。",
    "法第26条第1項、規則第7条第4号、法第184条",
]


@pytest.mark.parametrize(("kind", "text", "code"), BAD)
def test_a_phrase_to_avoid_is_a_warning_with_a_better_one(kind: str, text: str, code: str) -> None:
    findings = wording_findings(text, kind)
    assert [finding.code for finding in findings] == [f"wording.{code}"]
    assert findings[0].severity == "warning"
    assert findings[0].hint


@pytest.mark.parametrize("text", GOOD)
def test_good_sentences_of_a_letter_raise_no_alarm(text: str) -> None:
    assert wording_findings(text, "victim_apology") == ()


def test_full_width_digits_are_read_too() -> None:
    assert wording_findings("１，０００件以上", "ppc_report")


def test_every_phrase_is_tried_above_and_is_practice_only() -> None:
    assert {wording.id for wording in wordings()} == {code for _, _, code in BAD}
    assert {wording.level for wording in wordings()} == {"P"}


def test_a_phrase_for_letters_does_not_bind_the_memo() -> None:
    assert wording_findings("遺憾", "disciplinary_memo") == ()
