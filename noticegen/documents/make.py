"""One kind of document for one incident: its template compiled once, then one document or a thousand letters."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from noticegen._version import __version__
from noticegen.documents.context import context, of_person, seen_by, with_gaps
from noticegen.documents.filters import FILTERS, TESTS
from noticegen.documents.inserts import inserts
from noticegen.documents.person import SHARED
from noticegen.documents.phrases import phrase_findings
from noticegen.documents.readers import clients_of_person, reading_of
from noticegen.documents.sections_check import section_findings, stranger_findings
from noticegen.documents.since import changes, earlier_case
from noticegen.documents.window import window_of
from noticegen.findings import Finding, TemplateError, Where
from noticegen.law.conditions import CONDITIONS
from noticegen.law.demands import demands
from noticegen.ooxml.house import in_house_style
from noticegen.ooxml.package import members_of
from noticegen.ooxml.properties import with_properties
from noticegen.ooxml.reading import read_document
from noticegen.ooxml.scrub import scrub
from noticegen.ooxml.template import Rendering, Template

if TYPE_CHECKING:
    from collections.abc import Mapping

    from noticegen.documents.kinds import Kind, TemplateRule
    from noticegen.documents.readers import Reading
    from noticegen.facts.affected_person import AffectedPerson
    from noticegen.facts.incident import Incident
    from noticegen.law.conditions import Case

PREFIX: Final = "noticegen."
# Whatever else of a person there is, or will be, is the person's own.
_PERSONAL: Final = {"person": SHARED}


def facts_hash(incident: Incident) -> str:
    """Return the SHA-256 of the facts: the same for the same facts, however the file is laid out."""
    return hashlib.sha256(incident.model_dump_json().encode()).hexdigest()


class DocumentMaker:
    """Makes the documents of one kind in one case. Unchanging after its construction, but for what it remembers."""

    def __init__(self, kind: Kind, case: Case) -> None:
        """Choose the template. Raises TemplateError when none applies."""
        self.kind = kind
        self.case = case
        self.seen = seen_by(kind, case)
        self.template_rule = _chosen(kind, case)
        self._readings: dict[tuple[str, ...], Reading] = {}
        self._contexts: dict[tuple[str, ...], tuple[Reading, dict[str, Any]]] = {}

    @cached_property
    def template_bytes(self) -> bytes:
        """The Word template as it lies in the kind's folder."""
        return (self.kind.folder / self.template_rule.file).read_bytes()

    @property
    def template_name(self) -> str:
        """How messages call the template: by its place below the kinds, one from elsewhere by its name."""
        file = Path(self.template_rule.file)
        return file.name if file.is_absolute() else f"{self.kind.id}/{file.name}"

    @cached_property
    def template(self) -> Template:
        """The compiled template, with the properties by which a finished document is recognised."""
        members_of(self.template_bytes, self.template_name)  # says by its name of a file that is none
        # A firm's own template would bring its author and comments into every letter.
        letter = self.case.incident.letter
        dressed = in_house_style(
            scrub(self.template_bytes), legal=letter.style == "legal", window=window_of(letter)
        )
        prepared = with_properties(dressed, self.properties)
        return _compiled(prepared, self.template_name, self.kind.per == "recipient")

    @cached_property
    def properties(self) -> dict[str, str]:
        """What a finished document says of itself. No personal data."""
        values = {
            "kind": self.kind.id,
            # The name alone: where a lawyer keeps a template is nobody else's business.
            "template": Path(self.template_rule.file).name,
            "stage": self.case.stage_of(self.kind.law),
            "law_date": self.case.on.isoformat(),
            "version": __version__,
            "facts": facts_hash(self.case.incident),
            "template_hash": hashlib.sha256(self.template_bytes).hexdigest(),
            "client": self.case.client or "",
            "since": "" if self.case.since is None else facts_hash(self.case.since),
        }
        return {f"{PREFIX}{key}": value for key, value in values.items() if value}

    def make(
        self, person: AffectedPerson | None = None, number: str = "", gaps: Mapping[str, str] | None = None
    ) -> Rendering:
        """Return one finished document, for one person where the kind is made per recipient.

        ``gaps`` maps the dotted names of missing facts to their titles; they print as visible gaps.

        Raises:
            RenderError: template and facts do not go together.
        """
        variables = self.variables(person, number)
        if gaps:
            variables = with_gaps(variables, gaps, [group.id for group in self.case.incident.group])
        if person is None or gaps:
            return self.template.trace(variables, None)
        reading, _ = self._read_by(person)
        return self.template.trace(variables, reading.persons.shared(reading.person(person)).memory)

    def fits_window(self, letter: Rendering) -> bool:
        """Return whether the address of a letter shows whole in the window, as it was printed."""
        window: Any = letter.context["person"].window  # type: ignore[index]
        return window is None or bool(window.fits)

    def variables(self, person: AffectedPerson | None = None, number: str = "") -> dict[str, Any]:
        """Return everything that the template sees, for one person where the kind is made per recipient."""
        reading, variables = self._read_by(person)
        if person is not None:
            person = reading.person(person)
            seen = reading.persons.view(person, number, inserts=())
            if pages := inserts(person, seen, variables["contact"], reading.seen):
                seen = reading.persons.view(person, number, inserts=pages)
            variables = {**variables, "person": seen}
        return variables

    def _read_by(self, person: AffectedPerson | None) -> tuple[Reading, dict[str, Any]]:
        """Return the facts as the reader reads them, and the variables without ``person``; both made once."""
        group_ids = tuple(group.id for group in person.groups) if person else ()
        if group_ids not in self._contexts:
            clients = () if person is None else clients_of_person(self.case.incident, person)
            if clients not in self._readings:
                self._readings[clients] = reading_of(self.kind, self.case, clients)
            reading = self._readings[clients]
            self._contexts[group_ids] = reading, self._context(reading, person)
        return self._contexts[group_ids]

    def _context(self, reading: Reading, person: AffectedPerson | None) -> dict[str, Any]:
        variables = _variables(self.kind, reading.case, reading.seen, person)
        earlier = earlier_case(reading.case, person)
        if earlier is not None:
            old = _variables(self.kind, earlier, seen_by(self.kind, earlier), person)
            variables["computed"].changes = changes(self.kind.audience, old, variables)
        return variables

    def check(self, docx: bytes, *, strict: bool = False) -> tuple[Finding, ...]:
        """Return what is wrong with a finished document of this kind and case, wording included."""
        document = replace(read_document(docx), name=self.template_name)
        return (
            *section_findings(self.kind, self.case, document, self.template_rule.file, strict=strict),
            *stranger_findings(self.kind, self.case, document),
            *phrase_findings(self.kind, document, self.case.incident),
        )

    def binding_sections(self) -> list[str]:
        """Return the ids of the sections that statute or case law asks of this document, in order."""
        due = {requirement.id for requirement in demands(self.kind.law, self.case) if requirement.binds}
        rules = self.kind.sections_of(self.template_rule.file)
        return [rule.id for rule in rules if due.intersection(rule.requirements)]


def _variables(kind: Kind, case: Case, seen: Incident, person: AffectedPerson | None) -> dict[str, Any]:
    """Return the variables of one state of the facts, as far as they concern the person where there is one."""
    if person is None:
        return context(kind, case, seen)
    clients = clients_of_person(case.incident, person)
    return context(kind, case, of_person(seen, case.incident, person, clients), clients)


@lru_cache(maxsize=4)
def _compiled(prepared: bytes, name: str, is_personal: bool) -> Template:
    varying = _PERSONAL if is_personal else {}
    return Template(prepared, name=name, filters=FILTERS, tests=TESTS, varying=varying)


def _chosen(kind: Kind, case: Case) -> TemplateRule:
    for rule in kind.templates:
        if CONDITIONS[rule.when](case):
            return rule
    problem = Finding(
        "error",
        "K004",
        f"この事案に当てはまるテンプレートがありません(when は {'、'.join(rule.when for rule in kind.templates)})。",
        'ほかの場合のための [[template]] を、when = "always" と書いて最後に加えてください。',
        document=kind.id,
        where=Where(str(kind.folder / "document.toml")),
    )
    raise TemplateError(problem)
