"""Which codes are there, and what does each say? Read from the code and from the tables of the law.

A message is the text that stands beside its code; where it is made elsewhere, ``FURTHER`` has it.
"""

from __future__ import annotations

import ast
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE: Final = Path(__file__).parent.parent / "noticegen"
CODE: Final = re.compile(r"([A-Z]\d{3})(?:-\w+)?")
"""A code, and where it has several texts the word that tells them apart."""

NO_CODES: Final = frozenset({"E105"})
"""What only looks like one: a letter of Unicode."""

FURTHER: Final = {
    "D201": "「…」の区画がありません。",
    "D202": "「…」の区画に内容がありません。",
    "D209": "事実(incident.toml)が与えられていないため、事案によって要る区画は確認していません。",
    "F003": "TOML として読めない書き方です(閉じていない引用符、日本語の項目名、二度書かれた項目など)。",
    "F202": "id「…」が二度使われています。",
    "K003": "document.toml に誤りがあります。",
    "K201": "この事案では、別の種類の文書が要るか、この文書は要らないと見込まれます。",
    "R009": "--map の指定「…」に当たる列がありません。",
    "T505": "区画の組立てに誤りがあります。",
    "T506": "区画の外に、事実の差込みがあります。検査で見つけられるのは、区画の中の記載だけです。",
    "T507": "差込みに使った名前の変数がありません。",
    "T508": "差込みに使った事実は、既定では、この文書を読む人に見せないものです。",
}


class _File:
    """The texts that stand beside codes in one file, or in one function of it."""

    def __init__(self, tree: ast.AST, outer: _File | None = None) -> None:
        self._tree = tree
        self._outer = outer
        self._inner = [
            each for each in ast.walk(tree) if isinstance(each, ast.FunctionDef) and each is not tree
        ]
        within = {id(part) for each in self._inner for part in ast.walk(each) if part is not each}
        self._own = [each for each in ast.walk(tree) if id(each) not in within]
        self._names: dict[str, list[tuple[int, ast.expr]]] = {}
        for node in self._own:
            if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
                target = node.targets[0] if isinstance(node, ast.Assign) else node.target
                self._assign(target, node.value)

    def _assign(self, target: ast.expr, value: ast.expr) -> None:
        if isinstance(target, ast.Name):
            self._names.setdefault(target.id, []).append((target.lineno, value))
        elif isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
            for name, part in zip(target.elts, value.elts, strict=False):
                self._assign(name, part)

    def said(self) -> Iterator[tuple[str, str]]:
        """Yield each code with a text that is written beside it."""
        for each in self._inner:
            yield from _File(each, self).said()
        for node in self._own:
            if isinstance(node, ast.Call):
                yield from self._beside([*node.args, *(each.value for each in node.keywords)])
            elif isinstance(node, ast.Tuple | ast.List):
                yield from self._beside(node.elts)
            elif isinstance(node, ast.Dict):
                for key, value in zip(node.keys, node.values, strict=True):
                    parts = value.elts if isinstance(value, ast.Tuple) else [value]
                    yield from self._beside([*([key] if key else []), *parts])

    def _beside(self, parts: list[ast.expr]) -> Iterator[tuple[str, str]]:
        texts = [text for part in parts for text in self._texts(part)]
        codes = [found[1] for text in texts if (found := CODE.fullmatch(text))]
        japanese = [text for text in texts if re.search(r"[ぁ-ん]", text)]
        sentences = [text for text in japanese if "。" in text]
        for code in codes:
            # After the code comes the message, then what to do.
            yield from ((code, text) for text in sentences[:1])

    def _texts(self, node: ast.expr, depth: int = 0) -> list[str]:
        match node:
            case ast.Constant(value=str() as text):
                return [re.sub(r"\{\w+\}", "…", text)]
            case ast.JoinedStr(values=values):
                parts = (str(each.value) if isinstance(each, ast.Constant) else "…" for each in values)
                return ["".join(parts)]
            case ast.IfExp(body=body, orelse=other):
                return [*self._texts(body, depth), *self._texts(other, depth)]
            case ast.BinOp(left=left, right=right):
                return [one + two for one in self._texts(left, depth) for two in self._texts(right, depth)]
            case ast.Name(id=name) if name in self._names and depth < 3:
                known = sorted(self._names[name], key=lambda each: each[0])
                before = [each for line, each in known if line <= node.lineno]
                return self._texts(before[-1] if before else known[0][1], depth + 1)
            case ast.Name() if self._outer is not None and depth < 3:
                return self._outer._texts(node, depth)
            case ast.Starred(value=value):
                return self._texts(value, depth)
            case ast.Tuple(elts=elts) if depth:
                return [text for part in elts for text in self._texts(part, depth)]
            case _:
                return []


def _of_tables(data: Any) -> Iterator[tuple[str, str]]:
    """Yield the codes of a TOML table with their messages."""
    if isinstance(data, dict):
        if CODE.fullmatch(str(data.get("code", ""))):
            text = data.get("message") or data.get("title") or data.get("text") or ""
            yield data["code"], re.sub(r"\{\w+\}", "…", text)
        for value in data.values():
            yield from _of_tables(value)
    elif isinstance(data, list):
        for entry in data:
            yield from _of_tables(entry)


@cache
def codes() -> dict[str, str]:
    """Return every code that is used, in order, with what it says; several texts stand side by side."""
    used: set[str] = set()
    said: dict[str, list[str]] = {}
    for file in sorted(PACKAGE.rglob("*.py")):
        text = file.read_text("utf-8")
        used |= set(re.findall(r'^[^>\n]*"([A-Z]\d{3})"', text, re.MULTILINE)) - NO_CODES
        used |= set(re.findall(r'"([A-Z]\d{3})"', text)) - NO_CODES
        for code, message in _File(ast.parse(text)).said():
            said.setdefault(code, []).append(message)
    for file in sorted(PACKAGE.rglob("*.toml")):
        for code, message in _of_tables(tomllib.loads(file.read_text("utf-8"))):
            used.add(code)
            said.setdefault(code, []).append(message)
    for code, message in FURTHER.items():
        said[code] = [message]
    return {
        code: " ／ ".join(dict.fromkeys(re.sub("…[…・]*…|……", "…", text) for text in said.get(code, ())))
        for code in sorted(used)
    }
