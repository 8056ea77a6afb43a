"""What can a person do, given which data of theirs are concerned, and in which words is it said?

The words are data (``advice.toml``). A measure that a person can take to protect themselves is the guideline's own
example of 規則8条1項9号 (通則編ガイドライン3-5-4-3).
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from noticegen.facts.items import item, item_key

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from noticegen.facts.response import Advice

Situation = Literal["leak", "loss", "retrieved", "received"]
GENERAL: Final = "general"
LEAK: Final[tuple[Situation, ...]] = ("leak",)

# 滅失 and 毀損 leave nothing in other hands; whatever is not named here may have.
_LOST: Final = frozenset({"滅失", "毀損"})
_RETRIEVED: Final = "回収済み（閲覧なし）"


@dataclass(frozen=True, slots=True)
class Rule:
    """One request to a person: for which kind of item, in which situation, how binding, in which words.

    ``media`` is the medium to which it applies where it is not every one; a request that is written for the
    incident and holds all words of ``same`` takes its place.
    """

    key: str
    situation: Situation
    order: int
    level: str
    text: str
    media: str = ""
    same: tuple[str, ...] = ()
    en: str = ""
    easy: str = ""


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


@cache
def rules() -> tuple[Rule, ...]:
    """Return all rules in the order in which a letter gives them."""
    found = (Rule(**{**entry, "same": tuple(entry.get("same", ()))}) for entry in _data()["advice"])
    return tuple(sorted(found, key=lambda rule: rule.order))


def situations_of(certainties: Iterable[str], *, received: bool = False) -> frozenset[Situation]:
    """Return what happened to a person's data as far as they must act on it; a leak when nothing is known.

    ``certainties`` are those of the person's groups; ``received`` says that the person also got, or only got,
    other people's data.

    >>> situations_of(["滅失"]), situations_of(["回収済み（閲覧なし）", "漏えいのおそれ"]), situations_of([])
    (frozenset({'loss'}), frozenset({'leak'}), frozenset({'leak'}))
    """
    given = set(certainties)
    found: set[Situation] = {"received"} if received else set()
    if given - _LOST - {_RETRIEVED} or not (given or received):
        found.add("leak")
    elif given & _LOST:
        found.add("loss")
    elif given:
        found.add("retrieved")
    return frozenset(found)


def advice_for(  # noqa: PLR0913 - everything that a request depends on
    item_names: Iterable[str],
    *,
    situations: Collection[Situation] = LEAK,
    groups: Collection[str] = (),
    written: Iterable[Advice] = (),
    may_name_items: bool = True,
    media: Collection[str] = (),
) -> tuple[str, ...]:
    """Return the requests to a person (規則8条1項9号), each once: general and by item in order, then ``written``.

    ``situations`` come from :func:`situations_of`, ``groups`` are the ids of the person's groups. ``written`` is
    [[advice]]: an entry with items or groups is for persons who have one of them. Where ``may_name_items`` is
    False (letters to 保護者 and 御遺族) nothing is said that would betray an item. ``media`` are those on which the
    person received other people's data; none where they are not known. Who did receive them is not asked "if".
    """
    names = tuple(item_names) if may_name_items else ()
    own = {item_key(item(name).name) for name in names}
    wanted = [entry.text for entry in written if _is_for(entry, own, groups, may_name_items=may_name_items)]
    if "received" in situations:
        wanted = [re.sub(_data()["known"], "", text) for text in wanted]
    texts = [rule.text for rule in rules_for(names, situations, media) if not _is_said_by(rule, wanted)]
    return tuple(dict.fromkeys(texts + wanted))


def rules_for(
    item_names: Iterable[str], situations: Collection[Situation], media: Collection[str] = ()
) -> tuple[Rule, ...]:
    """Return the rules for a person with these items, in order: those of every language."""
    keys = {kind.advice for kind in map(item, item_names) if kind.advice}
    return tuple(
        rule
        for rule in rules()
        if rule.situation in situations
        and rule.key in {GENERAL, *keys}
        and (not rule.media or not media or rule.media in media)
    )


def _is_said_by(rule: Rule, written: Iterable[str]) -> bool:
    """Whether somebody wrote the same request in words of their own."""
    return bool(rule.same) and any(all(word in text for word in rule.same) for text in written)


def _is_for(entry: Advice, own: Collection[str], groups: Collection[str], *, may_name_items: bool) -> bool:
    if entry.items:
        # The words were written for this item and may name it.
        return may_name_items and any(item_key(item(name).name) in own for name in entry.items)
    return not entry.groups or any(group in groups for group in entry.groups)
