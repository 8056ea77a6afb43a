from __future__ import annotations

from collections import Counter

import pytest

from noticegen.facts.items import known_keys
from noticegen.facts.recipients_columns import Layout, describe_header, find_header, lay_out
from noticegen.facts.recipients_words import words
from noticegen.findings import RecipientsError, Where

HEADERS = {
    "管理番号": ["管理番号", "会員番号", "顧客ID", "契約番号", "ＩＤ", "№", "No."],
    "氏名": ["氏名", "お名前", "顧客名", "会員名", "氏　名", "氏名（漢字）", "※氏名", "宛名", "Ｎａｍｅ"],
    "郵便番号": ["郵便番号", "〒", "郵便", "郵便番号(半角数字)", "ZIP", "郵便\n番号"],
    "住所1": ["住所", "住所1", "住所１", "住所①", "ご住所", "住所1(市区町村番地)"],
    "住所2": ["住所2", "住所２（建物）"],
    "漏えい項目": ["漏えい項目", "漏洩項目", "流出項目", "対象項目"],
    "送付可否": ["送付可否", "送付区分", "発送可否"],
}
NOT_NAMES = [
    "氏名カナ",
    "氏名(カナ)",
    "氏名（ローマ字）",
    "氏名（旧）",
    "保護者氏名",
    "担当者名",
    "住所コード",
]


def laid_out(header: list[str], *rows: list[str], **overrides: str) -> Layout:
    return lay_out(header, rows, overrides, known_keys(), Where(file="名簿.csv"))


@pytest.mark.parametrize(
    ("name", "header"), [(name, header) for name, all_ in HEADERS.items() for header in all_]
)
def test_the_usual_headers_are_recognised(name: str, header: str):
    columns = laid_out(["氏名", header] if name != "氏名" else [header]).columns
    assert columns[name] == "".join(header.splitlines())


@pytest.mark.parametrize("header", NOT_NAMES)
def test_a_header_of_something_else_is_not_taken(header: str):
    layout = laid_out(["氏名", header])
    assert dict(layout.columns) == {"氏名": "氏名"}
    assert header in layout.findings[0].message


def test_no_header_stands_for_two_columns():
    counts = Counter(header for column in words().columns for header in set(column.headers))
    assert [header for header, count in counts.items() if count > 1] == []


def test_two_columns_of_names_are_asked_about():
    with pytest.raises(RecipientsError) as caught:
        laid_out(["会員名", "契約者名", "住所"])
    (finding,) = caught.value.findings
    assert finding.code == "R005"
    assert "A列「会員名」、B列「契約者名」" in finding.message
    assert "--map 氏名=" in finding.hint


def test_every_ambiguity_is_told_at_once():
    with pytest.raises(RecipientsError) as caught:
        laid_out(["氏名", "お名前", "住所", "送付先住所"])
    assert [finding.code for finding in caught.value.findings] == ["R005", "R005"]


def test_of_several_numbers_the_most_usual_is_taken_and_told():
    layout = laid_out(["No", "会員番号", "氏名"], ["1", "M-1", "見本 太郎"])
    assert layout.columns["管理番号"] == "会員番号"
    (finding,) = [finding for finding in layout.findings if finding.code == "R202"]
    assert "「会員番号」" in finding.message


def test_columns_that_are_not_used_are_told_also_without_a_header():
    layout = laid_out(["氏名", "備考", ""], ["見本 太郎", "", "覚書"])
    (finding,) = layout.findings
    assert (finding.code, finding.severity) == ("R201", "warning")
    assert "「備考」、見出しのないC列" in finding.message


def test_an_override_decides_and_an_empty_one_leaves_a_column_out():
    layout = laid_out(["会員名", "契約者名", "住所"], 氏名="契約者名", 住所="")
    assert dict(layout.columns) == {"氏名": "契約者名"}


@pytest.mark.parametrize(
    "overrides",
    [{"氏名": "ない見出し"}, {"ない列": "会員名"}, {"氏名": "同じ"}],
    ids=["header", "column", "two"],
)
def test_an_override_that_fits_nothing_is_refused(overrides: dict[str, str]):
    with pytest.raises(RecipientsError) as caught:
        laid_out(["会員名", "同じ", "同じ"], **overrides)
    (finding,) = caught.value.findings
    assert finding.code == "R009"
    assert "0つ" not in str(finding.hint)


def test_the_header_is_the_row_with_most_known_columns_within_the_first_twenty():
    rows = [["宛名"], [], ["氏名", "住所"], ["見本 太郎", "東京都"]]
    assert find_header(rows, {}) == (2, 2)
    assert find_header([[]] * 19 + rows[2:], {}) == (19, 2)
    assert find_header([[]] * 20 + rows[2:], {}) == (-1, 0)


def test_a_header_found_by_an_override_alone():
    assert find_header([["題"], ["送る人", "電話"]], {"氏名": "送る人"})[0] == 1


def test_a_row_of_data_is_not_shown_in_a_message():
    assert "見本" not in describe_header([["1", "見本 太郎", "東京都"]])
    assert describe_header([["番号", "だれ", "住所"]]) == "見つかった見出し(1行目): 番号、だれ、住所。"


def test_a_column_that_may_hold_marks_or_values_is_asked_about():
    with pytest.raises(RecipientsError) as caught:
        laid_out(["氏名", "障害"], ["見本 太郎", "有"], ["架空 花子", "無"])
    (finding,) = caught.value.findings
    assert finding.code == "R011"
    assert "漏えい項目:障害" in finding.hint
