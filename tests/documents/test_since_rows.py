"""What does the table of changes say of one fact, of an array and of a group? On values of a few words."""

from __future__ import annotations

from typing import Any

import pytest

from noticegen.documents import since
from noticegen.documents.since import NOTHING, Row, changes, titles_of
from noticegen.documents.views import CertaintyView, UnknownView, View
from noticegen.japanese.certainty import certainty

PPC = ("委員会",)
SURE, MAYBE = (CertaintyView(certainty(word)) for word in ("漏えい確認", "漏えいのおそれ"))


def state(**more: Any) -> dict[str, Any]:
    report = {"stage": "速報", "combined": False, "followup": False, "previous_on": None, "change": ()}
    usual = {
        "report": View(**report),
        "document": View(previous_on=None),
        "letter": View(date="2026年11月1日"),
        "group": (),
    }
    return {**usual, **more}


def table(monkeypatch: pytest.MonkeyPatch, row: Row, old: Any, new: Any, audience: Any = "委員会") -> Any:
    monkeypatch.setattr(since, "rows", lambda: (row,))
    found = changes(audience, state(**old), state(**new))
    return None if found is None else found.rows


@pytest.mark.parametrize(
    ("old", "new", "kind", "earlier", "present"),
    [
        ("東京", "大阪", "変更", "東京", "大阪"),
        (None, "大阪", "追加", NOTHING, "大阪"),
        ("東京", None, "撤回", "東京", NOTHING),
        (True, False, "変更", "はい", "いいえ"),
        (("東京", "京都"), ("東京", "奈良"), "変更", "東京、京都", "東京、奈良"),
        (MAYBE, SURE, "変更", "漏えいのおそれ", "漏えい確認"),
    ],
)
def test_a_fact_is_told_as_it_was_and_is_with_what_became_of_it(
    monkeypatch: pytest.MonkeyPatch, old: Any, new: Any, kind: str, earlier: str, present: str
) -> None:
    row = Row("発生場所", 4, "incident.place", PPC)
    (found,) = table(monkeypatch, row, {"incident": View(place=old)}, {"incident": View(place=new)})
    assert vars(found) == {
        "title": "発生場所", "item": 4, "kind": kind, "earlier": earlier, "present": present, "since": None, "reason": None,
    }  # fmt: skip
    assert table(monkeypatch, row, {"incident": View(place=new)}, {"incident": View(place=new)}) == ()
    assert table(monkeypatch, row, {}, {}, "公表") is None


def test_a_certainty_is_told_as_one_of_each_group_that_is_or_was_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    row = Row("漏えい等の状況", 2, "group[].certainty", PPC)
    old = (View(id="a", label="会員", certainty=MAYBE), View(id="b", label="旧会員", certainty=SURE))
    new = (View(id="c", label="社員", certainty=SURE), View(id="a", label="全会員", certainty=SURE))
    found = table(monkeypatch, row, {"group": old}, {"group": new})
    assert [(each.title, each.kind, each.earlier, each.present) for each in found] == [
        ("漏えい等の状況（社員）", "追加", NOTHING, "漏えい確認"),
        ("漏えい等の状況（全会員）", "確度の変更", "漏えいのおそれ", "漏えい確認"),
        ("漏えい等の状況（旧会員）", "撤回", "漏えい確認", NOTHING),
    ]
    public = Row("状況", 2, "group[].certainty", ("公表",))
    (added, *_) = table(monkeypatch, public, {"group": old}, {"group": new}, "公表")
    assert added.present == SURE.sentence_end
    assert titles_of("公表", state(group=new)) == {"状況", "状況（社員）", "状況（全会員）"}
    assert titles_of("委員会", state(group=new)) == set()
    within = Row("状況", 2, "group[].certainty", ("社内",))
    (added, *_) = table(monkeypatch, within, {"group": old}, {"group": new}, "社内")
    assert added.present == SURE.value


