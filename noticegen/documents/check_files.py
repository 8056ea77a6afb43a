"""Checking what lies on the disk: incident files, Word documents and batch folders, several at once."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from noticegen.documents.check import STATEMENT, check, check_document
from noticegen.documents.located import located, located_in
from noticegen.facts.load import load_incident
from noticegen.facts.values import UNWRITTEN_DAY, today
from noticegen.findings import FactsError, Finding, NoticegenError, Where, has_errors
from noticegen.law.deadlines import deadlines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from noticegen.facts.incident import Incident
    from noticegen.law.deadlines import Deadline

NOT_CHECKABLE: Final = (
    "check で調べられる種類のファイルではありません。",
    "事実(.toml)、Word 文書(.docx)、batch の出力先を指定してください。名簿は batch が調べます。",
)


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What was found on a day, and what is due by the incidents among the files.

    ``statement`` is what must be said beside a clean result; it is empty where there is an error.
    """

    on: date
    findings: tuple[Finding, ...]
    deadlines: tuple[Deadline, ...] = ()

    @property
    def statement(self) -> str:
        """What a clean result does not say."""
        return "" if has_errors(self.findings) else STATEMENT


def check_incident(
    path: str | os.PathLike[str],
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
    return CheckReport(day, located(found, path), due)


def incident_deadlines(path: str | os.PathLike[str], *, on: date | None = None) -> CheckReport:
    """Return what is due by the facts of an incident file.

    Raises:
        FactsError: the file cannot be read as facts, or nobody wrote yet when the incident became known.
    """
    day = on or today()
    incident = load_incident(path)
    if incident.incident.known_on == UNWRITTEN_DAY:
        where = Where(path="incident.known_on")
        hint = "期限の1日目になる日です。known_on に、いずれかの部署が知った日を書いてください。"
        problem = Finding("error", "L105", "「知った日」がまだ書かれていません。", hint, where=where)
        raise FactsError(*located((problem,), path))
    return CheckReport(day, (), deadlines(incident, on=day))


def check_files(  # noqa: PLR0913 - each is a choice of the caller
    paths: Iterable[str | os.PathLike[str]],
    *,
    incident: str | os.PathLike[str] | None = None,
    documents: Iterable[str] = (),
    on: date | None = None,
    strict: bool = False,
    templates: str | os.PathLike[str] | None = None,
    check_folder: Callable[[Path, Incident | None], tuple[Finding, ...]] | None = None,
) -> CheckReport:
    """Return the findings of every path: an incident (.toml), a Word document (.docx), or a folder.

    A path that cannot be read becomes a finding and does not hide the others. ``incident`` is the file of the
    facts against which documents are checked, ``documents`` the kinds that are asked for, ``check_folder`` what
    checks a folder (:func:`noticegen.check_batch`). Without ``on`` a document is held to the day that it bears.

    Raises:
        FactsError: ``incident`` cannot be read as facts.
    """
    kinds = tuple(documents)
    facts = None if incident is None else load_incident(incident)
    kind = kinds[0] if len(kinds) == 1 else None
    found: list[Finding] = []
    due: list[Deadline] = []
    for path in map(Path, paths):
        try:
            if path.is_dir() and check_folder is not None:
                found += check_folder(path, facts)
            elif path.suffix.lower() == ".docx":
                report = check_document(path, facts, document=kind, on=on, strict=strict, templates=templates)
                found += (_in_file(finding, path) for finding in report)
            elif path.suffix.lower() not in {".toml", ""}:
                found.append(Finding("error", "D302", *NOT_CHECKABLE, where=Where(os.fspath(path))))
            else:
                one = check_incident(path, *kinds, on=on, strict=strict, templates=templates)
                found += one.findings
                due += one.deadlines
        except NoticegenError as error:
            found += (_in_file(finding, path) for finding in error.findings)
    return CheckReport(on or today(), tuple(found), tuple(due))


def _in_file(finding: Finding, path: Path) -> Finding:
    """Return a finding about a document with the whole path of its file, not only its name."""
    where = finding.where
    if where.file not in {None, path.name}:
        return finding
    return replace(finding, where=Where(os.fspath(path), where.line, where.column, where.path))
