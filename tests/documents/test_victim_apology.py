from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from noticegen.documents.kinds import kind
from noticegen.documents.make import DocumentMaker
from noticegen.documents.person import specimen
from noticegen.findings import RenderError
from noticegen.japanese.certainty import ladder
from noticegen.japanese.wording import wording_findings
from noticegen.law.case import Case
from noticegen.ooxml.compose import compose
from noticegen.ooxml.reading import read_document
from tests.documents.cases import example, incident_of
from tests.documents.letters import GROUP, PARTS, incident_with, letter, letter_of, section

if TYPE_CHECKING:
    from noticegen.japanese.certainty import Certainty
    from noticegen.ooxml.reading import FinishedDocument

FOLDER = Path(__file__).parents[2] / "templates_ja/victim_apology"
ORDER = [
    "notice_date",
    "sender",
    "subject",
    "addressee",
    "apology",
    "incident_summary",
    "affected_items",
    "protective_actions",
    "inquiry_desk",
    "closing",
    "course",
    "cause",
    "secondary_damage",
    "person_rights",
]
INNER = """
[[group]]
id = "posted"
label = "掲載された会員"
within = "members"
count = 312
certainty = "漏えい確認"
items = ["氏名"]
"""
NAMES_OF_PARTIES = """
[[party]]
id = "{id}"
role = "{role}"
name = "{name}"
"""


def ids(document: FinishedDocument) -> list[str]:
    return [each.id for each in document.sections]


def test_the_word_file_is_made_from_the_text_beside_it() -> None:
    text = (FOLDER / "letter.txt").read_text("utf-8")
    assert compose(text) == (FOLDER / "letter.docx").read_bytes()


def test_every_section_that_the_kind_names_stands_in_the_template_in_the_same_order() -> None:
    text = (FOLDER / "letter.txt").read_text("utf-8")
    places = {
        name: text.index(f"[section {name} ")
        for name in [rule.id for rule in kind("victim_apology").sections]
    }
    assert sorted(places, key=places.__getitem__)[:3] == ["notice_date", "sender", "subject"]
    assert [name for name in ORDER if name in places] == ORDER


def test_a_plain_case_has_the_letter_first_and_the_details_on_the_sheet_behind() -> None:
    document = letter(incident_with())
    assert ids(document) == ORDER
    page_one = [each.text for each in document.paragraphs]
    assert page_one.index("別紙") > page_one.index(
        "経緯、原因等は、別紙のとおりです。まずは書面にてお詫び申し上げます。\t謹白"
    )


def test_no_letter_holds_a_phrase_to_avoid() -> None:
    for document in (letter(incident_with()), letter(incident_with(), kind="御遺族")):
        assert wording_findings(document.text, "victim_apology") == ()


@pytest.mark.parametrize("rung", ladder(), ids=lambda rung: rung.value)
def test_subject_opening_and_items_use_the_words_of_the_same_rung(rung: Certainty) -> None:
    value = rung.value
    document = letter(incident_with(groups=GROUP.replace("漏えいのおそれ", value)))
    assert section(document, "subject") == f"個人情報の{rung.title_word}に関するお詫びとご報告"
    assert f"弊社が保有する見本 花子様の個人情報{rung.joint}{rung.opening}。" in section(document, "apology")
    assert f"{rung.modifier}情報" in section(document, "affected_items")


def test_items_of_two_rungs_stand_apart_the_surer_first() -> None:
    groups = GROUP.replace('"電話番号"', '{ name = "電話番号", certainty = "漏えい確認" }')
    text = section(letter(incident_with(groups=groups)), "affected_items")
    assert text.index("漏えいした情報") < text.index("電話番号") < text.index("漏えいした可能性のある情報")
    assert text.index("漏えいした可能性のある情報") < text.index("氏名") < text.index("含まれていない情報")


def test_only_the_persons_own_items_are_named() -> None:
    document = letter(incident_with(), items=("氏名",))
    assert "電話番号" not in document.text
    assert "氏名" in section(document, "affected_items")


