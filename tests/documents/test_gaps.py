"""What stands for a missing fact in a draft, whatever a template asks of it."""

from __future__ import annotations

import pytest

from noticegen.documents.filters import FILTERS, TESTS
from noticegen.documents.gaps import FOLLOWING, FollowingGap, Gap
from noticegen.facts.walk import is_said
from noticegen.ooxml.leftovers import leftovers_of
from tests.documents.cases import example, incident_of

CAUSE = Gap("原因", "cause.detail")


def test_a_gap_prints_what_is_missing_and_its_path() -> None:
    assert str(CAUSE) == "〓未記入：原因（cause.detail）〓"


def test_a_gap_is_found_in_a_finished_document() -> None:
    assert leftovers_of(str(CAUSE)) != ()


def test_a_gap_is_there_whatever_is_asked_of_it() -> None:
    assert CAUSE
    assert len(CAUSE) == 1
    assert [str(each) for each in CAUSE] == [str(CAUSE)]
    assert str(CAUSE.date.weekday) == str(CAUSE)
    assert str(Gap("窓口", "contact").phone) == "〓未記入：窓口・電話番号（contact.phone）〓"
    assert (
        str(Gap("認定事実", "discipline.finding").when)
        == "〓未記入：認定事実・日時（discipline.finding.when）〓"
    )
    assert CAUSE is not None
    assert is_said(CAUSE)
    assert TESTS["said"](CAUSE)
    assert not TESTS["unknown"](CAUSE)


def test_a_gap_is_no_word_that_a_template_compares_it_with() -> None:
    assert CAUSE != "あり"
    assert str(CAUSE) != CAUSE
    assert Gap("原因", "cause.actor") != CAUSE
    assert CAUSE not in ("確認されていない", "なし")
    assert Gap("原因", "cause.detail") == CAUSE
    assert hash(Gap("原因", "cause.detail")) == hash(CAUSE)


def test_a_gap_has_no_hidden_names() -> None:
    with pytest.raises(AttributeError, match="__html__"):
        CAUSE.__html__  # noqa: B018 - the access itself is the question


@pytest.mark.parametrize(
    "name", ["lines", "listed", "and_listed", "explained", "pending", "wareki", "seireki"]
)
def test_every_filter_lets_a_gap_through(name: str) -> None:
    found = FILTERS[name](CAUSE)
    assert "〓未記入：原因" in "".join(map(str, found if isinstance(found, tuple) else (found,)))


def test_what_follows_from_a_missing_fact_names_the_fact_itself() -> None:
    following = FollowingGap("本人の数", "affected.count")
    assert str(following.as_of.packed) == "〓未記入：本人の数（affected.count）〓"
    with pytest.raises(AttributeError, match="__html__"):
        following.__html__  # noqa: B018


def test_whatever_follows_from_a_fact_is_a_variable_of_some_document() -> None:
    from noticegen.documents.context import context, seen_by  # noqa: PLC0415 - used here alone
    from noticegen.documents.kinds import kind  # noqa: PLC0415
    from noticegen.law.case import Case  # noqa: PLC0415

    incident = incident_of(example("misdirected_mail/incident"))
    names: set[str] = set()
    for kind_id, client in (("ppc_report", None), ("client_letter", "kenshin")):
        rule = kind(kind_id)
        case = Case(incident, incident.letter.date, client, rule.audience)
        computed = context(rule, case, seen_by(rule, case))["computed"]
        names |= {f"computed.{name}" for name in vars(computed)}
        names |= {f"computed.form.{name}" for name in vars(computed.form)}
    wanted = {path for paths in FOLLOWING.values() for path in paths if path.startswith("computed.")}
    assert wanted - names == set()


def test_what_a_table_may_do_without_is_no_gap_where_the_table_is_missing() -> None:
    desk = Gap("窓口", "contact")
    assert str(desk.phone) == "〓未記入：窓口・電話番号（contact.phone）〓"
    assert (desk.fax, desk.languages, desk.owner) == (None, None, None)
    measure = FollowingGap("再発防止策", "measure")
    assert measure.what is measure
    assert measure.on is None
