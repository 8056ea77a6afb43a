"""Which two letters would bear one number, and where is a sender called a company that is none?"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from noticegen.law.case import Case
from noticegen.law.plausibility import plausibility_findings

if TYPE_CHECKING:
    from collections.abc import Callable

    from noticegen.facts.incident import Incident

ON = date(2026, 11, 10)


def found(incident: Incident, code: str) -> list[str | None]:
    every = [each for each in plausibility_findings(Case(incident, ON)) if each.code == code]
    assert all(each.severity == "warning" and each.hint for each in every)
    return [each.where.path for each in every]


def clients(*numbers: str | None) -> list[dict[str, Any]]:
    return [
        {"id": f"c{index}", "role": "委託元", "name": f"株式会社架空{index}"}
        | ({} if number is None else {"letter_number": number})
        for index, number in enumerate(numbers)
    ]


@pytest.mark.parametrize(
    ("numbers", "own", "expected"),
    [
        ((None,), {}, []),
        ((None, None), {}, ["party[1].letter_number"]),
        (("総発第1号の1", "総発第1号の2"), {}, []),
        (("総発第2号", "総発第2号"), {}, ["party[1].letter_number"]),
        (("総発第2号", "総発第1号"), {}, ["party[1].letter_number"]),
        ((), {"demand_letter": {"number": "総発第1号"}}, ["document.demand_letter.number"]),
        ((), {"demand_letter": {"number": "総発第2号"}}, []),
        (
            (),
            {"demand_letter": {"number": "総発第2号"}, "takedown_request": {"number": "総発第2号"}},
            ["document.takedown_request.number"],
        ),
        ((), {"demand_letter": {"number": ["総発第1号"]}}, []),
    ],
)
def test_two_letters_with_one_number_are_told(
    make: Callable[..., Incident], numbers: tuple[str | None, ...], own: dict[str, Any], expected: list[str]
) -> None:
    incident = make(letter={"number": "総発第1号"}, party=clients(*numbers), document=own)
    assert found(incident, "C144") == expected


def test_letters_without_any_number_are_not_told(make: Callable[..., Incident]) -> None:
    assert found(make(party=clients(None, None), document={"demand_letter": {}}), "C144") == []


@pytest.mark.parametrize(
    ("business", "text", "is_told"),
    [
        ({"name": "架空市"}, "当社の名簿を取得した。", True),
        ({"name": "架空病院"}, "弊社にお電話ください。", True),
        ({"name": "架空市"}, "当市の名簿を取得した。", False),
        ({"name": "架空市"}, "担当社員及び該当社の報告", False),
        ({"name": "架空市"}, "本当社会に迷惑をかけた。", False),
        ({"name": "架空市"}, "相手方は「当社の名簿ではない」と述べた。", False),
        ({"name": "架空市"}, "相手方は「知らない」と述べたが、当社の名簿である。", True),
        ({"name": "株式会社架空商事"}, "当社の名簿を取得した。", False),
        ({"name": "架空信用金庫", "self_name": "当社"}, "当社の名簿を取得した。", False),
    ],
)
def test_a_sender_that_is_no_company_is_not_called_one(
    make: Callable[..., Incident], business: dict[str, Any], text: str, is_told: bool
) -> None:
    incident = make(business=business, document={"demand_letter": {"conduct": text}})
    assert found(incident, "C145") == (["document.demand_letter.conduct"] if is_told else [])


def test_the_work_rules_and_what_somebody_accepted_are_the_words_of_others(
    make: Callable[..., Incident],
) -> None:
    rule = {
        "clause": "第54条第4号",
        "text": "当社の秘密を漏らしたとき",
        "kind": "懲戒事由",
        "effective_on": date(2020, 4, 1),
    }
    said = {
        "business": {"name": "架空病院"},
        "accepted": [{"name": "wording.regret", "phrase": "当社の遺憾", "reason": "当社の先例による。"}],
    }
    discipline = {"stage": "調査", "relation": "自社雇用", "rule": [rule]}
    assert found(make(**said, discipline=discipline), "C145") == []
    told = make(**said, discipline={**discipline, "reasoning": "当社の秘密に当たる。"})
    assert found(told, "C145") == ["discipline.reasoning"]
