"""From the facts to finished documents: refused when something binding is missing, or stamped as a draft."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from noticegen.documents.check import NO_LAW, check_facts
from noticegen.documents.clients import client_of, clients_of
from noticegen.documents.facts_check import HIDDEN, MISSING, where_to_write
from noticegen.documents.gathered import gathered
from noticegen.documents.kinds import kind as kind_named
from noticegen.documents.make import DocumentMaker
from noticegen.documents.output import write_file
from noticegen.documents.person import specimen
from noticegen.documents.plain import limit_findings, plain_text, text_fields
from noticegen.documents.since_check import since_findings
from noticegen.documents.wrong_role import role_findings
from noticegen.facts.incident import Incident
from noticegen.facts.values import today
from noticegen.findings import DocumentError, Finding, RenderError, Where, has_errors
from noticegen.law.conditions import Case
from noticegen.law.requirements import requirements
from noticegen.ooxml.rows import keep_together
from noticegen.ooxml.stamp import stamp_draft

if TYPE_CHECKING:
    import os
    from datetime import date

    from noticegen.documents.kinds import Kind
    from noticegen.documents.plain import TextField

SPECIMEN_NUMBER: Final = "見本"
MOST_GAPS: Final = 200
NOT_PRINTABLE: Final = "T202"
"""The template prints a fact that is not there."""
NEEDED: Final = "この文書に必要な事実"


@dataclass(frozen=True, slots=True)
class Draft:
    """A document: its bytes, what there is to say about it, and whether it is stamped as incomplete.

    ``fields`` and ``text``: the same field by field, to be pasted into the web form; empty where the kind has none.
    """

    kind: str
    docx: bytes
    findings: tuple[Finding, ...]
    client: str | None = None
    is_incomplete: bool = False
    is_specimen: bool = False
    fields: tuple[TextField, ...] = ()
    text: str = ""

    @property
    def name(self) -> str:
        """The file name without its ending: the kind, and the client's id, or 見本 for a letter to nobody."""
        suffix = self.client or (SPECIMEN_NUMBER if self.is_specimen else "")
        return f"{self.kind}-{suffix}" if suffix else self.kind

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the Word document and return its path. A folder gets the document under its own name.

        Raises:
            OutputError: it cannot be written.
        """
        target = Path(path)
        if target.is_dir():
            target /= f"{self.name}.docx"
        write_file(target, self.docx)
        return target


def draft(  # noqa: PLR0913 - each is a choice of the caller
    incident: Incident,
    kind: str,
    *,
    on: date | None = None,
    client: str | None = None,
    since: Incident | None = None,
    incomplete: bool = False,
    strict: bool = False,
    templates: str | os.PathLike[str] | None = None,
) -> Draft:
    """Return one document of this kind.

    ``since`` is the state of the facts from which the document before it was made: a template that has the place
    then says what is not as that document said (``computed.changes``).

    A kind that is made per client needs ``client`` where there are several; a kind that is made per recipient
    gives a specimen letter to a person who does not exist. ``incomplete`` writes it even if something binding
    is missing: every page is stamped 下書き and every gap is marked.

    Raises:
        DocumentError: something binding is missing; the findings say what, where to write it, and which
            provision asks for it.
        TemplateError: there is no such kind, or its template is not usable.
    """
    rule = kind_named(kind, templates)
    case = Case(incident, on or today(), client_of(rule, incident, client), rule.audience, since)
    found = (
        *check_facts(rule, case, strict=strict),
        *role_findings(rule, case),
        *since_findings(rule, case),
    )
    if has_errors(found) and (not incomplete or any(finding.code == NO_LAW for finding in found)):
        raise DocumentError(*found)
    gaps = gap_titles(found) if incomplete else {}
    try:
        data, of_document = _rendered(rule, case, gaps, strict=strict, incomplete=incomplete)
    except RenderError as error:
        raise _refusal(error, found, kind) from error
    found = (*found, *(new for new in of_document if not _is_known(new, found)))
    if has_errors(found) and not incomplete:
        raise DocumentError(*found)
    errors = list(dict.fromkeys(_gap_line(finding) for finding in found if finding.severity == "error"))
    if errors:
        data = stamp_draft(data, errors)
    fields = () if rule.text is None else text_fields(data, rule.text)
    return Draft(
        kind,
        data,
        (*gathered(found, rule, case), *limit_findings(fields, kind)),
        case.client,
        is_incomplete=bool(errors),
        is_specimen=rule.per == "recipient",
        fields=fields,
        text=plain_text(rule.title.partition("（")[0], fields, incomplete=bool(errors)) if fields else "",
    )


def _refusal(error: RenderError, found: tuple[Finding, ...], kind: str) -> RenderError | DocumentError:
    """Return the missing fact as the reason where a template cannot do without one that the law does not demand."""
    variable = error.variable or ""
    lacking = [
        finding
        for finding in found
        if finding.code in {MISSING, HIDDEN} and re.sub(r"\d+", "", finding.where.path or "") == variable
    ]
    if lacking:
        return DocumentError(
            *(replace(finding, severity="error") if finding in lacking else finding for finding in found)
        )
    is_fact = re.split(r"[.\[]", variable)[0] in Incident.model_fields
    if not is_fact or NOT_PRINTABLE not in {finding.code for finding in error.findings}:
        return error
    table, _, own = variable.partition(".")
    if table == "document":
        variable, place = f"document.{kind}.{own}", f"[document.{kind}] の {own}"
    else:
        place = where_to_write(variable)
    message = f"この文書に必要な事実が書かれていません。（{variable}）"
    hint = f"{place} を書いてください。"
    return DocumentError(*found, Finding("error", MISSING, message, hint, where=Where(path=variable)))


def gap_titles(findings: tuple[Finding, ...]) -> dict[str, str]:
    """Return the paths of missing facts with the titles of what they would say."""
    titles = {requirement.id: requirement.title for requirement in requirements()}
    return {
        finding.where.path: titles.get(finding.requirement, finding.message)
        for finding in findings
        if finding.code in {MISSING, HIDDEN} and finding.where.path
    }


def _gap_line(finding: Finding) -> str:
    path = f"（{finding.where.path}）" if finding.where.path and finding.code.startswith(("L", "K")) else ""
    return f"{finding.message}{path}"


def drafts(  # noqa: PLR0913 - each is a choice of the caller
    incident: Incident,
    kind: str,
    *,
    on: date | None = None,
    since: Incident | None = None,
    incomplete: bool = False,
    strict: bool = False,
    templates: str | os.PathLike[str] | None = None,
) -> tuple[Draft, ...]:
    """Return the documents of this kind: one, or one for each client, if any. Raises as :func:`draft` does."""
    rule = kind_named(kind, templates)
    return tuple(
        draft(
            incident,
            kind,
            on=on,
            client=client,
            since=since,
            incomplete=incomplete,
            strict=strict,
            templates=templates,
        )
        for client in clients_of(rule, incident)
    )


def _rendered(
    rule: Kind, case: Case, gaps: dict[str, str], *, strict: bool, incomplete: bool
) -> tuple[bytes, tuple[Finding, ...]]:
    """Return the document and what it lacks.

    With ``incomplete``, whatever the template cannot print becomes one more visible gap.
    """
    person = specimen(case.incident) if rule.per == "recipient" else None
    number = SPECIMEN_NUMBER if person else ""
    maker = DocumentMaker(rule, case)
    own = {f"document.{fact.name}": fact.title for fact in rule.facts}
    while True:
        try:
            made = maker.make(person, number, gaps)
        except RenderError as error:
            if not incomplete or error.variable is None or len(gaps) > MOST_GAPS:
                raise
            # Of a fact of the kind itself, whatever is asked of it: its day of the week.
            fact = ".".join(error.variable.split(".")[:2])
            missing = fact if fact in own and fact not in gaps else error.variable
            if missing in gaps:
                raise
            gaps = {**gaps, missing: own.get(missing, NEEDED)}
        else:
            data = keep_together(made.data)
            return data, maker.check(data, strict=strict)


def _is_known(finding: Finding, found: tuple[Finding, ...]) -> bool:
    return any(finding.requirement and finding.requirement == other.requirement for other in found)
