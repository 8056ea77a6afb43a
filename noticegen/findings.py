"""What is wrong, where, by which provision, and what to do about it.

One value, :class:`Finding`, serves both a problem in the input (file, line, path) and a lack in a
document (document, section, requirement). The exceptions below carry findings and nothing else, so
that no personal data can slip into a traceback.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Where:
    """A place: a file, and in it a line and column (from 1), a TOML path, or a place in a document."""

    file: str | None = None
    line: int | None = None
    column: int | None = None
    path: str | None = None

    def __str__(self) -> str:
        """Return ``incident.toml:10:3 group[0].count``, leaving out what is not known."""
        position = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        return " ".join(part for part in (position, self.path) if part)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a person should know, in the order in which a message is read.

    ``message`` says what is wrong and what was found, ``hint`` what to write instead, ``sources`` which
    provision or document asks for it. ``code`` is stable; it never contains personal data, nor does any
    other field.
    """

    severity: Severity
    code: str
    message: str
    hint: str = ""
    document: str = ""
    section: str = ""
    requirement: str = ""
    where: Where = Where()
    sources: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return the finding as plain values for JSON, under the names of its attributes."""
        return {**asdict(self), "sources": list(self.sources)}

    def __str__(self) -> str:
        """Return place, message, hint and provision, a line each."""
        lines = [str(self.where), f"  {self.message}"]
        if self.hint:
            lines.append(f"  → {self.hint}")
        if self.sources:
            lines.append(f"  根拠: {'、'.join(self.sources)}")
        return "\n".join(line for line in lines if line.strip())


def has_errors(findings: Iterable[Finding]) -> bool:
    """Return whether any finding is an error."""
    return any(finding.severity == "error" for finding in findings)


class NoticegenError(Exception):
    """Something cannot go on; ``findings`` says everything that is known about why."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__(*findings)
        self.findings = findings

    def __str__(self) -> str:
        """Return every finding as text, in order."""
        return "\n".join(str(finding) for finding in self.findings)


class FactsError(NoticegenError):
    """The incident file cannot be read as facts. Carries every problem of the file."""


class RecipientsError(NoticegenError):
    """The recipients file cannot be read as a whole (one bad row is never such an error)."""


class TemplateError(NoticegenError):
    """A template or a document kind is not usable."""


class RenderError(TemplateError):
    """A template and these facts do not go together.

    ``variable`` is the dotted name of what could not be printed, ``timeline[].what``, where that is the trouble.
    """

    def __init__(self, *findings: Finding, variable: str | None = None) -> None:
        super().__init__(*findings)
        self.variable = variable


class DocumentError(NoticegenError):
    """A finished document cannot be read, or may not be written as it is."""


class OutputError(NoticegenError):
    """The output cannot be written, or may not be mixed with what is there."""
