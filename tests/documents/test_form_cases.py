"""How does a field of the form print its boxes, and what stands behind them?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from noticegen.documents import form as module
from noticegen.documents.form import NARROW, WIDE, Choice, Choices, entrustees, explained, form_choices
from noticegen.law.form import FormField, form_field
from tests.documents.cases import example, incident_of, without

ON = date(2026, 11, 22)
TWO = (Choice("有", True), Choice("無", False))


@pytest.mark.parametrize(
    ("choices", "word", "note", "answered"),
    [
        (TWO, "", "", True),
        (TWO, "一部は調査中", "［一部は調査中］", True),
        ((Choice("有", False),), "", "（記載なし）", False),
        ((Choice("有", False),), "調査中", "［調査中］", True),
    ],
)
def test_a_note_stands_behind_the_boxes_in_every_way_they_are_printed(
    choices: tuple[Choice, ...], word: str, note: str, answered: bool
) -> None:
    field = Choices("委託元", choices, word)
    boxes = [f"{'■' if each.checked else '□'}{each.label}" for each in choices]
    parts = [*boxes, note] if note else boxes
    assert (field.answered, field.note) == (answered, note)
    assert field.text == str(field) == field.packed == field.wide == "　".join(parts)
    assert field.stacked == "\n".join(parts)


def test_boxes_are_packed_into_lines_as_wide_as_the_cell_and_no_wider() -> None:
    half = "あ" * (NARROW // 4 - 2)
    fits = Choices("", (Choice(half, True), Choice(f"{half}い", False)))
    assert fits.packed == f"■{half}　□{half}い"
    assert fits.packed.count("\n") == 0
    longer = Choices("", (Choice(half, True), Choice(f"{half}いう", False), Choice("え", False)))
    assert longer.packed == f"■{half}\n□{half}いう　□え"
    assert longer.wide == f"■{half}　□{half}いう　□え"
    assert WIDE > NARROW
    broad = Choices("", (Choice("あ" * NARROW, True),))
    assert broad.packed == f"■{'あ' * NARROW}"


def test_half_width_letters_take_half_the_room() -> None:
    half = "a" * (NARROW // 2 - 3)
    assert Choices("", (Choice(half, True), Choice(half, False))).packed == f"■{half}　□{half}"
    assert Choices("", (Choice(half, True), Choice(f"{half}bc", False))).packed.count("\n") == 1


def test_every_field_has_its_title_and_its_boxes_as_the_form_has_them_on_the_day(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = set()

    def field(name: str, on: date | None) -> FormField:
        asked.add((name, on))
        return form_field(name, on)

    monkeypatch.setattr(module, "form_field", field)
    made = form_choices(incident_of(example("lost_pc/incident")), rule7=(4,), on=ON)
    for name, on in asked:
        choices = getattr(made, name)
        assert on == ON
        assert choices.title == form_field(name, ON).title
        assert tuple(each.label for each in choices.choices) == form_field(name, ON).choices
    assert len(asked) == 16


def test_an_open_fact_behind_boxes_has_its_promise_and_its_day_in_the_style_of_the_letter() -> None:
    facts = example("lost_pc/incident")
    facts["letter"]["style"] = "legal"
    facts["incident"]["discoverer"] = {"unknown": "確認中", "supplement": True}
    facts["cause"]["category"] = {"unknown": "調査中", "expected_on": date(2026, 12, 1)}
    made = form_choices(incident_of(facts), rule7=(4,), on=ON)
    assert made.discoverer.note == "［確認中（判明次第、追完します。）］"
    assert made.cause_category.word == "調査中（判明の見込み：令和8年12月1日。判明次第、追完します。）"


def test_a_box_says_what_it_is_and_the_other_one_what_was_meant() -> None:
    assert str(Choice("その他", True, "宅配便")) == "■その他（宅配便）"
    assert str(Choice("その他", False)) == "□その他"


def test_a_field_says_whether_it_was_compared_with_the_form(monkeypatch: pytest.MonkeyPatch) -> None:
    incident = incident_of(example("lost_pc/incident"))
    for unverified in (True, False):

        def field(name: str, on: date | None, unverified: bool = unverified) -> FormField:
            return replace(form_field(name, on), unverified=unverified)

        monkeypatch.setattr(module, "form_field", field)
        made = form_choices(incident, rule7=(4,), on=ON)
        assert (made.rule7.unverified, made.media.unverified) == (unverified, unverified)


def test_the_last_box_is_ticked_where_no_item_applies() -> None:
    incident = incident_of(example("lost_pc/incident"))
    none, both = (
        form_choices(incident, rule7=(), on=ON).rule7,
        form_choices(incident, rule7=(3, 4), on=ON).rule7,
    )
    assert [each.checked for each in none.choices] == [False] * (len(none.choices) - 1) + [True]
    assert [each.label[:3] for each in both.choices if each.checked] == ["第3号", "第4号"]
    assert both.title == none.title == form_field("rule7", ON).title


def test_who_handles_the_data_for_us_is_an_entrustee_however_far_down() -> None:
    facts = without(example("lost_pc/incident"), "party")

    def party(id_: str, role: str, **more: object) -> dict[str, object]:
        return {"id": id_, "role": role, "name": f"見本{id_}株式会社", **more}

    facts["party"] = [
        party("cloud2", "クラウド事業者", of="maker", handles_data=True),
        party("cloud3", "クラウド事業者", of="maker", handles_data=False),
        party("inner", "再委託先", of="maker"),
        party("maker", "委託先"),
        party("cloud", "クラウド事業者", handles_data=True),
        party("host", "クラウド事業者", handles_data=False),
        party("unsaid", "クラウド事業者"),
        party("giver", "委託元"),
        party("ours", "再委託先", of="giver"),
        party("theirs", "委託先", of="giver"),
    ]
    found = [each.id for each in entrustees(incident_of(facts))]
    assert found == ["cloud2", "inner", "maker", "cloud", "ours"]


@pytest.mark.parametrize(
    ("reason", "expected", "supplement", "said"),
    [
        (None, None, False, "調査中"),
        (None, None, True, "調査中（判明次第、追完します。）"),
        (" 解析中。 ", None, False, "調査中（理由：解析中。判明次第、追完します。）"),
        (None, "2026年12月1日", False, "調査中（判明の見込み：2026年12月1日。判明次第、追完します。）"),
    ],
)
def test_an_unknown_fact_is_explained_with_the_promise_to_supplement(
    reason: str | None, expected: str | None, supplement: bool, said: str
) -> None:
    assert explained("調査中", reason, expected, supplement) == said
