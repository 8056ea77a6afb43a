from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from noticegen.documents.applicable import applicable_kinds
from noticegen.documents.check import check
from noticegen.documents.kinds import kinds
from noticegen.findings import DocumentError, TemplateError
from noticegen.ooxml.compose import compose
from noticegen.ooxml.reading import read_document
from tests.documents.more_kinds import (
    EXAMPLES,
    HOST,
    asked,
    bare,
    document,
    facts,
    forbidden,
    made,
    outlines_match,
    section,
    sections_stand_in_the_template,
)

if TYPE_CHECKING:
    from pathlib import Path

NAME = "demand_letter"
OWN: dict[str, Any] = {
    "addressee": "株式会社架空名簿",
    "data": "顧客の氏名、住所及び購入した商品を記載した名簿",
    "conduct": "貴社が、2026年10月20日、当社の顧客の名簿を買い受けたこと。",
    "reply_by": date(2026, 12, 4),
}
COUNSEL = {"id": "bengoshi", "role": "相手方代理人", "name": "仮名法律事務所"}
ADDRESSED = {"name": "株式会社架空商事", "address": "東京都架空区見本町1番1号"}
CLAIMS = ("stop_use", "preservation", "return_data", "deletion", "recipients")


def letter(example: str = HOST, **own: Any) -> Any:
    return document(asked(example, NAME, {**OWN, **own}), NAME)


def test_the_word_file_is_the_one_that_its_outline_makes() -> None:
    assert outlines_match(NAME)
    assert sections_stand_in_the_template(NAME)


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_gives_a_letter_without_a_finding(example: str) -> None:
    assert made(asked(example, NAME, {**OWN, "reply_by": date(2026, 12, 25)}), NAME).findings == ()


def test_an_incident_that_says_next_to_nothing_gives_one_too() -> None:
    finished = document(bare(NAME, OWN, business=ADDRESSED), NAME)
    assert [each.id for each in finished.sections if each.is_empty] == []


def test_a_reply_without_a_place_to_send_it_to_is_refused_and_its_gap_shown() -> None:
    with pytest.raises(DocumentError) as error:
        made(bare(NAME, OWN), NAME)
    assert [each.where.path for each in error.value.findings if each.severity == "error"] == [
        "business.address"
    ]
    draft = made(bare(NAME, OWN), NAME, incomplete=True)
    assert "〓未記入：回答の宛先（business.address）〓" in section(read_document(draft.docx), "reply")
    with pytest.raises(DocumentError) as error:
        made(asked(HOST, NAME, {**OWN, "agent": "弁護士　仮名 正子"}), NAME)
    assert error.value.findings[-1].where.path == f"document.{NAME}.agent_contact"


def test_the_reply_goes_to_the_address_with_its_postal_code() -> None:
    reply = section(letter(), "reply")
    assert "〒541-0000　大阪府架空市仮名区例示台8丁目1番1号" in reply
    assert "06-0000-3000" in reply


def test_the_letter_bears_its_own_number_and_none_of_another_letter() -> None:
    assert "見補発第44号" not in letter().text
    assert "見補発第45号" in letter(number="見補発第45号").text


@pytest.mark.parametrize(
    ("name", "word"), [("架空市", "当市"), ("架空病院", "当院"), ("架空信用金庫", "当金庫")]
)
def test_the_sender_calls_itself_by_its_own_word_throughout(name: str, word: str) -> None:
    own = {**OWN, "conduct": "貴社が、名簿を買い受けたこと。"}
    finished = document(bare(NAME, own, business={**ADDRESSED, "name": name}), NAME)
    assert f"（以下「{word}」といいます。）" in finished.text
    assert "当社" not in finished.text
    assert [each.title for each in finished.sections if "当社" in (each.title or "")] == []


def test_a_public_body_asserts_no_trade_secret_unless_the_facts_do() -> None:
    city = {**ADDRESSED, "name": "架空市", "kind": "行政機関等"}
    plain = document(bare(NAME, OWN, business=city), NAME)
    assert "不正競争防止法" not in plain.text
    assert "所有権" in section(plain, "basis")
    claimed = document(
        bare(NAME, {**OWN, "secrecy": "「部外秘」と表示して管理していた"}, business=city), NAME
    )
    assert "不正競争防止法4条" in section(claimed, "damages")


def test_damages_are_claimed_in_one_place_alone_and_there_only_reserved() -> None:
    for own in (
        {},
        {"secrecy": "「社外秘」と表示して管理していた", "contract": "2024年7月1日付け誓約書第3条"},
    ):
        finished = letter(**own)
        assert "損害" not in section(finished, "basis").replace("損害を加える目的", "")
        assert "同法4条" not in section(finished, "basis")
        assert "民法709条、民法715条、不正競争防止法4条）を請求する権利を留保" in section(finished, "damages")
    assert "民法415条、民法709条" in section(letter(contract="誓約書"), "damages")


