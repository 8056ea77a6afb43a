"""What does a template say in the same words to many people, so that it need be said only once?

Of the letters of one incident most is the same in all of them. A stretch of a template that reads nothing which
differs from letter to letter is rendered for the first one and remembered; the template marks it as a ``Scope``,
which is nothing that its own syntax can make.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from jinja2 import nodes, pass_context

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jinja2 import Environment


class Said(NamedTuple):
    """What a stretch said: its text in one piece or none, the numbers of the branches taken, and the room it took."""

    text: tuple[str, ...]
    branches: frozenset[int]
    size: int


Varying: TypeAlias = Mapping[str, Collection[str]]
"""The variables that differ from letter to letter, each with those of its fields that do not."""

Memory: TypeAlias = dict[str, dict[int, Said]]
"""What the stretches of each part said. It belongs to one template and one set of variables."""

ROWLESS: Final = "</w:tblGrid></w:tbl>"
"""A table all of whose rows were left out: refused, and so never remembered."""

_WANTS_CONTEXT: Final = pass_context(lambda _: None).jinja_pass_arg  # type: ignore[attr-defined]
# Whatever is not here may have an effect, or another result next time.
_PLAIN: Final = (
    nodes.Output,
    nodes.TemplateData,
    nodes.If,
    nodes.For,
    nodes.Name,
    nodes.Const,
    nodes.Tuple,
    nodes.List,
    nodes.Dict,
    nodes.Pair,
    nodes.Keyword,
    nodes.CondExpr,
    nodes.Filter,
    nodes.Test,
    nodes.Getattr,
    nodes.Getitem,
    nodes.Slice,
    nodes.Concat,
    nodes.Compare,
    nodes.Operand,
    nodes.BinExpr,
    nodes.UnaryExpr,
)


def mark_same(tree: nodes.Template, varying: Varying, environment: Environment) -> list[str]:
    """Put every stretch of a template that reads nothing ``varying`` into a ``Scope``; return the text outside them.

    A filter or test that wants the context may give anything, as does a random choice.
    """
    tree.body = _Marker(tree, varying, environment).marked(tree.body)
    return list(_text_outside(tree))


class _Marker:
    def __init__(self, tree: nodes.Template, varying: Varying, environment: Environment) -> None:
        self._varying = varying
        self._environment = environment
        self._assigned: frozenset[str] = frozenset()
        while (assigned := frozenset(self._assigned_differently(tree))) != self._assigned:
            self._assigned = assigned

    def marked(self, body: Iterable[nodes.Node]) -> list[nodes.Node]:
        """Return the nodes with each stretch in a ``Scope``, and those in the branches of a condition."""
        found: list[nodes.Node] = []
        stretch: list[nodes.Node] = []
        for node in _pieces(body):
            if self._is_same(node):
                stretch.append(node)
                continue
            found += _stretch(stretch)
            stretch = []
            if isinstance(node, nodes.If):
                self._mark_branches(node)
            found.append(node)
        return found + _stretch(stretch)

    def _mark_branches(self, node: nodes.If) -> None:
        for branch in (node, *node.elif_):
            branch.body = self.marked(branch.body)
        node.else_ = self.marked(node.else_)

    def _assigned_differently(self, tree: nodes.Template) -> Iterator[str]:
        """Yield the names that are given anything but one and the same value in every letter."""
        same = {id(node) for node in tree.body if isinstance(node, nodes.Assign) and self._is_same(node.node)}
        for node in tree.find_all((nodes.Assign, nodes.AssignBlock, nodes.Macro)):
            if id(node) in same:
                continue
            target = node if isinstance(node, nodes.Macro) else node.target  # type: ignore[attr-defined] # both have one
            for name in (target, *target.find_all((nodes.Name, nodes.NSRef))):
                if isinstance(name, nodes.Macro | nodes.Name | nodes.NSRef):
                    yield name.name

    def _is_same(self, node: nodes.Node) -> bool:
        if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name):
            name = node.node.name
            return name not in self._assigned and node.attr in self._varying.get(name, (node.attr,))
        if isinstance(node, nodes.Name):
            return node.name not in self._assigned and node.name not in self._varying
        if not isinstance(node, _PLAIN) or not self._has_no_context(node):
            return False
        return all(map(self._is_same, node.iter_child_nodes()))

    def _has_no_context(self, node: nodes.Node) -> bool:
        if isinstance(node, nodes.Filter):
            function, name = self._environment.filters[node.name], node.name
        elif isinstance(node, nodes.Test):
            function, name = self._environment.tests[node.name], node.name
        else:
            return True
        wants_context = getattr(function, "jinja_pass_arg", None) is _WANTS_CONTEXT
        return name != "random" and (not wants_context or function.__module__ == "jinja2.filters")


def _pieces(body: Iterable[nodes.Node]) -> Iterator[nodes.Node]:
    """Yield the nodes, of an output every piece by itself."""
    for node in body:
        if isinstance(node, nodes.Output):
            yield from (nodes.Output([piece], lineno=piece.lineno) for piece in node.nodes)
        else:
            yield node


def _stretch(body: list[nodes.Node]) -> list[nodes.Node]:
    """Return a stretch as one node, unless it is the template's own text alone."""
    if all(isinstance(node, nodes.Output) and isinstance(node.nodes[0], nodes.TemplateData) for node in body):
        return body
    return [nodes.Scope(body, lineno=body[0].lineno)]


def _text_outside(node: nodes.Node) -> Iterator[str]:
    if isinstance(node, nodes.TemplateData):
        yield node.data
    if not isinstance(node, nodes.Scope):
        for child in node.iter_child_nodes():
            yield from _text_outside(child)