@pytest.mark.parametrize("to", ["保護者", "御遺族"])
def test_a_letter_to_relatives_names_no_item_unless_the_list_allows_it(to: str) -> None:
    silent = section(letter(incident_with(), kind=to), "affected_items")
    assert "電話番号" not in silent
    assert "クレジットカード" not in silent
    assert "お問い合わせ窓口にお尋ねください" in silent
    assert "電話番号" in section(letter(incident_with(), kind=to, may_name_items=True), "affected_items")


def test_the_family_of_the_dead_is_not_told_of_rights_that_are_the_persons_own() -> None:
    assert "第35条第5項" in section(letter(incident_with()), "person_rights")
    assert "第35条第5項" in section(letter(incident_with(), kind="保護者"), "person_rights")
    assert "第35条第5項" not in section(letter(incident_with(), kind="御遺族"), "person_rights")


def test_who_only_got_other_peoples_papers_is_asked_to_give_them_back_and_told_nothing_of_them() -> None:
    receivers = (
        GROUP
        + '[[group]]\nid = "receivers"\nlabel = "届いた方"\ncertainty = "漏えい確認"\nrole = "誤受領者"\n'
    )
    incident = incident_with(groups=receivers, letter='return_address = "100-0000 東京都架空区見本町1丁目"')
    for to in ("誤受領者", "本人"):
        document = letter(incident, kind=to, groups=("receivers",))
        assert "誤送付" in section(document, "subject")
        assert "電話番号" not in section(document, "affected_items")
        assert "100-0000 東京都架空区見本町1丁目" in section(document, "protective_actions")
        assert "別紙" not in document.text
        assert {"cause", "secondary_damage"} <= set(ids(document))
        assert not {"course", "prevention", "person_rights", "company_response"} & set(ids(document))
        assert section(document, "cause") == "お届けの誤りは、弊社における取扱いの誤りによるものです。"
        assert "確認されておりません" not in document.text
        assert "以上" not in [each.text for each in document.paragraphs]
    both = letter(incident, groups=("members", "receivers"))
    assert section(both, "subject") == "個人情報の漏えいのおそれに関するお詫びとご報告"
    assert "ほかの方の個人情報を含むものを誤ってお届け" in section(both, "affected_items")


def test_without_an_address_no_block_for_the_window_is_printed_but_the_name_is() -> None:
    sent = [each.text for each in letter(incident_with()).paragraphs]
    handed = [each.text for each in letter(incident_with(), postal_code="", address=()).paragraphs]
    assert sent.count("見本 花子 様") == 2
    assert handed.count("見本 花子 様") == 1


def test_what_is_unknown_is_said_in_whole_sentences_and_news_is_promised() -> None:
    incident = incident_with(
        incident='summary = "調査中"\noccurred = "調査中"',
        groups=GROUP.replace('["氏名", "電話番号"]', '"調査中"').replace('"漏えいのおそれ"', '"調査中"'),
        cause='summary = { unknown = "調査中", expected_on = 2026-12-10 }',
        damage='status = "把握していない"',
        letter='next_report = "調査中"',
    )
    document = letter(incident)
    assert section(document, "subject") == "個人情報の漏えいのおそれに関するお詫びとご報告"
    assert "対象となったか否かを調査しております。" in section(document, "apology")
    assert "現在調査中です。" in section(document, "affected_items")
    assert "原因につきましては、現在調査中です。2026年12月10日までに" in section(document, "cause")
    assert "現時点では把握しておりません。" in section(document, "secondary_damage")
    assert "決まり次第、お知らせいたします。" in section(document, "followup_plan")
    assert "None" not in document.text


def test_without_a_summary_the_course_of_events_stands_in_for_it() -> None:
    incident = incident_with(incident="", more='[[timeline]]\nwhen = 2026-10-30\nwhat = "電車に置き忘れ"')
    assert "2026年10月30日　電車に置き忘れ" in section(letter(incident), "incident_summary")


