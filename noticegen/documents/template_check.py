"""What is wrong with a Word template, before there are facts: its sections, its tags, what it would give away?"""

from __future__ import annotations

import os
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Final

from noticegen.documents.facts_check import severity
from noticegen.documents.filters import FILTERS, TESTS
from noticegen.documents.kinds import kind as kind_named
from noticegen.documents.kinds import kinds
from noticegen.documents.make import PREFIX
from noticegen.documents.sections_check import NO_SECTION
from noticegen.documents.template_uses import use_findings
from noticegen.facts.values import today
from noticegen.findings import DocumentError, Finding, Where
from noticegen.law.requirements import requirements
from noticegen.ooxml.lint import inspect
from noticegen.ooxml.reading import read_document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from noticegen.documents.kinds import Kind, SectionRule
    from noticegen.law.requirements import Requirement
    from noticegen.ooxml.reading import FinishedDocument

NOT_FOUND: Final = "T501"
NO_KIND: Final = "T517"


def check_template(
    source: str | os.PathLike[str] | bytes,
    kind: str | None = None,
    *,
    on: date | None = None,
    templates: str | os.PathLike[str] | None = None,
) -> tuple[Finding, ...]:
    """Return what is wrong with a Word template, each with the section and paragraph it stands in.

    Of which kind it is follows from ``kind``, else from the folder it lies in, else from its properties. A file
    that cannot be read is a finding like any other.

    Raises:
        TemplateError: there is no such kind.
    """
    name = "template.docx" if isinstance(source, bytes) else Path(source).name
    try:
        document = replace(read_document(source), name=name)
        data = source if isinstance(source, bytes) else Path(source).read_bytes()
    except DocumentError as problem:
        return problem.findings
    rule = kind_of(source, document, kind, templates)
    inspection = inspect(data, name, filters=FILTERS, tests=TESTS)
    found = [*inspection.findings, *use_findings(inspection.uses, rule, name)]
    if rule is None:
        hint = f"--document に {'、'.join(kinds(templates))} のどれかを指定してください。"
        message = "文書の種類が分からないため、区画と、読む人に見せられる事実は確認していません。"
        found.append(Finding("note", NO_KIND, message, hint, where=Where(name)))
    else:
        found += _sections(rule, document, file_of(rule, name, document), on or today())
    return tuple(found if rule is None else (replace(each, document=rule.id) for each in found))


def check_templates(
    paths: Iterable[str | os.PathLike[str]],
    kind: str | None = None,
    *,
    on: date | None = None,
    templates: str | os.PathLike[str] | None = None,
) -> tuple[Finding, ...]:
    """Return the findings of several templates, each with the whole path of its file."""
    return tuple(
        replace(finding, where=replace(finding.where, file=os.fspath(path)))
        if finding.where.file == Path(path).name
        else finding
        for path in paths
        for finding in check_template(path, kind, on=on, templates=templates)
    )


def kind_of(
    source: str | os.PathLike[str] | bytes,
    document: FinishedDocument,
    name: str | None,
    templates: str | os.PathLike[str] | None,
) -> Kind | None:
    """Return the kind of this name, else that in whose folder the file lies, else that which its properties name.

    Raises:
        TemplateError: there is no kind of this name.
    """
    if name:
        return kind_named(name, templates)
    if not isinstance(source, bytes):
        folder = Path(source).parent
        if (folder / "document.toml").is_file():
            real = folder.resolve()  # "." and a link are called otherwise
            return kind_named(real.name, folder.parent if folder.name == real.name else real.parent)
    return kinds(templates).get(document.properties.get(f"{PREFIX}kind", ""))


def file_of(kind: Kind, name: str, document: FinishedDocument) -> str:
    """Return for which template of the kind the file stands: by its name, its properties, or what it holds."""
    files = [rule.file for rule in kind.templates]
    there = {section.id for section in document.sections}
    for said in (name, document.properties.get(f"{PREFIX}template", "")):
        if said in files:
            return said
    return max(files, key=lambda file: len(there.intersection(rule.id for rule in kind.sections_of(file))))


def _sections(kind: Kind, document: FinishedDocument, file: str, on: date) -> Iterator[Finding]:
    """Yield the sections that are missing, and what the kind's own list of sections leaves out."""
    law = {requirement.id: requirement for requirement in requirements(kind.law, on)}
    declared = {rule.id for rule in kind.sections}
    there = {section.id for section in document.sections}
    for rule in kind.sections_of(file):
        if rule.id not in there:
            yield _missing(rule, law, sorted(there - declared), document.name)
    met = {requirement for rule in kind.sections for requirement in rule.requirements}
    for requirement in law.values():
        if (
            requirement.binds
            and requirement.section
            and not requirement.optional
            and requirement.id not in met
        ):
            yield Finding(
                "error",
                NO_SECTION,
                f"「{requirement.title}」を書く区画が、この種類の文書(document.toml)にありません。",
                f"[[section]] の requirements に {requirement.id} を加え、テンプレートに区画を設けてください。",
                requirement=requirement.id,
                where=Where(str(kind.folder / "document.toml")),
                sources=requirement.sources,
            )


def _missing(rule: SectionRule, law: Mapping[str, Requirement], others: list[str], file: str) -> Finding:
    asked = sorted((law[name] for name in rule.requirements if name in law), key=lambda each: not each.binds)
    close = get_close_matches(rule.id, others, 1)
    hint = (
        f"区画「{close[0]}」のタグを noticegen:{rule.id} に直してください。"
        if close
        else f"noticegen template new で作ったテンプレートから、タグが noticegen:{rule.id} の区画を写してください。"
    )
    return Finding(
        severity(asked[0].level if asked else "P"),
        NOT_FOUND,
        f"「{rule.title}」の区画がありません。",
        hint,
        section=rule.id,
        requirement=asked[0].id if asked else "",
        where=Where(file),
        sources=asked[0].sources if asked else (),
    )
