"""Is every mistake of a template told, and none where there is none?"""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest

from noticegen.documents.context import context, seen_by
from noticegen.documents.kinds import kind as kind_named
from noticegen.documents.kinds import kinds
from noticegen.documents.person import person_view, specimen
from noticegen.documents.template_check import check_template
from noticegen.documents.template_names import names_for
from noticegen.documents.views import CertaintyView, View
from noticegen.facts.load import load_incident
from noticegen.findings import TemplateError
from noticegen.law.conditions import Case
from noticegen.ooxml.compose import compose
from noticegen.ooxml.outline import outline
from noticegen.ooxml.properties import with_properties

ROOT = Path(__file__).parents[2]
TEMPLATES = [(kind.id, rule.file) for kind in kinds().values() for rule in kind.templates]
INCIDENTS = sorted([*ROOT.glob("examples/*/*.toml"), *ROOT.glob("tests/incidents/*.toml")])
LETTER = kind_named("victim_apology").folder / "letter.docx"
TEXT = outline(LETTER)
DAY = date(2026, 11, 24)
SUMMARY = "<字下げ>{{ line }}"


@pytest.mark.parametrize(("kind", "file"), TEMPLATES)
def test_a_shipped_template_has_nothing_wrong(kind, file):
    assert check_template(kind_named(kind).folder / file, on=DAY) == ()


def findings(text, kind="victim_apology"):
    return check_template(compose(text), kind, on=DAY)


def test_the_letter_from_its_own_outline_has_nothing_wrong():
    assert findings(TEXT) == ()


def added(line):
    """Return the letter with one more paragraph in the section about the cause."""
    return TEXT.replace("[section cause 原因]\n", f"[section cause 原因]\n{line}\n", 1)


