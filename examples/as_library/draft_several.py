"""Draft the documents of several incidents at once, one thread for each, and say which of them lack something.

python draft_several.py OUT INCIDENT... [--on YYYY-MM-DD]
"""

from __future__ import annotations

import argparse
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

import noticegen

KINDS = ("ppc_report", "public_notice", "victim_apology")


@dataclass(frozen=True)
class Outcome:
    """What became of one incident: the documents that were written, and what is to be done about the others."""

    incident: Path
    documents: tuple[Path, ...]
    findings: tuple[noticegen.Finding, ...]


def draft_one(file: Path, out: Path, on: date | None) -> Outcome:
    """Write every document of an incident that lacks nothing, into a folder of the incident's own."""
    try:
        incident = noticegen.load_incident(file)
    except noticegen.FactsError as error:
        return Outcome(file, (), error.findings)
    folder = out / file.parent.name / file.stem
    folder.mkdir(parents=True, exist_ok=True)
    documents: list[Path] = []
    findings: list[noticegen.Finding] = []
    for kind in KINDS:
        try:
            for draft in noticegen.drafts(incident, kind, on=on):
                documents.append(draft.save(folder))
                findings += draft.findings
        except noticegen.DocumentError as error:
            findings += error.findings
    return Outcome(file, tuple(documents), tuple(dict.fromkeys(findings)))


def draft_all(files: list[Path], out: Path, on: date | None = None) -> list[Outcome]:
    """Return the outcome of every incident, in the order in which they were given."""
    with ThreadPoolExecutor() as pool:
        return list(pool.map(partial(draft_one, out=out, on=on), files))


def main() -> int:
    """Draft, print a line for each incident and each problem, and return 1 where a document is missing."""
    parser = argparse.ArgumentParser(description="何件もの事案の文書を並べて作る")
    parser.add_argument("out", type=Path, help="出力先のフォルダー")
    parser.add_argument("incidents", type=Path, nargs="+", help="事実のファイル(incident.toml)")
    parser.add_argument("--on", type=date.fromisoformat, help="基準日(YYYY-MM-DD)")
    given = parser.parse_args()
    is_complete = True
    for outcome in draft_all(given.incidents, given.out, given.on):
        errors = [finding for finding in outcome.findings if finding.severity == "error"]
        is_complete = is_complete and not errors
        print(f"{outcome.incident}: 文書 {len(outcome.documents)}件、エラー {len(errors)}件")
        for finding in errors:
            print(finding)
    return 0 if is_complete else 1


if __name__ == "__main__":
    sys.exit(main())
