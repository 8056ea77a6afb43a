from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from noticegen.documents.law_report import law_report
from noticegen.findings import TemplateError
from noticegen.law.changes import changes
from noticegen.law.condition_titles import condition_title
from noticegen.law.conditions import CONDITIONS
from tests.documents.test_kinds import GOOD, own

if TYPE_CHECKING:
    from pathlib import Path

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


def test_a_kind_of_a_firm_has_the_law_of_what_it_is_based_on(tmp_path: Path) -> None:
    firm = own(tmp_path, toml=f'based_on = "ppc_report"\n{GOOD.replace("社内", "委員会")}')
    report = law_report("house_report", on=DAY, templates=firm)
    assert report == law_report("ppc_report", on=DAY)
    assert (report.on, bool(report.requirements)) == (DAY, True)


def test_of_all_kinds_all_coming_changes_are_told() -> None:
    assert law_report(on=DAY).changes == changes()
    assert changes()
