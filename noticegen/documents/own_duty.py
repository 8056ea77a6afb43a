"""Does a letter to a client leave the business's own report and notice to the persons due?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from noticegen.findings import Finding, Where
from noticegen.law.conditions import CONDITIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from noticegen.documents.kinds import Kind
    from noticegen.law.conditions import Case

REMAINS_DUE: Final = "K202"


def own_duty_findings(kind: Kind, case: Case) -> Iterator[Finding]:
    """Yield a note where the letter is no notice of 法26条1項ただし書, although the event is to be reported.

    Only an entrustor that itself owes a report can take the duty over (通則編ガイドライン3-5-3-5).
    """
    if kind.law != "client_letter" or case.client is None or not case.applicability.reportable:
        return
    index, client = next(
        (index, party) for index, party in enumerate(case.incident.party) if party.id == case.client
    )
    if client.role != "委託元" or CONDITIONS["entrustee_notice"](case):
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
