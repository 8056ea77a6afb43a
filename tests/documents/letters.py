"""A small incident, and the letter or the notice that it makes, for the tests of both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from noticegen.documents.kinds import kind
from noticegen.documents.make import DocumentMaker
from noticegen.facts.affected_person import AffectedPerson, affected_person
from noticegen.facts.load import load_incident
from noticegen.facts.recipients import Recipient
from noticegen.law.conditions import Case
from noticegen.ooxml.reading import FinishedDocument, read_document

if TYPE_CHECKING:
    from noticegen.facts.incident import Incident

BASE = """
format = 1
[incident]
title = "ノートパソコンの紛失"
kinds = ["漏えいのおそれ"]
known_on = 2026-10-31
{incident}
[business]
name = "株式会社架空商事"
phone = "03-0000-0000"
representative = {{ title = "代表取締役", name = "見本 太郎" }}
[letter]
date = 2026-11-24
{letter}
[report]
stage = "速報"
{groups}
[cause]
{cause}
[secondary_damage]
{damage}
{more}
"""
GROUP = """
[[group]]
id = "members"
label = "通信販売会員"
count = 1200
certainty = "漏えいのおそれ"
items = ["氏名", "電話番号"]
not_included = ["クレジットカード情報"]
"""
RECEIVERS = """
[[group]]
id = "receivers"
role = "誤受領者"
label = "届いた方"
certainty = "漏えい確認"
"""
"""Who only received the data of others."""

PARTS = {
    "incident": 'summary = "業務用のパソコンを電車に置き忘れました。"',
    "letter": "",
    "groups": GROUP,
    "cause": 'summary = "持出しの管理が十分でなかったことによるものです。"',
    "damage": 'status = "確認されていない"\nas_of = 2026-11-20',
    "more": "",
}


def incident_with(**parts: str) -> Incident:
    """Return the small incident with these parts of the file in place of its own."""
    return load_incident(BASE.format(**{**PARTS, **parts}).encode())


def recipient(**facts: Any) -> Recipient:
    """Return a person who does not exist, with these facts."""
    usual: dict[str, Any] = {
        "number": 1,
        "row": 2,
        "id": "A1",
        "name": "見本 花子",
        "postal_code": "100-0000",
        "address": ("東京都架空区見本町1丁目2番3号",),
        "groups": ("members",),
    }
    return Recipient(**{**usual, **facts})


def letter(incident: Incident, **facts: Any) -> FinishedDocument:
    """Return the letter to such a person, as it can be read back."""
    return letter_of("victim_apology", incident, **facts)


def letter_of(name: str, incident: Incident, /, **facts: Any) -> FinishedDocument:
    """Return the letter, or what else is of this kind, to such a person, as it can be read back."""
    person = affected_person(recipient(**facts), incident)
    assert isinstance(person, AffectedPerson)
    maker = DocumentMaker(kind(name), Case(incident, incident.letter.date, audience="本人"))
    return read_document(maker.make(person, "0001").data)


def notice(incident: Incident) -> FinishedDocument:
    """Return the publication, as it can be read back."""
    maker = DocumentMaker(kind("public_notice"), Case(incident, incident.letter.date))
    return read_document(maker.make().data)


def section(document: FinishedDocument, name: str) -> str:
    """Return the text of one section; it must be there once."""
    (text,) = [each.text for each in document.sections if each.id == name]
    return text
