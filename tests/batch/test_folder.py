"""Whose folder is it? A batch is continued with the same inputs alone, and mixes with nothing else."""

from __future__ import annotations

import errno
import json
import os
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from noticegen.batch import check_batch, write_batch
from noticegen.batch.folder import BatchFolder
from noticegen.batch.job import key_of
from noticegen.batch.sent import record_sent
from noticegen.documents import output
from noticegen.findings import OutputError
from tests.batch.batches import ON, batch, facts, people, person, snapshot, write_list

if TYPE_CHECKING:
    from pathlib import Path


def refused(folder: Path, **options: Any) -> tuple[str, str]:
    """Return code and message of the refusal; the folder must be as it was."""
    before = snapshot(folder) if folder.is_dir() else {}
    with pytest.raises(OutputError) as caught:
        batch(folder, **options)
    assert (snapshot(folder) if folder.is_dir() else {}) == before
    (finding,) = caught.value.findings
    assert finding.hint
    return finding.code, finding.message


def test_a_folder_that_holds_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "証拠.txt").write_text("…", encoding="utf-8")
    assert refused(tmp_path / "out") == ("O101", "出力先のフォルダーに、別のものが入っています。")


def test_a_folder_of_another_tools_batch_json_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    for text in ('{"jobs": []}', '{"inputs": {"on": "yesterday"}, "complete": false}', "[1]", "{", ""):
        (tmp_path / "out" / "batch.json").write_text(text, encoding="utf-8")
        assert refused(tmp_path / "out")[0] == "O107"


def test_a_state_that_somebody_cut_short_is_refused(tmp_path: Path) -> None:
    batch(tmp_path / "out")
    state = json.loads((tmp_path / "out" / "batch.json").read_text("utf-8"))
    names = ("complete", "counts", "codes", "marked", "unfit", "parts", "sections", "printed")
    damaged = [{key: value for key, value in state.items() if key != name} for name in names]
    damaged += [{**state, name: value} for name in names for value in (1, "x", [{}], [1])]
    damaged += [{**state, "inputs": {**state["inputs"], name: 1}} for name in ("kind", "columns", "on")]
    for data in damaged:
        (tmp_path / "out" / "batch.json").write_text(json.dumps(data), encoding="utf-8")
        assert refused(tmp_path / "out")[0] == "O107"
        with pytest.raises(OutputError) as audited:
            check_batch(tmp_path / "out")
        assert audited.value.findings[0].code == "O107"


def test_a_list_whose_numbers_somebody_changed_is_refused_by_its_name(tmp_path: Path) -> None:
    batch(tmp_path / "out")
    manifest = tmp_path / "out" / "manifest.csv"
    text = manifest.read_text("utf-8-sig")
    for old, new in (
        ("\n0003,", "\nabc,"),
        ("\n0003,", "\n,"),
        ("\n0003,", "\n０００３,"),
        ("0003.docx", "\0.docx"),
    ):
        manifest.write_text(text.replace(old, new), encoding="utf-8-sig")
        for read in (check_batch, record_sent):
            with pytest.raises(OutputError) as raised:
                read(tmp_path / "out")
            assert raised.value.findings[0].code == "O109"


def test_an_empty_folder_is_taken_also_with_what_file_managers_leave_in_it(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / ".DS_Store").write_bytes(b"")
    assert batch(tmp_path / "out").letters == 12


