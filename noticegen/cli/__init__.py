"""The command line: reads arguments, calls one public function, prints. Holds no logic."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command that the arguments name and exit with its code: 0 done, 1 error findings, 2 wrong usage."""
    from noticegen.cli.app import app

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure") and not stream.isatty():
            # A redirected stream of Windows would be cp932, which lacks letters of names and fails on them.
            stream.reconfigure(encoding="utf-8")
    app(prog_name="noticegen")
