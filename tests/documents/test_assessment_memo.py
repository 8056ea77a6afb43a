from __future__ import annotations

import re
import tomllib
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from noticegen.documents.applicable import applicable_kinds
from noticegen.documents.context import context, seen_by
from noticegen.documents.draft import draft
from noticegen.documents.kinds import kind
from noticegen.law.conditions import Case
from noticegen.ooxml.reading import read_document
from tests.documents.cases import INCIDENTS, incident_of
from tests.documents.more_kinds import (
    EXAMPLES,
    HOST,
    INTRUSION,
    LOST_PC,
    MISDIRECTED,
    asked,
    bare,
    document,
    facts,
    made,
    outlines_match,
    section,
    sections_stand_in_the_template,
)

if TYPE_CHECKING:
    from noticegen.facts.incident import Incident
    from noticegen.ooxml.reading import FinishedDocument

NAME = "assessment_memo"
AGENCY = "dispatched_worker/incident.toml"


def memo(example: str, own: dict[str, Any] | None = None, **tables: Any) -> FinishedDocument:
    return document(asked(example, NAME, own, **tables), NAME)


def small_loss(**tables: Any) -> Incident:
    """Return the loss of a list of ten names that nobody took on purpose."""
    group = {"id": "m", "label": "会員", "certainty": "漏えいのおそれ", "items": ["氏名"], "count": 10}
    cause = {"category": ["紛失"], "improper_purpose": "なし"}
    return bare(NAME, group=[group], cause=cause, **tables)


def test_the_word_file_is_the_one_that_its_outline_makes() -> None:
    assert outlines_match(NAME)
    assert sections_stand_in_the_template(NAME)


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_gives_a_memo_without_a_finding(example: str) -> None:
    draft = made(asked(example, NAME), NAME)
    assert draft.findings == ()


def test_it_is_made_only_by_name() -> None:
    assert NAME not in applicable_kinds(asked(LOST_PC, NAME))


def test_a_reportable_event_is_said_with_the_items_the_deadlines_and_the_notice() -> None:
    finished = memo(LOST_PC)
    assert "報告対象事態に該当する" in section(finished, "conclusion")
    assert "規則7条3号及び4号に当たるため" in section(finished, "conclusion")
    assert "確報\n宛先：個人情報保護委員会" in section(finished, "deadlines")
    assert "規則10条" in section(finished, "person_notice")
    assert not any(each.id == "not_reportable" for each in finished.sections)


def test_each_item_stands_with_the_reasons_on_both_sides() -> None:
    text = section(memo(LOST_PC), "items")
    assert "1,012人であり、1,000人を超える。" in text
    labels = ("通信販売会員", "掲示板に掲載された会員", "資料請求者")
    assert "".join(f"「{label}」" for label in labels) + "は要配慮個人情報を含まないとされている。" in text
    assert "原因が「紛失」とされている。" in text
    assert text.count("該当する方向の事情") == text.count("該当しない方向の事情") == 4


@pytest.mark.parametrize("example", EXAMPLES)
def test_gates_and_items_are_written_in_one_style_and_name_nothing_of_the_file(example: str) -> None:
    finished = memo(example)
    for name in ("conclusion", "gates", "items", "deadlines"):
        assert not re.search("(?:です|ます|ません|ください)。|\\[\\[|_", section(finished, name)), name


def test_numbers_in_the_reasons_are_written_as_in_the_rest_of_the_memo() -> None:
    letter = {**facts(LOST_PC)["letter"], "style": "legal"}
    text = memo(LOST_PC, letter=letter).text
    assert "本人の数（最大）が1012人であり、1000人を超える。" in text
    assert not re.search(r"[0-9],[0-9]{3}人", section(memo(LOST_PC, letter=letter), "items"))


def test_a_public_body_is_told_of_its_own_article_and_of_no_deadline_of_another() -> None:
    business = {**facts(LOST_PC)["business"], "kind": "行政機関等"}
    finished = memo(LOST_PC, business=business, assessment=None)
    assert "法26条は適用されない。" in section(finished, "conclusion")
    assert "報告対象事態に該当しない。" not in finished.text
    assert "法68条による報告及び通知の期限は" in section(finished, "deadlines")
    assert "任意の報告" not in section(finished, "not_reportable")


