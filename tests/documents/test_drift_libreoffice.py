"""What does LibreOffice do to a document that it opens and saves, and is what was in it still found?

Three starts of LibreOffice convert all documents: .docx to .docx, and by way of .odt, which knows no content controls.
"""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from noticegen.documents.check import check_document
from noticegen.documents.draft import drafts
from noticegen.documents.kinds import kinds
from noticegen.facts.load import load_incident
from tests.documents.cases import EXAMPLES
from tests.documents.damages import DAMAGES

if TYPE_CHECKING:
    from pathlib import Path

    from noticegen.findings import Finding

pytestmark = pytest.mark.external("soffice")

LOST = load_incident(EXAMPLES / "lost_pc" / "incident.toml")
WITH_CLIENTS = load_incident(EXAMPLES / "misdirected_mail" / "incident.toml")
FACTS = {kind: WITH_CLIENTS if kind == "client_letter" else LOST for kind in kinds()}
OF_A_DRAFT = {"D205", "D206"}
"""Some kinds lack facts of their own in this example: their gaps are no damage."""
DAMAGED = {
    "count": "人数を打ち間違えた",
    "date": "日付を変えた",
    "certainty": "「可能性が高い」を弱めた",
    "empty": "区画を空にした",
    "missing": "区画を文ごと消した",
    "unmarked": "区画の印を外した",
    "tracked": "変更履歴が残っている",
    "employee": "懲戒の対象者の氏名を手紙に書いた",
}
BY_WAY_OF_ODT = ("ppc_report", "disciplinary_memo", "victim_apology", "public_notice")


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder: ``docx`` holds what LibreOffice saved as .docx, ``odt`` what it saved as .odt and back."""
    folder = tmp_path_factory.mktemp("libreoffice")
    (folder / "made").mkdir()
    for kind, incident in FACTS.items():
        made = drafts(incident, kind, on=incident.letter.date, incomplete=True)[0]
        (folder / "made" / f"{kind}.docx").write_bytes(made.docx)
    for name, title in DAMAGED.items():
        damage = DAMAGES[title]
        docx = (folder / "made" / f"{damage.kind}.docx").read_bytes()
        (folder / "made" / f"damaged-{name}.docx").write_bytes(damage.change(docx))
    convert(folder, sorted((folder / "made").iterdir()), "docx:MS Word 2007 XML", "docx")
    convert(folder, [folder / "made" / f"{kind}.docx" for kind in BY_WAY_OF_ODT], "odt", "between")
    convert(folder, sorted((folder / "between").iterdir()), "docx:MS Word 2007 XML", "odt")
    return folder


def convert(folder: Path, files: list[Path], form: str, into: str) -> None:
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", form, "--outdir", str(folder / into)]
    subprocess.run([*command, *map(str, files)], check=True, capture_output=True, timeout=240)


def found_in(file: Path, kind: str) -> list[Finding]:
    return [each for each in check_document(file, FACTS[kind]) if each.code not in OF_A_DRAFT]


@pytest.mark.parametrize("kind", kinds())
def test_what_libreoffice_saved_is_as_clean_as_it_was_made(saved: Path, kind: str) -> None:
    assert found_in(saved / "docx" / f"{kind}.docx", kind) == []


@pytest.mark.parametrize("name", DAMAGED)
def test_what_was_damaged_before_libreoffice_saved_it_is_found_after(saved: Path, name: str) -> None:
    damage = DAMAGES[DAMAGED[name]]
    found = found_in(saved / "docx" / f"damaged-{name}.docx", damage.kind)
    # What stands behind a table in its section stands behind the section afterwards.
    told = [each for each in found if each.code == damage.code and each.section in {damage.section, ""}]
    assert told, [(each.code, each.section, each.message) for each in found]
    assert damage.severity in {*(each.severity for each in told), ""}


@pytest.mark.parametrize("kind", BY_WAY_OF_ODT)
def test_by_way_of_odt_every_mark_is_lost_and_every_section_with_a_heading_is_found(
    saved: Path, kind: str
) -> None:
    found = found_in(saved / "odt" / f"{kind}.docx", kind)
    # Name and address of a person who is not known are no heading and no known text.
    assert {(each.code, each.section) for each in found if each.code != "D225"} <= {("D201", "addressee")}
    assert len([each for each in found if each.code == "D225"]) >= 10
    assert "error" not in {each.severity for each in found}
