from __future__ import annotations

import pytest

from noticegen.japanese.characters import suspicious
from noticegen.japanese.honorifics import Addressee, addressed


@pytest.mark.parametrize(
    ("name", "addressee", "text"),
    [
        ("見本 太郎", "person", "見本 太郎 様"),
        ("株式会社架空商事", "organisation", "株式会社架空商事 御中"),
        ("関係者", "plural", "関係者 各位"),
        ("見本 太郎", "internal", "見本 太郎 殿"),
    ],
)
def test_each_addressee_has_its_honorific(name: str, addressee: Addressee, text: str) -> None:
    assert addressed(name, addressee) == text


@pytest.mark.parametrize(
    "name", ["見本 太郎様", "見本 太郎 様", "総務部御中", "お客様各位", "見本太郎殿", "見本 殿"]
)
def test_an_honorific_is_never_doubled(name: str) -> None:
    assert addressed(name, "person") == name


def test_a_family_name_that_ends_like_an_honorific_keeps_its_honorific() -> None:
    assert addressed("鵜殿", "person") == "鵜殿 様"


@pytest.mark.parametrize(
    "name",
    [
        "髙橋 一郎",
        "﨑山 花子",
        "𠮷田 太郎",
        "葛\U000e0100城 見本",
        "ジョン・スミス",
        "O'Brien",
        "神谷 福",
        "Ｊｏｈｎ　Ｓｍｉｔｈ",
    ],
)
def test_rare_and_foreign_names_are_not_suspicious(name: str) -> None:
    assert suspicious(name) is None


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("?橋 一郎", "「?」"),
        ("〓橋 一郎", "げた"),
        ("■橋 一郎", "「■」"),
        ("\ufffd橋", "U+FFFD"),
        ("見本\ue000", "外字"),
        ("見本\n太郎", "制御文字"),
        ("見本\u200b太郎", "見えない"),
        ("⾼橋", "部首"),
        ("&#39640;橋", "文字参照"),
        ("見本_x000D_", "文字参照"),
    ],
)
def test_traces_of_damage_are_told_without_repeating_the_name(name: str, reason: str) -> None:
    told = suspicious(name)
    assert told is not None
    assert reason in told
    assert name not in told
