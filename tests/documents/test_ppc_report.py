from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from noticegen.documents.draft import draft
from noticegen.documents.kinds import kind
from noticegen.facts.load import load_incident
from noticegen.ooxml.compose import compose
from noticegen.ooxml.reading import FinishedDocument, read_document

ROOT = Path(__file__).parents[2]
LOST = ROOT / "examples/lost_pc/incident.toml"
INTRUSION = ROOT / "examples/web_intrusion/incident.toml"
MISDIRECTED = ROOT / "examples/misdirected_mail/incident.toml"

ITEM_1 = [
    "occurred_on",
    "discovered_on",
    "incident_type",
    "discoverer",
    "rule7_applicability",
    "entrustor",
]
ORDER = [
    "manuscript_note",
    "report_addressee",
    "legal_basis_line",
    "report_kind",
    "reporter",
    "office_contact",
    *ITEM_1,
    "entrustee",
    "item1_summary",
    "fact_timeline",
    "item2_items",
    "item3_count",
    "item4_cause",
    "item5_damage",
    "item6_principal",
    "item7_publication",
    "prevention_done",
    "prevention_planned",
    "item9_other",
    "pending_items",
    "attachments",
]


def report(text: str) -> FinishedDocument:
    incident = load_incident(text.encode())
    return read_document(draft(incident, "ppc_report", on=incident.letter.date).docx)


@cache
def of(path: Path) -> FinishedDocument:
    return report(path.read_text("utf-8"))


def section(document: FinishedDocument, name: str) -> str:
    return next(each.text for each in document.sections if each.id == name)


def whole(document: FinishedDocument) -> str:
    return "\n".join(place.text for place in document.paragraphs)


def changed(path: Path, *changes: tuple[str, str]) -> FinishedDocument:
    text = path.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return report(text)


def test_the_word_file_is_the_one_that_its_outline_makes() -> None:
    folder = ROOT / "templates_ja/ppc_report"
    source = (folder / "report.txt").read_text("utf-8")
    assert (folder / "report.docx").read_bytes() == compose(source)


def test_the_sections_stand_in_the_order_of_the_form() -> None:
    assert [each.id for each in of(INTRUSION).sections] == ORDER
    place = ORDER.index("pending_items")
    assert [each.id for each in kind("ppc_report").sections] == [*ORDER[:place], "changes", *ORDER[place:]]


@pytest.mark.parametrize(
    "path", sorted(ROOT.glob("examples/*/*.toml")), ids=lambda path: f"{path.parent.name}-{path.stem}"
)
def test_every_shipped_incident_gives_a_report_without_an_empty_section(path: Path) -> None:
    document = of(path)
    assert [each.id for each in document.sections if each.is_empty] == []


def test_the_reports_of_those_who_owe_them_leave_no_field_blank() -> None:
    for path in (LOST, INTRUSION, INTRUSION.with_name("final.toml"), MISDIRECTED):
        assert "（記載なし）" not in whole(of(path))


def test_the_reporter_is_the_business_and_the_clerk_stands_apart() -> None:
    document = of(LOST)
    assert "株式会社架空商事" in section(document, "reporter")
    assert "例示 良子" not in section(document, "reporter")
    assert "例示 良子" in section(document, "office_contact")


def test_an_unknown_fact_carries_its_reason_and_the_promise_in_its_own_field() -> None:
    text = section(of(INTRUSION), "occurred_on")
    assert "調査中（理由：" in text
    assert "判明次第、追完します。" in text


def test_every_open_fact_of_the_examples_has_a_reason() -> None:
    for path in (LOST, INTRUSION, MISDIRECTED):
        assert "－" not in section(of(path), "pending_items")


def test_a_visit_that_brings_papers_back_names_whom_and_is_no_delivery() -> None:
    text = section(of(MISDIRECTED), "item6_principal")
    assert "誤って受け取った方" in text
    assert "訪問　6人" in text
    assert "回収　5人" in text


def test_an_authority_of_which_no_more_is_said_leaves_no_empty_cell() -> None:
    text = section(of(ROOT / "examples/dispatched_worker/client.toml"), "item9_other")
    assert text.split("架空警察署")[1].split()[:3] == ["相談", "2026年11月12日", "－"]


def test_a_preliminary_report_is_new_and_says_so() -> None:
    text = section(of(INTRUSION), "report_kind")
    assert "■新規　□続報" in text
    assert "■速報　□確報" in text


def test_a_final_report_names_the_report_before_it_and_the_number_of_the_first() -> None:
    text = section(of(LOST), "report_kind")
    assert "□新規　■続報" in text
    assert "2026年11月12日（受付番号：架空-続報-0001）" in text
    assert "2026年11月6日（受付番号：架空-速報-0001）" in text


