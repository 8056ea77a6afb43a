"""Which files does a new incident get, with what in them, and what when one is there already?"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from noticegen.documents import new as module
from noticegen.documents.new import FOLDER, HOST_WRITES, SCENARIOS, new, skeleton
from noticegen.facts.schema import incident_schema
from noticegen.findings import OutputError, TemplateError
from noticegen.law.prevention import ENTRUSTEE, measures_for

if TYPE_CHECKING:
    from pathlib import Path

DISPATCHED = 'relation = "自社雇用（派遣労働者）"'
EMPLOYED = 'relation = "自社雇用" '


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_new_incident_has_its_facts_its_list_and_the_schema(scenario: str, tmp_path: Path) -> None:
    target = tmp_path / "case" / "one"
    written = new(target, scenario)
    assert written == (target / "incident.toml", target / "recipients.csv", target / "incident.schema.json")
    facts, people, schema = written
    assert facts.read_text("utf-8") == skeleton(scenario)
    assert people.read_bytes() == (FOLDER / scenario / "recipients.csv").read_bytes()
    text = schema.read_text("utf-8")
    assert json.loads(text) == incident_schema()
    assert text.endswith("}\n")
    assert "\\u" not in text
    assert text.startswith('{\n "')


def test_without_a_scenario_it_is_that_of_a_lost_computer(tmp_path: Path) -> None:
    assert new(str(tmp_path))[0].read_text("utf-8") == skeleton("lost_pc")


def test_files_that_are_there_are_named_and_nothing_is_written(tmp_path: Path) -> None:
    for name in ("incident.schema.json", "incident.toml"):
        (tmp_path / name).write_text("mine", "utf-8")
    with pytest.raises(OutputError) as refused:
        new(tmp_path)
    (found,) = refused.value.findings
    assert (found.severity, found.code, found.where.file) == ("error", "O122", str(tmp_path))
    assert found.message == "同じ名前のファイルがあります: incident.toml、incident.schema.json。"
    assert "上書きしません" in found.hint
    assert sorted(path.name for path in tmp_path.iterdir()) == ["incident.schema.json", "incident.toml"]


def test_a_folder_that_is_a_file_or_cannot_be_looked_into_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "case").write_text("mine", "utf-8")
    with pytest.raises(OutputError) as refused:
        new(tmp_path / "case")
    assert [(each.code, each.where.file) for each in refused.value.findings] == [
        ("O104", str(tmp_path / "case"))
    ]

    def closed(self: Path, **_: object) -> bool:
        raise PermissionError(13, "no", str(self))

    monkeypatch.setattr("pathlib.Path.exists", closed)
    with pytest.raises(OutputError) as refused:
        new(tmp_path / "other")
    assert [(each.code, each.where.file) for each in refused.value.findings] == [
        ("O103", str(tmp_path / "other"))
    ]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("lost_pcs", "「lost_pc」のことですか。"),
        ("web_intrusoin", "「web_intrusion」のことですか。"),
        ("xyz", f"使えるのは {'、'.join(SCENARIOS)}。"),
    ],
)
def test_an_unknown_scenario_is_told_with_the_nearest_else_with_all(name: str, hint: str) -> None:
    with pytest.raises(TemplateError) as refused:
        skeleton(name)
    (found,) = refused.value.findings
    assert (found.severity, found.code, found.hint) == ("error", "K011", hint)
    assert found.message == f"「{name}」というひな形はありません。"


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_dispatched_worker_is_one_only_where_the_host_writes_to_the_persons(scenario: str) -> None:
    text = skeleton(scenario)
    disciplines = "[discipline]" in text
    own, hosts = (0, 1) if scenario in HOST_WRITES else (int(disciplines), 0)
    assert (text.count(EMPLOYED), text.count(DISPATCHED)) == (own, hosts)
    assert scenario != "lost_pc" or disciplines


def test_the_schema_is_named_in_the_first_line_and_the_shared_parts_stand_in_their_places(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    common = tmp_path / "common"
    common.mkdir()
    (common / "measures.toml").write_text("[[measure]]\n", "utf-8")
    (common / "other.toml").write_text("[other]\n", "utf-8")
    (tmp_path / "lost_pc").mkdir()
    facts = tmp_path / "lost_pc" / "incident.toml"
    monkeypatch.setattr(module, "FOLDER", tmp_path)

    def made(cause: str) -> str:
        facts.write_text(f"# 見出し\n#:schema a.json\n#+ other\n{cause}\n#+ measures\nend = 1\n", "utf-8")
        return skeleton("lost_pc")

    plain = made("[cause]")
    note = "\n# この原因に当てはまる措置の例。行うものは # を消し、会社の実際に合わせて書き改める\n"
    assert plain == f"#:schema a.json\n# 見出し\n[other]\n[cause]\n[[measure]]\n{note}end = 1\n"
    lost = made('category = ["紛失"]')
    assert lost.count("# 自問: ") == len(measures_for(["紛失"])) > 0
    both = made('actor = "委託先"\ncategory = ["紛失"]')
    assert both.count("# 自問: ") == len(measures_for(["紛失", ENTRUSTEE])) > lost.count("# 自問: ")
    first = measures_for(["紛失"])[0]
    assert (
        f'#\n# 自問: {first.question}\n# [[measure]]\n# what = "{first.what}"\n'
        f'# status = "実施予定"\n# category = "{first.category}"\n'
    ) in lost
    assert lost.endswith('"\nend = 1\n')