def test_whose_part_became_known_when_is_said_by_name() -> None:
    text = section(memo(MISDIRECTED), "deadlines")
    assert "株式会社見本生活の分を知った日　2026年11月17日（品質管理部）" in text
    assert "株式会社見本生活が知った日　2026年11月17日（会員サービス部）" in text
    assert text.count("知らせた日：2026年11月16日") == 1  # by contract; a call does not show the nine items


def test_where_lawyer_and_facts_differ_both_are_said() -> None:
    text = section(memo(INTRUSION), "decision")
    assert "第2号については、事実からの判定（非該当）と弁護士の判断（該当）が異なる" in text
    assert "見本 恵子" in text


def test_an_event_that_is_not_reportable_says_why_and_what_remains_to_be_done() -> None:
    finished = memo(AGENCY)
    assert "報告対象事態に該当しない" in section(finished, "conclusion")
    assert "派遣先の取り扱う個人データ" in section(finished, "gates")
    rest = section(finished, "not_reportable")
    assert "任意の報告をすることができる" in rest
    assert "行うこととした記録はない" in rest
    assert "再発防止策の検討及び実施" in rest
    assert not any(each.id == "person_notice" for each in finished.sections)


@pytest.mark.parametrize(
    ("own", "report", "expected"),
    [
        ({"voluntary": "二次被害の防止のため、任意の報告をする。"}, {}, "二次被害の防止のため"),
        ({}, {"voluntary": True}, "任意の報告\t行う。"),
    ],
)
def test_a_voluntary_report_is_recorded(own: dict[str, Any], report: dict[str, Any], expected: str) -> None:
    incident = small_loss(report={"stage": "速報", **report}, document={NAME: own})
    assert expected in section(document(incident, NAME), "not_reportable")


def test_without_a_lawyers_decision_it_is_a_proposal_and_says_so() -> None:
    draft = made(asked(LOST_PC, NAME, assessment=None), NAME)
    assert [each.requirement for each in draft.findings] == [f"{NAME}.decision"]
    assert {each.severity for each in draft.findings} == {"warning"}
    finished = memo(LOST_PC, assessment=None)
    assert "弁護士の判断を得る前の案" in section(finished, "conclusion")
    assert "弁護士の判断は、記録されていない" in section(finished, "decision")
    assert "弁護士の判断" not in section(finished, "items")
    assert "不正の目的の有無が「不明」" in section(finished, "items")


def test_what_cannot_be_decided_is_treated_as_applying() -> None:
    text = section(document(bare(NAME), NAME), "conclusion")
    assert "該当し得るものとして取り扱う" in text
    assert "規則7条1号（判断不能のため、該当するものとして扱う）" in text


def test_an_incident_that_says_next_to_nothing_gives_a_memo_too() -> None:
    finished = document(bare(NAME), NAME)
    assert [each.id for each in finished.sections if each.is_empty] == []


def test_a_processor_reads_what_frees_it_from_reporting() -> None:
    assert "規則9条の通知をしたとき" in section(memo(MISDIRECTED), "conclusion")
    assert "規則9条" not in section(memo(LOST_PC), "conclusion")


def test_a_public_body_is_referred_to_its_own_article() -> None:
    business = {**facts(LOST_PC)["business"], "kind": "行政機関等"}
    text = section(memo(LOST_PC, business=business, assessment=None), "conclusion")
    assert "法68条" in text


def test_my_number_is_referred_to_its_own_act() -> None:
    raw = facts(LOST_PC)
    raw["group"][0]["my_number"] = True
    assert "番号法29条の4" in section(memo(LOST_PC, group=raw["group"]), "conclusion")


def test_the_memo_names_its_author_and_the_day_of_review() -> None:
    raw = facts(LOST_PC)
    finished = memo(LOST_PC, {"author": "法務部　例示 一子", "review_on": raw["letter"]["date"]})
    assert "法務部　例示 一子" in finished.text
    assert "次に見直す日" in section(finished, "review")


@pytest.mark.parametrize("example", [LOST_PC, AGENCY])
def test_nothing_about_the_employee_reaches_it(example: str) -> None:
    raw = facts(example)
    text = memo(example).text
    assert raw["discipline"]["subject"]["name"] not in text
    assert "懲戒" not in text


