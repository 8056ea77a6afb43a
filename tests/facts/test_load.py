"""A file with mistakes: every one of them at once, each with its line, what is wrong and what to write."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from noticegen.facts import load
from noticegen.facts.load import file_hash, load_incident, loads_incident, positions
from noticegen.facts.values import Moment
from noticegen.findings import FactsError

if TYPE_CHECKING:
    from pathlib import Path

    from noticegen.findings import Finding

FACTS = """\
format = 1

[incident]
title = "ノートパソコンの紛失"
kinds = ["漏えいのおそれ"]
known_on = 2026-10-31

[business]
name = "株式会社架空商事"

[[group]]
id = "members"
label = "通信販売会員"
count = 1012
certainty = "漏えいのおそれ"
items = ["氏名"]

[[party]]
id = "client"
name = "見本物流株式会社"
role = "委託元"

[letter]
date = 2026-11-24

[report]
stage = "速報"
"""
SEVEN = (
    ('title = "ノ', 'titel = "ノ'),
    ('kinds = ["漏えいのおそれ"]', 'kinds = ["漏洩のおそれ"]'),
    ("known_on = 2026-10-31", 'known_on = "2026-10-31"'),
    ('id = "members"', 'id = "会員"'),
    ("count = 1012", 'count = "1,012人"'),
    ('items = ["氏名"]', 'items = ["氏名"]\nclient = "clinet"'),
    ('role = "委託元"', 'role = "委託者元"'),
)
TRANSCRIPT = """\
incident.toml:4:1 incident.titel
  「titel」という項目はありません。
  → 「title」のことですか。
incident.toml:5:10 incident.kinds[0]
  「発生事案」の値が、書けるもののどれでもありません(今は文字列)。
  → 書けるのは 漏えい、漏えいのおそれ、滅失、滅失のおそれ、毀損、毀損のおそれ。「漏えいのおそれ」のことですか。
incident.toml:6:1 incident.known_on
  「知った日」は日付で書きます(今は文字列)。
  → 引用符を付けずに書いてください。例: known_on = 2026-10-31
incident.toml:12:1 group[0].id
  「グループの id」は半角の英数字、- と _ で書きます。
  → 例: id = "client-1"
incident.toml:14:1 group[0].count
  「本人の数」の書き方が違います(今は文字列)。
  → 書けるのは 整数(1012)、または { value = 1012, max = 1500, unit = "人", about = true }、または "調査中" など、または { unknown = "調査中", reason = "…", expected_on = 2026-12-01 }。
incident.toml:17:1 group[0].client
  「clinet」という id の [[party]] がありません。
  → 「client」のことですか。
"""


def with_mistakes(*mistakes: tuple[str, str], text: str = FACTS) -> str:
    for right, wrong in mistakes:
        assert right in text
        text = text.replace(right, wrong, 1)
    return text


def problems(source: str | bytes | Path) -> tuple[Finding, ...]:
    """Return the problems of a file, after making sure that nothing of pydantic's shows."""
    with pytest.raises(FactsError) as caught:
        load_incident(source.encode() if isinstance(source, str) else source)
    error: BaseException | None = caught.value
    assert "pydantic" not in str(error)
    assert error is not None
    assert error.__cause__ is None
    return caught.value.findings


def transcript(source: str | bytes | Path) -> str:
    return "\n".join(map(str, problems(source)))


def test_seven_mistakes_are_seven_problems_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "incident.toml"
    path.write_text(with_mistakes(*SEVEN), encoding="utf-8")
    found = problems(path)
    assert len(found) == 7
    text = "\n".join(map(str, found)).replace(f"{tmp_path}/", "")
    assert text.startswith(TRANSCRIPT)
    last = text[len(TRANSCRIPT) :].split("\n")
    assert last[:2] == [
        "incident.toml:22:1 party[0].role",
        "  「立場」の値が、書けるもののどれでもありません(今は文字列)。",
    ]
    assert last[2].endswith("「委託元」のことですか。")


def test_a_file_without_mistakes_is_an_incident() -> None:
    assert load_incident(FACTS.encode()).incident.title == "ノートパソコンの紛失"


@pytest.mark.parametrize("ending", ["\r\n", "\n"])
@pytest.mark.parametrize("mark", ["\ufeff", ""])
def test_what_windows_editors_add_is_no_mistake(tmp_path: Path, mark: str, ending: str) -> None:
    path = tmp_path / "incident.toml"
    path.write_bytes((mark + FACTS.replace("\n", ending)).encode())
    incident = load_incident(path)
    assert incident == load_incident(FACTS.encode())
    assert positions(path).find(("group", 0, "count")) == (14, 1)


def test_a_mark_at_the_beginning_moves_no_line_or_column() -> None:
    text = with_mistakes(("format = 1", "format = 7"))
    assert [str(each.where) for each in problems(f"\ufeff{text}")] == ["1:1 format"]


@pytest.mark.parametrize(
    ("encoding", "line", "found"),
    [("cp932", 4, "Shift_JIS(cp932)"), ("utf-16", 1, "UTF-16"), ("euc-jp", 4, "")],
)
def test_a_file_in_another_encoding_is_one_problem_with_line_and_cure(
    encoding: str, line: int, found: str
) -> None:
    (problem,) = problems(FACTS.encode(encoding))
    assert (problem.code, problem.where.line) == ("F002", line)
    assert problem.message.startswith("UTF-8 で保存されていません(")
    assert found in problem.message
    assert "文字コードに UTF-8 を選び" in problem.hint