@pytest.mark.parametrize(
    ("said", "day", "reason"),
    [
        ((), "11月5日", "照会の結果"),
        ((View(item="件数", since="11月9日", reason="再集計"),), "11月9日", "再集計"),
        ((View(item="件数（会員）", since="11月9日", reason=None), View(item="件数", since=None, reason="再集計")), "11月9日", "照会の結果"),
        ((View(item="件数", since=None, reason="再集計"),), "11月5日", "再集計"),
        ((View(item="件数", since=UnknownView("不明"), reason=None),), None, "照会の結果"),
    ],
)  # fmt: skip
def test_since_when_and_why_are_as_written_for_the_table_else_as_the_value_has_them(
    monkeypatch: pytest.MonkeyPatch, said: tuple[View, ...], day: str | None, reason: str
) -> None:
    row = Row("件数", 3, "group[].count", PPC, since="affected.as_of", reason="affected.why")
    report = View(stage="速報", combined=False, followup=False, previous_on=None, change=said)
    old, new = ((View(id="a", label="会員", count=count),) for count in ("10人", "12人"))
    affected = View(as_of="11月5日", why="照会の結果")
    (found,) = table(monkeypatch, row, {"group": old}, {"group": new, "report": report, "affected": affected})
    assert (found.since, found.reason) == (day, reason)


def entries(*names: str, **more: Any) -> tuple[View, ...]:
    return tuple(
        View(
            **{
                "name": name,
                "note": None,
                "coverage": None,
                "masked": False,
                "by": None,
                "shown": True,
                **more,
            }
        )
        for name in names
    )


def test_of_an_array_what_the_other_state_does_not_have_is_told_a_line_each(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    row = Row("措置", 8, "measure", PPC, fields=("name",))
    (found,) = table(
        monkeypatch, row, {"measure": entries("甲", "乙", "丙")}, {"measure": entries("丁", "乙", "戊")}
    )
    assert (found.earlier, found.present) == ("甲\n丙", "丁\n戊")
    assert table(monkeypatch, row, {"measure": entries("甲", "乙")}, {"measure": entries("乙", "甲")}) == ()
    whole = Row("措置", 8, "measure", PPC, fields=("name",), whole=True)
    (found,) = table(monkeypatch, whole, {"measure": entries("甲", "乙")}, {"measure": entries("乙", "丙")})
    assert (found.earlier, found.present) == ("甲、乙", "乙、丙")


def test_an_entry_is_told_with_its_titles_and_notes_and_an_empty_array_by_its_word(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    row = Row(
        "項目", 2, "items", PPC, ("name",), {"note": "備考"}, ("coverage", "masked", "by"), where="shown", whole=True, none="なし"
    )  # fmt: skip
    noted = entries("電話番号", note="携帯のみ", coverage="一部", masked=True, by="総務部")
    (found,) = table(monkeypatch, row, {"items": ()}, {"items": (*noted, *entries("住所", shown=False))})
    assert (found.earlier, found.present) == (
        "なし",
        "電話番号　備考：携帯のみ（一部の者、一部を伏せた値、総務部）",
    )
    (found,) = table(monkeypatch, row, {"items": UnknownView("調査中")}, {"items": entries("氏名")[0]})
    assert (found.earlier, found.present) == ("調査中", "氏名")
    bare = Row("項目", 2, "items", PPC, ("name",), {"note": ""}, whole=True)
    (found,) = table(monkeypatch, bare, {"items": None}, {"items": entries("氏名", note="全員")})
    assert (found.kind, found.earlier, found.present) == ("追加", NOTHING, "氏名　全員")


@pytest.mark.parametrize(
    ("audience", "report", "called"),
    [
        ("委員会", {}, "速報"),
        ("社内", {"followup": True}, "続報"),
        ("委員会", {"previous_on": "11月1日"}, "続報"),
        ("社内", {"stage": "確報"}, "確報"),
        ("委員会", {"stage": "確報", "combined": True}, "速報"),
        ("本人", {"stage": "確報"}, "第一報"),
        ("公表", {"stage": "確報"}, "前回のお知らせ"),
        ("本人", {"followup": True}, "前回のお知らせ"),
        ("取引先", {"previous_on": "11月1日"}, "前回のご報告"),
    ],
)
def test_the_document_before_is_called_as_its_reader_knows_it(
    monkeypatch: pytest.MonkeyPatch, audience: Any, report: dict[str, Any], called: str
) -> None:
    monkeypatch.setattr(since, "rows", lambda: (Row("場所", 1, "place", (audience,)),))
    usual = {"stage": "速報", "combined": False, "followup": False, "previous_on": None}
    found = changes(audience, state(report=View(**{**usual, **report})), state())
    assert found is not None
    assert vars(found) == {"previous": f"{called}（2026年11月1日）", "on": "2026年11月1日", "rows": ()}
    dated = changes(audience, state(), state(document=View(previous_on="2026年11月3日")))
    assert dated is not None
    assert vars(dated)["on"] == "2026年11月3日"