def test_the_absence_of_second_damage_is_never_asserted_only_what_is_confirmed_on_a_day() -> None:
    for status in ("確認されていない", "なし"):
        text = section(
            letter(incident_with(damage=f'status = "{status}"\nas_of = 2026-11-20')), "secondary_damage"
        )
        assert "2026年11月20日現在、本件に起因する情報の悪用などの二次被害は、確認されておりません。" in text
    with pytest.raises(RenderError, match=r"secondary_damage\.as_of"):
        letter(incident_with(damage='status = "確認されていない"'))


def test_what_is_said_of_second_damage_is_said_once() -> None:
    damage = 'status = "確認されていない"\nas_of = 2026-11-20\ndetail = "悪用の申出は、確認されていません。"'
    text = section(letter(incident_with(damage=damage)), "secondary_damage")
    assert "2026年11月20日現在の状況は、次のとおりです。" in text
    assert text.count("確認されて") == 1


def test_confirmed_damage_is_said_with_its_number() -> None:
    damage = 'status = "あり"\nas_of = 2026-11-20\ncount = { value = 3, unit = "件" }\ndetail = "不正な請求がありました。"'
    text = section(letter(incident_with(damage=damage)), "secondary_damage")
    assert "2026年11月20日現在、本件に起因する二次被害を確認しております。" in text
    assert "確認件数" not in text
    assert "不正な請求がありました。" in text


@pytest.mark.parametrize("nature", ["お詫びの品", "見舞金", "内払い", "実費負担"])
def test_compensation_is_printed_only_when_written_and_never_waives_anything(nature: str) -> None:
    assert "compensation" not in ids(letter(incident_with()))
    more = f'[compensation]\nnature = "{nature}"\ndetail = "商品券500円分"\napproved_by = "取締役会"'
    text = section(letter(incident_with(more=more)), "compensation")
    assert "商品券500円分" in text
    assert "取締役会" not in text
    for word in ("放棄", "異議", "賠償", "今後一切"):
        assert word not in text


def test_a_contractor_says_whose_data_they_are_and_for_whom_it_writes() -> None:
    party = NAMES_OF_PARTIES.format(id="client", role="委託元", name="株式会社例示") + 'audience = ["本人"]\n'
    groups = GROUP + 'client = "client"\n'
    document = letter(
        incident_with(groups=groups, more=party + "[document.victim_apology]\non_behalf = true\n")
    )
    text = section(document, "entrust_relation")
    assert "株式会社例示から業務の委託を受けて取り扱っていたものです。" in text
    assert "法令に基づき株式会社例示が行うもの" in text
    opening = section(document, "apology")
    assert opening.startswith(
        "謹啓　本書面は、株式会社例示の委託を受けて、これに代わり弊社がお送りするものです。"
    )
    assert "弊社が株式会社例示から委託を受けて取り扱う見本 花子様の個人情報が漏えい" in opening
    assert "その情報を保有する株式会社例示に対し" in section(document, "person_rights")


def test_a_contractor_speaks_of_the_duty_of_its_client_only_where_there_is_one() -> None:
    party = NAMES_OF_PARTIES.format(id="client", role="委託元", name="株式会社例示") + 'audience = ["本人"]\n'
    groups = (
        GROUP.replace("count = 1200", "count = 12")
        + 'client = "client"\nsensitive = false\nproperty_risk = false\n'
    )
    cause = PARTS["cause"] + '\ncategory = ["紛失"]\nimproper_purpose = "なし"'
    more = party + "[document.victim_apology]\non_behalf = true\n"
    text = section(letter(incident_with(groups=groups, cause=cause, more=more)), "entrust_relation")
    assert "法令に基づき" not in text
    assert "本書面は、弊社がこれに代わってお送りしております。" in text


