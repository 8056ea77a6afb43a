from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from noticegen.law.authorities import addressee, commission, possible_delegates
from noticegen.law.sources import source_of, sources

if TYPE_CHECKING:
    from collections.abc import Callable

    from noticegen.facts.incident import Incident


def test_the_commission_moved_on_2025_11_25() -> None:
    assert "霞が関" in commission(date(2025, 11, 24)).address
    assert "虎ノ門" in commission(date(2025, 11, 25)).address
    assert commission(date(2015, 12, 31)).name == "個人情報保護委員会"


def test_the_report_goes_to_the_commission_unless_a_delegate_is_named(make: Callable[..., Incident]) -> None:
    on = date(2026, 11, 22)
    assert addressee(make(), on) == "個人情報保護委員会"
    assert addressee(make(business={"delegated_to": "架空大臣"}), on) == "架空大臣"


def test_an_industry_that_may_be_delegated_is_pointed_out_as_unverified(
    make: Callable[..., Incident],
) -> None:
    on = date(2026, 11, 22)
    found = possible_delegates(make(business={"industry": "銀行業"}), on)
    assert [authority.id for authority in found] == ["finance"]
    assert all(authority.unverified for authority in found)
    assert possible_delegates(make(), on) == ()


def test_the_longest_name_of_a_text_wins() -> None:
    assert source_of("番号法規則2条").name == "番号法規則"
    assert source_of("番号法29条の4").name == "番号法"
    assert source_of("法26条1項ただし書").name == "法"


def test_an_unrecorded_text_is_an_error() -> None:
    with pytest.raises(KeyError):
        source_of("架空法1条")


def test_names_of_texts_are_unique() -> None:
    names = [source.name for source in sources()]
    assert len(names) == len(set(names))
