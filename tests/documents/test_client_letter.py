from __future__ import annotations

import tomllib
from copy import deepcopy
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from noticegen.documents.draft import Draft, draft, drafts
from noticegen.documents.kinds import kind
from noticegen.facts.incident import Incident
from noticegen.findings import DocumentError
from noticegen.ooxml.compose import compose
from noticegen.ooxml.reading import FinishedDocument, read_document
from tests.documents.word_edits import parts

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "templates_ja/client_letter"
NINE = [f"item{number}" for number in range(1, 10)]
# What an entrustor must be told, each with what is said when nothing is known yet.
SAID: dict[str, Any] = {
    "summary": "書類を別の方の封筒に入れて発送した。",
    "cause": {"detail": "調査中"},
    "secondary_damage": {"status": "調査中"},
    "person_response": {"status": "実施予定"},
    "publication": {"status": "検討中"},
    "measure": [{"what": "照合の機能を再開した", "status": "実施済み"}],
    "other": {"detail": "特になし"},
}


@cache
def _raw(example: str) -> dict[str, Any]:
    return tomllib.loads((ROOT / f"examples/{example}/incident.toml").read_text("utf-8"))


def raw(example: str) -> dict[str, Any]:
    return deepcopy(_raw(example))


def letters(facts: dict[str, Any]) -> dict[str | None, FinishedDocument]:
    incident = Incident.model_validate(facts)
    made = drafts(incident, "client_letter", on=incident.letter.date)
    return {each.client: read_document(each.docx) for each in made}


def template_of(document: FinishedDocument) -> str:
    return next(value for key, value in document.properties.items() if key.endswith("template"))


def section(document: FinishedDocument, name: str) -> str:
    return next(each.text for each in document.sections if each.id == name)


def small(role: str = "委託元", **party: Any) -> dict[str, Any]:
    """Return an incident of sensitive data with one client, and every one of the nine items said."""
    said = deepcopy(SAID)
    facts = raw("misdirected_mail")
    return {
        "format": 1,
        "incident": {
            "title": "誤封入",
            "kinds": ["漏えいのおそれ"],
            "known_on": facts["incident"]["known_on"],
            "summary": said.pop("summary"),
        },
        "business": {"name": "例示情報処理株式会社"},
        "letter": {"date": facts["letter"]["date"]},
        "report": {"stage": "速報"},
        "group": [
            {
                "id": "all",
                "label": "健診を受けた方",
                "certainty": "漏えいのおそれ",
                "items": "調査中",
                "count": "調査中",
                "sensitive": True,
            }
        ],
        "party": [{"id": "one", "role": role, "name": "株式会社架空商事", **party}],
        **said,
    }


def bare(role: str = "委託元", **party: Any) -> dict[str, Any]:
    facts = small(role, **party)
    for name in SAID:
        facts.pop(name, None)
        facts["incident"].pop(name, None)
    return facts


@pytest.mark.parametrize("name", ["entrustee_notice", "contract_notice", "dispatch_report"])
def test_the_word_file_is_the_one_that_its_outline_makes(name: str) -> None:
    source = (FOLDER / f"{name}.txt").read_text("utf-8")
    assert (FOLDER / f"{name}.docx").read_bytes() == compose(source)


def test_an_entrustor_that_owes_a_report_gets_the_statutory_notice() -> None:
    document = letters(raw("misdirected_mail"))["kenshin"]
    assert template_of(document) == "entrustee_notice.docx"
    assert "第26条第1項ただし書" in section(document, "statutory_statement")
    assert "規則」といいます。）第9条" in section(document, "statutory_statement")


def test_a_client_that_owes_no_report_gets_a_letter_under_the_contract() -> None:
    document = letters(raw("misdirected_mail"))["seikatsu"]
    assert template_of(document) == "contract_notice.docx"
    assert "ただし書" not in document.text
    assert "規則第9条" not in document.text


def test_a_host_company_gets_the_report_of_the_agency() -> None:
    document = letters(raw("dispatched_worker"))["hochoki"]
    assert template_of(document) == "dispatch_report.docx"
    assert "ただし書" not in document.text
    assert "規則第9条" not in document.text


@pytest.mark.parametrize("example", ["misdirected_mail", "dispatched_worker"])
def test_every_mode_has_the_nine_items_in_the_order_of_the_rule(example: str) -> None:
    for document in letters(raw(example)).values():
        ids = [each.id for each in document.sections]
        assert [name.partition("_")[0] for name in ids if name.startswith("item")] == NINE
        assert [each.id for each in document.sections if each.is_empty] == []


