from __future__ import annotations

import json
from typing import TYPE_CHECKING

from .transcripts import run

if TYPE_CHECKING:
    from pathlib import Path

RESULTS = "番号,結果,日付\n1,返送,2026-12-20\n99,返送,2026-12-20\n"


def test_results_are_recorded_told_and_given_to_programs(sandbox: Path) -> None:
    assert run("batch", "incident.toml", "recipients.csv", "-o", "out", "--on", "2026-11-20").exit_code == 0
    assert "発送の記録なし 1通  0001" in run("sent", "out", "--on", "2026-12-28").stdout
    (sandbox / "results.csv").write_text(RESULTS, "utf-8")
    shown = run("sent", "out", "results.csv", "--on", "2026-12-28")
    assert shown.exit_code == 1
    assert "返戻のまま 1通  0001" in shown.stdout
    assert "(3行目)" in shown.stdout
    assert 'returned = { value = 1, unit = "通", as_of = 2026-12-28 }' in shown.stdout
    again = run("sent", "out", "--on", "2026-12-28", "--json")
    report = json.loads(again.stdout)
    assert (again.exit_code, report["recorded"], report["totals"]["first"]["returned"]) == (0, 0, 1)
    assert run("check", "out").exit_code == 0
