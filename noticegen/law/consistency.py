"""Do the facts that different documents print agree with one another? Warnings for a person to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from noticegen.facts.locate import path_text
from noticegen.facts.official_numbers import holds_individual_number, is_corporate_number
from noticegen.facts.totals import outer_groups
from noticegen.facts.values import Moment, known
from noticegen.facts.walk import walk
from noticegen.findings import Finding, Where
from noticegen.japanese.certainty import certainty
from noticegen.law.conditions import substitute_by_desk

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from noticegen.facts.event import Group
    from noticegen.japanese.certainty import Certainty
    from noticegen.law.case import Case

OLD_DAYS: Final = 14
"""Above this age, 「現在」 in a letter reads oddly."""


def consistency_findings(case: Case) -> tuple[Finding, ...]:
    """Return what would make one document contradict another, or its own date."""
    return (
        *_as_of(case),
        *_certainty(case),
        *_contested(case),
        *_desks(case),
        *_effect(case),
        *_official_numbers(case),
    )


def _warning(code: str, path: str, message: str, hint: str, *sources: str) -> Finding:
    return Finding("warning", code, message, hint, where=Where(path=path), sources=sources)


def _as_of(case: Case) -> Iterator[Finding]:
    damage = case.incident.secondary_damage
    if damage is None:
        return
    letter = case.incident.letter.date
    moment = known(damage.as_of)
    if damage.status is not None and damage.as_of is None:
        message = "二次被害の有無が、いつ現在のものか書かれていません。"
        hint = "確認した日を as_of = 2026-11-20 のように書いてください。"
        yield _warning("C112", "secondary_damage.as_of", message, hint)
    elif isinstance(moment, Moment) and moment.last_day is not None and moment.last_day > letter:
        message = f"二次被害の有無の基準日({moment.last_day})が、発信日({letter})より後です。"
        hint = "secondary_damage.as_of か letter.date を直してください。"
        yield _warning("C113", "secondary_damage.as_of", message, hint)
    elif (
        isinstance(moment, Moment)
        and moment.last_day is not None
        and (letter - moment.last_day).days > OLD_DAYS
    ):
        days = (letter - moment.last_day).days
        message = f"二次被害の有無の基準日({moment.last_day})が、発信日({letter})より{days}日前です。"
        yield _warning(
            "C114", "secondary_damage.as_of", message, "あらためて確認し、as_of を新しくしてください。"
        )


def _certainty(case: Case) -> Iterator[Finding]:
    """Compare 発生事案 with the certainty of the groups: 漏えい for some and おそれ for others are both ticked."""
    concerned = _leaks(outer_groups(case.incident))
    kinds = case.incident.incident.kinds
    if not concerned:
        return
    if "漏えい" in kinds and "漏えいのおそれ" not in kinds and not all(rung.confirmed for rung in concerned):
        message = "発生事案は「漏えい」だけですが、漏えいが確認されていないグループがあります。"
        hint = "kinds に「漏えいのおそれ」を加えるか、グループの certainty を確かめてください。"
        yield _warning("C115", "incident.kinds", message, hint, "様式第一3(1)")
    any_confirmed = any(rung.confirmed for rung in _leaks(case.incident.group))
    if "漏えいのおそれ" in kinds and "漏えい" not in kinds and any_confirmed:
        message = "発生事案は「漏えいのおそれ」だけですが、漏えいが確認されたグループがあります。"
        hint = "kinds に「漏えい」を加えるか、グループの certainty を確かめてください。"
        yield _warning("C115", "incident.kinds", message, hint, "様式第一3(1)")


def _leaks(groups: Sequence[Group]) -> list[Certainty]:
    """Return how sure the leak of each group is; of no group whose data was only lost, damaged or retrieved unread."""
    rungs = [certainty(group.certainty) for group in groups if isinstance(group.certainty, str)]
    return [rung for rung in rungs if rung.is_incident and rung.value not in {"滅失", "毀損"}]


def _contested(case: Case) -> Iterator[Finding]:
    """Warn where the course of events states as a fact what the employee contests."""
    discipline = case.incident.discipline
    if discipline is None:
        return
    contested = {str(finding.when) for finding in discipline.finding if finding.contested}
    for index, entry in enumerate(case.incident.timeline):
        if str(entry.when) in contested:
            message = (
                "懲戒で争いのある事実と同じ日時の出来事が、事実経過に争いのないものとして書かれています。"
            )
            hint = "争いのない範囲に書き改めるか、誰の説明によるかが分かる書き方にしてください。"
            yield _warning("C116", f"timeline[{index}].what", message, hint)


def _desks(case: Case) -> Iterator[Finding]:
    """A desk without means is no desk; where it is the substitute measure, the measure itself is missing."""
    for index, desk in enumerate(case.incident.contact):
        if any((desk.phone, desk.email, desk.fax, desk.url)):
            continue
        is_substitute = substitute_by_desk(case)
        yield Finding(
            "error" if is_substitute else "warning",
            "C117",
            "問合せ窓口に、電話番号も、メールアドレスも、FAX番号も、URL もありません。",
            'phone = "0120-000-000" のように、phone、email、fax、url のどれかを書いてください。',
            where=Where(path=f"contact[{index}]"),
            sources=("法26条2項ただし書", "通則編ガイドライン3-5-4-5")
            if is_substitute
            else ("通則編ガイドライン3-5-4-5",),
        )


def _effect(case: Case) -> Iterator[Finding]:
    """Yield a warning about a measure that takes effect before it arrives (民法97条1項); the memo records what was done."""
    discipline = case.incident.discipline
    if discipline is None:
        return
    effective, delivered = known(discipline.effective_on), known(discipline.delivered_on)
    if effective is not None and delivered is not None and effective < delivered:
        message = f"懲戒処分の効力発生日({effective})が、処分の通知が到達する日({delivered})より前です。"
        # Arrival may be deemed (受領の拒絶、公示送達): that day is then the day of delivery.
        hint = (
            "処分は、到達した時から効力を生じます。effective_on を、到達する日以後にしてください"
            "（受領の拒絶・公示送達により到達したとみる日があるときは、その日を delivered_on に書いてください）。"
        )
        yield _warning("C118", "discipline.effective_on", message, hint, "民法97条1項")


def _official_numbers(case: Case) -> Iterator[Finding]:
    """Look for a 法人番号 that cannot be one, and for what may be somebody's 個人番号."""
    number = case.incident.business.corporate_number
    if number is not None and not is_corporate_number(number):
        message = "法人番号の検査数字が合いません。"
        yield _warning(
            "C119",
            "business.corporate_number",
            message,
            "国税庁の法人番号公表サイトなどで確かめ、13桁の番号に直してください。",
        )
    for path, title, fact in walk(case.incident):
        if (
            isinstance(fact, str)
            and path != ("business", "corporate_number")
            and holds_individual_number(fact)
        ):
            message = f"「{title}」に、個人番号(マイナンバー)とみられる12桁の数字があります。"
            hint = "個人番号なら、このファイルから消してください。"
            yield _warning("C120", path_text(path), message, hint, "番号法19条")