def test_a_second_letter_names_the_first() -> None:
    document = letter(incident_with(more="[document.victim_apology]\nprevious_on = 2026-11-05\n"))
    assert section(document, "subject").endswith("（続報）")
    assert "2026年11月5日付けの書面で" in section(document, "apology")


def test_a_summary_written_for_the_persons_goes_before_the_common_one() -> None:
    more = '[document.victim_apology]\nsummary = "本人のために書いた概要です。"\n'
    text = section(letter(incident_with(more=more)), "incident_summary")
    assert "本人のために書いた概要です。" in text
    assert "置き忘れました" not in text


def test_what_authorities_were_told_reads_as_sentences() -> None:
    more = """
[[authority]]
name = "個人情報保護委員会"
kind = "速報"
on = 2026-11-05
[[authority]]
name = "架空警察署"
kind = "被害届"
status = "実施予定"
[[authority]]
name = "個人情報保護委員会"
kind = "報告徴求"
on = 2026-11-20
"""
    text = section(letter(incident_with(more=more)), "company_response")
    assert "2026年11月5日　個人情報保護委員会に漏えい等の報告（速報）を行いました。" in text
    assert "警察に被害届を提出する予定です。" in text
    assert "架空警察署" not in text
    assert "2026年11月20日　個人情報保護委員会から報告徴求を受けました。" in text


def test_names_are_printed_exactly_as_held() -> None:
    for name in ("髙橋 﨑太", "𠮷田 A&B", "葛󠄀城 {{ x }}", "O'Neil <b>"):
        assert letter(incident_with(), name=name).text.count(name) >= 3


def test_nothing_is_said_of_measures_that_nobody_wrote() -> None:
    plain = letter(incident_with())
    assert not {"prevention", "company_response"} & set(ids(plain))
    more = '[[measure]]\nwhat = "暗号化"\nstatus = "実施済み"\n'
    assert "暗号化" in section(letter(incident_with(more=more)), "prevention")


def test_what_was_done_for_other_persons_and_how_the_data_were_guarded_is_not_for_this_one() -> None:
    more = """
[person_response]
status = "実施中"
detail = "代理人の就いている1人には代理人を通じて連絡します。"
[[protection]]
kind = "暗号化"
status = "未実施"
[[measure]]
what = "教育"
status = "実施済み"
"""
    text = letter(incident_with(more=more)).text
    assert "代理人の就いている" not in text
    assert "暗号化" not in text


def test_who_is_not_among_those_whose_data_were_posted_is_told_so() -> None:
    inner = GROUP + INNER
    outside = section(letter(incident_with(groups=inner), groups=("members",)), "affected_items")
    assert (
        "見本 花子様が「掲載された会員」に含まれることは、2026年11月20日現在、確認されておりません。"
        in outside
    )
    inside = section(letter(incident_with(groups=inner), groups=("members", "posted")), "affected_items")
    assert inside.endswith("\n見本 花子様は、「掲載された会員」に含まれます。")
    assert "通信販売会員" not in inside
    told = (
        GROUP + 'detail = "抜き出した表です"\n' + INNER + 'detail = "ほかの項目の掲載は確認されていません"\n'
    )
    words = "「掲載された会員」に含まれます。ほかの項目の掲載は確認されていません。\n抜き出した表です"
    assert words in section(letter(incident_with(groups=told), groups=("posted",)), "affected_items")
    is_open = letter(incident_with(groups=told.replace("312", '"調査中"')), groups=("posted",))
    assert "含まれます" not in is_open.text
    assert section(is_open, "affected_items").endswith(
        "ほかの項目の掲載は確認されていません\n抜き出した表です"
    )


def test_that_one_is_not_in_a_group_that_is_no_worse_off_is_not_said() -> None:
    same = GROUP + INNER.replace('certainty = "漏えい確認"', 'certainty = "漏えいのおそれ"')
    assert "に含まれることは" not in letter(incident_with(groups=same), groups=("members",)).text
    assert "に含まれます" not in letter(incident_with(groups=same), groups=("posted",)).text
    more = same.replace('items = ["氏名"]', 'items = ["氏名", "銀行口座の情報"]')
    assert (
        "「掲載された会員」に含まれることは" in letter(incident_with(groups=more), groups=("members",)).text
    )


