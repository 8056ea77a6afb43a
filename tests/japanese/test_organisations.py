from __future__ import annotations

import pytest

from noticegen.japanese.organisations import organisation, reads_as


@pytest.mark.parametrize(
    ("name", "you"),
    [
        ("株式会社見本", "貴社"),
        ("㈱見本", "貴社"),
        ("見本（有）", "貴社"),
        ("Mihon Inc", "貴社"),
        ("Da Linc", None),
        ("Mihon Co., Ltd.", "貴社"),
        ("Mihon Co.,Ltd", "貴社"),
        ("架空信用金庫", "貴金庫"),
        ("見本銀行", "貴行"),
        ("例示クリニック", "貴院"),
        ("架空大学", "貴学"),
        ("架空市立例示中学校", "貴校"),
        ("見本農業協同組合", "貴組合"),
        ("例示協会", "貴会"),
        ("一般社団法人例示協会", "貴法人"),
        ("株式会社見本銀行", "貴行"),
        ("医療法人架空会例示病院", "貴院"),
        ("学校法人見本学園", "貴法人"),
        ("財務省", "貴機関"),
        ("仮名法律事務所", "貴事務所"),
        ("特定非営利活動法人見本", "貴法人"),
        ("公益財団法人架空", "貴法人"),
        ("見本公社", "貴団体"),
        ("例示市役所", "貴機関"),
        ("架空町役場", "貴機関"),
        ("架空県架空市", "貴機関"),
        ("見本 嘉市", None),
        ("例示 省", None),
        ("見本 太郎", None),
        ("架空名簿サービス", None),
    ],
)
def test_what_says_that_it_is_an_organisation_is_addressed_as_its_kind(name: str, you: str | None) -> None:
    assert organisation(name) == you
    assert (reads_as(name) == "団体") is (you is not None)


@pytest.mark.parametrize(
    "name",
    [
        "見本 太郎",
        "見本　太郎",
        "見本太郎",
        "John Smith",
        "例示 マリア クララ",
        "アレックス・スミス",
        "掲示板管理者",
        "例示省",
    ],
)
def test_what_reads_as_a_persons_name_is_one(name: str) -> None:
    assert reads_as(name) == "個人"


@pytest.mark.parametrize(
    "name",
    [
        "架空名簿サービス",
        "例示ショップ",
        "架空掲示板",
        "",
        "見本ネット",
        "見本市",
        "見本浩市",
        "宗市",
        "山県",
    ],
)
def test_what_may_be_either_is_not_guessed(name: str) -> None:
    assert reads_as(name) is None


def test_a_party_that_may_be_a_city_is_addressed_as_one() -> None:
    assert organisation("架空市") == "貴機関"


@pytest.mark.parametrize("name", ["架空県見本市", "架空見本例示市", "見本市役所", "架空県", "東京都"])
def test_what_no_person_is_called_is_a_public_body(name: str) -> None:
    assert reads_as(name) == "団体"
