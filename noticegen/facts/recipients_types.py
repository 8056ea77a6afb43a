"""What is one row of a list of recipients: a person to write to, or a row that is left out, and why?"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal, get_args

RecipientKind = Literal["本人", "保護者", "御遺族", "法人", "誤受領者"]
Insert = Literal["やさしい日本語", "English"]
Delivery = Literal["送付", "保留", "支援措置", "代理人あり", "返戻"]
INSERTS: Final[tuple[Insert, ...]] = get_args(Insert)
"""The languages in which there is a page for foreign residents, in the order of the pages."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """One letter. ``name`` and ``address`` are as held; only the space around a cell is gone.

    ``number`` is the position among the rows with data, from 1, and the letter's number for ever; ``row`` is the
    row as Excel shows it. ``postal_code`` is ``123-4567`` or empty. Empty ``groups`` and ``items`` mean that the
    row states none; ``items`` are then the group's. ``may_name_items`` is 項目記載 = 可, which letters to 保護者
    and 御遺族 need. ``title`` is the 敬称 of the row, empty when none is given; ``contact_person`` is the person at
    an organisation whose data it is, or to whose attention the letter goes. ``padded`` says that a leading zero of the
    postal code was put back. ``languages`` are those of the pages for foreign residents that the row asks for, as
    [letter] inserts names them; ``unknown_language`` says that the row asks for one of which there is no page.
    """

    number: int
    row: int
    id: str
    name: str
    kind: RecipientKind = "本人"
    postal_code: str = ""
    address: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    delivery: Delivery = "送付"
    may_name_items: bool = False
    title: str = ""
    contact_person: str = ""
    padded: bool = False
    languages: tuple[Insert, ...] = ()
    unknown_language: bool = False


@dataclass(frozen=True, slots=True)
class Excluded:
    """A row that gets no letter. ``code`` is stable; ``reason`` is Japanese and holds no personal data.

    ``name`` and ``address`` are those of the row, where it has a person's: a finished letter is searched for them, and
    a person under protection must least of all stand in another's. They are neither shown nor written anywhere.
    """

    number: int
    row: int
    id: str
    code: str
    reason: str
    name: str = field(default="", repr=False)
    address: tuple[str, ...] = field(default=(), repr=False)
