"""Which items of 規則7条 do the facts of these groups meet, and why?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from noticegen.facts.totals import outer_groups, total_count
from noticegen.facts.values import Count, Unknown, known
from noticegen.law.data import rows
from noticegen.law.slices import with_groups

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from noticegen.facts.event import Group, Item
    from noticegen.facts.incident import Incident

Verdict = Literal["該当", "非該当", "判断不能"]


@dataclass(frozen=True, slots=True)
class ItemProposal:
    """What the tool proposes for one item of 規則7条, with the reasons on both sides and what leaves it open."""

    number: int
    title: str
    verdict: Verdict
    reasons_for: tuple[str, ...]
    reasons_against: tuple[str, ...]
    sources: tuple[str, ...]
    reasons_open: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Opinion:
    verdict: Verdict
    pro: tuple[str, ...] = ()
    con: tuple[str, ...] = ()
    open: tuple[str, ...] = ()


def rule7_items(on: date) -> tuple[dict[str, Any], ...]:
    """Return the items of 規則7条 as they are on the day; none before 2022-04-01."""
    return rows("rule7", "item", on)


def judge(
    entry: dict[str, Any], incident: Incident, groups: Sequence[Group], *, administrative: bool = False
) -> ItemProposal:
    """Return the proposal for one item, looking at these groups of the incident alone."""
    if not groups:
        opinion = _Opinion("非該当", con=("対象となる個人データがない。",))
    elif entry["number"] == 1:
        opinion = _merge(_sensitive(entry, group) for group in groups)
    elif entry["number"] == 2:
        opinion = _merge(_property(entry, group) for group in groups)
    elif entry["number"] == 3:
        opinion = _improper(entry, incident)
    else:
        opinion = _number(entry, incident, groups, administrative=administrative)
    return ItemProposal(
        number=entry["number"],
        title=entry["title"],
        verdict=opinion.verdict,
        reasons_for=opinion.pro,
        reasons_against=opinion.con,
        sources=tuple(entry["sources"]),
        reasons_open=opinion.open,
    )


def _merge(opinions: Iterable[_Opinion]) -> _Opinion:
    every = tuple(opinions)
    verdicts = {opinion.verdict for opinion in every}
    verdict: Verdict = next(word for word in ("該当", "判断不能", "非該当") if word in verdicts)
    pro = dict.fromkeys(reason for opinion in every for reason in opinion.pro)
    con = dict.fromkeys(reason for opinion in every for reason in opinion.con)
    doubts = dict.fromkeys(reason for opinion in every for reason in opinion.open)
    return _Opinion(verdict, tuple(pro), tuple(con), tuple(doubts))


def _stated(group: Group, fact: bool | Unknown | None, yes: str, no: str) -> _Opinion | None:
    """Return what follows from a fact that says it outright, None when it was not written."""
    if fact is None:
        return None
    if isinstance(fact, Unknown):
        return _Opinion("判断不能", open=(f"グループ {group.id} が{yes}かが「{fact}」である。",))
    if fact:
        return _Opinion("該当", (f"グループ {group.id} は{yes}とされている。",))
    return _Opinion("非該当", con=(f"グループ {group.id} は{no}とされている。",))


def _items(group: Group) -> tuple[Item, ...] | _Opinion:
    items = group.items
    if isinstance(items, Unknown) or items is None:
        word = f"「{items}」である" if isinstance(items, Unknown) else "記録されていない"
        return _Opinion("判断不能", open=(f"グループ {group.id} の項目が{word}。",))
    return items


def _named(items: Iterable[Item], words: Sequence[str]) -> list[str]:
    return [item.name for item in items if any(word in item.name for word in words)]


def _sensitive(entry: dict[str, Any], group: Group) -> _Opinion:
    stated = _stated(group, group.sensitive, "要配慮個人情報を含む", "要配慮個人情報を含まない")
    if stated is not None:
        return stated
    items = _items(group)
    if isinstance(items, _Opinion):
        return items
    found = _named(items, entry["words"])
    if found:
        return _Opinion("該当", tuple(f"グループ {group.id} の項目に「{name}」がある。" for name in found))
    return _Opinion("非該当", con=(f"グループ {group.id} の項目に、要配慮個人情報とみられるものはない。",))


def _property(entry: dict[str, Any], group: Group) -> _Opinion:
    stated = _stated(
        group, group.property_risk, "財産的被害が生じるおそれがある", "財産的被害が生じるおそれがない"
    )
    if stated is not None:
        return stated
    items = _items(group)
    if isinstance(items, _Opinion):
        return items
    weak = _named(items, entry["weak_words"])
    open_items = [item for item in items if not item.masked and item.name not in weak]
    con = tuple(f"グループ {group.id} の項目「{name}」だけでは直ちに該当しない。" for name in weak)
    found = _named(open_items, entry["words"])
    if found:
        return _Opinion(
            "該当", tuple(f"グループ {group.id} の項目に「{name}」がある。" for name in found), con
        )
    doubtful = _named(open_items, entry["doubtful_words"])
    if doubtful:
        reason = "送金・決済機能のあるサービスのものなら該当する。"
        return _Opinion(
            "判断不能",
            tuple(f"グループ {group.id} の項目に「{name}」がある。{reason}" for name in doubtful),
            con,
        )
    return _Opinion("非該当", con=con or (f"グループ {group.id} の項目に、決済等に使えるものはない。",))


def has_card_data(incident: Incident) -> bool:
    """Return whether an item of some group is named like card data that is not masked."""
    words = ("クレジットカード", "カード番号", "カード情報")
    items = (item for group in incident.group for item in known(group.items) or ())
    return any(not item.masked and any(word in item.name for word in words) for item in items)


def _improper(entry: dict[str, Any], incident: Incident) -> _Opinion:
    cause = incident.cause
    purpose = cause.improper_purpose if cause else None
    categories = known(cause.category) if cause else None
    suspect = [name for name in categories or () if name in entry["words"]]
    harmless = bool(categories) and all(name in entry["weak_words"] for name in categories or ())
    pro = tuple(f"原因が「{name}」とされている。" for name in suspect)
    con = tuple(f"原因が「{name}」とされている。" for name in categories or ()) if harmless else ()
    if isinstance(purpose, Unknown):
        unsure = f"不正の目的の有無が「{purpose}」であり、おそれがあれば該当する。"
        con = con or ("不正の目的をもって行われたとする事実は記録されていない。",)
        return _Opinion("判断不能", pro, con, (unsure,))
    if purpose == "なし":
        con = (*con, "不正の目的は「なし」とされている。")
        return _Opinion("判断不能" if suspect else "非該当", pro, con)
    if purpose is None and not suspect:
        if harmless:
            return _Opinion("非該当", con=con)
        unsaid = "原因・不正の目的が記録されていないか、判明していない。"
        return _Opinion("判断不能", con=("不正の目的を示す事実は、記録されていない。",), open=(unsaid,))
    if purpose is not None:
        pro = (f"不正の目的は「{purpose}」とされている。", *pro)
    return _against_whom(cause.improper_act_against if cause else None, pro)


def _against_whom(against: str | Unknown | None, pro: tuple[str, ...]) -> _Opinion:
    """Return item 3 by the victim of the act: 委託先 and 利用サービス提供者 count as the business itself."""
    if isinstance(against, Unknown):
        return _Opinion("判断不能", pro, open=(f"不正行為の相手方が「{against}」である。",))
    if against == "第三者":
        reason = "不正行為の相手方が、当該事業者・委託先・利用サービス提供者のいずれでもない。"
        return _Opinion("非該当", pro, (reason,))
    return _Opinion("該当", pro)


def _number(
    entry: dict[str, Any], incident: Incident, groups: Sequence[Group], *, administrative: bool
) -> _Opinion:
    limit = entry["administrative_more_than"] if administrative else entry["more_than"]
    persons = tuple(group for group in groups if group.role == "本人")
    everyone = tuple(group for group in incident.group if group.role == "本人")
    part = incident if persons == everyone else with_groups(incident, persons)
    total = total_count(part)
    counts = [total, *(group.count for group in persons)]
    peak = max((_peak(count, entry["units"]) for count in counts), default=0)
    peak = max(peak, _floor_sum(part, entry["units"]))
    if peak > limit:
        return _Opinion("該当", (f"本人の数（最大）が{peak:,}人であり、{limit:,}人を超える。",))
    if isinstance(total, Unknown) or total is None:
        word = f"「{total}」である" if total is not None else "記録されていないか、単位が異なり合計できない"
        return _Opinion("判断不能", open=(f"本人の数が{word}。最大の数も分からない。",))
    if total.unit not in entry["units"]:
        reason = f"数の単位が「{total.unit}」であり、本人の数（人）が分からない。"
        return _Opinion("判断不能", open=(reason,))
    if total.upper is None or (total.estimated and total.max is None):
        return _Opinion("判断不能", open=("本人の数が確定しておらず、最大の数が記録されていない。",))
    return _Opinion("非該当", con=(f"本人の数は最大でも{total.upper:,}人であり、{limit:,}人を超えない。",))


def _peak(count: Count | Unknown | None, units: Sequence[str]) -> int:
    """Return the largest number of persons that the count speaks of, 0 where it speaks of none."""
    if not isinstance(count, Count) or count.unit not in units:
        return 0
    return max(count.value or 0, count.max or 0, count.min or 0, count.confirmed or 0)


def _floor_sum(part: Incident, units: Sequence[str]) -> int:
    """Return what is sure already when a group has no number: the others together, unless they may overlap."""
    outer = outer_groups(part)
    if any(group.overlaps for group in outer):
        return 0
    counts = [group.count for group in outer if isinstance(group.count, Count) and group.count.unit in units]
    return sum(count.confirmed or count.min or count.value or 0 for count in counts)
