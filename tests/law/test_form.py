from __future__ import annotations

import typing
from datetime import date

import pytest

from noticegen.facts import event, response
from noticegen.law.form import form_field, form_fields

ON = date(2026, 11, 22)


def words(model: type, name: str) -> set[str]:
    """Return every word that a field of the incident file takes."""

    def literals(annotation: object) -> set[str]:
        if typing.get_origin(annotation) is typing.Literal:
            return set(typing.get_args(annotation))
        return {word for part in typing.get_args(annotation) for word in literals(part)}

    unknown = {"調査中", "確認中", "把握していない", "不明"}
    return literals(model.model_fields[name].annotation) - unknown


@pytest.mark.parametrize(
    ("field", "model", "name"),
    [
        ("incident_kinds", event.Event, "kinds"),
        ("discoverer", event.Event, "discoverer"),
        ("media", event.Group, "media"),
        ("subjects", event.Group, "subject"),
        ("cause_actor", event.Cause, "actor"),
        ("cause_category", event.Cause, "category"),
        ("secondary_damage", event.SecondaryDamage, "status"),
        ("person_response", response.PersonResponse, "status"),
        ("publication_status", response.Publication, "status"),
        ("publication_method", response.Publication, "method"),
        ("report_stage", response.Report, "stage"),
    ],
)
def test_every_word_of_the_incident_file_ticks_a_box_of_the_form(field: str, model: type, name: str) -> None:
    values = words(model, name)
    assert values
    for value in values:
        assert form_field(field, ON).choice(value) in form_field(field, ON).choices, value


def test_ticks_come_in_the_order_of_the_form_and_once() -> None:
    assert form_field("items", ON).ticked(["趣味", "住所", "氏名", "フリガナ"]) == ("氏名", "住所", "その他")


def test_a_field_without_other_ticks_nothing_for_a_strange_word() -> None:
    assert form_field("entrustor", ON).choice("たぶん") is None


def test_a_field_is_asked_for_as_the_form_of_the_day_has_it_and_before_any_form_as_the_first_had_it() -> None:
    begins = date(2022, 4, 1)
    assert form_fields(date(2022, 3, 31)) == ()
    assert form_field("items", date(2022, 3, 31)) == form_field("items", ON)
    assert all(field.in_force.since == begins and field.in_force.on(begins) for field in form_fields(ON))
    with pytest.raises(KeyError, match="no_such_field"):
        form_field("no_such_field", ON)


def test_what_was_not_compared_with_the_form_is_marked() -> None:
    verified = {field.id for field in form_fields(ON) if not field.unverified}
    assert verified == {"incident_kinds", "discoverer", "rule7", "entrustor", "entrustee"}


def test_an_unknown_field_is_an_error() -> None:
    with pytest.raises(KeyError):
        form_field("nothing", ON)
