"""Transcripts: what a person types, and everything that the screen then shows, at 80 columns.

A transcript is a text of commands (``$ noticegen …``), each followed by its output and its exit code.
"""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path

from typer.testing import CliRunner, Result

from noticegen.cli.app import app

HERE = Path(__file__).parent
PROMPT = "$ noticegen "
WINDOW = {"COLUMNS": "80", "NO_COLOR": "1", "TERM": "dumb"}
"""A window of 80 columns without colour."""


def run(*arguments: str, **environment: str) -> Result:
    """Run a command as in a window of 80 columns without colour."""
    return CliRunner().invoke(app, list(arguments), env={**WINDOW, **environment}, prog_name="noticegen")


def played(transcript: str) -> str:
    """Return the transcript with the output that its commands have now."""
    shown = []
    for line in transcript.splitlines():
        if line.startswith(PROMPT):
            result = run(*shlex.split(line.removeprefix(PROMPT)))
            if result.exception is not None and not isinstance(result.exception, SystemExit):
                raise result.exception
            output = "".join(f"{each.rstrip()}\n" for each in result.output.splitlines())
            # A hash of the facts is another one whenever facts may have one field more.
            output = re.sub(r"\b[0-9a-f]{12}\b", "0" * 12, output)
            shown.append(f"{line}\n{output}[{result.exit_code}]\n")
    return "\n".join(shown).replace(os.sep, "/")
