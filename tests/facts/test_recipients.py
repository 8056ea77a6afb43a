"""Messy lists of recipients, as people send them: who gets a letter, and what is said of the other rows."""

from __future__ import annotations

import hashlib
import pickle
from typing import TYPE_CHECKING

import pytest

from noticegen.facts.recipients import Excluded, Recipient, check_against, read_recipients
from noticegen.findings import RecipientsError

if TYPE_CHECKING:
    from pathlib import Path

    from noticegen.facts.recipients import RecipientsFile

HEADER = "管理番号,氏名,郵便番号,住所\n"
TARO = "A-1,見本 太郎,100-0001,東京都架空区1-2-3\n"


def opened(tmp_path: Path, text: str | bytes, encoding: str = "utf-8", **options: object) -> RecipientsFile:
    path = tmp_path / "recipients.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
    return read_recipients(path, **options)


def listed(
    tmp_path: Path, text: str | bytes, encoding: str = "utf-8", **options: object
) -> list[Recipient | Excluded]:
    return list(opened(tmp_path, text, encoding, **options))


def only(tmp_path: Path, text: str | bytes, encoding: str = "utf-8", **options: object) -> Recipient:
    (recipient,) = listed(tmp_path, text, encoding, **options)
    assert isinstance(recipient, Recipient), recipient
    return recipient


