"""When is a posting gone, so that its deletion is no longer asked for but confirmed?"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from noticegen.law.conditions import CONDITIONS, Case

if TYPE_CHECKING:
    from collections.abc import Callable

    from noticegen.facts.incident import Incident

A = {"place": "掲示板", "takedown_done": date(2026, 10, 1)}
B = {"place": "別の掲示板", "takedown_done": date(2026, 10, 20)}
ONLINE = {"place": "検索サイト"}
LATER = {"place": "名簿業者", "takedown_done": date(2026, 11, 11)}


@pytest.mark.parametrize(
    ("exposures", "own", "is_deleted"),
    [
        ((), {}, False),
        ((A,), {}, True),
        ((A, B), {"seen_on": date(2026, 10, 1)}, True),
        ((A, B), {"seen_on": date(2026, 10, 10)}, False),
        ((B,), {"seen_on": date(2026, 10, 20)}, True),
        ((B,), {"seen_on": date(2026, 10, 21)}, False),
        ((A, ONLINE), {"seen_on": date(2026, 9, 30)}, False),
        ((A, {**ONLINE, "takedown_done": "確認中"}), {}, False),
        ((A, LATER), {}, False),
        ((A, ONLINE), {"seen_on": date(2026, 10, 10), "deleted_on": date(2026, 10, 12)}, True),
        ((), {"deleted_on": date(2026, 10, 12)}, True),
    ],
)
def test_a_posting_is_gone_when_it_is_gone_everywhere_and_was_not_seen_again(
    make: Callable[..., Incident],
    exposures: tuple[dict[str, Any], ...],
    own: dict[str, Any],
    is_deleted: bool,
) -> None:
    incident = make(exposure=exposures, document={"takedown_request": own})
    assert CONDITIONS["posting_deleted"](Case(incident, date(2026, 11, 22))) is is_deleted
