"""Do the names by which the file refers to its own groups and parties lead anywhere?

Works on the raw tables, so that these problems are reported together with all others.
"""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Path = tuple[str | int, ...]
ReferenceProblem = tuple[Path, str, str, str]

TO_GROUPS = {"within", "overlaps", "groups", "group"}
TO_PARTIES = {"client", "of", "party", "joint_with"}


def reference_problems(raw: Mapping[str, Any]) -> Iterator[ReferenceProblem]:
    """Yield (path, message, hint, code) for every id that is used twice or refers to nothing."""
    groups = list(_ids(raw, "group"))
    parties = list(_ids(raw, "party"))
    for table, ids in (("group", groups), ("party", parties)):
        for index, name in enumerate(ids):
            earlier = next((other for other in ids[:index] if other.lower() == name.lower()), "")
            if name and earlier:
                # Files are named by the ids, and in Windows and macOS the two names would be one.
                yield (
                    (table, index, "id"),
                    f"id「{name}」が二度使われています。"
                    if name == earlier
                    else f"id「{name}」は、id「{earlier}」と大文字・小文字だけが違います。",
                    "どちらかに別の id を付け、それを指す所も直してください。",
                    "F202",
                )
    for path, key, name in _references(raw, ()):
        ids, what = (groups, "group") if key in TO_GROUPS else (parties, "party")
        if name not in ids:
            nearest = difflib.get_close_matches(name, [known for known in ids if known], n=1)
            hint = (
                f"「{nearest[0]}」のことですか。"
                if nearest
                else f'[[{what}]] に id = "{name}" を書くか、ここの id を直してください。'
            )
            yield path, f"「{name}」という id の [[{what}]] がありません。", hint, "F201"
    yield from _circles(raw, groups)


def _ids(raw: Mapping[str, Any], table: str) -> Iterator[str]:
    entries = raw.get(table)
    for entry in entries if isinstance(entries, list) else ():
        name = entry.get("id") if isinstance(entry, dict) else None
        yield name if isinstance(name, str) else ""


def _references(node: object, path: Path) -> Iterator[tuple[Path, str, str]]:
    if isinstance(node, dict):
        for key, value in node.items():
            if path in {(), ("document",)} and key == "document":
                continue
            if key in TO_GROUPS | TO_PARTIES and path:
                values = value if isinstance(value, list) else [value]
                for index, name in enumerate(values):
                    place = (*path, key, index) if isinstance(value, list) else (*path, key)
                    if isinstance(name, str):
                        yield place, key, name
            yield from _references(value, (*path, key))
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from _references(value, (*path, index))


def _circles(raw: Mapping[str, Any], groups: list[str]) -> Iterator[ReferenceProblem]:
    entries = raw.get("group")
    if not isinstance(entries, list):
        return
    outer = {
        name: entry.get("within")
        for name, entry in zip(groups, entries, strict=True)
        if isinstance(entry, dict) and name
    }
    for index, name in enumerate(groups):
        seen, at = {name}, outer.get(name)
        while isinstance(at, str) and at not in seen:
            seen.add(at)
            at = outer.get(at)
        if name and at == name:
            message = f"グループ「{name}」が、たどると自分自身に含まれています。"
            yield (
                ("group", index, "within"),
                message,
                "within には、このグループを含む外側のグループの id だけを書いてください。",
                "F203",
            )
