from __future__ import annotations

from noticegen.documents.kinds import kinds
from noticegen.law.form import form_fields
from noticegen.law.requirements import requirements
from tests.law_parts import FILES, completeness, marked_files, unverified


def test_every_table_of_the_law_in_which_something_is_marked_is_listed() -> None:
    assert marked_files() == set(FILES)


def test_every_requirement_in_force_has_its_row_and_its_place() -> None:
    parts = completeness().split("<details>")[1:]
    for part, kind in zip(parts, kinds().values(), strict=True):
        rows = [line for line in part.splitlines() if line.startswith("| ")][1:]
        assert len(rows) == sum(each.in_force.until is None for each in requirements(kind.law))
        assert not [row for row in rows if row.endswith("|  |")]
    assert "| 概要 | 法令 | 法26条1項、規則8条1項1号、通則編ガイドライン3-5-3-3(1) |" in completeness()


def test_every_choice_of_the_form_that_nobody_compared_is_told_with_what_it_offers() -> None:
    told = unverified()
    for field in form_fields():
        row = f"| 報告フォームの選択肢 | {field.title} | {'／'.join(field.choices)}。"
        assert (row in told) == field.unverified
    assert "| 適用の前提 | クラウド事業者は取り扱うか | Q&A7-53 |" in told
