from __future__ import annotations

from datetime import date

import pytest

from noticegen.documents.form import Choices, FormChoices, entrustees, entrustors, explained, form_choices
from noticegen.facts.load import load_incident

ON = date(2026, 11, 22)
HEAD = """
format = 1
[business]
name = "株式会社架空商事"
[letter]
date = 2026-11-22
"""
EVENT = """
[incident]
title = "個人データの漏えい"
kinds = ["漏えい"]
known_on = 2026-11-20
"""
REPORT = """
[report]
stage = "速報"
"""
GROUP = """
[[group]]
id = "members"
label = "会員"
count = 300
certainty = "漏えい確認"
items = ["氏名", "住所"]
"""


def form(
    text: str = "", *, event: str = EVENT, report: str = REPORT, group: str = GROUP, rule7=(4,)
) -> FormChoices:
    incident = load_incident((HEAD + event + report + group + text).encode())
    return form_choices(incident, rule7=rule7, on=ON)


def ticked(field: Choices) -> list[str]:
    return [choice.label for choice in field.choices if choice.checked]


def parties(text: str):
    return load_incident((HEAD + EVENT + REPORT + GROUP + text).encode())


def party(id_: str, role: str, more: str = "") -> str:
    return f'[[party]]\nid = "{id_}"\nrole = "{role}"\nname = "見本{id_}株式会社"\n{more}\n'


def test_a_field_prints_all_its_boxes_in_one_line() -> None:
    assert str(form().incident_kinds) == (
        "■漏えい　□漏えいのおそれ　□滅失　□滅失のおそれ　□毀損　□毀損のおそれ"
    )


def test_several_kinds_of_incident_are_all_ticked() -> None:
    event = EVENT.replace('["漏えい"]', '["毀損", "漏えいのおそれ"]')
    assert ticked(form(event=event).incident_kinds) == ["漏えいのおそれ", "毀損"]


@pytest.mark.parametrize(
    ("value", "label"),
    [
        ("自社", "自社/委託先"),
        ("委託先", "自社/委託先"),
        ("取引先", "取引先"),
        ("会員", "顧客/会員"),
        ("決済代行会社", "カード会社/決済代行会社"),
        ("警察", "その他"),
    ],
)
def test_the_discoverer_ticks_the_box_of_the_form_that_holds_it(value: str, label: str) -> None:
    field = form(event=f'{EVENT}discoverer = "{value}"\n').discoverer
    assert ticked(field) == [label]


def test_what_the_form_has_no_box_for_is_said_behind_other() -> None:
    field = form(event=f'{EVENT}discoverer = "警察"\n').discoverer
    assert str(field).endswith("■その他（警察）")


def test_other_itself_is_not_said_twice() -> None:
    assert str(form(event=f'{EVENT}discoverer = "その他"\n').discoverer).endswith("■その他")


def test_an_unknown_discoverer_ticks_nothing_and_says_its_word() -> None:
    field = form(event=f'{EVENT}discoverer = "調査中"\n').discoverer
    assert ticked(field) == []
    assert field.text.endswith("□その他　［調査中］")


def test_a_fact_that_is_not_there_is_said_to_be_missing() -> None:
    field = form().discoverer
    assert not field.answered
    assert field.text.endswith("（記載なし）")


def test_an_unknown_actor_ticks_unknown_and_gives_the_reason_and_the_promise() -> None:
    cause = '[cause]\nactor = { unknown = "調査中", reason = "ログを解析しているため。", expected_on = 2026-12-01 }\n'
    field = form(cause).cause_actor
    assert ticked(field) == ["不明"]
    assert field.word == (
        "調査中（理由：ログを解析しているため。判明の見込み：2026年12月1日。判明次第、追完します。）"
    )


def test_days_are_written_in_the_style_of_the_letters() -> None:
    cause = '[cause]\nactor = { unknown = "調査中", expected_on = 2026-12-01 }\n'
    incident = load_incident((HEAD + 'style = "legal"\n' + EVENT + REPORT + GROUP + cause).encode())
    assert "令和8年12月1日" in form_choices(incident, rule7=(), on=ON).cause_actor.word


@pytest.mark.parametrize(
    ("rule7", "labels"),
    [((1,), ["第1号"]), ((3, 4), ["第3号", "第4号"]), ((), ["非該当"])],
)
def test_rule_7_ticks_its_items_and_otherwise_not_applicable(
    rule7: tuple[int, ...], labels: list[str]
) -> None:
    assert [label.split("（")[0] for label in ticked(form(rule7=rule7).rule7)] == labels


def test_rule_7_can_be_printed_one_box_a_line() -> None:
    lines = form(rule7=(4,)).rule7.stacked.splitlines()
    assert len(lines) == 5
    assert lines[3].startswith("■第4号")