def test_a_letter_to_an_organisation_is_to_the_person_registered_there() -> None:
    document = letter(incident_with(), name="株式会社見本工務店", kind="法人")
    assert section(document, "addressee") == "株式会社見本工務店 御中"
    assert "弊社が保有するご登録のご担当者様の個人情報が漏えい" in section(document, "apology")
    assert "株式会社見本工務店様" not in document.text
    named = letter(incident_with(), name="株式会社見本工務店", kind="法人", contact_person="例示 良子")
    assert section(named, "addressee") == "株式会社見本工務店　例示 良子 様"


def test_a_processor_is_spoken_of_only_where_it_failed() -> None:
    more = '[[party]]\nid = "it"\nrole = "委託先"\nname = "株式会社例示システム"\n'
    assert "entrust_relation" not in ids(letter(incident_with(more=more)))
    cause = 'summary = "誤った設定によるものです。"\nactor = "委託先"'
    text = section(letter(incident_with(more=more, cause=cause)), "entrust_relation")
    assert "委託先の監督を含め、お詫び申し上げます。" in text
    assert "株式会社例示システム" not in text


def test_a_letter_that_gives_no_way_to_reach_us_is_not_made() -> None:
    incident = incident_with()
    silent = incident.model_copy(update={"business": incident.business.model_copy(update={"phone": None})})
    with pytest.raises(RenderError, match=r"business\.phone"):
        letter(silent)


def test_where_the_data_lay_with_somebody_is_said_as_such_and_what_is_not_answered_too() -> None:
    more = """
[[exposure]]
place = "名簿業者"
window = { since = 2026-10-20 }
viewed = "閲覧あり"
takedown_asked = 2026-11-13
takedown_done = { unknown = "確認中", reason = "名簿業者から回答がないため。", supplement = true }
"""
    text = section(letter(incident_with(more=more)), "course")
    assert "名簿業者に渡りました（2026年10月20日以降）。" in text
    assert "削除又は消去されたことは、確認できておりません（名簿業者から回答がないため）。" in text
    assert "閲覧できる状態" not in text


def test_the_next_news_is_named_by_the_day_that_is_written() -> None:
    news = 'next_report = { unknown = "確認中", expected_on = 2026-12-18 }'
    text = section(letter(incident_with(letter=news)), "followup_plan")
    assert "2026年12月18日頃に改めてお知らせする予定です。" in text
    unknown = incident_with(letter=news, cause='summary = "調査中"')
    assert "原因につきましては、本書面の作成時点で判明しておりません。" in section(
        letter(unknown), "followup_plan"
    )


def test_the_right_to_stop_the_use_is_told_only_where_the_persons_own_client_owes_a_notice() -> None:
    parties = "".join(
        NAMES_OF_PARTIES.format(id=each, role="委託元", name=f"株式会社{each}") + f"owes_report = {owes}\n"
        for each, owes in (("kenshin", "true"), ("points", "false"))
    )
    groups = GROUP + 'client = "kenshin"\n'
    groups += GROUP.replace('"members"', '"others"').replace("1200", "14") + 'client = "points"\n'
    incident = incident_with(groups=groups, more=parties)
    rights = section(letter(incident), "person_rights")
    assert "株式会社kenshinに対し" in rights
    assert rights.endswith("ご請求先のご連絡先は、お問い合わせ窓口にお尋ねください。")
    assert "お尋ねください" not in section(letter(incident_with()), "person_rights")
    other = letter(incident, groups=("others",))
    assert "第35条" not in section(other, "person_rights")
    assert "ご要望は、お問い合わせ窓口で承ります。" in section(other, "person_rights")
    assert "kenshin" not in other.text