def test_each_item_of_the_rule_has_the_day_on_which_it_was_known() -> None:
    text = section(of(LOST), "discovered_on")
    assert "最初に把握した日：2026年10月31日（営業部）" in text
    assert "規則第7条第4号の事態を知った日：2026年11月5日" in text
    assert "規則第7条第3号の事態を知った日：2026年11月10日" in text
    assert "事態を知った日：2026年10月31日" not in text


def test_an_item_without_a_day_of_its_own_was_known_with_the_event() -> None:
    later = 'rule7 = 3\non = 2026-11-10\nby = "お客様相談室"'
    text = section(changed(LOST, (later, later.replace("rule7 = 3", "rule7 = 4"))), "discovered_on")
    assert "規則第7条第3号の事態を知った日：2026年10月31日（営業部）" in text


def test_a_day_that_nobody_knows_is_not_made_up() -> None:
    known = 'known_text = "2026年10月（日は特定できていない）"\nknown_on = 2026-11-18'
    text = section(changed(INTRUSION, ("known_on = 2026-11-18", known)), "discovered_on")
    assert "当社が事態を知った日：2026年10月（日は特定できていない）" in text
    assert "事態を知った日：2026年11月18日" not in text


def test_an_administrative_body_ticks_no_item_of_a_rule_that_is_not_its_own() -> None:
    body = 'name = "架空市"\nkind = "行政機関等"'
    document = changed(INTRUSION, ('name = "株式会社見本堂"', body))
    text = section(document, "rule7_applicability")
    assert "規則第43条各号" in text
    assert "以下「規則」といいます。）第43条各号" in section(document, "manuscript_note")
    assert "■" not in text
    assert "非該当" not in text
    assert "保有個人情報に係る本人の数" in section(document, "item3_count")
    assert "当市が事態を知った日" in section(document, "discovered_on")


def test_a_processor_is_told_that_its_notice_to_the_client_may_take_the_place_of_the_report() -> None:
    assert "その場合、この原稿による報告は要りません" in section(of(MISDIRECTED), "manuscript_note")
    assert "ただし書の通知" not in section(of(LOST), "manuscript_note")


def test_an_open_detail_of_the_cause_is_not_said_to_be_open_twice() -> None:
    text = section(of(INTRUSION), "item4_cause")
    assert "詳しい原因は調査中です。" in text
    assert "（理由：外部の専門会社によるサーバの記録の解析が終わっていないため。" in text
    assert "調査中（理由：外部の専門会社による" not in text[text.index("原因の詳細") :]


def test_the_answer_that_a_broker_owes_is_a_point_still_open() -> None:
    text = section(of(ROOT / "examples/dispatched_worker/client.toml"), "pending_items")
    assert "名簿業者から回答がないため。" in text


def test_a_group_within_a_group_is_a_part_of_the_number() -> None:
    lines = section(of(LOST), "item3_count").splitlines()
    assert [line.strip() for line in lines[3:9]] == [
        "総数",
        "1,012人",
        "通信販売会員",
        "848人",
        "うち、掲示板に掲載された会員",
        "312人",
    ]


def test_notices_are_told_with_their_numbers_and_the_measure_in_place_of_notice() -> None:
    text = section(of(LOST), "item6_principal")
    for expected in ("312人", "287人", "通知が困難な本人", "12人", "公表、問合せ窓口"):
        assert expected in text


def test_measures_are_divided_into_done_and_planned() -> None:
    done, planned = section(of(LOST), "prevention_done"), section(of(LOST), "prevention_planned")
    assert "暗号化を設定" in done
    assert "研修" not in done
    assert "研修" in planned


def test_the_weighing_of_the_lawyer_does_not_reach_the_commission() -> None:
    text = whole(of(LOST))
    assert "3号に当たらないとする理由" not in text
    assert "見本法律事務所" not in text


def test_the_weighing_of_the_lawyer_is_printed_where_it_is_opened_to_the_commission() -> None:
    document = changed(LOST, ("[assessment]\n", '[assessment]\naudience = ["委員会", "社内"]\n'))
    assert "3号に当たらないとする理由" in section(document, "rule7_applicability")


def test_nothing_of_the_discipline_reaches_the_commission() -> None:
    text = whole(of(LOST))
    assert "仮名 次郎" not in text
    assert "減給" not in text


def test_the_entrustors_are_named_with_address_and_telephone() -> None:
    text = section(of(MISDIRECTED), "entrustor")
    for expected in ("■有　□無", "一般財団法人架空健診協会", "埼玉県", "048-000-1000", "株式会社見本生活"):
        assert expected in text


