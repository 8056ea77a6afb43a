"""How is one part of a template compiled once, and rendered many times into checked XML?"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from jinja2 import Template as JinjaTemplate
from jinja2 import TemplateSyntaxError, nodes

from noticegen.ooxml import failures
from noticegen.ooxml.environment import MARKUP_PRINTED, DocumentNeededError, new_context
from noticegen.ooxml.package import Packed, pack
from noticegen.ooxml.proof import prove
from noticegen.ooxml.same import mark_same
from noticegen.ooxml.split import SplitDeflate, growth
from noticegen.ooxml.tags import TagMap
from noticegen.ooxml.values import (
    BESIDE,
    forbidden_character,
    has_blank,
    has_static_breaks,
    is_unusual,
    unresolved_character,
    with_breaks,
    with_line_feeds,
)
from noticegen.ooxml.variables import Read, reads

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from noticegen.findings import Finding
    from noticegen.ooxml.environment import TemplateEnvironment
    from noticegen.ooxml.prepare import PartSource
    from noticegen.ooxml.same import Memory, Said, Varying

_ESCAPED_BRACES: Final = (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}"))
_REMEMBERED: Final = 1_000
_NEEDS_DOCUMENT: Final = ("<w:tbl", "<w:tc", "<w:gridSpan", "docPr")


class RenderedPart(NamedTuple):
    """The text that came out, the numbers of the branches taken, and whether a printed value was blank.

    ``is_mixed``: what is printed is no longer apart from the fixed text.
    """

    pieces: Sequence[str]
    branches: frozenset[int]
    blanks: bool
    is_mixed: bool

    @property
    def xml(self) -> str:
        """The text in one piece."""
        return "".join(self.pieces)

    @property
    def ends_table(self) -> bool:
        """Whether a table may end where a piece begins: after rows that are not there, for example."""
        return self.is_mixed or any(piece.startswith("</w:tbl>") for piece in self.pieces)


class CompiledPart:
    """One part of a template, ready to be rendered; unchanging, so safe in threads."""

    def __init__(
        self,
        source: PartSource,
        environment: TemplateEnvironment,
        file: str,
        label: str,
        varying: Varying,
    ) -> None:
        """Compile the part; ``varying`` is what differs between the letters that share a memory.

        Raises:
            TemplateError: every unknown filter and test, or the first mistake of syntax.
        """
        self.source = source
        self._environment = environment
        self._known_branches: dict[frozenset[Any], frozenset[int]] = {}
        self.file = file
        self.label = label
        self.tags = TagMap(source.xml, label)
        try:
            tree = self._parsed()
            failures.refuse_unknown_names(tree, environment, self.tags, file)
            # Before the code is made: the optimizer of the compiler changes the tree.
            self.reads: tuple[Read, ...] = reads(tree, frozenset(environment.globals))
            self.proof = prove(tree)
            fixed = mark_same(tree, varying, environment) if varying else []
            main = self._code(tree)
        except TemplateSyntaxError as problem:
            raise failures.syntax_error(problem, self.tags, file) from None
        self._remembering = main if varying else None
        if not varying:
            self._template = main
        self._split = SplitDeflate(source.member, source.head, source.tail)
        self.growth = growth(fixed if varying else _fixed_texts(main))
        """About how many bytes the part takes more when its fixed text is deflated ahead."""
        self._always_breaks = source.kind != "core" and has_static_breaks(source.xml)

    @cached_property
    def _template(self) -> JinjaTemplate:
        """The code of the whole part, for a letter by itself: rarely wanted where letters have a memory."""
        return self._code(self._parsed())

    def _parsed(self) -> nodes.Template:
        tree = self._environment.parse(self.tags.source)
        if _with_braces(self.source.xml) != self.source.xml:
            for data in tree.find_all(nodes.TemplateData):
                data.data = _with_braces(data.data)
        return tree

    def _code(self, tree: nodes.Template) -> JinjaTemplate:
        environment = self._environment
        code = environment.compile(tree, filename=failures.code_name(self.file))
        return JinjaTemplate.from_code(environment, code, environment.globals)

    def render(
        self,
        variables: Mapping[str, Any],
        document: Any = None,  # noqa: ANN401
        memory: Memory | None = None,
    ) -> RenderedPart:
        """Return what the part says with these variables, with the help of what it has said before.

        Raises:
            RenderError: something undefined, None, forbidden or broken; the finding names variable and place.
            DocumentNeededError: a value needs docxtpl's ``document`` and there is none.
        """
        said: dict[int, Said] | None = None
        if memory is None or self._remembering is None:
            template = self._template
        else:
            template, said = self._remembering, memory.setdefault(self.source.member, {})
        context = new_context(template, variables, document, said)
        pieces: list[str] = []
        try:
            pieces.extend(template.root_render_func(context))
            context.noticegen_room.take()
        except DocumentNeededError:
            raise
        except Exception as problem:  # noqa: BLE001 - a template may meet any error of any object
            if said is not None:  # only the code of the whole template knows its lines
                return self.render(variables, document)
            raise failures.failed_render(problem, self, variables) from None
        # What the template itself says comes out as str, what is printed as a subclass of it.
        values = [piece for piece in pieces if type(piece) is not str]
        joined = f"{BESIDE}{BESIDE.join(values)}{BESIDE}" if values else ""
        unusual = is_unusual(joined)
        if unusual:
            self._refuse(forbidden_character, values, variables, document)
            pieces = [piece if type(piece) is str else with_line_feeds(piece) for piece in pieces]
        is_mixed = (unusual and self.source.kind != "core") or self._always_breaks
        if is_mixed:
            pieces = [with_breaks("".join(pieces))]
        if unusual and unresolved_character("".join(pieces)):
            self._refuse(unresolved_character, values, variables, document)
        noted: set[Any] = context.exported_vars
        if MARKUP_PRINTED in noted:
            noted.discard(MARKUP_PRINTED)
            if document is None and any(sign in value for value in values for sign in _NEEDS_DOCUMENT):
                raise DocumentNeededError
            xml = "".join((self.source.head, *pieces, self.source.tail))
            failures.refuse_faulty(xml, self, self._printed(variables, document))
        return RenderedPart(pieces, self._branches(frozenset(noted)), has_blank(joined), is_mixed)

    def _branches(self, noted: frozenset[Any]) -> frozenset[int]:
        """Return the numbers of the branches among what a context has noted, some of them in sets."""
        branches = self._known_branches.get(noted)
        if branches is None:
            sets = (each for each in noted if type(each) is frozenset)
            branches = frozenset(each for each in noted if type(each) is int).union(*sets)
            if len(self._known_branches) < _REMEMBERED:
                self._known_branches[noted] = branches
        return branches

    def pack(self, rendered: RenderedPart, *, ahead: bool) -> Packed:
        """Return a rendered part as a member of the archive; ``ahead``: with the fixed text that is deflated already."""
        if ahead and not rendered.is_mixed:
            return self._split.pack(rendered.pieces)
        return pack(self.source.member, f"{self.source.head}{rendered.xml}{self.source.tail}".encode())

    def _printed(self, variables: Mapping[str, Any], document: Any) -> Iterator[tuple[int, str]]:  # noqa: ANN401
        """Yield every printed value with the line of its tag, in a second render: for messages only."""
        context = new_context(self._template, variables, document)
        stream: Any = self._template.root_render_func(context)
        for piece in stream:
            if type(piece) is not str:
                yield self._template.get_corresponding_lineno(stream.gi_frame.f_lineno), piece

    def bare_cell(self, line: int) -> Finding:
        """Return that the tag on this line can leave a table cell without a paragraph."""
        return failures.bare_cell(self.tags, line, self.file)

    def template_line(self, code_line: int) -> int:
        """Return the line of the tag which a line of the compiled code comes from."""
        return self._template.get_corresponding_lineno(code_line)

    def _refuse(
        self,
        sign_of: Callable[[str], str | None],
        values: list[str],
        variables: Mapping[str, Any],
        document: Any,  # noqa: ANN401
    ) -> None:
        """Raise for the first value with a character that ``sign_of`` names; None means no value has one."""
        if any(map(sign_of, values)):
            raise failures.forbidden_value(sign_of, self, self._printed(variables, document)) from None


def _fixed_texts(template: JinjaTemplate) -> set[str]:
    """Return the pieces of its own text that a template gives."""
    functions: Iterable[Any] = (template.root_render_func, *template.blocks.values())
    return {text for each in functions for text in each.__code__.co_consts if type(text) is str}


def _with_braces(text: str) -> str:
    """Return the template's own text with docxtpl's escaped braces as braces; data is never treated so."""
    for escaped, brace in _ESCAPED_BRACES:
        text = text.replace(escaped, brace)
    return text
