"""Which sentences about the employee does the law of the day not bear, and are all of them told in full?"""

from __future__ import annotations

from datetime import date

import pytest

from noticegen.facts.discipline import Discipline
from noticegen.findings import Finding, Where
from noticegen.law.expressions import expression_findings

ON = date(2026, 11, 22)


def found(on: date = ON, **texts: str) -> tuple[Finding, ...]:
    return expression_findings(
        Discipline.model_validate({"stage": "調査", "relation": "自社雇用", **texts}), on
    )


@pytest.mark.parametrize(
    ("field", "section"),
    [("damages", "damages"), ("criminal", "criminal"), ("sanction_detail", "sanction"), ("outcome", "")],
)
def test_a_finding_tells_place_reason_remedy_and_provision_and_never_the_text(
    field: str, section: str
) -> None:
    assert found(ON, **{field: "違約金を請求する。"}) == (
        Finding(
            "error",
            "C420",
            "違約金又は損害賠償額の予定と読める記載があります。",
            "損害の額は、実際に生じた損害として別に検討してください。額をあらかじめ定める記載を除いてください。",
            document="disciplinary_memo",
            section=section,
            where=Where(path=f"discipline.{field}"),
            sources=("労働基準法16条",),
        ),
    )


def test_one_sentence_that_forbids_excuses_no_other() -> None:
    assert [each.code for each in found(damages="違約金は定めない。誓約書の違約金を請求する。")] == ["C420"]


def test_what_is_denied_before_the_word_does_not_excuse_it() -> None:
    assert [each.code for each in found(damages="示談に応じないため違約金を請求する。")] == ["C420"]


def test_each_of_several_faults_of_one_text_is_told_once() -> None:
    text = "違約金を請求する。違約金は賞与から天引きする。違約金を重ねて請求する。"
    assert [each.code for each in found(damages=text)] == ["C420", "C421"]


def test_a_word_is_no_fault_before_the_law_that_changed_it() -> None:
    assert found(date(2025, 5, 31), criminal="1年以下の懲役に当たる。") == ()
    assert [each.code for each in found(date(2025, 6, 1), criminal="1年以下の懲役に当たる。")] == ["C423"]
