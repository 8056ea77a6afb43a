from __future__ import annotations

import pytest

from noticegen.japanese.certainty import certainty, ladder, surest

VALUES = {
    "漏えい確認",
    "持ち出し確認",
    "漏えいの可能性が高い",
    "漏えいのおそれ",
    "漏えいの可能性を否定できない",
    "閲覧可能な状態",
    "紛失・誤廃棄（外部流出の可能性は低い）",
    "滅失",
    "毀損",
    "回収済み（閲覧なし）",
    "争いあり",
}


def test_the_ladder_has_exactly_these_rungs_in_order() -> None:
    assert {rung.value for rung in ladder()} == VALUES
    assert [rung.rung for rung in ladder() if rung.rung] == list("ABCDEFG")


def test_every_rung_has_every_phrase_and_none_ends_in_a_full_stop() -> None:
    for rung in ladder():
        for phrase in (rung.title_word, rung.sentence_end, rung.modifier, rung.plain):
            assert phrase
            assert not phrase.endswith("。")


def test_only_a_confirmed_rung_says_that_it_happened() -> None:
    assert certainty("漏えい確認").sentence_end == "漏えいいたしました"
    assert certainty("漏えいのおそれ").sentence_end == "漏えいした可能性があります"
    assert not certainty("漏えいのおそれ").confirmed
    for rung in ladder():
        assert rung.confirmed or rung.sentence_end != "漏えいいたしました"


def test_what_was_retrieved_unread_is_no_incident() -> None:
    assert [rung.value for rung in ladder() if not rung.is_incident] == ["回収済み（閲覧なし）"]


def test_a_title_carries_the_surest_word() -> None:
    rung = surest(["漏えいのおそれ", "漏えい確認"])
    assert rung is not None
    assert rung.title_word == "漏えい"
    assert surest([]) is None


def test_an_unknown_word_is_refused() -> None:
    with pytest.raises(KeyError):
        certainty("流出")