@pytest.mark.parametrize(
    ("own", "employer"),
    [({}, True), ({"addressee": "模擬 三郎"}, False), ({"broker": True}, False)],
)
def test_a_firm_answers_for_what_its_people_did(own: dict[str, Any], employer: bool) -> None:
    finished = letter(**own)
    assert ("使用者としての責任（民法715条1項）" in section(finished, "basis")) is employer
    assert ("民法715条" in section(finished, "damages")) is employer


def test_every_claim_is_made_and_damages_are_reserved_without_a_sum() -> None:
    finished = letter()
    for each in CLAIMS:
        assert "ください" in section(finished, each)
    assert "留保" in section(finished, "damages")
    assert "円" not in section(finished, "damages")
    assert "2026年12月4日（金）" in section(finished, "reply")


@pytest.mark.parametrize("fact", ["addressee", "data", "conduct", "reply_by"])
def test_a_fact_of_its_own_that_is_missing_is_named(fact: str) -> None:
    own = {name: value for name, value in OWN.items() if name != fact}
    with pytest.raises(DocumentError) as error:
        made(asked(HOST, NAME, own), NAME)
    found = [(each.code, each.where.path) for each in error.value.findings if each.severity == "error"]
    assert found == [("K101", f"document.{NAME}.{fact}")]


@pytest.mark.parametrize("own", [{}, {"reply_by": date(2026, 12, 4)}])
def test_a_draft_with_gaps_shows_what_is_missing(own: dict[str, Any]) -> None:
    draft = made(asked(HOST, NAME, own, party=[COUNSEL]), NAME, incomplete=True)
    finished = read_document(draft.docx)
    assert draft.is_incomplete
    for name in ("addressee", "counsel", "data", "conduct"):
        assert "〓未記入" in section(finished, name)


def test_the_statutes_on_personal_information_are_held_against_a_broker_alone() -> None:
    broker, worker = letter(broker=True), letter()
    assert "20条1項" in section(broker, "basis")
    assert "27条1項" in section(broker, "basis")
    assert "提供した者の氏名" in section(broker, "recipients")
    assert "個人情報の保護に関する法律" not in worker.text
    for finished in (broker, worker):
        assert "35条" not in finished.text
        assert "民法709条" in section(finished, "basis")
        assert "同法3条" in section(finished, "basis")


def test_contract_and_trade_secret_are_asserted_only_where_the_facts_say_so() -> None:
    plain = section(letter(), "basis")
    assert "誓約書" not in plain
    assert "営業秘密（不正競争防止法2条6項）に当たる限り" in plain
    both = letter(contract="2024年7月1日付け誓約書第3条", secrecy="「社外秘」と表示して管理していた")
    assert "2024年7月1日付け誓約書第3条により" in section(both, "basis")
    assert "「社外秘」と表示して管理していた" in section(both, "basis")
    assert "限りにおいて" not in section(both, "basis")


def test_known_counsel_is_written_to() -> None:
    incident = asked(HOST, NAME, {**OWN, "counsel": "弁護士　雛形 進"}, party=[COUNSEL])
    finished = document(incident, NAME)
    assert section(finished, "counsel") == "弁護士　雛形 進　先生"
    assert section(finished, "addressee") == "（株式会社架空名簿　代理人）"
    assert "代理人を選任された場合" not in finished.text


def test_where_counsel_is_known_no_letter_goes_past_it() -> None:
    with pytest.raises(DocumentError) as error:
        made(asked(HOST, NAME, OWN, party=[COUNSEL]), NAME)
    (finding,) = error.value.findings
    assert (finding.severity, finding.where.path) == ("error", f"document.{NAME}.counsel")
    assert finding.hint == f"[document.{NAME}] の counsel を書いてください。"


@pytest.mark.parametrize(
    ("addressee", "broker", "line", "you"),
    [
        ("模擬 三郎", False, "模擬 三郎　様", "貴殿に対し"),
        ("株式会社架空名簿", False, "株式会社架空名簿　御中", "貴社に対し"),
        ("架空名簿サービス", True, "架空名簿サービス　御中", "貴社に対し"),
    ],
)
def test_the_opponent_is_addressed_by_what_it_is(addressee: str, broker: bool, line: str, you: str) -> None:
    finished = letter(addressee=addressee, broker=broker)
    assert section(finished, "addressee") == line
    assert you in finished.text


