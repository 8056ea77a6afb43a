"""Is everything in a finished batch folder as it was written: every file, its sections, its person, the counts?"""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from noticegen.batch.folder import CLUTTER, EXCLUDED, MANIFEST, STATE, BatchFolder
from noticegen.batch.job import LETTERS, facts_hash
from noticegen.batch.own import OwnRows, own_problems
from noticegen.documents.kinds import kind as kind_named
from noticegen.documents.make import PREFIX
from noticegen.documents.sections_check import (
    LEFT_OVER,
    section_findings,
    stranger_findings,
    structure_findings,
)
from noticegen.facts.recipients import RecipientsFile, read_recipients
from noticegen.findings import DocumentError, Finding, OutputError, Where
from noticegen.japanese.wording import wording_findings
from noticegen.law.conditions import Case
from noticegen.ooxml.reading import read_document

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterator

    from noticegen.documents.kinds import Kind
    from noticegen.facts.incident import Incident
    from noticegen.ooxml.reading import FinishedDocument

AGAIN: Final = "同じ batch をもう一度実行すると、ないファイルだけを作ります。"
ANEW: Final = "batch を新しい出力先で作り直してください。"
OPEN_IN_WORD: Final = "~$"


def check_batch(
    folder: str | os.PathLike[str],
    incident: Incident | None = None,
    recipients: str | os.PathLike[str] | None = None,
    progress: Callable[[int, int], object] | None = None,
    *,
    templates: str | os.PathLike[str] | None = None,
) -> tuple[Finding, ...]:
    """Return what is wrong in a batch folder; every letter is read again.

    Compares each file with its hash in the manifest, looks for the binding sections in each letter, for missing
    and surplus files, and adds up: rows = letters + excluded + skipped. With ``incident`` each letter is checked
    against the facts too, and with ``recipients`` (the list) for its own person's name, address, number and,
    given both, items.

    Raises:
        OutputError: it is no batch folder, or its lists cannot be read.
        RecipientsError: the list of recipients cannot be read.
        TemplateError: the kind of the letters is not known; ``templates`` is the firm's own folder.
    """
    batch = BatchFolder(Path(folder))
    state = batch.state
    if state is None:
        message = f"{STATE} がありません。"
        hint = "batch の出力先を指定してください。"
        raise OutputError(Finding("error", "O111", message, hint, where=Where(str(folder))))
    if not state["complete"]:
        message = "作成が終わっていないフォルダーです。"
        hint = "同じ batch をもう一度実行すると、続きから作ります。"
        return (Finding("error", "B301", message, hint, where=Where(str(folder))),)
    rule = None if incident is None else kind_named(state["inputs"]["kind"], templates)
    source = None if recipients is None else _source(recipients, state, incident)
    audit = _Audit(batch, state, incident, rule, source)
    return (*audit.inputs(), *audit.letters(progress), *audit.surplus(), *audit.counts())


def _source(path: str | os.PathLike[str], state: dict[str, Any], incident: Incident | None) -> RecipientsFile:
    groups = () if incident is None else incident.group
    items = {item.name for group in groups if isinstance(group.items, tuple) for item in group.items}
    inputs = state["inputs"]
    return read_recipients(
        path,
        columns=inputs.get("columns"),
        known_items=items,
        sheet=inputs.get("sheet"),
        pad_postal=bool(inputs.get("pad_postal")),
    )


