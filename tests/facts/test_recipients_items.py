from __future__ import annotations

import pytest

from noticegen.facts.items import item_key, known_keys
from noticegen.facts.recipients_items import split_ids, split_items

CELLS = {
    "氏名・住所・電話番号": ("氏名", "住所", "電話番号"),
    "氏名、住所，電話番号": ("氏名", "住所", "電話番号"),
    "氏名;住所；電話番号|性別｜年齢": ("氏名", "住所", "電話番号", "性別", "年齢"),
    "氏名/住所／電話番号": ("氏名", "住所", "電話番号"),
    "氏名\n住所\r\n電話番号": ("氏名", "住所", "電話番号"),
    "・氏名\n・住所": ("氏名", "住所"),
    "氏名･住所": ("氏名", "住所"),
    "氏名 住所　電話番号": ("氏名", "住所", "電話番号"),
    "氏名、住所及び電話番号": ("氏名", "住所", "電話番号"),
    "氏名と住所": ("氏名", "住所"),
    "氏名・氏名・住所": ("氏名", "住所"),
    "氏名・ユーザーID・パスワード": ("氏名", "ユーザーID・パスワード"),
    "氏名・ログインID／パスワード・住所": ("氏名", "ログインID／パスワード", "住所"),
    "ユーザーID、パスワード": ("ユーザーID", "パスワード"),
    "住所(建物名、部屋番号)、氏名": ("住所(建物名、部屋番号)", "氏名"),
    "氏名）、住所": ("氏名）", "住所"),
    "好きな色・氏名": ("好きな色", "氏名"),
    "ペットと家族の写真": ("ペットと家族の写真",),
    "クレジットカード番号・有効期限・セキュリティコード": (
        "クレジットカード番号・有効期限・セキュリティコード",
    ),
    "カード番号下4桁、有効期限": ("カード番号下4桁", "有効期限"),
    "、、": (),
}


@pytest.mark.parametrize(("cell", "items"), CELLS.items())
def test_a_cell_names_its_items_in_any_usual_way(cell: str, items: tuple[str, ...]):
    assert split_items(cell, known_keys()) == items


def test_a_name_that_the_incident_knows_is_not_cut():
    known = known_keys() | {item_key("会員種別・ポイント")}
    assert split_items("氏名・会員種別・ポイント", known) == ("氏名", "会員種別・ポイント")


def test_group_ids_are_separated_by_commas_or_spaces():
    assert split_ids("members, staff　former;members") == ("members", "staff", "former")
