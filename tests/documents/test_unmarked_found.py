"""Which paragraphs belong to a section that lost its mark, and what is told of it? On documents of a few lines."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from noticegen.documents.kinds import Kind, SectionRule, kind
from noticegen.documents.unmarked import twice_findings, unmarked_findings, with_unmarked
from noticegen.findings import Finding, Where
from noticegen.ooxml.compose import compose
from noticegen.ooxml.reading import FinishedDocument, Place, Section
from tests.documents.wordless import wordless

RULES = (
    SectionRule("cause", "原因"),
    SectionRule("damage", "二次被害"),
    SectionRule("other", "その他の事項"),
)
KIND = replace(kind("ppc_report"), sections=RULES, folder=Path("nowhere"))
FILE = "a.docx"


def paper(*places: Place, sections: tuple[str, ...] = ()) -> FinishedDocument:
    numbered = tuple(replace(each, number=number) for number, each in enumerate(places, 1))
    marked = tuple(Section(name, name, "記載", where, is_empty=False) for where, name in enumerate(sections))
    return FinishedDocument(FILE, marked, numbered, {}, (), (), False, False, False)


def text(words: str, section: str = "", kind: str = "本文", row: int = 0) -> Place:
    return Place(words, kind, 0, section, row=row)


def heading(words: str, section: str = "") -> Place:
    return Place(words, "本文", 0, section, is_heading=True)


MADE = paper(
    text("漏えい等報告書"),
    heading("1 原因", "cause"),
    text("鞄を電車に置き忘れた。", "cause"),
    heading("2 被害の状況", "damage"),
    text("二次被害は確認されていない。", "damage"),
    text("以上"),
    text("特記する事項はない。", "other"),
    text("照会先は表紙のとおり。", "other"),
    sections=("cause", "damage", "other"),
)


def owned(
    document: FinishedDocument, made: FinishedDocument | None = MADE, rule: Kind = KIND
) -> dict[str, list[str]]:
    """Return the text of each section that was found unmarked, and check that its beginning is told with it."""
    found, begins = with_unmarked(rule, "report.docx", document, made)
    new = found.sections[len(document.sections) :]
    assert [each.id for each in new] == list(begins)
    assert [each.where for each in new] == list(range(len(document.sections), len(found.sections)))
    assert [begins[each.id].text for each in new] == [each.text.split("\n")[0] for each in new]
    titles = {each.id: each.title for each in RULES}
    assert {each.id: each.title for each in new} == {each.id: titles[each.id] for each in new}
    inside = [(place.section, place.text) for place in found.paragraphs if place.section]
    for section in new:
        assert [words for name, words in inside if name == section.id] == section.text.split("\n")
    for before, after in zip(document.paragraphs, found.paragraphs, strict=True):
        assert not before.section or before == after
    return {each.id: each.text.split("\n") for each in new}


def test_what_stands_below_the_heading_of_a_section_is_the_section() -> None:
    edited = paper(
        text("漏えい等報告書"), heading("第１章　原因"), text("鞄を盗まれた。"), text("以上"), text("追記")
    )
    assert owned(edited) == {"cause": ["第１章　原因", "鞄を盗まれた。", "追記"]}


def test_a_section_is_known_by_its_title_too_where_that_is_a_heading() -> None:
    assert owned(paper(heading("二次被害"), text("ない。"))) == {"damage": ["二次被害", "ない。"]}
    assert owned(paper(text("二次被害"), text("ない。"))) == {}
    assert owned(paper(text("被害の状況"), text("ない。"))) == {"damage": ["被害の状況", "ない。"]}


def test_a_section_ends_where_the_next_begins_marked_or_not() -> None:
    found = owned(paper(heading("原因"), text("盗難。"), heading("被害の状況"), text("ない。")))
    assert found == {"cause": ["原因", "盗難。"], "damage": ["被害の状況", "ない。"]}
    marked = paper(
        heading("原因"), text("盗難。"), heading("2 被害の状況", "damage"), text("余分"), sections=("damage",)
    )
    assert owned(marked) == {"cause": ["原因", "盗難。"]}
    again = paper(
        heading("被害の状況", "damage"), heading("被害の状況"), text("ない。"), sections=("damage",)
    )
    assert owned(again) == {}


def test_the_heading_that_comes_first_is_the_one() -> None:
    found = owned(paper(heading("原因"), text("盗難。"), heading("原因"), text("余分")))
    assert found == {"cause": ["原因", "盗難。"]}


def test_headers_and_labels_of_tables_neither_begin_nor_end_a_section() -> None:
    found = owned(
        paper(heading("原因"), text("原因", kind="ヘッダー"), text("盗難。"), text("被害の状況", row=1))
    )
    assert found == {"cause": ["原因", "盗難。", "被害の状況"]}


def test_a_section_without_a_heading_is_known_by_its_text_as_it_was_made_and_in_its_order() -> None:
    lines = (text("特記する事項はない。"), text("照会先は 表紙のとおり。"))
    assert owned(paper(text("前置き"), *lines, text("後書き"))) == {
        "other": ["特記する事項はない。", "照会先は 表紙のとおり。"]
    }
    assert owned(paper(*lines)) == {"other": ["特記する事項はない。", "照会先は 表紙のとおり。"]}
    assert owned(paper(*reversed(lines))) == {}
    assert owned(paper(lines[0], text("別の記載"), lines[1])) == {}
    assert owned(paper(lines[0])) == {}
    assert owned(paper(*lines), made=None) == {}


@pytest.mark.parametrize(("words", "known"), [("はいは", False), ("はい以上", True)])
def test_a_text_must_have_four_characters_to_be_known_again(words: str, known: bool) -> None:
    made = paper(text(words, "other"), sections=("other",))
    assert bool(owned(paper(text(words)), made)) is known


def test_what_stands_in_another_section_is_not_taken_from_it_nor_what_stands_in_a_section_of_no_rule() -> (
    None
):
    made = paper(text("特記する事項はない。", "other"), heading("付記", "own"), text("なし。", "own"))
    assert owned(paper(text("特記する事項はない。", "cause"), sections=("cause",)), made) == {}
    assert owned(paper(heading("付記"), text("なし。")), made) == {}


def test_one_paragraph_is_never_that_of_two_sections() -> None:
    same = (text("該当する事実はない。", "damage"), text("該当する事実はない。", "other"))
    made = paper(*same, sections=("damage", "other"))
    assert list(owned(paper(text("該当する事実はない。")), made)) == ["damage"]
    assert list(owned(paper(text("該当する事実はない。"), text("該当する事実はない。")), made)) == [
        "damage",
        "other",
    ]


def test_without_the_facts_the_template_tells_the_headings(tmp_path: Path) -> None:
    (tmp_path / "report.docx").write_bytes(
        compose("[section damage 二次被害]\n<見出し1>2 被害の状況\n{{ x }}\n[/section]\n")
    )
    rule = replace(KIND, folder=tmp_path)
    edited = paper(heading("被害の状況"), text("ない。"))
    assert owned(edited, None, rule) == {"damage": ["被害の状況", "ない。"]}
    assert owned(edited, None) == {}


def test_a_document_of_which_nothing_is_missing_or_found_stays_as_it_is() -> None:
    for document in (MADE, paper(text("別の文書"))):
        assert with_unmarked(KIND, "report.docx", document, MADE) == (document, {})


@pytest.mark.parametrize("strict", [False, True])
def test_a_lost_mark_is_told_with_its_section_and_place(strict: bool) -> None:
    document, begins = with_unmarked(
        KIND, "report.docx", paper(text("表題"), heading("原因"), text("盗難。")), MADE
    )
    (told,) = unmarked_findings(KIND, "report.docx", document, begins, strict=strict)
    assert wordless(told, "「原因」") == Finding(
        "error" if strict else "warning",
        "D225",
        "",
        document="ppc_report",
        section="cause",
        where=Where(FILE, path="本文 2 段落目"),
    )
    if not strict:
        assert list(unmarked_findings(KIND, "report.docx", document, begins)) == [told]


def test_a_section_that_stands_twice_is_told_where_the_facts_make_it_once() -> None:
    def told(there: tuple[str, ...], usual: tuple[str, ...]) -> list[Finding]:
        documents = paper(sections=there), paper(sections=usual)
        return list(twice_findings(KIND, "report.docx", *documents))

    (found,) = told(("cause", "cause", "other"), ("cause", "other"))
    assert wordless(found, "「原因」", "2") == Finding(
        "warning", "D226", "", document="ppc_report", section="cause", where=Where(FILE)
    )
    assert told(("cause", "cause"), ("cause", "cause")) == []
    assert len(told(("cause", "cause"), ())) == 1
    assert told(("cause",), ()) == []
    assert told(("own", "own"), ()) == []


def test_a_section_of_one_template_alone_is_counted_there() -> None:
    rule = replace(KIND, sections=(SectionRule("own", "固有", template="report.docx"),))
    twice = paper(sections=("own", "own"))
    assert [each.section for each in twice_findings(rule, "report.docx", twice, paper())] == ["own"]
    assert list(twice_findings(rule, "other.docx", twice, paper())) == []
