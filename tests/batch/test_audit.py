"""Does the audit of a folder see what was changed, lost or added, and say it without personal data?"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from noticegen.batch import check_batch, own, write_batch
from noticegen.facts.affected_person import AffectedPerson, affected_person
from noticegen.facts.load import load_incident
from noticegen.facts.recipients import Recipient, read_recipients
from noticegen.findings import OutputError, TemplateError
from noticegen.ooxml.archive import read_parts, write_parts
from noticegen.ooxml.reading import read_document
from tests.batch.batches import EXAMPLE, HEADER, ON, batch, facts, people, person, snapshot, write_list

if TYPE_CHECKING:
    from pathlib import Path

    from noticegen.findings import Finding

DOCUMENT = "word/document.xml"
HEADER_WITH = (*HEADER, "言語")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A finished batch of twelve rows, one of them left out."""
    return batch(tmp_path / "out", [person(1, 送付可否="保留"), *people()[1:]]).folder


def audited(folder: Path, **options: Any) -> tuple[Finding, ...]:
    """Return what the audit finds, after making sure that no personal data is in it."""
    found = check_batch(folder, **options)
    for finding in found:
        assert not [word for word in ("見本 ", "見本町", "架空荘") if word in str(finding)]
        assert finding.hint
    return found


def found_codes(folder: Path, **options: Any) -> list[tuple[str, str | None]]:
    return [(finding.code, finding.where.file) for finding in audited(folder, **options)]


def letter(folder: Path, number: int) -> Path:
    return folder / "letters" / f"{number:04d}.docx"


def edit(folder: Path, number: int, old: str, new: str, count: int = -1) -> None:
    """Change the text of a letter as somebody might in Word, the manifest too, as if nobody had noticed."""
    path = letter(folder, number)
    parts = read_parts(path)
    text = parts[DOCUMENT].decode()
    assert old in text
    path.write_bytes(write_parts({**parts, DOCUMENT: text.replace(old, new, count).encode()}))


def test_letters_with_pages_in_other_languages_pass_and_are_as_without_them_up_to_there(
    tmp_path: Path,
) -> None:
    rows = people(4)
    asked = ({"言語": word} for word in ("英語", "やさしい日本語", "架空語", ""))
    listed = write_list(
        tmp_path / "asked.csv", [{**row, **cell} for row, cell in zip(rows, asked, strict=True)], HEADER_WITH
    )
    report = write_batch(facts(4), listed, tmp_path / "asked", on=ON)
    assert [(each.code, each.severity) for each in report.findings] == [("R218", "warning")]
    assert audited(report.folder, incident=facts(4), recipients=listed) == ()
    plain = batch(tmp_path / "plain", rows, facts(4)).folder
    for number, page in ((1, "Dear 見本 001号,"), (2, "見本 002号 さんへ"), (3, ""), (4, "")):
        text, without = (read_document(letter(each, number)).text for each in (report.folder, plain))
        # The footer is read last.
        assert text.startswith(without.rpartition("\n")[0])
        assert page in text
        assert (text == without) == (not page)


def test_a_folder_as_it_was_written_passes_with_facts_and_list(folder: Path) -> None:
    before = snapshot(folder)
    assert audited(folder) == ()
    assert audited(folder, incident=facts()) == ()
    assert audited(folder, recipients=folder.with_name("out.csv")) == ()
    assert audited(folder, incident=facts(), recipients=folder.with_name("out.csv")) == ()
    assert snapshot(folder) == before


def test_progress_is_told_letter_by_letter(folder: Path) -> None:
    told: list[tuple[int, int]] = []
    check_batch(folder, progress=lambda done, total: told.append((done, total)))
    assert told == [(number, 11) for number in range(1, 12)]


def test_a_deleted_letter_is_named(folder: Path) -> None:
    letter(folder, 5).unlink()
    assert found_codes(folder) == [("B304", "letters/0005.docx")]


def test_a_letter_that_is_no_word_document_is_named(folder: Path) -> None:
    letter(folder, 5).write_bytes(b"PK")
    assert found_codes(folder) == [("B306", "letters/0005.docx")]


def test_a_letter_that_somebody_edited_is_named(folder: Path) -> None:
    edit(folder, 5, "深く", "心より")
    assert found_codes(folder, incident=facts()) == [("B305", "letters/0005.docx")]


@pytest.mark.parametrize("options", [{}, {"incident": facts()}])
def test_a_letter_that_lost_a_section_is_named_with_and_without_the_facts(
    folder: Path, options: dict[str, Any]
) -> None:
    edit(folder, 5, "noticegen:cause", "noticegen:cavse")
    edit(folder, 5, 'w:docPartCategory w:val="cause"', 'w:docPartCategory w:val="cavse"')
    codes = found_codes(folder, **options)
    assert codes[0] == ("B305", "letters/0005.docx")
    assert ("D201" if options else "B307", "letters/0005.docx") in codes


def test_a_mark_left_in_a_letter_is_named(folder: Path) -> None:
    edit(folder, 5, "深く", "【要記入】")
    assert ("D205", "letters/0005.docx") in found_codes(folder)


