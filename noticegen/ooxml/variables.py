"""Which names does a template read from its context, written as dotted paths?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from jinja2 import nodes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_SPECIAL: Final = frozenset({"loop", "caller", "varargs", "kwargs", "self", "super"})
# Filters that read a field of every entry, named by their first argument or by ``attribute=``.
_BY_FIRST: Final = frozenset({"selectattr", "rejectattr", "groupby"})
_BY_KEYWORD: Final = frozenset({"map", "sort", "sum", "unique", "min", "max", "join", "groupby"})


@dataclass(frozen=True, slots=True)
class Read:
    """A name that is read, and the line of the tag that reads it: ``timeline[].what``."""

    line: int
    path: str


def reads(tree: nodes.Template, known: frozenset[str]) -> tuple[Read, ...]:
    """Return every read of the context in the order of the template, without the names ``known`` to Jinja."""
    return tuple(_Reader(known).block(tree.body, {}))


class _Reader:
    """Walks a template with a table of local names: what each stands for, or None for something computed."""

    def __init__(self, known: frozenset[str]) -> None:
        self._known = known

    def block(self, body: list[nodes.Node], names: dict[str, str | None]) -> Iterator[Read]:
        for node in body:
            yield from self._node(node, names)

    def _node(self, node: nodes.Node, names: dict[str, str | None]) -> Iterator[Read]:
        match node:
            case nodes.For():
                yield from self._loop(node, names)
            case nodes.Macro() | nodes.CallBlock():
                inner = {**names, **dict.fromkeys(arg.name for arg in node.args)}
                yield from self._children(node, inner, skip=("args",))
                if isinstance(node, nodes.Macro):
                    names[node.name] = None
            case nodes.Assign():
                yield from self._node(node.node, names)
                self._assign(node.target, self._path(node.node, names), names)
            case nodes.AssignBlock():
                yield from self._children(node, dict(names), skip=("target",))
                self._assign(node.target, None, names)
            case nodes.With():
                inner = dict(names)
                for target, value in zip(node.targets, node.values, strict=True):
                    yield from self._node(value, names)
                    self._assign(target, self._path(value, names), inner)
                yield from self.block(node.body, inner)
            case nodes.Name() | nodes.Getattr() | nodes.Getitem():
                yield from self._read(node, names)
            case nodes.Call(node=nodes.Getattr() as method):
                # The method's own name is no fact: what is read is the object.
                yield from self._node(method.node, names)
                yield from self._children(node, names, skip=("node",))
            case _:
                yield from self._children(node, names)

    def _children(
        self, node: nodes.Node, names: dict[str, str | None], skip: tuple[str, ...] = ()
    ) -> Iterator[Read]:
        for child in node.iter_child_nodes(exclude=skip):
            yield from self._node(child, names)
        if isinstance(node, nodes.Filter) and node.node is not None:
            path = self._path(node.node, names)
            yield from (Read(node.lineno, f"{path}[].{field}") for field in _fields_read(node) if path)

    def _loop(self, node: nodes.For, names: dict[str, str | None]) -> Iterator[Read]:
        yield from self._node(node.iter, names)
        path = self._path(node.iter, names)
        inner = dict(names)
        self._assign(node.target, f"{path}[]" if path else None, inner)
        if node.test is not None:
            yield from self._node(node.test, inner)
        yield from self.block(node.body, inner)
        yield from self.block(node.else_, dict(names))

    def _assign(self, target: nodes.Node, path: str | None, names: dict[str, str | None]) -> None:
        if isinstance(target, nodes.Name):
            names[target.name] = path
        else:
            names.update(dict.fromkeys(name.name for name in target.find_all(nodes.Name)))

    def _read(self, node: nodes.Expr, names: dict[str, str | None]) -> Iterator[Read]:
        path = self._path(node, names)
        if path is not None:
            yield Read(node.lineno, path)
        inner = node
        while isinstance(inner, nodes.Getattr | nodes.Getitem):
            if isinstance(inner, nodes.Getitem) and not isinstance(inner.arg, nodes.Const):
                yield from self._node(inner.arg, names)
            inner = inner.node
        if not isinstance(inner, nodes.Name):
            yield from self._node(inner, names)

    def _path(self, node: nodes.Node, names: Mapping[str, str | None]) -> str | None:
        """Return the dotted path of an expression; None when it is local or computed."""
        match node:
            case nodes.Name(name=name):
                return names.get(name, None if name in self._known | _SPECIAL else name)
            case nodes.Getattr():
                path = self._path(node.node, names)
                return f"{path}.{node.attr}" if path else None
            case nodes.Filter(node=nodes.Expr() as inner):
                return self._path(inner, names)
            case nodes.Getitem():
                path = self._path(node.node, names)
                return f"{path}{_step(node.arg)}" if path else None
            case _:
                return None


def _fields_read(node: nodes.Filter) -> Iterator[str]:
    """Yield the fields of the entries that a filter looks at: ``kind`` of ``protection|selectattr("kind", …)``."""
    given = [node.args[0]] if node.name in _BY_FIRST and node.args else []
    if node.name in _BY_KEYWORD:
        given += [pair.value for pair in node.kwargs if pair.key == "attribute"]
    for argument in given:
        if isinstance(argument, nodes.Const) and isinstance(argument.value, str):
            yield argument.value


def _step(key: nodes.Node) -> str:
    """Return what a subscript adds to a path: a slice is still the whole list."""
    if isinstance(key, nodes.Slice):
        return ""
    return f".{key.value}" if isinstance(key, nodes.Const) and isinstance(key.value, str) else "[]"
