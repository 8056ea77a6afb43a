"""What is wrong in a document.toml, on which line, and what is to be written there?"""

from __future__ import annotations

import difflib
import re
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from types import NoneType
from typing import TYPE_CHECKING, Any, Final, Literal, get_args, get_origin, get_type_hints

from noticegen.documents.kind_rules import KindFile
from noticegen.facts.locate import Locator, path_text
from noticegen.facts.problems import kind_name
from noticegen.findings import Finding, Where
from noticegen.law.conditions import CONDITIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from noticegen.facts.locate import Path as Place

    Problem = tuple[Place, str, str]

COUNSEL: Final = "代理人限り"
"""What is for counsel alone is read in no document."""

EXAMPLES: Final[Mapping[type, tuple[str, str]]] = {
    str: ("文字列", '"…"'),
    bool: (" true か false ", "true"),
    int: ("整数", "400"),
    tuple: ("文字列の配列", '["…"]'),
}


def kind_problems(data: Mapping[str, Any], text: str, file: Path) -> tuple[Finding, ...]:
    """Return every problem of a document.toml that was read as TOML from this text, with its line."""
    found = [*_of_table(data, KindFile, ()), *_of_sense(data, file.parent)]
    if not found:
        return ()
    locator = Locator(text)
    return tuple(
        Finding("error", "K003", message, hint, where=_where(locator, file, place))
        for place, message, hint in found
    )


def _where(locator: Locator, file: Path, place: Place) -> Where:
    line, column = locator.find(place) or (None, None)
    return Where(str(file), line, column, path_text(place))


@cache
def _hints(table: type) -> Mapping[str, Any]:
    return get_type_hints(table)


def _of_table(data: Mapping[str, Any], table: Any, place: Place) -> Iterator[Problem]:  # noqa: ANN401 - a dataclass
    """Yield what is wrong in the keys and values of a table, and in the tables below it."""
    hints = _hints(table)
    strange = [key for key in data if key not in hints]
    for key in strange:
        yield (*place, key), f"「{key}」という項目はありません。", _nearest(key, hints)
    for field in fields(table):
        if field.name in data:
            yield from _of_value(data[field.name], hints[field.name], (*place, field.name))
        elif field.default is MISSING and not any(_is_like(key, field.name) for key in strange):
            name = f"[[{field.name}]] " if _entry(hints[field.name]) else f"「{field.name}」"
            hint = hints[field.name]
            cure = f"{_written(field.name, hint)} を書いてください{_choices(hint)}。"
            yield (*place, field.name), f"{name}がありません。", cure


def _of_value(value: Any, hint: Any, place: Place) -> Iterator[Problem]:  # noqa: ANN401
    key = str(place[-1])
    inner = _entry(hint)
    tables = [part for part in (hint, *get_args(hint)) if is_dataclass(part)]
    if is_dataclass(inner):
        if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
            yield (
                place,
                f"「{key}」は見出しの下に書きます。",
                f"見出しを [[{key}]] と、角括弧を二つ重ねて書いてください。",
            )
            return
        if not value:
            yield place, f"[[{key}]] が一つもありません。", f"{_written(key, hint)} を書いてください。"
        for index, entry in enumerate(value):
            yield from _of_table(entry, inner, (*place, index))
    elif tables:
        if isinstance(value, dict):
            yield from _of_table(value, tables[0], place)
        else:
            yield (
                place,
                f"「{key}」は見出しの下に書きます。",
                f"見出しを [{key}] と、角括弧一つで書いてください。",
            )
    elif get_origin(hint) is Literal:
        if value not in get_args(hint) or value == COUNSEL:
            yield (
                place,
                f"「{key}」の値が、書けるもののどれでもありません。",
                f"書けるのは {'、'.join(_words(hint))}。",
            )
    elif not _fits(value, hint):
        form, example = _form(hint)
        message = f"「{key}」は{form}で書きます(今は{kind_name(value)})。"
        yield place, message, f"{key} = {example} のように書いてください。"


def _entry(hint: Any) -> Any:  # noqa: ANN401
    return get_args(hint)[0] if get_origin(hint) is tuple else None


def _fits(value: Any, hint: Any) -> bool:  # noqa: ANN401
    if get_origin(hint) is tuple:
        return isinstance(value, list) and all(_fits(entry, get_args(hint)[0]) for entry in value)
    allowed = [part for part in (hint, *get_args(hint)) if isinstance(part, type) and part is not NoneType]
    return type(value) in allowed


def _form(hint: Any) -> tuple[str, str]:  # noqa: ANN401
    kind = (
        tuple
        if get_origin(hint) is tuple
        else next(part for part in (hint, *get_args(hint)) if part in EXAMPLES)
    )
    return EXAMPLES[kind]


def _words(hint: Any) -> list[str]:  # noqa: ANN401
    return [word for word in get_args(hint) if word != COUNSEL] if get_origin(hint) is Literal else []


def _choices(hint: Any) -> str:  # noqa: ANN401
    return f"({'、'.join(_words(hint))})" if _words(hint) else ""


def _written(key: str, hint: Any) -> str:  # noqa: ANN401
    """Return what stands in the file where this key is needed."""
    inner = _entry(hint)
    if not is_dataclass(inner):
        return f'{key} = "…"'
    needed = (field.name for field in fields(inner) if field.default is MISSING)
    return f"[[{key}]] と、その下に " + "、".join(f'{name} = "…"' for name in needed)


def _is_like(key: str, other: str) -> bool:
    return bool(difflib.get_close_matches(key, [other], n=1, cutoff=0.6))


def _nearest(word: str, known: Iterable[str]) -> str:
    names = [*known]
    nearest = difflib.get_close_matches(word, names, n=1, cutoff=0.6)
    return f"「{nearest[0]}」のことですか。" if nearest else f"書けるのは {'、'.join(names)}。"


def _texts(data: Mapping[str, Any], table: str, key: str) -> Iterator[tuple[Place, str]]:
    """Yield each text that stands under a key of an array of tables, with its place; what is no text is told elsewhere."""
    entries = data.get(table)
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        if isinstance(entry, dict) and isinstance(entry.get(key), str):
            yield (table, index, key), entry[key]


def _of_sense(data: Mapping[str, Any], folder: Path) -> Iterator[Problem]:
    """Yield what names something that there is not, or says the same twice."""
    for table in ("template", "section"):
        for place, when in _texts(data, table, "when"):
            if when not in CONDITIONS:
                yield place, f"「{when}」という条件はありません。", _nearest(when, CONDITIONS)
    for place, name in _texts(data, "template", "file"):
        if not (folder / name).is_file():
            there = sorted(file.name for file in folder.glob("*.docx"))
            hint = _nearest(name, there) if there else "document.toml と同じフォルダーに置いてください。"
            yield place, f"テンプレート {name} がありません。", hint
    for place, pattern in _texts(data, "forbidden", "pattern"):
        try:
            re.compile(pattern)
        except re.error:
            hint = "括弧が閉じているか確かめてください。記号そのものは \\( のように書きます。"
            yield place, "pattern が正規表現として読めません。", hint
    templates = {place[1]: name for place, name in _texts(data, "section", "template")}
    seen = set()
    for place, name in _texts(data, "section", "id"):
        key = (name, templates.get(place[1]))
        if key in seen:
            hint = "どちらかの id を改めるか、一つにまとめてください。"
            yield place, f"区画「{name}」が二度書かれています。", hint
        seen.add(key)
