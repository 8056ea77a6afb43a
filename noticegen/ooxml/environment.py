"""By which rules is a template evaluated: sandbox, escaping, nothing undefined, no None, branches noted?"""

from __future__ import annotations

import re
from types import BuiltinMethodType, MethodType
from typing import TYPE_CHECKING, Any, Final

from docxtpl import InlineImage
from jinja2 import StrictUndefined, Undefined, nodes, pass_context
from jinja2.compiler import CodeGenerator
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import escape

from noticegen.ooxml import limits
from noticegen.ooxml.same import ROWLESS, Said
from noticegen.ooxml.values import BESIDE, has_blank, is_unusual

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from jinja2 import Template
    from jinja2.compiler import Frame

MARKUP_PRINTED: Final = -1
"""Stands among the numbers of the branches when a value brought its own XML."""


class TemplateContext(Context):
    """What a template sees, with the document that it must not see and the room that is left to it."""

    def __init__(self, *arguments: Any, **named: Any) -> None:  # noqa: ANN401 - Jinja's own
        super().__init__(*arguments, **named)
        self.noticegen_document: Any = None
        self.noticegen_room = limits.Room()
        self.noticegen_said: dict[int, Said] = {}

    def derived(self, locals: dict[str, Any] | None = None) -> TemplateContext:  # noqa: A002 - Jinja's name
        """Return the context of a scoped block, of the same document and room."""
        context: TemplateContext = super().derived(locals)  # type: ignore[assignment]
        context.noticegen_document, context.noticegen_room = self.noticegen_document, self.noticegen_room
        return context

    def said(self, stretch: int) -> Sequence[str] | None:
        """Return what a stretch said in an earlier letter, and count it as said in this one."""
        found = self.noticegen_said.get(stretch)
        if found is None:
            return None
        self.exported_vars.add(found.branches)  # type: ignore[arg-type] # as one
        self.noticegen_room.take(found.size)
        return found.text

    def begin(self) -> tuple[set[str], int]:
        """Begin a stretch; return what :meth:`end` wants to be given."""
        before, self.exported_vars = self.exported_vars, set()
        return before, self.noticegen_room.left

    def end(self, stretch: int, begun: tuple[set[str], int], pieces: list[str]) -> Sequence[str]:
        """Return what a stretch says, remembered in one piece if all that it prints is plain text."""
        before, left = begun
        branches: Any = frozenset(self.exported_vars)
        self.exported_vars |= before
        values = BESIDE.join(("", *(piece for piece in pieces if type(piece) is not str), ""))
        said = "".join(pieces)
        if MARKUP_PRINTED in branches or is_unusual(values) or has_blank(values) or ROWLESS in said:
            return pieces
        text = (said,) if said else ()
        self.noticegen_said[stretch] = Said(text, branches, left - self.noticegen_room.left)
        return text


def new_context(
    template: Template,
    variables: Mapping[str, Any],
    document: Any = None,  # noqa: ANN401
    said: dict[int, Said] | None = None,
) -> TemplateContext:
    """Return a fresh context; ``document`` is docxtpl's, kept where a template cannot reach it."""
    environment, known = template.environment, template.globals
    context = TemplateContext(environment, {**known, **variables}, template.name, template.blocks, known)
    context.noticegen_document = document
    if said is not None:
        context.noticegen_said = said
    return context


_REMEMBERED: Final = 1_000
"""How many texts that need no escaping are known by heart, and how long: most of what letters say, they all say."""
_NOTHING: Final = object()
_NONE: Final = frozenset[type]()
# The sandbox gives a guarded method for that of a text.
_METHODS: Final = frozenset({MethodType, BuiltinMethodType})
_ESCAPED: Final = re.compile("[&<>\"']")
_DICT_NAMES: Final = frozenset(dir(dict))
_DICT_METHODS: Final = frozenset(name for name in _DICT_NAMES if not name.startswith("_"))


class MissingValueError(Exception):
    """A value that is printed is None."""


class FunctionPrintedError(Exception):
    """A function is printed where its result was meant."""


class DocumentNeededError(Exception):
    """A value wants docxtpl's document object."""


@pass_context
def _finalize(context: TemplateContext, value: Any) -> Any:  # noqa: ANN401 - any Python object may be printed
    if type(value) is str:
        context.noticegen_room.left -= len(value)
        return value
    if value is None:
        raise MissingValueError
    if isinstance(value, Undefined):
        return value
    if hasattr(value, "__html__"):
        context.exported_vars.add(MARKUP_PRINTED)  # type: ignore[arg-type]
        context.noticegen_room.take(len(value) if isinstance(value, str) else 0)
        return _bound(context, value)
    if callable(value):
        raise FunctionPrintedError
    return value