@pytest.mark.parametrize("name", ["victim_apology", "email_notice"])
def test_a_later_letter_says_what_changed_since_the_one_before_and_an_only_one_does_not(name: str) -> None:
    before, now = (incident_of(example(f"web_intrusion/{file}")) for file in ("incident", "final"))
    for since in (None, before):
        case = Case(now, now.letter.date, audience="本人", since=since)
        document = read_document(DocumentMaker(kind(name), case).make(specimen(now), "0001").data)
        found = [each.text for each in document.sections if each.id == "changes"]
        assert len(found) == (since is not None)
        assert ("（続報）" in document.text) is (since is not None)
        assert not found or "おそれあり" in found[0]
        # The attached sheet gives the number: what it was before is told too.
        assert not found or "本人の数（総数）" in found[0]


def test_the_place_of_the_seal_is_after_the_name_of_who_signs() -> None:
    assert section(letter(incident_with(letter='seal = "公印省略"')), "sender").endswith(
        "代表取締役　見本 太郎　公印省略"
    )
    assert section(letter(incident_with()), "sender").endswith("代表取締役　見本 太郎")


def test_while_a_group_is_open_nothing_is_flatly_not_included_and_no_group_elsewhere_is_drawn_upon() -> None:
    cards = INNER.replace('items = ["氏名"]', 'items = ["カード番号"]')
    inside = section(letter(incident_with(groups=GROUP + cards)), "affected_items")
    assert "これまでの調査で含まれることが確認されていない情報\nカード番号\n" in inside
    assert "含まれていない情報\nクレジットカード情報\n" in inside
    for outer, inner in (
        (GROUP.replace("1200", "{ max = 1200 }"), cards),
        (GROUP, cards.replace("312", '"調査中"')),
    ):
        text = section(letter(incident_with(groups=outer + inner)), "affected_items")
        assert "カード番号" not in text
        assert ("これまでの調査で含まれることが確認されていない情報" in text) is (outer != GROUP)
        assert ("含まれていない情報\n" in text.replace("確認されていない情報", "")) is (outer == GROUP)


def test_what_is_stated_not_to_be_included_is_no_surer_than_that_one_is_not_of_the_group_that_holds_it() -> (
    None
):
    cards = INNER.replace('items = ["氏名"]', 'items = ["クレジットカード情報"]')
    incident = incident_with(groups=GROUP + cards)
    doubtful = section(letter(incident), "affected_items")
    assert "これまでの調査で含まれることが確認されていない情報\nクレジットカード情報\n" in doubtful
    assert "\n含まれていない情報" not in doubtful
    final = incident.model_copy(update={"report": incident.report.model_copy(update={"stage": "確報"})})
    settled = section(letter(final), "affected_items")
    assert "\n含まれていない情報\nクレジットカード情報\n" in settled
    assert (
        "2026年11月20日現在までの調査の結果、見本 花子様は、「掲載された会員」には含まれておりません。"
        in settled
    )
    assert "確認されて" not in settled


@pytest.mark.parametrize("name", ["victim_apology", "email_notice"])
def test_what_is_said_of_a_place_where_only_others_data_were_seen_is_said_to_be_of_them(name: str) -> None:
    posted = '[[exposure]]\nplace = "掲示板"\ngroups = ["posted"]\n'
    damage = PARTS["damage"] + '\ndetail = "掲載されたことから、不審な電話を受けるおそれがあります。"'
    incident = incident_with(groups=GROUP + INNER, damage=damage, more=posted)
    words = "次の記載のうち、掲示板に関するものは、「掲載された会員」の方について述べたものです。\n掲載された"
    assert words in section(letter_of(name, incident), "secondary_damage")
    for groups, more in ((("members", "posted"), posted), (("members",), posted.replace('["posted"]', "[]"))):
        one = incident_with(groups=GROUP + INNER, damage=damage, more=more)
        assert "次の記載のうち" not in section(letter_of(name, one, groups=groups), "secondary_damage")


