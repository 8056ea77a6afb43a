"""How much may a template compute? A loop without end or a text without measure is refused, not waited for.

The sandbox keeps a template from reaching what it must not; these limits keep it from taking all time and memory.
A document of a thousand pages stays far below them.
"""

from __future__ import annotations

import functools
import re
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, MutableMapping

LARGEST: Final = 100_000_000
"""Characters of one part of a document, counting a round of a loop and a call as at least ``ROUND``."""
ROUND: Final = 100
LONGEST: Final = 1_000_000
"""Characters of a text, or entries of a list, that a template makes itself."""
WIDEST: Final = 10_000
"""The largest width, number or count that a filter or a method of a text takes."""
MEASURED_FILTERS: Final = (
    "batch",
    "center",
    "format",
    "indent",
    "join",
    "replace",
    "slice",
    "truncate",
    "wordwrap",
)
MEASURED_OPERATORS: Final = frozenset({"*", "**", "%", "+"})

_WIDTH: Final = re.compile(r"\d{5,}|\*")


class LimitExceededError(Exception):
    """A template takes more time or room than any document needs."""


class Room:
    """What is left of the size that one part may have. Printed values are taken off it where they are printed."""

    __slots__ = ("left",)

    def __init__(self) -> None:
        self.left = LARGEST

    def take(self, size: int = 0) -> None:
        """Take something off. Raises LimitExceededError when nothing is left."""
        self.left -= size
        if self.left < 0:
            raise LimitExceededError


def measured(value: Any) -> Any:  # noqa: ANN401 - whatever an expression gives
    """Return the value. Raises LimitExceededError when it is a text or a list that is too long."""
    if isinstance(value, str | list | tuple) and len(value) > LONGEST:
        raise LimitExceededError
    return value


def refuse_large_operation(operator: str, left: Any, right: Any) -> None:  # noqa: ANN401
    """Raise LimitExceededError for an operation whose result would be too large to make."""
    if operator == "%" and isinstance(left, str):
        _refuse_widths(left)
    if isinstance(left, int) and isinstance(right, int):
        bits = {"**": left.bit_length() * abs(right), "*": left.bit_length() + right.bit_length()}
        _refuse_over(bits.get(operator, 0), WIDEST)
    if operator == "*":
        for sequence, times in ((left, right), (right, left)):
            if isinstance(sequence, str | list | tuple) and isinstance(times, int):
                _refuse_over(len(sequence) * times, LONGEST)
    if operator in {"+", "%"}:
        sizes = [len(each) for each in (left, right) if isinstance(each, str | list | tuple)]
        _refuse_over(sum(sizes), LONGEST)


def refuse_large_call(function: object, arguments: tuple[Any, ...], named: dict[str, Any]) -> None:
    """Raise LimitExceededError for a method of a text (``ljust``, ``format`` …) that is asked for too much."""
    function = getattr(function, "__wrapped__", function)  # the sandbox wraps format
    owner, name = getattr(function, "__self__", None), getattr(function, "__name__", "")
    if not isinstance(owner, str):
        return
    if name in {"format", "format_map"}:
        _refuse_widths(owner)
    if name == "join":
        _refuse_join(owner, arguments)
    if name == "replace":
        _refuse_replace(owner, arguments)
    _refuse_arguments((*arguments, *named.values()))


def _refuse_join(between: str, arguments: tuple[Any, ...]) -> None:
    for parts in arguments:
        if not isinstance(parts, str | list | tuple):
            raise LimitExceededError  # what is made while it is joined has no measure
        _refuse_over(len(parts) * (len(between) + 1) + sum(map(len, map(str, parts))), LONGEST)


def _refuse_replace(text: str, arguments: tuple[Any, ...]) -> None:
    old, new = (*arguments, "", "")[:2]
    _refuse_over(len(text) + (text.count(str(old)) + 1) * len(str(new)), LONGEST)


def guard_filters(filters: MutableMapping[str, Callable[..., Any]]) -> None:
    """Replace the filters that can make a long text of a short one by the same with a limit."""
    for name in MEASURED_FILTERS:
        filters[name] = _guarded(name, filters[name])


def _guarded(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function)  # keeps the marks by which Jinja knows what a filter wants to be given
    def guarded(*arguments: Any, **named: Any) -> Any:  # noqa: ANN401
        if name == "format":
            _refuse_widths(str(arguments[0]))
        elif name == "join":
            context, parts, *rest = arguments
            arguments = (context, list(islice(parts, LONGEST + 1)), *rest)
            _refuse_join(str((*rest, named.get("d", ""))[0]), arguments[1:2])
        elif name == "replace":
            _refuse_replace(str(arguments[1]), arguments[2:])
        _refuse_arguments((*arguments, *named.values()))
        return measured(function(*arguments, **named))

    return guarded


def _refuse_arguments(arguments: tuple[Any, ...]) -> None:
    for argument in arguments:
        if isinstance(argument, int):
            _refuse_over(argument, WIDEST)


def _refuse_widths(pattern: str) -> None:
    if _WIDTH.search(pattern):
        raise LimitExceededError


def _refuse_over(size: int, limit: int) -> None:
    if size > limit:
        raise LimitExceededError