@pytest.mark.parametrize("example", ["misdirected_mail", "dispatched_worker"])
def test_the_shipped_incidents_give_letters_without_a_finding(example: str) -> None:
    incident = Incident.model_validate(raw(example))
    for made in drafts(incident, "client_letter", on=incident.letter.date):
        assert made.findings == ()


def test_nothing_remains_due_beside_a_notice_to_the_one_whose_data_makes_the_event_reportable() -> None:
    def codes(**points: Any) -> set[str]:
        facts = raw("misdirected_mail")
        facts["group"][1].update(points)
        incident = Incident.model_validate(facts)
        return {
            each.code
            for made in drafts(incident, "client_letter", on=incident.letter.date)
            for each in made.findings
        }

    assert "K202" not in codes()
    assert "K202" in codes(sensitive=True)
    assert "K202" not in codes(count=960)
    facts = raw("misdirected_mail")
    facts["group"][1]["count"] = 990
    facts["assessment"]["rule7"] = [1, 4]
    incident = Incident.model_validate(facts)
    (told,) = (
        each
        for made in drafts(incident, "client_letter", on=incident.letter.date)
        for each in made.findings
        if each.code == "K202"
    )
    assert told.where.path == "party[1].owes_report"


def three_clients(*counts: int, **said: Any) -> dict[str, Any]:
    """Return an incident of three clients, each with words of its own in every table that can be a client's."""
    facts = small()
    group = facts["group"][0] | {"items": ["氏名"], "sensitive": False, "property_risk": False, **said}
    facts["party"] = [
        {"id": name, "role": "委託元", "name": f"株式会社{name.upper()}商事", "phone": f"03-000{n}-0000"}
        for n, name in enumerate(("kouclient", "otsuclient", "heiclient"), 1)
    ]
    clients = [party["id"] for party in facts["party"]]
    facts["cause"] = {"category": ["誤送付"], "improper_purpose": "なし", "detail": "宛先の誤り"}
    facts["group"] = [
        {**group, "id": f"of_{client}", "label": f"{client}の会員", "client": client, "count": count}
        for client, count in zip(clients, counts, strict=True)
    ]
    for table, key, more in (
        ("timeline", "what", {"when": date(2026, 11, 10)}),
        ("measure", "what", {"status": "実施済み"}),
        ("cooperation", "what", {}),
        ("liability", "detail", {}),
        ("exposure", "place", {}),
        ("authority", "name", {"kind": "相談"}),
        ("contact", "label", {"phone": "0120-000-000"}),
    ):
        facts[table] = [{key: f"{client}だけの{table}", "client": client, **more} for client in clients]
    return facts


def test_three_clients_get_three_letters_and_none_holds_anything_of_the_others() -> None:
    facts = three_clients(411, 522, 633)
    made = letters(facts)
    assert list(made) == ["kouclient", "otsuclient", "heiclient"]
    own = {
        party["id"]: (party["name"], party["phone"], party["id"], f"{group['count']}人")
        for party, group in zip(facts["party"], facts["group"], strict=True)
    }
    for client, document in made.items():
        members = "\n".join(
            data.decode("utf-8")
            for each in drafts(Incident.model_validate(facts), "client_letter", on=facts["letter"]["date"])
            if each.client == client
            for data in parts(each.docx).values()
        )
        assert document.text.count(f"{client}だけの") >= 5
        assert own[client or ""][3] in document.text
        for other in own.keys() - {client}:
            assert [word for word in own[other] if word in members] == []
        assert "1,566" not in members


def named(*names: str, business: str = "例示情報処理株式会社") -> dict[str, Any]:
    """Return an incident with clients of these names, one group each."""
    facts = small()
    group = facts["group"][0]
    facts["party"] = [{"id": f"c{n}", "role": "委託元", "name": name} for n, name in enumerate(names)]
    facts["group"] = [{**group, "id": f"g{n}", "client": f"c{n}"} for n in range(len(names))]
    facts["business"]["name"] = business
    return facts


def test_a_client_may_be_called_like_another_and_more_or_just_the_same() -> None:
    like = named("株式会社架空商事", "株式会社架空商事九州", business="株式会社架空商事システム")
    assert [name for name, document in letters(like).items() if "架空商事九州" in document.text] == ["c1"]
    assert len(letters(named("株式会社架空商事", "株式会社架空商事"))) == 2