@pytest.mark.parametrize("name", [NAME, "disciplinary_memo", "ppc_report"])
def test_the_employees_facts_are_given_to_the_disciplinary_record_alone(name: str) -> None:
    incident = asked(LOST_PC, NAME)
    rule = kind(name)
    case = Case(incident, incident.letter.date, audience=rule.audience)
    given = context(rule, case, seen_by(rule, case))
    assert bool(given["discipline"]) is (name == "disciplinary_memo")


def test_only_readers_within_the_business_are_given_gates_and_reasons() -> None:
    incident = asked(HOST, NAME)
    for name in ("ppc_report", "public_notice"):
        rule = kind(name)
        case = Case(incident, incident.letter.date, audience=rule.audience)
        given = context(rule, case, seen_by(rule, case))["computed"]
        assert given.gates == ()
        assert {entry.reasons_for for entry in given.rule7.entries} == {()}
        assert {entry.proposed for entry in given.rule7.entries} == {None}


def test_a_dispatching_agency_is_not_told_that_the_host_need_not_report() -> None:
    text = section(memo(AGENCY), "conclusion")
    assert "当社の報告対象事態に該当しない。" in text
    assert "報告及び本人への通知の要否を派遣先が判断する（解釈）。" in text
    assert "派遣先" not in section(document(small_loss(), NAME), "conclusion")
    assert "貴社" not in memo(AGENCY).text


def of_file(name: str, **tables: Any) -> FinishedDocument:
    """Return the memo on an incident of the tests, by the law of its day or the first that there is."""
    (path,) = INCIDENTS.glob(f"{name}_*.toml")
    raw = {**tomllib.loads(path.read_text("utf-8")), **tables}
    incident = incident_of(raw)
    day = max(incident.letter.date, date(2022, 4, 1))
    return read_document(draft(incident, NAME, on=day, incomplete=True).docx)


@pytest.mark.parametrize("example", [*EXAMPLES, "02", "05", "33", "45"])
def test_nothing_stands_in_brackets_within_or_beside_brackets(example: str) -> None:
    finished = memo(example) if "/" in example else of_file(example)
    assert "。）。" not in finished.text
    assert "））" not in finished.text.replace("（個人と1,108の教育機関））", "")
    for name in ("conclusion", "deadlines"):
        assert not re.search("（[^）]*（|）（", section(finished, name)), name
    assert "相手方：自社" not in finished.text


def test_who_receives_the_report_is_named() -> None:
    text = section(of_file("05"), "conclusion")
    assert "金融庁長官（個人情報保護委員会の権限の委任先。法150条1項）への報告" in text
    assert "権限の委任先" not in section(memo(LOST_PC), "conclusion")


def test_a_deadline_that_has_passed_is_said_to_have_passed_or_to_be_met() -> None:
    rows = section(memo(INTRUSION), "deadlines").splitlines()
    place = rows.index("カードブランドへの報告（Mastercard）")
    assert rows[place + 3] == "（経過。実施の記録なし）"
    late = section(of_file("33"), "deadlines")
    assert "2023年10月15日（日）\n（目安を過ぎて実施）" in late
    met = section(memo(LOST_PC), "deadlines")
    assert "経過" not in met
    assert "実施済み：2026年11月6日" in met
    assert "（経過。取引先による実施の記録なし）" in section(of_file("45"), "deadlines")


def test_how_soon_is_said_as_the_contract_says_it() -> None:
    rows = section(memo(MISDIRECTED), "deadlines").splitlines()
    assert rows[rows.index("宛先：株式会社見本生活") + 1] == "発見後3営業日以内"
    assert rows[rows.index("宛先：一般財団法人架空健診協会") + 1 :].count("直ちに") == 1


def test_what_is_found_already_is_no_reason_to_look_again() -> None:
    listed = {
        "要配慮個人情報が含まれていたこと": (memo(LOST_PC), memo(MISDIRECTED)),
        "個人番号が含まれていたこと": (memo(LOST_PC), None),
        "不正の目的をもって行われたおそれがあること": (memo(MISDIRECTED), of_file("33")),
        "本人の数が千人を超え": (memo(MISDIRECTED), memo(LOST_PC)),
        "派遣先の取り扱う個人データのほかに": (memo(AGENCY), memo(HOST)),
        "回収する前に": (of_file("02"), memo(LOST_PC)),
    }
    for words, (named, silent) in listed.items():
        assert words in section(named, "review"), words
        assert silent is None or words not in section(silent, "review"), words
    body = section(of_file("02"), "review")
    assert "100人" not in body  # there are more already
    assert "千人" not in body


