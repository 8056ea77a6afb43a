"""What post office and mail house say of the letters, and what is told of it in the next report."""

from __future__ import annotations

import io
import tomllib
from datetime import date
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook

from noticegen.batch.lock import locked
from noticegen.batch.sent import RETURNED, SENT, SentReport, record_sent
from noticegen.documents.draft import draft
from noticegen.facts.load import load_incident
from noticegen.findings import OutputError, RecipientsError
from noticegen.ooxml.reading import read_document
from tests.batch.batches import FACTS, ON, batch, facts, listing, people, person

if TYPE_CHECKING:
    from pathlib import Path

LATER = date(2026, 12, 28)
HEADER = "書面番号,配達状況,最新状況日\n"


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of a finished batch: twelve letters, and a row 13 that is held back."""
    folder = tmp_path_factory.mktemp("batch") / "out"
    batch(folder, [*people(), person(13, 送付可否="保留")], facts(13))
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.fixture
def folder(finished: dict[str, bytes], tmp_path: Path) -> Path:
    """A copy of the lists of the finished batch; the letters themselves are not read."""
    copy = tmp_path / "out"
    copy.mkdir()
    for name, data in finished.items():
        (copy / name).write_bytes(data)
    return copy


def told(folder: Path, text: str, *, on: date = LATER, encoding: str = "utf-8") -> SentReport:
    results = folder.parent / "結果.csv"
    results.write_bytes(text.encode(encoding))
    return record_sent(folder, results, on=on)


def problems(report: SentReport) -> dict[str, str]:
    return {finding.code: finding.message for finding in report.findings if finding.severity == "error"}


def test_each_letter_keeps_its_history_by_number_and_nothing_else_of_the_person(folder: Path) -> None:
    told(folder, HEADER + "1,引受,2026-12-18\n0002.docx,お届け先にお届け済み,2026/12/20 10:15\n")
    assert listing(folder, SENT) == [
        {"番号": "0001", "出来事": "発送", "日付": "2026-12-18", "記録日": "2026-12-28", "結果の一覧": "結果.csv", "行": "2"},
        {"番号": "0002", "出来事": "到達", "日付": "2026-12-20", "記録日": "2026-12-28", "結果の一覧": "結果.csv", "行": "3"},
    ]  # fmt: skip
    assert "見本" not in (folder / SENT).read_text("utf-8-sig")


def test_the_words_of_post_offices_are_understood_and_news_on_the_way_are_no_outcome(folder: Path) -> None:
    text = (
        HEADER
        + "1,お届け済み,R8.12.20\n2,あて所に尋ねあたりません,令和8年12月21日\n3,ご不在のため持ち戻り,2026/12/20\n"
        + "4,差出人に返送済み,20261222\n,,\n合計,4件,\n"
    )
    report = told(folder, text, encoding="cp932")
    assert [(finding.severity, finding.code) for finding in report.findings] == [
        ("warning", "B409"),
        ("note", "B407"),
    ]
    assert "1行あります(4行目)" in report.findings[0].message
    totals = report.totals
    assert (totals.first.sent, totals.first.arrived, totals.first.returned) == (3, 1, 2)
    assert totals.unsent == (3, 5, 6, 7, 8, 9, 10, 11, 12)
    assert 'detail = "発送の記録なし9通。"' in report.toml


def test_no_row_that_names_a_letter_is_left_out_without_a_word(folder: Path) -> None:
    text = "番号,結果,日付,発送日\n1,転送,2026-12-20,\n2,,,\nM-0004,持ち戻り,,\n4,転送,,2026-12-18\n合計,3件,,\n,,,\n"
    report = told(folder, text)
    (finding,) = report.findings
    assert (finding.severity, finding.code) == ("warning", "B409")
    assert "3行あります(2行目、3行目、4行目)" in finding.message
    for word in ("発送", "到達", "返戻", "再送", "代替措置"):
        assert word in finding.hint
    assert [(row["番号"], row["出来事"]) for row in listing(folder, SENT)] == [("0004", "発送")]
    # Where dates alone tell, none is nothing that happened yet.
    assert told(folder, "番号,発送日,返戻日\n1,2026-12-18,\n2,,\n").findings == ()


def test_the_words_that_our_letters_print_head_their_numbers_and_a_carriers_are_none_of_them(
    folder: Path,
) -> None:
    report = told(folder, "お問い合わせ番号,配達状況\n0001,到達\n0002,到達\n99,到達\n")
    assert (report.recorded, set(problems(report))) == (2, {"B401"})
    report = told(folder, "お問い合わせ番号,管理番号,結果\n1234-5678-9012,M0003,到達\n")
    assert (report.recorded, report.findings) == (1, ())
    # Ten tracking numbers and one that could be ours: none is taken.
    with pytest.raises(RecipientsError) as caught:
        told(folder, "お問い合わせ番号,配達状況,備考\n4,到達,\n123456789012,到達,\n")
    (finding,) = caught.value.findings
    assert (finding.code, "見つかった見出し: お問い合わせ番号、配達状況、備考。" in finding.message) == (
        "B400",
        True,
    )
    assert "見出しを" in finding.hint or "見出しに" in finding.hint
    assert len(listing(folder, SENT)) == 3


def test_what_may_be_a_persons_data_is_not_told_as_a_heading(folder: Path) -> None:
    with pytest.raises(RecipientsError) as caught:
        told(folder, "架空 花子,到達\n架空 次郎,結果\n")
    assert "架空" not in caught.value.findings[0].message
    assert "見つかった見出し: 結果。" in caught.value.findings[0].message


def test_columns_of_dates_and_ids_will_do_and_so_will_a_workbook(folder: Path) -> None:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    for row in (
        ["発送結果一覧"],
        ["管理番号", "発送日", "返戻日"],
        ["M0001", date(2026, 12, 18), None],
        ["M0002", date(2026, 12, 18), date(2026, 12, 22)],
    ):
        sheet.append(row)
    stream = io.BytesIO()
    workbook.save(stream)
    results = folder.parent / "結果.xlsx"
    results.write_bytes(stream.getvalue())
    report = record_sent(folder, results, on=LATER)
    assert (report.recorded, report.totals.first.sent, report.totals.first.returned) == (3, 2, 1)
    assert (report.totals.first.since, report.totals.back) == (date(2026, 12, 18), (2,))


def test_the_same_list_twice_is_recorded_once_and_what_is_recorded_stays(folder: Path) -> None:
    first = told(folder, HEADER + "1,発送,2026-12-18\n")
    before = (folder / SENT).read_bytes()
    again = told(folder, HEADER + "1,発送,2026-12-18\n1,配達完了,2026-12-19\n")
    assert (first.recorded, again.recorded, again.known) == (1, 1, 1)
    assert (folder / SENT).read_bytes().startswith(before)
    assert len(listing(folder, SENT)) == 2
    assert told(folder, HEADER + "1,配達完了,2026-12-19\n").recorded == 0


def test_a_record_that_an_editor_saved_without_its_last_line_break_loses_nothing(folder: Path) -> None:
    told(folder, HEADER + "1,発送,2026-12-18\n")
    (folder / SENT).write_bytes((folder / SENT).read_bytes().rstrip(b"\r\n"))
    told(folder, HEADER + "2,発送,2026-12-18\n3,発送,2026-12-18\n")
    assert [row["番号"] for row in listing(folder, SENT)] == ["0001", "0002", "0003"]
    assert record_sent(folder, on=LATER).totals.first.sent == 3


def test_nothing_is_recorded_while_another_run_is_at_work_in_the_folder(folder: Path) -> None:
    with locked(folder), pytest.raises(OutputError) as raised:
        told(folder, HEADER + "1,発送,2026-12-18\n")
    assert raised.value.findings[0].code == "O115"
    assert not (folder / SENT).exists()


def test_what_a_killed_run_left_half_written_is_gone_after_the_next(folder: Path) -> None:
    half = folder / f".{SENT}.0a1b2c3d.part"
    half.write_bytes(b"")
    told(folder, HEADER + "1,引受,2026-12-18\n")
    assert not half.exists()


def test_a_returned_letter_that_is_sent_again_counts_in_both_sendings(folder: Path) -> None:
    # Later lists may bring what happened earlier: the days decide, not the order of the rows.
    told(folder, HEADER + "1,到達,2026-12-26\n1,再送,2026-12-24\n2,返戻,2026-12-22\n")
    report = told(folder, HEADER + "1,返戻,2026-12-22\n1,発送,2026-12-18\n")
    first, again = report.totals.first, report.totals.again
    assert (first.sent, first.arrived, first.returned, first.open) == (2, 0, 2, 0)
    assert (again.sent, again.arrived, again.returned) == (1, 1, 0)
    assert report.totals.back == (2,)
    assert [finding.code for finding in report.findings] == ["B407"]


def test_a_letter_refused_after_it_arrived_counts_as_returned_and_is_told(folder: Path) -> None:
    report = told(folder, HEADER + "1,到達,2026-12-20\n1,受取拒否,2026-12-22\n")
    assert (report.totals.first.arrived, report.totals.first.returned) == (0, 1)
    assert [finding.code for finding in report.findings] == ["B406", "B407"]


def test_a_substitute_measure_closes_a_returned_letter_and_may_be_for_a_person_without_one(
    folder: Path,
) -> None:
    report = told(folder, HEADER + "1,返戻,2026-12-20\n1,代替措置,2026-12-25\n13,代替措置,2026-12-25\n")
    assert (report.totals.substituted, report.totals.back, report.totals.open) == (2, (), ())
    assert report.totals.first.sent == 1
    assert report.findings == ()
    assert "B401" in problems(told(folder, HEADER + "13,到達,2026-12-25\n"))


def test_what_cannot_be_recorded_is_told_by_its_row_and_the_rest_is_recorded(folder: Path) -> None:
    text = (
        HEADER + "1,到達,2026-12-20\n99,到達,2026-12-20\nA-3,到達,2026-12-20\n3,謎,2026-12-20\n"
        "4,到達,12/20\n5,到達,2027-01-05\n6,到達,2026-12-20\n6,返戻,2026-12-20\n"
    )
    report = told(folder, text)
    found = problems(report)
    assert report.recorded == 1
    assert set(found) == {"B401", "B402", "B403", "B404"}
    assert "2行あります(3行目、4行目)" in found["B401"]
    assert "8行目、9行目" in found["B402"]
    assert "6行目、7行目" in found["B404"]
    assert "B402" in problems(told(folder, HEADER + "1,返戻,2026-12-20\n"))


def test_a_number_and_an_id_that_do_not_belong_together_are_no_letter_of_ours(folder: Path) -> None:
    text = "番号,管理番号,結果\n1,M0001,到達\n2,M0001,到達\n"
    assert "(3行目)" in problems(told(folder, text))["B401"]


def test_one_id_of_two_letters_needs_the_number(folder: Path) -> None:
    manifest = (folder / "manifest.csv").read_text("utf-8-sig")
    (folder / "manifest.csv").write_text(manifest.replace("M0002", "M0001"), "utf-8-sig")
    report = told(folder, "管理番号,結果\nM0001,到達\nM0003,到達\n")
    assert (report.recorded, set(problems(report))) == (1, {"B405"})


def test_all_letters_without_a_record_can_be_said_to_be_sent_on_one_day(folder: Path) -> None:
    told(folder, HEADER + "1,返戻,2026-12-20\n")
    report = record_sent(folder, sent_on=date(2026, 12, 18), on=LATER)
    assert (report.recorded, report.totals.first.sent, report.totals.unsent) == (11, 12, ())
    assert report.totals.open == tuple(range(2, 13))
    with pytest.raises(OutputError) as caught:
        record_sent(folder, sent_on=date(2026, 12, 29), on=LATER)
    assert caught.value.findings[0].code == "B408"


def test_without_lists_the_totals_alone_are_told_and_nothing_is_written(folder: Path) -> None:
    report = record_sent(folder, on=LATER)
    assert (report.recorded, report.toml, len(report.totals.unsent)) == (0, "", 12)
    assert not (folder / SENT).exists()
    assert not (folder / RETURNED).exists()


def test_the_lines_for_the_next_report_stand_in_its_section_on_the_persons(folder: Path) -> None:
    told(folder, HEADER + "1,返戻,2026-12-22\n1,再送,2026-12-24\n2,返戻,2026-12-22\n2,代替措置,2026-12-25\n")
    report = record_sent(folder, sent_on=date(2026, 12, 18), on=LATER)
    waves = tomllib.loads(report.toml)["person_response"]["wave"]
    assert [(wave["status"], wave["sent"]["value"], wave["returned"]["value"]) for wave in waves] == [
        ("実施中", 12, 2),
        ("実施中", 1, 0),
    ]
    incident = load_incident((FACTS.format(count=13, more="") + report.toml).encode())
    made = draft(incident, "ppc_report", on=LATER, incomplete=True)
    (section,) = (each.text for each in read_document(made.docx).sections if each.id == "item6_principal")
    assert "12通" in section
    assert "書面の郵送（再送）" in section
    assert "代替措置を講じた本人1人" in section
    assert "到達・返戻を確認中10通" in section


def test_letters_that_came_back_are_made_again_from_the_list_of_them(folder: Path) -> None:
    told(folder, HEADER + "2,返戻,2026-12-22\n5,返戻,2026-12-22\n5,再送,2026-12-24\n")
    assert listing(folder, RETURNED) == [{"番号": "0002", "管理番号": "M0002"}]
    report = batch(folder.parent / "again", people(), only=folder / RETURNED)
    assert (report.letters, report.skipped) == (1, 11)
    assert [row["番号"] for row in listing(folder.parent / "again", "manifest.csv")] == ["0002"]


def test_a_list_without_a_letter_or_an_outcome_is_refused(folder: Path) -> None:
    for text in ("氏名,結果\n見本,到達\n", "番号,備考\n1,到達\n", ""):
        with pytest.raises(RecipientsError) as caught:
            told(folder, text)
        assert [finding.code for finding in caught.value.findings] == ["B400"]
    assert not (folder / SENT).exists()


def test_only_a_finished_batch_has_letters_to_speak_of(tmp_path: Path, folder: Path) -> None:
    with pytest.raises(OutputError) as caught:
        record_sent(tmp_path / "nothing", on=ON)
    assert caught.value.findings[0].code == "O111"
    (folder / SENT).write_text("番号,出来事\n1,謎\n", "utf-8-sig")
    with pytest.raises(OutputError) as caught:
        record_sent(folder, on=ON)
    assert caught.value.findings[0].code == "O109"