class Printed(str):
    """A printed value in which nothing had to be escaped: no ``str``, as the template's own text is."""

    __slots__ = ()


def _bound(context: TemplateContext, value: Any) -> Any:  # noqa: ANN401
    """Return ``value`` belonging to the document in the making, for what docxtpl ties to one."""
    document = context.noticegen_document
    if type(value).__module__ == "docxtpl.subdoc" and (document is None or value.docx is not document.docx):
        raise DocumentNeededError
    if not isinstance(value, InlineImage):
        return value
    if document is None:
        raise DocumentNeededError
    return InlineImage(document, value.image_descriptor, value.width, value.height, value.anchor)


class _BranchNotingGenerator(CodeGenerator):
    """Compiles templates that note in the context which branches were taken.

    Numbers are given in the order of the code. A context's ``exported_vars`` serve as notebook: they exist
    once per render and are otherwise read only by ``import``, which has no loader here.
    """

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        self._numbers: dict[int, int] = {}
        self._choice: int | None = None
        self._called: set[int] = set()
        self._stretches = 0
        # What rounds of a loop are left outside of the stretches differ from letter to letter.
        self._has_stretches = node.find(nodes.Scope) is not None
        self._rounds: dict[int, int] = {}
        for found in node.find_all((nodes.If, nodes.For, nodes.CondExpr)):
            bodies: tuple[object, ...] = (found,)
            if isinstance(found, nodes.If | nodes.For):
                bodies = (found.body, found.else_)
            for body in bodies:
                if isinstance(found, nodes.For) and body is found.body:
                    self._rounds[id(body)] = limits.ROUND + _fixed_text(found)
                if body:
                    self._numbers.setdefault(id(body), len(self._numbers))
        super().visit_Template(node, frame)

    def blockvisit(self, nodes: Iterable[nodes.Node], frame: Frame) -> None:
        number = self._numbers.get(id(nodes))
        if number is not None:
            self.writeline(f"context.exported_vars.add({number})")
        size = self._rounds.get(id(nodes))
        if size is not None:
            self.writeline(f"context.noticegen_room.take({size})")
        is_round = size is not None and frame.buffer is None and not self._has_stretches
        if is_round:
            # An empty piece before and after a round: what packs the letter takes the round as one.
            self.writeline("yield ''")
        super().blockvisit(nodes, frame)
        if is_round:
            self.writeline("yield ''")

    def visit_Scope(self, node: nodes.Scope, frame: Frame) -> None:  # noqa: N802
        # A stretch that may be said already. It is gathered in a buffer, whose pieces are given at its end.
        inner = frame.inner()
        inner.symbols.analyze_node(node)
        said, begun = self.temporary_identifier(), self.temporary_identifier()
        self._stretches += 1
        number = self._stretches
        self.writeline(f"{said} = context.said({number})")
        self.writeline(f"if {said} is None:")
        self.indent()
        self.writeline(f"{begun} = context.begin()")
        self.enter_frame(inner)
        self.buffer(inner)
        self.blockvisit(node.body, inner)
        self.leave_frame(inner)
        self.writeline(f"{said} = context.end({number}, {begun}, {inner.buffer})")
        self.outdent()
        self.writeline(f"yield from {said}")

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802
        self.write("environment.measured(")
        super().visit_Concat(node, frame)
        self.write(")")

    def start_write(self, frame: Frame, node: nodes.Node | None = None) -> None:
        # What a call block or filter block gives is printed like any value: escaped, and marked as printed.
        super().start_write(frame, node)
        self.write("environment.printed(context, ")

    def end_write(self, frame: Frame) -> None:
        self.write(")")
        super().end_write(frame)

    def _output_child_pre(self, *_: object) -> None:
        self.write("environment.printed(context, ")

    def _output_child_post(self, *_: object) -> None:
        self.write(")")

    def visit_CondExpr(self, node: nodes.CondExpr, frame: Frame) -> None:  # noqa: N802
        # The first expression that is visited next is the one taken when the test holds. (Its own identity
        # says nothing: the optimizer replaces constants.)
        self._choice = self._numbers[id(node)]
        super().visit_CondExpr(node, frame)

    def visit_Call(  # noqa: N802
        self, node: nodes.Call, frame: Frame, forward_caller: bool = False
    ) -> None:
        self._called.add(id(node.node))
        super().visit_Call(node, frame, forward_caller=forward_caller)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        # group.items of a dict is its entry; the method is meant only where it is called.
        if node.attr in _DICT_METHODS and id(node) not in self._called:
            entry = nodes.Getitem(node.node, nodes.Const(node.attr), node.ctx, lineno=node.lineno)
            entry.set_environment(self.environment)
            self.visit_Getitem(entry, frame)
        elif node.attr in _DICT_NAMES:
            super().visit_Getattr(node, frame)
        else:
            # An entry of a plain dict is read on the spot; what is not one goes through the sandbox.
            self.write(f"(found[{node.attr!r}] if type(found := ")
            self.visit(node.node, frame)
            self.write(
                f") is dict and {node.attr!r} in found else environment.getattr(found, {node.attr!r}))"
            )

    def visit(self, node: nodes.Node, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        number = self.__dict__.get("_choice")
        if number is None or isinstance(node, nodes.CondExpr):
            return super().visit(node, *args, **kwargs)
        self._choice = None
        self.write(f"(context.exported_vars.add({number}) or ")
        super().visit(node, *args, **kwargs)
        self.write(")")
        return None


class TemplateEnvironment(ImmutableSandboxedEnvironment):
    """The one environment in which templates are compiled and rendered."""

    code_generator_class = _BranchNotingGenerator
    context_class = TemplateContext
    intercepted_binops = limits.MEASURED_OPERATORS
    measured = staticmethod(limits.measured)

    def __init__(
        self,
        undefined: type[Undefined] | None = None,
        filters: Mapping[str, Callable[..., Any]] | None = None,
        tests: Mapping[str, Callable[..., Any]] | None = None,
    ) -> None:
        super().__init__(
            autoescape=True,
            undefined=undefined or StrictUndefined,
            finalize=_finalize,
            cache_size=0,
        )
        self._harmless: dict[str, set[type]] = {}
        self._seen: dict[str, Printed] = {}
        limits.guard_filters(self.filters)
        # Makes as many words as it is asked for, and none that belongs in a letter.
        del self.globals["lipsum"]
        self.filters.update(filters or {})
        self.tests.update(tests or {})

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401
        """Compute, unless the result would be too large. Raises LimitExceededError."""
        limits.refuse_large_operation(operator, left, right)
        return super().call_binop(context, operator, left, right)

    def call(self, context: TemplateContext, function: Any, /, *arguments: Any, **named: Any) -> Any:  # type: ignore[override] # noqa: ANN401
        """Call what the sandbox allows to be called. Raises LimitExceededError, SecurityError."""
        context.noticegen_room.take(limits.ROUND)
        limits.refuse_large_call(function, arguments, named)
        return limits.measured(super().call(context, function, *arguments, **named))

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401
        """Return an attribute or entry as the sandbox does, sooner: it decides by type and name alone."""
        if type(obj) in self._harmless.get(attribute, _NONE):
            value = getattr(obj, attribute, _NOTHING)
            if value is not _NOTHING and type(value) not in _METHODS:
                return value
        elif not isinstance(obj, str) and self.is_safe_attribute(obj, attribute, None):
            self._harmless.setdefault(attribute, set()).add(type(obj))
        return super().getattr(obj, attribute)

    def printed(self, context: TemplateContext, value: Any) -> str:  # noqa: ANN401
        """Return a value as it is printed: what ``escape(finalize(value))`` gives, sooner."""
        if type(value) is not str:
            value = _finalize(context, value)
            if hasattr(value, "__html__"):
                return escape(value)
            value = str(value)
        text = self._seen.get(value)
        if text is None:
            if not value.isalnum() and _ESCAPED.search(value):
                return escape(_finalize(context, value))
            text = Printed(value)
            if len(self._seen) < _REMEMBERED > len(text):
                self._seen[value] = text
        context.noticegen_room.left -= len(text)
        return text

    def unsafe_undefined(self, obj: Any, attribute: str) -> Undefined:  # noqa: ANN401
        """Refuse at once: a relaxed ``undefined`` must not turn a forbidden access into a blank.

        Raises:
            SecurityError: always.
        """
        raise SecurityError(f"{type(obj).__name__}.{attribute}")


def _fixed_text(loop: nodes.For) -> int:
    """Return how many characters of the template's own text stand in a loop."""
    return sum(len(data.data) for data in loop.find_all(nodes.TemplateData))
