"""What a form's text says of headings, rows, boxes and lengths: on documents of a few lines."""

from __future__ import annotations

import pytest

from noticegen.documents.kind_rules import TextLimit, TextRule
from noticegen.documents.plain import TextField, limit_findings, plain_text, text_fields
from noticegen.ooxml.compose import compose


def fields(text: str, rule: TextRule | None = None) -> list[tuple[str, str, str, str]]:
    found = text_fields(compose(text), rule or TextRule((), ()))
    return [(each.section, each.heading, each.label, each.value) for each in found]


def table(*rows: str) -> str:
    widths = "40,60,60" if rows[0].count("|") == 4 else "40,120"
    # No section begins with a table, and a note is no field.
    return "\n".join(("<注記>注", f"[table {widths}]", *rows, "[/table]", ""))


def test_a_paragraph_bears_the_latest_heading_else_the_title_of_its_section_else_its_style() -> None:
    text = (
        "<表題>原稿\n<日付>2026年11月24日\n"
        "[section one 一の題]\n<字下げ>前書き\n<見出し1>1. 概要\n<字下げ>本文\n<注記>読む人への注\n[/section]\n"
        "[section two 二の題]\n<字下げ>次の本文\n<見出し2>(1) 経緯\n<字下げ>経過\n<見出し1>2. 原因\n<字下げ>原因です\n[/section]\n"
    )
    assert fields(text) == [
        ("", "", "日付", "2026年11月24日"),
        ("one", "", "一の題", "前書き"),
        ("one", "1. 概要", "1. 概要", "本文"),
        ("two", "1. 概要", "二の題", "次の本文"),
        ("two", "1. 概要　(1) 経緯", "(1) 経緯", "経過"),
        ("two", "2. 原因", "2. 原因", "原因です"),
    ]


def test_a_record_outside_every_section_has_no_label() -> None:
    assert fields(table("| 10月30日 | 紛失 |")) == [("", "", "", "10月30日　紛失")]


def test_paragraphs_of_one_field_are_its_lines_and_other_sections_begin_anew() -> None:
    text = (
        "[section one 一]\n<見出し1>概要\n<字下げ>甲\n<字下げ>乙\n[/section]\n"
        "<見出し1>概要\n<字下げ>丙\n<字下げ>丁\n[section two 二]\n<字下げ>戊\n[/section]\n"
    )
    assert [(section, value) for section, _, _, value in fields(text)] == [
        ("one", "甲\n乙"),
        ("", "丙"),
        ("", "丁"),
        ("two", "戊"),
    ]


def test_sections_that_are_no_part_of_the_form_are_left_out() -> None:
    text = "[section one 一]\n<字下げ>甲\n[/section]\n[section two 二]\n<字下げ>乙\n[/section]\n"
    assert [each[0] for each in fields(text, TextRule(("one",), ()))] == ["two"]


def test_a_row_has_its_first_cell_as_label_where_that_alone_is_a_heading() -> None:
    text = (
        "[section one 一]\n"
        + table("| <表見出し>氏名 | 見本 太郎 |", "| <表見出し>住所 | 東京都 |")
        + "[/section]\n"
    )
    assert [(label, value) for _, _, label, value in fields(text)] == [
        ("氏名", "見本 太郎"),
        ("住所", "東京都"),
    ]
    three = "[section one 一]\n" + table("| <表見出し>連絡先 | 電話 | 03-0000-0000 |") + "[/section]\n"
    assert [(label, value) for _, _, label, value in fields(three)] == [("連絡先", "電話\n03-0000-0000")]


def test_a_row_below_headings_is_a_record_with_the_titles_of_all_but_its_first() -> None:
    text = (
        "[section one 経緯]\n"
        + table(
            "| <表見出し>日時 | <表見出し>事実 | <表見出し>備考 |",
            "| 10月30日 | 紛失 | 電車 |",
            "| 10月31日 | 届出 |  |",
        )
        + "[/section]\n"
    )
    assert fields(text) == [("one", "", "経緯", "10月30日　事実：紛失　備考：電車\n10月31日　事実：届出")]
    two = (
        "[section one 経緯]\n"
        + table("| <表見出し>日時 | <表見出し>事実 |", "| 10月30日 | 紛失 |")
        + "[/section]\n"
    )
    assert fields(two) == [("one", "", "経緯", "10月30日　紛失")]
    bare = "[section one 経緯]\n" + table("| 10月30日 | 紛失 | 電車 |") + "[/section]\n"
    assert fields(bare) == [("one", "", "経緯", "10月30日　紛失　電車")]


def test_rows_below_a_heading_of_a_field_bear_both_labels_and_below_a_chapter_their_own() -> None:
    rows = table("| <表見出し>項目 | 氏名 |")
    assert [each[2] for each in fields(f"[section one 一]\n<見出し3>個人データ\n{rows}[/section]\n")] == [
        "個人データ：項目"
    ]
    for style in ("見出し1", "見出し2"):
        assert [each[2] for each in fields(f"[section one 一]\n<{style}>個人データ\n{rows}[/section]\n")] == [
            "項目"
        ]
    assert [each[2] for each in fields(f"[section one 一]\n{rows}[/section]\n")] == ["項目"]


