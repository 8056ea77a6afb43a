"""Checking facts before there is a document, and documents whoever wrote them last."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from noticegen._version import __version__
from noticegen.documents.applicable import applicable_kinds
from noticegen.documents.clients import clients_of, no_client
from noticegen.documents.context import seen_by
from noticegen.documents.edited import edited
from noticegen.documents.facts_check import fact_findings
from noticegen.documents.gathered import gathered
from noticegen.documents.kinds import kinds
from noticegen.documents.make import PREFIX, facts_hash
from noticegen.documents.own_duty import joint_findings, own_duty_findings
from noticegen.documents.phrases import phrase_findings, phrases_in_facts
from noticegen.documents.provenance import law_date_of
from noticegen.documents.sections_check import (
    ABSENT,
    NOT_CHECKED,
    RESTORE,
    section_findings,
    stranger_findings,
    structure_findings,
)
from noticegen.documents.strangers import Recipients, letter_findings
from noticegen.documents.wrong_role import role_findings
from noticegen.facts.values import today
from noticegen.findings import DocumentError, Finding, Where
from noticegen.law.changes import overdue_changes
from noticegen.law.conditions import CONDITIONS, Case
from noticegen.law.demands import demands_of_any_case
from noticegen.law.discipline import discipline_findings
from noticegen.law.earlier import earlier_law_findings
from noticegen.law.plausibility import plausibility_findings
from noticegen.law.requirements import recorded_since
from noticegen.ooxml.reading import read_document

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator
    from datetime import date

    from noticegen.documents.kinds import Kind
    from noticegen.facts.incident import Incident
    from noticegen.ooxml.reading import FinishedDocument

NO_LAW: Final = "L202"
STATEMENT: Final = "記載の有無のみを確認しました。内容の真実性・十分性は確認していません。"
"""What a clean result does not say, and so must be said with it."""


def check(
    incident: Incident,
    *documents: str,
    on: date | None = None,
    strict: bool = False,
    templates: str | os.PathLike[str] | None = None,
) -> tuple[Finding, ...]:
    """Return what is missing or doubtful in the facts, for these kinds of document or for all that apply.

    Raises:
        TemplateError: there is no such kind.
    """
    from noticegen.documents.kinds import kind as kind_named  # noqa: PLC0415 - the name is also an argument's

    day = on or today()
    found: list[Finding] = [*plausibility_findings(Case(incident, day))]
    for name in documents or applicable_kinds(incident, templates):
        rule = kind_named(name, templates)
        clients = clients_of(rule, incident)
        if not clients:
            found.append(no_client(rule))
        for client in clients:
            case = Case(incident, day, client, rule.audience)
            said = (
                *gathered(check_facts(rule, case, strict=strict), rule, case),
                *phrases_in_facts(rule, case),
            )
            if documents:
                said = (*said, *role_findings(rule, case))
            found += [finding for finding in dict.fromkeys(said) if finding not in found]
    return tuple(found)


def check_facts(rule: Kind, case: Case, *, strict: bool = False) -> tuple[Finding, ...]:
    """Return what one document lacks in its facts, the law's own cross-checks of that kind included."""
    found = (
        *before_the_law(rule, case.on),
        *earlier_law_findings(case, rule.law),
        *fact_findings(rule, case, seen_by(rule, case), strict=strict),
    )
    if rule.law == "disciplinary_memo":
        found = (*found, *discipline_findings(case.incident, case.on))
    return (*found, *own_duty_findings(rule, case), *joint_findings(rule, case), *_changed_law(rule, case))


def before_the_law(rule: Kind, on: date) -> Iterator[Finding]:
    """Yield an error for a day whose law is not recorded: a check would pass everything."""
    since = recorded_since(rule.law)
    if since is not None and on < since:
        message = f"{on} の法令は収録していません。必要な記載を確認できません。"
        hint = f"--on に {since} 以後の日を指定してください。"
        yield Finding("error", NO_LAW, message, hint, document=rule.id)


