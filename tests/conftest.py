"""Rules for every test: programs from outside Python are asked for by mark, and no test is ever skipped."""

from __future__ import annotations

import os
import shutil
import sys
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# How long hypothesis looks: little in every run, at the same examples each time and however slow the machine is; as long
# as one likes, at others, with ``--hypothesis-profile thorough``.
PATIENT = settings(deadline=None, suppress_health_check=(HealthCheck.too_slow, HealthCheck.data_too_large))
settings.register_profile("quick", PATIENT, max_examples=25, derandomize=True)
settings.register_profile("thorough", PATIENT, max_examples=1000)
settings.load_profile("quick")

PROGRAMS = ("soffice", "pdftoppm")
"""What an ``external`` test needs where its mark names nothing else."""

REQUIRED = "NOTICEGEN_REQUIRE_EXTERNAL"
# Programs that come as Python packages lie beside the interpreter, whether or not its environment is activated.
os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"

MISSING = pytest.StashKey[set[str]]()


@cache
def _is_there(program: str) -> bool:
    return shutil.which(program) is not None


def _needs(item: pytest.Item) -> set[str]:
    return {program for mark in item.iter_markers("external") for program in mark.args or PROGRAMS}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what needs a program that is not here, unless every program was promised."""
    lacking = {item: {name for name in _needs(item) if not _is_there(name)} for item in items}
    config.stash[MISSING] = {name for names in lacking.values() for name in names}
    promised = config.stash[MISSING] and os.environ.get(REQUIRED)
    # An error raised here would reach nobody from a process of pytest-xdist: no test is run, and the end says why.
    left_out = [item for item, names in lacking.items() if names or promised]
    if left_out:
        items[:] = [item for item in items if item not in left_out]
        config.hook.pytest_deselected(items=left_out)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Tell the process that started this one what was missing; a skipped test is a failure, a broken promise too."""
    output = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["missing"] = sorted(session.config.stash.get(MISSING, set()))
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if output is None and reporter is not None and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
    if output is None and os.environ.get(REQUIRED) and session.config.stash.get(MISSING, set()):
        session.exitstatus = pytest.ExitCode.USAGE_ERROR


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: object) -> None:
    """Take over what a process of pytest-xdist did not find."""
    config = node.config  # type: ignore[attr-defined]
    config.stash[MISSING] = config.stash.get(MISSING, set()) | set(node.workeroutput.get("missing", ()))  # type: ignore[attr-defined]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in one line which programs are missing, and name skipped tests, which count as failures."""
    missing = terminalreporter.config.stash.get(MISSING, set())
    names = ", ".join(sorted(missing))
    if missing and os.environ.get(REQUIRED):
        terminalreporter.write_line(f"no test was run: {REQUIRED} is set, but not found: {names}", red=True)
    elif missing:
        terminalreporter.write_line(f"left out, for want of {names}: the tests that need it")
    for report in terminalreporter.stats.get("skipped", ()):
        terminalreporter.write_line(f"skipped, which counts as a failure: {report.nodeid}", red=True)