def test_a_mark_in_a_name_hides_no_mark_that_an_edit_brought(tmp_path: Path) -> None:
    folder = batch(tmp_path / "out", [person(1, 氏名="{{ 見本 }}"), *people()[1:]]).folder
    assert audited(folder) == ()
    edit(folder, 1, "深く", "【要記入】")
    assert ("D205", "letters/0001.docx") in found_codes(folder)


def test_a_file_too_many_is_named_but_not_what_word_and_file_managers_leave(folder: Path) -> None:
    (folder / "letters" / "0005 - コピー.docx").write_bytes(letter(folder, 5).read_bytes())
    (folder / "letters" / "~$0005.docx").write_bytes(b"")
    (folder / "letters" / ".DS_Store").write_bytes(b"")
    assert found_codes(folder) == [("B303", "letters/0005 - コピー.docx")]


def test_what_a_killed_process_left_half_written_is_named_and_goes_with_the_next_run(folder: Path) -> None:
    halves = [
        ".letters-0001.zip.0a1b2c3d.part",
        ".sent.csv.0a1b2c3d.part",
        "letters/.0005.docx.0a1b2c3d.part",
    ]
    for name in halves:
        (folder / name).write_bytes(letter(folder, 5).read_bytes())
    found = audited(folder)
    assert [(each.code, each.where.file) for each in found] == [("B303", name) for name in halves]
    assert {each.hint for each in found} == {
        "途中で止まった処理の書きかけです。同じ batch をもう一度実行すると消えます。"
    }
    batch(folder, [person(1, 送付可否="保留"), *people()[1:]])
    assert audited(folder) == ()


def test_a_row_taken_out_of_a_list_does_not_add_up(folder: Path) -> None:
    lines = (folder / "excluded.csv").read_bytes().splitlines(keepends=True)
    (folder / "excluded.csv").write_bytes(lines[0])
    assert found_codes(folder) == [("B308", "batch.json")]


def test_a_letter_taken_out_of_the_manifest_does_not_add_up(folder: Path) -> None:
    lines = (folder / "manifest.csv").read_bytes().splitlines(keepends=True)
    (folder / "manifest.csv").write_bytes(b"".join(lines[:-1]))
    listed = folder.with_name("out.csv")
    assert found_codes(folder, recipients=listed) == [
        ("B317", "manifest.csv"),
        ("B303", "letters/0012.docx"),
        ("B308", "batch.json"),
    ]


def test_a_letter_twice_in_the_manifest_is_named(folder: Path) -> None:
    lines = (folder / "manifest.csv").read_bytes().splitlines(keepends=True)
    (folder / "manifest.csv").write_bytes(b"".join([*lines, lines[-1]]))
    assert found_codes(folder) == [("B302", "letters/0012.docx"), ("B308", "batch.json")]


def test_numbers_that_do_not_add_up_are_an_error(folder: Path) -> None:
    state = json.loads((folder / "batch.json").read_text("utf-8"))
    state["counts"]["rows"] = 13
    (folder / "batch.json").write_text(json.dumps(state), encoding="utf-8")
    assert found_codes(folder) == [("B309", "batch.json")]


def test_an_unfinished_folder_is_an_error(folder: Path) -> None:
    state = json.loads((folder / "batch.json").read_text("utf-8"))
    (folder / "batch.json").write_text(json.dumps({**state, "complete": False}), encoding="utf-8")
    assert [code for code, _ in found_codes(folder)] == ["B301"]


def test_a_folder_that_is_no_batch_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputError) as caught:
        check_batch(tmp_path)
    assert caught.value.findings[0].code == "O111"


def test_a_manifest_that_is_gone_is_refused(folder: Path) -> None:
    (folder / "manifest.csv").unlink()
    with pytest.raises(OutputError) as caught:
        check_batch(folder)
    assert caught.value.findings[0].code == "O109"


def test_a_kind_that_nobody_knows_any_more_is_refused(folder: Path) -> None:
    state = json.loads((folder / "batch.json").read_text("utf-8"))
    state["inputs"]["kind"] = "own_letter"
    (folder / "batch.json").write_text(json.dumps(state), encoding="utf-8")
    assert audited(folder) == ()
    with pytest.raises(TemplateError):
        check_batch(folder, facts())


