"""Which sections of which document does a change touch: by what they read, and no others?"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from noticegen.documents.diff import diff
from noticegen.documents.diff_sections import Reading, TouchedSection
from tests.documents.cases import changed, example, incident_of
from tests.documents.test_kinds import GOOD, own

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2026, 12, 18)
SMALL: dict[str, Any] = {
    "format": 1,
    "incident": {"title": "架空の件", "kinds": ["漏えい"], "known_on": date(2026, 11, 1)},
    "business": {"name": "株式会社架空商事"},
    "letter": {"date": date(2026, 11, 2)},
    "report": {"stage": "速報"},
    "cause": {"category": ["紛失"], "improper_purpose": "なし", "summary": "置き忘れ"},
    "measure": [{"what": "研修", "status": "実施予定"}, {"what": "監査", "status": "実施予定"}],
    "group": [
        {"id": name, "label": f"会員{name}", "certainty": "漏えい確認", "items": ["氏名"], "count": 300}
        for name in "ab"
    ],
}
OUTSIDE = "区画の外"


def section(name: str, text: str) -> str:
    return f"[section {name} 題{name}]\n{text}\n[/section]\n"


def touched(
    folder: Path, outline: str, new: dict[str, Any], old: dict[str, Any] = SMALL, toml: str = GOOD
) -> dict[str, list[str]]:
    """Return the sections that each change touches, by its path, in a kind with this one template."""
    own(folder, "own", toml, outline)
    found = diff(incident_of(old), incident_of(new), on=DAY, documents=["own"], templates=folder)
    assert {each.kind for change in found for each in change.sections} <= {"own"}
    return {change.path: [each.section or each.title for each in change.sections] for change in found}


def test_a_section_is_touched_by_what_its_tags_read_in_the_order_of_the_template(tmp_path: Path) -> None:
    outline = (
        section("zeta", "{{ cause.summary }}")
        + section("alpha", "{{ cause.summary }}{{ incident.title }}")
        + section("other", "{{ business.name }}")
        + "{{ incident.title }}\n"
    )
    assert touched(tmp_path, outline, changed(SMALL, cause__summary="紛失")) == {
        "cause.summary": ["zeta", "alpha"]
    }
    assert touched(tmp_path, outline, changed(SMALL, incident__title="別件")) == {
        "incident.title": ["alpha", OUTSIDE]
    }
    assert touched(tmp_path, outline, changed(SMALL, cause__detail="詳細")) == {"cause.detail": []}


def test_a_touched_section_has_the_title_of_the_settings_else_of_the_template(tmp_path: Path) -> None:
    outline = section("body", "{{ cause.summary }}") + section("mine", "{{ cause.summary }}")
    own(tmp_path, "own", GOOD, outline)
    new = incident_of(changed(SMALL, cause__summary="紛失"))
    (change,) = diff(incident_of(SMALL), new, on=DAY, documents=["own"], templates=tmp_path)
    assert change.sections == (TouchedSection("own", "body", "本文"), TouchedSection("own", "mine", "題mine"))


def test_a_table_that_is_only_asked_for_is_there_or_not(tmp_path: Path) -> None:
    asked = section("body", "{% if measure %}あり{% endif %}")
    loop = section("body", "{% for each in measure %}{{ each.what }}{% endfor %}")
    status = changed(SMALL, **{"measure[0]__status": "実施済み"})
    what = changed(SMALL, **{"measure[0]__what": "研修をする"})
    fewer, none = ({**SMALL, "measure": SMALL["measure"][:number]} for number in (1, 0))
    for new in (status, what, fewer):
        assert set(map(tuple, touched(tmp_path / "a", asked, new).values())) == {()}
    assert ["body"] in touched(tmp_path / "a", asked, none).values()
    assert touched(tmp_path / "b", loop, status) == {"measure[0].status": []}
    assert touched(tmp_path / "b", loop, what) == {"measure[0].what": ["body"]}
    assert touched(tmp_path / "b", loop, fewer) == {"measure[1]": ["body"]}


def test_a_word_of_certainty_touches_whatever_form_of_it_is_read(tmp_path: Path) -> None:
    loop = section("body", "{% for each in group %}{{ each.certainty.sentence_end }}{% endfor %}")
    new = changed(SMALL, **{"group[0]__certainty": "漏えいのおそれ"})
    assert touched(tmp_path, loop, new)["group[0].certainty"] == ["body"]
    whole = section("body", "{% for each in group %}{{ each.certainty }}{% endfor %}")
    assert touched(tmp_path, whole, new)["group[0].certainty"] == ["body"]
    assert touched(tmp_path, whole, changed(SMALL, cause__summary="紛失")) == {"cause.summary": []}


LETTER = GOOD.replace('"社内"', '"本人"').replace('"incident"', '"recipient"')


def test_a_letter_is_read_for_each_group_of_persons(tmp_path: Path) -> None:
    outline = section("body", "{% for each in person.groups %}{{ each.label }}{% endfor %}")
    for number in (0, 1):
        new = changed(SMALL, **{f"group[{number}]__label": "改めた会員"})
        assert touched(tmp_path, outline, new, toml=LETTER) == {f"group[{number}].label": ["body"]}
    receivers = {
        "id": "r",
        "label": "誤って受け取った方",
        "certainty": "漏えい確認",
        "items": ["氏名"],
        "count": 1,
        "role": "誤受領者",
    }
    with_receivers = {**SMALL, "group": [*SMALL["group"], receivers]}
    new = changed(with_receivers, **{"group[2]__label": "別の受領者"})
    assert touched(tmp_path, outline, new, with_receivers, toml=LETTER) == {"group[2].label": []}
    own(tmp_path, "own", LETTER, outline)
    said = Reading(["own"], DAY, tmp_path).of(incident_of(SMALL))
    assert [sorted(documents) for documents in said.values()] == [[("", "a"), ("", "b")]]


CLIENT = GOOD.replace('"社内"', '"取引先"').replace('"incident"', '"client"')


def test_a_letter_to_a_client_is_read_for_each_client(tmp_path: Path) -> None:
    facts = example("misdirected_mail/incident")
    outline = section("body", "{% for each in group %}{{ each.count }}{% endfor %}")
    own(tmp_path, "own", CLIENT, outline)
    said = Reading(["own"], DAY, tmp_path).of(incident_of(facts))
    ((where, documents),) = said.items()
    assert where == TouchedSection("own", "body", "本文")
    assert sorted(documents) == [("kenshin", ""), ("seikatsu", "")]
    assert documents["kenshin", ""] != documents["seikatsu", ""]
    assert {file for file, *_ in documents.values()} == {"letter.docx"}
    assert Reading(["own"], DAY, tmp_path).of(incident_of(facts), only=["another"]) == {}
    assert Reading(["own"], DAY, tmp_path).of(incident_of(facts), only=["own"]) == said


def test_another_template_touches_every_section_of_it_and_none_says_nothing(tmp_path: Path) -> None:
    toml = GOOD.replace('file = "letter.docx"', 'file = "letter.docx"\nwhen = "preliminary"')
    outline = section("body", "{{ business.name }}")
    final = changed(SMALL, report__stage="確報")
    assert touched(tmp_path, outline, final, toml=toml) == {"report.stage": ["body"]}
    assert touched(tmp_path, outline, SMALL, final, toml=toml) == {"report.stage": ["body"]}
    own(tmp_path, "own", toml, outline)
    assert Reading(["own"], DAY, tmp_path).of(incident_of(final)) == {}


def test_what_two_changes_bring_about_together_is_touched_by_both_and_by_no_third(tmp_path: Path) -> None:
    outline = section("body", "{% if computed.when.reportable %}要{% endif %}") + section(
        "mine", "{{ cause.summary }}"
    )
    new = changed(SMALL, **{"group[]__count": 600, "cause__summary": "紛失"})
    assert touched(tmp_path, outline, new) == {
        "group[0].count": ["body"],
        "group[1].count": ["body"],
        "cause.summary": ["mine"],
    }


def test_each_change_has_its_texts_in_the_style_of_its_state(tmp_path: Path) -> None:
    own(tmp_path, "own", GOOD, section("body", "{{ cause.summary }}"))
    new = changed(SMALL, letter__style="legal", incident__known_on=date(2026, 11, 3))
    found = diff(incident_of(SMALL), incident_of(new), on=DAY, documents=["own"], templates=tmp_path)
    texts = {each.path: (each.title, each.kind, each.old, each.new) for each in found}
    assert texts["incident.known_on"] == ("事態：知った日", "変更", "2026年11月1日", "令和8年11月3日")
    (back,) = [
        each
        for each in diff(incident_of(new), incident_of(SMALL), on=DAY, documents=["own"], templates=tmp_path)
        if each.path == "incident.known_on"
    ]
    assert (back.old, back.new) == ("令和8年11月3日", "2026年11月1日")


def test_a_table_that_is_printed_is_all_that_it_says(tmp_path: Path) -> None:
    old = changed(SMALL, secondary_damage={"status": "確認されていない", "as_of": date(2026, 11, 20)})
    new = changed(old, secondary_damage__as_of=date(2026, 11, 21))
    for text, sections in (
        ("{{ secondary_damage.status }}", []),
        ("{% if secondary_damage %}あり{% endif %}", []),
        ("{{ secondary_damage.as_of }}", ["body"]),
        ("{{ cause.category | join }}", []),
    ):
        assert touched(tmp_path, section("body", text), new, old) == {"secondary_damage.as_of": sections}
    more = changed(SMALL, cause__category=["紛失", "盗難"])
    assert touched(tmp_path, section("body", "{{ cause.category | join }}"), more) == {
        "cause.category": ["body"]
    }
    some = section("body", "{% if cause.category %}あり{% endif %}")
    assert touched(tmp_path, some, more) == {"cause.category": []}


def test_without_names_all_that_either_state_needs_is_looked_at(tmp_path: Path) -> None:
    own(tmp_path, "own", CLIENT, section("body", "{{ incident.title }}"))
    party = {"id": "kou", "role": "委託元", "name": "株式会社仮名商事"}
    of_client = changed({**SMALL, "party": [party]}, **{"group[0]__client": "kou"})
    for old, new in ((SMALL, of_client), (of_client, SMALL)):
        found = diff(incident_of(old), incident_of(new), on=DAY, templates=tmp_path)
        assert {"own", "ppc_report"} <= {each.kind for change in found for each in change.sections}


def test_a_value_of_several_parts_is_all_of_them_wherever_it_is_printed(tmp_path: Path) -> None:
    loop = section("body", "{% for each in group %}{{ each.count }}{% endfor %}")
    old = changed(SMALL, **{"group[0]__count": {"value": 300, "as_of": date(2026, 11, 20)}})
    for new in (
        changed(SMALL, **{"group[0]__count": 400}),
        changed(SMALL, **{"group[0]__count": {"value": 300, "as_of": date(2026, 11, 21)}}),
    ):
        assert touched(tmp_path, loop, new, old) == {"group[0].count": ["body"]}
    other = changed(SMALL, cause__category=["盗難"])
    for text in (
        "{{ cause.category | join }}",
        "{{ cause.category | join }}{% if cause.category %}です{% endif %}",
    ):
        assert touched(tmp_path, section("body", text), other) == {"cause.category": ["body"]}
    there = changed(SMALL, secondary_damage={"status": "確認されていない"})
    asked = section("body", "{% if secondary_damage %}あり{% endif %}")
    assert touched(tmp_path, asked, there) == {"secondary_damage": ["body"]}


def test_a_section_on_which_only_a_condition_decides_has_its_title_and_stands_where_it_does(
    tmp_path: Path,
) -> None:
    outline = (
        section("first", "{{ incident.title }}")
        + "{%p if cause.summary %}\n"
        + section("mine", "以上")
        + "{%p endif %}\n"
        + section("last", "{{ cause.summary }}")
        + "{{ cause.summary }}\n"
    )
    own(tmp_path, "own", GOOD, outline)
    said = Reading(["own"], DAY, tmp_path).of(incident_of(SMALL))
    assert [(each.section, each.title) for each in said] == [
        ("first", "題first"),
        ("", OUTSIDE),
        ("mine", "題mine"),
        ("last", "題last"),
    ]


def test_of_an_array_that_is_counted_beside_its_parts_only_the_parts_are_read(tmp_path: Path) -> None:
    named = section("body", "{{ group | length }}{% for each in group %}{{ each.label }}{% endfor %}")
    new = changed(SMALL, **{"group[0]__count": 400})
    assert touched(tmp_path, named, new) == {"group[0].count": []}
    assert touched(tmp_path, section("body", "{{ group | length }}"), new) == {"group[0].count": ["body"]}


def test_a_table_is_all_its_values_and_those_within_them(tmp_path: Path) -> None:
    new = changed(SMALL, **{"group[0]__items": ["住所"]})
    for text in (
        "{% for each in group %}{{ each.items | length }}{% endfor %}",
        "{{ group | length }}",
    ):
        (sections,) = touched(tmp_path, section("body", text), new).values()
        assert sections == ["body"]


def test_the_day_and_the_reader_of_a_kind_are_those_of_its_documents(tmp_path: Path) -> None:
    own(tmp_path, "own", GOOD, section("body", "{{ computed.today }}"))
    (one,) = Reading(["own"], DAY, tmp_path).of(incident_of(SMALL)).values()
    (other,) = Reading(["own"], date(2026, 12, 19), tmp_path).of(incident_of(SMALL)).values()
    assert one != other
    own(tmp_path, "own", GOOD, section("body", "{{ computed.gates | length }}"))
    (inside,) = Reading(["own"], DAY, tmp_path).of(incident_of(SMALL)).values()
    own(tmp_path, "own", GOOD.replace("社内", "公表"), section("body", "{{ computed.gates | length }}"))
    (outside,) = Reading(["own"], DAY, tmp_path).of(incident_of(SMALL)).values()
    assert inside != outside


def test_a_client_for_whom_there_is_no_template_keeps_none_back_from_another(tmp_path: Path) -> None:
    facts = example("misdirected_mail/incident")
    for when, client in (("reportable", "kenshin"), ("not_reportable", "seikatsu")):
        toml = CLIENT.replace('file = "letter.docx"', f'file = "letter.docx"\nwhen = "{when}"')
        own(tmp_path, "own", toml, section("body", "{{ incident.title }}"))
        (documents,) = Reading(["own"], DAY, tmp_path).of(incident_of(facts)).values()
        assert list(documents) == [(client, "")]
