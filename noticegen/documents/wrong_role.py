"""Is a document that somebody asked for by name the right one for the part that the business has in this incident?

Warnings alone: an unusual document may be wanted, and is made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from noticegen.facts.values import known
from noticegen.findings import Finding, Where
from noticegen.law.conditions import CONDITIONS, Case
from noticegen.law.gates import gates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from noticegen.documents.kinds import Kind

WRONG_ROLE: Final = "K201"
_OF_THE_CONTROLLER: Final = frozenset({"委員会", "本人", "公表"})
_OWED: Final = frozenset({"委員会", "本人"})


def role_findings(kind: Kind, case: Case) -> Iterator[Finding]:
    """Yield why another kind of document would be the right one, and which."""
    if kind.audience in _OF_THE_CONTROLLER:
        of_the_host = tuple(_of_the_host(kind, case))
        yield from of_the_host
        if of_the_host and of_the_host[0].where.path is None:
            return  # whatever else is odd is the host's to know
    if kind.audience in _OWED:
        yield from _of_the_entrustor(kind, case)
    if kind.law == "ppc_report":
        yield from _not_reportable(kind, case)
    if kind.audience == "公表":
        yield from _not_published(kind, case)
        yield from _of_several_clients(kind, case)


def _of_the_host(kind: Kind, case: Case) -> Iterator[Finding]:
    """Whose data were handled by the host of a dispatched worker alone: the duty is the host's (解釈)."""
    of_hosts = {
        name
        for gate in gates(case.incident)
        if gate.id == "dispatched" and gate.outcome == "対象外"
        for name in gate.groups
    }
    concerned = [index for index, group in enumerate(case.incident.group) if group.id in of_hosts]
    if not concerned:
        return
    is_all = len(concerned) == len(case.incident.group)
    said = "この事案のデータは" if is_all else f"グループ「{case.incident.group[concerned[0]].id}」のデータは"
    yield _warning(
        kind,
        None if is_all else f"group[{concerned[0]}].client",
        f"{said}派遣先が取り扱うもので、報告、本人への通知及び公表を行うのは派遣先です(解釈)。",
        "派遣元として作るのは、派遣先への報告(--document client_letter)です。"
        if is_all
        else "派遣先の分を除いた事実で作り、派遣先には client_letter で報告してください。",
        "通則編ガイドライン3-5-3-2",
        "通則編ガイドライン3-4-3",
    )


def _of_the_entrustor(kind: Kind, case: Case) -> Iterator[Finding]:
    """All data are those of entrustors who owe a report: notice to them takes the place of ours (法26条1項ただし書)."""
    entrustors = {party.id for party in case.incident.clients if party.role == "委託元"}
    if case.incident.report.joint_with or not entrustors:
        return
    clients = {group.client for group in case.incident.group if group.role == "本人"}
    if clients == {None} and len(case.incident.clients) == 1:
        clients = set(entrustors)
    if clients <= entrustors and all(
        CONDITIONS["entrustee_notice"](Case(case.incident, case.on, client)) for client in clients
    ):
        what = "報告" if kind.audience == "委員会" else "本人への通知"
        yield _warning(
            kind,
            None,
            f"報告義務を負う委託元に法26条1項ただし書の通知をすれば、自社は{what}の義務を負いません。",
            f"その通知は --document client_letter で作ります。{what}を委託元に代わって、又は連名でするときは、"
            "このまま使えます。",
            "法26条1項ただし書",
            "法26条2項括弧書",
            "通則編ガイドライン3-5-3-5",
        )


def _not_reportable(kind: Kind, case: Case) -> Iterator[Finding]:
    is_due = CONDITIONS["reportable"](case)
    if is_due or case.incident.report.voluntary or case.incident.business.kind == "行政機関等":
        return
    yield _warning(
        kind,
        "report.voluntary",
        "報告対象事態に当たらないため、この報告は義務ではありません。",
        "報告を要しないとする判断は --document assessment_memo で記録します。任意に報告するなら、"
        "[report] に voluntary = true と書いてください。",
        "規則7条",
        "通則編ガイドライン3-5-3-1",
    )


def _not_published(kind: Kind, case: Case) -> Iterator[Finding]:
    published = case.incident.publication
    if published is None or known(published.status) != "予定なし":
        return
    yield _warning(
        kind,
        "publication.status",
        "公表の予定がないとされているのに、公表文を作っています。",
        "公表するなら status を直してください。公表しないなら、本人には --document victim_apology(又は "
        "email_notice)で知らせます。公表は、本人への通知に代わる措置とするときを除き、義務ではありません。",
        "法26条2項ただし書",
        "通則編ガイドライン3-5-2",
    )


def _of_several_clients(kind: Kind, case: Case) -> Iterator[Finding]:
    """One notice to the public tells of every client's persons, though without the clients' names."""
    clients = {group.client for group in case.part.group if group.role == "本人"} - {None}
    if len(clients) > 1:
        yield _warning(
            kind,
            "group",
            f"{len(clients)}社の取引先の分を、一つの公表文に書いています。",
            "各取引先に、公表すること及びその内容の了承を得てください。人数は取引先ごとの人数の合計で、"
            "同じ方の重複を除いていません([affected] に count を書けば、その数を書きます)。",
            "通則編ガイドライン3-5-2",
        )


def _warning(kind: Kind, path: str | None, message: str, hint: str, *sources: str) -> Finding:
    return Finding(
        "warning", WRONG_ROLE, message, hint, document=kind.id, where=Where(path=path), sources=sources
    )
