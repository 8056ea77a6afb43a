from __future__ import annotations

import pytest

from noticegen.documents.advice import GENERAL, advice_for, rules, situations_of
from noticegen.facts.items import item, names
from noticegen.facts.response import Advice
from noticegen.japanese.wording import wording_findings

ILLNESS = ("病歴", "健康診断結果", "診療情報", "障害", "調剤情報")


def texts(key: str, situation: str = "leak") -> tuple[str, ...]:
    return tuple(rule.text for rule in rules() if rule.key == key and rule.situation == situation)


def test_general_advice_comes_first_and_where_to_turn_to_comes_last() -> None:
    first, last = texts(GENERAL)
    assert advice_for(["氏名", "クレジットカード番号"]) == (first, *texts("card"), *texts("address"), last)


def test_two_items_of_one_kind_give_one_request() -> None:
    assert advice_for(["電話番号", "FAX番号", "携帯番号"]) == advice_for(["電話番号"])


def test_no_request_is_made_twice_even_if_the_lawyer_wrote_it_again() -> None:
    (phone,) = texts("phone")
    result = advice_for(["電話番号"], written=[Advice(text=phone), Advice(text="別のお願いです。")])
    assert len(result) == len(set(result))
    assert result[-1] == "別のお願いです。"


@pytest.mark.parametrize("name", ILLNESS)
def test_a_sensitive_item_gets_advice_that_does_not_say_what_it_is(name: str) -> None:
    result = advice_for([name])
    assert set(texts("sensitive")) <= set(result)
    for word in ("病", "診", "障", "薬", "犯罪", "検査", "要配慮", name):
        assert word not in "".join(result)


def test_a_letter_that_may_not_name_items_gives_no_advice_that_betrays_them() -> None:
    written = [Advice(text="カードの再発行をお勧めします。", items=("クレジットカード番号",))]
    result = advice_for(["クレジットカード番号", "病歴"], may_name_items=False, written=written)
    assert result == texts(GENERAL)


def test_an_item_that_is_not_in_the_catalogue_leaves_the_general_advice() -> None:
    assert advice_for(["好きな色"]) == texts(GENERAL)


def test_every_advice_key_of_the_catalogue_has_words() -> None:
    keys = {kind.advice for kind in map(item, names()) if kind.advice}
    assert keys - {rule.key for rule in rules()} == set()


def test_lost_data_asks_for_no_watch_over_cards() -> None:
    result = advice_for(["クレジットカード番号"], situations=situations_of(["滅失"]))
    assert result == texts(GENERAL, "loss")


def test_data_retrieved_unread_needs_nothing_to_be_done() -> None:
    assert advice_for(["氏名"], situations=situations_of(["回収済み（閲覧なし）"])) == texts(
        GENERAL, "retrieved"
    )


@pytest.mark.parametrize(
    ("certainties", "expected"),
    [
        ([], "leak"),
        (["滅失", "毀損"], "loss"),
        (["滅失", "回収済み（閲覧なし）"], "loss"),
        (["滅失", "漏えいのおそれ"], "leak"),
        (["紛失・誤廃棄（外部流出の可能性は低い）"], "leak"),
        (["争いあり"], "leak"),
    ],
)
def test_whatever_may_be_in_other_hands_is_a_leak(certainties: list[str], expected: str) -> None:
    assert situations_of(certainties) == {expected}


def test_who_got_other_peoples_papers_is_asked_to_keep_them_closed() -> None:
    assert advice_for([], situations=situations_of([], received=True)) == texts(GENERAL, "received")


def test_who_got_other_peoples_papers_and_lost_data_too_gets_both_requests() -> None:
    result = advice_for(["電話番号"], situations=situations_of(["漏えい確認"], received=True))
    assert set(texts(GENERAL, "received")) | set(texts("phone")) | set(texts(GENERAL)) == set(result)


def test_written_advice_reaches_only_those_with_the_item_or_the_group() -> None:
    for_item = Advice(text="項目のお願い", items=("カード番号",))
    for_group = Advice(text="グループのお願い", groups=("published",))
    for_all = Advice(text="全員へのお願い")
    written = [for_item, for_group, for_all]
    assert advice_for(["クレジットカード番号"], written=written)[-2:] == ("項目のお願い", "全員へのお願い")
    assert advice_for(["氏名"], groups=["published"], written=written)[-2:] == (
        "グループのお願い",
        "全員へのお願い",
    )
    assert "項目のお願い" not in advice_for(["氏名"], groups=["published"], written=written)
    assert "グループのお願い" not in advice_for(["カード番号"], groups=["members"], written=written)


def test_the_words_are_short_and_hold_no_phrase_to_avoid() -> None:
    for rule in rules():
        assert len(rule.text) <= 90
        assert rule.text.endswith("。")
        assert rule.level in {"G", "P"}
        assert "弊社" not in rule.text
        assert "当社" not in rule.text
        assert wording_findings(rule.text, "victim_apology") == ()


def test_a_request_that_was_written_for_the_incident_is_not_made_again_in_our_words() -> None:
    own = "クレジットカードの利用明細をご確認の上、身に覚えのない請求は発行会社にご連絡ください。"
    card = Advice(text=own, items=("クレジットカード番号",))
    result = advice_for(["クレジットカード番号"], written=[card])
    assert own in result
    assert not set(texts("card")) & set(result)
    other = Advice(text="再発行の手数料は不要です。", items=("クレジットカード番号",))
    assert set(texts("card")) <= set(advice_for(["クレジットカード番号"], written=[other]))
    assert set(texts("password")) <= set(advice_for(["パスワード"], written=[card]))


def test_who_got_paper_is_not_asked_to_delete_mail() -> None:
    def said(*media: str) -> str:
        return "".join(advice_for([], situations=situations_of([], received=True), media=media))

    assert "電子メール" not in said("紙")
    assert "書類は" not in said("電子媒体")
    for both in (said(), said("紙", "電子媒体")):
        assert "電子メール" in both
        assert "書類は" in both


def test_who_is_known_to_have_received_is_not_asked_whether_it_arrived() -> None:
    written = [Advice(text="別の方の書類が届いている場合は、封をしたまま保管の上、窓口にご連絡ください。")]
    known = advice_for([], situations=situations_of([], received=True), written=written)
    assert "封をしたまま保管の上、窓口にご連絡ください。" in known
    assert not [text for text in known if "届いている場合" in text]
    assert written[0].text in advice_for(["氏名"], written=written)
