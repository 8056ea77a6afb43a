"""Do the facts go together? Warnings for a person to look at; an unusual fact is never refused."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, Final

from noticegen.facts.totals import outer_groups, total_count
from noticegen.facts.values import UNWRITTEN_DAY, Count, Moment, known
from noticegen.findings import Finding, Where
from noticegen.japanese.wording import PREFIX, wordings
from noticegen.law.authorities import addressee
from noticegen.law.conditions import Case, entrustee_notice, unreachable_exists
from noticegen.law.consistency import consistency_findings
from noticegen.law.done import reported_before
from noticegen.law.gates import has_my_number
from noticegen.law.letterhead import letterhead_findings
from noticegen.law.order import order_findings
from noticegen.law.prevention import unanswered_causes
from noticegen.law.published import publication_findings
from noticegen.law.reachable import reachable_findings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from noticegen.facts.incident import Incident
    from noticegen.facts.response import PersonResponse

PRELIMINARY_DAYS = 5
# 「掲載しています」「公表いたしました」, not 「掲載する予定です」 nor 「ホームページに掲載の代表電話」.
_SHOWN: Final = re.compile(r"(?:公表|掲載|掲示|公開)(?:し(?:て(?:い|お)|た|まし)|いたしまし|いたしてお|済み)")


def plausibility_findings(case: Case) -> tuple[Finding, ...]:
    """Return what does not go together: dates, numbers, the form to be used, the lawyer's decision, cause and measures."""
    incident = case.incident
    return (
        *_dates(case),
        *_numbers(incident),
        *_forms(case),
        *_decision(case),
        *_said_of_ourselves(case),
        *publication_findings(case),
        *consistency_findings(case),
        *order_findings(case),
        *letterhead_findings(case),
        *reachable_findings(case),
        *unanswered_causes(incident),
    )


def _warning(code: str, path: str, message: str, hint: str, *sources: str) -> Finding:
    return Finding("warning", code, message, hint, where=Where(path=path), sources=sources)


def _dates(case: Case) -> Iterator[Finding]:
    event = case.incident.incident
    if event.known_on == UNWRITTEN_DAY:
        return
    if event.known_on > case.on:
        message = f"知った日({event.known_on})が、基準日({case.on})より後です。"
        hint = "known_on を直すか、基準日(--on)に知った日以後の日を指定してください。"
        yield _warning("C101", "incident.known_on", message, hint)
    occurred = known(event.occurred)
    if (
        isinstance(occurred, Moment)
        and occurred.first_day is not None
        and occurred.first_day > event.known_on
    ):
        message = f"発生日({occurred.first_day})が、知った日({event.known_on})より後です。"
        hint = "incident.occurred か incident.known_on を直してください。"
        yield _warning("C102", "incident.occurred", message, hint)
    discovered = known(event.discovered_on)
    if (
        isinstance(discovered, Moment)
        and discovered.first_day is not None
        and discovered.first_day < event.known_on
    ):
        yield _warning(
            "C103",
            "incident.known_on",
            f"知った日({event.known_on})が、発覚日({discovered.first_day})より後です。",
            "法人では、いずれかの部署が知った時点が起算点です。担当部署や法務が知った日であれば、known_on を"
            "直してください。",
            "通則編ガイドライン3-5-3-3",
        )
    elapsed = (case.on - event.known_on).days + 1
    is_preliminary = case.incident.report.stage == "速報" and not case.incident.report.followup
    is_preliminary = is_preliminary and not reported_before(case.incident, addressee(case.incident, case.on))
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
            message = (
                f"グループ「{group.id}」の数({inside.value})が、それを含むグループ「{group.within}」の"
                f"数({around.upper})を超えています。"
            )
            hint = "count を直すか、内数でなければ within を除いてください。"
            yield _warning("C106", f"group[{index}].count", message, hint)
    units = {count.unit for group in outer_groups(incident) if isinstance(count := known(group.count), Count)}
    if len(units) > 1 and not isinstance(stated, Count):
        message = f"単位の異なる数({'、'.join(sorted(units))})は足せません。本人の数が定まりません。"
        hint = "[affected] に、本人の数を count = 1012 のように書いてください。"
        yield _warning("C107", "affected.count", message, hint, "規則8条1項3号")


