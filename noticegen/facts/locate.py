"""Where in a TOML text a path such as ``group[0].count`` stands.

tomllib keeps no positions; the tree-sitter grammar does. Lines and columns count from 1, columns in characters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tree_sitter import Node

Path = tuple[str | int, ...]
Position = tuple[int, int]


class Locator:
    """The positions of every key and array entry of one TOML text."""

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        self._positions: dict[Path, Position] = {}
        self._seen: dict[Path, int] = {}
        for node in _parse(text).children:
            self._statement(node)

    def find(self, path: Sequence[str | int]) -> Position | None:
        """Return line and column of the path, or of the nearest table around it that is in the text."""
        wanted = tuple(path)
        while wanted:
            if wanted in self._positions:
                return self._positions[wanted]
            wanted = wanted[:-1]
        return None

    def _place(self, node: Node) -> Position:
        row, byte = node.start_point
        prefix = self._lines[row].encode()[:byte] if row < len(self._lines) else b""
        return row + 1, len(prefix.decode(errors="ignore")) + 1

    def _statement(self, node: Node) -> None:
        if node.type == "pair":
            self._pair((), node)
        elif node.type in {"table", "table_array_element"}:
            header = next(child for child in node.children if child.type.endswith("key"))
            path = self._table_path(tuple(_keys(header)), repeated=node.type == "table_array_element")
            self._positions.setdefault(path, self._place(node))
            if isinstance(path[-1], int):
                self._positions.setdefault(path[:-1], self._place(node))
            for child in node.children:
                if child.type == "pair":
                    self._pair(path, child)

    def _table_path(self, keys: tuple[str, ...], *, repeated: bool) -> Path:
        path: Path = ()
        for position, key in enumerate(keys):
            path = (*path, key)
            if repeated and position == len(keys) - 1:
                self._seen[path] = self._seen.get(path, -1) + 1
            if path in self._seen:
                path = (*path, self._seen[path])
        return path

    def _pair(self, base: Path, node: Node) -> None:
        named = [child for child in node.children if child.is_named and child.type != "comment"]
        path = base
        for key in _keys(named[0]):
            path = (*path, key)
            self._positions.setdefault(path, self._place(named[0]))
        if len(named) > 1:
            self._value(path, named[1])

    def _value(self, path: Path, node: Node) -> None:
        if node.type == "inline_table":
            for child in node.children:
                if child.type == "pair":
                    self._pair(path, child)
        elif node.type == "array":
            entries = (child for child in node.children if child.is_named and child.type != "comment")
            for index, child in enumerate(entries):
                self._positions[(*path, index)] = self._place(child)
                self._value((*path, index), child)


def _parse(text: str) -> Node:
    import tree_sitter_toml  # noqa: PLC0415 - only a file with problems pays for the grammar
    from tree_sitter import Language, Parser  # noqa: PLC0415

    return Parser(Language(tree_sitter_toml.language())).parse(text.encode()).root_node


def _keys(node: Node) -> Iterator[str]:
    if node.type == "dotted_key":
        for child in node.children:
            if child.type.endswith("key"):
                yield from _keys(child)
    else:
        yield (node.text or b"").decode().strip("\"'")


def path_text(path: Sequence[str | int]) -> str:
    """Return a path as people write it.

    >>> path_text(("group", 0, "items", 2, "name"))
    'group[0].items[2].name'
    """
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def value_at(data: Any, path: Sequence[str | int]) -> Any:  # noqa: ANN401
    """Return the raw value at a path, or None where the path leads nowhere."""
    for part in path:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return None
    return data