@pytest.mark.parametrize("written", ["株式会社架空商事", "株式会社　架空商事", "株式会社架空　商事"])
def test_another_clients_name_in_a_fact_stops_the_letter_however_it_is_spaced(written: str) -> None:
    facts = named("株式会社架空商事", "株式会社架空商事九州")
    facts["incident"]["summary"] = f"{written}の書類を別の方の封筒に入れて発送した。"
    incident = Incident.model_validate(facts)
    with pytest.raises(DocumentError) as raised:
        draft(incident, "client_letter", on=incident.letter.date, client="c1")
    assert "D212" in {each.code for each in raised.value.findings}
    assert draft(incident, "client_letter", on=incident.letter.date, client="c0").docx


def test_letters_of_other_width_do_not_hide_another_clients_name() -> None:
    facts = named("ＡＢＣ株式会社", "株式会社架空商事九州")
    facts["incident"]["summary"] = "ABC株式会社の書類を別の方の封筒に入れて発送した。"
    incident = Incident.model_validate(facts)
    with pytest.raises(DocumentError) as raised:
        draft(incident, "client_letter", on=incident.letter.date, client="c1")
    assert "D212" in {each.code for each in raised.value.findings}


def test_a_processor_whose_clients_owe_nothing_is_told_that_its_own_report_remains() -> None:
    incident = Incident.model_validate(three_clients(400, 400, 400))
    made = drafts(incident, "client_letter", on=incident.letter.date)
    remaining = [each for draft in made for each in draft.findings if each.code == "K202"]
    assert [each.where.path for each in remaining] == [f"party[{n}].owes_report" for n in range(3)]
    assert {each.severity for each in remaining} == {"note"}
    fewer = Incident.model_validate(three_clients(300, 300, 300))
    made = drafts(fewer, "client_letter", on=fewer.letter.date)
    assert "K202" not in {each.code for draft in made for each in draft.findings}


def test_a_letter_names_neither_another_client_nor_its_number() -> None:
    facts = raw("misdirected_mail")
    made = letters(facts)
    names = {party["id"]: party["name"] for party in facts["party"] if party["role"] == "委託元"}
    own = [group for group in facts["group"] if group.get("role") != "誤受領者"]
    counts = {group["client"]: f"本人の数\t{group['count']}人" for group in own}
    for client, document in made.items():
        for other in names.keys() - {client}:
            assert names[other] not in document.text
            assert counts[other] not in section(document, "item3_count")
        assert counts[client or ""] in section(document, "item3_count")


def test_item_four_of_the_rule_is_judged_by_the_clients_own_number() -> None:
    facts = small()
    facts["group"][0] |= {"client": "one", "count": 400}
    facts["group"].append({**facts["group"][0], "id": "other", "client": "two", "count": 900})
    facts["party"].append({"id": "two", "role": "委託元", "name": "株式会社別件商会"})
    document = letters(facts)["one"]
    assert "□第4号" in section(document, "item1_summary")
    assert "■第1号" in section(document, "item1_summary")
    assert "1,300" not in document.text


def test_unknown_items_are_said_as_such() -> None:
    document = letters(small())["one"]
    assert template_of(document) == "entrustee_notice.docx"
    assert "調査中" in section(document, "item2_items")
    assert "調査中" in section(document, "item3_count")
    assert "調査中" in section(document, "item4_cause")
    assert "調査中" in section(document, "item5_damage")


@pytest.mark.parametrize(
    ("missing", "requirement"),
    [
        ("cause", "item4_cause"),
        ("secondary_damage", "item5_damage"),
        ("person_response", "item6_principal"),
        ("publication", "item7_publication"),
        ("measure", "item8_prevention"),
        ("other", "item9_other"),
    ],
)
def test_the_statutory_notice_is_refused_without_one_of_the_items(missing: str, requirement: str) -> None:
    facts = small()
    del facts[missing]
    with pytest.raises(DocumentError) as error:
        letters(facts)
    errors = {finding.requirement for finding in error.value.findings if finding.severity == "error"}
    assert errors == {f"client_letter.{requirement}"}


@pytest.mark.parametrize(("fact", "requirement"), [("items", "item2_items"), ("count", "item3_count")])
def test_the_statutory_notice_is_refused_without_items_or_number(fact: str, requirement: str) -> None:
    facts = small()
    del facts["group"][0][fact]
    with pytest.raises(DocumentError) as error:
        letters(facts)
    assert f"client_letter.{requirement}" in {finding.requirement for finding in error.value.findings}


