"""Which telephone numbers, postal codes and mail addresses of the sender are told to be wrong, and which are let be?"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from noticegen.law.case import Case
from noticegen.law.plausibility import plausibility_findings

if TYPE_CHECKING:
    from collections.abc import Callable

    from noticegen.facts.incident import Incident

ON = date(2026, 11, 10)


def told(incident: Incident) -> dict[str | None, str]:
    found = [each for each in plausibility_findings(Case(incident, ON)) if each.code == "C146"]
    assert all(each.severity == "warning" for each in found)
    return {each.where.path: each.message for each in found}


@pytest.mark.parametrize(
    ("key", "written", "wrong"),
    [
        ("phone", "03-0000-0000", None),
        ("phone", "0120-000-000", None),
        ("phone", "0120（000）000", "全角"),
        ("phone", "0120(000)000", None),
        ("phone", "０３-0000-0000", "全角"),
        ("phone", "03‐0000‐0000", "全角"),
        ("phone", "03ー0000ー0000", "全角"),
        ("phone", "3-0000-0000", "0で始まりません"),
        ("phone", "03-0000-000", "9けた"),
        ("phone", "03-0000-00000000", "14けた"),
        ("phone", "03-0000-OOOO", "数字でない文字"),
        ("phone", "お調べください", "数字がありません"),
        ("phone", "（代表）", "数字がありません"),
        ("phone", "03-0000-0000（代表）", None),
        ("phone", "03-0000-0000 内線 123", None),
        ("phone", "03-0000-0000、06-0000-0000", None),
        ("phone", "03-0000-0000、06-0000-000", "9けた"),
        ("phone", "+81-3-0000-0000", None),
        ("phone", "#7119", None),
        ("phone", "188", None),
        ("phone", "〓03-0000〓", None),
        ("email", "madoguchi@example.jp", None),
        ("email", "a.b+c@sub.example.jp", None),
        ("email", "madoguchi＠example.jp", "全角"),
        ("email", "madoguchi.example.jp", "形ではありません"),
        ("email", "madoguchi@example", "形ではありません"),
        ("email", "a@b@example.jp", "形ではありません"),
        ("email", "窓口@example.jp", "形ではありません"),
        ("postal_code", "100-0000", None),
        ("postal_code", "1000000", None),
        ("postal_code", "〒100-0000", None),
        ("postal_code", "１００-0000", "全角"),
        ("postal_code", "60-0001", "7けた"),
        ("postal_code", "SW1A 1AA", None),
    ],
)
def test_what_of_the_sender_cannot_be_dialled_or_typed_is_told(
    make: Callable[..., Incident], key: str, written: str, wrong: str | None
) -> None:
    found = told(make(business={"name": "株式会社架空商事", key: written}))
    assert list(found) == ([f"business.{key}"] if wrong else [])
    assert wrong is None or wrong in found[f"business.{key}"]
    assert written not in "".join(found.values())


def test_every_desk_and_the_clerk_are_looked_at(make: Callable[..., Incident]) -> None:
    desks: list[dict[str, Any]] = [
        {"label": "窓口", "phone": "03-0000-0000", "fax": "03-0000"},
        {"label": "窓口", "email": "＠"},
    ]
    clerk = {"name": "例示 良子", "phone": "３"}
    found = told(make(business={"name": "株式会社架空商事", "clerk": clerk}, contact=desks))
    assert list(found) == ["contact[0].fax", "contact[1].email", "business.clerk.phone"]
