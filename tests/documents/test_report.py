"""Is the page complete, self-contained, silent about persons, and readable on a screen and on paper?"""

from __future__ import annotations

import re
import subprocess
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import html

import noticegen
from noticegen.documents.check_files import CheckReport, check_files
from noticegen.documents.report import html_report, write_report
from noticegen.documents.report_entries import entries
from noticegen.documents.report_tables import row_title
from noticegen.documents.report_timeline import timeline
from noticegen.facts.load import FactsText
from noticegen.facts.walk import walk
from noticegen.findings import Finding, OutputError, Where

if TYPE_CHECKING:
    from lxml.html import HtmlElement

EXAMPLES = Path(__file__).parents[2] / "examples"
LOST = EXAMPLES / "lost_pc" / "incident.toml"
WEB = EXAMPLES / "web_intrusion" / "incident.toml"
MISSING = Path(__file__).parents[1] / "cli" / "files" / "missing.toml"
DAY = date(2026, 11, 20)


def page(report: CheckReport) -> HtmlElement:
    return html.document_fromstring(html_report(report))


def text(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def cells(tree: HtmlElement, caption: str) -> dict[str, list[str]]:
    """Return the marks of a table's rows, by the requirement."""
    (table,) = [each for each in tree.iter("table") if caption in text(each.find("caption"))]
    return {
        text(row.find("th")): [text(cell)[:1] for cell in row.findall("td")[1:]]
        for row in table.iter("tr")
        if row.find("td") is not None
    }


def incomplete() -> FactsText:
    """Return facts without the cause and the state of the publication."""
    return FactsText(MISSING.read_bytes(), "facts.toml")


def test_the_page_shows_deadlines_findings_requirements_and_what_was_looked_at() -> None:
    report = check_files([incomplete()], on=DAY)
    tree = page(report)
    assert [text(each) for each in tree.iter("h2")] == [
        "期限",
        "直すこと・確かめること(先にすべき順)",
        "求められる記載の有無",
        "確かめたもの、確かめていないもの",
    ]
    shown = text(tree)
    for finding in report.findings:
        assert finding.message in shown
        assert finding.code in shown
        assert all(source in shown for source in finding.sources)
    for each in report.deadlines:
        assert each.title in shown
        assert each.source in shown
    assert "facts.toml:" in shown
    assert f"noticegen {noticegen.__version__}" in shown
    assert "2026年11月20日（金）" in shown
    assert "できた Word 文書は見ていません。" in shown


def test_the_matrix_has_a_row_for_each_requirement_and_a_column_for_each_document() -> None:
    tree = page(check_files([incomplete()], on=DAY))
    rows = cells(tree, "漏えい等報告フォーム入力用原稿")
    assert rows["原因"] == ["×", "×", "×"]
    assert rows["概要"] == ["○", "○", "○"]
    assert rows["本人の数"][0] == "○"
    (table,) = [each for each in tree.iter("table") if "公表文" in text(each.find("caption"))]
    assert [text(each) for each in table.iter("th") if each.get("class") == "kind"] == [
        "漏えい等報告フォーム入力用原稿",
        "公表文",
        "本人への通知・お詫び",
    ]
    assert "法26条1項、規則8条1項4号" in text(table)


def test_the_record_on_the_employee_has_a_table_of_its_own() -> None:
    captions = [text(each) for each in page(check_files([LOST], on=DAY)).iter("caption")]
    assert captions == [
        "事実: 漏えい等報告フォーム入力用原稿、公表文、本人への通知・お詫び",
        "事実: 懲戒に関する記録",
    ]


def test_what_is_said_to_be_unknown_is_told_from_what_is_known() -> None:
    assert cells(page(check_files([WEB], on=DAY)), "事実")["原因"][0] == "△"


def test_a_finished_document_has_a_column_of_what_it_holds(tmp_path: Path) -> None:
    file = tmp_path / "report.docx"
    noticegen.draft(noticegen.load_incident(LOST), "ppc_report", on=DAY).save(file)
    rows = cells(page(check_files([file], incident=LOST, on=DAY)), "できた文書")
    assert rows["原因"] == ["○"]
    assert "×" not in {mark for row in rows.values() for mark in row}
    gaps = noticegen.load_incident(LOST).model_copy(update={"cause": None})
    noticegen.draft(gaps, "ppc_report", on=DAY, incomplete=True).save(file)
    rows = cells(page(check_files([file], incident=LOST, on=DAY)), "できた文書")
    assert (rows["原因"], rows["概要"]) == (["×"], ["○"])


def test_nobody_and_nothing_secret_is_named() -> None:
    incident = noticegen.load_incident(LOST)
    shown = html_report(check_files([LOST], on=DAY))
    secret = {
        str(fact)
        for path, _, fact in walk(incident)
        if path[-1] in {"name", "phone", "email", "address", "person"} and path[:2] != ("business", "name")
        if isinstance(fact, str) and path[0] in {"business", "contact", "discipline", "letter"}
    } - {incident.business.name}
    assert len(secret) > 5
    assert {each for each in secret if each in shown} == set()


def test_the_page_needs_neither_network_nor_script_and_shows_facts_as_text() -> None:
    facts = LOST.read_text("utf-8").replace("title = ", 'title = "<script>alert(1)</script>"\n# ', 1)
    shown = html_report(check_files([FactsText(facts, "<b>.toml")], on=DAY))
    assert "&lt;script&gt;alert(1)" in shown
    assert "&lt;b&gt;.toml" in shown
    assert (
        re.findall(r"<script|<link|<img|<iframe|\bsrc=|href=|https?:|url\(|@import|\bon\w+=\"", shown) == []
    )


def test_a_deadline_that_has_passed_is_red_and_one_that_is_met_is_not() -> None:
    report = check_files([WEB], on=DAY)
    late = next(each for each in report.deadlines if each.id == "preliminary_report")
    assert late.due_on is not None
    after = check_files([WEB], on=late.due_on + timedelta(days=3))
    (row,) = [each for each in page(after).iter("li") if text(each).startswith(str(late.due_on))]
    assert row.get("class") == "late"
    assert "3日超過" in text(row)
    (before,) = [each for each in page(report).iter("li") if text(each).startswith(str(late.due_on))]
    assert before.get("class") == "near"
    done = [
        each for each in page(check_files([LOST], on=date(2026, 11, 24))).iter("li") if "済(" in text(each)
    ]
    assert {each.get("class") for each in done} == {"finished"}


def test_every_bar_lies_on_the_scale() -> None:
    shown = timeline(check_files([WEB], on=date(2027, 3, 1)))
    places = [float(each) for each in re.findall(r"(?:left|right):([\d.-]+)%", shown)]
    assert len(places) > 8
    assert min(places) >= 0
    assert max(places) <= 100


def test_what_is_due_first_comes_first_after_what_cannot_be_read() -> None:
    report = check_files([WEB], on=DAY)

    def finding(code: str, document: str, severity: str = "error") -> Finding:
        return Finding(severity, code, code + document, document=document, where=Where(str(WEB), 1))  # type: ignore[arg-type]

    given = [
        finding("W1", "ppc_report", "warning"),
        finding("L101", "public_notice"),
        finding("L101", "victim_apology"),
        finding("L101", "ppc_report"),
        finding("F101", ""),
    ]
    shown = entries(given, report.dues)
    assert [(each.finding.code, each.finding.document) for each in shown] == [
        ("F101", ""),
        ("L101", "ppc_report"),
        ("L101", "victim_apology"),
        ("L101", "public_notice"),
        ("W1", "ppc_report"),
    ]
    assert [each.due and each.due.title for each in shown] == [None, "速報", "本人への通知", None, "速報"]


def test_a_report_replaces_an_earlier_one_and_nothing_else(tmp_path: Path) -> None:
    report = check_files([LOST], on=DAY)
    target = tmp_path / "a new folder" / "report.html"
    assert write_report(report, target) == target
    write_report(check_files([WEB], on=DAY), target)
    assert "オンラインショップ" in target.read_text("utf-8")
    other = tmp_path / "page.html"
    other.write_text("<title>another</title>", "utf-8")
    with pytest.raises(OutputError) as caught:
        write_report(report, other)
    assert [each.code for each in caught.value.findings] == ["O123"]
    assert other.read_text("utf-8") == "<title>another</title>"


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_every_colour_of_letters_stands_out_in_light_in_dark_and_on_paper() -> None:
    style = html_report(check_files([LOST], on=DAY))
    schemes = [
        dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", part))
        for part in re.findall(r":root \{(.*?)\}", style, re.DOTALL)
    ]
    assert len(schemes) == 3
    for colours in schemes:
        for ink in ("ink", "soft", "red", "amber", "blue", "green"):
            for ground in ("paper", "panel"):
                pair = sorted((luminance(colours[ink]), luminance(colours[ground])))
                assert (pair[1] + 0.05) / (pair[0] + 0.05) >= 4.5, (ink, ground)


def chromium(page: Path, *options: str) -> None:
    profile = page.parent / "profile"
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}"]
    subprocess.run([*command, *options, page.as_uri()], check=True, capture_output=True, timeout=120)