MESSY = {
    "plain": (HEADER + TARO, ["見本 太郎"]),
    "Excel's line ends": ((HEADER + TARO).replace("\n", "\r\n"), ["見本 太郎"]),
    "line ends of old Macs": ((HEADER + TARO).replace("\n", "\r"), ["見本 太郎"]),
    "no line end at the end": ((HEADER + TARO).rstrip(), ["見本 太郎"]),
    "tabs for commas": ((HEADER + TARO).replace(",", "\t"), ["見本 太郎"]),
    "everything quoted": (
        '"管理番号","氏名","郵便番号","住所"\n"A-1","見本 太郎","1000001","東京都, 架空区"\n',
        ["見本 太郎"],
    ),
    "a space after the commas": ('氏名, 郵便番号, 住所\n"見本 太郎", "1000001", "東京都"\n', ["見本 太郎"]),
    "titles above the header": (
        "架空商事 会員名簿,,,\n2026年11月1日現在,,,\n,,,\n" + HEADER + TARO,
        ["見本 太郎"],
    ),
    "a title that is itself a header's word": ("宛名,,,\n" + HEADER + TARO, ["見本 太郎"]),
    "Excel's separator line": ("sep=,\n" + HEADER + TARO, ["見本 太郎"]),
    "blank rows between": (HEADER + ",,,\n\n　, ,,\n" + TARO, ["見本 太郎"]),
    "a total below": (HEADER + TARO + ",合計,1,\n", ["見本 太郎", "R116"]),
    "a total in the number's column": (HEADER + TARO + "計 1名,,,\n", ["見本 太郎", "R116"]),
    "a total beside a number of names": (HEADER + TARO + "合計,1名,,\n", ["見本 太郎", "R116"]),
    "a total in the name's column": (HEADER + TARO + ",総　計,,\n", ["見本 太郎", "R116"]),
    "a person called 計": ("姓,名,郵便番号,住所\n計,見本太郎,100-0001,東京都\n", ["計　見本太郎"]),
    "the header again on each page": (HEADER + TARO + HEADER, ["見本 太郎", "R118"]),
    "variants of headers": ("会員番号,お名前,〒,ご住所\n1,見本 太郎,1000001,東京都架空区\n", ["見本 太郎"]),
    "half-width and full-width headers": (
        "ＩＤ,氏　名,ﾕｳﾋﾞﾝ,郵便番号（必須）,住所\n1,見本 太郎,x,1000001,東京都\n",
        ["見本 太郎"],
    ),
    "a header with a line break": ('氏名,"郵便\n番号",住所\n見本 太郎,1000001,東京都\n', ["見本 太郎"]),
    "the reading beside the name": (
        "氏名,氏名(カナ),フリガナ,郵便番号,住所\n見本 太郎,ﾐﾎﾝ ﾀﾛｳ,ミホン,1000001,東京都\n",
        ["見本 太郎"],
    ),
    "family and given name": ("姓,名,郵便番号,住所\n見本,太郎,1000001,東京都\n", ["見本　太郎"]),
    "family and given name in Latin letters": (
        "姓,名,郵便番号,住所\nSample,Jane,,1 Fictional Road London\n",
        ["Sample Jane"],
    ),
    "both ways of the name": ("氏名,姓,名,郵便番号,住所\n見本太郎,見本,太郎,1000001,東京都\n", ["見本太郎"]),
    "no number at all": ("氏名,郵便番号,住所\n見本 太郎,1000001,東京都\n", ["見本 太郎"]),
    "spaces around": (HEADER + "A-1,　 見本　太郎 \u00a0,100-0001,東京都\n", ["見本　太郎"]),
    "a line end after the name": (HEADER + 'A-1,"見本 太郎\n",100-0001,東京都\n', ["見本 太郎"]),
    "a byte order mark within": (HEADER + "\ufeffA-1,\ufeff見本 太郎,100-0001,東京都\n", ["見本 太郎"]),
    "zeros kept by a formula": (HEADER + 'A-1,見本 太郎,="0600001",北海道架空市\n', ["見本 太郎"]),
    "a missing cell at the end": (HEADER + "A-1,見本 太郎,100-0001\n" + TARO, ["R114", "見本 太郎"]),
    "a comma in an address": (HEADER + "A-1,見本 太郎,100-0001,東京都架空区1-2,3号室\n", ["R117"]),
    "cells beyond that are blank": (HEADER + "A-1,見本 太郎,100-0001,東京都,,,\n", ["見本 太郎"]),
    "one bad row among good ones": (
        HEADER + "A-0,,100-0001,東京都\n" + TARO + "A-2,架空 花子,100-0001,東京都\n",
        ["R101", "見本 太郎", "架空 花子"],
    ),
    "the postal code within the address": (
        "氏名,住所\n見本 太郎,〒100-0001 東京都架空区\n",
        ["見本 太郎"],
    ),
    "a name that looks like a template": (
        HEADER + "A-1,{{ 氏名 }} <b>&A,100-0001,東京都\n",
        ["{{ 氏名 }} <b>&A"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), MESSY.values(), ids=MESSY)
def test_messy_lists_give_the_names_as_held_and_the_reasons(tmp_path: Path, text: str, expected: list[str]):
    rows = listed(tmp_path, text)
    assert [row.name if isinstance(row, Recipient) else row.code for row in rows] == expected


BAD_ROWS = {
    "R101": "1,,100-0001,東京都,,,,",
    "R102": "1,見本\x0b太郎,100-0001,東京都,,,,",
    "R103": '1,"見本\n太郎",100-0001,東京都,,,,',
    "R104": "1,見本 太郎,1234,東京都,,,,",
    "R106": "1.23457E+15,見本 太郎,100-0001,東京都,,,,",
    "R107": "1,?橋 太郎,100-0001,東京都,,,,",
    "R108": "1,見本 太郎,100-0001,東京都,友人,,,",
    "R109": "1,見本 太郎,100-0001,東京都,,たぶん,,",
    "R110": "1,見本 太郎,100-0001,東京都,,保留,,",
    "R113": "1,見本太郎、花子,100-0001,東京都,,,,",
    "R114": "1,見本 太郎,100-0001,,,,,",
    "R115": "1,見本 太郎,100-0001,東京都,,,全部,",
    "R116": ",合計 10件,,,,,,",
    "R117": "1,見本 太郎,100-0001,東京都,,,,,余り",
    "R118": "管理番号,氏名,郵便番号,住所,宛名区分,送付可否,漏えい項目,項目記載",
    "R119": "1,見本 太郎,100-0001,東京都,保護者,,,どちらか",
    "R120": "1,#N/A,100-0001,東京都,,,,",
}
FULL = "管理番号,氏名,郵便番号,住所,宛名区分,送付可否,漏えい項目,項目記載\n"


@pytest.mark.parametrize(("code", "row"), BAD_ROWS.items(), ids=BAD_ROWS)
def test_a_row_with_one_fault_is_left_out_with_its_code(tmp_path: Path, code: str, row: str):
    (excluded,) = listed(tmp_path, FULL + row + "\n")
    assert isinstance(excluded, Excluded)
    assert (excluded.code, excluded.number, excluded.row) == (code, 1, 2)


@pytest.mark.parametrize("row", BAD_ROWS.values(), ids=BAD_ROWS)
def test_a_reason_is_japanese_and_names_nobody(tmp_path: Path, row: str):
    (excluded,) = listed(tmp_path, FULL + row + "\n")
    assert isinstance(excluded, Excluded)
    assert excluded.reason.endswith("。")
    assert not any(word in excluded.reason for word in ("見本", "太郎", "花子", "橋", "東京"))


UNUSUAL_NAMES = [
    "髙﨑 德一郎",
    "𠮷野家 太郎",
    "渡邉\U000e0101 花子",
    "神\ufa19 見本",
    "ジョン・スミス",
    "ヨハン＝セバスチャン・見本",
    "Jean-Luc O'Sample",
    "Smith, Jane",
    "MUTHU S/O RAJA",
    "Nguyễn Thị Mẫu",
    "محمد نمونه\u200cای",
    "見本 A&B <c>",
    "=1+1",
    "と",
    "計盛 太郎",
    "一",
    "見本ー太郎々〆",
    "氏名 太郎",
    "見" * 200,
]


@pytest.mark.parametrize("name", UNUSUAL_NAMES)
def test_an_unusual_name_is_never_refused_nor_changed(tmp_path: Path, name: str):
    assert only(tmp_path, f'氏名,郵便番号,住所\n"{name}",1000001,東京都\n').name == name


@pytest.mark.parametrize(
    "name", ["?橋", "高？", "〓田", "見\ufffd", "見\ue000本", "■本", "&#39640;橋", "A&amp;B"]
)
def test_a_name_with_traces_of_lost_characters_is_asked_for(tmp_path: Path, name: str):
    (excluded,) = listed(tmp_path, f"氏名,郵便番号,住所\n{name},1000001,東京都\n")
    assert isinstance(excluded, Excluded)
    assert excluded.code == "R107"


def test_a_company_may_have_a_comma_or_a_slash_in_its_name(tmp_path: Path):
    text = "氏名,宛名区分,郵便番号,住所\n架空／見本、法律事務所,法人,1000001,東京都\n"
    assert only(tmp_path, text).kind == "法人"


POSTAL_CODES = {
    "1234567": "123-4567",
    "123-4567": "123-4567",
    "〒123-4567": "123-4567",
    "〒 １２３－４５６７": "123-4567",
    "123ー4567": "123-4567",
    "123‐4567": "123-4567",
}


@pytest.mark.parametrize(("written", "expected"), POSTAL_CODES.items())
def test_a_postal_code_of_seven_digits_is_written_in_one_way(tmp_path: Path, written: str, expected: str):
    assert only(tmp_path, f"氏名,郵便番号,住所\n見本 太郎,{written},東京都\n").postal_code == expected


@pytest.mark.parametrize(("written", "count"), [("600001", 6), ("60-0001", 6), ("10010", 5)])
def test_a_lost_zero_is_never_put_back_silently(tmp_path: Path, written: str, count: int):
    (excluded,) = listed(tmp_path, f"氏名,郵便番号,住所\n見本 太郎,{written},北海道架空市\n")
    assert isinstance(excluded, Excluded)
    assert excluded.code == "R104"
    assert f"{count}桁です。先頭の0が失われた可能性" in excluded.reason


def test_a_postal_code_in_two_columns_is_joined(tmp_path: Path):
    text = "氏名,郵便番号1,郵便番号2,住所\n見本 太郎,100,0001,東京都\n架空 花子,60,1,北海道\n"
    first, second = listed(tmp_path, text)
    assert isinstance(first, Recipient)
    assert first.postal_code == "100-0001"
    assert second.code == "R104"


def test_an_address_abroad_needs_no_japanese_postal_code(tmp_path: Path):
    text = HEADER + "A-1,Jane Sample,,1 Fictional Road London\nA-2,見本 太郎,,東京都架空区\n"
    first, second = listed(tmp_path, text)
    assert isinstance(first, Recipient)
    assert isinstance(second, Excluded)
    assert (second.code, second.reason) == ("R114", "郵便番号がありません。7桁で書いてください。")


def test_a_postal_code_before_the_address_moves_to_its_place(tmp_path: Path):
    recipient = only(tmp_path, "氏名,住所\n見本 太郎,〒１００－０００１　東京都架空区1-1\n")
    assert (recipient.postal_code, recipient.address) == ("100-0001", ("東京都架空区1-1",))


ADDRESSES = {
    "one column": ("住所", "東京都架空区1-1 架空ビル", ("東京都架空区1-1 架空ビル",)),
    "two lines": ("住所1,住所2", "東京都架空区1-1,架空ビル2階", ("東京都架空区1-1", "架空ビル2階")),
    "a blank second line": ("住所1,住所2", "東京都架空区1-1,", ("東京都架空区1-1",)),
    "parts": (
        "都道府県,市区町村,番地,建物名",
        "東京都,架空区,1-1,架空ビル",
        ("東京都架空区1-1", "架空ビル"),
    ),
    "prefecture and line": (
        "都道府県,住所1,住所2",
        "東京都,架空区1-1,架空ビル",
        ("東京都架空区1-1", "架空ビル"),
    ),
    "prefecture repeated": ("都道府県,住所", "東京都,東京都架空区1-1", ("東京都架空区1-1",)),
    "headers with remarks": (
        "住所1（市区町村番地）,住所2（建物名）",
        "東京都架空区１－１,架空ビル",
        ("東京都架空区１－１", "架空ビル"),
    ),
}


@pytest.mark.parametrize(("header", "cells", "expected"), ADDRESSES.values(), ids=ADDRESSES)
def test_an_address_keeps_its_lines_and_its_characters(
    tmp_path: Path, header: str, cells: str, expected: tuple[str, ...]
):
    assert only(tmp_path, f"氏名,郵便番号,{header}\n見本 太郎,1000001,{cells}\n").address == expected


def test_without_mail_neither_address_nor_postal_code_is_asked_for(tmp_path: Path):
    assert only(tmp_path, "氏名,郵便番号,住所\n見本 太郎,,\n", require_address=False).address == ()


HOLDS = {
    "保留": "送ってよいと決まったら",
    "否": "送ってよいと決まったら",
    "支援措置": "DV等支援措置",
    "ＤＶ": "DV等支援措置",
    "代理人あり": "代理人が付いています",
    "返戻": "通知に代わる措置",
}


@pytest.mark.parametrize(("word", "said"), HOLDS.items())
def test_a_letter_that_is_held_back_says_why(tmp_path: Path, word: str, said: str):
    (excluded,) = listed(tmp_path, f"氏名,郵便番号,住所,送付可否\n見本 太郎,1000001,東京都,{word}\n")
    assert isinstance(excluded, Excluded)
    assert excluded.code == "R110"
    assert said in excluded.reason


def test_a_person_under_protection_gets_no_letter_from_an_earlier_row_either(tmp_path: Path):
    text = (
        "管理番号,氏名,郵便番号,住所,送付可否\n"
        "A-1,見本 太郎,1000001,東京都架空区1-1,\n"
        "A-2,架空 花子,1000001,東京都架空区9-9,\n"
        "A-1,見本 太郎,,,支援措置\n"
    )
    first, second, third = listed(tmp_path, text)
    assert isinstance(first, Excluded)
    assert first.code == "R110"
    assert "4行目" in first.reason
    assert isinstance(second, Recipient)
    assert third.code == "R110"


def test_a_person_under_protection_is_recognised_by_name_when_nothing_else_is_written(tmp_path: Path):
    text = "氏名,郵便番号,住所,送付可否\n見本 太郎,1000001,東京都,\n見本太郎,,,支援措置\n"
    assert [row.code for row in listed(tmp_path, text) if isinstance(row, Excluded)] == ["R110", "R110"]


def test_a_returned_letter_does_not_hold_back_the_new_address(tmp_path: Path):
    text = (
        "管理番号,氏名,郵便番号,住所,送付可否\n"
        "A-1,見本 太郎,1000001,東京都架空区1-1,返戻\n"
        "A-1,見本 太郎,1000002,東京都架空区2-2,送付\n"
    )
    first, second = listed(tmp_path, text)
    assert first.code == "R110"
    assert isinstance(second, Recipient)


def test_the_second_row_with_one_number_or_one_person_is_left_out(tmp_path: Path):
    text = (
        HEADER
        + "A-1,見本 太郎,100-0001,東京都架空区1-1\n"
        + "A-1,架空 花子,100-0001,東京都架空区2-2\n"
        + "A-3,見本太郎,100-0001,東京都架空区１－１\n"
        + "A-4,見本 太郎,100-0001,東京都架空区3-3\n"
    )
    rows = listed(tmp_path, text)
    assert [getattr(row, "code", "") for row in rows] == ["", "R111", "R112", ""]
    assert "2行目" in rows[1].reason
    assert "2行目" in rows[2].reason


def test_a_victim_who_is_also_a_wrong_recipient_gets_both_letters(tmp_path: Path):
    text = "管理番号,氏名,郵便番号,住所,宛名区分\n1,見本 太郎,1000001,東京都,\n1,見本 太郎,1000001,東京都,誤受領者\n"
    assert [row.kind for row in listed(tmp_path, text) if isinstance(row, Recipient)] == ["本人", "誤受領者"]


def test_a_thousand_persons_of_one_name_at_different_addresses_all_get_a_letter(tmp_path: Path):
    rows = "".join(f"M{number},見本 太郎,1000001,架空区{number}番\n" for number in range(3000))
    assert all(isinstance(row, Recipient) for row in listed(tmp_path, HEADER + rows))


def test_numbers_count_rows_with_data_and_rows_are_those_of_excel(tmp_path: Path):
    text = "名簿\n" + HEADER + '1,見本 太郎,100-0001,"東京都"\n\n2,,,\n3,架空 花子,100-0001,"東京都"\n'
    file = opened(tmp_path, text)
    assert file.blank_rows is None
    assert [(row.number, row.row) for row in file] == [(1, 3), (2, 5), (3, 6)]
    assert file.blank_rows == 1


def test_a_line_break_in_a_cell_moves_no_row_number(tmp_path: Path):
    text = '氏名,郵便番号,住所,備考\n見本 太郎,1000001,東京都,"一行目\n二行目"\n架空 花子,1000001,東京都,\n'
    assert [row.row for row in listed(tmp_path, text)] == [2, 3]


def test_a_company_that_would_be_called_a_person_is_told_by_its_row(tmp_path: Path):
    text = (
        "氏名,宛名区分,郵便番号,住所\n株式会社架空商事,,1000001,東京都\n"
        "㈲見本,法人,1000001,東京都\n架空 株式,,1000001,東京都\n"
    )
    file = opened(tmp_path, text)
    assert len(list(file)) == 3
    finding, nobody = file.findings
    assert (finding.code, finding.severity, "1行: 2行目)" in finding.message) == ("R209", "warning", True)
    assert (nobody.code, nobody.severity, "1行: 3行目)" in nobody.message) == ("R219", "note", True)
    assert "架空" not in str(file.findings)


def test_an_organisation_that_is_no_company_is_told_too_and_a_person_in_one_is_enough(tmp_path: Path) -> None:
    text = (
        "氏名,宛名区分,郵便番号,住所,ご担当者\n例示協会,,1000001,東京都,\n見本クリニック,,1000001,東京都,\n"
        "架空市役所,,1000001,東京都,\n見本 嘉市,,1000001,東京都,\n例示組合,法人,1000001,東京都,見本 太郎\n"
    )
    file = opened(tmp_path, text)
    assert len(list(file)) == 5
    (finding,) = file.findings
    assert (finding.code, "3行: 2行目、3行目、4行目)" in finding.message) == ("R209", True)


def test_a_guardian_who_is_told_no_items_is_told_of_and_a_family_is_not(tmp_path: Path) -> None:
    text = (
        "氏名,宛名区分,郵便番号,住所,項目記載\n見本 花子,保護者,1000001,東京都,\n見本 一,保護者,1000001,東京都,可\n"
        "見本 二,御遺族,1000001,東京都,\n"
    )
    file = opened(tmp_path, text)
    assert len(list(file)) == 3
    (finding,) = file.findings
    assert (finding.code, finding.severity, "1行: 2行目)" in finding.message) == ("R220", "warning", True)
    assert "法26条2項" in str(finding.hint)


def test_the_kinds_of_addressee_are_read_in_their_usual_words(tmp_path: Path):
    words = ["", "本人", "保護者様", "親権者", "ご遺族", "会社", "誤送付先"]
    rows = "".join(f"見本 {number},1000001,東京都,{word}\n" for number, word in enumerate(words))
    kinds = [
        row.kind
        for row in listed(tmp_path, "氏名,郵便番号,住所,宛名区分\n" + rows)
        if isinstance(row, Recipient)
    ]
    assert kinds == ["本人", "本人", "保護者", "保護者", "御遺族", "法人", "誤受領者"]


def test_items_may_be_named_to_a_guardian_only_where_the_row_says_so(tmp_path: Path):
    text = (
        "氏名,郵便番号,住所,宛名区分,項目記載\n"
        "見本 一,1000001,東京都,保護者,\n見本 二,1000001,東京都,保護者,可\n見本 三,1000001,東京都,御遺族,否\n"
        "見本 四,1000001,東京都,本人,否\n"
    )
    rows = listed(tmp_path, text)
    assert [row.may_name_items for row in rows[:3] if isinstance(row, Recipient)] == [False, True, False]
    assert rows[3].code == "R119"


def test_groups_items_and_title_are_read_as_written(tmp_path: Path):
    text = "氏名,敬称,郵便番号,住所,グループ,漏えい項目\n見本 太郎,殿,1000001,東京都,members、staff,氏名・住所／電話番号\n"
    recipient = only(tmp_path, text)
    assert recipient.title == "殿"
    assert recipient.groups == ("members", "staff")
    assert recipient.items == ("氏名", "住所", "電話番号")


LANGUAGES = {
    "英語": ("English",),
    "Ｅｎｇｌｉｓｈ": ("English",),
    "en": ("English",),
    "やさしい日本語": ("やさしい日本語",),
    "Easy Japanese": ("やさしい日本語",),
    "英語・やさしい日本語": ("やさしい日本語", "English"),
    "英語 日本語": ("English",),
    "日本語": (),
    "ja-JP": (),
    "": (),
    "なし": (),
    "不要": (),
    "－": (),
}


@pytest.mark.parametrize("header", ["言語", "使用言語", "希望言語", "Language"])
def test_a_row_may_ask_for_a_page_in_another_language(tmp_path: Path, header: str):
    rows = "".join(f"見本 {at}号,1000001,東京都{at},{word}\n" for at, word in enumerate(LANGUAGES))
    file = opened(tmp_path, f"氏名,郵便番号,住所,{header}\n{rows}")
    assert file.columns["言語"] == header
    assert [row.languages for row in file if isinstance(row, Recipient)] == list(LANGUAGES.values())
    assert file.findings == ()


def test_a_language_without_a_page_keeps_no_letter_back_and_is_told_by_its_row(tmp_path: Path):
    words = ("架空語", "英語、架空語", "#N/A", "英語", "\x07")
    rows = "".join(f"見本 {at}号,1000001,東京都{at},{word}\n" for at, word in enumerate(words))
    file = opened(tmp_path, f"氏名,郵便番号,住所,言語\n{rows}")
    read = [row for row in file if isinstance(row, Recipient)]
    assert [row.languages for row in read] == [(), ("English",), (), ("English",), ()]
    (told,) = file.findings
    assert (told.severity, told.code) == ("warning", "R218")
    assert "4行: 2行目、3行目、4行目、6行目" in told.message
    assert "英語とやさしい日本語" in (told.hint or "")
    assert "架空語" not in f"{told.message}{told.hint}"


def test_of_two_columns_of_languages_the_first_known_header_counts(tmp_path: Path):
    file = opened(tmp_path, "氏名,郵便番号,住所,使用言語,言語\n見本 花子,1000001,東京都,英語,日本語\n")
    (row,) = file
    assert isinstance(row, Recipient)
    assert row.languages == ()
    (told,) = (each for each in file.findings if each.code == "R202")
    assert told.message == "言語として「言語」を使いました。使わなかった列: 「使用言語」。"
    assert "--map 言語=" in (told.hint or "")


def test_columns_of_circles_give_items_beside_columns_of_values(tmp_path: Path):
    text = (
        "氏名,郵便番号,住所,メールアドレス,電話番号,生年月日,漏えい項目:性別\n"
        "見本 一,1000001,東京都,a@example.jp,○,,1\n"
        "見本 二,1000001,東京都,b@example.jp,〇,◯,\n"
        "見本 三,1000001,東京都,c@example.jp,△,,\n"
        "見本 四,1000001,東京都,d@example.jp,×,,\n"
    )
    file = opened(tmp_path, text)
    rows = list(file)
    assert [row.items for row in rows[:2] if isinstance(row, Recipient)] == [
        ("電話番号", "性別"),
        ("電話番号", "生年月日"),
    ]
    assert [(row.code, row.reason) for row in rows[2:] if isinstance(row, Excluded)] == [
        ("R115", "「電話番号」の欄の印が分かりません。○か空欄にしてください。"),
        ("R115", "項目の欄に○が一つもありません。漏えいした項目に○を付けてください。"),
    ]
    assert [finding.code for finding in file.findings] == ["R201", "R204"]


def test_an_item_of_the_incident_is_known_although_it_holds_a_separator(tmp_path: Path):
    text = "氏名,郵便番号,住所,漏えい項目\n見本 太郎,1000001,東京都,氏名・会員種別・ポイント\n"
    assert only(tmp_path, text).items == ("氏名", "会員種別", "ポイント")
    assert only(tmp_path, text, known_items=["会員種別・ポイント"]).items == ("氏名", "会員種別・ポイント")


def test_the_caller_may_say_which_header_is_the_name(tmp_path: Path):
    text = "氏名,送り先のお名前,郵便番号,住所\n見本 太郎,架空 花子,1000001,東京都\n"
    file = opened(tmp_path, text, columns={"氏名": "送り先のお名前"})
    assert [row.name for row in file if isinstance(row, Recipient)] == ["架空 花子"]
    assert file.columns["氏名"] == "送り先のお名前"


def test_the_file_can_be_read_any_number_of_times_with_one_result(tmp_path: Path):
    file = opened(tmp_path, HEADER + TARO + TARO)
    assert list(file) == list(file)
    assert [type(row) for row in file] == [Recipient, Excluded]


def test_a_file_that_changes_under_the_reader_is_refused(tmp_path: Path):
    file = opened(tmp_path, HEADER + TARO)
    file.path.write_text(HEADER, encoding="utf-8")
    with pytest.raises(RecipientsError, match="書き換えられました"):
        list(file)


def test_digest_header_row_and_columns_are_told(tmp_path: Path):
    file = opened(tmp_path, "名簿\n" + HEADER + TARO)
    assert file.sha256 == hashlib.sha256(("名簿\n" + HEADER + TARO).encode()).hexdigest()
    assert (file.header_row, file.encoding) == (2, "utf-8")
    assert dict(file.columns) == {
        "管理番号": "管理番号",
        "氏名": "氏名",
        "郵便番号": "郵便番号",
        "住所1": "住所",
    }


def test_a_recipient_travels_to_another_process(tmp_path: Path):
    recipient = only(tmp_path, HEADER + TARO)
    assert pickle.loads(pickle.dumps(recipient)) == recipient  # noqa: S301


def test_groups_are_checked_against_those_of_the_incident():
    recipient = Recipient(3, 9, "A-1", "見本 太郎", groups=("Ｍembers", "職員"))
    assert check_against(recipient, ["members", "staff"], {"職員": "staff"}) == Recipient(
        3, 9, "A-1", "見本 太郎", groups=("members", "staff")
    )
    unknown = check_against(recipient, ["members"])
    assert isinstance(unknown, Excluded)
    assert (unknown.code, unknown.number, unknown.row, unknown.id) == ("R105", 3, 9, "A-1")


def test_a_recipient_without_a_group_passes_the_check():
    recipient = Recipient(1, 2, "", "見本 太郎")
    assert check_against(recipient, ["members"]) is recipient


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("送付", "", "保留", ""), "2行: 3行目、5行目)"),
        (("○", "　"), "1行: 3行目)"),
        (("", ""), ""),
        (("", "保留", "支援措置"), ""),
        (("送付", "送付"), ""),
    ],
)
def test_a_blank_where_others_say_that_they_are_sent_is_told(
    tmp_path: Path, words: tuple[str, ...], told: str
) -> None:
    rows = (f"見本 {at},1000001,東京都{at},{word}\n" for at, word in enumerate(words))
    file = opened(tmp_path, "氏名,郵便番号,住所,送付可否\n" + "".join(rows))
    assert len([row for row in file if isinstance(row, Recipient)]) == sum(
        word != "保留" and word != "支援措置" for word in words
    )
    assert [(found.code, found.severity, told in found.message) for found in file.findings] == (
        [("R221", "warning", True)] if told else []
    )