@pytest.mark.parametrize(("role", "party"), [("委託元", {"owes_report": False}), ("派遣先", {})])
def test_outside_the_statute_what_is_missing_warns_and_the_letter_goes_out(role: str, party: Any) -> None:
    incident = Incident.model_validate(bare(role, **party))
    made = draft(incident, "client_letter", on=incident.letter.date)
    assert {finding.severity for finding in made.findings if finding.code != "K202"} == {"warning"}
    assert "ご報告できる事項はございません" in section(read_document(made.docx), "item9_other")


def test_the_client_is_told_its_own_deadlines_from_when_it_was_told() -> None:
    text = section(letters(raw("misdirected_mail"))["kenshin"], "client_deadlines")
    assert "遅くとも2026年11月20日（金）（5日目）までを目安" in text
    assert "18日" not in text
    assert "2026年12月15日（火）まで" in text
    assert "取引先自身" not in text


def test_a_client_that_told_us_first_is_given_no_day_one_of_ours() -> None:
    document = letters(raw("dispatched_worker"))["hochoki"]
    text = section(document, "client_deadlines")
    assert "貴社が本件を知られた日を1日目として" in text
    assert "弊社は、同日を承知しておりません" in text
    assert "2026年" not in text
    assert "貴社のご連絡\t2026年11月9日午前10時" in section(document, "known_on")
    assert "最初のご連絡" not in document.text


def test_an_apology_to_the_host_company_does_not_say_that_nothing_is_planned() -> None:
    facts = raw("dispatched_worker")
    facts["person_response"] = {"status": "予定なし", "no_notice_reason": "義務を負わないため。"}
    document = letters(facts)["hochoki"]
    for name in ("item6_principal", "item7_publication"):
        assert "予定なし" not in section(document, name)
        assert "義務を負わない" not in section(document, name)
        assert "方針に従" in section(document, name)


def test_each_client_is_told_of_the_discovery_of_its_own_part() -> None:
    document = letters(raw("misdirected_mail"))["seikatsu"]
    assert "2026年11月17日（火）（品質管理部）" in section(document, "known_on")
    assert "11月16日" not in document.text
    assert "電話で分かりました" not in document.text


def test_each_client_may_have_a_number_of_the_letter_of_its_own() -> None:
    made = letters(raw("misdirected_mail"))
    assert [made[client].text.splitlines().count("品発第52号の1") for client in ("kenshin", "seikatsu")] == [
        1,
        0,
    ]


def test_visits_are_not_said_to_be_letters() -> None:
    text = section(letters(raw("misdirected_mail"))["kenshin"], "item6_principal")
    assert "訪問36人、回収29通" in text


def test_a_department_is_not_named_twice() -> None:
    text = section(letters(raw("misdirected_mail"))["kenshin"], "addressee")
    assert text.count("健診事業部") == 1


def test_a_number_of_records_is_not_passed_off_as_a_number_of_persons() -> None:
    facts = small()
    facts["group"][0]["count"] = {"value": 500, "unit": "件"}
    assert "500件（本人の数ではなく、件数です。）" in section(letters(facts)["one"], "item3_count")


def test_the_worker_is_told_of_by_the_notice_written_for_the_client_alone() -> None:
    facts = raw("dispatched_worker")
    text = letters(facts)["hochoki"].text
    assert facts["worker_notice"]["label"] in text
    assert facts["discipline"]["subject"]["name"] not in text
    assert facts["discipline"]["sanction"] not in text


def test_responsibility_is_to_be_discussed_whatever_the_facts_say() -> None:
    for role in ("委託元", "派遣先"):
        text = section(letters(small(role))["one"], "legal_responsibility")
        assert "協議させていただきます" in text
        assert "認め" not in text


@pytest.mark.parametrize(
    ("name", "administrative", "you"),
    [
        ("株式会社架空商事", False, "貴社"),
        ("一般財団法人架空健診協会", False, "貴法人"),
        ("架空生活協同組合", False, "貴組合"),
        ("株式会社架空銀行", False, "貴行"),
        ("架空銀行", False, "貴行"),
        ("架空市民病院", False, "貴院"),
        ("架空", False, "貴社"),
        ("架空市", True, "貴機関"),
    ],
)
def test_the_client_is_addressed_by_what_it_is(name: str, administrative: bool, you: str) -> None:
    document = letters(small(name=name, administrative=administrative))["one"]
    assert f"{you}及びご本人の皆様" in section(document, "apology")
    assert section(document, "addressee") == f"{name}　御中"


