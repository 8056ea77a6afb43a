"""Which fact of which entry changed, and what are the states between two that somebody wrote?"""

from __future__ import annotations

import copy
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from noticegen.documents.diff_values import Comparison, written
from tests.documents.cases import example, incident_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from noticegen.facts.incident import Incident

FACTS = example("lost_pc/incident")
Change = tuple[str, str, str | None, str | None]
GROUP = "影響を受けた本人のグループ「通信販売会員」"
MEASURE = "再発防止のための措置"


def with_(*edits: Callable[[dict[str, Any]], object]) -> Incident:
    facts = copy.deepcopy(FACTS)
    for edit in edits:
        edit(facts)
    return incident_of(facts)


def compared(*edits: Callable[[dict[str, Any]], object]) -> Comparison:
    return Comparison(incident_of(FACTS), with_(*edits))


def told(comparison: Comparison) -> list[Change]:
    """Return (path, kind, old, new) of each difference."""
    return [
        (each.path, each.kind, written(each.old, "company"), written(each.new, "company"))
        for each in comparison.differences
    ]


def test_an_entry_that_is_added_or_gone_is_named_where_it_stands() -> None:
    staff = {"id": "staff", "label": "社員", "certainty": "漏えい確認", "items": ["氏名"]}
    added = compared(
        lambda facts: facts["group"].insert(0, staff), lambda facts: facts["group"][1].update(count=5)
    )
    assert told(added) == [
        ("group[0]", "追加", None, "呼び方：社員　確度：漏えい確認　個人データの項目：氏名"),
        ("group[1].count", "変更", "848人", "5人"),
    ]
    assert [each.title for each in added.differences] == [
        "影響を受けた本人のグループ「社員」",
        f"{GROUP}：本人の数",
    ]
    moved = compared(lambda facts: facts["measure"].append(facts["measure"].pop(0)))
    assert [(each.path, each.kind) for each in moved.differences] == [
        ("measure[0]", "撤回"),
        ("measure[4]", "追加"),
    ]


def test_what_is_gone_between_changed_entries_is_named_where_it_stood() -> None:
    gone = compared(
        lambda facts: facts["measure"].pop(1), lambda facts: facts["measure"][0].update(status="実施予定")
    )
    assert [(each.path, each.kind, each.title) for each in gone.differences] == [
        ("measure[1]", "撤回", MEASURE),
        ("measure[0].status", "変更", f"{MEASURE}：状況"),
    ]
    assert (gone.differences[0].old.what, gone.differences[0].new) == (FACTS["measure"][1]["what"], None)
    assert FACTS["measure"][1]["what"] in {each.what for each in gone.without_new(0).measure}


def test_an_entry_is_the_same_by_its_name_or_by_what_it_is_about() -> None:
    def renamed(facts: dict[str, Any]) -> None:
        facts["group"][0]["id"] = "kaiin"
        facts["group"][1]["within"] = "kaiin"

    assert [(each.path, each.kind) for each in compared(renamed).differences] == [
        ("group[0]", "撤回"),
        ("group[0]", "追加"),
        ("group[1].within", "変更"),
    ]
    what = FACTS["measure"][0]["what"]
    longer = compared(lambda facts: facts["measure"][0].update(what=f"{what}した"))
    assert told(longer) == [("measure[0].what", "変更", what, f"{what}した")]
    other = compared(lambda facts: facts["measure"][0].update(what="研修。"))
    assert [(each.path, each.kind) for each in other.differences] == [
        ("measure[0]", "撤回"),
        ("measure[0]", "追加"),
    ]
    item = compared(lambda facts: facts["group"][0]["items"][4].update(count=400))
    assert told(item) == [("group[0].items[4].count", "変更", "422人", "400人")]
    assert item.differences[0].title == f"{GROUP}：個人データの項目「生年月日」：その項目の本人の数"
    swapped = compared(lambda facts: facts["group"][0]["items"].__setitem__(0, "性別"))
    assert told(swapped) == [
        ("group[0].items[0]", "撤回", "項目：氏名", None),
        ("group[0].items[0]", "追加", None, "項目：性別"),
    ]
    of_persons = compared(lambda facts: facts["group"][0].update(not_included=["パスワード"]))
    assert [(each.path, each.kind, each.new) for each in of_persons.differences] == [
        ("group[0].not_included", "変更", ("パスワード",))
    ]


