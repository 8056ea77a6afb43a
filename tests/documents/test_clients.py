"""For which client is a document made, and what is said where that is not clear?"""

from __future__ import annotations

import pytest

from noticegen.documents.clients import client_of, clients_of, no_client
from noticegen.documents.kinds import kind
from noticegen.findings import DocumentError
from tests.documents.cases import example, incident_of

LETTER, REPORT = kind("client_letter"), kind("ppc_report")
MAIL = incident_of(example("misdirected_mail/incident"))
OWN = incident_of(example("lost_pc/incident"))
ONE = incident_of(example("dispatched_worker/incident"))


def test_a_letter_to_a_client_is_made_for_each_and_any_other_document_for_nobody() -> None:
    assert clients_of(LETTER, MAIL) == ("kenshin", "seikatsu")
    assert clients_of(LETTER, ONE) == ("hochoki",)
    assert clients_of(LETTER, OWN) == ()
    assert clients_of(REPORT, MAIL) == clients_of(REPORT, OWN) == (None,)


def test_the_client_is_the_one_named_or_the_only_one() -> None:
    assert client_of(LETTER, MAIL, "seikatsu") == "seikatsu"
    assert client_of(LETTER, ONE, None) == "hochoki"
    assert client_of(REPORT, MAIL, None) is None
    assert client_of(REPORT, MAIL, "kenshin") is None


@pytest.mark.parametrize(("incident", "client"), [(MAIL, None), (MAIL, "nobody"), (ONE, "nobody")])
def test_where_it_is_not_clear_which_client_those_there_are_are_named(incident, client) -> None:
    with pytest.raises(DocumentError) as refused:
        client_of(LETTER, incident, client)
    (found,) = refused.value.findings
    assert (found.severity, found.code, found.document) == ("error", "K005", "client_letter")
    assert found.message == "宛先の取引先を一つに決められません。"
    assert "、".join(party.id for party in incident.clients) in found.hint


def test_where_there_is_no_client_it_is_said_how_to_write_one() -> None:
    for client in (None, "nobody"):
        with pytest.raises(DocumentError) as refused:
            client_of(LETTER, OWN, client)
        assert refused.value.findings == (no_client(LETTER),)
    found = no_client(LETTER)
    assert (found.severity, found.code, found.document) == ("error", "K005", "client_letter")
    assert found.message == "宛先の取引先がありません。"
    assert "[[party]]" in found.hint