def test_changed_facts_and_a_changed_list_are_warnings(folder: Path) -> None:
    listed = write_list(folder.with_name("new.csv"), [person(1, 送付可否="保留"), *people()[1:], person(13)])
    found = audited(folder, incident=facts(13), recipients=listed)
    assert [(finding.severity, finding.code) for finding in found] == [
        ("warning", "B310"),
        ("warning", "B310"),
        ("error", "B317"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ("見本 005号", "見本 006号", ("B313", "B318")),
        ("東京都架空区見本町5丁目", "東京都架空区見本町4丁目", ("B314", "B318")),
        ("東京都架空区見本町5丁目", "東京都架空区見本町6丁目", ("B314",)),
        ("0005", "0006", ("B315", "B319", "B319")),
        ("、購入履歴", "", ("B316",)),
    ],
)
def test_a_letter_with_anothers_name_address_number_or_too_few_items_is_named(
    folder: Path, old: str, new: str, codes: tuple[str, ...]
) -> None:
    edit(folder, 5, old, new)
    if "B315" in codes:
        path = letter(folder, 5)
        parts = read_parts(path)
        path.write_bytes(write_parts({name: data.replace(b"0005", b"0006") for name, data in parts.items()}))
    found = found_codes(folder, incident=facts(), recipients=folder.with_name("out.csv"))
    assert found == [(code, "letters/0005.docx") for code in ("B305", *codes)]


def test_letters_exchanged_between_two_persons_are_both_named(folder: Path) -> None:
    one, other = letter(folder, 5).read_bytes(), letter(folder, 7).read_bytes()
    letter(folder, 5).write_bytes(other)
    letter(folder, 7).write_bytes(one)
    found = found_codes(folder, recipients=folder.with_name("out.csv"))
    for number in (5, 7):
        assert {code for code, name in found if name == f"letters/{number:04d}.docx"} == {
            "B305",
            "B313",
            "B314",
            "B315",
            "B318",
            "B319",
        }


def test_a_letter_to_a_row_that_is_held_now_is_named(folder: Path) -> None:
    listed = write_list(
        folder.with_name("new.csv"),
        [person(1, 送付可否="保留"), person(2, 送付可否="支援措置"), *people()[2:]],
    )
    assert found_codes(folder, recipients=listed)[1:] == [("B312", "letters/0002.docx")]


def test_a_list_that_has_become_shorter_is_noticed(folder: Path) -> None:
    listed = write_list(folder.with_name("new.csv"), [person(1, 送付可否="保留"), *people()[1:11]])
    assert found_codes(folder, recipients=listed)[1:] == [("B311", "letters/0012.docx")]


def test_rows_that_only_did_not_ask_for_are_no_lack(tmp_path: Path) -> None:
    (tmp_path / "asked.csv").write_text("番号\n3\n7\n", encoding="utf-8")
    folder = batch(tmp_path / "out", only=tmp_path / "asked.csv").folder
    assert audited(folder, incident=facts(), recipients=tmp_path / "out.csv") == ()


def test_a_list_read_by_named_columns_is_read_so_again(tmp_path: Path) -> None:
    rows = [{**row, "お届け先氏名": row["氏名"], "氏名": "担当 仮名"} for row in people()]
    header = ("管理番号", "氏名", "お届け先氏名", "郵便番号", "住所1", "住所2", "漏えい項目")
    listed = write_list(tmp_path / "list.csv", [{name: row[name] for name in header} for row in rows], header)
    write_batch(facts(), listed, tmp_path / "out", on=ON, columns={"氏名": "お届け先氏名"})
    assert audited(tmp_path / "out", recipients=listed) == ()


def test_nothing_is_asked_that_the_template_does_not_print() -> None:
    row = next(iter(_persons()))
    assert list(own.own_problems(row, "0001", (), "", "")) == []
    found = list(own.own_problems(row, "0001", ("name", "address", "number", "items"), "", ""))
    assert [code for code, _ in found] == ["B315", "B313", "B314", "B316"]


def test_a_number_is_not_found_inside_another_number() -> None:
    row = next(iter(_persons()))
    assert [code for code, _ in own.own_problems(row, "0001", ("number",), "0120-000-00011", "")] == ["B315"]
    assert list(own.own_problems(row, "0001", ("number",), "番号：0001", "")) == []


def _persons() -> list[AffectedPerson]:
    incident = load_incident(EXAMPLE / "incident.toml")
    rows = [row for row in read_recipients(EXAMPLE / "recipients.csv") if isinstance(row, Recipient)]
    joined = [affected_person(row, incident) for row in rows[:3]]
    return [row for row in joined if isinstance(row, AffectedPerson)]


def test_an_archive_whose_list_of_members_is_damaged_is_told_and_not_tripped_over(tmp_path: Path) -> None:
    folder = batch(tmp_path / "out", as_="zip").folder
    part = folder / "letters-0001.zip"
    data = part.read_bytes()
    at = data.rindex(b"0005.docx")
    part.write_bytes(data[:at] + b"\xff" + data[at + 1 :])
    assert found_codes(folder) == [("B306", "letters-0001.zip")]


@pytest.mark.parametrize("way", ["zip", "merged"])
def test_a_part_that_was_cut_off_or_is_gone_is_told_in_one_line(tmp_path: Path, way: str) -> None:
    folder = batch(tmp_path / "out", as_=way).folder
    (part,) = folder.glob("letters-*")
    part.write_bytes(part.read_bytes()[:-200])
    assert found_codes(folder, recipients=tmp_path / "out.csv") == [("B306", part.name)]
    part.unlink()
    assert found_codes(folder, recipients=tmp_path / "out.csv") == [("B304", part.name)]
