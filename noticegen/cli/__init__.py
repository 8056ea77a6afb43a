"""The command line: reads arguments, calls one public function, prints. Holds no logic."""

from __future__ import annotations

import os
import sys

CLOSED_PIPE = 141
"""What a shell reports of a program whose reader went away (128 + SIGPIPE)."""


def main() -> None:
    """Run the command that the arguments name and exit with its code: 0 done, 1 error findings, 2 wrong usage."""
    from noticegen.cli.app import app

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A redirected stream of Windows would be cp932, which lacks letters of names; one that is asked for, and
            # a console of that kind, show a letter that they lack by its number.
            chosen = stream.isatty() or "PYTHONIOENCODING" in os.environ
            stream.reconfigure(encoding=stream.encoding if chosen else "utf-8", errors="backslashreplace")
    try:
        try:
            app(prog_name="noticegen")
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        # The reader, such as head, has seen enough. What is still waiting must not fail once more at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(CLOSED_PIPE)