def test_a_person_is_addressed_as_sama_and_a_department_as_onchu() -> None:
    to_department = letters(small(department="健診事業部"))["one"]
    to_person = letters(small(department="健診事業部", person={"title": "部長", "name": "試作 優子"}))["one"]
    assert section(to_department, "addressee").splitlines() == ["株式会社架空商事", "健診事業部　御中"]
    assert section(to_person, "addressee").splitlines() == [
        "株式会社架空商事",
        "健診事業部",
        "部長　試作 優子　様",
    ]


def test_what_is_asked_of_the_client_is_its_own_list_or_the_usual_one() -> None:
    asked = small(decides=["対象者の一覧の受渡しの方法"])
    usual = section(letters(small())["one"], "decisions")
    own = section(letters(asked)["one"], "decisions")
    assert "連名" in usual
    assert "一覧の受渡し" in own
    assert "連名" not in own


def test_every_section_of_the_kind_stands_in_a_template() -> None:
    rule = kind("client_letter")
    for template in rule.templates:
        text = (FOLDER / template.file).with_suffix(".txt").read_text("utf-8")
        for each in rule.sections_of(template.file):
            assert f"[section {each.id} " in text


def test_a_draft_with_gaps_shows_them() -> None:
    incident = Incident.model_validate(bare())
    made: Draft = draft(incident, "client_letter", on=incident.letter.date, incomplete=True)
    document = read_document(made.docx)
    assert made.is_incomplete
    assert "未記入" in section(document, "item5_damage")


def intermediary(**more: Any) -> dict[str, Any]:
    """Return facts in which the client stands between us and two entrustors of its own."""
    facts = small(**more)
    facts["party"] += [
        {"id": f"behind{number}", "role": "委託元", "of": "one", "name": f"架空{number}株式会社"}
        for number in (1, 2)
    ]
    facts["group"][0]["count"] = 70
    facts["group"].append(
        {
            **facts["group"][0],
            "id": "part",
            "within": "all",
            "client": "behind1",
            "label": "内訳",
            "count": 30,
        }
    )
    return facts


def test_the_sum_of_a_clients_own_entrustors_is_not_told_as_its_own() -> None:
    document = letters(intermediary())["one"]
    assert "貴社の委託元に係る数を合わせたものであり" in section(document, "item3_count")
    assert "（貴社がその委託元から取扱いの委託を受けられたもの）" in section(document, "apology")
    assert "貴社（その委託元から取扱いの委託を受け、弊社に再委託されています。）" in section(
        document, "item1_summary"
    )
    assert "法第26条第1項ただし書の通知をされたときは" in section(document, "client_deadlines")
    for other in ("内訳", "30人", "架空1株式会社"):
        assert other not in document.text


def test_what_is_a_clients_own_is_told_as_its_own_beside_that_of_its_entrustors() -> None:
    own = intermediary()
    for group in own["group"]:
        group.pop("within", None)
    own["group"][0]["client"] = "one"
    document = letters(own)["one"]
    assert "その委託元" not in document.text
    mixed = deepcopy(own)
    mixed["group"].append({**own["group"][0], "id": "sum", "count": 90})
    mixed["group"][1]["within"] = "sum"
    assert "貴社の委託元に係る数を含みます。" in section(letters(mixed)["one"], "item3_count")


def test_a_client_of_nobody_else_is_told_its_own_number() -> None:
    assert "委託元に係る" not in letters(small())["one"].text


def test_a_deadline_before_the_day_of_the_letter_is_said_to_have_passed() -> None:
    facts = small(informed={"at": date(2026, 10, 1), "by_means": "電話"})
    text = section(letters(facts)["one"], "client_deadlines")
    assert text.count("（本書の日付の時点で経過）") == 2
    assert "直ちに行っていただく必要があります" in text
    text = section(letters(raw("misdirected_mail"))["kenshin"], "client_deadlines")
    assert "経過" not in text


def test_a_letter_without_a_number_to_call_says_so_in_its_draft() -> None:
    incident = Incident.model_validate(small())
    made = draft(incident, "client_letter", on=incident.letter.date, incomplete=True)
    assert "client_letter.contact" in {each.requirement for each in made.findings}
    assert "（contact.phone）〓" in section(read_document(made.docx), "contact_desk")
    facts = small()
    facts["business"]["phone"] = "03-0000-0000"
    incident = Incident.model_validate(facts)
    made = draft(incident, "client_letter", on=incident.letter.date, incomplete=True)
    assert "client_letter.contact" not in {each.requirement for each in made.findings}