@pytest.mark.parametrize(
    ("said", "value", "chosen"),
    [
        ("■漏えい　□滅失　■毀損", "漏えい、毀損", ("漏えい", "毀損")),
        ("□漏えい　□滅失", "", ()),
        ("□有　□無　［調査中］", "調査中", ()),
        ("■有　□無　［一部は調査中］", "有、一部は調査中", ("有",)),
        ("■その他（郵便）　□電話", "その他（郵便）", ("その他（郵便）",)),
        ("有［ただし書］", "有［ただし書］", ()),
    ],
)
def test_of_boxes_the_ticked_ones_are_said_and_what_stands_behind_them(
    said: str, value: str, chosen: tuple[str, ...]
) -> None:
    (found,) = text_fields(
        compose(f"[section one 一]\n{table(f'| <表見出し>種別 | {said} |')}[/section]\n"), TextRule((), ())
    )
    assert (found.label, found.value, found.chosen) == ("種別", value, chosen)


def test_what_is_said_below_boxes_is_their_supplement() -> None:
    rows = table(
        "| <表見出し>種別 | ■漏えい　□滅失 |",
        "| <表見出し>種別 | 一部のみです |",
        "| <表見出し>種別 | ■毀損　□滅失 |",
    )
    found = fields(f"[section one 一]\n{rows}[/section]\n")
    assert [(label, value) for _, _, label, value in found] == [
        ("種別", "漏えい"),
        ("種別（補足）", "一部のみです"),
        ("種別", "毀損"),
    ]


def field(value: str = "値", *, label: str = "欄", heading: str = "", **more: object) -> TextField:
    return TextField("one", heading, label, value, **more)  # type: ignore[arg-type]


def test_a_limit_belongs_to_the_field_of_its_section_and_label() -> None:
    rule = TextRule((), (TextLimit("one", "概要", 3, True),))
    text = "[section one 一]\n<見出し1>概要\n<字下げ>四文字の\n<見出し1>原因\n<字下げ>甲\n[/section]\n[section two 二]\n<見出し1>概要\n<字下げ>乙\n[/section]\n"
    found = text_fields(compose(text), rule)
    assert [(each.limit, each.unverified) for each in found] == [(3, True), (None, False), (None, False)]


def test_a_field_that_is_longer_than_the_form_takes_is_told() -> None:
    fine, over, free = field("一二三", limit=3), field("一二三四", limit=3, label="概要"), field("一" * 999)
    (found,) = limit_findings((fine, over, free), "ppc_report")
    assert (found.severity, found.code, found.document, found.section) == (
        "warning",
        "D303",
        "ppc_report",
        "one",
    )
    assert "「概要」は4字あり、報告フォームの上限3字" in found.message
    assert found.hint


def test_the_text_has_each_heading_once_and_each_label_above_its_value() -> None:
    found = plain_text("原稿", (field(heading="1"), field("次", heading="1"), field("終", heading="2")))
    assert found.splitlines() == [
        "原稿",
        "各欄の【　】の下の文を、報告フォームの同じ欄に貼り付けてください。",
        "",
        "――　1　――",
        "",
        "【欄】",
        "値",
        "",
        "【欄】",
        "次",
        "",
        "――　2　――",
        "",
        "【欄】",
        "終",
    ]
    assert found.endswith("終\n")
    assert "――" not in plain_text("原稿", (field(),))
    assert "下書き" not in found
    assert plain_text("原稿", (), incomplete=True).splitlines()[2].startswith("下書き")


@pytest.mark.parametrize(
    ("given", "size"),
    [
        (field("一" * 40), ""),
        (field("一" * 41), "（41字）"),
        (field("一\n二"), "（3字）"),
        (field("一二", limit=2), "（2字。上限2字）"),
        (field("一二三", limit=2), "（3字。上限2字。超えています）"),
        (field("一二", limit=2, unverified=True), "（2字。上限2字。未確認）"),
        (field("一二三", limit=2, unverified=True), "（3字。上限2字。未確認。超えています）"),
    ],
)
def test_the_number_of_characters_is_said_where_it_matters(given: TextField, size: str) -> None:
    assert f"【欄】{size}\n" in plain_text("原稿", (given,))


def test_two_values_of_several_lines_are_parted_by_a_blank_one_and_a_record_is_one_line() -> None:
    rows = table(r"| <表見出し>場所 | 甲\n乙 |", r"| <表見出し>場所 | 丙\n丁 |", "| <表見出し>場所 | 戊 |")
    (place,) = fields(f"[section one 一]\n{rows}[/section]\n")
    assert place[3] == "甲\n乙\n\n丙\n丁\n戊"
    record = table(r"| 10月30日 | 紛失\n届出 |")
    assert fields(f"[section one 経緯]\n{record}[/section]\n")[0][3] == "10月30日　紛失　届出"
    tabbed = fields("[section one 一]\n<字下げ>甲\\t乙\n[/section]\n")
    assert tabbed[0][3] == "甲　乙"
