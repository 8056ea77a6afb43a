"""The whole comparison of an example's preliminary and final facts, as the screen shows it.

After a change of the example or its templates:
COLUMNS=80 noticegen diff examples/web_intrusion/{incident,final}.toml --on 2026-12-18 > tests/cli/files/diff.txt
"""

from __future__ import annotations

import json
from pathlib import Path

from .transcripts import run

EXAMPLE = Path(__file__).parents[2] / "examples" / "web_intrusion"
OLD, NEW = str(EXAMPLE / "incident.toml"), str(EXAMPLE / "final.toml")
GOLDEN = Path(__file__).parent / "files" / "diff.txt"


def test_the_screen_shows_what_changed_from_the_preliminary_to_the_final_report() -> None:
    result = run("diff", OLD, NEW, "--on", "2026-12-18")
    assert result.exit_code == 0
    assert result.output == GOLDEN.read_text("utf-8")


def test_json_has_the_same_changes() -> None:
    result = run("diff", OLD, NEW, "--on", "2026-12-18", "--document", "ppc_report", "--json")
    content = json.loads(result.stdout)
    changes = {each["path"]: each for each in content["changes"]}
    assert changes["group[0].certainty"]["kind"] == "確度の変更"
    assert changes["group[0].certainty"]["sections"] == [
        {"kind": "ppc_report", "section": "item2_items", "title": "個人データの項目"}
    ]
    assert set(changes["affected.count"]) == {"path", "title", "kind", "old", "new", "sections"}


def test_the_same_facts_have_nothing_to_show() -> None:
    result = run("diff", OLD, OLD)
    assert (result.exit_code, result.output) == (0, "事実に変わりはありません。\n")


def test_a_file_that_is_not_there_and_an_unknown_kind_are_told() -> None:
    assert run("diff", OLD, "none.toml").exit_code == 1
    result = run("diff", OLD, NEW, "--document", "ppc_reprot")
    assert result.exit_code == 1
    assert "ppc_report" in result.output
