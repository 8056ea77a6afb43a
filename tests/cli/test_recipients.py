from __future__ import annotations

import json
from typing import TYPE_CHECKING

from .transcripts import run

if TYPE_CHECKING:
    from pathlib import Path


def found(*arguments: str) -> tuple[int, set[str]]:
    result = run(*arguments, "--json")
    return result.exit_code, {finding["code"] for finding in json.loads(result.stdout)["findings"]}


def test_a_check_of_the_facts_compares_the_list_too(sandbox: Path) -> None:
    assert sandbox.is_dir()
    assert found("check", "incident.toml", "--on", "2026-11-20") == (0, set())
    code, codes = found("check", "incident.toml", "--on", "2026-11-20", "--recipients", "messy.csv")
    assert (code, {"R401", "B102"} <= codes) == (1, True)
    assert found("check", "incident.toml", "--on", "2026-11-20", "--recipients", "nothing.csv") == (
        1,
        {"R001"},
    )


def test_what_is_printed_for_people_is_there_for_programs(sandbox: Path) -> None:
    assert sandbox.is_dir()
    result = run("recipients", "messy.csv", "incident.toml", "--json")
    survey = json.loads(result.stdout)
    assert (result.exit_code, survey["rows"], survey["letters"], survey["excluded"]) == (1, 13, 4, 9)
    assert survey["problems"][0]["row"] == 4
    assert survey["columns"]["氏名"] == "お名前"
    assert "太郎" not in result.output
    assert "架空区" not in result.output


def test_the_list_of_a_finished_batch_is_compared_letter_by_letter(sandbox: Path) -> None:
    assert sandbox.is_dir()
    assert run("batch", "incident.toml", "recipients.csv", "-o", "out", "--on", "2026-11-20").exit_code == 0
    assert found("check", "out", "--recipients", "recipients.csv") == (0, set())
    code, codes = found("check", "out", "--recipients", "messy.csv", "--map", "管理番号=会員番号")
    assert (code, "B310" in codes) == (1, True)