def _changed_law(rule: Kind, case: Case) -> Iterator[Finding]:
    """Warn where the law has changed since somebody last compared the tables with it."""
    for change in overdue_changes(case.on, rule.law):
        yield Finding(
            "warning",
            "L201",
            f"法令の改正({change.title})が施行されていますが、この版の表は改正前に確認したものです。",
            "noticegen を新しい版にするか、改正の影響を確かめてください。",
            document=rule.id,
            sources=change.sources,
        )


def check_document(  # noqa: PLR0913 - each is a choice of the caller
    source: str | os.PathLike[str] | bytes,
    incident: Incident | None = None,
    *,
    document: str | None = None,
    on: date | None = None,
    strict: bool = False,
    templates: str | os.PathLike[str] | None = None,
    recipients: Recipients | str | os.PathLike[str] | None = None,
) -> tuple[Finding, ...]:
    """Return what is wrong with a Word document, ours or one that was edited since.

    What it must hold follows from its kind (in its properties, or ``document``) and from the facts, and so does
    what it may state: every number, date, name and word of certainty that is not as the facts have it is told.
    Without ``incident`` only what holds for every incident is checked, and a note says so. With ``recipients``,
    the list, a letter is held to its own person's row and searched for other people's data.

    Raises:
        DocumentError: the file cannot be read, or nobody says what kind of document it is.
        RecipientsError: the list of recipients cannot be read.
    """
    finished = read_document(source)
    said = _said(finished)
    rule = _kind_of(said, document, templates, _name(source))
    wording = phrase_findings(rule, finished, incident)
    if incident is None:
        found = edited(rule, said.get("template", rule.templates[0].file), finished)
        return (
            *_unknown_template(said, rule, finished),
            *_without_facts(rule, found.document, said),
            *found.findings(strict=strict),
            *wording,
        )
    case = _case_of(said, rule, incident, on)
    template = said.get("template", "")
    if template not in _names(rule):
        asked = (each.file for each in rule.templates if CONDITIONS[each.when](case))
        template = next(asked, rule.templates[0].file)
    people = None
    if recipients is not None and rule.per == "recipient":
        people = Recipients.of(recipients, incident)
    own, number = (None, "") if people is None else people.person_of(finished, incident)
    other = _has_other_template(said, rule)
    found = edited(
        rule, template, finished, case, law_date=_day(said), person=own, number=number, is_ours=not other
    )
    unknown = tuple(_unknown_template(said, rule, finished))
    return (
        *(unknown or (_other_template(said, rule, finished) if other else ())),
        *before_the_law(rule, case.on),
        *section_findings(rule, case, found.document, template, strict=strict),
        *stranger_findings(rule, case, finished),
        *_older_facts(finished, said, incident),
        *found.findings(own, strict=strict),
        *(() if people is None else letter_findings(rule, finished, people, incident, own, found.usual)),
        *wording,
    )


def document_case(
    source: str | os.PathLike[str] | bytes,
    incident: Incident,
    *,
    document: str | None = None,
    on: date | None = None,
    templates: str | os.PathLike[str] | None = None,
) -> tuple[Kind, Case]:
    """Return the kind of a finished document, and the case to which :func:`check_document` holds it.

    Raises:
        DocumentError: the file cannot be read, or nobody says what kind of document it is.
    """
    said = _said(read_document(source))
    rule = _kind_of(said, document, templates, _name(source))
    return rule, _case_of(said, rule, incident, on)


def _said(document: FinishedDocument) -> dict[str, str]:
    """Return what a finished document says of itself."""
    return {
        key.removeprefix(PREFIX): value
        for key, value in document.properties.items()
        if key.startswith(PREFIX)
    }


def _kind_of(
    said: dict[str, str],
    document: str | None,
    templates: str | os.PathLike[str] | None,
    file: str | None,
) -> Kind:
    name = document or said.get("kind")
    known = kinds(templates)
    if name is None or name not in known:
        message = (
            "文書の種類が分かりません。" if name is None else f"「{name}」という種類の文書はありません。"
        )
        hint = f"--document に {'、'.join(known)} のどれかを指定してください。"
        raise DocumentError(Finding("error", "D210", message, hint, where=Where(file)))
    return known[name]


