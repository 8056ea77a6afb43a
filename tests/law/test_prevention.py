from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import pytest

from noticegen.facts.incident import Incident
from noticegen.law.conditions import Case
from noticegen.law.data import table
from noticegen.law.plausibility import plausibility_findings
from noticegen.law.prevention import (
    ENTRUSTEE,
    UNANSWERED,
    Category,
    PreventiveMeasure,
    catalogue,
    measures_for,
    unanswered_causes,
)
from noticegen.law.sources import source_of

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
CAUSES = ["紛失", "盗難", "誤送付", "誤交付", "誤廃棄", "従業者不正", "不正アクセス", "設定の誤り", ENTRUSTEE]


def done(what: str, **more: Any) -> dict[str, Any]:
    return {"what": what, "status": "実施済み", **more}


@pytest.mark.parametrize("cause", CAUSES)
def test_every_cause_has_measures_of_several_kinds(cause: str) -> None:
    measures = measures_for([cause])
    assert len(measures) >= 5 or cause == "誤交付"
    assert len({measure.category for measure in measures}) >= 3


@pytest.mark.parametrize("measure", catalogue(), ids=lambda measure: measure.id)
def test_every_measure_is_whole(measure: PreventiveMeasure) -> None:
    assert set(measure.answers) <= set(CAUSES)
    assert measure.category in get_args(Category)
    assert measure.question.endswith("か。")
    assert not measure.what.endswith("。")
    assert "です" not in measure.what
    assert "ます" not in measure.what


def test_ids_are_unique() -> None:
    assert max(Counter(measure.id for measure in catalogue()).values()) == 1


def test_the_four_categories_are_those_of_the_guideline() -> None:
    recorded = {entry["name"]: entry["source"] for entry in table("prevention")["category"]}
    assert set(recorded) == set(get_args(Category))
    for source in recorded.values():
        assert source_of(source).name == "通則編ガイドライン"


def test_measures_of_two_causes_are_given_once() -> None:
    both = measures_for(["紛失", "盗難"])
    assert len(both) == len({measure.id for measure in both})
    assert set(measures_for(["紛失"])) < set(both)


def test_nothing_is_known_of_other_causes() -> None:
    assert measures_for(["その他"]) == ()


def test_a_cause_without_any_measure_is_a_note_with_a_question_and_examples(
    make: Callable[..., Incident],
) -> None:
    (note,) = unanswered_causes(make())
    assert (note.severity, note.code, note.where.path) == ("note", UNANSWERED, "measure")
    assert "「紛失」" in note.message
    assert "台あるか" in note.message
    assert "暗号化" in note.hint
    assert note.hint.count("／") == 2
    assert note.sources


@pytest.mark.parametrize(
    "measure",
    [
        done("架空の措置", answers=["紛失"]),
        done("内蔵ディスクの暗号化"),
        done("業務用パソコンの持出しの禁止"),
        {"what": "遠隔消去の機能の導入", "status": "実施予定"},
    ],
)
def test_a_measure_answers_by_what_it_says_or_by_its_words(
    make: Callable[..., Incident], measure: dict[str, Any]
) -> None:
    assert unanswered_causes(make(measure=[measure])) == ()


@pytest.mark.parametrize(
    "measure", [done("全社員の研修"), done("暗号化", answers=["不正アクセス"]), done("架空の措置")]
)
def test_a_measure_for_something_else_does_not(
    make: Callable[..., Incident], measure: dict[str, Any]
) -> None:
    assert [each.code for each in unanswered_causes(make(measure=[measure]))] == [UNANSWERED]


def test_each_cause_is_asked_about_and_the_entrustee_too(make: Callable[..., Incident]) -> None:
    cause = {"category": ["誤送付", "設定の誤り"], "actor": "委託先"}
    found = unanswered_causes(make(cause=cause, measure=[done("送信前の宛先の確認")]))
    assert ["設定の誤り" in found[0].message, "委託先" in found[1].message] == [True, True]
    answered = [done("送信前の宛先の確認"), done("公開範囲の点検"), done("委託契約の条項の改定")]
    assert unanswered_causes(make(cause=cause, measure=answered)) == ()


@pytest.mark.parametrize(
    "cause", [None, {"category": "調査中"}, {"category": ["その他"]}, {"category": "不明", "actor": "調査中"}]
)
def test_what_is_not_known_is_not_asked_about(
    make: Callable[..., Incident], cause: dict[str, Any] | None
) -> None:
    assert unanswered_causes(make(cause=cause)) == ()


def test_it_is_said_among_what_does_not_go_together(make: Callable[..., Incident]) -> None:
    incident = make()
    found = plausibility_findings(Case(incident, incident.letter.date))
    assert UNANSWERED in {each.code for each in found}


@pytest.mark.parametrize("file", sorted(ROOT.glob("examples/*/*.toml")), ids=lambda file: file.parent.name)
def test_the_examples_answer_their_causes(file: Path) -> None:
    incident = Incident.model_validate(tomllib.loads(file.read_text("utf-8")))
    assert unanswered_causes(incident) == ()
