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


def of_measures(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> list[Change]:
    """Return what is told where these are all measures of prevention."""
    return told(
        Comparison(
            with_(lambda facts: facts.update(measure=old)), with_(lambda facts: facts.update(measure=new))
        )
    )


def measure(what: str, **more: Any) -> dict[str, Any]:
    return {"what": what, "status": "実施予定", **more}


def test_of_several_like_entries_the_most_like_are_the_same() -> None:
    one, other = "研修を全社員に行う", "監査を毎年行う"
    assert of_measures([measure(one), measure(other)], [measure(f"{other}。"), measure(f"{one}。")]) == [
        ("measure[0].what", "変更", other, f"{other}。"),
        ("measure[1].what", "変更", one, f"{one}。"),
    ]
    three = [measure(f"{one}{each}") for each in ("甲乙丙", "甲乙", "甲")]
    changed = of_measures(three, [measure("倉庫の錠", on=date(2026, 12, 1)), measure(f"{one}甲乙丙丁")])
    assert [(path, kind) for path, kind, _, _ in changed] == [
        ("measure[1]", "撤回"),
        ("measure[2]", "撤回"),
        ("measure[0]", "追加"),
        ("measure[1].what", "変更"),
    ]

    two = of_measures([measure("倉庫の錠"), measure(one)], [measure(f"{one}甲"), measure(f"{one}甲乙")])
    assert [(path, kind) for path, kind, _, _ in two] == [
        ("measure[0]", "撤回"),
        ("measure[0].what", "変更"),
        ("measure[1]", "追加"),
    ]


DAY, LATER = date(2026, 12, 1), date(2026, 12, 2)
LONG = "全ての業務用パソコンの持出しの許可を改める。" * 12


@pytest.mark.parametrize(
    ("old", "new", "is_same"),
    [
        # Half of what either says is the same: 0.5 + 1 + 0 of three.
        (measure("甲乙丙丁", on=DAY), measure("甲乙戊己", on=LATER), True),
        (measure("甲乙丙丁", on=DAY), measure("甲戊丙己庚", on=LATER), False),
        # Of whom it is for is no part of what it says.
        (
            measure("甲乙丙丁", on=DAY, audience=["社内"]),
            measure("甲乙戊己", on=LATER, audience=["委員会"]),
            True,
        ),
        # What only one of them says is not the same.
        (measure("甲乙丙丁"), measure("甲乙戊己", on=DAY, category="技術的"), False),
        (measure("甲乙丙丁", on=DAY, category="技術的"), measure("甲乙戊己"), False),
        # What they are about must agree by a quarter, however much else does.
        (
            measure("甲乙丙丁", on=DAY, category="技術的"),
            measure("甲戊己庚", on=DAY, category="技術的"),
            True,
        ),
        (
            measure("甲乙丙丁", on=DAY, category="技術的"),
            measure("甲戊己庚辛", on=DAY, category="技術的"),
            False,
        ),
        (measure(LONG, on=DAY), measure(f"なお、{LONG}", on=LATER), True),
    ],
)
def test_an_entry_is_the_same_where_half_of_what_it_says_is(
    old: dict[str, Any], new: dict[str, Any], is_same: bool
) -> None:
    whole = [("measure[0]", "撤回"), ("measure[0]", "追加")]
    assert ([(path, kind) for path, kind, _, _ in of_measures([old], [new])] != whole) is is_same


def test_an_item_of_another_name_is_another_item() -> None:
    item = compared(lambda facts: facts["group"][0]["items"].__setitem__(2, "携帯電話番号"))
    assert [(each.path, each.kind) for each in item.differences] == [
        ("group[0].items[2]", "撤回"),
        ("group[0].items[2]", "追加"),
    ]


def test_a_fact_is_written_in_the_style_of_the_document() -> None:
    incident = with_(
        lambda facts: facts.update(document={"qa_script": {"day": DAY}}),
        lambda facts: facts["timeline"].insert(
            0, {"when": DAY, "what": "照会した。", "kind": "対応", "audience": ["社内"]}
        ),
    )
    assert written(incident.measure[0].on, "legal") == "令和8年11月13日"
    assert "実施日・完了予定時期：令和8年11月13日" in (written(incident.measure[0], "legal") or "")
    assert written(incident.document["qa_script"], "legal") == "day：令和8年12月1日"
    assert written((DAY, LATER), "legal") == "令和8年12月1日、令和8年12月2日"
    event = written(incident.timeline[0], "company")
    assert event == "日時：2026年12月1日　事実：照会した。　種別：対応"
    assert written(None, "company") is None
    assert written("", "company") is None


def test_a_party_or_an_outer_group_that_is_not_there_yet_is_not_named() -> None:
    kou = {"id": "kou", "name": "株式会社仮名商事", "role": "委託元"}
    for_client = compared(
        lambda facts: facts["party"].append(kou), lambda facts: facts["measure"][0].update(client="kou")
    )
    numbers = {each.path.partition("[")[0]: number for number, each in enumerate(for_client.differences)}
    assert for_client.with_new(numbers["measure"]).measure[0].client is None
    assert for_client.with_new(numbers["measure"], numbers["party"]).measure[0].client == "kou"
    assert for_client.without_new(numbers["party"]).measure[0].client is None

    def nested(*outer: str | None) -> Callable[[dict[str, Any]], object]:
        def nest(facts: dict[str, Any]) -> None:
            for group, within in zip(facts["group"], outer, strict=False):
                group.pop("within", None)
                if within:
                    group["within"] = within

        return nest

    first, second, third = (group["id"] for group in FACTS["group"][:3])
    turned = Comparison(with_(nested(second, third, None)), with_(nested(second, None, second)))
    assert [each.path for each in turned.differences] == ["group[1].within", "group[2].within"]
    assert [group.within for group in turned.with_new(1).group[:3]] == [None, None, None]
    assert [group.within for group in turned.with_new(0).group[:3]] == [second, None, None]
    assert first not in {second, third}