MISTAKES = {
    "an unknown name": ("{{ incident.titel }}", "T507", "error", "incident.title の書き間違い"),
    "an unknown table": ("{{ incidnt.title }}", "T507", "error", "incident の書き間違い"),
    "an unknown field of a number": ("{{ computed.total.nunber }}", "T507", "error", "computed.total.number"),
    "an unknown own fact": ("{{ document.sumary }}", "T507", "error", "document.summary"),
    "a full-width name": ("{{ business.ｎａｍｅ }}", "T510", "error", "半角"),
    "an unknown condition": ("{% if computed.when.reportabel %}一{% endif %}", "T507", "error", "reportable"),
    "an array as if it were one entry": ("{{ timeline.what }}", "T507", "error", "for entry in timeline"),
    "a field that a filter looks at": (
        '{{ protection|selectattr("knid", "eq", "暗号化")|list|length }}', "T507", "error", "protection[].kind",
    ),
    "a name of another kind of document": ("{{ computed.client.name }}", "T507", "error", "ほかの種類の文書"),
    "the employee": ("{{ discipline.subject.name }}", "T508", "error", "取り除いて"),
    "a field closed to the reader": ("{{ cause.attack }}", "T508", "error", "取り除いて"),
    "a table closed by default": ("{{ assessment.reason }}", "T508", "warning", "[assessment] の audience"),
    "full-width braces": ("｛｛ business.name ｝｝", "T310", "error", "半角"),
    "one full-width brace": ("{｛ business.name }}", "T310", "error", "半角"),
    "a full-width percent sign": ("{％ if cause %}一{% endif %}", "T310", "error", "半角"),
    "a full-width end": ("{{ business.name ｝｝", "T310", "error", "半角"),
    "one full-width brace at the end": ("{{ business.name }｝", "T510", "error", "半角の }}"),
    "a full-width percent sign at the end": ("{% if cause ％}一{% endif %}", "T510", "error", "%}"),
    "a full-width dot": ("{{ business．name }}", "T510", "error", "半角"),
    "a full-width bar": ("{{ cause.summary｜lines }}", "T510", "error", "半角"),
    "a full-width blank after p": ("{%p　if cause %}\n{%p endif %}", "T510", "error", "半角の空白"),
    "single braces": ("{ business.name }", "T511", "error", "{{ business.name }}"),
    "one brace too few": ("{{ business.name }", "T509", "error", "一つの段落"),
    "a tag over two paragraphs": ("{{ business\n.name }}", "T509", "error", "Enter"),
    "a loop that is not closed": ("{%p for entry in timeline %}\n{{ entry.what }}", "T102", "error", "endfor"),
    "an end without a beginning": ("{%p endif %}", "T102", "error", "if"),
    "an unknown filter": ("{{ cause.summary|line }}", "T103", "error", "lines"),
    "an unknown test": ("{% if cause.summary is unknwon %}一{% endif %}", "T103", "error", "unknown"),
    "text beside a paragraph's tag": ("原因{%p if cause %}一{%p endif %}", "T313", "error", "段落"),
    "a placeholder": ("令和○年○月○日に発生しました。", "T516", "error", "内容かタグ"),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_with_its_section_and_paragraph(mistake):
    line, code, severity, cure = MISTAKES[mistake]
    text = added(line) if mistake not in {"a loop that is not closed", "an end without a beginning"} else (
        TEXT.replace("[section apology お詫び]\n", f"{line}\n[section apology お詫び]\n", 1)
    )  # fmt: skip
    found = findings(text)
    finding = next((each for each in found if each.code == code), None)
    assert finding is not None, [str(each) for each in found]
    assert (finding.severity, finding.document) == (severity, "victim_apology")
    assert cure in f"{finding.hint}{finding.message}"
    assert finding.where.file == "template.docx"
    if text == added(line):
        assert finding.section == "cause"
        assert "原因" in finding.where.path or "cause" in finding.where.path


def test_several_mistakes_are_told_at_once():
    text = added(
        "{{ incident.titel }}{{ cause.summary|line }}\n｛｛ business.name ｝｝\n{{ discipline.stage }}"
    )
    text = text.replace("[section prevention 再発防止策]", "[section prevntion 再発防止策]")
    assert {each.code for each in findings(text)} == {"T507", "T103", "T310", "T508", "T501"}


def test_one_name_in_many_places_is_one_finding():
    (finding,) = findings(added("{{ incident.titel }}\n{{ incident.titel }}様\n原因は{{ incident.titel }}"))
    assert "ほか 2 か所" in finding.message


def test_a_fact_outside_the_sections_is_told_and_what_a_letter_says_of_itself_is_not():
    text = TEXT.replace(
        "[section prevention",
        "{{ cause.summary }}\n{{ letter.number }}{{ business.name }}\n[section prevention",
    )
    (finding,) = findings(text)
    assert (finding.code, finding.severity, finding.section) == ("T506", "warning", "")
    assert "cause.summary" in finding.message


def test_a_table_that_is_tested_may_be_opened_by_its_audience():
    assert findings(added("{% if assessment %}{{ assessment.reason }}{% endif %}")) == ()


def test_a_missing_section_blocks_where_the_law_asks_and_names_the_provision():
    text = TEXT.replace("[section cause 原因]", "[section riyuu 原因]").replace(
        "[section closing 結び]", "[section musubi 結び]"
    )
    found = {each.section: each for each in findings(text)}
    assert set(found) == {"cause", "closing"}
    assert (found["cause"].severity, found["closing"].severity) == ("error", "warning")
    assert "規則10条" in "".join(found["cause"].sources)
    assert "noticegen:cause" in found["cause"].hint


def test_a_misspelt_section_is_named():
    (finding,) = findings(TEXT.replace("[section cause 原因]", "[section casue 原因]"))
    assert "casue" in finding.hint


def test_without_a_kind_the_tags_are_checked_and_a_note_says_what_is_not():
    found = check_template(compose("{{ incident.titel }}{{ person.name }}\n"))
    assert [each.code for each in found] == ["T507", "T517"]
    assert found[1].severity == "note"


def test_the_kind_is_known_by_properties_and_by_the_folder(tmp_path):
    text = TEXT.replace("[section cause 原因]", "[section casue 原因]")
    marked = with_properties(compose(text), {"noticegen.kind": "victim_apology"})
    assert [each.code for each in check_template(marked)] == ["T501"]
    folder = tmp_path / "own_letter"
    folder.mkdir()
    (folder / "document.toml").write_text(
        'title = "独自"\naudience = "本人"\nper = "recipient"\n[[template]]\nfile = "a.docx"\n'
        '[[section]]\nid = "cause"\ntitle = "原因"\n', "utf-8",
    )  # fmt: skip
    (folder / "a.docx").write_bytes(compose("[section x 題]\n一\n[/section]\n"))
    found = check_template(folder / "a.docx")
    assert [(each.code, each.section, each.document) for each in found] == [("T501", "cause", "own_letter")]


def test_a_kind_of_ones_own_must_have_a_section_for_what_the_law_asks(tmp_path):
    folder = tmp_path / "own_letter"
    folder.mkdir()
    kept = (LETTER.parent / "document.toml").read_text("utf-8").replace('"victim_apology.cause"', "")
    (folder / "document.toml").write_text(
        kept.replace("title", 'based_on = "victim_apology"\ntitle', 1), "utf-8"
    )
    (folder / "letter.docx").write_bytes(LETTER.read_bytes())
    (finding,) = check_template(folder / "letter.docx", on=DAY)
    assert (finding.code, finding.requirement) == ("D203", "victim_apology.cause")


def test_a_file_that_is_no_word_file_is_a_finding(tmp_path):
    (tmp_path / "a.docx").write_bytes(b"no")
    assert [each.severity for each in check_template(tmp_path / "a.docx")] == ["error"]
    assert [each.severity for each in check_template(tmp_path / "none.docx")] == ["error"]


def test_an_unknown_kind_is_refused():
    with pytest.raises(TemplateError, match="victim_apology"):
        check_template(LETTER, "victim_apolgy")


def edited(old, new, part="word/document.xml", more=None):
    """Return the letter with something replaced in the XML of a part."""
    source, buffer = zipfile.ZipFile(LETTER), io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == part:
                text = data.decode()
                assert old in text
                data = text.replace(old, new, 1).encode()
            target.writestr(name, data)
        for name, data in (more or {}).items():
            target.writestr(name, data)
    return buffer.getvalue()


CAUSE = '<w:tag w:val="noticegen:cause"/>'
HEADING = '<w:t xml:space="preserve">原因</w:t>'
XML = {
    "no lock": (CAUSE + '<w:lock w:val="sdtLocked"/>', CAUSE, "T504", "warning"),
    "no category": ('<w:docPartObj><w:docPartGallery w:val="noticegen"/><w:docPartCategory w:val="cause"/></w:docPartObj>', "", "T504", "warning"),
    "saved by LibreOffice": (CAUSE, "", "T504", "error"),
    "hidden text": (f"<w:r>{HEADING}", f"<w:r><w:rPr><w:vanish/></w:rPr>{HEADING}", "T515", "error"),
    "a tracked change": (f"<w:r>{HEADING}</w:r>", f'<w:ins w:id="1" w:author="x"><w:r>{HEADING}</w:r></w:ins>', "T514", "error"),
    "a face without Japanese": (f"<w:r>{HEADING}", f'<w:r><w:rPr><w:rFonts w:eastAsia="Arial"/></w:rPr>{HEADING}', "T512", "error"),
}  # fmt: skip


@pytest.mark.parametrize("mistake", XML)
def test_what_word_left_behind_is_told(mistake):
    old, new, code, severity = XML[mistake]
    found = check_template(edited(old, new), "victim_apology", on=DAY)
    assert (code, severity) in {(each.code, each.severity) for each in found}, [str(each) for each in found]


def test_a_section_within_a_section_is_told():
    inner = '<w:sdt><w:sdtPr><w:tag w:val="noticegen:inner"/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>一</w:t></w:r></w:p></w:sdtContent></w:sdt>'
    start = f"{CAUSE}<w:lock"
    text = zipfile.ZipFile(LETTER).read("word/document.xml").decode()
    place = text.index("<w:sdtContent>", text.index(start)) + len("<w:sdtContent>")
    found = check_template(edited(text, text[:place] + inner + text[place:]), "victim_apology", on=DAY)
    assert "T503" in {each.code for each in found}


def test_a_section_that_may_print_nothing_is_told():
    body = TEXT[TEXT.index("[section cause 原因]") : TEXT.index("[section secondary_damage")]
    data = compose(TEXT.replace(body, "[section cause 原因]\n原因です\n[/section]\n"))
    old = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    inner = '<w:p><w:r><w:t xml:space="preserve">原因です</w:t></w:r></w:p>'
    assert inner in old
    tag = '<w:p><w:r><w:t xml:space="preserve">{}</w:t></w:r></w:p>'
    new = tag.format("{%p if cause %}") + inner + tag.format("{%p endif %}")
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(inner.encode(), new.encode()))
    (finding,) = check_template(buffer.getvalue(), "victim_apology", on=DAY)
    assert (finding.code, finding.section) == ("T505", "cause")


