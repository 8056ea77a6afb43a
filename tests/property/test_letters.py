"""Design: "A letter per person that is provably that person's only: own items, own name exactly as held"; "Names
and addresses byte for byte as held"; "braces in data are never rendered again".
"""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import chain, permutations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from noticegen.documents.kinds import kind as kind_named
from noticegen.documents.make import DocumentMaker
from noticegen.facts.affected_person import AffectedPerson, affected_person
from noticegen.facts.load import load_incident
from noticegen.facts.recipients_types import INSERTS
from noticegen.law.case import Case
from tests.batch.batches import FACTS, ITEMS, W, facts
from tests.property.strategies import recipients

if TYPE_CHECKING:
    from noticegen.facts.recipients import Recipient
    from noticegen.facts.recipients_types import Insert

INCIDENT = facts()
MAKERS = {
    name: DocumentMaker(rule, Case(INCIDENT, date(2026, 11, 24), audience=rule.audience))
    for name in ("victim_apology", "email_notice")
    for rule in [kind_named(name)]
}
WITH_PAGES = {
    pages: load_incident(
        FACTS.format(count=12, more="").replace("[letter]", f"[letter]\ninserts = {list(pages)}").encode()
    )
    for pages in chain.from_iterable(permutations(INSERTS, size) for size in range(len(INSERTS) + 1))
}
PEOPLE = recipients(group="members", items=ITEMS)


def paragraphs(docx: bytes) -> list[str]:
    """Return the text of every paragraph of the body, read with nothing of the product."""
    with zipfile.ZipFile(BytesIO(docx)) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
    return ["".join(text.text or "" for text in paragraph.iter(f"{W}t")) for paragraph in body.iter(f"{W}p")]


def letter(recipient: Recipient, number: str = "0001", kind: str = "victim_apology") -> bytes:
    person = affected_person(recipient, INCIDENT)
    assert isinstance(person, AffectedPerson)
    return MAKERS[kind].make(person, number).data


@pytest.mark.parametrize("kind", sorted(MAKERS))
@given(recipient=PEOPLE)
def test_a_letter_holds_its_name_address_and_items_unchanged(kind: str, recipient: Recipient) -> None:
    printed = paragraphs(letter(recipient, kind=kind))
    # A name that carries its 様 gets no second one.
    assert {recipient.name, f"{recipient.name} 様"} & set(printed)
    if kind == "victim_apology":
        # A line that is too long for the window goes on in the next paragraph.
        assert all(line in "".join(printed) for line in recipient.address)
        own = "、".join(recipient.items)
        assert any(own in line for line in printed)
        others = [name for name in ITEMS if name not in recipient.items]
        about_items = [line for line in printed if own in line]
        assert not any(name in line for name in others for line in about_items if line == own)


@given(recipient=PEOPLE, pages=st.lists(st.sampled_from(INSERTS), unique=True).map(tuple))
def test_the_language_of_a_row_adds_the_pages_that_all_would_get_and_changes_nothing_else(
    recipient: Recipient, pages: tuple[Insert, ...]
) -> None:
    asked, plain = paragraphs(letter(replace(recipient, languages=pages))), paragraphs(letter(recipient))
    assert asked[: len(plain)] == plain
    all_of_them = affected_person(recipient, WITH_PAGES[pages])
    assert isinstance(all_of_them, AffectedPerson)
    maker = DocumentMaker(kind_named("victim_apology"), Case(WITH_PAGES[pages], date(2026, 11, 24)))
    assert paragraphs(maker.make(all_of_them, "0001").data) == asked


@given(people=st.lists(PEOPLE, min_size=2, max_size=5), order=st.randoms(use_true_random=False))
def test_neither_the_order_of_letters_nor_the_one_before_changes_a_byte(
    people: list[Recipient], order: object
) -> None:
    numbered = list(enumerate(people, 1))
    first = {number: letter(each, f"{number:04d}") for number, each in numbered}
    order.shuffle(numbered)
    assert {number: letter(each, f"{number:04d}") for number, each in numbered} == first


@given(one=PEOPLE, other=PEOPLE)
def test_a_letter_holds_nothing_of_the_one_written_before_it(one: Recipient, other: Recipient) -> None:
    alone = paragraphs(letter(other))
    letter(one)
    assert paragraphs(letter(other)) == alone
