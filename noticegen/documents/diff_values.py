"""How are two states of the facts compared, fact by fact, and put together again with some facts as they were?"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from noticegen.documents.diff_references import mended
from noticegen.documents.filters import explained
from noticegen.documents.views import view
from noticegen.facts.event import Item
from noticegen.facts.incident import Incident
from noticegen.facts.locate import path_text
from noticegen.facts.values import Count, Moment, Unknown, Value
from noticegen.facts.walk import Path, is_said
from noticegen.japanese.lists import list_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from noticegen.japanese.dates import Style

AnyFact: TypeAlias = Any
"""A fact, a table or an array of them, or None where nothing is said."""
ChangeKind = Literal["追加", "変更", "撤回", "確度の変更"]

_LEAVES: Final = (Unknown, Moment, Count)
_KEYS: Final = ("id", "number", "clause")
"""What an entry of an array is known by, where it has such a name; two of different names are different entries."""
_NAMES: Final = ("label", "name", "title", "clause", "number")
_TEXTS: Final = ("label", "name", "title", "what", "text")
_ALIKE: Final = 0.5
_SAME_SUBJECT: Final = 0.25


@dataclass(frozen=True, slots=True)
class Difference:
    """One fact that is not the same in two states; the values are facts, None where nothing is said."""

    path: str
    title: str
    kind: ChangeKind
    old: AnyFact
    new: AnyFact


class Comparison:
    """Two states of the facts, entry beside entry."""

    def __init__(self, old: Incident, new: Incident) -> None:
        self._old = old
        self._new = new
        self._pairs: dict[Path, tuple[tuple[AnyFact, AnyFact], ...]] = {}
        found: list[Difference] = []

        def note(difference: Difference) -> bool:
            found.append(difference)
            return True

        self._blend((), "", old, new, note)
        self.differences = tuple(found)

    def with_new(self, *numbers: int) -> Incident:
        """Return the old state with only these differences (by their number) made."""
        return mended(self._chosen(set(numbers)))

    def without_new(self, *numbers: int) -> Incident:
        """Return the new state without these differences."""
        return mended(self._chosen(set(range(len(self.differences))) - set(numbers)))

    def _chosen(self, numbers: set[int]) -> Incident:
        met = iter(range(len(self.differences)))
        blended = self._blend((), "", self._old, self._new, lambda _: next(met) in numbers)
        assert isinstance(blended, Incident)  # noqa: S101 - both are
        return blended

    def _blend(
        self, path: Path, title: str, old: AnyFact, new: AnyFact, takes_new: Callable[[Difference], bool]
    ) -> AnyFact:
        """Return the two as one, asking of each difference whether the new state of it is to be taken."""
        if old == new:
            return new
        if isinstance(old, dict) and isinstance(new, dict):
            keys = dict.fromkeys((*old, *new))
            blended = {
                key: self._blend((*path, key), _joined(title, key), old.get(key), new.get(key), takes_new)
                for key in keys
            }
            return {key: value for key, value in blended.items() if value is not None}
        if _is_table(old) and type(old) is type(new):
            update = {
                name: self._blend(
                    (*path, name),
                    _joined(title, field.title or name),
                    getattr(old, name),
                    getattr(new, name),
                    takes_new,
                )
                for name, field in type(new).model_fields.items()
            }
            return new.model_copy(update=update)
        if _is_array(old) and _is_array(new) and any(map(_is_table, (*old, *new))):
            return self._blend_entries(path, title, old, new, takes_new)
        return new if takes_new(_difference(path, title, old, new)) else old

    def _blend_entries(
        self,
        path: Path,
        title: str,
        old: AnyFact,
        new: AnyFact,
        takes_new: Callable[[Difference], bool],
    ) -> tuple[AnyFact, ...]:
        if path not in self._pairs:
            self._pairs[path] = tuple(_paired(old, new))
        entries = []
        at_new = 0
        for before, after in self._pairs[path]:
            # Of a stretch that differs what is gone comes first, wherever it stood.
            gone_from = next((number for number, entry in enumerate(old) if entry is before), 0)
            place = (*path, gone_from if after is None else at_new)
            at_new += after is not None
            entries.append(self._blend(place, f"{title}{_called(after or before)}", before, after, takes_new))
        return tuple(entry for entry in entries if entry is not None)


def _difference(path: Path, title: str, old: AnyFact, new: AnyFact) -> Difference:
    kind: ChangeKind = "変更"
    if not is_said(old):
        # A course of events keeps what was said, with the correction beside it.
        kind = "撤回" if path[-1] == "withdrawn" else "追加"
    elif not is_said(new):
        kind = "撤回"
    elif path[-1] == "certainty":
        kind = "確度の変更"
    return Difference(path_text(path), title, kind, old, new)


def _is_table(value: object) -> bool:
    return isinstance(value, Value) and not isinstance(value, _LEAVES)


def _is_array(value: object) -> bool:
    return isinstance(value, tuple)


def _joined(title: str, field: str) -> str:
    return f"{title}：{field}" if title and title != field else field


def _called(entry: AnyFact) -> str:
    """Return what an entry is called, in brackets, or nothing where it has no name."""
    name = next((said for key in _NAMES if isinstance(said := getattr(entry, key, None), str)), "")
    return f"「{name}」" if name else ""


def _paired(old: tuple[AnyFact, ...], new: tuple[AnyFact, ...]) -> Iterator[tuple[AnyFact, AnyFact]]:
    """Yield the entries of two arrays side by side in their order, None where one has no counterpart."""
    left, right = [_written(entry) for entry in old], [_written(entry) for entry in new]
    for tag, i, j, k, m in difflib.SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from zip(old[i:j], new[k:m], strict=True)
        else:
            yield from _paired_by_likeness(list(old[i:j]), list(new[k:m]))


def _written(entry: AnyFact) -> str:
    return entry.model_dump_json() if isinstance(entry, Value) else repr(entry)


def _paired_by_likeness(old: list[AnyFact], new: list[AnyFact]) -> Iterator[tuple[AnyFact, AnyFact]]:
    """Yield the entries of a stretch that differs: each new one with the old one most like it."""
    scores = sorted(
        ((_likeness(before, after), -i, -k) for i, before in enumerate(old) for k, after in enumerate(new)),
        reverse=True,
    )
    partner: dict[int, int] = {}
    for score, i, k in scores:
        if score >= _ALIKE and -k not in partner and -i not in partner.values():
            partner[-k] = -i
    for i, before in enumerate(old):
        if i not in partner.values():
            yield before, None
    for k, after in enumerate(new):
        yield (old[partner[k]] if k in partner else None), after


def _likeness(old: AnyFact, new: AnyFact) -> float:
    """Return how much of two entries is the same, from 0 to 1."""
    if type(old) is not type(new) or not isinstance(old, Value):
        return 0.0
    for key in ("name",) if isinstance(old, Item) else _KEYS:
        named = getattr(old, key, None)
        if isinstance(named, str):
            return float(named == getattr(new, key))
    texts = next(((getattr(old, key), getattr(new, key)) for key in _TEXTS if hasattr(old, key)), None)
    if texts is not None and _same(*texts) < _SAME_SUBJECT:
        return 0.0
    fields = [
        name
        for name in type(old).model_fields
        if name != "audience" and (is_said(getattr(old, name)) or is_said(getattr(new, name)))
    ]
    return sum(_same(getattr(old, name), getattr(new, name)) for name in fields) / (len(fields) or 1)


def _same(old: object, new: object) -> float:
    if isinstance(old, str) and isinstance(new, str):
        return difflib.SequenceMatcher(None, old, new, autojunk=False).ratio()
    return float(old == new)


def written(value: AnyFact, style: Style) -> str | None:
    """Return a fact as the documents print it, a table as all that it says; None where nothing is said."""
    if not is_said(value):
        return None
    if isinstance(value, bool):
        return "はい" if value else "いいえ"
    if _is_table(value):
        said = (
            (field.title or name, written(getattr(value, name), style))
            for name, field in type(value).model_fields.items()
            if name not in {"id", "audience"} and getattr(value, name) != field.default
        )
        return "　".join(f"{title}：{text}" for title, text in said if text is not None)
    if isinstance(value, tuple | list):
        return list_text(str(view(entry, style)) for entry in value)
    if isinstance(value, dict):
        return list_text(f"{key}：{written(entry, style)}" for key, entry in value.items())
    return str(explained(view(value, style))).strip()