@pytest.mark.parametrize(
    ("header", "words", "code"),
    [
        ("区分", ("", "保護者"), "R222"),
        ("会員種別", ("一般", "法人"), "R222"),
        ("備考", ("死亡", ""), "R222"),
        ("区分", ("本人", "個人"), "R201"),
        ("続柄", ("親", "子"), "R201"),
    ],
)
def test_an_unused_column_with_kinds_of_addressee_is_told_apart(
    tmp_path: Path, header: str, words: tuple[str, ...], code: str
) -> None:
    rows = (f"見本 {at},1000001,東京都{at},{word}\n" for at, word in enumerate(words))
    text = f"氏名,郵便番号,住所,{header}\n" + "".join(rows)
    (found,) = opened(tmp_path, text).findings
    assert (found.code, found.severity, f"「{header}」" in found.message) == (code, "warning", True)
    assert (f"--map 宛名区分={header} " in str(found.hint)) is (code == "R222")
    # Who has said which column it is, or that it is none, is not told again.
    for choice in (header, ""):
        said = read_recipients(tmp_path / "recipients.csv", columns={"宛名区分": choice}).findings
        assert "R222" not in {each.code for each in said}


def test_a_family_name_that_comes_twice_is_told_and_foreign_names_are_not(tmp_path: Path) -> None:
    names = (
        "見本 太郎 見本 花子", "見本太郎　見本花子", "見本 太郎", "架空 見本 太郎", "見本太郎 見本",
        "da Silva da Costa", "ダ シルバ ダ コスタ",
    )  # fmt: skip
    rows = (f"{name},,1000001,東京都{at}\n" for at, name in enumerate(names))
    text = "氏名,宛名区分,郵便番号,住所\n" + "".join(rows) + "見本 太郎 見本 花子,法人,1000001,東京都\n"
    file = opened(tmp_path, text)
    assert len(list(file)) == len(names) + 1
    (found,) = [each for each in file.findings if each.code != "R219"]
    assert (found.code, found.severity, "2行: 2行目、3行目)" in found.message) == ("R223", "warning", True)
    assert "見本" not in str(file.findings)
