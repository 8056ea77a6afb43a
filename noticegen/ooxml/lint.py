"""What is wrong with a Word file as a template, everything at once, and what do its tags read?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from jinja2 import TemplateSyntaxError

from noticegen.findings import DocumentError, Finding, TemplateError
from noticegen.ooxml import failures
from noticegen.ooxml.archive import read_parts
from noticegen.ooxml.environment import TemplateEnvironment
from noticegen.ooxml.faces import face_findings
from noticegen.ooxml.lint_controls import control_findings
from noticegen.ooxml.lint_metadata import metadata_findings
from noticegen.ooxml.lint_page import page_findings
from noticegen.ooxml.lint_tags import tag_faults
from noticegen.ooxml.prepare import LABELS, prepare
from noticegen.ooxml.proof import prove
from noticegen.ooxml.structure import MOST_FAULTS, faults_of_template
from noticegen.ooxml.tags import TagMap
from noticegen.ooxml.template import Template
from noticegen.ooxml.uses import Use, uses

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from noticegen.ooxml.prepare import PartSource

MISTYPED: Final = frozenset({"T310", "T313", "T509", "T510", "T511"})


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was found, and what the tags read as far as they could be understood."""

    findings: tuple[Finding, ...]
    uses: tuple[Use, ...]


def uses_of(data: bytes, name: str) -> tuple[Use, ...]:
    """Return what the tags of a template read, part by part.

    Raises:
        TemplateError: it cannot be read, or a tag is not understood.
    """
    environment = TemplateEnvironment()
    return tuple(
        use for part in prepare(data, name).parts for use in _understood(part, environment, name).uses
    )


def inspect(
    data: bytes,
    name: str,
    *,
    filters: Mapping[str, Callable[..., Any]] | None = None,
    tests: Mapping[str, Callable[..., Any]] | None = None,
) -> Inspection:
    """Return everything that can be said about a template without knowing its facts."""
    try:
        prepared = prepare(data, name)
        parts = read_parts(data)
    except (TemplateError, DocumentError) as problem:
        return Inspection(problem.findings, ())
    environment = TemplateEnvironment(filters=filters, tests=tests)
    findings: list[Finding] = []
    found: list[Use] = []
    mistyped: set[str] = set()
    for story in prepared.stories:
        label = LABELS[story.kind]
        faults = [*faults_of_template(story.tree, story.relationships), *tag_faults(story.tree)]
        if any(fault.code in MISTYPED for fault in faults):
            mistyped.add(story.member)
        findings += [fault.as_finding(name, label) for fault in faults[:MOST_FAULTS]]
    for part in prepared.parts:
        try:
            understood = _understood(part, environment, name)
        except TemplateError as problem:
            # Over a mistyped tag, which is told already, Jinja only stumbles, mostly at another place.
            findings += () if part.member in mistyped else problem.findings
        else:
            found += understood.uses
            findings += understood.findings
    findings += control_findings(data, name)
    if not findings:
        findings += _of_compiling(data, name, filters, tests)
    findings += [*face_findings(parts, name), *metadata_findings(parts, name), *page_findings(parts, name)]
    return Inspection(tuple(findings), tuple(found))


def _understood(part: PartSource, environment: TemplateEnvironment, name: str) -> Inspection:
    """Return what a part reads, and its unknown filters and cells that may stay bare.

    Raises:
        TemplateError: a tag is not understood.
    """
    tags = TagMap(part.xml, LABELS[part.kind])
    try:
        tree = environment.parse(tags.source)
    except TemplateSyntaxError as problem:
        raise failures.syntax_error(problem, tags, name) from None
    findings: list[Finding] = []
    try:
        failures.refuse_unknown_names(tree, environment, tags, name)
    except TemplateError as problem:
        findings += problem.findings
    findings += [failures.bare_cell(tags, line, name) for line in prove(tree).bare_cells]
    return Inspection(tuple(findings), uses(tree, tags, frozenset(environment.globals)))


def _of_compiling(
    data: bytes,
    name: str,
    filters: Mapping[str, Callable[..., Any]] | None,
    tests: Mapping[str, Callable[..., Any]] | None,
) -> tuple[Finding, ...]:
    """Return what only compiling finds."""
    try:
        Template(data, name=name, filters=filters, tests=tests)
    except TemplateError as problem:
        return problem.findings
    return ()
