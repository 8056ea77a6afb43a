"""What of a duty to report is ours beside a letter to a client, and what of a joint report is another client's?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from noticegen.facts.totals import client_groups
from noticegen.findings import Finding, Where
from noticegen.law.assessment import propose
from noticegen.law.conditions import CONDITIONS, Case
from noticegen.law.slices import with_groups

if TYPE_CHECKING:
    from collections.abc import Iterator

    from noticegen.documents.kinds import Kind
    from noticegen.facts.incident import Incident

REMAINS_DUE: Final = "K202"
OF_OTHERS: Final = "K203"


def own_duty_findings(kind: Kind, case: Case) -> Iterator[Finding]:
    """Yield a note where the letter is no notice of 法26条1項ただし書, although the event is to be reported.

    Only an entrustor that itself owes a report can take the duty over (通則編ガイドライン3-5-3-5). Where nothing but the
    data of such entrustors makes the event reportable, their notices leave nothing due.
    """
    if kind.law != "client_letter" or case.client is None or not case.applicability.reportable:
        return
    index, client = next(
        (index, party) for index, party in enumerate(case.incident.party) if party.id == case.client
    )
    if client.role != "委託元" or CONDITIONS["entrustee_notice"](case) or not _remains(case):
        return
    yield Finding(
        "note",
        REMAINS_DUE,
        f"「{client.id}」への書面は、法26条1項ただし書の通知に当たりません。自社の報告と本人への通知の義務は残ります。",
        "自社の報告(ppc_report)と本人への通知(victim_apology)を作ってください(ほかの委託元への通知で免れる分を除く)。",
        document=kind.id,
        where=Where(path=f"party[{index}].owes_report"),
        sources=("法26条1項ただし書", "法26条2項", "通則編ガイドライン3-5-3-5"),
    )


def joint_findings(kind: Kind, case: Case) -> Iterator[Finding]:
    """Yield a warning where one client signs a report that tells of another's data (連名、通則編ガイドライン3-5-3-2)."""
    incident = case.incident
    partners = [party.id for party in incident.clients if party.id in incident.report.joint_with]
    others = [
        party.id
        for party in incident.clients
        if party.id not in partners and any(group.client == party.id for group in incident.group)
    ]
    if kind.law == "ppc_report" and partners and others:
        yield Finding(
            "warning",
            OF_OTHERS,
            f"連名の報告者(「{'」「'.join(partners)}」)に、ほかの取引先(「{'」「'.join(others)}」)の名称や本人の数が伝わります。",
            "連名の報告は、その取引先の分だけを書いた事実で作ってください(ほかの取引先の party と、その client の"
            " group、timeline などを除きます)。",
            document=kind.id,
            where=Where(path="report.joint_with"),
            sources=("通則編ガイドライン3-5-3-2",),
        )


def _remains(case: Case) -> bool:
    """Return whether an item of 規則7条 still applies to us beside the data of entrustors who take the duty over.

    Item 4 counts everybody of whom we handle data. Another item falls away where the facts find it in the data of those
    entrustors, and not in the rest.
    """
    incident = case.incident
    exempt = {
        group
        for client in incident.clients
        if CONDITIONS["entrustee_notice"](Case(incident, case.on, client.id))
        for group in client_groups(incident, client.id)
    }
    rest = [group for group in incident.group if group not in exempt]
    if not exempt or not any(group.role == "本人" for group in rest):
        return not exempt
    theirs, ours = (_found(with_groups(incident, each), case) for each in (list(exempt), rest))
    return any(
        number == _NUMBER or number in ours or number not in theirs for number in case.applicability.items
    )


def _found(part: Incident, case: Case) -> tuple[int, ...]:
    return propose(part, on=case.on).numbers("該当", "判断不能")


_NUMBER: Final = 4