def test_a_report_on_what_need_not_be_reported_is_voluntary_and_does_not_claim_the_article() -> None:
    text = "rule7 = [3, 4]"
    document = changed(LOST, (text, "rule7 = []"), ('stage = "確報" ', 'voluntary = true\nstage = "確報" '))
    assert "■非該当" in section(document, "rule7_applicability")
    assert "任意に報告します" in section(document, "legal_basis_line")
    assert "の規定により" not in section(document, "legal_basis_line")


def test_the_laws_of_the_sector_stand_beside_the_act_and_the_report_goes_to_the_delegate() -> None:
    document = changed(
        LOST,
        (
            "[business]\n",
            '[business]\ndelegated_to = "架空大臣"\nsector_laws = ["架空業法第1条", "架空業府令第2条"]\n',
        ),
    )
    assert section(document, "report_addressee") == "架空大臣　殿"
    expected = "個人情報の保護に関する法律第26条第1項、架空業法第1条及び架空業府令第2条の規定により"
    assert expected in section(document, "legal_basis_line")
    note = section(document, "manuscript_note")
    assert "権限の委任を受けた架空大臣" in note
    assert "以下「規則」といいます。）第8条第3項" in note
    # 規則8条3項2号: the delegate says how it is reported to, which need not be the Commission's form.
    assert "個人情報保護委員会のウェブサイト" not in note
    assert "送付しても" not in note


def test_my_number_sends_the_reader_to_the_other_form_also_when_it_is_not_known() -> None:
    assert "「いいえ」" in section(of(LOST), "manuscript_note")
    document = changed(LOST, ("my_number = false", 'my_number = "調査中"'))
    note = section(document, "manuscript_note")
    assert "番号法第29条の4" in note
    assert "「いいえ」" not in note


def test_one_report_that_serves_as_both_says_so() -> None:
    document = changed(LOST, ('stage = "確報" ', 'combined = true\nstage = "確報" '))
    assert "■速報　■確報（1回の報告で速報と確報を兼ねます。）" in section(document, "report_kind")


def test_the_manuscript_says_that_it_is_no_filing_and_which_choices_to_compare() -> None:
    note = section(of(LOST), "manuscript_note")
    assert "報告をしたことにはなりません" in note
    assert "現行のフォームの表示と照合" in note


def test_the_report_does_not_apologise() -> None:
    for path in (LOST, INTRUSION, MISDIRECTED):
        text = whole(of(path))
        assert "お詫び" not in text
        assert "申し訳" not in text


def of_persons(number: int) -> FinishedDocument:
    """Return the report on the lost laptop with so many persons, and without the lawyer's own decision."""
    text = LOST.read_text("utf-8")
    start = text.index("[assessment]")
    end = text.index("\n[", start)
    text = text[:start] + text[end:]
    for old, new in (("count = 1012 ", f"count = {number} "), ("count = 164", f"count = {number - 848}")):
        assert old in text
        text = text.replace(old, new, 1)
    return report(text)


@pytest.mark.parametrize(("number", "box"), [(1000, "□第4号"), (1001, "■第4号")])
def test_item_4_is_ticked_above_a_thousand_persons_and_not_at_a_thousand(number: int, box: str) -> None:
    assert box in section(of_persons(number), "rule7_applicability")


def test_joint_reporters_stand_beside_the_reporter() -> None:
    joint = changed(MISDIRECTED, ("[report]\n", '[report]\njoint_with = ["kenshin"]\n'))
    assert "連名の報告者\n一般財団法人架空健診協会" in section(joint, "reporter")
    assert "連名の報告者" not in section(of(MISDIRECTED), "reporter")


def test_an_attack_names_the_forms_that_the_ministries_share_on_that_day() -> None:
    note = section(of(INTRUSION), "manuscript_note")
    for name in ("様式1（DDoS攻撃事案共通様式）", "様式2（ランサムウェア事案共通様式）", "様式3"):
        assert name in note
    assert "共通様式" not in section(of(LOST), "manuscript_note")
    incident = load_incident(INTRUSION)
    before = read_document(draft(incident, "ppc_report", on=date(2026, 9, 14), incomplete=True).docx)
    assert "様式2" in section(before, "manuscript_note")
    assert "様式3" not in section(before, "manuscript_note")


def test_a_group_with_my_number_is_named_for_the_other_form_and_the_rest_is_drafted() -> None:
    document = changed(LOST, ("my_number = false", 'my_number = "調査中"'))
    note = section(document, "manuscript_note")
    assert "「通信販売会員」は、個人番号を含む分を番号法第29条の4に基づいて報告します" in note
    assert "掲示板に掲載された会員" not in note
    items = section(document, "item2_items")
    assert items.count("※個人番号を含み、又は含む可能性があります") == 1
    assert "掲示板に掲載された会員" in items


