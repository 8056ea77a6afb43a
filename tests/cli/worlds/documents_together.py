"""Letters beside the list of recipients, and documents of one incident beside each other."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Final

from noticegen.facts.recipients import Recipient, read_recipients
from tests.cli.told import world
from tests.cli.worlds.documents import LOST, made
from tests.documents.cases import EXAMPLES
from tests.documents.damages import written
from tests.documents.test_strangers import letter

TO_LIST: Final = "check document.docx --incident incident.toml --recipients recipients.csv"
PEOPLE: Final = LOST.with_name("recipients.csv")
SORRY: Final = "深くお詫び申し上げます。"


def _rows() -> list[Recipient]:
    return [each for each in read_recipients(PEOPLE) if isinstance(each, Recipient)]


def _beside_the_list(docx: bytes) -> str:
    Path("document.docx").write_bytes(docx)
    shutil.copy(LOST, ".")
    shutil.copy(PEOPLE, ".")
    return TO_LIST


@world("D227")
def _somebody_else_is_named() -> str:
    own, *_, other = _rows()[:6]
    return _beside_the_list(
        written(SORRY, f"{SORRY}{other.name} 様の情報も含まれます。", "apology")(letter(own))
    )


@world("D228")
def _nobody_on_the_list() -> str:
    nobody = replace(_rows()[0], name="架空 無名", number=99999, address=("架空県見本市1番",))
    return _beside_the_list(letter(nobody))


@world("D228-address")
def _another_address() -> str:
    own = _rows()[0]
    return _beside_the_list(written(own.address[0], f"{own.address[0][:-1]}1")(letter(own)))


def _folder(**changed: bytes) -> str:
    Path("out").mkdir()
    for kind in ("public_notice", "ppc_report"):
        (Path("out") / f"{kind}.docx").write_bytes(changed.get(kind, made(kind)))
    return "check out"


@world("D230")
def _another_number_in_one_of_two() -> str:
    return _folder(public_notice=written("1,012人", "1,021人", "affected_items")(made("public_notice")))


@world("D231")
def _a_telephone_number_mistyped_in_one_of_two() -> str:
    return _folder(
        public_notice=written("株式会社架空商事", "株式会社仮空商事", "sender")(made("public_notice"))
    )


@world("D232")
def _one_of_two_from_other_facts() -> str:
    return _folder(public_notice=made("public_notice", EXAMPLES / "web_intrusion" / "incident.toml"))
