"""What is said of a name that a template should not read, and of a fact printed outside the sections."""

from __future__ import annotations

import pytest

from noticegen.documents.kinds import kind
from noticegen.documents.template_uses import use_findings
from noticegen.ooxml.tags import Place
from noticegen.ooxml.uses import Use


def use(
    path: str, expression: str = "", *, section: str = "cause", part: str = "", paragraph: str = ""
) -> Use:
    """Return a use of a name, printed where it is no condition or loop."""
    tag = expression or path
    place = Place(part, section, "", paragraph or tag, tag)
    return Use(path, place, not tag.startswith(("if ", "elif ", "for ")), (section,) if section else ())


def told(*uses: Use, name: str | None = "victim_apology") -> list[tuple[str, str, str, str]]:
    found = use_findings(uses, None if name is None else kind(name), "letter.docx")
    return [(each.severity, each.code, each.message, each.hint) for each in found]


def test_what_is_known_open_and_in_a_section_is_not_told() -> None:
    assert told(use("cause.summary"), use("business.name", section=""), use("timeline[].what")) == []


@pytest.mark.parametrize(
    ("path", "message", "hint"),
    [
        (
            "incident.titel",
            "「incident.titel」という変数はありません。",
            "incident.title の書き間違いではありませんか。",
        ),
        ("incidnt", "「incidnt」という変数はありません。", "incident の書き間違いではありませんか。"),
        (
            "ｃａｕｓｅ",
            "「ｃａｕｓｅ」という変数はありません。",
            "cause の書き間違いではありませんか。",
        ),
        (
            "timeline.what",
            "「timeline.what」は、timeline が並びなので書けません。",
            "{% for entry in timeline %} … {% endfor %} の中で entry.what と書いてください。",
        ),
        (
            "computed.client",
            "「computed.client」という変数はありません。",
            "computed.client は、ほかの種類の文書で使えるものです。",
        ),
        ("business.name.zzz", "「business.name.zzz」という変数はありません。", "名前を確かめてください。"),
        (
            "incident.occurred.qqqqqqqq",
            "「incident.occurred.qqqqqqqq」という変数はありません。",
            "使える名前は date、weekday、is_span、word、reason、supplement、expected_on などです。",
        ),
    ],
)
def test_an_unknown_name_is_told_with_what_may_have_been_meant(path: str, message: str, hint: str) -> None:
    assert told(use(path)) == [("error", "T507", message, hint)]


def test_no_more_than_twelve_names_are_proposed() -> None:
    ((_, _, _, hint),) = told(use("incident.zzzzzzzzzzzz"))
    assert hint.count("、") == 11
    assert hint.startswith("使える名前は title、")


def test_a_name_of_another_kind_is_only_unknown_where_no_kind_is_named() -> None:
    ((_, code, _, hint),) = told(use("document.summary"), name=None)
    assert (code, "ほかの種類" in hint) == ("T507", False)
    assert told(use("computed.client.name"), name=None) == []
    assert told(use("discipline.subject.name"), name=None) == []


def test_the_tag_is_named_beside_the_name_unless_they_are_the_same() -> None:
    ((_, _, message, _),) = told(use("incident.titel", "incident.titel|lines"))
    assert message == "「incident.titel|lines」の「incident.titel」という変数はありません。"


NEVER = "この文書を読む人(「本人」)には見せられない事実です。"


@pytest.mark.parametrize(
    ("path", "plain"),
    [
        ("discipline.subject.name", "discipline.subject.name"),
        ("cause.attack", "cause.attack"),
        ("cause.detail.reason", "cause.detail.reason"),
        ("exposure[].address", "exposure.address"),
        ("business.clerk.name", "business.clerk.name"),
    ],
)
def test_a_fact_that_is_never_shown_to_the_reader_is_an_error(path: str, plain: str) -> None:
    ((severity, code, message, hint),) = told(use(path), use("cause.summary", "if cause"))
    assert (severity, code) == ("error", "T508")
    assert message.endswith(f"「{plain}」は、{NEVER}")
    assert "取り除いて" in hint
    assert told(use(path, f"if {path}"))[0][:2] == ("error", "T508")


def test_what_a_narrower_list_opens_to_the_reader_is_open() -> None:
    assert told(use("cause.detail"), name="ppc_report") == []
    assert told(use("business.clerk.name"), name="ppc_report") == []
    assert told(use("cause.attack"), name="ppc_report") == []
    assert told(use("group[].retained_reason")) == []
    assert [each[0] for each in told(use("group[].retained_reason"), name="public_notice")] == ["error"]


