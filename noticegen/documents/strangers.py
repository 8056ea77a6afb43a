"""Whose letter is this, by the list of recipients, and does it hold anything of somebody else on the list?

A message names rows and never what stands in them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from noticegen.documents.person import specimen
from noticegen.documents.persons_index import Persons, squeezed
from noticegen.facts.affected_person import AffectedPerson, affected_person
from noticegen.facts.recipients import Excluded, Recipient, read_recipients
from noticegen.findings import Finding, Where

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator

    from noticegen.documents.kinds import Kind
    from noticegen.documents.persons_index import Hit
    from noticegen.facts.incident import Incident
    from noticegen.ooxml.reading import FinishedDocument, Place

STRANGER: Final = "D227"
NOBODY: Final = "D228"

_NUMBER: Final = re.compile(r"(?<!\d)\d{1,9}(?!\d)")


@dataclass(frozen=True)
class Recipients:
    """A list of recipients as it is searched: every row once, and the index over all of them."""

    rows: tuple[Recipient | Excluded, ...]
    index: Persons

    @classmethod
    def of(
        cls,
        source: Recipients | str | os.PathLike[str],
        incident: Incident,
        **reading: Any,  # noqa: ANN401 - as the reader takes it
    ) -> Recipients:
        """Return the list of a file, read once; ``reading`` is how :func:`read_recipients` is to read it.

        Raises:
            RecipientsError: the list cannot be read.
        """
        if isinstance(source, Recipients):
            return source
        held = (group.items for group in incident.group if isinstance(group.items, tuple))
        items = {item.name for each in held for item in each}
        rows = tuple(read_recipients(source, known_items=items, require_address=False, **reading))
        return cls(rows, Persons(rows))

    def person_of(self, document: FinishedDocument, incident: Incident) -> tuple[AffectedPerson | None, str]:
        """Return to whom a letter is, and the number it bears: by name and number, or by either alone.

        None where nobody on the list, or more than one, could be meant.
        """
        text = squeezed(document.text)
        numbers = {int(each) for each in _NUMBER.findall(document.text)}
        people = [each for each in self.rows if isinstance(each, Recipient)]
        named = [each for each in people if squeezed(each.name) in text]
        addressed = [each for each in people if _has_address(each, text)]
        fitting = (
            [each for each in named if each in addressed and each.number in numbers]
            or [each for each in named if each in addressed]
            or [each for each in named if each.number in numbers and _is_addressed(each, text)]
            or [each for each in addressed if each.number in numbers]
            or [each for each in named if _is_addressed(each, text)]
        )
        longest = max((len(each.name) for each in fitting), default=0)
        fitting = [each for each in fitting if len(each.name) == longest]
        if len(fitting) != 1:
            return None, ""
        found = affected_person(fitting[0], incident)
        written = re.search(rf"(?<!\d)0*{fitting[0].number}(?!\d)", _numbered(document))
        return (found if isinstance(found, AffectedPerson) else None), written[0] if written else ""


def letter_findings(  # noqa: PLR0913, PLR0917 - everything that it depends on
    kind: Kind,
    document: FinishedDocument,
    people: Recipients,
    incident: Incident,
    own: AffectedPerson | None,
    usual: str,
) -> Iterator[Finding]:
    """Yield an error for what a letter lacks of its own person, and for what it holds of another recipient.

    ``usual`` is the text of the letter as it would be made for its own person: what stands there is no stranger's,
    also where somebody on the list has the same name.
    """
    if own is None and squeezed(specimen(incident).recipient.name) not in squeezed(document.text):
        yield Finding(
            "error",
            NOBODY,
            "この書面の宛先の人を、名簿から一人に決められません。",
            "氏名・住所・番号が名簿のとおりか確かめてください。",
            document=kind.id,
            where=Where(document.name),
        )
    if own is not None:
        yield from _own(kind, document, own)
    mine = squeezed(usual)
    told: set[tuple[str, int]] = set()
    for place, hit, text in _hits(people.index, document):
        is_own = own is not None and hit.number == own.recipient.number
        if hit.is_weak or is_own or text in mine or (hit.what, hit.number) in told:
            continue
        told.add((hit.what, hit.number))
        yield Finding(
            "error",
            STRANGER,
            f"ほかの人の{hit.what}があります(名簿の番号 {hit.number})。",
            "この書面を送らないでください。宛先の人のものでない記載を削り、入り込んだ原因を確かめてください。",
            document=kind.id,
            section=place.section,
            where=Where(document.name, path=str(place)),
        )


def _own(kind: Kind, document: FinishedDocument, own: AffectedPerson) -> Iterator[Finding]:
    """Yield an error where a letter does not hold its own person's name or address as the list has them."""
    text = squeezed(document.text)
    recipient = own.recipient
    wanted = {"氏名": recipient.name, "住所": "".join(recipient.address)}
    for what, value in wanted.items():
        if value and squeezed(value) not in text:
            yield Finding(
                "error",
                NOBODY,
                f"名簿の{recipient.row}行目の人への書面ですが、その人の{what}がありません。",
                "名簿と書面のどちらが正しいか確かめてください。",
                document=kind.id,
                where=Where(document.name),
            )


def _hits(index: Persons, document: FinishedDocument) -> Iterator[tuple[Place, Hit, str]]:
    """Yield what of anybody stands where; an address may be parted into several paragraphs."""
    starts: list[int] = []
    whole = ""
    for place in document.paragraphs:
        starts.append(len(whole))
        text = squeezed(place.text)
        whole += text
        yield from ((place, hit, text[hit.start : hit.end]) for hit in index.names(text))
        yield from ((place, hit, place.text[hit.start : hit.end]) for hit in index.ids(place.text))
    for hit in index.addresses(whole):
        place = document.paragraphs[bisect_right(starts, hit.start) - 1]
        yield place, hit, whole[hit.start : hit.end]


def _numbered(document: FinishedDocument) -> str:
    """Return the text, headers and footers first: there a letter bears its number."""
    return "\n".join(each.text for each in sorted(document.paragraphs, key=lambda each: each.kind == "本文"))


def _is_addressed(recipient: Recipient, text: str) -> bool:
    """Whether the name is that of a reader: somebody in the facts may have the same."""
    return any(
        f"{squeezed(recipient.name)}{title}" in text
        for title in ("様", "殿", "御中", recipient.title or "様")
    )


def _has_address(recipient: Recipient, text: str) -> bool:
    address = squeezed("".join(recipient.address))
    return bool(address) and address in text
