from __future__ import annotations

from noticegen.facts.recipients_seen import FirstSeen


def test_the_first_row_of_each_key_is_remembered_while_the_table_grows():
    seen = FirstSeen()
    assert [seen.add(f"key {row}", row) for row in range(1, 20_001)] == [None] * 20_000
    assert [seen.add(f"key {row}", 99_999) for row in range(1, 20_001)] == list(range(1, 20_001))


def test_a_key_of_a_broken_character_is_a_key_too():
    seen = FirstSeen()
    assert (seen.add("\ud800", 1), seen.add("\ud800", 2), seen.add("", 3)) == (None, 1, None)
