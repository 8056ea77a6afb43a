"""Does it behave in a shell: words completed, pipes closed, other encodings, facts from standard input?"""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

import noticegen
from noticegen.cli.output import console, print_json
from noticegen.cli.progress import pace, progress
from noticegen.documents.kinds import kinds
from noticegen.documents.new import SCENARIOS

from .transcripts import run

DAY = "2026-11-20"


def shell(
    *arguments: str, given: bytes | None = None, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    surroundings = {
        name: value for name, value in os.environ.items() if name not in {"COLUMNS", "FORCE_COLOR"}
    }
    command = [sys.executable, "-m", "noticegen", *arguments]
    return subprocess.run(
        command, input=given, env={**surroundings, **environment}, capture_output=True, check=False
    )


def completed(words: str) -> list[str]:
    done = shell(
        _NOTICEGEN_COMPLETE="complete_bash", COMP_WORDS=words, COMP_CWORD=str(len(words.split(" ")) - 1)
    )
    assert done.stderr == b""
    return done.stdout.decode().split()


def test_commands_options_kinds_and_scenarios_are_completed() -> None:
    assert completed("noticegen de") == ["deadlines"]
    assert completed("noticegen check a.toml --str") == ["--strict"]
    assert completed("noticegen draft a.toml --document ") == sorted(kinds())
    assert completed("noticegen new case --scenario ") == list(SCENARIOS)


def test_the_kinds_of_a_firm_are_completed_too(tmp_path: Path) -> None:
    own = tmp_path / "firm" / "board_report"
    own.mkdir(parents=True)
    (own / "document.toml").touch()
    assert completed(f"noticegen draft a.toml --templates {tmp_path}/firm --document board") == [
        "board_report"
    ]


def test_completion_is_set_up_for_the_shell_that_asks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for name, file in (("bash", ".bash_completions/noticegen.sh"), ("zsh", ".zfunc/_noticegen")):
        monkeypatch.setattr("typer._completion_shared._get_shell_name", lambda name=name: name)
        done = run("--install-completion")
        assert (done.exit_code, done.output) == (
            0,
            f"{tmp_path / file} に {name} の補完を書きました。新しい端末から使えます。\n",
        )
        assert "_NOTICEGEN_COMPLETE=complete_" in (tmp_path / file).read_text("utf-8")
        assert run("--show-completion").output.strip() == (tmp_path / file).read_text("utf-8").strip()
    # Setting PowerShell up would loosen the policy of the computer: the text is shown, nothing is changed.
    monkeypatch.setattr("typer._completion_shared._get_shell_name", lambda: "pwsh")
    refused = run("--install-completion")
    assert (refused.exit_code, "--show-completion" in refused.output) == (1, True)
    assert "Register-ArgumentCompleter" in run("--show-completion").output
    for unknown in (None, "tcsh"):
        monkeypatch.setattr("typer._completion_shared._get_shell_name", lambda unknown=unknown: unknown)
        refused = run("--show-completion")
        assert (refused.exit_code, "PowerShell" in refused.stderr) == (1, True)


def test_a_reader_that_goes_away_is_no_error_of_ours(sandbox: Path) -> None:
    for arguments in ("law", "law --json", "check missing.toml", "template outline --help"):
        command = f"set -o pipefail; {sys.executable} -m noticegen {arguments} | true"
        done = subprocess.run(["bash", "-c", command], cwd=sandbox, capture_output=True, check=False)
        assert done.stderr == b"", arguments
        assert done.returncode in {0, 1, 141}, arguments
    long = f"set -o pipefail; {sys.executable} -m noticegen law | head -1"
    done = subprocess.run(["bash", "-c", long], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.parametrize("encoding", ["cp932", "ascii"])
def test_a_console_that_lacks_letters_shows_their_numbers(sandbox: Path, encoding: str) -> None:
    file = sandbox / "髙𠮷.toml"
    file.write_bytes((sandbox / "missing.toml").read_bytes())
    done = shell("check", str(file), "--on", DAY, PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert (done.returncode, done.stderr) == (1, b"")
    shown = done.stdout.decode(encoding)
    assert "\\U00020bb7.toml" in shown
    assert ("公表の実施状況" in shown) == (encoding == "cp932")
    as_json = shell("check", str(file), "--on", DAY, "--json", PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    found = json.loads(as_json.stdout.decode(encoding))["findings"]
    assert {Path(each["where"]["file"]).name for each in found} == {"髙𠮷.toml"}
    for arguments in (["--help"], ["check", "--help"], ["law"], ["check"], ["chek"]):
        told = shell(*arguments, PYTHONIOENCODING=encoding, PYTHONUTF8="0")
        assert b"Traceback" not in told.stderr, arguments


def test_json_for_another_encoding_is_json(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, "cp932", errors="backslashreplace"))
    print_json({"name": "𠮷"})
    sys.stdout.flush()
    assert json.loads(raw.getvalue().decode("cp932")) == {"name": "𠮷"}


def test_facts_come_from_standard_input_for_check_deadlines_and_draft(sandbox: Path) -> None:
    good, bad = ((sandbox / name).read_bytes() for name in ("incident.toml", "missing.toml"))
    checked = shell("check", "-", "--on", DAY, given=bad)
    assert checked.returncode == 1
    assert "  標準入力:32:1 cause.detail  L101" in checked.stdout.decode().splitlines()
    due = shell("deadlines", "-", "--on", DAY, "--json", given=good)
    assert json.loads(due.stdout)["deadlines"][0]["id"] == "preliminary_report"
    out = sandbox / "out"
    made = shell("draft", "-", "-o", str(out), "--document", "ppc_report", "--on", DAY, given=good)
    assert made.returncode == 0
    assert shell("check", str(out / "ppc_report.docx"), "--incident", "-", given=good).returncode == 0
    refused = shell("draft", "-", "-o", str(out), "--on", DAY, given=bad)
    assert (refused.returncode, "標準入力:32:1 cause.detail" in refused.stderr.decode()) == (1, True)
    assert "標準入力:4" in shell("check", "-", given=(sandbox / "syntax.toml").read_bytes()).stdout.decode()


def test_file_names_are_taken_as_the_file_system_has_them(sandbox: Path) -> None:
    """A Mac writes が as two letters, か and the mark."""
    folder = sandbox / unicodedata.normalize("NFD", "株式会社ガゾウ の事案")
    folder.mkdir()
    file = folder / "incident.toml"
    (sandbox / "incident.toml").rename(file)
    out = folder / unicodedata.normalize("NFD", "できた文書")
    assert shell("draft", str(file), "-o", str(out), "--on", DAY).returncode == 0
    documents = sorted(map(str, out.glob("*.docx")))
    assert [Path(each).name for each in documents] == ["ppc_report.docx", "victim_apology-見本.docx"]
    again = shell("check", *documents, "--incident", str(file))
    assert (again.returncode, again.stderr) == (0, b"")


def test_the_page_of_a_check_is_written_beside_what_the_screen_shows(sandbox: Path) -> None:
    done = run("check", "missing.toml", "--on", DAY, "--html", "report.html")
    assert done.exit_code == 1
    assert done.output.endswith("report.html に書きました。\n")
    assert (sandbox / "report.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    assert "「公表の実施状況」" in (sandbox / "report.html").read_text("utf-8")
    wrong = run("check", "missing.toml", "--html", "incident.toml")
    assert (wrong.exit_code, wrong.stderr.splitlines()[0]) == (
        2,
        "--html の値が違います。report.html のように書いてください。",
    )
    assert run("check", "incident.toml", "--on", DAY, "--html", "report.html", "--json").exit_code == 0


def test_progress_is_for_a_person_who_watches(monkeypatch: pytest.MonkeyPatch) -> None:
    def shown(*, watching: bool, **environment: str) -> str:
        stream = io.StringIO()
        stream.isatty = lambda: watching  # type: ignore[method-assign]
        monkeypatch.setattr(sys, "stderr", stream)
        for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
            monkeypatch.delenv(name, raising=False)
        for name, value in {"TERM": "xterm-256color", **environment}.items():
            monkeypatch.setenv(name, value)
        with progress("書面を作成中") as advance:
            for done in range(1, 101):
                advance(done, 100)
        return stream.getvalue()

    assert shown(watching=False) == ""
    plain = shown(watching=True, NO_COLOR="1")
    assert re.search(r"書面を作成中.*100/100件  [\d,.]+件/秒  残り0:00", plain)
    assert not re.search(r"\x1b\[[\d;]*3[0-8]", plain)
    assert re.search(r"\x1b\[[\d;]*3[0-8]", shown(watching=True))


def test_the_rate_and_the_time_that_remains_are_those_so_far() -> None:
    assert pace(25_000, 1_000_000, 10.0, "行") == "25,000/1,000,000行  2,500行/秒  残り6:30"
    assert pace(1, 5_000, 2.0) == "1/5,000件  0.5件/秒  残り2:46:38"
    assert pace(1_200, None, 60.0, "行") == "1,200行  20行/秒  1:00"


def test_colour_is_for_a_terminal_and_not_where_somebody_asks_for_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert not console().is_terminal
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert console().color_system is not None
    monkeypatch.setenv("NO_COLOR", "1")
    assert console().no_color


def test_the_module_is_the_command() -> None:
    assert shell("--version").stdout.decode().strip() == f"noticegen {noticegen.__version__}"
    assert [shell(*each).returncode for each in ([], ["chek"], ["check", "nowhere.toml"])] == [2, 2, 1]
