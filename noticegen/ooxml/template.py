"""How does a Word template become finished letters, compiled once and rendered many times?"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, islice
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Literal

from lxml import etree

from noticegen.findings import TemplateError
from noticegen.ooxml.archive import unreadable
from noticegen.ooxml.compiled import CompiledPart
from noticegen.ooxml.document import render_with_document
from noticegen.ooxml.environment import DocumentNeededError, TemplateEnvironment
from noticegen.ooxml.failures import refuse_faulty
from noticegen.ooxml.lint_tags import swallowing_tags
from noticegen.ooxml.package import Archive, members_of
from noticegen.ooxml.prepare import LABELS, prepare
from noticegen.ooxml.same import ROWLESS
from noticegen.ooxml.structure import MOST_FAULTS, faults_of_template, unrendered_tags

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterator, Mapping

    from jinja2 import Undefined

    from noticegen.findings import Finding
    from noticegen.ooxml.compiled import RenderedPart
    from noticegen.ooxml.prepare import Prepared
    from noticegen.ooxml.same import Memory, Varying

    Context = Mapping[str, Any] | Callable[[Any], Mapping[str, Any]]

_NOTHING: Final[Varying] = MappingProxyType({})
_PART_STEP: Final = 1 << 16
# Fixed text is deflated ahead where that makes a letter longer by less than about a quarter: where its parts that are
# the same in all letters are so many times as long as what the fixed text of the others grows by.
_LEAST_FIXED: Final = 6
# Of a template whose letters have a memory, all that they have in common is one piece, and so its length is known.
_LEAST_FIXED_OF_SAME: Final = 3


@dataclass(frozen=True)
class Rendering:
    """A finished letter and how it came about.

    ``branches`` are the numbers of the template's branches that were taken, the same in every process;
    ``blanks`` says that something was printed of which nothing can be seen.
    """

    template: Template = field(repr=False)
    context: Context = field(repr=False)
    branches: frozenset[int]
    blanks: bool
    _pack: Callable[[], bytes] = field(repr=False)

    @cached_property
    def data(self) -> bytes:
        """The .docx, packed when it is first asked for."""
        return self._pack()


class Template:
    """A Word template, prepared and compiled once; unchanging, so one object serves many threads."""

    name: str
    """The file name, for messages."""
    variables: frozenset[str]
    """The dotted names which the template reads from the context, such as ``timeline[].what``."""
    route: Literal["compiled", "docxtpl"]
    """``docxtpl`` when every letter needs docxtpl's work on the finished XML, which is slower."""

    source: bytes
    """The Word file as it was given."""
    prepared: Prepared
    """The template taken apart, for what is built of it."""

    def __init__(  # noqa: PLR0913 - each is a choice of the caller
        self,
        source: str | os.PathLike[str] | bytes,
        *,
        name: str | None = None,
        undefined: type[Undefined] | None = None,
        filters: Mapping[str, Callable[..., Any]] | None = None,
        tests: Mapping[str, Callable[..., Any]] | None = None,
        varying: Varying = _NOTHING,
    ) -> None:
        """Read, check and compile a template.

        ``undefined`` replaces Jinja's ``StrictUndefined``; ``filters`` and ``tests`` are added to Jinja's own.
        ``varying`` names the variables that differ from letter to letter, each with those of its fields that do not
        (``{"number": (), "person": ("kind",)}``): all else is said once for the letters of the same memory.

        Raises:
            TemplateError: the template cannot be used; the findings say where and why.
        """
        self.source = source if isinstance(source, bytes) else _read(Path(source))
        self.name = name or ("template.docx" if isinstance(source, bytes) else Path(source).name)
        self._rules: dict[str, Any] = {
            "undefined": undefined,
            "filters": filters,
            "tests": tests,
            "varying": varying,
        }
        environment = TemplateEnvironment(undefined, filters, tests)
        prepared = prepare(self.source, self.name)
        _refuse_faults(prepared, self.name)
        self.prepared = prepared
        self._parts = _compile(prepared, environment, self.name, varying)
        self.variables = frozenset(read.path for part in self._parts for read in part.reads)
        self.route = _route(self._parts)
        dynamic = {part.source.member for part in self._parts}
        self._fixed = {
            story.member: prepared.members[story.member]
            for story in prepared.core
            if story.member not in dynamic
        }
        self._archive = Archive.of(
            (member, data) for member, data in prepared.members.items() if member not in dynamic
        )
        growth = sum(part.growth for part in self._parts)
        least = _LEAST_FIXED_OF_SAME if varying else _LEAST_FIXED
        self._ahead = growth * least <= len(self._archive.content)

    def __repr__(self) -> str:
        return f"Template({self.name!r})"

    def render(self, context: Context, memory: Memory | None = None) -> bytes:
        """Return the finished .docx; the same context gives the same bytes.

        A context that needs docxtpl's document (for ``Subdoc`` or ``build_url_id``) is given as a function
        that is called with it. ``memory`` is a dict, empty for the first letter, of those letters whose contexts
        differ in nothing but what is ``varying``: what they have in common is taken from there.

        Raises:
            RenderError: template and context do not go together.
        """
        pack, _ = self._rendered(context, memory)
        return pack()

    def trace(self, context: Context, memory: Memory | None = None) -> Rendering:
        """Return the finished .docx with the branches taken and whether a printed value was blank.

        Raises:
            RenderError: template and context do not go together.
        """
        pack, rendered = self._rendered(context, memory)
        branches, *others = (result.branches for result in rendered)
        if any(others):
            branches = branches.union(
                index * _PART_STEP + number for index, taken in enumerate(others, 1) for number in taken
            )
        return Rendering(self, context, branches, any(result.blanks for result in rendered), pack)

    def variant(self, data: bytes) -> Template:
        """Return another Word file as a template of the same name under the same rules."""
        return Template(data, name=self.name, **self._rules)

    def texts(self, context: Context) -> dict[str, str]:
        """Return every part that the context decides on, by its name in the archive.

        Raises:
            RenderError: template and context do not go together.
        """
        pack, _ = self._rendered(context)
        if isinstance(pack, _Packing):
            return pack.texts()
        members = members_of(pack(), self.name)
        return {part.source.member: members[part.source.member].decode() for part in self._parts}

    def _rendered(
        self, context: Context, memory: Memory | None = None
    ) -> tuple[Callable[[], bytes], list[RenderedPart]]:
        """Return what gives the finished file, and the rendered parts."""
        if self.route == "compiled" and not callable(context):
            try:
                rendered = [part.render(context, memory=memory) for part in self._parts]
            except DocumentNeededError:
                pass
            else:
                for part, result in zip(self._parts, rendered, strict=True):
                    if not part.proof.has_rows and result.ends_table and ROWLESS in result.xml:
                        refuse_faulty(f"{part.source.head}{result.xml}{part.source.tail}", part)
                return _Packing(self._archive, self._parts, rendered, self._ahead), rendered
        data, rendered = render_with_document(self.source, self._parts, context, self._fixed, self.name)
        return lambda: data, rendered