def test_a_report_after_a_recorded_one_is_a_later_one_and_names_it() -> None:
    def told(on: str, status: str = "実施済み") -> str:
        entry = f'[[authority]]\nname = "個人情報保護委員会"\nkind = "速報"\non = {on}\nstatus = "{status}"\n'
        return section(report(INTRUSION.read_text("utf-8") + entry), "report_kind")

    assert "□新規　■続報" in told("2026-11-19")
    assert "先に行った速報\n2026年11月19日" in told("2026-11-19")
    for text in (told("2026-11-20"), told("2026-11-19", "実施予定")):
        assert "■新規　□続報" in text
        assert "先に行った速報" not in text


def test_what_is_written_on_a_card_is_of_the_class_of_cards() -> None:
    assert "■その他" not in section(of(INTRUSION), "item2_items").partition("範囲ごと")[0]
    member = '[[group]]\nid = "pass"\nlabel = "会員証"\ncertainty = "漏えい確認"\nitems = ["有効期限"]\ncount = 2\n'
    document = report(INTRUSION.read_text("utf-8") + member)
    assert "■その他（有効期限）" in section(document, "item2_items")


def test_waves_say_whether_they_reach_all_some_or_more_than_the_persons_concerned() -> None:
    text = section(of(INTRUSION.with_name("final.toml")), "item6_principal")
    assert "対象となり得た方\n電子メール" in text
    assert "本人（48人）のうち\n書面" in text
    assert "本人全体" not in text
    assert "方法・状況の欄に記載" in text.partition("4通が返送")[2]
    assert "本人全体" in section(of(INTRUSION), "item6_principal")


def test_a_response_that_has_begun_is_not_ticked_as_one_to_come() -> None:
    assert "■対応中" in section(of(MISDIRECTED), "item6_principal")
    planned = changed(
        MISDIRECTED,
        ('status = "実施中"', 'status = "実施予定"'),
        ('status = "実施中"', 'status = "実施予定"'),
    )
    assert "■対応予定" in section(planned, "item6_principal")


def test_places_of_different_groups_name_the_group() -> None:
    text = section(of(MISDIRECTED), "item5_damage")
    assert "対象者：健康診断を受けた方" in text
    assert "対象者：ポイント会員" in text
    assert "対象者：" not in section(of(LOST), "item5_damage")


def test_those_behind_an_entrustor_are_named_as_such() -> None:
    behind = '[[party]]\nid = "behind"\nrole = "委託元"\nof = "kenshin"\nname = "架空健保"\n'
    text = section(report(MISDIRECTED.read_text("utf-8") + behind), "entrustor")
    assert "架空健保（一般財団法人架空健診協会の委託元）" in text
    assert "1　名称\n一般財団法人架空健診協会" in text
    assert "3　名称\n株式会社見本生活" in text
    assert "（記載なし）" not in text


def test_persons_out_of_reach_are_told_with_the_day_and_compared_with_those_still_written_to() -> None:
    text = (ROOT / "tests/incidents/07_two_controllers.toml").read_text("utf-8")

    def made(facts: str) -> FinishedDocument:
        incident = load_incident(facts.encode())
        return read_document(draft(incident, "ppc_report", on=date(2022, 4, 1), incomplete=True).docx)

    document = made(text)
    response = section(document, "item6_principal")
    assert "16人（2013年7月16日午前9時現在）" in response
    assert "うち1人は、氏名等も保存されていた患者66人に含まれます。\n" in response
    assert "架電　187人\n連絡済み　171人" in response
    assert "書面（電話の通じない方）（実施中）\n16人" in response
    assert response.count("person_response.substitute") == 2
    assert "「書面（電話の通じない方）」の16人は、同じ数です" in section(document, "manuscript_note")
    other = made(text.replace("sent = { value = 16,", "sent = { value = 15,"))
    assert "同じ数です" not in section(other, "manuscript_note")


def test_a_gap_stands_once() -> None:
    text = (ROOT / "tests/incidents/33_many_countries_and_downstream.toml").read_text("utf-8")
    incident = load_incident(text.encode())
    document = read_document(draft(incident, "ppc_report", on=date(2023, 10, 18), incomplete=True).docx)
    assert section(document, "prevention_done").count("〓") == 2
    assert "先に行った速報\n2023年10月16日" in section(document, "report_kind")
    assert "報告等をした日又は予定日（海外の監督機関" in section(document, "pending_items")