def _forms(case: Case) -> Iterator[Finding]:
    for index, group in enumerate(case.incident.group):
        if has_my_number(group):
            yield _warning(
                "C108",
                f"group[{index}].my_number",
                f"グループ「{group.id}」に個人番号が含まれるか、その可能性があります。",
                "特定個人情報の漏えい等として、別の報告フォームによる報告が要るか確かめてください(不明なときは、"
                "含むものとします)。含まないと判明すれば my_number = false と書いてください。",
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


_WHERE_TO_WRITE: Final = {
    2: "送金・決済に使えるものかは、[[group]] の property_risk に書きます。",
    4: "本人の数の最大は、count の max に書きます。",
}
"""Where the fact goes that decides an item of 規則7条; the reasons themselves are also printed in the memo."""


def _to_write(number: int, case: Case) -> str:
    gates = {gate.id for gate in case.applicability.proposal.gates if gate.outcome == "判断不能"}
    dispatched = "派遣先のデータなら、[[group]] に client を書きます。" if "dispatched" in gates else ""
    return f"{dispatched}{_WHERE_TO_WRITE.get(number, '')}"


def _decision(case: Case) -> Iterator[Finding]:
    decision = case.applicability
    if decision.decided_by == "lawyer":
        sure = set(decision.proposal.numbers("該当"))
        for number in sorted(sure - set(decision.items)):
            yield _warning(
                "C110",
                "assessment.rule7",
                f"弁護士の判断では{number}号に該当しませんが、事実からは該当と見込まれます。",
                "該当しないとした理由が、[assessment] の reason に書かれているか確かめてください。",
                "規則7条",
            )
    reasons = {
        each.number: (*each.reasons_for, *each.reasons_open, *each.reasons_against)
        for each in decision.proposal.items
    }
    for number in decision.undecided:
        yield _warning(
            "C111",
            "assessment.rule7",
            f"規則7条{number}号に該当するか、この事実だけでは判断できません。該当するものとして扱います。",
            f"{''.join(reasons.get(number, ()))}{_to_write(number, case)}確かめて事実を書くか、[assessment] に弁護士の判断(rule7、by、on、reason)を書いてください。",
            "規則7条",
        )


def _said_of_ourselves(case: Case) -> Iterator[Finding]:
    """Look at what the letters say of our own acts: a page that is not there yet, a substitute that nobody needs."""
    incident = case.incident
    letter, publication = incident.letter, incident.publication
    status = publication and known(publication.status)
    planned = publication and known(publication.on)
    out_by_then = (
        status == "実施予定"
        and isinstance(planned, Moment)
        and planned.last_day is not None
        and planned.last_day <= letter.date
    )
    if letter.genuine and _SHOWN.search(letter.genuine) and status != "実施済み" and not out_by_then:
        yield _warning(
            "C133",
            "letter.genuine",
            "書面の確かめ方に公表のページを挙げていますが、公表は「実施済み」ではありません。",
            "発信日までに公表するならその日を publication.on に書き、しないなら別の確かめ方を書いてください。",
        )
    response = incident.person_response
    if response is not None and response.substitute is not None and not _someone_unreachable(case, response):
        yield _warning(
            "C134",
            "person_response.substitute",
            "代替措置が書かれていますが、通知が困難な本人がいることが書かれていません。",
            "公表などが通知に代わるのは、通知が困難な本人についてだけです。"
            "[affected] に unreachable と unreachable_reason を書くか、substitute を除いてください。",
            "法26条2項ただし書",
        )
    names = [wording.id for wording in wordings()]
    for index, entry in enumerate(incident.accepted):
        name = entry.name.removeprefix(PREFIX)
        if name in names:
            continue
        meant = difflib.get_close_matches(name, names, n=1)
        hint = f"「{PREFIX}{meant[0]}」のことですか。" if meant else ""
        yield _warning(
            "C135",
            f"accepted[{index}].name",
            f"「{entry.name}」という言い回しの指摘はありません。何も受け入れられません。",
            f"{hint}check が示す名（wording.regret など）を書いてください。エラーを受け入れることはできません。",
        )


def _someone_unreachable(case: Case, response: PersonResponse) -> bool:
    """Return whether anything but the substitute measure itself says that someone cannot be told."""
    without = response.model_copy(update={"substitute": None})
    incident = case.incident.model_copy(update={"person_response": without})
    return unreachable_exists(Case(incident, case.on))
