"""Do the names by which a file refers to itself lead anywhere?"""

from __future__ import annotations

import tomllib

import pytest

from noticegen.facts.references import reference_problems
from tests.facts.test_load import FACTS, problems, with_mistakes

GROUPS = """
[[group]]
id = "a"
{a}
[[group]]
id = "b"
{b}
[[group]]
id = "c"
{c}
[[party]]
id = "client"
{party}
"""


def found(a: str = "", b: str = "", c: str = "", party: str = "", more: str = "") -> list[tuple[str, str]]:
    """Return code and dotted path of each problem."""
    raw = tomllib.loads(GROUPS.format(a=a, b=b, c=c, party=party) + more)
    return [(code, ".".join(map(str, path))) for path, _, _, code in reference_problems(raw)]


@pytest.mark.parametrize(
    "options",
    [
        {"b": 'within = "a"'},
        {"b": 'overlaps = ["a", "c"]'},
        {"a": 'client = "client"'},
        {"more": '[[exposure]]\ngroups = ["a", "b"]'},
        {"more": '[[measure]]\nclient = "client"'},
        {"more": '[[party]]\nid = "other"\nof = "client"'},
        {"more": '[document.own]\ngroup = "自由な記載"\nclient = "誰か"'},
        {"a": "within = 3"},
        {"more": '[person_response]\nwave = [{ group = "a" }]'},
    ],
)
def test_a_reference_that_leads_somewhere_is_no_problem(options: dict[str, str]) -> None:
    assert found(**options) == []


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"b": 'within = "x"'}, [("F201", "group.1.within")]),
        (
            {"b": 'overlaps = ["a", "x", "y"]'},
            [("F201", "group.1.overlaps.1"), ("F201", "group.1.overlaps.2")],
        ),
        ({"a": 'client = "klient"'}, [("F201", "group.0.client")]),
        ({"a": 'client = "b"'}, [("F201", "group.0.client")]),
        ({"b": 'within = "client"'}, [("F201", "group.1.within")]),
        ({"more": '[person_response]\nwave = [{ group = "x" }]'}, [("F201", "person_response.wave.0.group")]),
        ({"more": '[[group]]\nid = "a"'}, [("F202", "group.3.id")]),
        ({"more": '[[party]]\nid = "client"'}, [("F202", "party.1.id")]),
    ],
)
def test_a_reference_that_leads_nowhere_is_a_problem_at_its_place(
    options: dict[str, str], expected: list[tuple[str, str]]
) -> None:
    assert found(**options) == expected


def test_groups_that_contain_each_other_are_each_a_problem() -> None:
    assert found(a='within = "a"') == [("F203", "group.0.within")]
    assert found(a='within = "b"', b='within = "a"') == [
        ("F203", "group.0.within"),
        ("F203", "group.1.within"),
    ]
    # c leads into the circle and is not in it.
    assert found(a='within = "b"', b='within = "a"', c='within = "a"') == [
        ("F203", "group.0.within"),
        ("F203", "group.1.within"),
    ]


@pytest.mark.parametrize("text", ["group = 3", "[group]\nid = 'a'", "group = [1, 'x']", "party = 'x'", ""])
def test_tables_of_the_wrong_kind_are_left_to_the_model(text: str) -> None:
    assert list(reference_problems(tomllib.loads(text))) == []


def test_a_wrong_reference_is_reported_beside_the_other_problems_with_the_nearest_name() -> None:
    text = with_mistakes(
        ("count = 1012", 'count = "多数"'), ('items = ["氏名"]', 'items = ["氏名"]\nwithin = "member"')
    )
    assert [(each.code, each.where.line, each.hint) for each in problems(text)][1:] == [
        ("F201", 17, "「members」のことですか。")
    ]


def test_an_id_that_resembles_none_is_to_be_written() -> None:
    (problem,) = problems(f'{FACTS}[[exposure]]\nplace = "掲示板"\ngroups = ["zzz"]\n')
    assert str(problem) == (
        "30:11 exposure[0].groups[0]\n"
        "  「zzz」という id の [[group]] がありません。\n"
        '  → [[group]] に id = "zzz" を書くか、ここの id を直してください。'
    )