def test_a_cp932_file_in_full(tmp_path: Path) -> None:
    path = tmp_path / "incident.toml"
    path.write_bytes(FACTS.encode("cp932"))
    assert transcript(path).replace(f"{tmp_path}/", "") == (
        "incident.toml:4\n"
        "  UTF-8 で保存されていません(Shift_JIS(cp932)のようです)。\n"
        "  → エディターの「名前を付けて保存」で文字コードに UTF-8 を選び、保存し直してください。"
    )


def test_a_word_document_is_told_from_an_encoding() -> None:
    (problem,) = problems(b"PK\x03\x04 and so on")
    assert problem.code == "F002"
    assert "Word や Excel の文書" in problem.message


def test_a_file_that_is_not_there_or_a_folder_is_one_problem(tmp_path: Path) -> None:
    assert transcript(tmp_path / "none.toml") == (
        f"{tmp_path}/none.toml\n  ファイルがありません。\n  → ファイル名と場所を確かめてください。"
    )
    assert transcript(tmp_path).startswith(f"{tmp_path}\n  ファイルではなく、フォルダーです。")


def test_a_file_of_absurd_size_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "incident.toml"
    path.write_text(FACTS, encoding="utf-8")
    monkeypatch.setattr(load, "LARGEST_FILE", 100)
    assert [each.code for each in problems(path)] == ["F004"]


def test_an_empty_file_names_every_table_that_must_be_there() -> None:
    found = problems("")
    assert [each.where.path for each in found] == [
        "format",
        "incident",
        "business",
        "letter",
        "report",
        "group",
    ]
    assert (
        found[1].hint
        == '[incident] の見出しを書き、その下に title = "…"、kinds = ["…"]、known_on = 2026-10-31 を書いてください。'
    )
    assert (
        found[5].hint
        == '[[group]] の見出しを書き、その下に id = "…"、label = "…"、certainty = "…" を書いてください。'
    )


def test_a_problem_of_syntax_hides_the_others_but_names_its_place(tmp_path: Path) -> None:
    path = tmp_path / "incident.toml"
    path.write_text(with_mistakes(*SEVEN, ('name = "株', "name = “株")), encoding="utf-8")
    assert transcript(path).replace(f"{tmp_path}/", "") == (
        'incident.toml:9:8\n  全角の引用符または等号があります。\n  → 半角の " と = に直してください。'
    )


def test_a_message_never_shows_what_was_written() -> None:
    person = "見本 太郎 東京都架空区"
    wrong = (
        with_mistakes(("count = 1012", f'count = "{person}"'), ('["氏名"]', f'"{person}"')),
        with_mistakes(('["漏えいのおそれ"]', f'["{person}"]'), ('role = "委託元"', f'role = "{person}"')),
        with_mistakes(('title = "ノ', f'title = {person} "ノ')),
        with_mistakes(('title = "ノ', f'title = "{person}\n"ノ')),
    )
    for text in wrong:
        assert not re.search("太郎|東京", transcript(text))


def test_the_hash_is_of_the_bytes_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "incident.toml"
    path.write_text(FACTS, encoding="utf-8")
    assert file_hash(path) == file_hash(FACTS.encode()) != file_hash(FACTS.encode() + b"\n")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ('"2026-11-13"', date(2026, 11, 13)),
        ('"2026-11-13T10:20"', datetime(2026, 11, 13, 10, 20)),
        ('"2026-02-30"', None),
        ('"2026-11-13頃"', "2026-11-13頃"),
        ('"11月13日"', "11月13日"),
    ],
)
def test_a_date_that_was_left_in_quotation_marks_is_that_date(written: str, read: date | str | None) -> None:
    text = f'{FACTS}\n[[timeline]]\nwhen = {written}\nwhat = "…"\n'
    if read is None:
        with pytest.raises(FactsError) as caught:
            loads_incident(text)
        assert [each.where.path for each in caught.value.findings] == ["timeline[0].when.at"]
        return
    when = loads_incident(text).timeline[0].when
    assert isinstance(when, Moment)
    assert read in (when.at, when.text)


def test_a_text_is_read_as_a_file_is_and_its_problems_bear_its_name() -> None:
    assert loads_incident(FACTS) == loads_incident(FACTS.encode()) == load_incident(FACTS.encode())
    for text in (FACTS.replace("title", "titel"), FACTS.replace("title", "titel").encode()):
        with pytest.raises(FactsError) as caught:
            loads_incident(text, name="受付番号1")
        assert str(caught.value.findings[0].where) == "受付番号1:4:1 incident.titel"


def test_a_text_that_is_far_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "LARGEST_FILE", 100)
    with pytest.raises(FactsError) as caught:
        loads_incident(FACTS)
    assert [each.code for each in caught.value.findings] == ["F004"]


@pytest.mark.parametrize("name", ["recipients.csv", "名簿.XLSX"])
def test_a_list_in_place_of_the_facts_is_told_with_the_order_of_the_two(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_bytes("管理番号,氏名\n1,見本 太郎\n".encode())
    with pytest.raises(FactsError) as caught:
        load_incident(file)
    (finding,) = caught.value.findings
    assert (finding.code, finding.where.line) == ("F002", None)
    assert "recipients は名簿、事実の順" in str(finding.hint)
