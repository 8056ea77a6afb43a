from __future__ import annotations

import pytest

from noticegen.japanese.self_names import self_name


@pytest.mark.parametrize(
    ("name", "letter", "plain"),
    [
        ("株式会社架空商事", "弊社", "当社"),
        ("例示情報処理株式会社", "弊社", "当社"),
        ("株式会社架空銀行", "当行", "当行"),
        ("架空銀行本店", "当行", "当行"),
        ("架空銀行事務株式会社", "弊社", "当社"),
        ("架空信用金庫", "当金庫", "当金庫"),
        ("学校法人例示 架空大学", "本学", "本学"),
        ("架空大学病院", "当院", "当院"),
        ("一般財団法人架空健診協会", "当協会", "当協会"),
        ("医療法人例示会", "当法人", "当法人"),
        ("架空市", "当市", "当市"),
        ("見本町", "当町", "当町"),
        ("町田花屋", "当方", "当方"),
        ("架空生命保険相互会社", "弊社", "当社"),
        ("架空県", "当県", "当県"),
        ("見本法律事務所", "当事務所", "当事務所"),
        ("社会福祉法人架空会 例示保育園", "当園", "当園"),
        ("架空商工会議所", "当会", "当会"),
    ],
)
def test_an_organisation_calls_itself_by_its_kind(name: str, letter: str, plain: str) -> None:
    assert (self_name(name), self_name(name, plain=True)) == (letter, plain)
