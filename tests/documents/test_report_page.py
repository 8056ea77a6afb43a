"""Is the page of a check, on deadlines, findings and requirements of every sort, the one that was looked at?

Run ``python -m tests.documents.test_report_page`` after it has been changed on purpose: it writes the page anew.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from noticegen._version import __version__
from noticegen.documents.check_files import CheckedFile, CheckReport
from noticegen.documents.report import html_report, write_report
from noticegen.documents.report_entries import entries
from noticegen.documents.report_matrix import Met
from noticegen.documents.report_timeline import remaining, timeline
from noticegen.findings import Finding, OutputError, Where
from noticegen.law.deadline import Deadline
from tests.documents.test_kinds import own

PAGE = Path(__file__).with_name("report_page.html")
ON = date(2026, 11, 20)
START = date(2026, 11, 10)
FACTS = "案件/incident.toml"


def deadline(name: str, days: int | None, **more: Any) -> Deadline:
    """Return what is due so many days after the day of the report, or 速やかに."""
    usual: dict[str, Any] = {
        "title": f"期限{name}",
        "recipient": "",
        "due_from": None,
        "due_on": None if days is None else ON + timedelta(days),
        "counted_from": START,
        "days": None if days is None else 10 + days + 1,
        "rolled": False,
        "level": "S",
        "source": "法26条",
    }
    return Deadline(id=name, **{**usual, **more})


DEADLINES = (
    deadline("person_notice", None, title="本人への<通知>", within="速やかに"),
    deadline("far", 40, recipient="委員会 & 他", note="不正の目的<7条3号>。"),
    deadline("late", -1, party="取引<甲>", unverified=True),
    deadline("today", 0, rolled=True),
    deadline("final_report:3", 9, title="確報"),
    deadline("preliminary_report", 3, due_from=ON + timedelta(1), title="速<報>"),
    deadline("later", 4),
    deadline("done", -5, done_on=date(2026, 11, 12)),
)


def finding(
    code: str, severity: Any = "error", *, path: str = "", line: int | None = None, **more: Any
) -> Finding:
    file = more.pop("file", FACTS)
    return Finding(
        severity,
        code,
        f"{code}の<文>",
        more.pop("hint", f"{code}を直す。"),
        where=Where(file, line, None, path or None),
        **more,
    )


FINDINGS = (
    finding("L101", path="cause", document="public_notice", sources=("法26条",)),
    finding("L101", path="cause", document="ppc_report", sources=("法26条", "規則8条<1項>")),
    finding("L101", path="cause", document="ppc_report"),
    finding("L102", path="cause.detail", document="ppc_report"),
    replace(finding("L102", path="cause.detail", document="client_letter"), message="別の言い方"),
    finding("L103", "warning", path="contact", line=12, document="own_kind"),
    finding("L104", "note", file=None),
    finding("L105", path="group[0].label", line=7),
    finding("L105", path="party[0].name", line=3),
    finding("F101", file="別/読めない.toml", hint=""),
    finding("D201", path="本文 3 段落目", file="案件/公表文.docx", document="victim_apology"),
    finding("T101", path="本文 1 段落目", file="t.docx", hint="直す。"),
    replace(finding("T101", path="本文 1 段落目", file="t.docx", hint="直す。"), message="別の札"),
)


def met(name: str, state: Any, level: Any = "S", **more: Any) -> Met:
    usual: dict[str, Any] = {
        "document": "ppc_report",
        "client": None,
        "file": None,
        "title": f"{name}（説明）",
        "sources": ("法26条", "規則8条"),
    }
    return Met(requirement=name, state=state, level=level, **{**usual, **more})


MET = (
    met("概要", "said"),
    met("原因", "missing"),
    met("原因", "said", document="public_notice", level="P", unverified=True),
    met("件数", "said", document="public_notice", level="P", title="件数(一つ)"),
    met("件数", "missing", document="public_notice", level="P", title="件数(一つ)"),
    met("件数", "said", document="public_notice", level="P", title="件数(一つ)"),
    met("項目", "unknown", title="漏えい等が発生し、又は発生したおそれがある個人データの項目"),
    met("状況", "in_document", document="client_letter", client="取引<甲>"),
    met("経緯", "said", document="disciplinary_memo", level="G"),
    met("連絡先", "said", document="own_kind", client="乙"),
    met("宛名", "said", document="victim_apology", file="案件/公表文.docx"),
)
REPORT = CheckReport(
    ON,
    FINDINGS,
    DEADLINES,
    (CheckedFile(FACTS, "紛失<件>", "株式会社架空&商事", DEADLINES), CheckedFile("案件/公表文.docx")),
    MET,
)


def rendered(report: CheckReport) -> str:
    """Return the page without its style and the number of the version."""
    before, _, rest = html_report(report).partition("<style>")
    return f"{before}{rest.partition('</style>')[2]}".replace(__version__, "VERSION")


def test_the_page_of_every_sort_of_finding_is_the_one_that_was_looked_at() -> None:
    assert rendered(REPORT).splitlines() == PAGE.read_text("utf-8").splitlines()


def test_a_clean_result_says_so_and_what_it_does_not_say() -> None:
    facts = CheckedFile(FACTS, "紛失", "株式会社架空商事")
    page = rendered(CheckReport(ON, (), (), (facts, facts, replace(facts, title="別件"))))
    assert '<div class="verdict "><p><strong>問題は見つかりませんでした。</strong></p>' in page
    assert "<p>株式会社架空商事　紛失<br>株式会社架空商事　別件</p>" in page
    for absent in ("直すこと", 'id="due"', 'id="complete"', "†", "エラーのある文書は"):
        assert absent not in page
    assert "できた Word 文書は見ていません。" in page
    assert "<dt>文書の種類</dt><dd>なし</dd>" in page
    nothing = rendered(CheckReport(ON, (finding("L104", "note"),)))
    assert "<dt>ファイル</dt><dd>なし</dd>" in nothing
    assert '<div class="verdict note"><p><strong>参考 1件</strong></p>' in nothing
    of_file = rendered(
        CheckReport(ON, (), (), (CheckedFile("案件/公表文.docx"), CheckedFile("通知.docx")), MET[-1:])
    )
    assert "<p>公表文.docx、通知.docx</p>" in of_file
    assert "できた Word 文書は見ていません。" not in of_file


@pytest.mark.parametrize(
    ("first", "last", "edge"),
    [(12, 88, ""), (11, 89, "first"), (88, 12, ""), (89, 11, "last"), (0, 0, "first")],
)
def test_the_label_of_the_day_keeps_off_the_edge(first: int, last: int, edge: str) -> None:
    each = deadline("甲", last, counted_from=ON - timedelta(first))
    shown = timeline(CheckReport(ON, (), (each,)))
    assert f'<span class="now {edge}" ' in shown


def test_of_two_matters_the_deadlines_stand_in_one_list() -> None:
    two = (CheckedFile("a.toml", "甲", "架空"), CheckedFile("b.toml", "乙", "架空"), CheckedFile("c.docx"))
    words = "複数の事案の期限を一つに並べています。"
    assert words in timeline(CheckReport(ON, (), DEADLINES, two))
    assert words not in timeline(CheckReport(ON, (), DEADLINES, (two[0], two[0], two[2])))
    assert timeline(CheckReport(ON, ())) == ""


def test_how_soon_by_a_contract_stands_in_the_words_of_the_contract() -> None:
    soon = deadline("contract_report", None, within="発見後3<営業日>以内")
    shown = timeline(CheckReport(ON, (), (soon,)))
    assert '<span class="day">発見後3&lt;営業日&gt;以内</span>' in shown
    assert "速やかに" not in shown


def test_what_remains_is_said_in_days() -> None:
    assert [remaining(days) for days in (1, 0, -1, None)] == ["あと1日", "本日", "1日超過", "―"]


def test_what_is_to_be_done_first_comes_first() -> None:
    served = (
        deadline("preliminary_report:3", 5),
        deadline("final_report", 2, done_on=ON),
        deadline("person_notice", None),
        deadline("contract_report:kou", 1),
    )
    given = (
        finding("N1", "note", document="client_letter"),
        finding("L101", document="email_notice", line=2),
        finding("L102", document="hold_notice"),
        finding("L103", document="ppc_report"),
        finding("L104", document="client_letter"),
        finding("L105", document="client_letter", line=9),
        finding("L105", path="a", line=8),
        finding("F101", file="龠/incident.toml"),
        finding("W1", "warning", document="client_letter"),
    )
    found = entries(given, {FACTS: served})
    assert [(each.finding.code, each.due.id if each.due else "") for each in found] == [
        ("F101", ""),
        ("L105", ""),
        ("L105", "contract_report:kou"),
        ("L104", "contract_report:kou"),
        ("L103", "preliminary_report:3"),
        ("L101", "person_notice"),
        ("L102", ""),
        ("W1", "contract_report:kou"),
        ("N1", "contract_report:kou"),
    ]
    assert [each.due for each in entries(given)] == [None] * len(given)
    assert {each.due.id for each in entries(given, {None: served[:1]}) if each.due} == {
        "preliminary_report:3"
    }
    twice = (deadline("final_report", 9), deadline("preliminary_report", 5), deadline("final_report:3", 7))
    (one,) = entries((finding("L101", document="ppc_report"),), {None: twice})
    assert one.due is twice[1]
    # The deadlines of the file itself come before those of the only one.
    assert {each.due for each in entries(given, {FACTS: (), None: served})[1:]} == {None}


def test_a_report_is_written_over_a_report_alone(tmp_path: Path) -> None:
    path = tmp_path / "new" / "report.html"
    assert write_report(REPORT, str(path)) == path
    assert path.read_text("utf-8") == html_report(REPORT)
    style = Path(html_report.__code__.co_filename).with_suffix(".css").read_text("utf-8")
    assert f"<style>\n{style}</style>" in path.read_text("utf-8")
    path.write_text(f"{path.read_text('utf-8')}後", "utf-8")
    write_report(REPORT, path)
    assert not path.read_text("utf-8").endswith("後")
    late = tmp_path / "late.html"
    late.write_text(f"{' ' * 1000}{path.read_text('utf-8')}", "utf-8")
    for other in (late, tmp_path):
        with pytest.raises(OutputError) as refused:
            write_report(REPORT, other)
        assert list(refused.value.findings) == [
            Finding(
                "error",
                "O123",
                "同じ名前の、別のファイルがあります。",
                "上書きしません。--html に別の名前(例: report-2.html)を書いてください。",
                where=Where(str(other)),
            )
        ]


def test_a_kind_of_a_firm_is_called_by_its_title(tmp_path: Path) -> None:
    own(tmp_path / "firm", "own_kind")
    path = write_report(REPORT, tmp_path / "report.html", templates=tmp_path / "firm")
    page = path.read_text("utf-8")
    assert page == html_report(REPORT, templates=tmp_path / "firm")
    assert "<dt>文書</dt><dd>社内報告</dd>" in page
    assert "own_kind" not in page


if __name__ == "__main__":
    PAGE.write_text(rendered(REPORT), "utf-8")
