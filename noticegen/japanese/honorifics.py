"""Which honorific stands after whom?"""

from __future__ import annotations

from typing import Literal

Addressee = Literal["person", "organisation", "plural", "internal"]

_HONORIFICS: dict[Addressee, str] = {
    "person": "様",
    "organisation": "御中",
    "plural": "各位",
    "internal": "殿",
}
_ALWAYS = ("様", "御中", "各位")


def honorific(addressee: Addressee) -> str:
    """Return 様 for a person, 御中 for an organisation, 各位 for many, 殿 inside a company."""
    return _HONORIFICS[addressee]


def addressed(name: str, addressee: Addressee, separator: str = " ") -> str:
    """Return the name with its honorific, the name unchanged, and never a second honorific.

    >>> addressed("見本 太郎", "person"), addressed("株式会社架空商事御中", "organisation")
    ('見本 太郎 様', '株式会社架空商事御中')
    """
    return name if has_honorific(name) else f"{name}{separator}{honorific(addressee)}"


def has_honorific(name: str) -> bool:
    """Return whether the name already ends in an honorific.

    殿 also ends family names (鵜殿), so it counts only after three characters or a space.
    """
    name = name.rstrip()
    if name.endswith(_ALWAYS):
        return True
    rest = name.removesuffix("殿")
    return rest != name and (len(rest) >= 3 or rest != rest.rstrip())