def test_an_author_and_a_company_are_told_but_not_by_name():
    core = "docProps/core.xml"
    data = edited("<dc:language>", "<dc:creator>見本 太郎</dc:creator><dc:language>", core)
    (finding,) = check_template(data, "victim_apology", on=DAY)
    assert finding.code == "T513"
    assert "作成者" in finding.message
    assert "見本" not in str(finding)


def test_a_comment_is_told():
    types = '<Override PartName="/word/comments.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"/></Types>'
    data = edited("</Types>", types, "[Content_Types].xml")
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    r = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    comments = f'<w:comments xmlns:w="{w}"><w:comment w:id="0"><w:p/></w:comment></w:comments>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/_rels/document.xml.rels":
                relation = (
                    f'<Relationship Id="rIdC" Type="{r}/comments" Target="comments.xml"/></Relationships>'
                )
                content = content.replace(b"</Relationships>", relation.encode())
            target.writestr(name, content)
        target.writestr("word/comments.xml", comments)
    assert {each.code for each in check_template(buffer.getvalue(), "victim_apology", on=DAY)} == {"T514"}


def seen_names(value, names, path=""):
    """Yield every name below a value that a template sees and that ``names`` does not list."""
    if names.is_open:
        return
    if isinstance(value, tuple):
        if value and not names.is_array:
            yield f"{path}[]"
        for entry in value:
            yield from seen_names(entry, names, f"{path}[]")
        return
    inner = value.__dict__ if isinstance(value, View) else {}
    if isinstance(value, CertaintyView):
        inner = dict.fromkeys(vars(value))
    for key, entry in inner.items():
        if key not in names.inner:
            yield f"{path}.{key}"
        else:
            yield from seen_names(entry, names.inner[key], f"{path}.{key}")


@pytest.mark.parametrize("file", INCIDENTS, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_the_names_are_those_that_a_template_sees(file):
    incident = load_incident(file)
    for kind in kinds().values():
        clients = [party.id for party in incident.clients] if kind.per == "client" else [None]
        for client in clients:
            case = Case(incident, DAY, client, kind.audience)
            variables = context(kind, case, seen_by(kind, case))
            if kind.per == "recipient":
                variables["person"] = person_view(specimen(incident), incident, "0001", "company")
            names = names_for(kind)
            assert set(variables) == set(names.inner)
            assert set(vars(variables["computed"])) == set(names.inner["computed"].inner)
            assert list(seen_names(View(**variables), names)) == []
