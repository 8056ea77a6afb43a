from __future__ import annotations

from datetime import date

import pytest

from noticegen.documents.law_report import law_report
from noticegen.findings import TemplateError
from noticegen.law.condition_titles import condition_title
from noticegen.law.conditions import CONDITIONS

DAY = date(2026, 11, 22)


def test_a_kind_has_its_own_requirements_and_the_coming_changes_that_concern_it() -> None:
    report = law_report("disciplinary_memo", on=DAY)
    assert {entry.document for entry in report.requirements} == {"disciplinary_memo"}
    assert all("disciplinary_memo" in change.affects for change in report.changes)


def test_stale_leaves_only_what_nobody_checked_for_so_many_days() -> None:
    everything = law_report(on=date(2028, 1, 1))
    oldest = max((date(2028, 1, 1) - entry.checked_on).days for entry in everything.requirements)
    assert law_report(on=date(2028, 1, 1), stale=oldest).requirements == ()
    assert law_report(on=date(2028, 1, 1), stale=1).requirements == everything.requirements


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(TemplateError):
        law_report("ppc_reprot", on=DAY)


@pytest.mark.parametrize("name", CONDITIONS)
def test_every_condition_has_a_japanese_name(name: str) -> None:
    assert not condition_title(name).isascii()
