"""The text of every kind and variant of document, drafted from the examples, for a lawyer to read.

Run ``python -m tests.documents.golden`` after a wording has been changed on purpose: it writes the files in
``golden/`` anew, and their differences are the change. A test compares.
"""

from __future__ import annotations

import sys
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from noticegen.documents.kinds import kind
from noticegen.documents.make import DocumentMaker
from noticegen.facts.affected_person import AffectedPerson, affected_person
from noticegen.law.case import Case
from noticegen.ooxml.outline import outline
from tests.documents import test_hold_notice
from tests.documents.cases import BASES, Base, changed, example, incident_of
from tests.documents.letters import recipient
from tests.documents.more_kinds import HOST, INTRUSION, LOST_PC, MISDIRECTED, asked, made
from tests.documents.own_facts import own_facts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FOLDER: Final = Path(__file__).with_name("golden")
PEOPLE: Final[dict[str, dict[str, Any]]] = {
    "person": {"groups": ("members", "published"), "items": ("氏名", "住所", "電話番号", "生年月日")},
    "guardian": {"kind": "保護者"},
    "guardian_with_items": {"kind": "保護者", "may_name_items": True, "items": ("氏名", "住所")},
    "family": {"kind": "御遺族"},
    "organisation": {"kind": "法人", "name": "株式会社見本工務店", "items": ("氏名", "電話番号")},
    "contact_person": {
        "kind": "法人",
        "name": "株式会社見本工務店",
        "contact_person": "例示 良子",
        "items": ("氏名", "電話番号"),
    },
}
CITY: Final = "../tests/incidents/02_usb_of_all_residents.toml"
MANY_CLIENTS: Final = "../tests/incidents/45_five_roles_and_many_clients.toml"
STYLES: Final = (
    "client_letter-dispatch",
    "disciplinary_memo-dismissal",
    "ppc_report-final",
    "public_notice-lost_pc",
)


def documents() -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yield the name of every document, and what makes it."""
    for base in BASES:
        yield str(base), partial(_drafted, base)
        if str(base) in STYLES:
            yield f"{base}-legal", partial(_drafted, base, letter__style="legal")
    for name in ("victim_apology", "email_notice"):
        for label, held in PEOPLE.items():
            yield f"{name}-{label}", partial(letter_to, name, "lost_pc/incident", held)
        received = {"kind": "誤受領者", "groups": ("receivers",), "items": ()}
        yield f"{name}-wrong_recipient", partial(letter_to, name, "misdirected_mail/incident", received)
    inserts = partial(letter_to, letter__inserts=["やさしい日本語", "English"], letter__style="legal")
    yield (
        "victim_apology-inserts-legal",
        partial(inserts, "victim_apology", "lost_pc/incident", PEOPLE["person"]),
    )
    for name, source, own in (
        ("assessment_memo", LOST_PC, {}),
        ("assessment_memo", MISDIRECTED, {}),
        ("qa_script", LOST_PC, {}),
        ("qa_script", INTRUSION, {}),
        ("demand_letter", HOST, own_facts("dispatched_worker/client")["demand_letter"]),
        ("hold_notice", LOST_PC, test_hold_notice.OWN),
        ("takedown_request", LOST_PC, own_facts("lost_pc/incident")["takedown_request"]),
    ):
        yield f"{name}-{source.partition('/')[0]}", partial(_asked, name, source, own)
    through_counsel = own_facts("45_five_roles_and_many_clients")["demand_letter"]
    yield "demand_letter-counsel", partial(_asked, "demand_letter", MANY_CLIENTS, through_counsel)
    by_a_city = own_facts("02_usb_of_all_residents", "legal")["demand_letter"]
    yield "demand_letter-city", partial(_asked, "demand_letter", CITY, by_a_city)
    posted = {
        **own_facts("posted")["takedown_request"],
        "seen_on": date(2026, 11, 20),
        "reply_by": date(2026, 11, 26),
    }
    yield "takedown_request-posted", partial(_asked, "takedown_request", LOST_PC, posted)


def _drafted(base: Base, **changes: Any) -> bytes:
    return base.draft(incident_of(changed(base.facts, **changes))).docx if changes else base.docx


def _asked(name: str, source: str, own: dict[str, Any]) -> bytes:
    return made(asked(source, name, own), name).docx


def letter_to(name: str, source: str, held: dict[str, Any], **changes: Any) -> bytes:
    """Return the letter, or the mail, of an example to a person of whom this much is known."""
    incident = incident_of(changed(example(source), **changes))
    person = affected_person(recipient(**{"items": ("氏名", "住所", "電話番号"), **held}), incident)
    assert isinstance(person, AffectedPerson)
    maker = DocumentMaker(kind(name), Case(incident, incident.letter.date, audience="本人"))
    return maker.make(person, "0001").data


def main() -> None:
    """Write the golden files anew."""
    FOLDER.mkdir(exist_ok=True)
    texts = {f"{name}.txt": outline(make()) for name, make in documents()}
    for old in FOLDER.glob("*.txt"):
        if old.name not in texts:
            old.unlink()
    for name, text in texts.items():
        (FOLDER / name).write_text(text, "utf-8")
    sys.stdout.write(f"{len(texts)}\n")


if __name__ == "__main__":
    main()