@pytest.mark.external("chromium", "pdftotext")
def test_a_browser_prints_it_on_a4_with_nothing_cut_off(tmp_path: Path) -> None:
    report = check_files([incomplete()], on=DAY)
    file = write_report(report, tmp_path / "report.html")
    paper = tmp_path / "report.pdf"
    chromium(file, "--no-pdf-header-footer", f"--print-to-pdf={paper}")
    boxes = subprocess.run(
        ["pdftotext", "-bbox", str(paper), "-"], check=True, capture_output=True, text=True, encoding="utf-8"
    ).stdout
    pages = [
        (float(width), float(height))
        for width, height in re.findall(r'<page width="([\d.]+)" height="([\d.]+)"', boxes)
    ]
    assert 3 <= len(pages) <= 6
    assert {(round(width), round(height)) for width, height in pages} == {(595, 842)}
    words = re.findall(
        r'<word xMin="([\d.-]+)" yMin="[\d.-]+" xMax="([\d.-]+)" yMax="([\d.-]+)">([^<]*)<', boxes
    )
    assert min(float(word[0]) for word in words) >= 14 / 25.4 * 72 - 1
    assert max(float(word[1]) for word in words) <= 595 - 14 / 25.4 * 72 + 1
    printed = re.sub(r"\s", "", "".join(word[3] for word in words))
    assert [each.title for each in report.met if row_title(each.title)[:4] not in printed] == []


@pytest.mark.external("chromium")
@pytest.mark.parametrize("width", [600, 1200])
def test_a_browser_shows_it_without_scrolling_sideways(width: int, tmp_path: Path) -> None:
    file = write_report(check_files([WEB], on=DAY), tmp_path / "report.html")
    probe = (
        "<script>document.title=[innerWidth,document.documentElement.scrollWidth,"
        "document.querySelectorAll('.due li').length].join(' ')</script></body>"
    )
    probed = tmp_path / "probed.html"
    probed.write_text(file.read_text("utf-8").replace("</body>", probe), "utf-8")
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom"]
    command += [f"--user-data-dir={tmp_path / 'profile'}", f"--window-size={width},900", probed.as_uri()]
    shown = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8", timeout=120)
    title = re.search(r"<title>(\d+) (\d+) (\d+)</title>", shown.stdout)
    assert title is not None
    inner, scrolled, deadlines = map(int, title.groups())
    assert inner == width
    assert scrolled <= inner
    assert deadlines == len(noticegen.deadlines(noticegen.load_incident(WEB), on=DAY))
