from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from noticegen.facts.recipients_survey import MOST_PROBLEMS, RecipientsSurvey, survey_recipients
from noticegen.findings import RecipientsError

from .facts import group, incident

if TYPE_CHECKING:
    from pathlib import Path

    from noticegen.facts.incident import Incident

HEADER = "管理番号,氏名,郵便番号,住所,宛名区分,送付可否,グループ,漏えい項目\n"


def person(number: int, **cells: str) -> str:
    usual = {
        "name": f"見本 {number}号",
        "postal": "100-0001",
        "address": f"東京都架空区{number}",
        "kind": "",
        "delivery": "",
        "groups": "a",
        "items": "",
    }
    return f"M{number}," + ",".join({**usual, **cells}.values()) + "\n"


def surveyed(tmp_path: Path, *rows: str, of: Incident | None = None, **options: Any) -> RecipientsSurvey:
    path = tmp_path / "名簿.csv"
    path.write_text(HEADER + "".join(rows), "utf-8")
    return survey_recipients(of or incident(group("a", count=len(rows))), path, **options)


def codes(survey: RecipientsSurvey) -> set[str]:
    return {finding.code for finding in survey.findings}


def test_rows_are_letters_and_rows_without_one_and_every_one_has_its_reason(tmp_path: Path) -> None:
    found = surveyed(
        tmp_path,
        person(1),
        person(2, name=""),
        person(3, delivery="支援措置"),
        person(4, delivery="返戻"),
        person(5, groups="x"),
        ",,,\n",
        ",合計 5名\n",
        of=incident(group("a", count=5)),
    )
    assert (found.rows, found.letters, found.excluded, found.blank_rows) == (6, 1, 5, 1)
    assert (found.held_back, found.no_persons, found.wrong) == (2, 1, 2)
    assert [(each.row, each.code) for each in found.problems] == [
        (3, "R101"), (4, "R110"), (5, "R110"), (6, "R105"), (8, "R116"),
    ]  # fmt: skip
    assert found.held == {"支援措置": 1, "返戻": 1}
    assert codes(found) == {"R401"}
    assert found.findings[-1].message == "2行(3行目、6行目)は、このままでは書面を作れません。"


def test_the_pages_in_other_languages_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "名簿.csv"
    rows = (f"見本 {at},100-0001,東京都{at},{word}\n" for at, word in enumerate(("英語", "en", "", "架空語")))
    path.write_text("氏名,郵便番号,住所,言語\n" + "".join(rows), "utf-8")
    found = survey_recipients(incident(group("a", count=4)), path)
    assert (found.letters, found.columns["言語"]) == (4, "言語")
    assert found.languages == {"English": 2}
    assert codes(found) == {"R218"}


def test_letters_are_counted_by_item_group_and_kind_of_addressee(tmp_path: Path) -> None:
    of = incident(
        group("a", count=2, items=["氏名", "住所"]), group("b", count=1, label="会員", items=["電話番号"])
    )
    found = surveyed(tmp_path, person(1), person(2, kind="保護者"), person(3, groups="b"), of=of)
    assert found.items == {"氏名": 2, "住所": 2, "電話番号": 1}
    assert found.groups == {"見本グループa": 2, "会員": 1}
    assert found.kinds == {"本人": 2, "保護者": 1}
    assert codes(found) == {"R220"}


def test_the_first_rows_are_shown_without_telling_who_they_are(tmp_path: Path) -> None:
    found = surveyed(
        tmp_path,
        person(1, name="見本　\U00020bb7郎", address="神奈川県架空市1"),
        person(2, name="林", address="架空市2"),
        person(3, name=""),
        *(person(number) for number in range(4, 9)),
    )
    assert len(found.first) == 5
    first, second, third = found.first[:3]
    assert (first.name, first.postal_code, first.address) == ("見＊　\U00020bb7＊", "100-＊", "神奈川県＊")
    assert (second.name, second.address, second.items) == ("＊", "＊", ("氏名",))
    assert (third.name, third.code) == ("", "R101")


