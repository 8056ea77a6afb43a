"""Does a fact that is closed to a document's readers reach them in any part of the file?"""

from __future__ import annotations

import html
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

import pytest

from noticegen.documents.draft import draft
from noticegen.documents.kinds import kind, kinds
from noticegen.documents.make import DocumentMaker
from noticegen.facts.affected_person import AffectedPerson, affected_person
from noticegen.law.case import Case
from tests.documents.letters import recipient
from tests.documents.markers import CLIENTS, marked_incident
from tests.documents.word_edits import parts

if TYPE_CHECKING:
    from noticegen.facts.incident import Incident
    from tests.documents.markers import Marker

DAY = date(2026, 11, 20)
GROUPS_OF = {"first": "one", "second": "two"}
OVERRIDES = ("社内", "相手方", "代理人限り")
# What we knew of one client's part stands in the letter to that client.
OWN_KNOWLEDGE = {f"knowledge.{name}" for name in ("by", "discovered_on", "discoverer", "discoverer_detail")}
marked = cache(marked_incident)


@dataclass(frozen=True)
class Reader:
    """Who gets a document: the kind, the client, or the person's group."""

    kind_id: str
    client: str | None = None
    group: str | None = None

    def __str__(self) -> str:
        return "-".join(filter(None, (self.kind_id, self.client, self.group)))

    @property
    def clients(self) -> set[str] | None:
        """The clients whose slice the reader may see, None for all."""
        if self.group is not None:
            return {GROUPS_OF[self.group]}
        return None if self.client is None else {self.client}

    def may_read(self, marker: Marker) -> bool:
        """Return what the lists of facts/audience.py allow this reader."""
        if marker.table.startswith("document."):
            return marker.table == f"document.{self.kind_id}"
        if self.clients is not None:
            if marker.clients - self.clients:
                return False
            if marker.table == "affected":
                return False
            if self.client is not None and marker.key in OWN_KNOWLEDGE and marker.clients == {self.client}:
                return "audience" not in marker.entry
            if marker.table == "party" and marker.entry["id"] in self.clients:
                return self.client is not None or marker.field == "name"
        if self.group is not None:
            groups = {marker.entry["id"]} if marker.table == "group" else set(marker.entry.get("groups", ()))
            if groups and self.group not in groups:
                return False
        return marker.is_open_to(kind(self.kind_id).audience)

    def file(self, incident: Incident, since: Incident | None = None) -> bytes:
        """Return the document that this reader gets."""
        if self.group is None:
            return draft(
                incident, self.kind_id, on=DAY, client=self.client, since=since, incomplete=True
            ).docx
        person = affected_person(recipient(groups=(self.group,)), incident)
        assert isinstance(person, AffectedPerson)
        case = Case(incident, DAY, None, "本人", since)
        return DocumentMaker(kind(self.kind_id), case).make(person, "0001").data

    def changes(self, incident: Incident, since: Incident) -> str:
        """Return everything that the template of this reader's document may print of what changed."""
        rule = kind(self.kind_id)
        maker = DocumentMaker(rule, Case(incident, DAY, self.client, rule.audience, since))
        person = self.group and affected_person(recipient(groups=(self.group,)), incident)
        assert not person or isinstance(person, AffectedPerson)
        told = maker.variables(person or None)["computed"].changes
        return "" if told is None else "\n".join(str(vars(row)) for row in told.rows)


READERS = [
    reader
    for rule in kinds().values()
    for reader in (
        [Reader(rule.id, client) for client in CLIENTS]
        if rule.per == "client"
        else [Reader(rule.id, group=group) for group in GROUPS_OF]
        if rule.per == "recipient"
        else [Reader(rule.id)]
    )
]


