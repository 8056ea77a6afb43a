"""How does a Word template become finished letters, compiled once and rendered many times?"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from noticegen.ooxml.compiled import CompiledPart
from noticegen.ooxml.environment import TemplateEnvironment
from noticegen.ooxml.errors import template_error
from noticegen.ooxml.package import Archive
from noticegen.ooxml.prepare import LABELS, prepare

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Mapping

    from jinja2 import Undefined

_PART_STEP = 1 << 16


@dataclass(frozen=True, slots=True)
class Rendering:
    """A finished letter and how it came about.

    ``branches`` are the numbers of the template's branches that were taken, the same in every process;
    ``blanks`` says that something was printed of which nothing can be seen.
    """

    data: bytes
    branches: frozenset[int]
    blanks: bool


class Template:
    """A Word template, prepared and compiled once; unchanging, so one object serves many threads."""

    name: str
    """The file name, for messages."""
    variables: frozenset[str]
    """The dotted names which the template reads from the context, such as ``timeline[].what``."""
    route: Literal["compiled", "docxtpl"]
    """``docxtpl`` when every letter needs docxtpl's work on the finished XML, which is slower."""

    def __init__(
        self,
        source: str | os.PathLike[str] | bytes,
        *,
        name: str | None = None,
        undefined: type[Undefined] | None = None,
        filters: Mapping[str, Callable[..., Any]] | None = None,
        tests: Mapping[str, Callable[..., Any]] | None = None,
    ) -> None:
        """Read, check and compile a template.

        ``undefined`` replaces Jinja's ``StrictUndefined``; ``filters`` and ``tests`` are added to Jinja's own.

        Raises:
            TemplateError: the template cannot be used; the findings say where and why.
        """
        self._data = source if isinstance(source, bytes) else _read(Path(source))
        self.name = name or ("template.docx" if isinstance(source, bytes) else Path(source).name)
        environment = TemplateEnvironment(undefined, filters, tests)
        prepared = prepare(self._data, self.name)
        self._parts = tuple(
            CompiledPart(part, environment, self.name, LABELS[part.kind]) for part in prepared.parts
        )
        self.variables = frozenset(read.path for part in self._parts for read in part.reads)
        self.route = "compiled"
        dynamic = {part.source.member for part in self._parts}
        self._archive = Archive.of(
            (member, data) for member, data in prepared.members.items() if member not in dynamic
        )

    def __repr__(self) -> str:
        return f"Template({self.name!r})"

    def render(self, context: Mapping[str, Any]) -> bytes:
        """Return the finished .docx; the same context gives the same bytes.

        Raises:
            RenderError: template and context do not go together.
        """
        return self.trace(context).data

    def trace(self, context: Mapping[str, Any]) -> Rendering:
        """Return the finished .docx with the branches taken and whether a printed value was blank.

        Raises:
            RenderError: template and context do not go together.
        """
        rendered = [part.render(context) for part in self._parts]
        members = [
            (part.source.member, f"{part.source.head}{result.xml}{part.source.tail}".encode())
            for part, result in zip(self._parts, rendered, strict=True)
        ]
        branches = frozenset(
            index * _PART_STEP + number for index, result in enumerate(rendered) for number in result.branches
        )
        return Rendering(
            self._archive.with_members(members), branches, any(result.blanks for result in rendered)
        )


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as problem:
        raise template_error(
            "T101",
            path.name,
            f"テンプレートを読めません({type(problem).__name__})。",
            hint="ファイルの場所と、読み取りの権限を確かめてください。",
        ) from None
