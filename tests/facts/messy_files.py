"""Messy lists of recipients as people send them: what is in the file, and what becomes of it.

``rows`` says what each row becomes: ``送`` a letter, otherwise the code of the reason why it has none. ``said`` are the
codes that are told about the file as a whole; ``R004`` and the like mean that it is not read at all.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook

if TYPE_CHECKING:
    from collections.abc import Callable

HEADER = "管理番号,氏名,郵便番号,住所"
TARO = "A-1,見本 太郎,100-0001,東京都架空区1-2-3"
HANAKO = "A-2,架空 花子,100-0002,東京都架空区4-5-6"
COLUMNS = HEADER.split(",")
TARO_CELLS = TARO.split(",")
HANAKO_CELLS = HANAKO.split(",")


@dataclass(frozen=True)
class Messy:
    """One file: ``name`` for its suffix, its bytes, how it is read, and what becomes of it."""

    title: str
    data: bytes
    rows: str = ""
    said: frozenset[str] = frozenset()
    name: str = "名簿.csv"
    options: dict[str, Any] = field(default_factory=dict)


def text(
    title: str,
    *lines: str,
    rows: str,
    said: str = "",
    encoding: str = "utf-8",
    end: str = "\r\n",
    name: str = "名簿.csv",
    **options: Any,
) -> Messy:
    data = "".join(f"{line}{end}" for line in lines).encode(encoding)
    return Messy(title, data, rows, frozenset(said.split()), name, options)


def book(
    title: str,
    *cells: list[Any],
    rows: str,
    said: str = "",
    change: Callable[[Workbook], None] | None = None,
    **options: Any,
) -> Messy:
    workbook = Workbook()
    for row in cells:
        workbook.worksheets[0].append(row)
    if change is not None:
        change(workbook)
    stream = io.BytesIO()
    workbook.save(stream)
    return Messy(title, stream.getvalue(), rows, frozenset(said.split()), "名簿.xlsx", options)


def refused(title: str, data: bytes, code: str, name: str = "名簿.csv", **options: Any) -> Messy:
    return Messy(title, data, "", frozenset({code}), name, options)


def _second_sheet(name: str, state: str = "visible") -> Callable[[Workbook], None]:
    def add(workbook: Workbook) -> None:
        sheet = workbook.create_sheet(name)
        sheet.sheet_state = state
        for row in (COLUMNS, HANAKO_CELLS):
            sheet.append(row)

    return add


def _hide_row(workbook: Workbook) -> None:
    workbook.worksheets[0].row_dimensions[2].hidden = True


def _hide_column(workbook: Workbook) -> None:
    workbook.worksheets[0].column_dimensions["D"].hidden = True


def _filter(workbook: Workbook) -> None:
    sheet = workbook.worksheets[0]
    sheet.auto_filter.ref = "A1:D3"
    sheet.auto_filter.add_filter_column(0, ["A-1"])
    sheet.row_dimensions[3].hidden = True


def _merge(area: str) -> Callable[[Workbook], None]:
    def merge(workbook: Workbook) -> None:
        workbook.worksheets[0].merge_cells(area)

    return merge


def _zip(**parts: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


PLAIN = f"{HEADER}\r\n{TARO}\r\n"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504

ENCODINGS = (
    text("Excel「CSV(コンマ区切り)」: CP932", HEADER, TARO, rows="送", encoding="cp932"),
    text("Excel「CSV UTF-8」: 見出しの頭に BOM", HEADER, TARO, rows="送", encoding="utf-8-sig"),
    text("BOM のない UTF-8、改行は LF", HEADER, TARO, rows="送", end="\n"),
    text("Excel「Unicode テキスト」: UTF-16 のタブ区切り", HEADER.replace(",", "\t"), TARO.replace(",", "\t"), rows="送", encoding="utf-16", name="名簿.txt"),
    text("タブ区切り", HEADER.replace(",", "\t"), TARO.replace(",", "\t"), rows="送", name="名簿.tsv"),
    text("セミコロン区切り", HEADER.replace(",", ";"), TARO.replace(",", ";"), rows="送"),
    text("CP932 にある髙と﨑", HEADER, "A-1,髙﨑 太郎,100-0001,東京都架空区1", rows="送", encoding="cp932"),
    refused("BOM のない UTF-16", PLAIN.encode("utf-16-le"), "R012"),
    refused("EUC-JP", PLAIN.replace("東京都", "東京都㈱").encode("euc_jis_2004"), "R002"),
    refused("途中で切れた UTF-8", PLAIN.encode()[:-5] + b"\xe5\r\n", "R002"),
    refused("古い形式の .xls", OLE, "R003", "名簿.xls"),
    refused("パスワード付きの .xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "R003", "名簿.xlsx"),
    refused("拡張子だけ .xls の HTML", "<html><table><tr><td>氏名</td></tr></table></html>".encode(), "R003", "名簿.xls"),
    refused("Excel ではない ZIP", _zip(readme="見本"), "R003", "名簿.xlsx"),
    refused("空のファイル", b"", "R004"),
    refused("閉じていない引用符", f'{HEADER}\r\nA-1,"見本 太郎,100-0001,東京都\r\n'.encode(), "R006"),
)  # fmt: skip

SHAPES = (
    text("題と空行が上、合計が下", "架空商事 会員名簿,,,", ",,,", HEADER, TARO, "", HANAKO, ",合計,2,", rows="送 送 R116", said="R203"),
    text("ページごとに繰り返した見出し", HEADER, TARO, HEADER, HANAKO, rows="送 R118 送"),
    text("見出しだけ", HEADER, rows="", said="R217"),
    text("見出しの中の改行", '管理番号,氏名,"郵便\n番号",住所', TARO, rows="送"),
    text("見出しの書き方が違う", "会員ID,お名前（漢字）,〒,ご住所", TARO, rows="送"),
    text("氏名とみられる列が二つ", "会員名,契約者名,郵便番号,住所", TARO, rows="", said="R005"),
    text("--map で決めた列", "会員名,契約者名,郵便番号,住所", TARO, rows="送", columns={"氏名": "契約者名", "管理番号": "会員名"}),
    text("同じ見出しが二つ、--map は B列", "氏名,氏名,郵便番号,住所", TARO, rows="送", said="R201", columns={"氏名": "B列"}),
    text("知らない見出しばかり", "甲,乙,丙", "見本 太郎,100-0001,東京都", rows="", said="R004"),
    text("姓と名が別の列、住所が三つの列", "姓,名,郵便番号,都道府県,住所1,住所2", "見本,太郎,100-0001,東京都,架空区1,架空荘", rows="送"),
    text("住所の中の区切り文字でずれた欄", HEADER, "A-1,見本 太郎,100-0001,東京都架空区1,架空荘2号", rows="R117", said="R201"),
    text("全角の空白、NBSP、セルの終わりの改行", HEADER, 'A-1,"　見本　太郎\u00a0\n",100-0001,東京都架空区1', rows="送"),
    text("住所のセルの中の改行", HEADER, 'A-1,見本 太郎,100-0001,"東京都架空区1\n架空荘"', rows="R103"),
)  # fmt: skip

CELLS = (
    text("先頭の0が失われた郵便番号", HEADER, "A-1,見本 太郎,600001,北海道架空市1", rows="R104"),
    text("--pad-postal: 都道府県が合う", HEADER, "A-1,見本 太郎,600001,北海道架空市1", "A-2,架空 花子,10010,北海道架空市2", rows="送 送", said="R212", pad_postal=True),
    text("--pad-postal: 都道府県が合わない、ない", HEADER, "A-1,見本 太郎,600001,東京都架空区1", "A-2,架空 花子,600001,架空市2", rows="R104 R104", pad_postal=True),
    text("二つの県にまたがる番号", HEADER, "A-1,見本 太郎,185501,青森県架空市1", "A-2,架空 花子,185501,秋田県架空郡2", rows="送 送", said="R212", pad_postal=True),
    text("8桁の郵便番号", HEADER, "A-1,見本 太郎,12345678,東京都架空区1", rows="R104"),
    text("指数表示の管理番号", HEADER, "1.23457E+15,見本 太郎,100-0001,東京都架空区1", rows="R106"),
    text("氏名の ? と 〓", HEADER, "A-1,?野 太郎,100-0001,東京都架空区1", "A-2,〓橋 花子,100-0002,東京都架空区2", rows="R107 R107"),
    text("外字(私用領域の文字)", HEADER, "A-1,見\ue000 太郎,100-0001,東京都架空区1", "A-2,架空 花子,100-0002,東京都\uf8ff区2", rows="R107 R107"),
    text("異体字と𠮷", HEADER, "A-1,渡邉\U000e0101 𠮷郎,100-0001,東京都架空区1", rows="送"),
    text("「、」でつないだ二人", HEADER, "A-1,見本太郎、花子,100-0001,東京都架空区1", rows="R113"),
    text("「・」でつないだ二人とみられる名", HEADER, "A-1,見本太郎・花子,100-0001,東京都架空区1", "A-2,ジョン・スミス,100-0002,東京都架空区2", rows="送 送", said="R214"),
    text("300字の氏名", HEADER, f"A-1,{'見' * 300},100-0001,東京都架空区1", rows="送", said="R215"),
    text("「=」で始まるセル", HEADER, "A-1,=1+1,100-0001,東京都架空区1", 'A-2,架空 花子,="1000002",東京都架空区2', rows="送 送", said="R216"),
    text("数値になった電話番号", f"{HEADER},電話番号", f"{TARO},300000000", f"{HANAKO},0120-000-000", rows="送 送", said="R201 R213"),
    text("日付になった番地", "氏名,郵便番号,住所,番地", "見本 太郎,100-0001,東京都架空区,2001/2/3", "架空 花子,100-0002,東京都架空区,1月2日", rows="R121 R121"),
    text("Excel のエラー", HEADER, "A-1,#N/A,100-0001,東京都架空区1", rows="R120"),
    text("氏名のない行、住所のない行", HEADER, "A-1,,100-0001,東京都", "A-2,架空 花子,,", rows="R101 R114"),
    text("会社の名が本人になっている", HEADER, "A-1,株式会社架空商事,100-0001,東京都架空区1", rows="送", said="R209"),
    text("紙のない言語、言語の列の #N/A と改行", f"{HEADER},希望言語", f"{TARO},架空語", f"{HANAKO},#N/A", 'A-3,見本 三,100-0003,東京都3,"英語\nやさしい日本語"', rows="送 送 送", said="R218"),
    text("国外の住所", HEADER, "A-1,Jane Sample,,1 Fictional Road London", rows="送"),
)  # fmt: skip

PERSONS = (
    text("同じ管理番号", HEADER, TARO, "A-1,架空 花子,100-0002,東京都架空区4", rows="送 R111"),
    text("同じ氏名と住所(書き方の違い)", HEADER, TARO, "A-9,見本太郎,1000001,東京都架空区１－２－３", rows="送 R112"),
    text("送付可否: 保留・支援措置・代理人・返戻", f"{HEADER},送付可否", f"{TARO},保留", f"{HANAKO},DV", "A-3,見本 三,100-0003,東京都3,受任通知あり", "A-4,見本 四,100-0004,東京都4,宛所不明", "A-5,見本 五,100-0005,東京都5,送付", rows="R110 R110 R110 R110 送"),
    text("後の行の支援措置が前の行にも及ぶ", f"{HEADER},送付可否", f"{TARO},", f"{TARO},支援措置", rows="R110 R110"),
    text("分からない送付可否と宛名区分", f"{HEADER},送付可否,宛名区分", f"{TARO},たぶん,", f"{HANAKO},,友人", rows="R109 R108"),
    text("項目が一つのセルに", f"{HEADER},漏えい項目", f"{TARO},氏名・住所／電話番号", f"{HANAKO},全部", rows="送 R115"),
    text("項目ごとの○の列", "氏名,郵便番号,住所,電話番号,生年月日", "見本 太郎,100-0001,東京都1,○,", "架空 花子,100-0002,東京都2,×,◯", "見本 三,100-0003,東京都3,△,", "見本 四,100-0004,東京都4,,", rows="送 送 R115 R115", said="R204"),
    text("項目ごとの 1 と 0 の列", "氏名,郵便番号,住所,電話番号,生年月日", "見本 太郎,100-0001,東京都1,1,0", "架空 花子,100-0002,東京都2,0,1", rows="送 送", said="R204"),
    text("1 の列が一つだけ: 印か値か尋ねる", "氏名,郵便番号,住所,病歴", "見本 太郎,100-0001,東京都1,1", rows="", said="R011"),
    text("グループの記号の列", "氏名,郵便番号,住所,グループ", "見本 太郎,100-0001,東京都1,members、staff", rows="送"),
)  # fmt: skip

WORKBOOKS = (
    book(".xlsx の普通の名簿", COLUMNS, TARO_CELLS, rows="送"),
    book("数値の管理番号と郵便番号", COLUMNS, [1001, "見本 太郎", 1000001, "東京都架空区1"], rows="送"),
    book("数値で0を失った郵便番号", COLUMNS, ["A-1", "見本 太郎", 600001, "北海道架空市1"], rows="R104"),
    book("16桁の数値の管理番号", COLUMNS, [1234567890123456, "見本 太郎", "100-0001", "東京都1"], rows="R106"),
    book("日付になった氏名と住所", COLUMNS, ["A-1", date(2026, 11, 1), "100-0001", "東京都1"], ["A-2", "架空 花子", "100-0002", datetime(2001, 2, 3)], rows="R121 R121"),
    book("計算していない計算式", COLUMNS, ["A-1", "=A1&B1", "100-0001", "東京都1"], rows="R122"),
    book("題の結合セル", ["架空商事 会員名簿"], COLUMNS, TARO_CELLS, rows="送", said="R203", change=_merge("A1:D1")),
    book("行をまたぐ結合セル(世帯の住所)", COLUMNS, TARO_CELLS, HANAKO_CELLS, rows="送 R114", said="R211", change=_merge("D2:D3")),
    book("非表示の行", COLUMNS, TARO_CELLS, rows="送", said="R208", change=_hide_row),
    book("絞り込みで隠れた行", COLUMNS, TARO_CELLS, HANAKO_CELLS, rows="送 送", said="R208", change=_filter),
    book("非表示の列", COLUMNS, TARO_CELLS, rows="送", said="R210", change=_hide_column),
    book("名簿とみられるシートが二枚", COLUMNS, TARO_CELLS, rows="", said="R008", change=_second_sheet("退会者")),
    book("--sheet で決めたシート", COLUMNS, TARO_CELLS, rows="送", change=_second_sheet("退会者"), sheet="退会者"),
    book("--sheet に順番の数", COLUMNS, TARO_CELLS, rows="送", change=_second_sheet("退会者"), sheet="2"),
    book("ないシート", COLUMNS, TARO_CELLS, rows="", said="R013", sheet="会員"),
    book("非表示のシート", COLUMNS, TARO_CELLS, rows="送", said="R207", change=_second_sheet("控え", "hidden")),
    text("CSV に --sheet", HEADER, TARO, rows="", said="R014", sheet="1"),
)  # fmt: skip

FILES = (*ENCODINGS, *SHAPES, *CELLS, *PERSONS, *WORKBOOKS)
