"""What is certain about every letter of a template, whichever branches are taken?

docxtpl mends each finished document: it parses the XML forgivingly, adjusts the grid of tables and numbers
the drawings. Where this module proves that there will be nothing to mend, that work is not needed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Final, NamedTuple

from jinja2 import nodes

if TYPE_CHECKING:
    from collections.abc import Iterable

_TOKEN: Final = re.compile(r"<!--.*?-->|<\?.*?\?>|<(/?)([\w:.-]+)([^<>]*?)(/?)>", re.DOTALL)
_SPAN: Final = re.compile(r"w:val=\"(\d+)\"")
_PRINTED: Final = "\ufffc"
# A paragraph inside these counts as a paragraph of the cell around them.
_TRANSPARENT: Final = frozenset({"w:sdt", "w:sdtContent", "w:ins", "w:del", "w:customXml", "w:smartTag"})
_OWN_FRAGMENT: Final = (nodes.Macro, nodes.CallBlock, nodes.FilterBlock, nodes.AssignBlock)


class _Unproven(Exception):  # noqa: N818 - a jump out of the walk, seen by nobody
    """The elements do not close in every branch as they opened."""


class _Open(NamedTuple):
    """An element that is open; ``last`` says what a table cell ends with so far: p, other, maybe, or nothing."""

    name: str
    control: tuple[int, ...]
    identity: int
    last: str = ""


class _State(NamedTuple):
    stack: tuple[_Open, ...] = ()
    partial: str = ""


@dataclass(slots=True)
class _Row:
    control: tuple[int, ...]
    cells: int = 0
    span: int = 0
    varies: bool = False


@dataclass(slots=True)
class _Table:
    control: tuple[int, ...]
    columns: int = 0
    varies: bool = False
    rows: list[_Row] = field(default_factory=list)

    @property
    def has_row(self) -> bool:
        """Whether one row at least is there wherever the table is."""
        return any(row.control == self.control for row in self.rows)

    @property
    def is_stable(self) -> bool:
        """Whether docxtpl would leave the grid alone in every letter that has a row at all."""
        if self.varies or any(row.varies or row.cells > self.columns for row in self.rows):
            return False
        full = [row.span >= self.columns for row in self.rows]
        always = [row.control == self.control for row in self.rows]
        return all(full) or any(is_full and stays for is_full, stays in zip(full, always, strict=True))


@dataclass(frozen=True, slots=True)
class Proof:
    """What is certain of a part; ``bare_cells`` are lines of tags that can leave a cell without a paragraph."""

    is_well_formed: bool
    has_stable_tables: bool
    has_fixed_drawings: bool
    has_rows: bool
    bare_cells: tuple[int, ...]


def prove(tree: nodes.Template) -> Proof:
    """Return what holds for every rendering of a prepared part."""
    walker = _Walker()
    try:
        is_well_formed = walker.block(tree.body, _State(), ()) == _State()
    except _Unproven:
        is_well_formed = False
    stable = walker.is_countable and all(table.is_stable for table in walker.tables.values())
    has_rows = walker.is_countable and all(table.has_row for table in walker.tables.values())
    return Proof(is_well_formed, stable, walker.has_fixed_drawings, has_rows, tuple(walker.bare_cells))


class _Walker:
    def __init__(self) -> None:
        self.tables: dict[int, _Table] = {}
        self.is_countable = True
        self.has_fixed_drawings = True
        self.bare_cells: list[int] = []
        self._rows: dict[int, _Row] = {}
        self._numbers = count(1)
        self._line = 0

    def block(self, body: Iterable[nodes.Node], state: _State, control: tuple[int, ...]) -> _State:
        for node in body:
            state = self._node(node, state, control)
        return state

    def _node(self, node: nodes.Node, state: _State, control: tuple[int, ...]) -> _State:
        if isinstance(node, nodes.Output):
            return self._output(node, state, control)
        if isinstance(node, nodes.If):
            self._line = node.lineno
            bodies = [node.body, *(branch.body for branch in node.elif_), node.else_]
            return self._join([self._branch(body, state, control) for body in bodies])
        if isinstance(node, nodes.For):
            self._line = node.lineno
            loop = self._branch(node.body, state, control)
            return self._join([loop, self._branch(node.else_, state, control)])
        if isinstance(node, _OWN_FRAGMENT):
            if self._branch(node.body, _State(), control) != _State():
                raise _Unproven
            return state
        if isinstance(node, nodes.Block | nodes.With | nodes.Scope | nodes.ScopedEvalContextModifier):
            return self.block(node.body, state, control)
        return state

    def _branch(self, body: list[nodes.Node], state: _State, control: tuple[int, ...]) -> _State:
        return self.block(body, state, (*control, next(self._numbers)))

    def _output(self, node: nodes.Output, state: _State, control: tuple[int, ...]) -> _State:
        for child in node.nodes:
            if isinstance(child, nodes.TemplateData):
                state = self._text(child.data, state, control)
            elif state.partial:
                state = state._replace(partial=state.partial + _PRINTED)
        return state

    def _join(self, states: list[_State]) -> _State:
        """Return the state after a choice: every way must leave the same elements open."""
        first, *others = states
        for other in others:
            same = [one.name for one in first.stack] == [one.name for one in other.stack]
            if not same or bool(first.partial) != bool(other.partial):
                raise _Unproven
            partial = first.partial if first.partial == other.partial else first.partial + _PRINTED
            first = _State(tuple(map(self._join_open, first.stack, other.stack)), partial)
        return first

    def _join_open(self, one: _Open, other: _Open) -> _Open:
        if one.identity != other.identity and one.name in {"w:tbl", "w:tr", "w:tc"}:
            self.is_countable = False
        return one if one.last == other.last else one._replace(last="maybe")

    def _text(self, text: str, state: _State, control: tuple[int, ...]) -> _State:
        text = state.partial + text
        stack, done = list(state.stack), 0
        for match in _TOKEN.finditer(text):
            done = match.end()
            closing, name, attributes, is_empty = match.groups()
            if name is None:
                continue
            if closing:
                if not stack or stack[-1].name != name:
                    raise _Unproven
                self._close(stack.pop())
                continue
            identity = next(self._numbers)
            self._open(name, attributes, stack, control, identity)
            if not is_empty:
                stack.append(_Open(name, control, identity))
        rest = text[done:]
        return _State(tuple(stack), rest[rest.rindex("<") :] if "<" in rest else "")

    def _close(self, element: _Open) -> None:
        if element.name == "w:tc" and element.last != "p":
            self.bare_cells.append(self._line)

    def _open(
        self, name: str, attributes: str, stack: list[_Open], control: tuple[int, ...], identity: int
    ) -> None:
        parent = stack[-1] if stack else _Open("", (), 0)
        match name:
            case "w:p" | "w:tbl" | "w:altChunk":
                self._note_in_cell("p" if name == "w:p" else "other", stack)
                if name == "w:tbl":
                    self.tables[identity] = _Table(control)
            case "w:gridCol" if parent.name == "w:tblGrid" and len(stack) > 1 and stack[-2].name == "w:tbl":
                table = self.tables[stack[-2].identity]
                table.columns += 1
                table.varies |= control != table.control
            case "w:tr":
                self._rows[identity] = row = _Row(control)
                around = [self.tables[one.identity] for one in stack if one.name == "w:tbl"]
                self.is_countable &= bool(around)
                for table in around:
                    table.rows.append(row)
            case "w:tc" if parent.name != "w:tr":
                # Inside a control around the cell: docxtpl does not count it, as here.
                self.is_countable &= bool(stack)
            case "w:tc":
                row = self._rows[parent.identity]
                row.cells += 1
                row.span += 1
                row.varies |= control != row.control
            case "w:gridSpan":
                self._note_span(attributes, stack, control)
            case "wp:docPr":
                self.has_fixed_drawings &= not control
            case _:
                pass

    def _note_in_cell(self, what: str, stack: list[_Open]) -> None:
        for index in reversed(range(len(stack))):
            if stack[index].name == "w:tc":
                stack[index] = stack[index]._replace(last=what)
            if stack[index].name not in _TRANSPARENT:
                return

    def _note_span(self, attributes: str, stack: list[_Open], control: tuple[int, ...]) -> None:
        if [one.name for one in stack[-3:]] != ["w:tr", "w:tc", "w:tcPr"]:
            self.is_countable &= bool(stack)
            return
        row, number = self._rows[stack[-3].identity], _SPAN.search(attributes)
        row.varies |= number is None or control != row.control
        row.span += int(number[1]) - 1 if number else 0