def test_what_concerns_the_employee_is_for_the_disciplinary_record_alone() -> None:
    path = "discipline.subject.name"
    assert told(use(path), name="disciplinary_memo") == []
    assert [each[:2] for each in told(use(path), name="assessment_memo")] == [("error", "T508")]


def test_a_table_that_is_closed_by_default_is_a_warning_until_it_is_asked_for() -> None:
    closed = told(use("assessment.reason"))
    assert closed == [
        (
            "warning",
            "T508",
            "「assessment.reason」は、既定では、この文書を読む人(「本人」)に見せない事実です。",
            "取り除くか、[assessment] の audience に加えたときだけ印字するよう {% if assessment %} で囲んでください。",
        )
    ]
    for path, tag in (
        ("assessment", "if assessment"),
        ("assessment.reason", "if assessment.reason"),
        ("assessment", "elif assessment"),
    ):
        assert told(use(path, tag), use("assessment.reason")) == []
    assert told(use("party[]", "for each in party"), use("party[].name"))[-1][2].count("party.name") == 1
    assert told(use("party", "if party"), use("party[].name")) == []
    assert told(use("cause", "if cause"), use("assessment.reason")) == closed
    assert told(use("assessment.name", "if assessment.name"), use("assessment.reason"))[-1] == closed[0]
    assert told(use("assessment.reason"), name="assessment_memo") == []


def test_a_condition_on_the_entry_or_on_the_table_opens_what_lies_within() -> None:
    asked = use("party[].contract", "if each.contract")
    assert told(asked, use("party[].contract")) == []
    assert told(use("party", "if party"), use("party[].contract.name")) == []
    assert [each[0] for each in told(use("party[].phone", "if each.phone"), use("party[].contract"))] == [
        "warning"
    ]


def test_an_unknown_field_of_an_array_is_unknown() -> None:
    ((_, _, message, hint),) = told(use("timeline.whta"))
    assert message == "「timeline.whta」という変数はありません。"
    assert "timeline.what" in hint


def test_a_fact_within_a_table_that_is_closed_is_told_with_the_table() -> None:
    ((severity, _, message, hint),) = told(use("party[].contract.name"))
    assert (severity, "party.contract.name" in message) == ("warning", True)
    assert "[party] の audience" in hint
    assert "{% if party %}" in hint


def test_tables_that_every_document_has_and_the_groups_are_open() -> None:
    assert told(use("report.stage"), use("letter.date"), use("group[].label"), use("computed.we")) == []


def test_a_fact_outside_the_sections_is_told_but_what_a_document_says_of_itself_is_not() -> None:
    ((severity, code, message, hint),) = told(use("timeline[].what", section=""))
    assert (severity, code) == ("warning", "T506")
    assert message.endswith("「timeline.what」が、どの区画にも入っていません。")
    assert "区画" in hint
    assert [each[1] for each in told(use("computed.total", section=""))] == ["T506"]
    assert [each[1] for each in told(use("computed.total.client", section=""))] == ["T507"]
    free = ("letter.number", "business.name", "report.stage", "person.name", "document.on_behalf")
    own = ("computed.we", "computed.today.weekday", "computed.when.reportable", "computed.signatory.name")
    assert told(*(use(path, section="") for path in (*free, *own))) == []
    assert told(use("cause.summary", section="", part="header1.xml")) == []
    assert told(use("cause.summary", "if cause.summary", section="")) == []


def test_one_name_is_told_once_with_the_number_of_its_other_places() -> None:
    wrong = [use("incident.titel", paragraph=str(number)) for number in range(3)]
    ((_, _, message, _),) = told(*wrong, wrong[0])
    assert message.endswith("という変数はありません(ほか 2 か所)。")
    assert "ほか" not in told(wrong[0], use("incident.titl"))[0][2]
    outside = use("cause.summary", section="", paragraph="一")
    others = [use("cause.summary", section="", paragraph="二"), use("cause.summary", paragraph="三")]
    assert told(outside, *others)[0][2].endswith("入っていません(ほか 1 か所)。")
    assert len(told(use("incident.titel"), use("incident.kana"))) == 2


def test_a_finding_names_the_file_the_section_and_the_paragraph() -> None:
    (found,) = use_findings((use("incident.titel", paragraph="原因は"),), None, "letter.docx")
    assert (found.section, found.where.file, found.where.path) == ("cause", "letter.docx", "cause/原因は")
    bare = Use("incident.titel", Place("", "", "", "", "incident.titel"), prints=True, sections=())
    (found,) = use_findings((bare,), None, "letter.docx")
    assert (found.section, found.where.path) == ("", None)
