from __future__ import annotations

from datetime import date, timedelta

from noticegen.law.changes import changes, overdue_changes, stale_requirements
from noticegen.law.requirements import document_kinds, requirements
from noticegen.law.sources import source_of


def test_every_change_names_its_source_and_the_documents_it_touches() -> None:
    for change in changes():
        assert set(change.affects) <= set(document_kinds())
        assert all(source_of(citation).title for citation in change.sources)
        assert change.detail


def test_a_change_is_overdue_from_the_day_it_is_in_force() -> None:
    assert overdue_changes(date(2026, 11, 30)) == ()
    assert [change.id for change in overdue_changes(date(2026, 12, 1))] == ["whistleblower_2026"]
    assert overdue_changes(date(2026, 12, 1), "ppc_report") == ()
    assert [change.id for change in overdue_changes(date(2027, 1, 17), "ppc_report")] == ["appi_2026_part"]


def test_entries_grow_stale() -> None:
    checked = date(2026, 11, 22)
    assert stale_requirements(checked + timedelta(days=180)) == ()
    later = checked + timedelta(days=181)
    assert stale_requirements(later) == requirements(on=later)
