"""What counsel would strike out before filing or sending: the wrong provision, a thing said twice, too much said."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from noticegen.documents.draft import draft
from noticegen.facts.load import load_incident
from noticegen.ooxml.reading import FinishedDocument, read_document
from tests.documents.cases import INCIDENTS, changed, example, incident_of

UNJUDGED = {"rule7": [], "by": "弁護士　架空 誠", "on": date(2026, 11, 19), "reason": "当たらない。"}


def document(name: str, kind: str = "ppc_report", client: str | None = None, **at: Any) -> FinishedDocument:
    incident = incident_of(changed(example(name), **at))
    return read_document(draft(incident, kind, on=incident.letter.date, client=client).docx)


def section(finished: FinishedDocument, name: str) -> str:
    return next(each.text for each in finished.sections if each.id == name)


def test_a_public_bodys_report_cites_no_article_of_the_rule_that_binds_businesses() -> None:
    text = document("lost_pc/incident", business__kind="行政機関等").text
    assert not re.search(r"規則.{0,20}第[789]条|規則.{0,20}第10条", text)
    assert "第68条第1項" in text


def test_the_rule_is_called_by_its_name_before_it_is_called_the_rule() -> None:
    text = document("lost_pc/incident").text
    assert text.index("個人情報の保護に関する法律施行規則（以下「規則」といいます。）") < text.index(
        "規則第7条"
    )


def test_the_preliminary_report_is_named_once_when_it_was_the_report_before_this_one() -> None:
    text = section(document("dispatched_worker/client"), "report_kind")
    assert text.count("架空-速報-0031") == 1
    other = section(document("lost_pc/incident"), "report_kind")
    assert other.index("架空-続報-0001") < other.index("架空-速報-0001")


def test_what_is_still_to_be_sent_is_not_counted_as_sent() -> None:
    text = section(document("lost_pc/incident"), "item6_principal")
    assert re.search(r"予定　1,000人", text)
    assert "予定　312人" not in text


def test_an_item_that_was_dropped_has_no_day_on_which_it_was_known() -> None:
    dropped = document("lost_pc/incident", assessment=UNJUDGED, report__voluntary=True)
    assert "規則第7条第" not in section(dropped, "discovered_on")
    assert "当社が事態を知った日：2026年10月31日" in section(dropped, "discovered_on")


def test_a_joint_report_is_said_to_be_one() -> None:
    joint = document("misdirected_mail/incident", report__joint_with=["kenshin"])
    assert "次のとおり連名で報告します。" in section(joint, "legal_basis_line")
    assert "連名" not in section(document("misdirected_mail/incident"), "legal_basis_line")


def test_the_first_question_of_the_form_is_left_open_while_the_items_are() -> None:
    facts = changed(example("lost_pc/incident"), **{"group[0]__items": "調査中"})
    del facts["group"][0]["my_number"]
    incident = incident_of(facts)
    made = draft(incident, "ppc_report", on=incident.letter.date)
    note = section(read_document(made.docx), "manuscript_note")
    assert "マイナンバーを含まないことが確かでないときは「はい」" in note
    assert "「いいえ」です" not in note
    assert "（マイナンバーを含むか）は「いいえ」です。" in section(
        document("lost_pc/incident"), "manuscript_note"
    )


def test_while_the_investigation_is_open_nothing_is_said_not_to_be_among_the_data() -> None:
    open_range = section(document("web_intrusion/incident"), "item2_items")
    assert "これまでの調査で含まれることが確認されていない項目：" in open_range
    assert "含まれない項目：" not in open_range
    assert "含まれない項目：" in section(document("lost_pc/incident"), "item2_items")
    for example_name, client in (
        ("misdirected_mail/incident", "kenshin"),
        ("misdirected_mail/incident", "seikatsu"),
        ("dispatched_worker/incident", "hochoki"),
    ):
        known = section(document(example_name, "client_letter", client), "item2_items")
        assert "含まれないもの：" in known
        at = {f"group[{index}]__count": {"max": 90} for index in range(3)}
        unsure = section(document(example_name, "client_letter", client, **at), "item2_items")
        assert "これまでの調査で含まれることが確認されていないもの：" in unsure


@pytest.mark.parametrize(
    ("style", "words"), [("company", "別紙の1から9まで"), ("legal", "別紙の第1から第9まで")]
)
def test_the_annex_is_called_as_it_is_numbered(style: str, words: str) -> None:
    letter = document("misdirected_mail/incident", "client_letter", "kenshin", letter__style=style)
    assert words in section(letter, "statutory_statement")


def test_a_planned_measure_is_not_said_to_be_planned_twice() -> None:
    for client in ("kenshin", "seikatsu"):
        text = section(document("misdirected_mail/incident", "client_letter", client), "item8_prevention")
        assert "（2026年12月10日まで）" in text
        assert "予定）" not in text


def test_a_certificate_of_the_grounds_of_dismissal_is_spoken_of_only_where_somebody_is_dismissed() -> None:
    pay_cut = document("lost_pc/incident", "disciplinary_memo")
    assert "労働基準法22条" not in section(pay_cut, "notification")
    dismissal = document("dispatched_worker/incident", "disciplinary_memo")
    assert "労働基準法22条" in section(dismissal, "notification")
    assert "労基法" not in pay_cut.text + dismissal.text.replace("（労基法21条）", "")


def test_what_reads_the_same_is_listed_once_among_what_is_open() -> None:
    rows = section(document("misdirected_mail/incident"), "pending_items")
    assert rows.count("閲覧の有無（書類が届いた方の手元：ポイント会員）") == rows.count("閲覧の有無") == 1


def test_the_authority_reads_the_name_of_every_direct_entrustor() -> None:
    incident = load_incident(next(INCIDENTS.glob("45_*")))
    made = draft(incident, "ppc_report", on=incident.letter.date, incomplete=True)
    text = section(read_document(made.docx), "entrustor")
    assert "■有" in text
    assert "例示プロモーション株式会社" in text


def test_a_memo_makes_up_no_day_of_knowledge_and_says_from_which_it_counts() -> None:
    incident = load_incident(next(INCIDENTS.glob("45_*")))
    made = draft(incident, "assessment_memo", on=incident.letter.date, incomplete=True)
    text = section(read_document(made.docx), "overview")
    assert "2023年7月（日は未特定）" in text
    assert "期限は、2023年7月1日（土）を1日目として計算した。" in text


def test_a_joint_report_that_tells_one_client_of_another_is_warned_of() -> None:
    facts = changed(example("misdirected_mail/incident"), report__joint_with=["kenshin"])
    incident = incident_of(facts)
    (told,) = draft(incident, "ppc_report", on=incident.letter.date).findings
    assert (told.severity, told.code, told.where.path) == ("warning", "K203", "report.joint_with")
    assert "seikatsu" in told.message
    assert "株式会社見本生活" not in str(told)
    alone = incident_of(changed(facts, **{"group[1]__client": "kenshin", "group[2]__client": "kenshin"}))
    assert draft(alone, "ppc_report", on=alone.letter.date).findings == ()
    neither = incident_of(example("misdirected_mail/incident"))
    assert draft(neither, "ppc_report", on=neither.letter.date).findings == ()


def test_two_numbers_of_the_same_people_are_told_apart_by_how_sure_the_leak_is() -> None:
    incident = load_incident(next(INCIDENTS.glob("31_*")))
    made = draft(incident, "ppc_report", on=incident.letter.date, incomplete=True)
    text = section(read_document(made.docx), "item3_count")
    assert "会員（漏えい確認）\n108,331人" in text
    assert "会員（漏えいの可能性を否定できない）\n464,053人" in text
    assert "（" not in section(document("misdirected_mail/incident"), "item3_count").replace("（カード", "")
    same = {
        f"group[{index}]__{key}": value
        for index, client in enumerate(("kenshin",) * 2)
        for key, value in {
            "client": client,
            "label": "受診者",
            "certainty": ("漏えい確認", "漏えいのおそれ")[index],
        }.items()
    }
    letter = section(document("misdirected_mail/incident", "client_letter", "kenshin", **same), "item3_count")
    assert "受診者（漏えいした）\n36人" in letter
    assert "受診者（漏えいしたおそれがある）\n14人" in letter