@pytest.mark.parametrize(
    ("edit", "change"),
    [
        (lambda facts: facts["group"][0].update(certainty="漏えい確認"), ("group[0].certainty", "確度の変更", "漏えいの可能性が高い", "漏えい確認")),
        (lambda facts: facts["timeline"][1].update(withdrawn="誤り"), ("timeline[1].withdrawn", "撤回", None, "誤り")),
        (lambda facts: facts["letter"].update(no_calls=False), ("letter.no_calls", "変更", "はい", "いいえ")),
        (lambda facts: facts["group"][0].update(count={"unknown": "調査中"}), ("group[0].count", "変更", "848人", "調査中")),
        (lambda facts: facts["secondary_damage"].update(as_of=date(2026, 12, 1)), ("secondary_damage.as_of", "変更", "2026年11月20日", "2026年12月1日")),
        (lambda facts: facts["secondary_damage"].pop("as_of"), ("secondary_damage.as_of", "撤回", "2026年11月20日", None)),
        (lambda facts: facts.update(document={"qa_script": {"one": 1, "two": "二"}}), ("document.qa_script", "追加", None, "one：1、two：二")),
        (lambda facts: facts["cause"].update(category=["紛失", "盗難"]), ("cause.category", "変更", "紛失", "紛失、盗難")),
    ],
)  # fmt: skip
def test_a_changed_fact_is_told_with_both_texts(
    edit: Callable[[dict[str, Any]], object], change: Change
) -> None:
    assert told(compared(edit)) == [change]


def test_of_facts_of_a_kind_of_document_each_is_compared() -> None:
    def state(**facts: object) -> Callable[[dict[str, Any]], object]:
        return lambda raw: raw.update(document={"qa_script": facts})

    comparison = Comparison(with_(state(one=1, two=2)), with_(state(one=1, two=3, three=4)))
    assert [(each.path, each.title, each.kind) for each in comparison.differences] == [
        ("document.qa_script.two", "文書の種類ごとの事実：qa_script：two", "変更"),
        ("document.qa_script.three", "文書の種類ごとの事実：qa_script：three", "追加"),
    ]
    assert comparison.with_new(1).document == {"qa_script": {"one": 1, "two": 2, "three": 4}}
    assert comparison.without_new(1).document == {"qa_script": {"one": 1, "two": 3}}


def test_each_difference_can_be_made_alone_and_taken_back_alone() -> None:
    edits: list[Callable[[dict[str, Any]], object]] = [
        lambda facts: facts["group"][0].update(count=5),
        lambda facts: facts["measure"].pop(1),
        lambda facts: facts["timeline"].insert(
            2, {"when": date(2026, 10, 31), "what": "照会した。", "kind": "対応"}
        ),
        lambda facts: facts["secondary_damage"].update(as_of=date(2026, 12, 1)),
    ]
    comparison = compared(*edits)
    assert len(comparison.differences) == 4
    ways = {
        each.path.split("[")[0].split(".")[0]: number for number, each in enumerate(comparison.differences)
    }
    order = [ways[name] for name in ("group", "measure", "timeline", "secondary_damage")]
    for number, edit in zip(order, edits, strict=True):
        assert comparison.with_new(number) == with_(edit)
        others = [each for each in edits if each is not edit]
        assert comparison.without_new(number) == with_(*others)
    assert comparison.with_new() == incident_of(FACTS)
    assert comparison.without_new() == with_(*edits)
    assert comparison.with_new(*order) == with_(*edits)
    assert comparison.without_new(*order) == incident_of(FACTS)
    assert Comparison(with_(*edits), with_(*edits)).differences == ()


def test_a_state_between_refers_to_nothing_that_is_not_there() -> None:
    staff = {"id": "staff", "label": "社員", "certainty": "漏えい確認", "items": ["氏名"]}
    last = f"group[{len(FACTS['group'])}]"

    def within(facts: dict[str, Any]) -> None:
        facts["group"].append(staff)
        facts["group"][0]["within"] = "staff"
        facts["exposure"][0]["groups"] = ["published", "staff"]

    comparison = compared(within)
    paths = [each.path for each in comparison.differences]
    number = paths.index("group[0].within")
    assert comparison.with_new(number).group[0].within is None
    assert comparison.with_new(number, paths.index(last)).group[0].within == "staff"
    number = paths.index("exposure[0].groups")
    assert comparison.with_new(number).exposure[0].groups == ("published",)
    assert comparison.without_new(paths.index(last)).group[0].within is None

    def turned(facts: dict[str, Any]) -> None:
        facts["group"][1].pop("within")
        facts["group"][0]["within"] = "published"

    circle = compared(turned)
    assert [each.path for each in circle.differences] == ["group[0].within", "group[1].within"]
    assert [group.within for group in circle.with_new(0).group[:2]] == [None, None]
    assert [group.within for group in circle.with_new(1).group[:2]] == [None, None]
    assert [group.within for group in circle.with_new(0, 1).group[:2]] == ["published", None]