@pytest.mark.parametrize("name", ["victim_apology", "email_notice"])
def test_who_sent_a_worker_to_the_holder_of_the_data_does_not_call_them_its_own(name: str) -> None:
    host = NAMES_OF_PARTIES.format(id="host", role="派遣先", name="株式会社見本補聴器")
    text = section(letter_of(name, incident_with(groups=GROUP + 'client = "host"\n', more=host)), "apology")
    assert (
        "株式会社見本補聴器が保有し、弊社の派遣した労働者がその業務で取り扱っていた見本 花子様の個人情報が"
        in text
    )
    assert "弊社が保有する" not in text


@pytest.mark.parametrize("name", ["victim_apology", "email_notice"])
def test_what_was_written_for_a_client_names_it_to_its_customers(name: str) -> None:
    host = NAMES_OF_PARTIES.format(id="host", role="派遣先", name="株式会社見本補聴器")
    facts: dict[str, str] = {
        "cause": 'summary = "派遣した労働者が、貴社の名簿を持ち出したことによるものです。"',
        "more": f'{host}[[measure]]\nwhat = "貴社への訪問"\nstatus = "実施済み"\n',
    }
    document = letter_of(name, incident_with(groups=GROUP + 'client = "host"\n', **facts))
    assert "派遣した労働者が、株式会社見本補聴器の名簿を持ち出した" in section(document, "cause")
    assert "株式会社見本補聴器への訪問" in section(document, "prevention")
    assert "貴社" not in document.text


@pytest.mark.parametrize("name", ["victim_apology", "email_notice"])
def test_the_dead_are_not_called_a_person_to_whom_the_law_gives_notice(name: str) -> None:
    party = NAMES_OF_PARTIES.format(id="client", role="委託元", name="株式会社例示")
    more = f"{party}[document.{name}]\non_behalf = true\n"
    incident = incident_with(groups=GROUP + 'client = "client"\n', more=more)
    family = letter_of(name, incident, kind="御遺族")
    assert "ご本人" not in family.text
    assert "故人の情報を保護するため" in section(family, "affected_items")
    assert "ご本人への通知は" in letter_of(name, incident).text


@pytest.mark.parametrize("name", ["victim_apology", "email_notice"])
def test_what_was_done_stands_in_order_of_time_and_what_is_planned_below(name: str) -> None:
    more = """
[publication]
status = "実施済み"
on = 2026-11-12
[[authority]]
name = "架空警察署"
kind = "被害届"
on = 2026-11-18
[[authority]]
name = "個人情報保護委員会"
kind = "速報"
on = 2026-11-06
[[authority]]
name = "架空警察署"
kind = "相談"
on = 2026-11-01
status = "実施予定"
"""
    lines = section(letter_of(name, incident_with(more=more)), "company_response").splitlines()[1:]
    assert [line.lstrip("・") for line in lines] == [
        "2026年11月6日　個人情報保護委員会に漏えい等の報告（速報）を行いました。",
        "2026年11月12日　本件を公表いたしました。",
        "2026年11月18日　警察に被害届を提出いたしました。",
        "2026年11月1日　警察に相談する予定です。",
    ]


def test_the_sender_gives_its_address_and_who_answers_stands_apart_from_who_signs() -> None:
    incident = incident_with(letter='department = "総務部"')
    business = incident.business.model_copy(update={"postal_code": "530-0001", "address": "大阪府架空市"})
    full = section(letter(incident.model_copy(update={"business": business})), "sender").splitlines()
    assert full == [
        "〒530-0001",
        "大阪府架空市",
        "株式会社架空商事",
        "代表取締役　見本 太郎",
        "（担当：総務部）",
    ]
    signed = 'department = "総務部"\nsignatory = { title = "総務部長", name = "例示 良子" }'
    own = section(letter(incident_with(letter=signed)), "sender").splitlines()
    assert own == ["株式会社架空商事", "総務部", "総務部長　例示 良子"]


