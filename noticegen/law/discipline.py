"""How far may pay be cut (労働基準法91条)?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from noticegen.facts.discipline import PayCut


@dataclass(frozen=True, slots=True)
class PayCutLimits:
    """The two limits of 労働基準法91条 in whole yen, rounded down, and whether the cut keeps within them."""

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
    """
    return PayCutLimits(
        per_act_limit=figures.average_daily // 2,
        total_limit=figures.period_total // 10,
        within_per_act=figures.per_act * 2 <= figures.average_daily,
        within_total=figures.total * 10 <= figures.period_total,
    )