def test_a_person_who_stands_twice_counts_once_among_real_persons(tmp_path: Path) -> None:
    rows = (person(1), person(1, name="見本 別"), person(2))
    found = surveyed(tmp_path, *rows, of=incident(group("a", count=2)))
    assert (found.persons, found.duplicates, found.expected) == (3, 1, "2人")
    assert "B102" not in codes(found)
    total = incident(group("a", count={"value": 3, "cumulative": True}))
    assert surveyed(tmp_path, *rows, of=total).expected == "延べ3人"
    assert "B102" not in codes(surveyed(tmp_path, *rows, of=total))
    total = incident(group("a", count={"value": 2, "cumulative": True}))
    assert "B102" in codes(surveyed(tmp_path, *rows, of=total))


def test_a_list_with_fewer_persons_than_the_facts_is_told(tmp_path: Path) -> None:
    found = surveyed(tmp_path, person(1), of=incident(group("a", count=3)))
    (finding,) = found.findings
    assert (finding.code, finding.message) == (
        "B102", "名簿の人数(1人)が、事実の本人の数(3人)と異なります。",
    )  # fmt: skip


def test_known_unreachable_persons_without_an_address_are_no_error(tmp_path: Path) -> None:
    of = incident(group("a", count=2), affected={"unreachable": 1})
    found = surveyed(tmp_path, person(1), person(2, postal="", address=""), of=of)
    assert (found.held_back, found.wrong, found.held) == (1, 0, {"住所なし": 1})
    assert codes(found) == set()


def test_who_only_received_data_is_no_person_affected(tmp_path: Path) -> None:
    of = incident(group("a", count=1), group("r", role="誤受領者", count=1, items=None))
    found = surveyed(tmp_path, person(1), person(2, kind="誤受領者", groups="r"), of=of)
    assert (found.letters, found.persons, found.findings) == (2, 1, ())


def test_a_letter_with_nothing_to_say_is_a_problem_of_its_row(tmp_path: Path) -> None:
    of = incident(group("a", count=1, items=[]))
    assert [each.code for each in surveyed(tmp_path, person(1), of=of).problems] == ["B201"]


def test_the_list_is_read_with_the_same_choices_as_a_batch(tmp_path: Path) -> None:
    row = person(1, postal="600001", address="北海道架空市1")
    assert surveyed(tmp_path, row).codes == {"R104": 1}
    padded = surveyed(tmp_path, row, pad_postal=True)
    assert (padded.letters, codes(padded)) == (1, {"R212"})
    with pytest.raises(RecipientsError):
        surveyed(tmp_path, row, columns={"氏名": "ない見出し"})


def test_problems_beyond_the_most_are_counted_and_not_held(tmp_path: Path) -> None:
    count = MOST_PROBLEMS + 5
    told: list[int] = []
    found = surveyed(tmp_path, *(person(1, name="") for _ in range(count)), progress=told.append)
    assert (len(found.problems), found.codes["R101"]) == (MOST_PROBLEMS, count)
    first = "2行目、3行目、4行目、5行目、6行目など"
    assert found.findings[-1].message == f"{count:,}行({first})は、このままでは書面を作れません。"
    assert told == list(range(1000, count, 1000))


def test_a_note_and_a_total_count_as_nobody_and_a_number_without_a_name_as_somebody(tmp_path: Path) -> None:
    note, total = "※保護者は別途確認,,,,,,,\n", "合計(2名),,,,,,,\n"
    found = surveyed(tmp_path, person(1), person(2), note, total, of=incident(group("a", count=2)))
    assert (found.persons, found.codes) == (2, {"R116": 1, "R123": 1})
    assert codes(found) == {"R401"}
    found = surveyed(tmp_path, person(1), "M2,,,,,,,\n", of=incident(group("a", count=1)))
    assert (found.persons, found.codes) == (2, {"R101": 1})
    assert "B102" in codes(found)


def test_text_where_nothing_is_read_is_a_note_and_stays_in_the_account(tmp_path: Path) -> None:
    path = tmp_path / "名簿.csv"
    path.write_text("No,氏名,住所,備考\n1,見本 一,東京都,\n,,,架空課の注記\n", "utf-8")
    found = survey_recipients(incident(group("a", count=1)), path)
    assert (found.rows, found.letters, found.wrong, found.persons) == (2, 1, 1, 1)
    assert [(each.row, each.code) for each in found.problems] == [(3, "R123")]
    assert "B102" not in codes(found)
