from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

import pytest

from noticegen.facts import items
from noticegen.facts.items import ItemKind, item, item_key, known_keys, names

FORMS = {
    "氏名",
    "生年月日",
    "性別",
    "住所",
    "電話番号",
    "メールアドレス",
    "クレジットカード情報",
    "パスワード",
    "その他",
}
ADVICE = {
    "",
    "address",
    "phone",
    "email",
    "password",
    "card",
    "bank",
    "location",
    "sensitive",
    "my_number",
    "child",
}
ENTRIES = tomllib.loads(Path(items.__file__).with_name("items.toml").read_text(encoding="utf-8"))["item"]


@pytest.mark.parametrize(
    "name",
    [
        "人種",
        "信条",
        "社会的身分",
        "病歴",
        "犯罪の経歴",
        "犯罪により害を被った事実",
        "障害",
        "健康診断結果",
        "診療情報",
        "調剤情報",
        "病名・症状",
        "医師の所見",
        "臨床情報",
    ],
)
def test_the_categories_of_the_statute_are_sensitive_and_cite_it(name: str):
    kind = item(name)
    assert (kind.sensitive, kind.advice) == (True, "sensitive")
    assert kind.sources[0].startswith("法2条3項")


PROPERTY = {
    "クレジットカード番号": "yes",
    "カード番号": "yes",
    "送金・決済機能のあるウェブサービスのログインIDとパスワード": "yes",
    "パスワード": "depends",
    "クレジットカード番号(下4桁)": "no",
    "銀行口座情報": "no",
    "住所": "no",
    "電話番号": "no",
    "メールアドレス": "no",
    "SNSアカウント": "no",
    "好きな色": None,
}


@pytest.mark.parametrize(("name", "expected"), PROPERTY.items())
def test_financial_damage_follows_the_guideline(name: str, expected: str | None):
    assert item(name).property == expected


def test_a_name_that_the_catalogue_lacks_is_allowed_and_asks():
    assert item("好きな色") == ItemKind(name="好きな色", known=False)
    assert (item("好きな色").sensitive, item("好きな色").form) == (None, "その他")


@pytest.mark.parametrize(
    "written", ["メールアドレス", "ﾒｰﾙｱﾄﾞﾚｽ", "E-mail", "e-MAIL", "Ｅメール", "メール アドレス"]
)
def test_an_item_is_found_in_any_way_of_writing(written: str):
    assert item(written).name == "メールアドレス"


def test_the_my_number_is_apart():
    assert [kind.name for kind in map(item, names()) if kind.my_number] == [
        "個人番号",
        "個人番号カードの写し",
    ]
    assert item("マイナンバー").my_number


def test_items_of_one_kind_remain_items_of_their_own():
    assert [item(name).name for name in ("役職", "部署", "会社名")] == ["役職", "部署", "勤務先"]
    assert item("携帯").name == "携帯電話番号"
    assert (item("病名").name, item("病名").sensitive) == ("病名", True)


def test_what_depends_on_the_content_is_neither_yes_nor_no():
    assert item("相談内容").sensitive is None
    assert item("相談内容").known


def test_every_name_and_alias_means_one_item():
    counts = Counter(
        item_key(name)
        for entry in ENTRIES
        for wordings in (entry["name"], *entry.get("aliases", ()), *entry.get("members", ()))
        for name in ([wordings] if isinstance(wordings, str) else wordings)
    )
    assert [key for key, count in counts.items() if count > 1] == []
    assert set(counts) == known_keys()


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["name"])
def test_an_entry_uses_the_words_of_the_form_and_cites_what_it_decides(entry: dict[str, object]):
    allowed = {
        "name",
        "aliases",
        "members",
        "form",
        "sensitive",
        "property",
        "my_number",
        "advice",
        "sources",
        "unverified",
    }
    kind = item(str(entry["name"]))
    assert set(entry) <= allowed
    assert kind.form in FORMS
    assert kind.advice in ADVICE
    assert kind.sources or not (kind.sensitive or kind.property == "yes" or kind.my_number)
