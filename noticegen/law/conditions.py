"""When does a requirement, a section or a template apply? Plain functions, named in the data of the law.

Each takes the :class:`Case` and answers yes or no. They are what ``when`` means in ``law/*.toml`` and in
``document.toml``, and what a template sees as ``computed.when``.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from noticegen.facts.values import Count, known
from noticegen.facts.walk import unknowns
from noticegen.law.case import Case
from noticegen.law.gates import has_my_number
from noticegen.law.opponents import opponent_has_counsel, platform_act_in_force, posting_deleted
from noticegen.law.published import published_since
from noticegen.law.requirements import FINAL_STAGES
from noticegen.law.response import response_told

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from noticegen.law.assessment import Applicability

__all__ = ["CONDITIONS", "REPORTED_TABLES", "Case"]

REPORTED_TABLES: Final = frozenset(
    (
        "incident",
        "group",
        "affected",
        "exposure",
        "timeline",
        "cause",
        "secondary_damage",
        "person_response",
        "publication",
        "measure",
        "other",
    )
)
"""The tables from which the nine items of 規則8条1項 are made."""


def always(_case: Case) -> bool:
    """Return True."""
    return True


def preliminary(case: Case) -> bool:
    """Return whether this is the preliminary report alone (規則8条1項)."""
    return not final(case)


def final(case: Case) -> bool:
    """Return whether this is the final report, or both in one (規則8条2項)."""
    return case.stage in FINAL_STAGES


def combined(case: Case) -> bool:
    """Return whether one report is preliminary and final (通則編ガイドライン3-5-3-4 ※1)."""
    return case.incident.report.combined


def followup(case: Case) -> bool:
    """Return whether a report went before this one."""
    report = case.incident.report
    return report.followup or (report.stage == "確報" and not report.combined)


def since_given(case: Case) -> bool:
    """Return whether what changed since the earlier document is to be told: this reader was sent one.

    The public was sent only what was published of that state of the facts.
    """
    earlier = case.since
    if earlier is None or (case.audience == "公表" and published_since(case) is None):
        return False
    return case.client is None or any(party.id == case.client for party in earlier.clients)


def joint(case: Case) -> bool:
    """Return whether the report is made jointly (連名、通則編ガイドライン3-5-3-2)."""
    return bool(case.incident.report.joint_with)


def reportable(case: Case) -> bool:
    """Return whether it is a reportable event, or must be treated as one (規則7条).

    In a client's document only the client's own slice is judged: the whole would betray that another client's
    data is reportable, or how many clients there are.
    """
    return _decision(case).reportable


def _decision(case: Case) -> Applicability:
    return case.applicability if case.client is None else case.client_applicability


def stop_use_right(case: Case) -> bool:
    """Return whether persons may ask to stop the use of their data: of a business alone (法35条5項), no public body."""
    return reportable(case) and case.incident.business.kind != "行政機関等"


def not_reportable(case: Case) -> bool:
    """Return whether no item of 規則7条 applies: a report is voluntary (通則編ガイドライン3-5-3-1 ※1)."""
    return not reportable(case)


def undecided(case: Case) -> bool:
    """Return whether an item of 規則7条 cannot be decided yet."""
    return bool(_decision(case).undecided)


def anything_unknown(case: Case) -> bool:
    """Return whether a fact of the nine items that the readers may see is still unknown."""
    return any(path[0] in REPORTED_TABLES for path, _, _ in unknowns(case.part))


def final_with_unknown(case: Case) -> bool:
    """Return whether it is the final report and something is still unknown (通則編ガイドライン3-5-3-4)."""
    return final(case) and anything_unknown(case)


def damage_exists(case: Case) -> bool:
    """Return whether there is secondary damage, or may be."""
    damage = case.incident.secondary_damage
    return damage is not None and known(damage.status) in ("あり", "おそれあり")


def damage_possible(case: Case) -> bool:
    """Return whether its content must be reported: there is or may be damage in a reportable event (規則8条1項5号)."""
    return reportable(case) and damage_exists(case)


def unreachable_exists(case: Case) -> bool:
    """Return whether someone cannot be told: said so, mail came back, or a substitute is taken (法26条2項ただし書)."""
    affected, response = case.incident.affected, case.incident.person_response
    if affected is not None and (_some(affected.unreachable) or affected.unreachable_reason is not None):
        return True
    if response is None:
        return False
    return response.substitute is not None or any(_some(wave.returned) for wave in response.wave)


def _some(count: object) -> bool:
    return isinstance(count, Count) and any((count.value, count.max, count.min))


def substitute_due(case: Case) -> bool:
    """Return whether a substitute measure is demanded: reportable, and someone cannot be told (法26条2項ただし書)."""
    return reportable(case) and unreachable_exists(case)


def substitute_by_desk(case: Case) -> bool:
    """Return whether the substitute is a contact point where persons can ask (通則編ガイドライン3-5-4-5 事例2)."""
    response = case.incident.person_response
    return bool(response and response.substitute and "問合せ窓口" in response.substitute.method)


def has_entrustor(case: Case) -> bool:
    """Return whether the data was entrusted to the business by another."""
    return any(party.role == "委託元" for party in case.incident.clients)


def entrustment_exists(case: Case) -> bool:
    """Return whether the data was entrusted by or to anybody."""
    roles = {"委託元", "委託先", "再委託先", "再々委託先"}
    return any(party.role in roles for party in case.incident.party)


def entrustment_told(case: Case) -> bool:
    """Return whether persons should read of an entrustment: data of an entrustor, or a processor's own failure.

    That others too handle the business's data says nothing of this incident, and would read as an excuse.
    """
    cause = case.incident.cause
    fault = cause is not None and known(cause.actor) == "委託先"
    return has_entrustor(case) or (fault and entrustment_exists(case))


def my_number(case: Case) -> bool:
    """Return whether 個人番号 is, or may be, among the data (番号法29条の4)."""
    return any(has_my_number(group) for group in case.part.group)


def client_owes_report(case: Case) -> bool:
    """Return whether the client itself owes a report, or may (通則編ガイドライン3-5-3-5)."""
    return case.any_client(lambda one: one.client_applicability.reportable)


def entrustee_notice(case: Case) -> bool:
    """Return whether the client letter is the notice of 法26条1項ただし書.

    Only where the event is reportable for us and the client is an entrustor that itself owes a report
    (通則編ガイドライン3-5-3-5: 報告義務を負っている委託元に対し).
    """
    return case.any_client(_is_entrustee_notice)


def _is_entrustee_notice(case: Case) -> bool:
    ours, its = case.applicability, case.client_applicability
    return _role(case) == "委託元" and ours.reportable and its.reportable


def contract_notice(case: Case) -> bool:
    """Return whether the client letter rests on the contract alone."""
    return case.any_client(lambda one: _role(one) != "派遣先" and not _is_entrustee_notice(one))


def dispatch_report(case: Case) -> bool:
    """Return whether the client letter is that of a dispatching agency to the host of its worker."""
    return case.any_client(lambda one: _role(one) == "派遣先")


def _role(case: Case) -> str:
    return case.incident.party_named(case.client or "").role


def compensation_given(case: Case) -> bool:
    """Return whether something is offered to the persons."""
    return case.incident.compensation is not None


def employee_subject(case: Case) -> bool:
    """Return whether the memo is about somebody whom the business employs, and so can discipline (労働契約法15条)."""
    discipline = case.incident.discipline
    return discipline is not None and discipline.relation in ("自社雇用", "自社雇用（派遣労働者）")


def no_subject(case: Case) -> bool:
    """Return whether there is nobody whom the business could discipline: 対象者なし, retired, or another's worker."""
    relations = ("対象者なし", "退職済み", "委託先の従業者", "派遣受入れ")
    return case.incident.discipline is not None and case.incident.discipline.relation in relations


