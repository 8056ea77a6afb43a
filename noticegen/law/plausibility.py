"""Do the facts go together? Warnings for a person to look at; an unusual fact is never refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from noticegen.facts.totals import outer_groups, total_count
from noticegen.facts.values import UNWRITTEN_DAY, Count, Moment, known
from noticegen.findings import Finding, Where
from noticegen.law.conditions import entrustee_notice
from noticegen.law.consistency import consistency_findings
from noticegen.law.gates import has_my_number
from noticegen.law.prevention import unanswered_causes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from noticegen.facts.incident import Incident
    from noticegen.law.conditions import Case

PRELIMINARY_DAYS = 5


def plausibility_findings(case: Case) -> tuple[Finding, ...]:
    """Return what does not go together: dates, numbers, the form to be used, the lawyer's decision, cause and measures."""
    incident = case.incident
    return (
        *_dates(case),
        *_numbers(incident),
        *_forms(case),
        *_decision(case),
        *consistency_findings(case),
        *unanswered_causes(incident),
    )


def _warning(code: str, path: str, message: str, hint: str, *sources: str) -> Finding:
    return Finding("warning", code, message, hint, where=Where(path=path), sources=sources)


def _dates(case: Case) -> Iterator[Finding]:
    event = case.incident.incident
    if event.known_on == UNWRITTEN_DAY:
        return
    if event.known_on > case.on:
        yield _warning(
            "C101", "incident.known_on", "知った日が、基準日より後です。", "日付を確かめてください。"
        )
    occurred = known(event.occurred)
    if (
        isinstance(occurred, Moment)
        and occurred.first_day is not None
        and occurred.first_day > event.known_on
    ):
        yield _warning(
            "C102", "incident.occurred", "発生日が、知った日より後です。", "日付を確かめてください。"
        )
    discovered = known(event.discovered_on)
    if (
        isinstance(discovered, Moment)
        and discovered.first_day is not None
        and discovered.first_day < event.known_on
    ):
        yield _warning(
            "C103",
            "incident.known_on",
            "発覚日より後の日が、知った日とされています。",
            "法人では、いずれかの部署が知った時点が起算点です。担当部署や法務が知った日ではないか、確かめてください。",
            "通則編ガイドライン3-5-3-3",
        )
    elapsed = (case.on - event.known_on).days + 1
    is_preliminary = case.incident.report.stage == "速報" and not case.incident.report.followup
    is_preliminary = is_preliminary and not entrustee_notice(case)  # 法26条1項ただし書: the client reports
    if case.applicability.reportable and is_preliminary and elapsed > PRELIMINARY_DAYS:
        yield _warning(
            "C104",
            "report.stage",
            f"知った日を1日目として{elapsed}日目です。速報の目安(概ね3〜5日以内)を過ぎています。",
            "直ちに報告し、遅れた理由を記録してください。",
            "規則8条1項",
            "通則編ガイドライン3-5-3-3",
        )


def _numbers(incident: Incident) -> Iterator[Finding]:
    stated = incident.affected and known(incident.affected.count)
    if isinstance(stated, Count) and stated.value is not None:
        without = incident.model_copy(update={"affected": None})
        added = total_count(without)
        differs = isinstance(added, Count) and added.is_settled and added.unit == stated.unit
        if (
            differs
            and isinstance(added, Count)
            and added.value != stated.value
            and not (stated.about or stated.estimated)
        ):
            message = f"本人の数({stated.value})が、グループの合計({added.value})と異なります。"
            hint = "重複などの理由を overlap に書くか、数を直してください。"
            if not (incident.affected and incident.affected.overlap):
                yield _warning("C105", "affected.count", message, hint)
    for index, group in enumerate(incident.group):
        outer = next((each for each in incident.group if each.id == group.within), None)
        inside, around = known(group.count), outer and known(outer.count)
        if (
            isinstance(inside, Count)
            and isinstance(around, Count)
            and inside.unit == around.unit
            and inside.value is not None
            and around.upper is not None
            and inside.value > around.upper
        ):
            message = f"グループ「{group.id}」の数が、含まれる先のグループの数を超えています。"
            yield _warning("C106", f"group[{index}].count", message, "内数か、数を確かめてください。")
    units = {count.unit for group in outer_groups(incident) if isinstance(count := known(group.count), Count)}
    if len(units) > 1 and not isinstance(stated, Count):
        message = f"単位の異なる数({'、'.join(sorted(units))})は足せません。本人の数が定まりません。"
        yield _warning(
            "C107", "affected.count", message, "[affected] に count(人)を書いてください。", "規則8条1項3号"
        )


def _forms(case: Case) -> Iterator[Finding]:
    for index, group in enumerate(case.incident.group):
        if has_my_number(group):
            yield _warning(
                "C108",
                f"group[{index}].my_number",
                f"グループ「{group.id}」に個人番号が含まれるか、その可能性があります。",
                "特定個人情報の漏えい等として、別の報告フォームで報告する必要があるか確かめてください(不明なときは「含む」)。",
                "番号法29条の4",
            )
    business = case.incident.business
    if business.kind == "行政機関等":
        yield _warning(
            "C109",
            "business.kind",
            "行政機関等には、法68条と別の報告様式が適用されます(本人の数は100人を超える場合)。",
            "この文書は個人情報取扱事業者用です。行政機関等用の様式を使ってください。",
            "法68条",
        )


def _decision(case: Case) -> Iterator[Finding]:
    decision = case.applicability
    if decision.decided_by == "lawyer":
        sure = set(decision.proposal.numbers("該当"))
        for number in sorted(sure - set(decision.items)):
            yield _warning(
                "C110",
                "assessment.rule7",
                f"弁護士の判断では{number}号に該当しませんが、事実からは該当と見込まれます。",
                "判断の理由が記録されているか確かめてください。",
                "規則7条",
            )
    for number in decision.undecided:
        yield _warning(
            "C111",
            "assessment.rule7",
            f"規則7条{number}号に該当するか、この事実だけでは判断できません。該当するものとして扱います。",
            "理由を確かめ、[assessment] に弁護士の判断(rule7、by、on、reason)を書いてください。",
            "規則7条",
        )
