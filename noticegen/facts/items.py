"""What kind of data is an item: for the form, for 規則7条1号・2号, and for what the person should do?

The catalogue is ``items.toml``. A name that is not in it is never refused: what cannot be known of it is None,
so that a person is asked.
"""

from __future__ import annotations

import tomllib
import unicodedata
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final, Literal

PropertyDamage = Literal["yes", "no", "depends"]

_CATALOGUE: Final = Path(__file__).with_name("items.toml")
_MIDDLE_DOTS: Final = str.maketrans({"･": "・", "/": "・", "／": "・", "‧": "・", "·": "・"})


# Most cells of a list say one of a few words.
@lru_cache(maxsize=4096)
def match_key(text: str) -> str:
    """Return the form in which two ways of writing the same word are equal. Never print it.

    >>> match_key("ユーザー ＩＤ") == match_key("ﾕｰｻﾞｰid")
    True
    """
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


def item_key(text: str) -> str:
    """Return the matching key of an item's name: also ``・`` and ``/`` are the same.

    >>> item_key("ＩＤ/パスワード") == item_key("id・パスワード")
    True
    """
    return match_key(text).translate(_MIDDLE_DOTS)


@dataclass(frozen=True, slots=True)
class ItemKind:
    """What is known of a kind of data item.

    ``name`` is the catalogue's name for the item, the same for all ways of writing it, or the name asked for when
    the catalogue has none. ``form`` is the class on
    the report form, ``sensitive`` whether it is 要配慮個人情報 (法2条3項; None: depends on the content, or unknown),
    ``property`` whether abuse of it may cause financial damage (規則7条2号; None: unknown), ``advice`` the kind
    of advice to the person, empty when none is customary.
    """

    name: str
    known: bool
    form: str = "その他"
    sensitive: bool | None = None
    property: PropertyDamage | None = None
    my_number: bool = False
    advice: str = ""
    sources: tuple[str, ...] = ()
    unverified: bool = False


@cache
def _catalogue() -> tuple[tuple[ItemKind, ...], dict[str, ItemKind]]:
    entries: list[dict[str, Any]] = tomllib.loads(_CATALOGUE.read_text(encoding="utf-8"))["item"]
    kinds: list[ItemKind] = []
    by_key: dict[str, ItemKind] = {}
    for entry in entries:
        sensitive = entry.get("sensitive", False)
        kind = ItemKind(
            name=entry["name"],
            known=True,
            form=entry.get("form", "その他"),
            sensitive=None if sensitive == "要確認" else sensitive,
            # What the catalogue names without a word on money is neither a card nor a key to an account.
            property=entry.get("property", "no"),
            my_number=entry.get("my_number", False),
            advice=entry.get("advice", ""),
            sources=tuple(entry.get("sources", ())),
            unverified=entry.get("unverified", False),
        )
        for wordings in ([kind.name, *entry.get("aliases", ())], *entry.get("members", ())):
            # A member is an item of its own, of the same kind: 役職 is not 勤務先.
            first, *others = [wordings] if isinstance(wordings, str) else wordings
            member = replace(kind, name=first)
            kinds.append(member)
            by_key.update((item_key(name), member) for name in (first, *others))
    return tuple(kinds), by_key


def item(name: str) -> ItemKind:
    """Return what is known of the item of this name, written in any usual way.

    >>> item("カード番号").property, item("病名").sensitive, item("好きな色").sensitive
    ('yes', True, None)
    """
    return _catalogue()[1].get(item_key(name)) or ItemKind(name=name, known=False)


def names() -> tuple[str, ...]:
    """Return the names of the catalogue's items, in its order."""
    return tuple(kind.name for kind in _catalogue()[0])


def known_keys() -> frozenset[str]:
    """Return the matching keys of all names and aliases, as :func:`item_key` makes them."""
    return frozenset(_catalogue()[1])