def has_subject(case: Case) -> bool:
    """Return whether there is somebody whom the memo can be about."""
    return case.incident.discipline is not None and not no_subject(case)


def retired(case: Case) -> bool:
    """Return whether the person has left, so that no discipline is possible any more."""
    return case.incident.discipline is not None and case.incident.discipline.relation == "退職済み"


def investigation_stage(case: Case) -> bool:
    """Return whether the memo is one of the investigation."""
    return case.stage_of("disciplinary_memo") == "調査"


def decision_stage(case: Case) -> bool:
    """Return whether the memo decides on an employee's discipline."""
    return employee_subject(case) and case.stage_of("disciplinary_memo") == "決定"


def measure_decided(case: Case) -> bool:
    """Return whether a formal measure was decided on: 処分なし and a mere 注意 are none (労働契約法15条)."""
    return decision_stage(case) and _sanction(case) not in ("処分なし", "注意")


def procedure_required(case: Case) -> bool:
    """Return whether a procedure is laid down, or nobody has said that there is none."""
    discipline = case.incident.discipline
    return employee_subject(case) and discipline is not None and discipline.procedure_required is not False


def pay_cut(case: Case) -> bool:
    """Return whether the measure is a cut in pay (労働基準法91条)."""
    return _sanction(case) == "減給"


def dismissal(case: Case) -> bool:
    """Return whether the measure ends the employment (労働基準法20条、労働契約法16条)."""
    return _sanction(case) in ("懲戒解雇", "諭旨解雇")


def _sanction(case: Case) -> str | None:
    discipline = case.incident.discipline
    return known(discipline.sanction) if discipline is not None else None


_ALL = (
    always,
    preliminary,
    final,
    combined,
    followup,
    since_given,
    joint,
    reportable,
    stop_use_right,
    not_reportable,
    undecided,
    anything_unknown,
    final_with_unknown,
    damage_exists,
    damage_possible,
    unreachable_exists,
    substitute_due,
    substitute_by_desk,
    has_entrustor,
    entrustment_exists,
    entrustment_told,
    opponent_has_counsel,
    posting_deleted,
    platform_act_in_force,
    my_number,
    response_told,
    client_owes_report,
    entrustee_notice,
    contract_notice,
    dispatch_report,
    compensation_given,
    employee_subject,
    no_subject,
    has_subject,
    retired,
    investigation_stage,
    decision_stage,
    measure_decided,
    procedure_required,
    pay_cut,
    dismissal,
)

CONDITIONS: Final[Mapping[str, Callable[[Case], bool]]] = MappingProxyType(
    {condition.__name__: condition for condition in _ALL}
)
"""Every condition by its name."""