@dataclass(frozen=True, slots=True)
class _Packing:
    """A letter before it is packed."""

    archive: Archive
    parts: tuple[CompiledPart, ...]
    rendered: list[RenderedPart]
    ahead: bool

    def __call__(self) -> bytes:
        return self.archive.with_members(
            part.pack(result, ahead=self.ahead) for part, result in self._pairs()
        )

    def texts(self) -> dict[str, str]:
        return {
            part.source.member: f"{part.source.head}{result.xml}{part.source.tail}"
            for part, result in self._pairs()
        }

    def _pairs(self) -> Iterator[tuple[CompiledPart, RenderedPart]]:
        return zip(self.parts, self.rendered, strict=True)


def _refuse_faults(prepared: Prepared, file: str) -> None:
    """Raise every fault of the structure at once."""
    faults = [
        fault.as_finding(file, LABELS[story.kind])
        for story in prepared.stories
        for fault in islice(
            chain(faults_of_template(story.tree, story.relationships), swallowing_tags(story.tree)),
            MOST_FAULTS,
        )
    ]
    endnotes = prepared.members.get("word/endnotes.xml")
    if endnotes is not None:
        tree = etree.fromstring(endnotes)
        faults += [fault.as_finding(file, "文末脚注") for fault in unrendered_tags(tree)]
    if faults:
        raise TemplateError(*faults)


def _compile(
    prepared: Prepared, environment: TemplateEnvironment, file: str, varying: Varying
) -> tuple[CompiledPart, ...]:
    """Return the compiled parts, or raise what is wrong in any of them at once."""
    parts: list[CompiledPart] = []
    findings: list[Finding] = []
    for source in prepared.parts:
        try:
            parts.append(CompiledPart(source, environment, file, LABELS[source.kind], varying))
        except TemplateError as problem:
            findings += problem.findings
    if findings:
        raise TemplateError(*findings)
    return tuple(parts)


def _route(parts: tuple[CompiledPart, ...]) -> Literal["compiled", "docxtpl"]:
    """Return how letters are made, by what is certain of every one of them.

    Raises:
        TemplateError: a condition or loop can leave a table cell without the paragraph that Word demands.
    """
    bare = [part.bare_cell(line) for part in parts for line in part.proof.bare_cells]
    if bare:
        raise TemplateError(*bare)
    for part in parts:
        is_body = part.source.kind == "body"
        mended = is_body and not (part.proof.has_stable_tables and part.proof.has_fixed_drawings)
        if mended or not part.proof.is_well_formed:
            return "docxtpl"
    return "compiled"


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        raise TemplateError(*unreadable(path.name).findings) from None
