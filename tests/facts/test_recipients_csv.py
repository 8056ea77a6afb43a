from __future__ import annotations

import pytest

from noticegen.facts.recipients_csv import csv_cell_safe


@pytest.mark.parametrize(
    "text", ["=1+1", "+81", "-1", "@SUM(A1)", "＝1", "\tx", " =1", "\u3000＋1", "\r=1", "\ufeff=1"]
)
def test_what_excel_would_run_gets_an_apostrophe(text: str):
    assert csv_cell_safe(text) == "'" + text


@pytest.mark.parametrize("text", ["", "架空 花子", "A-1", "1=1", "ー", "letters/0001.docx"])
def test_everything_else_is_unchanged(text: str):
    assert csv_cell_safe(text) == text
