from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from noticegen.documents.check import check
from noticegen.documents.kinds import kinds
from tests.documents.own_facts import own_facts
from tests.documents.show import FIRST_DAY, STYLES, documents, facts_of, show, sources

if TYPE_CHECKING:
    from pathlib import Path


def test_the_show_has_every_kind_in_both_styles_of_the_examples_and_of_five_incidents() -> None:
    names = [name for name, _ in documents()]
    assert len(names) == len(set(names))
    places = {name.rpartition("/")[0] for name in names}
    assert len({place.split("/")[0] for place in places if "/" in place}) == 4
    assert len([place for place in places if place[0].isdigit()]) == 5
    shown = {(document.split("-")[0], document.rpartition("-")[2]) for _, _, document in map(_parts, names)}
    assert shown == {(kind, style) for kind in kinds() for style in STYLES}
    assert "web_intrusion/final/ppc_report-since-legal" in names


@pytest.mark.parametrize("source", sources())
def test_the_facts_of_its_own_that_a_kind_has_go_with_the_incident(source: str) -> None:
    incident = facts_of(source, "company")
    named = [name for name in incident.document if own_facts(source).get(name)]
    found = check(incident, *named, on=max(incident.letter.date, FIRST_DAY)) if named else ()
    wrong = [each for each in found if each.code.startswith("K10") or each.code in {"C144", "C145"}]
    assert [(each.code, each.where.path) for each in wrong] == []
    assert "hold_notice" in named


def test_who_leaves_the_persons_to_another_writes_them_no_mail() -> None:
    names = [name for name, _ in documents()]
    assert not [name for name in names if name.startswith("dispatched_worker/incident/email_notice")]
    assert [name for name in names if name.startswith("dispatched_worker/client/email_notice")]


@pytest.mark.external
def test_one_document_of_the_show_has_its_pages_and_stands_in_the_index(tmp_path: Path) -> None:
    name = "dispatched_worker/client/ppc_report-company"
    pages = show(tmp_path, name)
    assert list(pages) == [name]
    assert len(list((tmp_path / "dispatched_worker/client").glob("*.png"))) == pages[name] > 3
    index = (tmp_path / "index.html").read_text("utf-8")
    assert f"ppc_report-company（{pages[name]}ページ）" in index
    assert f'src="{name}-1.png"' in index
    assert "【新規・続報の別】" in index


def _parts(name: str) -> tuple[str, str, str]:
    return name.rpartition("/")