def test_a_file_in_the_place_of_the_folder_is_refused_and_kept(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("契約書", encoding="utf-8")
    assert refused(tmp_path / "out")[0] == "O104"
    assert (tmp_path / "out").read_text("utf-8") == "契約書"


def test_a_file_in_the_place_of_a_folder_above_is_refused(tmp_path: Path) -> None:
    (tmp_path / "above").write_text("契約書", encoding="utf-8")
    listed = write_list(tmp_path / "list.csv", people())
    with pytest.raises(OutputError) as caught:
        write_batch(facts(), listed, tmp_path / "above" / "out", on=ON)
    assert caught.value.findings[0].code == "O104"


@pytest.mark.parametrize(
    ("number", "code"), [(errno.EACCES, "O103"), (errno.EROFS, "O103"), (errno.EIO, "O105")]
)
def test_a_folder_that_cannot_be_written_is_a_clear_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    (tmp_path / "out").mkdir()

    def refusing(*_: object) -> int:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(output.os, "open", refusing)
    assert refused(tmp_path / "out")[0] == code


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"incident": facts(13)}, "事実(incident.toml)"),
        ({"rows": [*people(11), person(12, 氏名="見本 別人")]}, "送付先の名簿"),
        ({"on": date(2026, 11, 25)}, "基準日"),
        ({"columns": {"氏名": "管理番号"}}, "--map の指定"),
    ],
)
def test_another_input_is_refused_and_named(tmp_path: Path, changes: dict[str, Any], named: str) -> None:
    batch(tmp_path / "out")
    code, message = refused(tmp_path / "out", **changes)
    assert code == "O106"
    assert f"異なるもの: {named})" in message


def test_two_other_inputs_are_both_named(tmp_path: Path) -> None:
    batch(tmp_path / "out")
    _, message = refused(tmp_path / "out", incident=facts(13), on=date(2026, 11, 25))
    assert "異なるもの: 事実(incident.toml)、基準日)" in message


def test_the_rows_that_only_asks_for_are_an_input(tmp_path: Path) -> None:
    batch(tmp_path / "out")
    asked = tmp_path / "asked.csv"
    asked.write_text("番号\n3\n", encoding="utf-8")
    assert "--only の内容" in refused(tmp_path / "out", only=asked)[1]


def test_another_version_of_noticegen_does_not_continue_a_batch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch(tmp_path / "out")
    monkeypatch.setattr("noticegen.batch.run.__version__", "99.0")
    assert "noticegen の版" in refused(tmp_path / "out")[1]


def test_a_folder_without_a_letter_yet_is_taken_for_other_inputs(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    state = {"inputs": {"on": "2026-01-01", "facts": "others"}, "complete": False}
    (tmp_path / "out" / "batch.json").write_text(json.dumps(state), encoding="utf-8")
    assert batch(tmp_path / "out").letters == 12
    assert snapshot(tmp_path / "out") == snapshot(batch(tmp_path / "other").folder)


def test_a_worker_that_does_not_see_the_folder_writes_nothing(tmp_path: Path) -> None:
    batch(tmp_path / "out")
    state = BatchFolder(tmp_path / "out").state
    assert state is not None
    key = key_of(state["inputs"])
    BatchFolder(tmp_path / "out").require_same(key)
    for folder, name in ((tmp_path / "elsewhere", key), (tmp_path / "out", "another key")):
        with pytest.raises(OutputError) as caught:
            BatchFolder(folder).require_same(name)
        assert caught.value.findings[0].code == "O113"


@pytest.mark.parametrize(
    ("place", "named"),
    [
        ("noticegen.batch.folder.__version__", "noticegen の版"),
        ("noticegen.batch.folder.DEFLATE", "圧縮ライブラリ"),
    ],
)
def test_a_worker_that_would_write_other_bytes_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str, named: str
) -> None:
    batch(tmp_path / "out")
    state = BatchFolder(tmp_path / "out").state
    assert state is not None
    monkeypatch.setattr(place, "99.0")
    with pytest.raises(OutputError) as caught:
        BatchFolder(tmp_path / "out").require_same(key_of(state["inputs"]))
    assert caught.value.findings[0].code == "O114"
    assert named in caught.value.findings[0].message


@pytest.mark.parametrize(
    "text", ["番号,ファイル\n1,letters/0001.docx\n", "", "番号,管理番号,ファイル,sha256\n1,2\n"]
)
def test_a_list_that_is_not_ours_any_more_is_a_clear_error(tmp_path: Path, text: str) -> None:
    batch(tmp_path / "out")
    (tmp_path / "out" / "manifest.csv").write_text(text, encoding="utf-8")
    code, message = refused(tmp_path / "out")
    assert (code, message) == ("O109", "manifest.csv を読めません。")
