"""Are tests left out only where a program is missing, and never skipped?"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
TESTS = """
import pytest

def test_plain():
    assert True

@pytest.mark.external("no-such-program")
def test_with_a_program():
    assert False
"""
SKIPPED = """
import pytest

def test_skipped():
    pytest.skip("never")
"""


def run(folder: Path, tests: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    (folder / "conftest.py").write_text((HERE / "conftest.py").read_text("utf-8"), "utf-8")
    (folder / "test_it.py").write_text(tests, "utf-8")
    (folder / "pytest.ini").write_text(
        "[pytest]\nmarkers = external\naddopts = -p no:cacheprovider\n", "utf-8"
    )
    command = [sys.executable, "-m", "pytest", *arguments]
    surroundings = {name: value for name, value in os.environ.items() if "PYTEST" not in name}
    surroundings.pop("NOTICEGEN_REQUIRE_EXTERNAL", None)
    return subprocess.run(
        command, cwd=folder, env={**surroundings, **environment}, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("processes", [(), ("-n", "2")], ids=["one process", "two processes"])
def test_what_needs_a_missing_program_is_left_out_and_said(
    tmp_path: Path, processes: tuple[str, ...]
) -> None:
    done = run(tmp_path, TESTS, *processes)
    assert done.returncode == 0, done.stdout
    assert "left out, for want of no-such-program: the tests that need it" in done.stdout
    assert "1 passed" in done.stdout.splitlines()[-1]
    assert "skipped" not in done.stdout


@pytest.mark.parametrize("processes", [(), ("-n", "2")], ids=["one process", "two processes"])
def test_a_missing_program_is_a_failure_where_every_program_was_promised(
    tmp_path: Path, processes: tuple[str, ...]
) -> None:
    done = run(tmp_path, TESTS, *processes, NOTICEGEN_REQUIRE_EXTERNAL="1")
    assert done.returncode == pytest.ExitCode.USAGE_ERROR
    assert "NOTICEGEN_REQUIRE_EXTERNAL is set, but not found: no-such-program" in done.stdout
    assert not {"passed", "INTERNALERROR"} & {*done.stdout.replace(">", " ").split()}


@pytest.mark.parametrize("processes", [(), ("-n", "2")], ids=["one process", "two processes"])
def test_a_skipped_test_is_a_failure(tmp_path: Path, processes: tuple[str, ...]) -> None:
    done = run(tmp_path, SKIPPED, *processes)
    assert done.returncode == 1
    assert "skipped, which counts as a failure: test_it.py::test_skipped" in done.stdout
