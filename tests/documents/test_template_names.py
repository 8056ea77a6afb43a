"""Which names may a template of a kind read, and which may not?"""

from __future__ import annotations

import pytest

from noticegen.documents.kinds import kind
from noticegen.documents.template_names import OPEN, TEXT, Names, names_for, unknown_step


def unknown(path: str, name: str | None = None) -> str | None:
    """Return the beginning of a path up to its first unknown name, None if all are known."""
    found = unknown_step(path, names_for(None if name is None else kind(name)))
    return found and found[0]


KNOWN = [
    "incident.title",
    "incident.occurred",
    "incident.occurred.weekday",
    "incident.occurred.is_span",
    "incident.occurred.word",
    "incident.known_on.weekday",
    "incident.kinds[]",
    "group[].count.number",
    "group[].count.as_of.date",
    "group[].count.confirmed",
    "group[].count.reason",
    "group[].certainty.sentence_end",
    "group[].certainty.expected_on.weekday",
    "group[].range_open",
    "group[].items[].certainty.plain",
    "group[].items[].count.max",
    "group[].items.word",
    "timeline[].when.date",
    "person_response.wave[].on.date",
    "computed.total.number",
    "computed.total.word",
    "computed.when.reportable",
    "computed.signatory.name",
    "computed.entrustees[].contract.date.weekday",
    "computed.receivers[].count",
    "computed.measures_done[].on.date",
    "computed.advice[]",
    "computed.authorities[].on.reason",
    "computed.exposures[].viewed",
    "computed.rungs[].plain",
    "computed.open_points[]",
    "computed.unknowns[].expected_on.date",
    "computed.pay_cut.within",
    "computed.form.rule7.choices[].mark",
    "computed.form.rule7.choices[].label",
    "computed.form.counts[].count.number",
    "computed.form.card[].depth",
    "computed.form.card_open",
    "computed.form.pending[].expected",
    "computed.changes.rows[].since.weekday",
    "computed.changes.on.date",
]


@pytest.mark.parametrize("name", [None, "ppc_report", "client_letter", "victim_apology"])
@pytest.mark.parametrize("path", KNOWN)
def test_what_a_document_is_given_is_known(path: str, name: str | None) -> None:
    assert unknown(path, name) is None


@pytest.mark.parametrize(
    ("path", "first"),
    [
        ("incidnt.title", "incidnt"),
        ("format", "format"),
        ("incident.title.date", "incident.title.date"),
        ("incident.audience", "incident.audience"),
        ("incident.occured.date", "incident.occured"),
        ("incident.known_on.is_span", "incident.known_on.is_span"),
        ("incident.range_open", "incident.range_open"),
        ("group.label", "group.label"),
        ("group[].lable", "group[].lable"),
        ("group[].count.value.number", "group[].count.value.number"),
        ("group[].items.name", "group[].items.name"),
        ("group[].items[].label", "group[].items[].label"),
        ("timeline[].certainty", "timeline[].certainty"),
        ("timeline[].when.number", "timeline[].when.number"),
        ("computed.entrustees.name", "computed.entrustees.name"),
        ("computed.signatory.range_open", "computed.signatory.range_open"),
        ("computed.when.reportabel", "computed.when.reportabel"),
        ("computed.form.rule8", "computed.form.rule8"),
        ("computed.form.rule7.choices.mark", "computed.form.rule7.choices.mark"),
        ("computed.form.counts[].count.weekday", "computed.form.counts[].count.weekday"),
        ("computed.pay_cut.limit", "computed.pay_cut.limit"),
        ("computed.changes.rows[].since.number", "computed.changes.rows[].since.number"),
        ("document.summary.date", "document.summary.date"),
    ],
)
def test_the_first_name_that_no_document_is_given_is_told(path: str, first: str) -> None:
    assert unknown(path, "victim_apology") == first


OF_KIND = {
    "ppc_report": (
        "computed.rule7.entries[].mark",
        "computed.deadlines[].due_on.weekday",
        "computed.gates[].groups[]",
    ),
    "client_letter": (
        "computed.client.contract.date",
        "computed.client_rule7.entries[].reasons_for[]",
        "computed.client_total.number",
        "computed.client_deadlines[].items[]",
        "computed.client_told_us",
    ),
    "victim_apology": (
        "person.name",
        "person.address[]",
        "person.groups[].label",
        "person.items[].name",
        "person.parts[].certainty.plain",
        "person.parts[].items.word",
        "person.parts[].items[].name",
        "person.inserts[].anything",
        "person.window.lines[]",
        "computed.rule7.on.date",
    ),
}


@pytest.mark.parametrize("name", OF_KIND)
def test_what_only_some_kinds_are_given_is_known_for_these_and_where_no_kind_is_named(name: str) -> None:
    for path in OF_KIND[name]:
        assert unknown(path, name) is None
        if not path.startswith(("person.inserts", "person.window")):
            assert unknown(path) is None
    others = {
        "ppc_report": ("person.name", "person", "computed.client.name"),
        "client_letter": ("person.name", "computed.rule7", "computed.gates", "computed.deadlines"),
        "victim_apology": ("computed.client", "computed.client_total"),
    }
    for path in others[name]:
        assert unknown(path, name) == (
            path.partition(".")[0] if path.startswith("person") else ".".join(path.split(".")[:2])
        )


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("client_letter", "computed.client.nmae"),
        ("client_letter", "computed.client_rule7.entries[].verdcit"),
        ("client_letter", "computed.client_deadlines[].due"),
        ("ppc_report", "computed.rule7.entires"),
        ("ppc_report", "computed.gates[].titel"),
        ("ppc_report", "computed.deadlines[].due_at"),
        ("victim_apology", "person.naem"),
        ("victim_apology", "person.parts[].certainty.plian"),
    ],
)
def test_a_slip_in_what_only_some_kinds_are_given_is_told_for_these(name: str, path: str) -> None:
    assert unknown(path, name) == path


def test_the_own_facts_of_a_kind_are_those_that_it_declares() -> None:
    for fact in kind("public_notice").facts:
        assert unknown(f"document.{fact.name}", "public_notice") is None
    assert unknown("document.no_such_fact", "public_notice") == "document.no_such_fact"
    assert unknown("document.summary") == "document"


def test_what_may_stand_at_the_unknown_step_is_told_with_it() -> None:
    found = unknown_step("group[].count.nunber", names_for(None))
    assert found is not None
    assert found[0] == "group[].count.nunber"
    assert {"number", "value", "word"} <= set(found[1].inner)
    first = unknown_step("incidnt", names_for(None))
    assert first is not None
    assert {"incident", "group", "person"} <= set(first[1].inner)


def test_a_fact_that_may_be_one_thing_or_another_has_the_names_of_both() -> None:
    one, other = Names({"word": TEXT}), Names({"date": TEXT}, is_array=True)
    assert one | other == other | one == Names({"word": TEXT, "date": TEXT}, is_array=True)
    assert (one | OPEN).is_open
    assert (OPEN | one).is_open
    assert not (one | other).is_open
    assert not (one | one).is_array
    assert unknown_step("anything.at.all", OPEN) is None
