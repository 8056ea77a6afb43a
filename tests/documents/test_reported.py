"""Whom did we tell, when a person asks on the telephone?"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from noticegen.documents.reported import reported
from tests.documents.more_kinds import bare


def told(*courses: str, **tables: Any) -> list[tuple[str, str, bool]]:
    lines = [{"when": date(2026, 11, 3), "what": each, "audience": ["本人"]} for each in courses]
    seen = bare("qa_script", timeline=lines, **tables)
    return [
        (entry.who, entry.kind, entry.regulator)  # type: ignore[attr-defined]
        for entry in reported(seen, "個人情報保護委員会", "company")
    ]


@pytest.mark.parametrize(
    ("course", "expected"),
    [
        ("警察に遺失届", ("警察", "届出", False)),
        ("見本警察署に被害届を提出", ("警察", "被害届", False)),
        ("個人情報保護委員会に速報を提出", ("個人情報保護委員会", "速報", True)),
        ("個人情報保護委員会及び県に報告。", ("個人情報保護委員会", "報告", True)),
        ("警察に相談した", ("警察", "相談", False)),
        ("警察に被害届を提出した", ("警察", "被害届", False)),
        ("警察に遺失届を提出いたしました。", ("警察", "届出", False)),
        ("個人情報保護委員会に速報を提出しました", ("個人情報保護委員会", "速報", True)),
        ("個人情報保護委員会へ報告を行った", ("個人情報保護委員会", "報告", True)),
        ("個人情報保護委員会に報告を行いました", ("個人情報保護委員会", "報告", True)),
        ("警察に被害届を出した", ("警察", "被害届", False)),
        ("警察に相談せず、個人情報保護委員会に報告した", None),
        ("顧客に警察へ相談するよう報告した", None),
        ("警察に相談しなかった", None),
        ("警察に被害届を提出していない", None),
        ("警察に相談する", None),
        ("警察に被害届を提出する予定", None),
        ("個人情報保護委員会に報告を行う", None),
        ("個人情報保護委員会に速報を提出しませんでした", None),
        ("取引先が警察に相談した", None),
        ("警察に相談することとした", None),
        ("警察による捜索", None),
        ("警察から顧客に連絡", None),
        ("警察への相談を検討", None),
        ("個人情報保護委員会への報告に要する資料の提供", None),
        ("取引先が警察に相談", None),
    ],
)
def test_what_the_course_of_events_says_we_did_is_told_and_nothing_else(
    course: str, expected: tuple[str, str, bool] | None
) -> None:
    assert told(course) == ([expected] if expected else [])


def test_the_same_day_is_told_once_and_as_the_table_of_authorities_has_it() -> None:
    entry = {"name": "個人情報保護委員会", "kind": "速報", "on": date(2026, 11, 3)}
    assert told("個人情報保護委員会に報告", authority=[entry]) == [("個人情報保護委員会", "速報", True)]
    later = {**entry, "on": date(2026, 11, 4)}
    assert [kind for _, kind, _ in told("個人情報保護委員会に報告", authority=[later])] == ["報告", "速報"]


def test_an_earlier_report_is_told_and_what_was_taken_back_is_not() -> None:
    report = {"stage": "確報", "previous_on": date(2026, 11, 2)}
    assert told(report=report) == [("個人情報保護委員会", "報告", True)]
    lines = [{"when": date(2026, 11, 3), "what": "警察に相談", "withdrawn": "相談していなかった"}]
    assert reported(bare("qa_script", timeline=lines), "個人情報保護委員会", "company") == ()


def test_a_report_to_the_body_of_the_mark_is_none_to_the_commission() -> None:
    entry = {"name": "プライバシーマーク審査機関", "kind": "速報", "on": date(2026, 11, 3)}
    assert told(authority=[entry]) == [("プライバシーマーク審査機関", "速報", False)]
