"""Is everything in a finished batch folder as it was written: every file, its sections, and the counts?"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from noticegen.batch.folder import EXCLUDED, MANIFEST, STATE, BatchFolder
from noticegen.batch.job import LETTERS
from noticegen.documents.check import check_document
from noticegen.documents.sections_check import structure_findings
from noticegen.findings import DocumentError, Finding, OutputError, Where
from noticegen.ooxml.reading import read_document

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterator

    from noticegen.facts.incident import Incident


def check_batch(
    folder: str | os.PathLike[str],
    incident: Incident | None = None,
    *,
    progress: Callable[[int, int], object] | None = None,
) -> tuple[Finding, ...]:
    """Return what is wrong in a batch folder; every letter is read again.

    Compares each file with its hash in the manifest, looks for the binding sections in each letter, for missing
    and surplus files, and adds up: rows = letters + excluded + skipped. With ``incident`` each letter is checked
    against the facts too.

    Raises:
        OutputError: it is no batch folder, or its lists cannot be read.
    """
    batch = BatchFolder(Path(folder))
    state = batch.state
    if state is None:
        problem = Finding(
            "error",
            "O111",
            f"{STATE} がありません。",
            "batch の出力先を指定してください。",
            where=Where(str(folder)),
        )
        raise OutputError(problem)
    if not state.get("complete"):
        message = "作成が終わっていないフォルダーです。"
        return (
            Finding(
                "error",
                "B301",
                message,
                "同じ batch をもう一度実行すると、続きから作ります。",
                where=Where(str(folder)),
            ),
        )
    return (*_letters(batch, state, incident, progress), *_counts(batch, state))


def _letters(
    batch: BatchFolder,
    state: dict[str, Any],
    incident: Incident | None,
    progress: Callable[[int, int], object] | None,
) -> Iterator[Finding]:
    listed: set[str] = set()
    total = state["counts"]["letters"]
    for done, row in enumerate(batch.rows(MANIFEST), 1):
        name = row["ファイル"]
        if name in listed:
            yield _wrong("B302", name, "manifest.csv に二度書かれています。")
        listed.add(name)
        yield from _letter(batch.path / name, name, row["sha256"], state, incident)
        if progress is not None:
            progress(done, total)
    there = {
        path.relative_to(batch.path).as_posix()
        for path in (batch.path / LETTERS).rglob("*")
        if path.is_file()
    }
    for name in sorted(there - listed):
        yield _wrong("B303", name, "manifest.csv にないファイルがあります。")


def _letter(
    path: Path, name: str, sha256: str, state: dict[str, Any], incident: Incident | None
) -> Iterator[Finding]:
    try:
        data = path.read_bytes()
    except OSError:
        yield _wrong("B304", name, "書面のファイルがありません。")
        return
    if hashlib.sha256(data).hexdigest() != sha256:
        yield _wrong("B305", name, "作成した後に書き換えられています。")
    try:
        document = read_document(data)
    except DocumentError as error:
        yield _wrong("B306", name, error.findings[0].message)
        return
    filled = {section.id for section in document.sections if not section.is_empty}
    for section in state.get("sections", ()):
        if section not in filled:
            yield _wrong("B307", name, f"必要な区画「{section}」がないか、空です。")
    found = structure_findings(document) if incident is None else check_document(data, incident)
    for finding in found:
        if finding.severity == "error":
            yield _wrong(finding.code, name, finding.message)


def _counts(batch: BatchFolder, state: dict[str, Any]) -> Iterator[Finding]:
    counts = state["counts"]
    letters = sum(1 for _ in batch.rows(MANIFEST))
    excluded = sum(1 for _ in batch.rows(EXCLUDED))
    if letters != counts["letters"] or excluded != counts["excluded"]:
        message = (
            f"件数が合いません(manifest.csv {letters:,}・excluded.csv {excluded:,}、"
            f"作成時 {counts['letters']:,}・{counts['excluded']:,})。"
        )
        yield _wrong("B308", STATE, message)
    if counts["rows"] != counts["letters"] + counts["excluded"] + counts["skipped"]:
        yield _wrong("B309", STATE, "行数が、書面と除いた行の合計に合いません。")


def _wrong(code: str, name: str, message: str) -> Finding:
    return Finding("error", code, message, "batch を新しい出力先で作り直してください。", where=Where(name))
