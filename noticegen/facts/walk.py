"""Every single fact of an incident, with its path and its Japanese title; and the fact at a path."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from noticegen.facts.values import Count, Moment, Unknown, Value

if TYPE_CHECKING:
    from collections.abc import Iterator

Path = tuple[str | int, ...]


def walk(value: Value, path: Path = ()) -> Iterator[tuple[Path, str, Any]]:
    """Yield (path, title, fact) for every fact that is said, known or not. Absent facts are passed over."""
    for name, field in type(value).model_fields.items():
        yield from _walk(getattr(value, name), (*path, name), field.title or name)


def _walk(fact: Any, path: Path, title: str) -> Iterator[tuple[Path, str, Any]]:  # noqa: ANN401
    if isinstance(fact, Unknown | Moment | Count):
        yield path, title, fact
    elif isinstance(fact, Value):
        yield from walk(fact, path)
    elif isinstance(fact, tuple):
        for index, entry in enumerate(fact):
            yield from _walk(entry, (*path, index), title)
    elif isinstance(fact, dict):
        for key, entry in fact.items():
            yield from _walk(entry, (*path, str(key)), str(key))
    elif fact is not None:
        yield path, title, fact


def unknowns(value: Value) -> Iterator[tuple[Path, str, Unknown]]:
    """Yield (path, title, fact) for every fact that is said to be unknown."""
    for path, title, fact in walk(value):
        if isinstance(fact, Unknown):
            yield path, title, fact


def facts_at(value: Any, pattern: str) -> tuple[tuple[Path, Any], ...]:  # noqa: ANN401
    """Return (path, fact) for every place that a pattern means, absent facts as None.

    A pattern is a dotted path; ``[]`` stands for each entry of an array: ``group[].items``. An array that is
    named without ``[]`` is one fact. An absent table makes every fact below it absent.
    """
    found: list[tuple[Path, Any]] = [((), value)]
    for part in pattern.split("."):
        name, each = part.removesuffix("[]"), part.endswith("[]")
        found = [((*path, name), _attribute(fact, name)) for path, fact in found]
        if each:
            found = [
                ((*path, index), entry) for path, fact in found for index, entry in enumerate(fact or ())
            ]
    return tuple(found)


def _attribute(fact: Any, name: str) -> Any:  # noqa: ANN401
    if isinstance(fact, dict):
        return fact.get(name)
    return None if isinstance(fact, Unknown) else getattr(fact, name, None)


def is_said(fact: object) -> bool:
    """Return whether a fact is there at all, known or unknown: blank text and empty arrays are not."""
    if isinstance(fact, str):
        return bool(fact.strip())
    return fact is not None and fact != ()