@pytest.mark.parametrize(
    ("name", "more", "line", "you"),
    [
        ("例示協会", {}, "例示協会　御中", "貴会に対し"),
        ("架空名簿サービス", {}, "架空名簿サービス　様", "貴殿に対し"),
        ("架空名簿サービス", {"organisation": True}, "架空名簿サービス　御中", "貴社に対し"),
        ("見本会社", {"organisation": False}, "見本会社　様", "貴殿に対し"),
    ],
)
def test_where_the_name_does_not_tell_it_is_asked_and_what_is_said_counts(
    name: str, more: dict[str, Any], line: str, you: str
) -> None:
    incident = asked(HOST, NAME, {**OWN, "addressee": name, **more})
    finished = document(incident, NAME)
    assert section(finished, "addressee") == line
    assert you in finished.text
    doubts = [each for each in check(incident, NAME, on=incident.letter.date) if each.code == "K104"]
    assert [each.where.path for each in doubts] == (
        ["document.demand_letter.addressee"] if name == "架空名簿サービス" and not more else []
    )
    assert all(each.severity == "warning" and "organisation = true" in str(each.hint) for each in doubts)


def test_our_own_lawyer_signs_and_takes_the_reply() -> None:
    finished = letter(agent="弁護士　仮名 正子", agent_contact="03-0000-0000")
    assert "代理人　弁護士　仮名 正子" in section(finished, "sender")
    assert "当職は" in finished.text
    assert "03-0000-0000" in section(finished, "reply")


def test_nothing_of_the_incident_or_of_the_employee_reaches_the_opponent() -> None:
    raw = facts("dispatched_worker/incident.toml")
    finished = letter("dispatched_worker/incident.toml")
    for said in (raw["incident"]["summary"].strip(), raw["discipline"]["subject"]["name"], "58", "懲戒"):
        assert said not in finished.text


@pytest.mark.parametrize(
    ("sentence", "requirement"),
    [
        ("個人情報の保護に関する法律第35条第5項に基づき、消去を求めます。", "no_article_35"),
        ("法35条に基づき請求します。", "no_article_35"),
        ("賠償に応じない場合は、刑事告訴をいたします。", "no_criminal_trade"),
        ("お支払いいただければ、被害届は提出いたしません。", "no_criminal_trade"),
        ("告訴をしないことを条件に、弁償を求めます。", "no_criminal_trade"),
        ("損害金として、1,000,000円をお支払いください。", "no_sum"),
        ("損害は３００万円です。", "no_sum"),
        ("当社は、貴殿を懲戒解雇としました。", "no_worker_matters"),
    ],
)
def test_what_a_lawyer_should_not_add_is_found(sentence: str, requirement: str) -> None:
    assert forbidden(NAME, sentence, asked(HOST, NAME, OWN)) == {f"{NAME}.{requirement}"}


@pytest.mark.parametrize(
    "sentence",
    [
        "民法35条",
        "会社法35条の手続",
        "労働契約法35条",
        "期限までに回答がない場合は、仮処分を申し立てます。",
        "円満な解決を望みます。",
    ],
)
def test_what_is_near_to_it_is_not(sentence: str) -> None:
    assert forbidden(NAME, sentence, asked(HOST, NAME, OWN)) == set()


def test_it_is_offered_only_where_its_table_is_written() -> None:
    assert NAME not in applicable_kinds(asked(HOST, "other_kind"))
    assert NAME in applicable_kinds(asked(HOST, NAME, OWN))
    assert NAME in applicable_kinds(asked(HOST, NAME, {"reply_by": date(2026, 12, 4)}))


def test_asked_for_by_name_it_says_what_to_write() -> None:
    codes = [each.code for each in check(asked(HOST, "other_kind"), NAME, on=date(2026, 11, 24))]
    assert codes.count("K101") == 4


KIND = """
title = "架空の控え"
audience = "社内"
per = "incident"
optional = {optional}
[[template]]
file = "note.docx"
[[section]]
id = "note"
title = "控え"
"""


def firm(folder: Path, optional: str) -> Path:
    kind = folder / "note"
    kind.mkdir()
    (kind / "document.toml").write_text(KIND.format(optional=optional), "utf-8")
    (kind / "note.docx").write_bytes(compose("[body]\n[section note 控え]\n控え\n[/section]\n"))
    return folder


@pytest.mark.parametrize(("optional", "offered"), [("true", False), ("false", True)])
def test_an_optional_kind_is_made_only_by_name(tmp_path: Path, optional: str, offered: bool) -> None:
    folder = firm(tmp_path, optional)
    assert kinds(folder)["note"].optional is not offered
    assert ("note" in applicable_kinds(asked(HOST, "other_kind"), folder)) is offered


def test_optional_is_yes_or_no(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="「optional」は true か false で書きます"):
        kinds(firm(tmp_path, '"はい"'))
