from __future__ import annotations

import pytest

from noticegen.japanese.wording import AcceptedPhrase, wording_findings, wordings

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
    ("ppc_report", "様式第一（第六条の三第三項関係）", "old_articles"),
    ("ppc_report", "旧規則第六条の二に基づき", "old_articles"),
    ("victim_apology", "念のためのご報告です", "minimiser"),
    ("victim_apology", "氏名だけが漏えいしました", "minimiser"),
    ("public_notice", "現時点では、不正利用は確認されておりません。", "undated_now"),
    ("client_letter", "1,012件のお客様", "persons_not_cases"),
    ("public_notice", "情報の漏えいについて。氏名が流出しました。", "mixed_terms"),
    ("victim_apology", "氏名が流出したおそれがあり、漏えいを調査中です。", "mixed_terms"),
    ("public_notice", "30代の男性社員が持ち出しました", "employee_detail"),
    ("client_letter", "当該社員は懲戒解雇を予定している。", "discipline_outside"),
    ("ppc_report", "行為者を懲戒処分とした。", "discipline_outside"),
    ("victim_apology", "関係した社員を諭旨退職といたしました。", "discipline_outside"),
    ("public_notice", "社員を譴責とし、上司を降格しました。", "discipline_outside"),
    ("qa_script", "減給といたしました。", "discipline_outside"),
    ("demand_letter", "貴殿を停職とした。", "discipline_outside"),
    ("takedown_request", "投稿者は出勤停止とした。", "discipline_outside"),
    ("client_letter", "懲戒委員会に付議する。", "discipline_outside"),
    ("assessment_memo", "本人は1,000人以下であり、報告は不要である", "no_report_below_1000"),
    ("ppc_report", "規則8条1項により3～5日以内に", "days_in_the_rule"),
    ("ppc_report", "知った日の翌日から30日", "next_day_count"),
    ("assessment_memo", "60日となるのは不正アクセスの場合に限られる", "sixty_days"),
    ("assessment_memo", "本人への通知は30日以内に行う", "notice_in_30_days"),
    ("assessment_memo", "本人への通知には九つの事項を書く", "nine_items_to_persons"),
    ("assessment_memo", "Wordの様式を提出した", "filed_on_paper"),
    ("assessment_memo", "報告は努力義務にとどまる", "duty_to_try"),
    ("assessment_memo", "公表したため、本人への通知は不要である", "publication_instead"),
    ("public_notice", "公表は法令上の義務です", "duty_to_publish"),
    ("assessment_memo", "暗号化しているため、報告は要しない", "encrypted_so_none"),
    ("client_letter", "派遣元が個人情報保護委員会に報告します", "dispatcher_reports"),
    ("assessment_memo", "派遣先が当該労働者を懲戒した", "host_disciplines"),
    ("disciplinary_memo", "懲戒解雇であるから予告手当は不要である", "dismissal_without_notice"),
    ("assessment_memo", "報告を怠ると1億円の罰金", "fine_of_100_million"),
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
    "社内規程に従い厳正に対処します。",
    "就業規則の懲戒規定を周知し、違反が懲戒処分の対象となることを研修で説明いたします。",
    "管理者権限の降格を自動とし、旧サーバーを降格しました。",
    "法第26条第1項、規則第7条第4号、法第184条",
    "2026年11月20日現在、第三者に閲覧された痕跡は確認されておりません。外部へ流出した可能性は低いと考えております。",
    "令和8年10月30日に漏えいし、令和7年法律第62号が令和8年12月1日施行されます。",
    "2026年11月20日、改正法（令和8年12月1日施行）を踏まえ、漏えいについて改めて確認しました。",
    "パソコンには312人の会員の情報1,012件が保存されていました。",
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
    looked_for = {"mixed_calendars", "mixed_numbers"}  # by japanese/calendars.py
    assert {wording.id for wording in wordings()} - looked_for == {code for _, _, code in BAD}
    assert {wording.level for wording in wordings()} == {"P"}


def test_a_phrase_for_letters_does_not_bind_the_memo() -> None:
    assert wording_findings("遺憾", "disciplinary_memo") == ()


@pytest.mark.parametrize("kind", ["disciplinary_memo", "assessment_memo"])
def test_what_stays_inside_may_name_a_disciplinary_measure(kind: str) -> None:
    assert wording_findings("懲戒処分を行い、減給とした。", kind) == ()


def test_a_kind_that_is_based_on_another_heeds_its_phrases() -> None:
    assert wording_findings("誠に遺憾に存じます", "email_notice") == ()
    (found,) = wording_findings("誠に遺憾に存じます", "email_notice", "victim_apology")
    assert (found.code, found.document) == ("wording.regret", "email_notice")


def test_an_accepted_phrase_is_a_note_with_its_reason_and_every_other_one_still_a_warning() -> None:
    text = "犯人は逃走し、全ての損害を賠償いたします。法的責任を認めます。"
    accepted = [AcceptedPhrase("wording.admission", "取締役会の決定", "全ての損害")]
    found = wording_findings(text, "client_letter", accepted=accepted)
    assert [(each.code, each.severity) for each in found] == [
        ("wording.admission", "warning"),
        ("wording.admission", "note"),
        ("wording.culprit", "warning"),
    ]
    assert "法的責任を認め" in found[0].message
    assert "取締役会の決定" in found[1].message
    whole = wording_findings(text, "client_letter", accepted=[AcceptedPhrase("admission", "理由")])
    assert [each.severity for each in whole] == ["note", "warning"]


def test_every_rule_says_why_and_what_is_better_once() -> None:
    assert all(each.reason and each.better for each in wordings())
    names = [each.id for each in wordings()]
    assert len(names) == len(set(names))
