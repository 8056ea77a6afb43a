from __future__ import annotations

import errno
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from rich.cells import cell_len
from typer.core import TyperGroup
from typer.main import get_command

from noticegen.cli.app import app

from .transcripts import run

if TYPE_CHECKING:
    from pathlib import Path

HEAVY = {
    "pydantic",
    "docxtpl",
    "docx",
    "lxml",
    "jinja2",
    "babel",
    "holidays",
    "openpyxl",
    "tree_sitter",
    "stdnum",
}
WIDEST_HELP = 50


def commands() -> dict[str, Any]:
    group = get_command(app)
    assert isinstance(group, TyperGroup)
    return dict(group.commands)


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys\n"
        "from noticegen.cli import main\n"
        "sys.argv = ['noticegen', '--help']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print(*(name for name in sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8")
    assert HEAVY & set(done.stderr.split()) == set()
    assert "書面を作る" in done.stdout


@pytest.mark.parametrize("name", sorted(commands()))
def test_every_command_and_option_has_short_japanese_help(name: str) -> None:
    command = commands()[name]
    first = command.help.split("\n")[0]
    assert not first.isascii()
    assert cell_len(first) <= 64
    for param in command.params:
        assert param.help, f"{name} {param.name}"
        assert cell_len(param.help) <= WIDEST_HELP, f"{name} {param.name}"


@pytest.mark.parametrize("name", sorted(commands()))
def test_help_fits_a_window_of_80_columns_without_cutting(name: str) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0
    assert "…" not in result.output.replace("コマンド …", "").replace("〓 … 〓", "")
    assert max(cell_len(line) for line in result.output.splitlines()) <= 80
    assert "使い方:" in result.output
    assert not any(word in result.output for word in ("Usage", "Options", "Arguments", "default", "required"))


def test_ctrl_c_ends_with_130_and_one_line(sandbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("noticegen.documents.write.write_drafts", interrupted)
    result = run("draft", str(sandbox / "incident.toml"), "-o", "out")
    assert result.exit_code == 130
    assert result.stderr.strip() == "中断しました。"
    assert result.stdout == ""


def test_a_full_disk_is_told_and_leaves_nothing_half_written(
    sandbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fdopen
    written = []

    def full(descriptor: int, mode: str) -> object:
        written.append(descriptor)
        if len(written) > 1:
            os.close(descriptor)
            raise OSError(errno.ENOSPC, "no space")
        return real(descriptor, mode)

    monkeypatch.setattr("noticegen.documents.output.os.fdopen", full)
    result = run("draft", str(sandbox / "incident.toml"), "-o", "out", "--on", "2026-11-20")
    assert result.exit_code == 1
    assert "O102" in result.stderr
    assert "ディスクの空きが足りません。" in result.stderr
    assert len(written) == 2
    assert not (sandbox / "out").exists()


def test_a_folder_that_may_not_be_written_is_told(sandbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.open

    def refused(path: str, flags: int, *more: int, **options: int) -> int:
        if flags & os.O_CREAT:
            raise PermissionError(errno.EACCES, "refused")
        return real(path, flags, *more, **options)

    monkeypatch.setattr("noticegen.documents.output.os.open", refused)
    result = run("draft", str(sandbox / "incident.toml"), "-o", "out", "--on", "2026-11-20")
    assert (result.exit_code, "書き込む権限がありません。" in result.stderr) == (1, True)
    assert not (sandbox / "out").exists()


def test_problems_go_to_stderr_and_results_to_stdout(sandbox: Path) -> None:
    refused = run("draft", str(sandbox / "missing.toml"), "-o", "out", "--on", "2026-11-20")
    assert refused.stdout == ""
    assert "公表の実施状況" in refused.stderr
    checked = run("check", str(sandbox / "missing.toml"), "--on", "2026-11-20")
    assert checked.stderr == ""
    assert "公表の実施状況" in checked.stdout


def test_a_pipe_gets_every_message_on_one_line_without_colour(sandbox: Path) -> None:
    command = [sys.executable, "-m", "noticegen", "check", "missing.toml", "--on", "2026-11-20"]
    surroundings = {
        name: value for name, value in os.environ.items() if name not in {"COLUMNS", "FORCE_COLOR"}
    }
    done = subprocess.run(
        command, cwd=sandbox, env=surroundings, capture_output=True, check=False, encoding="utf-8"
    )
    source = (
        "根拠: 法26条2項、規則10条、規則8条1項4号、通則編ガイドライン3-5-4-3、通則編ガイドライン3-5-4-3 事例1"
    )
    assert done.returncode == 1
    assert any(line.strip().startswith(source) for line in done.stdout.splitlines())
    assert "\x1b" not in done.stdout
    assert done.stderr == ""
