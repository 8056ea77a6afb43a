"""Do the facts of a disciplinary memo contradict each other, or the limits that labour law sets to discipline?

What is merely missing is said by the requirements; here are the cross-checks that look at several facts at once.
Their words and sources are data (``discipline.toml``). No finding repeats a name, a wage or any other text about
the employee: the path says where to look.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final, cast

from noticegen.facts.values import Moment, Unknown, known
from noticegen.findings import Finding, Severity, Where
from noticegen.japanese.dates import date_text
from noticegen.law.data import rows
from noticegen.law.expressions import expression_findings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from noticegen.facts.discipline import Discipline, PayCut, RuleClause
    from noticegen.facts.incident import Incident

NOT_EMPLOYED: Final = frozenset({"対象者なし", "退職済み", "委託先の従業者"})
NO_MEASURE: Final = frozenset({None, "処分なし"})
INFORMAL: Final = NO_MEASURE | {"注意"}
"""An admonition is not discipline: it needs no clause of the work rules."""
DISMISSALS: Final = frozenset({"諭旨解雇", "懲戒解雇"})
LIKE: Final = 0.6
"""From which likeness words in brackets are a quotation: 「以下「本号」という」 is none."""
_NUMERAL: Final = "0-9０-９〇一二三四五六七八九十百千"
_LEFT_EDGE: Final = rf"(?:(?=第)|(?<![{_NUMERAL}])(?<![条項号]の))"
"""Where the number of a clause begins: the 3号 in 第13号 is another, and so is the 2 in 第4条の2."""
HASTE: Final = timedelta(days=3)
NOTICE: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class PayCutLimits:
    """The two limits of 労働基準法91条 in whole yen, rounded down, and whether the cut keeps within each."""

    per_act_limit: int
    total_limit: int
    within_per_act: bool
    within_total: bool

    @property
    def within(self) -> bool:
        """Whether the cut keeps within both limits."""
        return self.within_per_act and self.within_total


def pay_cut_limits(figures: PayCut) -> PayCutLimits:
    """Return half a day's average wage for one act, and a tenth of the period's pay for all cuts in it.

    労働基準法91条: 一回の額が平均賃金の一日分の半額を超え、総額が一賃金支払期における賃金の総額の十分の一を超えてはならない。
    A cut that reaches a limit exactly is allowed. Whole numbers throughout, so nothing is lost to rounding.
    """
    return PayCutLimits(
        per_act_limit=figures.average_daily // 2,
        total_limit=figures.period_total // 10,
        within_per_act=figures.per_act * 2 <= figures.average_daily,
        within_total=figures.total * 10 <= figures.period_total,
    )


def discipline_findings(incident: Incident, on: date) -> tuple[Finding, ...]:
    """Return what in [discipline] cannot stand together, or cannot stand in law, as of the day.

    Nothing when the incident has no [discipline]. The codes C401 to C419 and C424 to C426 are cross-checks, C420 to
    C423 words that no memo may use.
    """
    discipline = incident.discipline
    if discipline is None:
        return ()
    checks = _Checks(incident, discipline, on)
    return (*checks.findings(), *expression_findings(discipline, on))


@dataclass(frozen=True, slots=True)
class _Act:
    """When an act began and ended, where that is known."""

    first: date | None
    last: date | None


class _Checks:
    """The cross-checks of one memo."""

    def __init__(self, incident: Incident, discipline: Discipline, on: date) -> None:
        self._incident = incident
        self._discipline = discipline
        self._on = on
        self._texts = {entry["code"]: entry for entry in rows("discipline", "check", on)}
        self._sanction = known(discipline.sanction)
        self._decided = known(discipline.decided_on)
        self._effective = known(discipline.effective_on)

    def findings(self) -> Iterator[Finding]:
        """Yield every finding, in the order of the memo."""
        yield from self._employer()
        yield from self._stage()
        yield from self._hearing()
        yield from self._rules()
        yield from self._pay_cut()
        yield from self._dismissal()
        yield from self._timing()
        yield from self._evidence()

    @property
    def _is_decided(self) -> bool:
        """Whether a formal measure was decided on."""
        return self._discipline.stage == "決定" and self._sanction not in INFORMAL

    def _employer(self) -> Iterator[Finding]:
        """Only the employer may discipline (労働契約法15条)."""
        relation = self._discipline.relation
        if relation == "派遣受入れ":
            severity = (
                "warning" if self._sanction in NO_MEASURE else None
            )  # that nobody is disciplined is an outcome
            yield from self._say("C401", "relation", severity)
        if self._incident.business.kind == "行政機関等" and relation == "自社雇用":
            yield from self._say("C426", "relation")
        if self._sanction in NO_MEASURE:
            return
        if relation in NOT_EMPLOYED:
            yield from self._say("C402", "sanction", relation=relation, sanction=self._sanction)
        if relation == "役員":
            yield from self._say("C403", "sanction", sanction=self._sanction)

    def _stage(self) -> Iterator[Finding]:
        """A decision that was taken is held to what a decision needs."""
        if self._discipline.stage == "調査" and self._decided is not None and self._decided <= self._on:
            yield from self._say("C404", "stage", decided=self._decided)

    def _hearing(self) -> Iterator[Finding]:
        """The chance to explain comes before the decision."""
        hearing = self._discipline.hearing
        if hearing is None:
            return
        heard = known(hearing.on)
        if heard is not None and self._decided is not None and heard > self._decided:
            yield from self._say("C405", "hearing.on", heard=heard, decided=self._decided)
        if self._is_decided and not hearing.held and not hearing.notice:
            yield from self._say("C406", "hearing.held")

    def _rules(self) -> Iterator[Finding]:
        """Grounds and kinds of discipline stand in the work rules before the act (労働基準法89条9号)."""
        acts = self._acts()
        for index, rule in enumerate(self._discipline.rule):
            if acts and rule.kind in ("懲戒事由", "懲戒の種別"):
                yield from self._retroactive(index, rule, acts)
        kinds = {rule.kind for rule in self._discipline.rule}
        for kind in ("懲戒事由", "懲戒の種別"):
            if self._is_decided and kinds and kind not in kinds:
                yield from self._say("C409", "rule", kind=kind)
        for name in ("reasoning", "sanction_detail", "outcome"):
            text = known(getattr(self._discipline, name))
            if isinstance(text, str) and any(_is_misquoted(rule, text) for rule in self._discipline.rule):
                yield from self._say("C425", name)

    def _acts(self) -> tuple[_Act, ...]:
        """Return the acts that the memo finds, or the incident itself where it finds none yet."""
        moments = [known(finding.when) for finding in self._discipline.finding]
        moments = moments or [known(self._incident.incident.occurred)]
        acts = (_Act(moment.first_day, moment.last_day) for moment in moments if isinstance(moment, Moment))
        return tuple(act for act in acts if act.first is not None or act.last is not None)

    def _retroactive(self, index: int, rule: RuleClause, acts: tuple[_Act, ...]) -> Iterator[Finding]:
        since, path = rule.effective_on, f"rule[{index}].effective_on"
        ended_before = [act.last is not None and act.last < since for act in acts]
        began_before = [act.first is not None and act.first < since for act in acts]
        if all(ended_before):
            yield from self._say("C407", path, effective=since)
        elif any(ended_before) or any(began_before):
            yield from self._say("C408", path, effective=since)

    def _pay_cut(self) -> Iterator[Finding]:
        """A cut in pay has two limits (労働基準法91条)."""
        figures = self._discipline.pay_cut
        if figures is None:
            return
        limits = pay_cut_limits(figures)
        if not limits.within_per_act:
            yield from self._say("C410", "pay_cut.per_act")
        if not limits.within_total:
            yield from self._say("C411", "pay_cut.total")
        if figures.total < figures.per_act:
            yield from self._say("C412", "pay_cut.total")

    def _dismissal(self) -> Iterator[Finding]:
        """A dismissal for cause, too, needs notice, pay in its place, or approval (労働基準法20条)."""
        dismissal = self._discipline.dismissal
        if self._sanction not in DISMISSALS:
            return
        if dismissal is None or isinstance(dismissal.notice, Unknown):
            severity = "warning" if self._discipline.stage == "調査" else None  # a plan may still change
            yield from self._say("C413", "dismissal.notice", severity, sanction=self._sanction)
            return
        given, ends = known(dismissal.on), self._effective
        if dismissal.notice == "30日前の予告" and given is not None and ends is not None:
            between = ends - given
            if between < NOTICE:
                yield from self._say("C414", "dismissal.on", given=given, ends=ends, days=between.days)

    def _timing(self) -> Iterator[Finding]:
        if self._decided is not None and self._effective is not None and self._effective < self._decided:
            yield from self._say("C415", "effective_on", effective=self._effective, decided=self._decided)
        # The day of knowledge is the first of the three.
        hasty = self._decided is not None and self._decided - self._incident.incident.known_on < HASTE
        if hasty and self._sanction not in INFORMAL:
            yield from self._say("C416", "decided_on")
        checked = self._discipline.whistleblower
        if self._discipline.investigation is not None and (checked is None or isinstance(checked, Unknown)):
            yield from self._say("C417", "whistleblower")
        again = self._discipline.whistleblower_at_decision
        if self._is_decided and (again is None or isinstance(again, Unknown)):
            yield from self._say("C424", "whistleblower_at_decision")

    def _evidence(self) -> Iterator[Finding]:
        """Facts are found on evidence that the memo lists."""
        numbers = {evidence.number for evidence in self._discipline.evidence}
        for index, finding in enumerate(self._discipline.finding):
            path = f"finding[{index}].evidence"
            missing = [number for number in finding.evidence if number not in numbers]
            if missing:
                yield from self._say("C418", path, numbers="、".join(missing))
            elif self._discipline.stage == "決定" and not finding.contested and not finding.evidence:
                yield from self._say("C419", path)

    def _say(self, code: str, path: str, severity: str | None = None, **values: object) -> Iterator[Finding]:
        """Yield the finding of this code, where the law of the day knows it; ``severity`` in place of the table's."""
        text = self._texts.get(code)
        if text is None:
            return
        values = {key: _written(value) for key, value in values.items()}
        yield Finding(
            cast("Severity", severity or text["severity"]),
            code,
            text["message"].format(**values),
            text["hint"].format(**values),
            document="disciplinary_memo",
            section=text["section"],
            where=Where(path=f"discipline.{path}"),
            sources=tuple(text["sources"]),
        )


def _is_misquoted(rule: RuleClause, text: str) -> bool:
    """Return whether the words in brackets after the clause's number are like its text, but not in it."""
    clause = _plain(rule.text or "")
    quoted = re.findall(rf"{_LEFT_EDGE}{re.escape(rule.clause)}[（(「]([^（()）「」]+)[）)」]", text)
    return any(
        not all(part in clause for part in _plain(words).split("…"))
        and SequenceMatcher(None, _plain(words), clause, autojunk=False).ratio() > LIKE
        for words in quoted
    )


def _plain(text: str) -> str:
    return re.sub(r"[\s。]", "", text)


def _written(value: object) -> object:
    return date_text(value) if isinstance(value, date) else value