def test_news_is_promised_once() -> None:
    incident = incident_with(cause='summary = "調査中"', damage='status = "調査中"')
    assert letter(incident).text.count("改めてお知らせいたします") == 1


def test_the_family_reads_of_the_late_person_and_a_company_is_asked_to_pass_the_letter_on() -> None:
    family = letter(incident_with(), kind="御遺族")
    assert "弊社が保有する故 見本 花子様の個人情報" in section(family, "apology")
    company = {"kind": "法人", "name": "株式会社見本工務店"}
    assert "ご担当者様にお渡しくださいますよう" in section(letter(incident_with(), **company), "apology")
    for other in ({**company, "contact_person": "例示 良子"}, {}):
        assert "お渡しください" not in section(letter(incident_with(), **other), "apology")


def test_who_got_the_papers_of_others_learns_whose_mistake_it_was_as_far_as_it_is_known() -> None:
    receivers = (
        '[[group]]\nid = "receivers"\nlabel = "届いた方"\ncertainty = "漏えい確認"\nrole = "誤受領者"\n'
    )

    def cause(facts: str) -> str:
        incident = incident_with(groups=GROUP + receivers, cause=facts)
        return section(letter(incident, kind="誤受領者", groups=("receivers",)), "cause")

    assert (
        cause('actor = "委託先"\nsummary = "不備"')
        == "お届けの誤りは、弊社が業務を委託した事業者における取扱いの誤りによるものです。"
    )
    assert cause('summary = "調査中"') == "お届けの誤りの原因につきましては、現在調査中です。"


def test_the_day_of_discovery_has_no_time_and_measures_begin_with_their_day() -> None:
    more = '[[measure]]\nwhat = "暗号化"\nstatus = "実施済み"\non = 2026-11-13\n[[measure]]\nwhat = "研修"\nstatus = "実施予定"\n[[measure]]\nwhat = "監視"\nstatus = "実施予定"\non = { text = "2027年1月末まで" }\n'
    more += "".join(
        f'[[measure]]\nwhat = "{what}"\nstatus = "実施予定"\non = {{ text = "{day}" }}\n'
        for what, day in (
            ("掲示", "2026年12月中"),
            ("点検", "2027年1月末まで（再開の前）"),
            ("確認", "2027年1月から"),
        )
    )
    document = letter(
        incident_with(incident='discovered_on = 2026-10-31T10:40:00\nsummary = "あ"', more=more)
    )
    assert "発覚日\t2026年10月31日\n" in section(document, "course") + "\n"
    assert "2026年11月13日実施済み　暗号化" in section(document, "prevention")
    assert section(document, "prevention").endswith(
        "研修\n2027年1月末までに実施予定　監視\n2026年12月中に実施予定　掲示\n2027年1月末まで（再開の前）に実施予定　点検\n"
        "2027年1月から実施予定　確認"
    )
    for known in (
        'known_text = "2026年10月31日午前2時過ぎ"',
        'discovered_on = { text = "2026年10月31日午前2時過ぎ" }',
    ):
        hour = letter(incident_with(incident=f'{known}\nsummary = "あ"'))
        assert "発覚日時\t2026年10月31日午前2時過ぎ" in section(hour, "course")


def test_how_many_cannot_be_reached_is_nothing_that_a_person_waits_to_learn() -> None:
    more = '[affected]\nunreachable = "調査中"\n[[exposure]]\nplace = "掲示板"\nviewed = "調査中"\n'
    text = section(letter(incident_with(more=more)), "followup_plan")
    assert "閲覧の有無" in text
    assert "通知が困難" not in text


def test_no_inquiry_is_promised_of_what_nobody_is_looking_into() -> None:
    for word, goes_on in {"調査中": True, "把握していない": False}.items():
        text = section(letter(incident_with(incident=f'occurred = "{word}"')), "followup_plan")
        assert ("調査を継続し" in text) is goes_on
        assert "判明次第、改めてお知らせいたします。" in text