def _case_of(said: dict[str, str], rule: Kind, incident: Incident, on: date | None) -> Case:
    return Case(
        incident, on or _day(said) or today(), _client(rule, incident, said.get("client")), rule.audience
    )


def _without_facts(rule: Kind, document: FinishedDocument, said: dict[str, str]) -> Iterator[Finding]:
    """Yield what can be said without the facts: sections due in every incident, and the structure."""
    day = _day(said)
    if day is not None:
        yield from before_the_law(rule, day)
    yield from structure_findings(document, rule.id)
    there = {section.id for section in document.sections}
    due = {each.id: each for each in demands_of_any_case(rule.law, day) if each.section and not each.optional}
    for section in rule.sections_of(said.get("template", rule.templates[0].file)):
        asked = sorted(
            (due[name] for name in section.requirements if name in due), key=lambda each: not each.binds
        )
        if asked and section.when == "always" and section.id not in there:
            yield Finding(
                "error" if asked[0].binds else "warning",
                ABSENT,
                f"「{section.title}」の区画がありません。",
                RESTORE,
                document=rule.id,
                section=section.id,
                requirement=asked[0].id,
                where=Where(document.name),
                sources=asked[0].sources,
            )
    yield Finding(
        "note",
        NOT_CHECKED,
        "事実(incident.toml)が与えられていないため、事案によって要る区画は確認していません。",
        "--incident incident.toml を付けて確認してください。",
        document=rule.id,
        where=Where(document.name),
    )


def _has_other_template(said: dict[str, str], rule: Kind) -> bool:
    """Return whether a document was made from a template that is none of this kind's: a firm's own, mostly."""
    files = (rule.folder / each.file for each in rule.templates)
    known = {sha256(file.read_bytes()).hexdigest() for file in files if file.is_file()}
    return said.get("template_hash", "") not in {"", *known}


def _other_template(said: dict[str, str], rule: Kind, document: FinishedDocument) -> Iterator[Finding]:
    message = (
        "別のテンプレートから作られた文書です。区画の外(ヘッダー、フッターなど)は、事実と比べていません。"
    )
    hint = "事務所のテンプレートで作ったのなら、--templates にその場所を書いてください。"
    if said.get("version") != __version__:
        hint = "前の版の noticegen で作った文書です。作り直せば、すべて比べられます。"
    yield Finding("note", "D214", message, hint, document=rule.id, where=Where(document.name))


def _unknown_template(said: dict[str, str], rule: Kind, document: FinishedDocument) -> Iterator[Finding]:
    """Yield a warning where a document names a template that its kind does not have, and each has sections of its own."""
    known = _names(rule)
    named = said.get("template")
    if named is None or named in known or not any(section.template for section in rule.sections):
        return
    message = f"「{rule.title}」に、この文書が作られたテンプレート({named})はありません。"
    hint = (
        "事務所のテンプレートなら、--templates にその場所を書いてください。"
        f"いまは {'、'.join(known)} のうち、事実に当たるもの(事実がなければ共通)の区画を調べました。"
    )
    yield Finding("warning", "D215", message, hint, document=rule.id, where=Where(document.name))


def _names(rule: Kind) -> tuple[str, ...]:
    return tuple(Path(each.file).name for each in rule.templates)


def _older_facts(document: FinishedDocument, said: dict[str, str], incident: Incident) -> Iterator[Finding]:
    if said.get("facts") not in (None, facts_hash(incident)):
        yield Finding(
            "note",
            "D211",
            "この文書は、いまの incident.toml とは異なる内容の事実から作られました。",
            "事実の変更が文書に影響するか確かめ、必要なら作り直してください。",
            where=Where(document.name),
        )


def _day(said: dict[str, str]) -> date | None:
    return law_date_of(said.get("law_date"))


def _client(rule: Kind, incident: Incident, client: str | None) -> str | None:
    if rule.per != "client":
        return None
    known = [party.id for party in incident.clients]
    return client if client in known else known[0] if len(known) == 1 else None


def _name(source: str | os.PathLike[str] | bytes) -> str | None:
    return None if isinstance(source, bytes) else Path(source).name