def test_a_first_report_is_new_and_one_with_an_earlier_report_is_a_sequel() -> None:
    assert ticked(form().report_sequence) == ["新規"]
    assert ticked(form(report=f"{REPORT}previous_on = 2026-11-21\n").report_sequence) == ["続報"]
    assert ticked(form(report=f"{REPORT}followup = true\n").report_sequence) == ["続報"]
    final = REPORT.replace("速報", "確報")
    assert ticked(form(report=final).report_sequence) == ["続報"]
    assert ticked(form(report=f"{final}combined = true\n").report_sequence) == ["新規"]


def test_one_report_may_be_preliminary_and_final_at_once() -> None:
    assert ticked(form(report='[report]\nstage = "確報"\n').report_stage) == ["確報"]
    both = form(report='[report]\nstage = "確報"\ncombined = true\n')
    assert ticked(both.report_stage) == ["速報", "確報"]


@pytest.mark.parametrize(
    ("status", "label"),
    [("あり", "有"), ("おそれあり", "有"), ("なし", "無"), ("確認されていない", "不明"), ("調査中", "不明")],
)
def test_no_damage_confirmed_is_never_reported_as_no_damage(status: str, label: str) -> None:
    assert ticked(form(f'[secondary_damage]\nstatus = "{status}"\n').secondary_damage) == [label]


@pytest.mark.parametrize(
    ("status", "label"),
    [("実施済み", "対応済"), ("実施中", "対応中"), ("実施予定", "対応予定"), ("予定なし", "予定なし")],
)
def test_the_response_to_persons_is_ticked(status: str, label: str) -> None:
    assert ticked(form(f'[person_response]\nstatus = "{status}"\n').person_response) == [label]


def test_publication_ticks_state_and_every_method() -> None:
    filled = form('[publication]\nstatus = "実施済み"\nmethod = ["記者会見", "ホームページに掲載"]\n')
    assert ticked(filled.publication_status) == ["実施済"]
    assert ticked(filled.publication_method) == ["ホームページに掲載", "記者会見"]


def test_a_cause_without_a_box_is_ticked_as_other_with_its_words() -> None:
    field = form('[cause]\ncategory = ["設定の誤り", "誤送付"]\n').cause_category
    assert len(ticked(field)) == 2
    assert "■その他（設定の誤り）" in field.text


def test_items_tick_their_class_however_they_are_written_and_others_are_named() -> None:
    group = GROUP.replace('["氏名", "住所"]', '["お名前", "カード番号", "購入履歴", "好きな色"]')
    field = form(group=group).items
    assert ticked(field) == ["氏名", "クレジットカード情報", "その他"]
    assert field.text.endswith("■その他（購入履歴、好きな色）")


def test_items_of_all_groups_are_gathered_and_what_is_still_open_is_said() -> None:
    second = GROUP.replace("members", "staff").replace('["氏名", "住所"]', '"調査中"')
    field = form(group=GROUP + second).items
    assert ticked(field) == ["氏名", "住所"]
    assert field.word == "一部は調査中"


def test_media_and_subjects_of_all_groups_are_ticked() -> None:
    second = GROUP.replace("members", "staff") + 'subject = "従業員情報"\nmedia = ["紙"]\n'
    filled = form(group=GROUP + 'media = ["電子媒体"]\n' + second)
    assert ticked(filled.media) == ["紙", "電子媒体"]
    assert ticked(filled.subjects) == ["顧客情報", "従業員情報"]


def test_wrong_recipients_are_no_persons_of_the_report() -> None:
    second = GROUP.replace("members", "wrong").replace('["氏名", "住所"]', '["病歴"]') + 'role = "誤受領者"\n'
    filled = form(group=GROUP + second)
    assert ticked(filled.items) == ["氏名", "住所"]
    assert filled.counts == ()


def test_a_group_within_a_group_stands_below_it_as_a_part() -> None:
    inner = '[[group]]\nid = "inner"\nlabel = "掲載された会員"\nwithin = "members"\ncount = 12\ncertainty = "漏えい確認"\n'
    rows = form(group=inner + GROUP).counts
    assert [(row.label, row.depth) for row in rows] == [("会員", 0), ("　うち、掲載された会員", 1)]
    assert [row.count.value for row in rows] == [300, 12]


def test_a_single_group_that_is_the_total_needs_no_row() -> None:
    assert form().counts == ()


def test_a_single_group_that_is_not_the_total_keeps_its_row() -> None:
    assert [row.label for row in form("[affected]\ncount = 310\n").counts] == ["会員"]


def test_card_data_gets_its_own_number_from_the_item_or_from_the_whole_group() -> None:
    whole = GROUP.replace('"住所"', '"カード番号"')
    assert [row.count.value for row in form(group=whole).card] == [300]
    part = GROUP.replace('"住所"', '{ name = "カード番号", coverage = "一部", count = 41 }')
    assert [row.count.value for row in form(group=part).card] == [41]