def test_what_is_unknown_is_told_by_its_table_entry_and_fact() -> None:
    text = section(memo(INTRUSION), "review")
    assert "データの保護\nアクセス制御\n状態\n調査中" in text
    assert "：発生日" not in text
    assert "事態\n発生日\n調査中（改ざんの始期を" in text
    assert "調べているため）\n2026年12月11日頃の見込み" in text


def test_what_nobody_knows_speaks_for_neither_side() -> None:
    text = section(of_file("33"), "items")
    assert (
        "該当する方向の事情\n記録なし\n該当しない方向の事情\n記録なし\n明らかでない事情\n数の単位が「件」"
        in text
    )
    assert "明らかでない事情" not in section(memo(MISDIRECTED), "items")


def test_a_verdict_of_the_lawyer_without_facts_says_whose_it_is() -> None:
    text = section(memo(INTRUSION), "items")
    assert "記録なし（弁護士の判断による。理由は、「判断」に記載する。）" in text


def test_what_is_true_of_several_groups_is_said_once() -> None:
    text = section(of_file("33"), "items")
    assert text.count("要配慮個人情報とみられるものはない") == 1
    assert "「国内のお客様」「海外のお客様」「県立学校29校及び教育委員会」" in text


def test_why_data_were_left_out_is_said_once() -> None:
    text = section(memo(AGENCY), "items")
    assert "検討から除いた情報については、「適用の前提」のとおりである。" in text
    assert "義務を負うのは派遣先である" not in text


def test_of_an_event_before_the_law_the_memo_says_so() -> None:
    assert "当時の法令及び告示による" in section(of_file("05"), "gates")
    for name, silent in (("05", "地方公共団体"), ("07", "地方公共団体")):
        finished = of_file(name)
        assert "もっとも、事態を知った日には" in section(finished, "conclusion")
        assert "基準日の定めを当てはめて数えた参考の日である" in section(finished, "deadlines")
        assert silent not in finished.text
    assert "当時の法令" not in memo(LOST_PC).text
    assert "参考の日" not in memo(LOST_PC).text


def test_a_city_that_knew_before_its_article_applied_is_told_so() -> None:
    text = section(of_file("02"), "conclusion")
    assert "もっとも、地方公共団体の機関等に法68条が適用されるのは、令和5年4月1日からである。" in text
    assert "報告対象事態に該当しないときの対応" not in of_file("02").text
    for word in ("事業者内部", "業法", "プライバシーマーク"):
        assert word not in section(of_file("02"), "not_reportable"), word
        assert word in section(memo(AGENCY), "not_reportable"), word


def test_what_is_overdue_is_counted_to_the_day_of_the_memo_not_of_the_letters() -> None:
    assert "2013年9月3日（火）\n（経過。実施の記録なし）" in section(of_file("07"), "deadlines")
    planned = asked(INTRUSION, NAME, letter={**facts(INTRUSION)["letter"], "date": date(2027, 3, 1)})
    shown = section(read_document(draft(planned, NAME, on=date(2026, 11, 20)).docx), "deadlines")
    assert "2026年11月22日（日）\n規則7条" in shown


def test_whose_own_report_is_due_is_said_by_name() -> None:
    text = section(memo(MISDIRECTED), "deadlines")
    assert text.count("（取引先自身の報告）\n取引先：一般財団法人架空健診協会\n宛先：") == 2
    assert "取引先：" not in section(memo(LOST_PC), "deadlines")


def test_a_number_of_records_is_not_called_a_number_of_persons() -> None:
    assert "\n対象の数\n126,970件\n" in section(of_file("33"), "overview")
    assert "\n本人の数\n1,012人\n" in section(memo(LOST_PC), "overview")
    assert "\n本人の数\n最大620人\n" in section(memo(INTRUSION), "overview")
