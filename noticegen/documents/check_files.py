"""Checking what lies on the disk: incident files, Word documents and batch folders, several at once."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from noticegen.documents.applicable import applicable_kinds
from noticegen.documents.check import (
    STATEMENT,
    check,
    check_document,
    document_case,
)
from noticegen.documents.clients import clients_of
from noticegen.documents.consistency import set_findings
from noticegen.documents.facts_check import UNWRITTEN
from noticegen.documents.kinds import kind as kind_named
from noticegen.documents.located import located, located_in
from noticegen.documents.provenance import provenance
from noticegen.documents.report_matrix import met_by_document, met_by_facts
from noticegen.documents.strangers import Recipients
from noticegen.facts.load import Source, load_incident, source_name
from noticegen.facts.values import UNWRITTEN_DAY, today
from noticegen.findings import FactsError, Finding, NoticegenError, Where, has_errors
from noticegen.law.conditions import Case
from noticegen.law.deadlines import deadline_questions, deadlines
from noticegen.law.earlier import earlier_law_findings
from noticegen.ooxml.reading import read_document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date

    from noticegen.documents.provenance import Provenance
    from noticegen.documents.report_matrix import Met
    from noticegen.facts.incident import Incident
    from noticegen.law.deadlines import Deadline
    from noticegen.ooxml.reading import FinishedDocument

BATCH: Final = "batch.json"
"""The file by which a folder that a batch wrote is known."""
OPEN_IN_WORD: Final = "~$"
NOT_CHECKABLE: Final = (
    "check で調べられる種類のファイルではありません。",
    "事実(.toml)、Word 文書(.docx)、batch の出力先を指定してください。名簿は --recipients に書きます。",
)
NOTHING_THERE: Final = (
    "フォルダーに、check で調べられるものがありません。",
    "事実(.toml)か Word 文書(.docx)の入ったフォルダー、又は batch の出力先を指定してください。",
)
_TABLE: Final = re.compile(rb"^\[incident\]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file or folder that was checked; of an incident also its title, its business, and what is due by it."""

    file: str
    title: str = ""
    business: str = ""
    deadlines: tuple[Deadline, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What was found on a day, and what is due by the incidents among the files.

    ``statement`` is what must be said beside a clean result; it is empty where there is an error. ``files`` are
    those that could be read, ``met`` what each document has of each requirement, ``documents`` from what each Word
    document was made.
    """

    on: date
    findings: tuple[Finding, ...]
    deadlines: tuple[Deadline, ...] = ()
    files: tuple[CheckedFile, ...] = ()
    met: tuple[Met, ...] = ()
    documents: tuple[Provenance, ...] = ()

    @property
    def statement(self) -> str:
        """What a clean result does not say."""
        return "" if has_errors(self.findings) else STATEMENT

    @property
    def dues(self) -> dict[str | None, tuple[Deadline, ...]]:
        """The deadlines of each file of facts, and of all files where there is only one of facts."""
        of_facts = [each for each in self.files if each.title]
        found: dict[str | None, tuple[Deadline, ...]] = {each.file: each.deadlines for each in of_facts}
        if len(of_facts) == 1:
            found[None] = of_facts[0].deadlines
        return found


def check_incident(
    path: Source,
    *documents: str,
    on: date | None = None,
    strict: bool = False,
    templates: str | os.PathLike[str] | None = None,
) -> CheckReport:
    """Return what is missing or doubtful in an incident file, each with its line, and what is due.

    Raises:
        FactsError: the file cannot be read as facts.
        TemplateError: there is no such kind of document.
    """
    day = on or today()
    incident = load_incident(path)
    with located_in(path):
        found = check(incident, *documents, on=day, strict=strict, templates=templates)
    due = () if incident.incident.known_on == UNWRITTEN_DAY else deadlines(incident, on=day)
    facts = incident.incident
    file = CheckedFile(source_name(path) or "", facts.title, incident.business.name, due)
    met = tuple(
        each
        for name in documents or applicable_kinds(incident, templates)
        for each in _met(incident, name, day, templates)
    )
    return CheckReport(day, located(found, path), due, (file,), met)


def _met(incident: Incident, name: str, on: date, templates: str | os.PathLike[str] | None) -> Iterator[Met]:
    rule = kind_named(name, templates)
    for client in clients_of(rule, incident):
        yield from met_by_facts(rule, Case(incident, on, client, rule.audience))


def incident_deadlines(path: Source, *, on: date | None = None) -> CheckReport:
    """Return what is due by the facts of an incident file, and what only a contract or nobody yet knows.

    Raises:
        FactsError: the file cannot be read as facts, or nobody wrote yet when the incident became known.
    """
    day = on or today()
    incident = load_incident(path)
    if incident.incident.known_on == UNWRITTEN_DAY:
        where = Where(path="incident.known_on")
        message = "「知った日」がまだ書かれていません。期限の1日目になる、いずれかの部署が知った日です。"
        problem = Finding("error", UNWRITTEN, message, where=where)
        raise FactsError(*located((problem,), path))
    doubts = (*deadline_questions(incident, day), *earlier_law_findings(Case(incident, day), "ppc_report"))
    return CheckReport(day, located(doubts, path), deadlines(incident, on=day))


def check_files(  # noqa: PLR0913 - each is a choice of the caller
    paths: Iterable[Source],
    *,
    incident: Source | None = None,
    documents: Iterable[str] = (),
    on: date | None = None,
    strict: bool = False,
    templates: str | os.PathLike[str] | None = None,
    check_folder: Callable[[Path, Incident | None], tuple[Finding, ...]] | None = None,
    recipients: str | os.PathLike[str] | None = None,
    reading: Mapping[str, Any] | None = None,
) -> CheckReport:
    """Return the findings of every path: an incident (.toml, or its text as bytes), a Word document, or a folder.

    A path that cannot be read becomes a finding and does not hide the others. ``incident`` is the file of the
    facts against which documents are checked (else the only facts among the paths), ``documents`` the kinds that
    are asked for, ``check_folder`` what checks a folder (:func:`noticegen.check_batch`); of a folder that no
    batch wrote, the facts and every Word document are checked. Several documents are compared with one another,
    too. Without ``on`` a document is held to the day that it bears. ``recipients`` is the list to which letters
    are held, ``reading`` how :func:`noticegen.read_recipients` is to read it.

    Raises:
        FactsError: ``incident`` cannot be read as facts.
    """
    kinds = tuple(documents)
    sources = tuple(_unfolded(paths))
    facts = _facts(sources) if incident is None else load_incident(incident)
    kind = kinds[0] if len(kinds) == 1 else None
    day = on or today()
    reports: list[CheckReport] = []
    people: Recipients | None = None
    read: list[tuple[Path, FinishedDocument]] = []
    for source in sources:
        path = Path(source_name(source) or "")
        try:
            if not isinstance(source, bytes) and path.is_dir() and not (path / BATCH).is_file():
                problem = Finding("error", "D302", *NOTHING_THERE, where=Where(os.fspath(path)))
                reports.append(CheckReport(day, (problem,)))
            elif not isinstance(source, bytes) and path.is_dir() and check_folder is not None:
                reports.append(
                    _report((_in_folder(each, path) for each in check_folder(path, facts)), path, day)
                )
            elif not isinstance(source, bytes) and path.suffix.lower() == ".docx":
                if recipients is not None and facts is not None:
                    people = people or Recipients.of(recipients, facts, **(reading or {}))
                found = check_document(
                    path, facts, document=kind, on=on, strict=strict, templates=templates, recipients=people
                )
                one = _report((_in_file(finding, path) for finding in found), path, day)
                one = replace(one, documents=(provenance(path, facts, templates),))
                read.append((path, replace(read_document(path), name=os.fspath(path))))
                if facts is not None:
                    rule, case = document_case(path, facts, document=kind, on=on, templates=templates)
                    one = replace(one, met=met_by_document(rule, case, os.fspath(path), found))
                reports.append(one)
            elif not isinstance(source, bytes) and path.suffix.lower() not in {".toml", ""}:
                problem = Finding("error", "D302", *NOT_CHECKABLE, where=Where(os.fspath(path)))
                reports.append(CheckReport(day, (problem,)))
            else:
                reports.append(check_incident(source, *kinds, on=on, strict=strict, templates=templates))
        except NoticegenError as error:
            told = error.findings
            if not isinstance(source, bytes):
                told = tuple(_in_file(finding, path) for finding in told)
            reports.append(CheckReport(day, told))
    reports.append(CheckReport(day, _of_sets(read, facts, templates)))
    return CheckReport(
        day,
        tuple(each for one in reports for each in one.findings),
        # Several files of facts mostly have the same ones.
        tuple(dict.fromkeys(each for one in reports for each in one.deadlines)),
        tuple(each for one in reports for each in one.files),
        tuple(each for one in reports for each in one.met),
        tuple(each for one in reports for each in one.documents),
    )


def _unfolded(paths: Iterable[Source]) -> Iterator[Source]:
    """Yield the paths, in place of a folder that no batch wrote what is to be checked in it, where there is anything."""
    for source in paths:
        path = Path(source_name(source) or "")
        found = [] if isinstance(source, bytes) or not path.is_dir() else sorted(_within(path))
        if found:
            yield from found
        else:
            yield source


def _within(folder: Path) -> Iterator[Path]:
    """Yield the facts, the Word documents, Word's own locks apart, and the folders that a batch wrote, in a folder."""
    if (folder / BATCH).is_file():
        yield folder
        return
    for path in folder.iterdir():
        if path.is_dir():
            yield from _within(path)
        elif not path.name.startswith(OPEN_IN_WORD) and (
            path.suffix.lower() == ".docx" or _holds_facts(path)
        ):
            yield path


def _holds_facts(path: Path) -> bool:
    """Whether a file holds facts, and not what a kind of document or an editor is set to."""
    return path.suffix.lower() == ".toml" and _TABLE.search(path.read_bytes()) is not None


def _facts(sources: tuple[Source, ...]) -> Incident | None:
    """Return the facts that lie beside the documents, where there is no doubt which they are."""
    found = [each for each in sources if isinstance(each, bytes) or Path(each).suffix.lower() == ".toml"]
    if len(found) != 1 or len(sources) == 1:
        return None
    try:
        return load_incident(found[0])
    except FactsError:
        return None  # told by the check of the facts themselves


def _of_sets(
    read: Iterable[tuple[Path, FinishedDocument]],
    facts: Incident | None,
    templates: str | os.PathLike[str] | None,
) -> tuple[Finding, ...]:
    """Return where documents contradict each other; without the facts, those of one folder are of one incident."""
    sets: dict[Path | None, list[FinishedDocument]] = {}
    for path, document in read:
        sets.setdefault(path.parent if facts is None else None, []).append(document)
    return tuple(
        finding
        for documents in sets.values()
        for finding in set_findings(documents, facts, templates=templates)
    )


def _report(findings: Iterable[Finding], path: Path, on: date) -> CheckReport:
    """Return the report on a file that is not one of facts."""
    return CheckReport(on, tuple(findings), files=(CheckedFile(os.fspath(path)),))


def _in_folder(finding: Finding, folder: Path) -> Finding:
    """Return a finding about a batch folder with the path of its file, not only its place within the folder."""
    name = finding.where.file
    if name is None or Path(name) == folder:
        return finding
    return replace(finding, where=replace(finding.where, file=os.fspath(folder / name)))


def _in_file(finding: Finding, path: Path) -> Finding:
    """Return a finding about a document with the whole path of its file, not only its name."""
    where = finding.where
    if where.file not in {None, path.name}:
        return finding
    return replace(finding, where=Where(os.fspath(path), where.line, where.column, where.path))