@pytest.fixture(autouse=True)
def one_hash(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give all facts one hash, so that a template is compiled once for them all."""
    monkeypatch.setattr("noticegen.documents.make.facts_hash", lambda _: "0" * 64)


@cache
def text_for(reader: Reader, audience: str | None = None, *, unknown: bool = False) -> str:
    """Return everything in the package, file names included, as a reader of the raw XML would find it."""
    members = parts(reader.file(marked(audience=audience, unknown=unknown)[0]))
    return "\n".join([*members, *(html.unescape(data.decode("utf-8")) for data in members.values())])


@cache
def text_since(reader: Reader, *, unknown: bool = False) -> str:
    """Return the same of a document with the changes since an earlier state, and all that its table could say."""
    new, old = marked(unknown=unknown)[0], marked(unknown=unknown, earlier=True)[0]
    # The public is told of changes since what was published.
    before = new.letter.date - timedelta(days=1)
    old = old.model_copy(update={"letter": old.letter.model_copy(update={"date": before})})
    notice = {**new.document.get("public_notice", {}), "previous_on": before}
    new = new.model_copy(update={"document": {**new.document, "public_notice": notice}})
    members = parts(reader.file(new, old))
    texts = [*members, *(html.unescape(data.decode("utf-8")) for data in members.values())]
    return "\n".join([*texts, reader.changes(new, old)])


def leaks(reader: Reader, audience: str | None = None, *, unknown: bool = False) -> list[Marker]:
    text, (_, markers) = (
        text_for(reader, audience, unknown=unknown),
        marked(audience=audience, unknown=unknown),
    )
    return [marker for marker in markers if marker.text in text and not reader.may_read(marker)]


@pytest.mark.parametrize("unknown", [False, True], ids=["known", "unknown"])
@pytest.mark.parametrize("reader", READERS, ids=str)
def test_no_document_holds_a_word_of_a_fact_that_is_closed_to_its_reader(
    reader: Reader, *, unknown: bool
) -> None:
    assert leaks(reader, unknown=unknown) == []


@pytest.mark.parametrize("reader", [each for each in READERS if each.group is None], ids=str)
def test_the_audience_that_a_table_states_wins_over_the_default(reader: Reader) -> None:
    for audience in OVERRIDES:
        assert leaks(reader, audience) == []


@pytest.mark.parametrize("reader", READERS, ids=str)
def test_the_words_would_be_found_if_they_were_there(reader: Reader) -> None:
    _, markers = marked()
    printed = [marker for marker in markers if marker.text in text_for(reader)]
    assert len(printed) > 1


def test_each_document_is_where_its_own_facts_are() -> None:
    _, markers = marked()
    for reader, table in (
        (Reader("disciplinary_memo"), "discipline"),
        (Reader("client_letter", "three"), "worker_notice"),
        (Reader("client_letter", "one"), "cooperation"),
        (Reader("ppc_report"), "protection"),
        (Reader("victim_apology", group="second"), "compensation"),
        (Reader("public_notice"), "measure"),
    ):
        text = text_for(reader)
        assert any(marker.text in text for marker in markers if marker.table == table), (str(reader), table)


def test_what_concerns_the_employee_is_in_the_disciplinary_memo_alone() -> None:
    _, markers = marked()
    words = [marker.text for marker in markers if marker.table == "discipline"]
    for reader in READERS:
        text = text_for(reader)
        assert any(word in text for word in words) == (reader.kind_id == "disciplinary_memo")


def test_the_address_where_the_data_was_seen_is_in_no_document() -> None:
    _, markers = marked()
    words = [marker.text for marker in markers if marker.key == "exposure.address"]
    assert words
    for reader in READERS:
        text = text_for(reader)
        assert not any(word in text for word in words)


def test_one_clients_slice_is_in_no_other_clients_letter() -> None:
    _, markers = marked()
    for reader in READERS:
        if reader.clients is None:
            continue
        text = text_for(reader)
        others = set(CLIENTS) - reader.clients
        assert not [marker for marker in markers if marker.text in text and others & marker.clients]


@pytest.mark.parametrize("unknown", [False, True], ids=["known", "unknown"])
@pytest.mark.parametrize("reader", READERS, ids=str)
def test_the_changes_since_an_earlier_state_open_neither_state_to_who_may_not_read_it(
    reader: Reader, *, unknown: bool
) -> None:
    text = text_since(reader, unknown=unknown)
    for earlier in (False, True):
        _, markers = marked(unknown=unknown, earlier=earlier)
        assert [each for each in markers if each.text in text and not reader.may_read(each)] == []


def test_the_words_of_the_earlier_state_would_be_found_if_they_were_there() -> None:
    _, markers = marked(earlier=True)
    for reader in READERS:
        is_told = kind(reader.kind_id).audience != "相手方"
        assert any(marker.text in text_since(reader) for marker in markers) == is_told, str(reader)
