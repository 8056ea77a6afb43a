"""Before 規則7条: does 法26条 apply to this reporter and this data at all?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from noticegen.facts.values import UNWRITTEN_DAY, Unknown, known
from noticegen.japanese.certainty import certainty
from noticegen.law.data import rows

if TYPE_CHECKING:
    from noticegen.facts.event import Group, Protection
    from noticegen.facts.incident import Incident

Outcome = Literal["通過", "対象外", "判断不能", "注意"]
"""``対象外``: 法26条 does not apply, to the groups named or (no groups named) at all; ``注意``: another duty."""

_KEY_KINDS = ("鍵管理", "遠隔消去")
_MUNICIPALITIES_FROM = date(2023, 4, 1)


@dataclass(frozen=True, slots=True)
class GateResult:
    """What one gate found. ``groups`` are the ids of the groups concerned; empty: the incident as a whole."""

    id: str
    title: str
    outcome: Outcome
    reason: str
    sources: tuple[str, ...]
    groups: tuple[str, ...] = ()
    unverified: bool = False


def gates(incident: Incident) -> tuple[GateResult, ...]:
    """Return the result of every gate that has something to say, in the order in which a lawyer asks."""
    results = (
        _in_force(incident),
        _reporter(incident),
        _data_category(incident),
        *_retrieved(incident),
        *_copied(incident),
        *_dispatched(incident),
        *_encrypted(incident),
        *_cloud(incident),
        *_my_number(incident),
    )
    return tuple(result for result in results if result is not None)


def _in_force(incident: Incident) -> GateResult | None:
    """Return a word of care where the event became known before 規則7条 (令和4年4月1日) or, of a city, 法68条 applied."""
    day, title = incident.incident.known_on, "知った日に定めが施行されていたか"
    if day == UNWRITTEN_DAY:
        return None
    if rows("rule7", "item", day):
        if incident.business.kind != "行政機関等" or day >= _MUNICIPALITIES_FROM:
            return None
        reason = (
            "地方公共団体の機関等に法68条が適用されるのは、令和5年4月1日からである。それより前に知った事態についての報告及び"
            "通知の要否は、当時の条例その他の定めによって確かめる。"
        )
        return GateResult("in_force", title, "注意", reason, ("法68条1項",))
    reason = (
        "事態を知った日には、報告対象事態の定め（令和4年4月1日施行）は施行されていなかった。本メモは、基準日の定めによって"
        "整理したものであり、当時の法令及び告示による報告等の要否は、別に確かめる。"
    )
    return GateResult("in_force", title, "注意", reason, ("規則7条",))


def _reporter(incident: Incident) -> GateResult:
    title = "報告者は個人情報取扱事業者か"
    if incident.business.kind == "行政機関等":
        reason = "報告者は行政機関等であり、法26条ではなく法68条により報告する（本人の数は100人を超える場合など。様式も異なる）。"
        return GateResult("reporter", title, "対象外", reason, ("法68条1項",))
    return GateResult("reporter", title, "通過", "報告者は個人情報取扱事業者である。", ("法26条1項",))


_NOT_COVERED: dict[str, tuple[str, str]] = {
    "個人情報（散在情報）": ("個人データ（データベース等を構成する個人情報）でない。", "法16条3項"),
    "仮名加工情報": ("仮名加工情報には法26条が適用されない。", "法41条9項"),
    "匿名加工情報": ("匿名加工情報は個人データでない。", "法2条6項"),
    "個人情報に該当しない": ("個人情報に該当しない情報である。", "法2条1項"),
}


def _data_category(incident: Incident) -> GateResult:
    title = "個人データか"
    category = incident.incident.data_category
    if isinstance(category, Unknown):
        reason = "個人データに当たるかが判明していない。"
        return GateResult("data_category", title, "判断不能", reason, ("法16条3項", "規則7条"))
    if category in _NOT_COVERED:
        reason, source = _NOT_COVERED[category]
        return GateResult("data_category", title, "対象外", reason, (source,), unverified=True)
    if category == "個人データとして取り扱う予定の個人情報":
        reason = (
            "個人データとして取り扱う予定の個人情報であり、それだけでは3号の検討の対象となる（同号括弧書）。ほかの号は、"
            "個人データが併せて含まれるときに、その分について検討する。"
        )
        return GateResult("data_category", title, "通過", reason, ("規則7条3号",))
    return GateResult("data_category", title, "通過", "個人データである。", ("法16条3項",))


def _retrieved(incident: Incident) -> list[GateResult]:
    groups = tuple(
        group.id
        for group in incident.group
        if not isinstance(group.certainty, Unknown) and not certainty(group.certainty).is_incident
    )
    if not groups:
        return []
    reason = "第三者に閲覧されないうちに全てを回収した場合は、漏えいに該当しない。"
    source = ("通則編ガイドライン3-5-1-2",)
    return [GateResult("retrieved", "閲覧される前に全て回収したか", "対象外", reason, source, groups)]


def _copied(incident: Incident) -> list[GateResult]:
    """滅失 is none where the same data is kept elsewhere; 毀損 only if the key was lost or ransomware locked it."""
    title = "同じデータが他に保管されているか"
    source = ("通則編ガイドライン3-5-1-3", "通則編ガイドライン3-5-1-4")
    kept = [group for group in incident.group if known(group.copy_held)]
    lost = tuple(group.id for group in kept if group.certainty == "滅失")
    damaged = tuple(group.id for group in kept if group.certainty == "毀損")
    results = []
    if lost:
        reason = "内容と同じデータが他に保管されており、滅失に該当しない。"
        results.append(GateResult("copy_held", title, "対象外", reason, source, lost))
    if damaged:
        reason = (
            "同じデータが他に保管されている。復元キーの喪失やランサムウェアによるものなら毀損に該当せず、"
            "内容の改ざんなら該当する。"
        )
        results.append(GateResult("copy_held", title, "判断不能", reason, source, damaged))
    return results


def _dispatched(incident: Incident) -> list[GateResult]:
    hosts = {party.id for party in incident.clients if party.role == "派遣先"}
    if not hosts:
        return []
    title, source = "誰の取り扱う個人データか", ("通則編ガイドライン3-5-3-2", "通則編ガイドライン3-4-3")
    own = tuple(group.id for group in incident.group if group.client in hosts)
    unsaid = tuple(group.id for group in incident.group if group.client is None)
    results = []
    if own:
        reason = (
            "派遣先の取り扱う個人データであり、報告・本人通知の義務を負うのは派遣先である（労働者派遣は個人データの取扱いの"
            "委託でない。解釈）。"
        )
        results.append(GateResult("dispatched", title, "対象外", reason, source, own, unverified=True))
    if unsaid:
        reason = "派遣先があり、誰の取り扱う個人データかが記録されていない。"
        results.append(GateResult("dispatched", title, "判断不能", reason, source, unsaid, unverified=True))
    return results


def _encrypted(incident: Incident) -> list[GateResult]:
    title = "高度な暗号化その他の措置が講じられていたか"
    source = ("規則7条1号括弧書", "通則編ガイドライン3-5-3-1")
    shielded, doubtful = [], []
    is_certain = False
    for group in incident.group:
        entries = [entry for entry in incident.protection if _protects(entry, group)]
        ciphers = [entry for entry in entries if entry.kind == "暗号化"]
        if any(_is_high_grade(cipher) and _key_is_safe(cipher, entries) for cipher in ciphers):
            shielded.append(group.id)
        elif any(_may_be_high_grade(cipher) for cipher in ciphers):
            doubtful.append(group.id)
            is_certain |= any(_may_be_high_grade(cipher) and known(cipher.status) for cipher in ciphers)
    results = []
    if shielded:
        reason = "第三者が見読困難な方式の暗号化がされ、復号手段も適切に管理されている。報告を要しない。"
        results.append(GateResult("encryption", title, "対象外", reason, source, tuple(shielded)))
    if doubtful:
        reason = (
            "暗号化されているが、方式（電子政府推奨暗号リスト等）又は鍵の管理が確かめられていない。"
            if is_certain
            else "暗号化されていたかが確かめられていない。"
        ) + "確かめられるまで、該当し得るものとして扱う。"
        results.append(GateResult("encryption", title, "判断不能", reason, source, tuple(doubtful)))
    return results


def _protects(entry: Protection, group: Group) -> bool:
    return (not entry.groups or group.id in entry.groups) and entry.client in (None, group.client)


def _is_high_grade(entry: Protection) -> bool:
    return known(entry.status) == "実施済み" and known(entry.recognised) is True


def _may_be_high_grade(entry: Protection) -> bool:
    done = isinstance(entry.status, Unknown) or entry.status in ("実施済み", "一部実施")
    return done and known(entry.recognised) is not False


def _key_is_safe(cipher: Protection, entries: list[Protection]) -> bool:
    if known(cipher.key_management) is not None:
        return known(cipher.key_management) != "不十分"
    return any(entry.kind in _KEY_KINDS and known(entry.status) == "実施済み" for entry in entries)


def _cloud(incident: Incident) -> list[GateResult]:
    results = []
    for party in incident.party:
        if party.role == "クラウド事業者" and known(party.handles_data) is False:
            reason = f"クラウド事業者（{party.id}）は個人データを取り扱わず、委託先に当たらない。報告の義務は、報告者が負う。"
            results.append(
                GateResult(
                    "cloud", "クラウド事業者は取り扱うか", "注意", reason, ("Q&A7-53",), unverified=True
                )
            )
        elif party.role == "クラウド事業者" and known(party.handles_data) is None:
            reason = f"クラウド事業者（{party.id}）が個人データを取り扱うかが記録されていない。取り扱うなら委託先である。"
            results.append(
                GateResult(
                    "cloud", "クラウド事業者は取り扱うか", "注意", reason, ("Q&A7-53",), unverified=True
                )
            )
    return results


def _my_number(incident: Incident) -> list[GateResult]:
    groups = tuple(group.id for group in incident.group if has_my_number(group))
    if not groups:
        return []
    reason = "個人番号を含み、又は含む可能性がある。番号法29条の4の報告（本人の数が100人を超える事態など。フォームも異なる）の要否を別に確かめる。"
    source = ("番号法29条の4", "番号法規則2条")
    return [GateResult("my_number", "個人番号を含むか", "注意", reason, source, groups)]


def has_my_number(group: Group) -> bool:
    """Return whether the group's data contains 個人番号, or may: unknown counts as containing it (報告フォーム 問1)."""
    if group.my_number is not None:
        return isinstance(group.my_number, Unknown) or group.my_number
    items = known(group.items) or ()
    return any(word in item.name for item in items for word in ("マイナンバー", "個人番号"))
