from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from noticegen.findings import OutputError
from noticegen.office import programs
from noticegen.office.programs import program, run

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def python(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the program that is run be Python."""
    monkeypatch.setattr(programs, "program", lambda _: sys.executable)


def test_a_program_that_is_not_installed_is_named_with_the_way_to_get_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(programs, "ELSEWHERE", {})
    assert program("soffice") is None
    with pytest.raises(OutputError) as caught:
        run("soffice", [], timeout=1)
    assert caught.value.findings[0].code == "O141"
    assert "noticegen doctor" in caught.value.findings[0].hint


@pytest.mark.usefixtures("python")
def test_a_program_that_takes_too_long_is_ended_with_what_it_started(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    child = f"import time; pipe = open({str(pipe)!r}, 'w'); time.sleep(600)"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    with pytest.raises(OutputError) as caught:
        run("soffice", ["-c", parent], timeout=1)
    assert caught.value.findings[0].code == "O142"
    # The end of the pipe is reached only when nobody holds its other side any more.
    os.set_blocking(reading, True)
    assert os.read(reading, 1) == b""
    os.close(reading)


@pytest.mark.usefixtures("python")
def test_a_program_that_fails_is_an_error_and_one_that_succeeds_is_none() -> None:
    run("soffice", ["-c", "pass"], timeout=30)
    with pytest.raises(OutputError) as caught:
        run("soffice", ["-c", "raise SystemExit(3)"], timeout=30)
    assert caught.value.findings[0].message == "soffice が失敗しました(終了コード 3)。"