class _Audit:
    """One folder under examination."""

    def __init__(
        self,
        batch: BatchFolder,
        state: dict[str, Any],
        incident: Incident | None,
        rule: Kind | None,
        source: RecipientsFile | None,
    ) -> None:
        self._batch = batch
        self._state = state
        self._rule = rule
        self._source = source
        self._case: Case | None = None
        if incident is not None and rule is not None:
            self._case = Case(incident, date.fromisoformat(state["inputs"]["on"]), audience=rule.audience)
        self._own: OwnRows | None = None
        if source is not None:
            accounted = {int(row["番号"]) for row in batch.rows(EXCLUDED) if row["番号"].isdecimal()}
            self._own = OwnRows(source, incident, accounted)
        self._marked = frozenset(state["marked"])
        self._listed: set[str] = set()

    def inputs(self) -> Iterator[Finding]:
        """Say where facts or list are no longer those of the letters."""
        given = {
            "facts": ("事実(incident.toml)", self._case and facts_hash(self._case.incident)),
            "recipients": ("名簿", self._source and self._source.sha256),
        }
        for key, (name, now) in given.items():
            if now is not None and now != self._state["inputs"].get(key):
                message = f"{name}が、書面を作った時のものと異なります。"
                hint = "変更が書面に影響するか確かめ、必要なら新しい出力先に作り直してください。"
                yield Finding("warning", "B310", message, hint, where=Where(str(self._batch.path)))

    def letters(self, progress: Callable[[int, int], object] | None) -> Iterator[Finding]:
        """Read every letter of the manifest once."""
        total = self._state["counts"]["letters"]
        for done, row in enumerate(self._batch.rows(MANIFEST), 1):
            name = row["ファイル"]
            if name in self._listed:
                yield _wrong("B302", name, "manifest.csv に二度書かれています。", ANEW)
            self._listed.add(name)
            yield from self._letter(name, row["sha256"])
            if progress is not None:
                progress(done, total)
        if self._own is not None and self._state["inputs"].get("only") is None:
            self._own.rest()
            for number in self._own.passed:
                message = f"番号 {number} の行の書面も、除いた理由もありません。"
                yield _wrong("B317", MANIFEST, message, ANEW)

    def _letter(self, name: str, sha256: str) -> Iterator[Finding]:
        try:
            data = (self._batch.path / name).read_bytes()
        except OSError:
            yield _wrong("B304", name, "書面のファイルがありません。", AGAIN)
            return
        is_intact = hashlib.sha256(data).hexdigest() == sha256
        if not is_intact:
            hint = "変更した箇所を人が確かめてください。元に戻すには、このファイルを消して同じ batch をもう一度実行します。"
            yield _wrong("B305", name, "作成した後に書き換えられています。", hint)
        try:
            document = read_document(data)
        except DocumentError as error:
            yield _wrong("B306", name, error.findings[0].message, AGAIN)
            return
        # A name may look like a mark of a template; it was told apart when the letter was written.
        own_mark = is_intact and name in self._marked
        for finding in self._faults(document):
            if finding.severity == "error" and not (own_mark and finding.code == LEFT_OVER):
                yield _wrong(finding.code, name, finding.message, finding.hint)
        if self._own is not None:
            yield from self._own_data(name, document)

    def _faults(self, document: FinishedDocument) -> Iterator[Finding]:
        if self._rule is not None and self._case is not None:
            template = document.properties.get(f"{PREFIX}template", self._rule.templates[0].file)
            yield from section_findings(self._rule, self._case, document, template)
            yield from stranger_findings(self._rule, self._case, document)
            yield from wording_findings(document.text, self._rule.id)
            return
        yield from structure_findings(document)
        filled = {section.id for section in document.sections if not section.is_empty}
        for section in self._state["sections"]:
            if section not in filled:
                message = f"必要な区画「{section}」がないか、空です。"
                yield Finding("error", "B307", message, ANEW)

    def _own_data(self, name: str, document: FinishedDocument) -> Iterator[Finding]:
        number = Path(name).stem
        if self._own is None or not number.isdecimal():
            return
        row = self._own.row(int(number))
        items = self._items_text(document)
        for code, message in own_problems(row, number, self._state["printed"], document.text, items):
            yield _wrong(code, name, message, ANEW)

    def _items_text(self, document: FinishedDocument) -> str:
        """Return the text of the section for the person's items, of the whole letter where no section is for them."""
        if self._rule is None:
            return document.text
        asked = f"{self._rule.law}.affected_items"
        ids = {section.id for section in self._rule.sections if asked in section.requirements}
        texts = [section.text for section in document.sections if section.id in ids]
        return "\n".join(texts) if ids else document.text

    def surplus(self) -> Iterator[Finding]:
        """Say which files are in no list, those apart that Word and file managers make by themselves."""
        there = {
            path.relative_to(self._batch.path).as_posix()
            for path in (self._batch.path / LETTERS).rglob("*")
            if path.is_file() and path.name not in CLUTTER and not path.name.startswith(OPEN_IN_WORD)
        }
        for name in sorted(there - self._listed):
            yield _wrong(
                "B303", name, "manifest.csv にないファイルがあります。", "消すか、別の場所に移してください。"
            )

    def counts(self) -> Iterator[Finding]:
        """Add up the rows."""
        counts = self._state["counts"]
        letters = sum(1 for _ in self._batch.rows(MANIFEST))
        excluded = sum(1 for _ in self._batch.rows(EXCLUDED))
        if letters != counts["letters"] or excluded != counts["excluded"]:
            message = (
                f"件数が合いません(manifest.csv {letters:,}・excluded.csv {excluded:,}、"
                f"作成時 {counts['letters']:,}・{counts['excluded']:,})。"
            )
            yield _wrong("B308", STATE, message, ANEW)
        if counts["rows"] != counts["letters"] + counts["excluded"] + counts["skipped"]:
            yield _wrong("B309", STATE, "行数が、書面と除いた行の合計に合いません。", ANEW)


def _wrong(code: str, name: str, message: str, hint: str) -> Finding:
    return Finding("error", code, message, hint, where=Where(name))
