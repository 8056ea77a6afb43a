"""Is everything in a finished batch folder as it was written: every file, its sections, its person, the counts?"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from noticegen.batch.audit_files import ANEW, surplus, wrong
from noticegen.batch.audit_reading import LetterReader
from noticegen.batch.audit_strangers import Strangers
from noticegen.batch.audit_ways import letters_of
from noticegen.batch.folder import CLUTTER, EXCLUDED, MANIFEST, STATE, BatchFolder
from noticegen.batch.job import LETTERS, facts_hash
from noticegen.batch.order import ordered
from noticegen.batch.own import OwnRows, own_problems
from noticegen.documents.kinds import kind as kind_named
from noticegen.documents.kinds import kinds
from noticegen.documents.make import PREFIX
from noticegen.documents.output import is_part
from noticegen.documents.persons_index import Persons
from noticegen.documents.sections_check import (
    LEFT_OVER,
    says,
    section_findings,
    structure_findings,
)
from noticegen.facts.affected_person import AffectedPerson
from noticegen.facts.recipients import Excluded, RecipientsFile, read_recipients
from noticegen.findings import Finding, Where
from noticegen.law.conditions import Case
from noticegen.law.demands import demands
from noticegen.ooxml.leftovers import leftovers_of

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterator

    from noticegen.batch.audit_reading import Read
    from noticegen.documents.kinds import Kind
    from noticegen.facts.incident import Incident
    from noticegen.ooxml.reading import FinishedDocument

STRANGER: Final = "この書面を送らないでください。原因を確かめ、batch を新しい出力先で作り直してください。"
COMPARE: Final = "この batch の名簿かを確かめてください。名簿が正しければ、この書面を送らず、batch を新しい出力先で作り直してください。"
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
    state = batch.begun()
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
        self._titles = {each.id: each.title for kind in kinds().values() for each in kind.sections}
        self._listed: set[str] = set()
        self._unusual = _unusual_texts(rule, self._case)
        asked = "" if rule is None else f"{rule.law}.affected_items"
        sections = [] if rule is None else [each.id for each in rule.sections if asked in each.requirements]
        self._letters = letters_of(batch, state, LetterReader(self._faults, self._is_unusual, sections))

    def inputs(self) -> Iterator[Finding]:
        """Say where facts or list are no longer those of the letters."""
        given = {
            "facts": ("事実(incident.toml)", self._case and facts_hash(self._case.incident)),
            "recipients": ("名簿", self._source and self._source.sha256),
        }
        for key, (name, now) in given.items():
            if now is not None and now != self._state["inputs"].get(key):
                message = f"{name}が、書面を作った時のものと異なります。"
                hint = f"作った時の{name}を指定し直すか、変更が書面に影響するか確かめ、必要なら新しい出力先に作り直してください。"
                yield Finding("warning", "B310", message, hint, where=Where(str(self._batch.path)))

    def letters(self, progress: Callable[[int, int], object] | None) -> Iterator[Finding]:
        """Read every letter of the manifest once, beside its row where the list is given."""
        if self._source is None:
            yield from self._read(progress, None, None)
            return
        incident = None if self._case is None else self._case.incident
        strangers = Strangers(Persons(self._source), "" if incident is None else incident.model_dump_json())
        order = self._state["inputs"].get("order", "list")
        with ordered(self._source, order, self._batch.path) as rows:
            own = OwnRows(rows, incident, self._accounted(), in_order=order == "list")
            yield from self._read(progress, own, strangers)
            if self._state["inputs"].get("only") is None:
                own.rest()
                for number in own.passed:
                    message = f"名簿の番号 {number} の行の書面も、除いた理由もありません。"
                    yield wrong("B317", MANIFEST, message, COMPARE)
        names = (
            {row["番号"]: row["ファイル"] for row in self._batch.rows(MANIFEST)}
            if strangers.is_suspicious
            else {}
        )
        for letter, what, number in strangers.found():
            if number:
                message = f"別の人(番号 {number:0{len(letter)}d})の{what}が書かれています。"
                yield wrong("B318", names[letter], message, STRANGER)
            else:
                yield wrong(
                    "B319", names[letter], f"この書面の{what}が入る箇所に、別の数字があります。", STRANGER
                )

    def _accounted(self) -> set[int]:
        return {int(row["番号"]) for row in self._batch.rows(EXCLUDED)}

    def _read(
        self, progress: Callable[[int, int], object] | None, own: OwnRows | None, strangers: Strangers | None
    ) -> Iterator[Finding]:
        total = self._state["counts"]["letters"]
        marked = frozenset(self._state["marked"])
        for done, row in enumerate(self._batch.rows(MANIFEST), 1):
            name, number = row["ファイル"], row["番号"]
            if name in self._listed:
                yield wrong("B302", name, "同じ書面が、manifest.csv に二度書かれています。", ANEW)
            self._listed.add(name)
            letter = self._letters.open(name, row["sha256"], number)
            yield from letter.findings
            if letter.read is None and own is not None:
                own.row(int(number))  # it has a letter, though none that can be read
            if letter.read is not None:
                # A name may look like a mark of a template; it was told apart when the letter was written.
                own_mark = letter.is_intact and name in marked
                for finding in letter.read.faults:
                    if not (own_mark and finding.code == LEFT_OVER):
                        yield wrong(finding.code, name, finding.message, finding.hint)
                if own is not None and strangers is not None:
                    yield from self._own_data(name, number, letter.read, own, strangers)
            if progress is not None:
                progress(done, total)
        yield from self._letters.rest()

    def _own_data(
        self, name: str, number: str, read: Read, own: OwnRows, strangers: Strangers
    ) -> Iterator[Finding]:
        row = own.row(int(number))
        is_pdf = self._letters.is_pdf
        for code, message in own_problems(
            row, number, self._state["printed"], read.text, read.items, is_pdf=is_pdf
        ):
            yield wrong(code, name, message, COMPARE)
        if row is not None and not isinstance(row, Excluded):
            strangers.look(number, row.recipient if isinstance(row, AffectedPerson) else row, read)

    def _is_unusual(self, text: str) -> bool:
        """Return whether a paragraph may be wrong by itself: the thorough reading then says."""
        if leftovers_of(text):
            return True
        return self._unusual is not None and says(self._unusual, text)

    def _faults(self, document: FinishedDocument) -> list[Finding]:
        return [finding for finding in self._all_faults(document) if finding.severity == "error"]

    def _all_faults(self, document: FinishedDocument) -> Iterator[Finding]:
        if self._rule is not None and self._case is not None:
            template = document.properties.get(f"{PREFIX}template", self._rule.templates[0].file)
            yield from section_findings(self._rule, self._case, document, template)
            return
        yield from structure_findings(document)
        filled = {section.id for section in document.sections if not section.is_empty}
        for section in self._state["sections"]:
            if section not in filled:
                message = f"必要な区画「{self._titles.get(section, section)}」がないか、空です。"
                yield Finding("error", "B307", message, ANEW)

    def surplus(self) -> Iterator[Finding]:
        """Say which files are in no list, those apart that Word and file managers make by themselves."""
        folder = self._batch.path
        parts = {part["file"] for part in self._state.get("parts", ())}
        there = {
            path.relative_to(folder).as_posix()
            for path in (*(folder / LETTERS).rglob("*"), *folder.glob(f"{LETTERS}-*"))
            if path.is_file() and path.name not in CLUTTER and not path.name.startswith(OPEN_IN_WORD)
        }
        there |= {path.name for path in folder.iterdir() if is_part(path)}
        for name in sorted(there - self._listed - parts):
            yield surplus(name)

    def counts(self) -> Iterator[Finding]:
        """Add up the rows."""
        counts = self._state["counts"]
        letters = sum(1 for _ in self._batch.rows(MANIFEST))
        excluded = sum(1 for _ in self._batch.rows(EXCLUDED))
        if letters != counts["letters"] or excluded != counts["excluded"]:
            message = (
                f"書面か除いた行の数が、作った時と異なります(manifest.csv は{letters:,}行、"
                f"作った時は{counts['letters']:,}行。excluded.csv は{excluded:,}行、作った時は{counts['excluded']:,}行)。"
            )
            hint = "manifest.csv と excluded.csv を元に戻すか、batch を新しい出力先で作り直してください。"
            yield wrong("B308", STATE, message, hint)
        if counts["rows"] != counts["letters"] + counts["excluded"] + counts["skipped"]:
            names = {"rows": "名簿の行", "letters": "書面", "excluded": "除いた行", "skipped": "対象外の行"}
            found = "、".join(f"{title} {counts[name]:,}" for name, title in names.items())
            message = f"名簿の行数が、書面、除いた行、対象外の行の合計に合いません({found})。"
            yield wrong("B309", STATE, message, ANEW)


def _unusual_texts(rule: Kind | None, case: Case | None) -> re.Pattern[str] | None:
    """Return what no letter may say by law, None where that is not known, or nothing."""
    if rule is None or case is None:
        return None
    forbidden = [pattern for requirement in demands(rule.law, case) for pattern in requirement.forbidden_text]
    forbidden += [each.pattern for each in rule.forbidden]
    return re.compile("|".join(f"(?:{each})" for each in forbidden)) if forbidden else None
