"""What exactly is said of an edited line, where it stands, and what of it is not repeated?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from noticegen.documents.drift import drift_findings
from noticegen.documents.drift_expected import SOMEBODY, Expected, Name
from noticegen.documents.drift_tokens import tokens
from noticegen.documents.kinds import kind
from noticegen.facts.affected_person import AffectedPerson, affected_person
from noticegen.law.case import Case
from noticegen.ooxml.reading import Section
from tests.documents.cases import incident_of
from tests.documents.letters import incident_with, recipient
from tests.documents.test_drift_words import FACTS, INCIDENT, LAW, NAME, NOWHERE, ON, PRACTICE, drift, paper

if TYPE_CHECKING:
    from noticegen.findings import Finding
    from noticegen.ooxml.reading import FinishedDocument

LETTER = "victim_apology"
SOMEONE, ADDRESS, POSTAL_CODE, NUMBER, _ = SOMEBODY


def said(found: list[Finding]) -> list[tuple[str, str]]:
    """Return (code, the first sentences of the message) of each finding."""
    return [(each.code, each.message) for each in found]


@pytest.mark.parametrize(
    ("made", "edited", "code", "message"),
    [
        ("本人は48人です。", "本人は84人です。", "D220", "数が事実と異なります。事実では「48人」、文書では「84人」です。"),
        ("番号はX-12です。", "番号はX-13です。", "D220", "番号・数が事実と異なります。事実では「X-12」、文書では「X-13」です。"),
        ("有無は■有です", "有無は■無です", "D220", "選択(■)が事実と異なります。事実では「■有です」、文書では「■無です」です。"),
        ("本人は調査中です。", "本人は84人です。", "D220", "数が事実と異なります。事実では「調査中」、文書では「84人」です。"),
        ("本人は84人です。", "本人は調査中です。", "D220", "数が事実と異なります。事実では「84人」、文書では「調査中」です。"),
        ("本人は調査中です。", "本人は多数です。", "D220", "事実では「調査中」とされている事項が、文書では別の記載になっています。"),
        ("届出は実施済みです。", "届出は実施予定です。", "D220", "状況が事実と異なります。事実では「実施済み」、文書では「実施予定」です。"),
        ("原因は不明です。", "原因は5件です。", "D220", "数が事実と異なります。事実では「不明」、文書では「5件」です。"),
        ("本人は 48人です。", "本人は 84人です。", "D220", "数が事実と異なります。事実では「48人」、文書では「84人」です。"),
        ("漏えい確認", "漏えいのおそれ", "D223", "確からしさが事実と異なります。事実では「漏えい確認」、文書では「漏えいのおそれ」です。"),
        ("本人の方です。", "本人の方は5件です。", "D221", "事実にない数「5件」が書かれています。"),
        ("本人の方です。", "本人の方は見本 次郎様です。", "D221", "事実にない氏名が書かれています。"),
        ("本人の方です。", "本人の方は株式会社模擬です。", "D221", "事実にない名称「株式会社模擬」が書かれています。"),
        ("2026年11月3日(火)に届出。", "2026年11月3日(水)に届出。", "D229", "日付と曜日が合いません。文書では「2026年11月3日(水)」、正しい曜日は火曜日です。"),
        ("調査は株式会社見本堂です。", "調査は株式会社見本道です。", "D224", "名称・氏名などが事実と異なります。事実では「株式会社見本堂」、文書では「株式会社見本道」です。"),
    ],
)  # fmt: skip
def test_what_the_facts_say_and_what_the_document_says_is_told(
    made: str, edited: str, code: str, message: str
) -> None:
    found = drift(made, edited, names=(NAME,))
    assert said(found) == [(code, message)]
    assert (found[0].section, found[0].document) == (LAW, "ppc_report")
    assert found[0].hint


def places(found: list[Finding]) -> list[str | None]:
    return [each.where.path for each in found]


def test_a_place_is_named_by_its_section_and_the_first_words_as_they_were_made() -> None:
    assert places(drift("本人は48人です。", "本人は84人です。")) == [
        "本文 1 段落目（原因）「本人は48人です。」"
    ]
    twelve = "一二三四五六七八九は48人"
    assert places(drift(twelve, twelve.replace("48", "84"))) == [
        "本文 1 段落目（原因）「一二三四五六七八九は48…」"
    ]
    assert places(drift("東西南北に居る人は48人", "東西南北に居る人は84人")) == [
        "本文 1 段落目（原因）「東西南北に居る人は48人」"
    ]
    assert places(drift("本人は\t48人です。", "本人は\t84人です。", NOWHERE)) == [
        "本文 1 段落目「本人は 48人です。」"
    ]
    assert places(drift("本人は48人です。", "本人は84人です。", "another")) == [
        "本文 1 段落目（another）「本人は48人です。」"
    ]
    assert places(drift("以上です。", ("以上です。", "ほかに5件ありました。"))) == [
        "本文 2 段落目（原因）「ほかに5件ありました。」"
    ]
    gone = drift(("被害は5件です。", "以上です。"), "以上です。", facts="5件")
    assert said(gone) == [("D222", "区画「原因」から、事実にある記載がなくなっています: 5件。")]
    assert (gone[0].where.file, places(gone)) == ("a.docx", [None])


def test_a_place_tells_no_name_of_a_person() -> None:
    person = Name("見本太郎", "measure[0].by", is_private=True)
    assert places(drift("担当の見本太郎は48人です。", "担当の見本太郎は84人です。", names=(person,))) == [
        "本文 1 段落目（原因）「担当の…」"
    ]
    assert places(drift("見本太郎は48人です。", "見本太郎は84人です。", names=(person,))) == [
        "本文 1 段落目（原因）"
    ]
    line = f"{SOMEONE} 様は48人です。"
    assert places(drift(line, line.replace("48", "84"))) == ["本文 1 段落目（原因）"]


def test_a_number_within_a_changed_name_is_told_with_the_name_alone() -> None:
    address = Name("大阪府架空市見本町7丁目8番9号", "party[0].address", is_private=False)
    made = "所在地は大阪府架空市見本町7丁目8番9号です。"
    found = drift(made, made.replace("9号", "5号"), names=(address,))
    assert [each.code for each in found] == ["D224"]
    both = drift("株式会社見本堂の48人です。", "株式会社見本道の84人です。", names=(NAME,))
    assert {each.code for each in both} == {"D220", "D224"}
    weekday = "2026年11月3日(水)"
    strange = Name("記念日2026年11月3日(火)会", "party[0].name", is_private=False)
    found = drift(f"担当は{strange.text}です。", f"担当は記念日{weekday}会です。", names=(strange,))
    assert {each.code for each in found} == {"D224", "D229"}


def test_an_empty_or_absent_section_and_what_is_another_templates_is_not_compared() -> None:
    case = Case(INCIDENT, ON, None, kind("ppc_report").audience)

    def found(made: FinishedDocument, edited: FinishedDocument, *, only_sections: bool = False) -> list[str]:
        expected = Expected(made, frozenset(tokens("48人、31件")), (), has_somebody=False)
        template = kind("ppc_report").templates[0].file
        return [
            each.section
            for each in drift_findings(
                kind("ppc_report"), case, edited, expected, template=template, only_sections=only_sections
            )
        ]

    made = paper(("本人は48人です。", ("照会は31件です。", NOWHERE)), LAW)
    edited = paper(("本人は84人です。", ("照会は13件です。", NOWHERE)), LAW)
    assert found(made, edited) == [LAW, NOWHERE]
    assert found(made, edited, only_sections=True) == [LAW]
    empty = replace(edited, sections=(Section(LAW, "原因", "", 0, is_empty=True),))
    assert found(made, empty) == [NOWHERE]
    assert found(paper(("以上",), PRACTICE), edited) == [NOWHERE]
    assert found(made, replace(edited, paragraphs=())) == []


def test_the_law_asks_for_a_section_of_the_template_that_was_used() -> None:
    facts = {**FACTS, "discipline": {**FACTS["discipline"]}}
    incident = incident_of(facts)
    lines = ("処分の理由は48件です。", "処分の理由は84件です。")
    found = drift(*lines, "subject_person", of="disciplinary_memo", incident=incident)
    assert [(each.code, each.severity) for each in found] == [("D220", "warning")]
    titles = places(found)
    assert titles == [
        "本文 1 段落目（"
        + section_title("disciplinary_memo", "subject_person")
        + "）「処分の理由は48件です。」"
    ]


def section_title(of: str, section: str) -> str:
    rule = kind(of)
    return next(each.title for each in rule.sections_of(rule.templates[0].file) if each.id == section)


def unknown(made: tuple[tuple[str, str], ...], edited: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    """Return (code, section) of what is found in a letter to nobody knows whom; lines are (text, style)."""

    def with_styles(lines: tuple[tuple[str, str], ...]) -> FinishedDocument:
        document = paper(tuple(text for text, _ in lines), "cause")
        return replace(
            document,
            paragraphs=tuple(
                replace(place, style=style)
                for place, (_, style) in zip(document.paragraphs, lines, strict=True)
            ),
        )

    rule = kind(LETTER)
    expected = Expected(with_styles(made), frozenset(), (), has_somebody=True)
    case = Case(INCIDENT, ON, None, rule.audience)
    found = drift_findings(rule, case, with_styles(edited), expected, template=rule.templates[0].file)
    return [(each.code, each.message) for each in found]


def test_whoever_a_letter_is_to_the_name_address_and_number_are_no_drift() -> None:
    assert unknown(((f"{SOMEONE} 様", "To"),), (("例示 良子 様", "To"),)) == []
    made = ((f"{POSTAL_CODE}", "To"), (f"{ADDRESS}", "To"), (f"番号は{NUMBER}です。", "Body"))
    edited = (
        ("100-0004", "To"),
        ("東京都架空区12番地34室", "To"),
        ("5階567号室", "To"),
        ("番号は77件です。", "Body"),
    )
    assert unknown(made, edited) == []
    line = f"{SOMEONE}様の情報は48件です。"
    assert unknown(((line, "Body"),), (("例示 良子様の情報は48件です。", "Body"),)) == []
    ((code, message),) = unknown(((line, "Body"),), (("例示 良子様の情報は84件です。", "Body"),))
    assert (code, "「48件」" in message) == ("D220", True)
    body = (("以上の5件です。", "Body"), ("追伸は6件です。", "Body"))
    changed = unknown((*made, body[0]), (*edited, body[1]))
    assert [code for code, _ in changed] in (["D220"], ["D221"])


def of_person(made: str, edited: str, **more: Any) -> list[tuple[str, str]]:
    incident = incident_with()
    row = recipient(name="見本 花子", id="KOKYAKU-77", postal_code="100-0000", address=("架空区12番34号",))
    person = affected_person(row, incident)
    assert isinstance(person, AffectedPerson)
    return said(drift(made, edited, "cause", of=LETTER, incident=incident, person=person, **more))


def test_in_a_letter_a_value_that_is_the_persons_is_not_repeated() -> None:
    assert of_person("被害は48件です。", "被害は84件です。") == [
        ("D220", "数が事実と異なります。事実では「48件」、文書では「84件」です。")
    ]
    ((_, message),) = of_person("照会は〒100-0009です。", "照会は〒100-0000です。")
    assert message == "郵便番号が事実と異なります。事実では「〒100-0009」、文書では別の記載です。"
    ((_, message),) = of_person("照会の先です。", "照会の先は〒100-0000です。")
    assert message == "事実にない郵便番号が書かれています。"
    gone = drift(
        ("番号は〒100-0000です。", "被害は5件です。", "以上です。"), "以上です。", facts="〒100-0000、5件",
        names=(Name("100-0000", "party[0].postal_code", is_private=True),),
    )  # fmt: skip
    assert said(gone) == [("D222", "区画「原因」から、事実にある記載がなくなっています: (個人の情報)、5件。")]


def test_in_a_letter_a_name_that_is_quite_another_is_not_repeated() -> None:
    known = Name("株式会社見本堂", "party[0].name", is_private=False)
    lines = ("調査を株式会社見本堂に委託した。", "調査を有限会社例示に委託した。")
    ((_, message),) = said(drift(*lines, names=(known,)))
    assert (
        message
        == "名称・氏名などが事実と異なります。事実では「株式会社見本堂」、文書では「有限会社例示」です。"
    )
    ((_, message),) = said(drift(*lines, "cause", of=LETTER, names=(known,)))
    assert message == "名称・氏名などが事実と異なります。事実では「株式会社見本堂」、文書では別の記載です。"
    near = (lines[0], lines[0].replace("見本堂", "見本道"))
    ((_, message),) = said(drift(*near, "cause", of=LETTER, names=(known,)))
    assert (
        message
        == "名称・氏名などが事実と異なります。事実では「株式会社見本堂」、文書では「株式会社見本道」です。"
    )


def test_what_was_written_anew_outside_is_not_gone_and_what_stood_there_before_is_no_excuse() -> None:
    made = ("被害額を5,000円と見積もった。", "以上です。")
    outside = ("なお、被害の額は5,000円でした。", NOWHERE)
    assert drift(made, (made[1], outside), facts="5,000円") == []
    found = drift((*made, outside), (made[1], outside), facts="5,000円")
    assert [each.code for each in found] == ["D222"]


def test_two_changes_of_a_section_are_two() -> None:
    made = ("対象の本人は48人です。", "窓口への照会は31件です。")
    edited = ("対象の本人は84人です。", "窓口への照会は13件です。")
    assert sorted("84人" in each.message for each in drift(made, edited)) == [False, True]


def test_a_private_name_is_no_part_of_a_place_in_a_letter_either() -> None:
    person = Name("見本太郎", "measure[0].by", is_private=True)
    found = of_person("担当の見本太郎は48件です。", "担当の見本太郎は84件です。", names=(person,))
    assert [code for code, _ in found] == ["D220"]
    incident = incident_with()
    row = affected_person(recipient(), incident)
    assert isinstance(row, AffectedPerson)
    line = "担当の見本太郎は48件です。"
    shown = places(
        drift(
            line, line.replace("48", "84"), "cause", of=LETTER, incident=incident, person=row, names=(person,)
        )
    )
    assert shown == ["本文 1 段落目（原因）「担当の…」"]


def test_a_name_that_agrees_by_half_is_shown_in_a_letter() -> None:
    known = Name("仮名商事", "party[0].name", is_private=False)
    ((_, message),) = said(drift("委託先 仮名商事", "委託先 仮名工業", "cause", of=LETTER, names=(known,)))
    assert "「仮名工業」" in message


def walled(of: str, *lines: tuple[str, str], made: str = "以上") -> list[str]:
    """Return the sections in which the employee under discipline is named."""
    facts = {**FACTS, "discipline": {**FACTS["discipline"], "subject": {"name": "模擬 三郎"}}}
    found = drift(made, tuple(lines), "cause", of=of, incident=incident_of(facts))
    return [each.section for each in found if each.code == "D212"]


def test_words_after_a_name_that_ends_with_a_figure_are_no_part_of_it() -> None:
    assert drift("Office365を使い、送りました。", "Office365で送りました。") == []


@pytest.mark.parametrize(
    "greeting", ["模擬 三郎 様", "模擬　三郎殿", "模擬三郎さん", "Dear 模擬 三郎,", "模擬 三郎,"]
)
def test_a_reader_of_the_employees_name_is_called_so_and_nobody_else_is(greeting: str) -> None:
    to, of_reader = (greeting, "addressee"), (f"{greeting}の情報です。", "apology")
    named = ("担当の模擬三郎が置き忘れた。", "cause")
    assert walled(LETTER, to, of_reader) == []
    assert walled(LETTER, to, of_reader, named) == ["cause"]
    assert walled(LETTER, ("例示 良子 様", "addressee"), of_reader) == ["apology"]
    assert walled("public_notice", to, of_reader) == ["addressee", "apology"]
    assert walled(LETTER, named, made="懲戒の対象者は模擬 三郎です。") == []