def test_card_data_of_a_part_is_not_counted_again_with_the_whole() -> None:
    inner = GROUP.replace("members", "inner").replace('"住所"', '"カード番号"').replace("300", "41")
    both = GROUP.replace('"住所"', '"カード番号"') + inner + 'within = "members"\n'
    assert [row.count.value for row in form(group=both).card] == [300]


def test_the_number_of_the_part_stands_where_the_whole_has_none() -> None:
    inner = GROUP.replace("members", "inner").replace('"住所"', '"カード番号"').replace("300", "41")
    open_ = GROUP.replace('"住所"', '{ name = "カード番号", coverage = "一部" }')
    assert [row.count.value for row in form(group=open_ + inner + 'within = "members"\n').card] == [41]


def test_no_card_data_is_only_said_when_all_items_are_known() -> None:
    assert not form().card_open
    assert form(group=GROUP.replace('["氏名", "住所"]', '"調査中"')).card_open
    assert form().card == ()


def test_entrustors_and_entrustees_are_ticked_as_they_are_listed() -> None:
    filled = form(party("client", "委託元") + party("vendor", "委託先"))
    assert ticked(filled.entrustor) == ticked(filled.entrustee) == ["有"]
    assert ticked(form().entrustor) == ticked(form().entrustee) == ["無"]


def test_the_processors_of_our_processor_are_ours_and_another_one_of_our_client_is_not() -> None:
    incident = parties(
        party("client", "委託元")
        + party("vendor", "委託先")
        + party("below", "再委託先", 'of = "vendor"')
        + party("deeper", "再々委託先", 'of = "below"')
        + party("seen", "再委託先", 'of = "client"')
        + party("other", "委託先", 'of = "client"')
    )
    assert [each.id for each in entrustors(incident)] == ["client"]
    assert [each.id for each in entrustees(incident)] == ["vendor", "below", "deeper", "seen"]


def test_a_cloud_provider_is_an_entrustee_only_where_it_handles_the_data() -> None:
    handling = party("cloud", "クラウド事業者", "handles_data = true")
    storing = party("store", "クラウド事業者", "handles_data = false")
    unknown = party("maybe", "クラウド事業者", 'handles_data = "調査中"')
    assert [each.id for each in entrustees(parties(handling + storing + unknown))] == ["cloud"]


def test_an_unknown_fact_without_reason_or_day_is_its_word_alone() -> None:
    assert explained("調査中", None, None, supplement=False) == "調査中"


def test_a_promise_alone_is_said_too() -> None:
    assert explained("不明", None, None, supplement=True) == "不明（判明次第、追完します。）"


def test_only_the_first_item_of_the_form_is_compared_with_the_form_itself() -> None:
    filled = form()
    assert not filled.incident_kinds.unverified
    assert not filled.rule7.unverified
    assert filled.media.unverified
    assert filled.secondary_damage.unverified


def test_open_facts_stand_under_the_items_of_the_form_in_its_order() -> None:
    event = f'{EVENT}occurred = "調査中"\n'
    group = GROUP.replace("count = 300", 'count = { unknown = "確認中", reason = "集計中のため。" }')
    rows = form(
        '[[measure]]\nwhat = "監視の導入"\nstatus = "実施予定"\non = "調査中"\n'
        '[cause]\ndetail = { unknown = "調査中", expected_on = 2026-12-01 }\n',
        event=event,
        group=group,
    ).pending
    assert [(row.item, row.title) for row in rows] == [
        ("(1) 事態の概要", "発生日"),
        ("(3) 本人の数", "本人の数（会員）"),
        ("(4) 原因", "原因の詳細"),
        ("(8) 再発防止のための措置", "実施日・完了予定時期（監視の導入）"),
    ]
    assert [(row.word, row.reason, row.expected) for row in rows[:3]] == [
        ("調査中", None, None),
        ("確認中", "集計中のため。", None),
        ("調査中", None, "2026年12月1日"),
    ]


def test_an_open_fact_of_an_inner_array_is_named_by_the_innermost_entry_that_has_a_name() -> None:
    (row,) = form(
        '[person_response]\n[[person_response.wave]]\nmethod = "書面"\narrived = "確認中"\n'
    ).pending
    assert (row.item, row.title) == ("(6) 本人への対応", "到達数（書面）")


def test_what_is_open_outside_the_report_is_no_open_item_of_it() -> None:
    incident = load_incident((HEAD + 'next_report = "調査中"\n' + EVENT + REPORT + GROUP).encode())
    assert form_choices(incident, rule7=(4,), on=ON).pending == ()


def test_boxes_are_set_in_lines_and_no_label_is_broken() -> None:
    field = form('[publication]\nmethod = ["ホームページに掲載"]\n').publication_method
    assert field.packed.splitlines() == ["■ホームページに掲載　□記者会見　□報道機関等への資料配布", "□その他"]
    assert field.wide == field.text
