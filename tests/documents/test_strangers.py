"""Is a letter held to its own person's row, and is anything of another recipient found in it?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from noticegen.documents.check import check_document
from noticegen.documents.check_files import check_files
from noticegen.documents.kinds import kind
from noticegen.documents.make import DocumentMaker
from noticegen.documents.strangers import Recipients
from noticegen.facts.affected_person import AffectedPerson, affected_person
from noticegen.facts.load import load_incident
from noticegen.facts.recipients import Recipient
from noticegen.law.case import Case
from tests.documents.cases import EXAMPLES
from tests.documents.damages import written

if TYPE_CHECKING:
    from pathlib import Path

INCIDENT = load_incident(EXAMPLES / "lost_pc" / "incident.toml")
LIST = EXAMPLES / "lost_pc" / "recipients.csv"
PEOPLE = Recipients.of(LIST, INCIDENT)
ROWS = [each for each in PEOPLE.rows if isinstance(each, Recipient)]
MAKER = DocumentMaker(kind("victim_apology"), Case(INCIDENT, INCIDENT.letter.date, audience="本人"))


def letter(row: Recipient) -> bytes:
    person = affected_person(row, INCIDENT)
    assert isinstance(person, AffectedPerson)
    return MAKER.make(person, f"{row.number:04d}").data


@pytest.mark.parametrize("row", ROWS[::97], ids=lambda row: str(row.number))
def test_a_letter_to_anybody_on_the_list_is_clean_with_the_list_and_without(row: Recipient) -> None:
    docx = letter(row)
    assert check_document(docx, INCIDENT, recipients=PEOPLE) == ()
    assert check_document(docx, INCIDENT) == ()


OWN, OTHER = ROWS[0], ROWS[5]
STRANGE = {
    "氏名": f"{OTHER.name} 様の情報も含まれます。",
    "住所": f"送付先は{''.join(OTHER.address)}です。",
    "管理番号": f"会員番号 {OTHER.id} です。",
}


@pytest.mark.parametrize("what", STRANGE)
def test_what_belongs_to_another_recipient_is_an_error_that_names_the_row_alone(what: str) -> None:
    docx = written("深くお詫び申し上げます。", f"深くお詫び申し上げます。{STRANGE[what]}", "apology")(
        letter(OWN)
    )
    told = [each for each in check_document(docx, INCIDENT, recipients=LIST) if each.code == "D227"]
    assert [(each.severity, each.section) for each in told] == [("error", "apology")]
    assert told[0].message == f"ほかの人の{what}があります(名簿の番号 {OTHER.number})。"
    text = f"{told[0]}"
    assert not any(secret in text for secret in (OTHER.name, OTHER.id, *OTHER.address))


def test_a_changed_name_or_address_of_its_own_person_is_told_by_the_row() -> None:
    docx = letter(OWN)
    name = written(f"{OWN.name}様の個人情報", f"{OWN.name[:-1]}子様の個人情報", "apology")(docx)
    assert "D224" not in {each.code for each in check_document(name, INCIDENT)}
    street = OWN.address[0]
    moved = written(street, f"{street[:-1]}1")(docx)
    told = [each for each in check_document(moved, INCIDENT, recipients=PEOPLE) if each.code == "D228"]
    assert [each.message for each in told] == [
        f"名簿の{OWN.row}行目の人への書面ですが、その人の住所がありません。"
    ]


def test_a_letter_to_nobody_on_the_list_is_told_and_a_specimen_is_not() -> None:
    nobody = Recipient(
        **{
            **{name: getattr(OWN, name) for name in OWN.__slots__},
            "name": "架空 無名",
            "number": 99999,
            "address": ("架空県見本市1番",),
        }
    )
    found = check_document(letter(nobody), INCIDENT, recipients=PEOPLE)
    assert [each.code for each in found if each.severity == "error"] == ["D228"]


def test_a_number_in_a_letter_is_compared_with_the_letter_to_this_very_person() -> None:
    docx = written("1,012人", "1,021人", "course")(letter(OWN))
    told = [each for each in check_document(docx, INCIDENT, recipients=PEOPLE) if each.code == "D220"]
    assert len(told) == 1
    assert "1,012人" in told[0].message
    assert OWN.name not in str(told[0])


def test_a_folder_of_letters_is_checked_with_the_list_read_once(tmp_path: Path) -> None:
    for number, row in enumerate((OWN, OTHER), 1):
        (tmp_path / f"{number}.docx").write_bytes(letter(row))
    (tmp_path / "~$1.docx").write_bytes(b"open in Word")
    report = check_files([tmp_path], incident=EXAMPLES / "lost_pc" / "incident.toml", recipients=LIST)
    assert [each.code for each in report.findings if each.code[:2] == "D2"] == []
    assert [each.is_current for each in report.documents] == [True, True]
    assert [each.file for each in report.documents] == [str(tmp_path / "1.docx"), str(tmp_path / "2.docx")]
