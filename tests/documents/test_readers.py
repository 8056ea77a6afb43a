"""Who is 貴社 in a letter to a client's customers?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from noticegen.documents.make import DocumentMaker
from noticegen.documents.readers import Reading
from noticegen.facts.affected_person import AffectedPerson, affected_person
from noticegen.law.conditions import Case
from tests.documents.letters import GROUP, incident_with, kind, letter_of, recipient

if TYPE_CHECKING:
    from noticegen.facts.incident import Incident

CLIENT = '[[party]]\nid = "{id}"\nrole = "委託元"\nname = "{name}"\n'
NAME = "医療法人見本会"
HOSPITAL = CLIENT.format(id="host", name=NAME)
SHOP = CLIENT.format(id="shop", name="株式会社架空商店")
OWN = """client = "host"
detail = "貴社の窓口でご登録の方です。"
retained_reason = "貴法人へ確認中のため"
"""
ADVICE = '[[advice]]\ntext = "御社の会員証をお持ちください。"\n'
KINDS = ("victim_apology", "email_notice")


def person(incident: Incident, number: int = 1, group: str = "members") -> AffectedPerson:
    found = affected_person(recipient(number=number, groups=(group,)), incident)
    assert isinstance(found, AffectedPerson)
    return found


def maker_of(incident: Incident, name: str = "victim_apology") -> DocumentMaker:
    return DocumentMaker(kind(name), Case(incident, incident.letter.date, audience="本人"))


def served(**parts: str) -> Incident:
    usual = {
        "groups": GROUP.replace("通信販売会員", "貴社の会員") + OWN,
        "more": HOSPITAL + ADVICE,
    }
    return incident_with(**{**usual, **parts})


@pytest.mark.parametrize("name", KINDS)
def test_what_is_said_of_the_persons_own_group_and_asked_of_them_names_the_client(name: str) -> None:
    incident = served()
    facts = maker_of(incident, name).variables(person(incident), "0001")["person"]
    (group,) = facts.groups
    assert group.label == f"{NAME}の会員"
    assert group.detail == f"{NAME}の窓口でご登録の方です。"
    assert group.retained_reason == f"{NAME}へ確認中のため"
    assert f"{NAME}の会員証をお持ちください。" in facts.advice
    text = letter_of(name, incident).text
    assert f"{NAME}の会員証をお持ちください。" in text
    assert f"{NAME}の窓口でご登録の方です。" in text
    assert "貴社" not in text
    assert "御社" not in text
    assert "貴法人" not in text


def test_reasons_words_for_a_day_and_notes_of_a_number_name_the_client() -> None:
    incident = served(
        incident='summary = "置き忘れました。"\noccurred = { text = "貴社の営業時間中" }',
        cause='summary = { unknown = "調査中", reason = "貴社に確認中" }',
        groups=GROUP.replace("1200", '{ value = 1200, text = "貴社の名簿による" }') + 'client = "host"\n',
    )
    variables = maker_of(incident).variables(person(incident), "0001")
    assert str(variables["incident"].occurred) == f"{NAME}の営業時間中"
    assert variables["cause"].summary.reason == f"{NAME}に確認中"
    for groups in (variables["group"], variables["person"].groups):
        assert [each.count.note for each in groups] == [f"{NAME}の名簿による"]


def test_items_of_the_person_are_the_same_by_whichever_name_the_client_goes() -> None:
    groups = GROUP.replace('"電話番号"', '"貴社の会員番号"').replace("クレジットカード", "貴社の口座")
    incident = incident_with(groups=groups + 'client = "host"\n', more=HOSPITAL)
    facts = maker_of(incident).variables(person(incident), "0001")["person"]
    assert [each.name for each in facts.items] == ["氏名", f"{NAME}の会員番号"]
    said = (*facts.not_included, *facts.not_confirmed)
    assert said == (f"{NAME}の口座情報",)


def test_of_two_clients_nobody_knows_which_one_a_text_speaks_to() -> None:
    inner = GROUP.replace("members", "inner") + 'client = "shop"\nwithin = "members"\n'
    incident = incident_with(groups=GROUP + 'client = "host"\n' + inner, more=HOSPITAL + SHOP + ADVICE)
    facts = maker_of(incident).variables(person(incident, group="inner"), "0001")["person"]
    assert "御社の会員証をお持ちください。" in facts.advice


def test_every_client_is_named_to_its_own_customers_alone() -> None:
    other = GROUP.replace("members", "others") + 'client = "shop"\n'
    incident = incident_with(groups=GROUP + 'client = "host"\n' + other, more=HOSPITAL + SHOP + ADVICE)
    maker = maker_of(incident)
    for group, name in (("members", NAME), ("others", "株式会社架空商店"), ("members", NAME)):
        facts = maker.variables(person(incident, group=group), "0001")["person"]
        assert f"{name}の会員証をお持ちください。" in facts.advice


def test_letters_that_share_what_is_said_are_the_same_as_each_made_by_itself() -> None:
    incident = served()
    maker = maker_of(incident)
    persons = [person(incident, number) for number in (1, 2, 3)]
    together = [maker.make(each, str(each.recipient.number)).data for each in persons]
    alone = [maker_of(incident).make(each, str(each.recipient.number)).data for each in persons]
    assert together == alone
    shared = {id(maker.variables(each)["person"].groups) for each in persons}
    assert len(shared) == 1


def test_facts_that_speak_to_nobody_are_the_very_same() -> None:
    incident = incident_with(groups=GROUP + 'client = "host"\n', more=HOSPITAL)
    case = Case(incident, incident.letter.date, audience="本人")
    reading = Reading(kind("victim_apology"), case, incident.party_named("host"))
    assert reading.case.incident is incident
    assert reading.person(person(incident)).groups is person(incident).groups