@pytest.mark.parametrize("example", ["misdirected_mail", "dispatched_worker"])
def test_the_annex_is_no_attachment_and_ends_as_a_document_of_its_own(example: str) -> None:
    for document in letters(raw(example)).values():
        assert "別紙　" not in section(document, "attachments")
        texts = [each.text for each in document.paragraphs]
        assert texts.count("以上") == 1
        assert texts.index("以上") > texts.index("謹白")


@pytest.mark.parametrize(
    ("name", "administrative", "you"),
    [
        ("株式会社見本銀行", False, "貴行"),
        ("学校法人見本学園", False, "貴法人"),
        ("見本信用金庫", False, "貴金庫"),
        ("架空健康保険", False, "貴社"),
        ("架空事業団", True, "貴機関"),
    ],
)
def test_a_client_is_addressed_as_what_it_is(name: str, administrative: bool, you: str) -> None:
    facts = small(administrative=administrative)
    facts["party"][0]["name"] = name
    assert f"本件事態が生じた旨を{you}に通知する" in section(letters(facts)["one"], "statutory_statement")


def test_a_client_that_found_it_is_the_finder_in_its_own_letter() -> None:
    for document in letters(raw("dispatched_worker")).values():
        assert "発見者\n貴社（貴社からのご連絡により知りました。）" in section(document, "item1_summary")


def test_a_letter_to_those_not_reached_by_telephone_is_no_call() -> None:
    facts = small()
    facts["person_response"]["wave"] = [
        {"method": "書面（電話の通じない方）", "status": "実施中", "sent": 16},
        {"method": "電話", "status": "実施中", "sent": 187, "arrived": 171},
    ]
    text = section(letters(facts)["one"], "item6_principal")
    assert "書面（電話の通じない方）：実施中　発送16人" in text
    assert "電話：実施中　架電187人、連絡済み171人" in text


def test_a_letter_that_is_the_first_word_of_it_says_that_its_own_day_is_the_first() -> None:
    assert "本書の日付を1日目としたもの" in section(letters(small())["one"], "client_deadlines")
    told = small(informed={"at": date(2026, 11, 18), "by_means": "電話"})
    assert "本書の日付を1日目" not in section(letters(told)["one"], "client_deadlines")


def test_a_public_body_is_told_of_the_items_that_are_its_own() -> None:
    facts = small(name="架空市", administrative=True)
    facts["group"][0]["count"] = 150
    body = letters(facts)["one"]
    assert "規則第43条該当性" in section(body, "item1_summary")
    assert "■第4号（百人超）" in section(body, "item1_summary")
    assert "規則第7条" not in section(body, "item1_summary") + section(body, "client_deadlines")
    assert "千人" not in body.text
    facts["party"][0]["administrative"] = False
    business = letters(facts)["one"]
    assert "□第4号（千人超）" in section(business, "item1_summary")
    assert "規則第43条" not in business.text


def test_an_item_that_cannot_be_decided_is_not_said_to_be_looked_into() -> None:
    cases = small()
    cases["group"][0].update(count={"value": 5000, "unit": "件"}, items=["氏名"])
    text = section(letters(cases)["one"], "item1_summary")
    assert "第4号（千人超）（判断に必要な事実が確定していません。）" in text
    assert "調査中" not in text


def test_what_paper_cannot_have_is_said_in_words_and_not_as_a_choice() -> None:
    for document in letters(raw("misdirected_mail")).values():
        text = section(document, "item9_other")
        assert "紙の書類であり、暗号化等の措置はありません。" in text
        assert "対象外" not in text


def test_a_letter_says_of_what_whole_a_group_is_a_part() -> None:
    facts = small()
    whole = facts["group"][0] | {"count": 100}
    facts["group"] = [
        whole,
        whole | {"id": "other", "label": "資料を請求した方"},
        whole | {"id": "part", "label": "再検査の方", "within": "all", "count": 10},
    ]
    assert "再検査の方（健診を受けた方の内数）" in section(letters(facts)["one"], "item3_count")


@pytest.mark.parametrize(("administrative", "article"), [(True, 43), (False, 7)])
def test_a_host_is_told_of_the_deadline_by_the_article_that_is_its_own(
    administrative: bool, article: int
) -> None:
    facts = small("派遣先", owes_report=True, administrative=administrative)
    text = section(letters(facts)["one"], "client_deadlines")
    assert f"施行規則第{article}条第3号の事態では60日以内" in text
