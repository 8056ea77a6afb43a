"""By what is a letter known as whose it is, and is everything of others, and nothing of its own person, told?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from noticegen.documents.kinds import kind
from noticegen.documents.person import specimen
from noticegen.documents.persons_index import Persons
from noticegen.documents.strangers import Recipients, letter_findings
from noticegen.facts.affected_person import AffectedPerson, affected_person
from noticegen.facts.load import load_incident
from noticegen.facts.recipients import Recipient
from noticegen.findings import Finding, Where
from noticegen.ooxml.reading import FinishedDocument, Place
from tests.documents.cases import EXAMPLES, example, incident_of
from tests.documents.wordless import wordless

if TYPE_CHECKING:
    from pathlib import Path

INCIDENT = load_incident(EXAMPLES / "lost_pc" / "incident.toml")
LIST = EXAMPLES / "lost_pc" / "recipients.csv"
ANYBODY = next(each for each in Recipients.of(LIST, INCIDENT).rows if isinstance(each, Recipient))
LETTER = kind("victim_apology")
HOME, AWAY = ("架空県見本市100-200",), ("架空県見本市800-900",)


def row(number: int, name: str, address: tuple[str, ...] = HOME, **more: str) -> Recipient:
    made = {"number": number, "row": number + 1, "name": name, "address": address, "id": f"KOKYAKU-{number}"}
    return replace(ANYBODY, **{**made, **more})  # type: ignore[arg-type]


def of(*rows: Recipient) -> Recipients:
    return Recipients(rows, Persons(rows))


def paper(*lines: str, header: str = "") -> FinishedDocument:
    places = [Place(text, "本文", number, "apology") for number, text in enumerate(lines, 1)]
    if header:
        places.append(Place(header, "ヘッダー", 1))
    return FinishedDocument("a.docx", (), tuple(places), {}, (), (), False, False, False)


def meant(people: Recipients, document: FinishedDocument) -> tuple[int | None, str]:
    person, number = people.person_of(document, INCIDENT)
    return (person.recipient.number if person else None), number


TARO, SON = "見本 太郎", "見本 太郎次"
HERE = "".join(HOME)


@pytest.mark.parametrize(
    ("rows", "lines", "expected"),
    [
        pytest.param([row(1, TARO), row(2, TARO)], [HERE, TARO, "第2号"], 2, id="of namesakes of one house, the one of the number"),
        pytest.param([row(1, TARO), row(2, TARO, AWAY)], [HERE, TARO], 1, id="by name and address, without a number"),
        pytest.param([row(1, TARO), row(2, TARO, AWAY)], [f"{TARO} 様", "第2号"], 2, id="of namesakes who moved, the one of the number"),
        pytest.param([row(1, TARO), row(2, "架空 花子")], [HERE, "第2号"], 2, id="by address and number, the name misspelt"),
        pytest.param([row(1, TARO, ())], [f"{TARO}様"], 1, id="by the name of the reader alone"),
        pytest.param([row(1, TARO, ())], [f"担当者は{TARO}です。"], None, id="a name in the text is not that of the reader"),
        pytest.param([row(1, TARO), row(2, TARO, AWAY)], [f"{TARO}様"], None, id="not where two could be meant"),
        pytest.param([row(1, TARO), row(2, SON)], [HERE, f"{SON} 様"], 2, id="of names that begin alike, the longer one"),
        pytest.param([row(1, TARO, ())], ["第1号"], None, id="not by the number alone"),
        pytest.param([row(1, "株式会社架空商事", (), title="御中")], ["株式会社架空商事 御中"], 1, id="a company"),
        pytest.param([row(1, TARO, (), title="先生")], [f"{TARO}先生"], 1, id="by a title of the list"),
    ],
)  # fmt: skip
def test_a_letter_is_that_of_the_one_row_that_its_name_address_and_number_fit(
    rows: list[Recipient], lines: list[str], expected: int | None
) -> None:
    assert meant(of(*rows), paper(*lines))[0] == expected


def test_the_number_of_a_letter_is_read_as_it_is_written_at_its_head() -> None:
    people = of(row(2, TARO))
    assert meant(people, paper(HERE, TARO, "2件", header="整理番号 0002")) == (2, "0002")
    assert meant(people, paper(HERE, TARO)) == (2, "")


def test_a_row_of_which_nobody_knows_what_is_affected_is_nobodys_letter() -> None:
    assert meant(of(replace(row(1, TARO), groups=("ない集団",))), paper(HERE, TARO))[0] is None


def test_a_list_is_read_with_the_items_of_the_incident_and_searched_for_everybody_in_it(
    tmp_path: Path,
) -> None:
    facts = example("lost_pc/incident")
    for group in facts["group"]:
        group["items"] = ["架空の会員等級"]
    path = tmp_path / "list.csv"
    path.write_text("氏名,架空の会員等級\n見本 太郎,○\n", "utf-8-sig")
    people = Recipients.of(path, incident_of(facts))
    assert [each.items for each in people.rows if isinstance(each, Recipient)] == [("架空の会員等級",)]
    assert [hit.number for hit in people.index.names("見本太郎様")] == [people.rows[0].number]
    assert Recipients.of(people, INCIDENT) is people


def test_a_list_without_addresses_is_enough_to_tell_whose_a_letter_is(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("管理番号,お客様,名前\nA-00001,見本 太郎,たろう\n", "utf-8-sig")
    people = Recipients.of(path, INCIDENT, columns={"氏名": "お客様"})
    assert [(each.name, isinstance(each, Recipient)) for each in people.rows] == [("見本 太郎", True)]


def person(recipient: Recipient) -> AffectedPerson:
    found = affected_person(recipient, INCIDENT)
    assert isinstance(found, AffectedPerson)
    return found


OWN, OTHER = row(1, TARO), row(2, "架空 花子", AWAY)
USUAL = f"{HERE}{TARO}様"


def told(
    *lines: str, own: Recipient | None = OWN, people: tuple[Recipient, ...] = (OWN, OTHER)
) -> list[Finding]:
    found = letter_findings(
        LETTER, paper(*lines), of(*people), INCIDENT, None if own is None else person(own), USUAL
    )
    return list(found)


STRANGER = Finding(
    "error",
    "D227",
    "",
    document="victim_apology",
    section="apology",
    where=Where("a.docx", path="本文 2"),
)
NOBODY = Finding("error", "D228", "", document="victim_apology", where=Where("a.docx"))


def shortened(finding: Finding, *words: str) -> Finding:
    """Return the finding without its words, of its place the kind and the number."""
    where = replace(finding.where, path=(finding.where.path or "")[:4])
    return replace(wordless(finding, *words), where=where)


def test_a_strangers_name_is_told_once_at_its_first_place() -> None:
    (found,) = told(USUAL, "架空 花子様", "架空 花子様")
    assert shortened(found, "ほかの人の氏名", "番号 2") == STRANGER


def test_an_address_parted_into_paragraphs_is_told_where_it_begins() -> None:
    (found,) = told(USUAL, "架空県見本市", "800-900")
    assert shortened(found, "ほかの人の住所", "番号 2") == STRANGER


def test_what_of_its_own_person_a_lawyer_adds_to_a_letter_is_no_strangers() -> None:
    assert told(USUAL, "お客様番号 KOKYAKU-1") == []


def test_what_stands_in_every_such_letter_is_no_strangers() -> None:
    namesake = row(3, "様の個人情報", AWAY)
    found = letter_findings(
        LETTER, paper(USUAL, "様の個人情報"), of(OWN, namesake), INCIDENT, person(OWN), f"{USUAL}様の個人情報"
    )
    assert list(found) == []


def test_a_name_so_short_that_it_stands_in_ordinary_words_is_not_told() -> None:
    assert told(USUAL, "山林", people=(OWN, row(2, "山林", AWAY))) == []


def test_a_letter_without_the_name_or_the_address_of_its_row_is_told_by_the_row() -> None:
    for line, what in ((f"{TARO}様", "住所"), (HERE, "氏名")):
        (found,) = told(line)
        assert wordless(found, f"その人の{what}", "2行目") == NOBODY
    assert told(f"{TARO}様", own=row(1, TARO, ())) == []


def test_a_letter_that_could_be_anybodys_is_told_and_a_specimen_is_not() -> None:
    (found,) = told("お客様各位", own=None)
    assert wordless(found, "名簿") == NOBODY
    assert told(f"{specimen(INCIDENT).recipient.name} 様", own=None) == []
