"""Is every changed fact told, with both its texts, and with every section that says it and no other?"""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

import pytest

from noticegen.documents.applicable import applicable_kinds
from noticegen.documents.diff import diff
from noticegen.documents.diff_sections import TouchedSection
from noticegen.documents.diff_values import Comparison
from noticegen.documents.draft import drafts
from noticegen.facts.load import load_incident
from noticegen.findings import TemplateError
from noticegen.ooxml.compose import compose
from noticegen.ooxml.reading import read_document
from tests.documents.cases import changed, example, incident_of, without

EXAMPLES = Path(__file__).parents[2] / "examples"
DAY = date(2026, 12, 18)
PAIRS = [
    ("web_intrusion/incident", "web_intrusion/final"),
    ("web_intrusion/final", "web_intrusion/incident"),
    ("lost_pc/incident", "web_intrusion/incident"),
    ("misdirected_mail/incident", "dispatched_worker/incident"),
]


def changes(old, new, **more):
    return diff(incident_of(old), incident_of(new), on=DAY, **more)


def one(old, new, **more):
    (change,) = changes(old, new, **more)
    return change


def sections(change):
    return {f"{each.kind}.{each.section}" for each in change.sections}


def facts():
    return example("lost_pc/incident")


def test_the_same_facts_have_no_changes():
    assert changes(facts(), facts()) == ()


def test_a_changed_fact_has_both_texts_in_the_house_style_and_its_sections():
    change = one(
        facts(),
        changed(facts(), cause__detail="持出しの承認を得ていませんでした。"),
        documents=["ppc_report", "victim_apology"],
    )
    assert (change.path, change.title, change.kind) == ("cause.detail", "原因：原因の詳細", "変更")
    assert change.new == "持出しの承認を得ていませんでした。"
    assert change.sections == (TouchedSection("ppc_report", "item4_cause", "原因"),)


def test_an_added_and_a_withdrawn_fact_are_told_as_such():
    removed = without(facts(), "cause.detail")
    added, withdrawn = one(removed, facts()), one(facts(), removed)
    assert (added.kind, added.old, withdrawn.kind, withdrawn.new) == ("追加", None, "撤回", None)
    assert added.new == withdrawn.old
    assert sections(added) == sections(withdrawn) >= {"ppc_report.item4_cause"}


def test_dates_numbers_truths_and_unknowns_print_as_in_the_documents():
    new = changed(
        facts(), incident__discovered_on=date(2026, 11, 2), affected__count={"max": 1500, "unit": "人"},
        letter__no_calls=False, cause__detail={"unknown": "調査中", "expected_on": date(2026, 12, 1)},
    )  # fmt: skip
    new["affected"] = {"count": {"max": 1500, "unit": "人"}}
    texts = {each.path: each.new for each in changes(facts(), new)}
    assert texts["incident.discovered_on"] == "2026年11月2日"
    assert texts["letter.no_calls"] == "いいえ"
    assert texts["cause.detail"].startswith("調査中（判明の見込み：2026年12月1日")
    assert any(text and "最大1,500人" in text for path, text in texts.items() if path.startswith("affected"))


def test_the_style_of_the_file_is_used():
    new = changed(facts(), letter__style="legal", incident__discovered_on=date(2026, 11, 2))
    texts = {each.path: each.new for each in changes(facts(), new)}
    assert texts["incident.discovered_on"] == "令和8年11月2日"


def test_a_rung_of_certainty_is_a_change_of_its_own_kind_and_touches_the_words():
    new = changed(facts(), **{"group[0]__certainty": "漏えい確認"})
    change = next(each for each in changes(facts(), new) if each.path == "group[0].certainty")
    assert change.kind == "確度の変更"
    assert change.new == "漏えい確認"
    assert {"victim_apology.subject", "victim_apology.apology", "public_notice.affected_items"} <= sections(
        change
    )


def test_an_entry_added_in_between_is_one_change_and_the_others_are_none():
    new = facts()
    new["timeline"].insert(1, {"when": date(2026, 10, 31), "what": "架空の事実を追加しました。"})
    change = one(facts(), new)
    assert (change.path, change.kind, change.old) == ("timeline[1]", "追加", None)
    assert change.new == "日時：2026年10月31日　事実：架空の事実を追加しました。"
    assert {"ppc_report.fact_timeline", "victim_apology.course", "public_notice.course"} <= sections(change)


def test_an_entry_that_was_reworded_is_a_change_of_that_entry():
    new = facts()
    new["timeline"][2]["what"] += "（追記）"
    change = one(facts(), new)
    assert (change.path, change.kind) == ("timeline[2].what", "変更")


def test_entries_with_an_id_are_the_same_only_by_their_id():
    new = facts()
    new["group"] = list(reversed(new["group"]))
    again = {"old": facts()["group"][0]["id"], "new": "renamed"}
    renamed = facts()
    renamed["group"][-1]["id"] = again["new"]
    kinds = {each.kind for each in changes(facts(), renamed) if each.path.startswith("group")}
    assert {"追加", "撤回"} <= kinds
    assert {each.kind for each in changes(facts(), new)} <= {"追加", "撤回"}


def test_an_item_of_a_group_is_known_by_its_name():
    new = facts()
    new["group"][0]["items"].append("架空番号")
    change = one(facts(), new)
    assert change.kind == "追加"
    assert change.title.endswith("「架空番号」")
    assert "victim_apology.affected_items" in sections(change)


def test_a_correction_beside_an_entry_withdraws_it():
    new = facts()
    new["timeline"][0]["withdrawn"] = "別の日の誤りでした。"
    change = one(facts(), new)
    assert (change.path, change.kind) == ("timeline[0].withdrawn", "撤回")
    assert "victim_apology.course" in sections(change)


def test_a_fact_that_the_readers_may_not_see_touches_nothing_of_theirs():
    new = changed(facts(), discipline__sanction_detail="架空の理由です。", cause__attack="架空の手法です。")
    by_path = {each.path: each for each in changes(facts(), new)}
    assert {each.kind for each in by_path["discipline.sanction_detail"].sections} == {"disciplinary_memo"}
    assert {each.kind for each in by_path["cause.attack"].sections} == {"ppc_report"}


def test_opening_a_table_to_readers_touches_what_they_read():
    new = facts()
    new["timeline"][0]["audience"] = ["社内"]
    change = one(facts(), new)
    assert change.path == "timeline[0].audience"
    assert "victim_apology.course" in sections(change)
    assert "ppc_report.fact_timeline" in sections(change)


def test_one_clients_facts_touch_only_the_letter_to_it_but_the_kind_is_the_same():
    old = example("misdirected_mail/incident")
    new = changed(old, **{"group[1]__count": 51})
    change = next(each for each in changes(old, new) if each.path == "group[1].count")
    assert "client_letter.item3_count" in sections(change)


def test_what_is_computed_from_a_fact_is_touched():
    new = changed(facts(), report__stage="速報")
    touched = set().union(*(sections(each) for each in changes(facts(), new)))
    assert "ppc_report.report_kind" in touched
    closing = changed(facts(), incident__known_on=date(2026, 10, 20))
    (change,) = [each for each in changes(facts(), closing) if each.path == "incident.known_on"]
    assert "ppc_report.discovered_on" in sections(change)


def test_what_only_several_changes_bring_about_together_is_touched_by_each_of_them():
    text = "[section duty 義務]\n{% if computed.when.reportable %}要{% else %}不要{% endif %}\n[/section]\n"
    small = {
        "format": 1,
        "incident": {"title": "架空", "kinds": ["漏えい"], "known_on": date(2026, 11, 1)},
        "business": {"name": "株式会社架空商事"},
        "letter": {"date": date(2026, 11, 2)},
        "report": {"stage": "速報"},
        "cause": {"category": ["紛失"], "improper_purpose": "なし"},
        "group": [
            {"id": name, "label": name, "certainty": "漏えい確認", "items": ["氏名"], "count": 300}
            for name in "abc"
        ],
    }
    large = changed(small, **{"group[]__count": 600})
    for count in (400, 600):
        new = changed(small, **{"group[]__count": count})
        found = diff_of_template(text, small, new)
        assert [each.path for each in found] == [f"group[{number}].count" for number in range(3)]
        assert all(each.sections for each in found)
    assert all(
        each.sections == ()
        for each in diff_of_template(text, large, changed(large, **{"group[]__count": 700}))
    )


def diff_of_template(text, old, new):
    """Return the changes as they touch a kind of one's own with this template."""
    with tempfile.TemporaryDirectory() as folder:
        kind = Path(folder) / "own"
        kind.mkdir()
        (kind / "document.toml").write_text(
            'title = "独自"\naudience = "社内"\nper = "incident"\n[[template]]\nfile = "a.docx"\n'
            '[[section]]\nid = "duty"\ntitle = "義務"\n', "utf-8",
        )  # fmt: skip
        (kind / "a.docx").write_bytes(compose(text))
        return changes(old, new, documents=["own"], templates=folder)


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_all_changes_made_are_the_new_state_and_none_the_old(old, new):
    one, other = (load_incident(EXAMPLES / f"{name}.toml") for name in (old, new))
    comparison = Comparison(one, other)
    assert comparison.with_new(*range(len(comparison.differences))) == other
    assert (
        comparison.without_new(*range(len(comparison.differences))).model_dump()
        == comparison.with_new().model_dump()
    )
    assert comparison.differences


@pytest.mark.parametrize(("old", "new"), PAIRS[:2])
def test_every_section_whose_text_differs_is_touched_by_some_change(old, new):
    one, other = (load_incident(EXAMPLES / f"{name}.toml") for name in (old, new))
    touched = {(each.kind, each.section) for change in diff(one, other, on=DAY) for each in change.sections}
    for kind in applicable_kinds(other):
        (before,), (after,) = (
            [read_document(draft.docx) for draft in drafts(incident, kind, on=DAY)]
            for incident in (one, other)
        )
        texts = [{section.id: section.text for section in document.sections} for document in (before, after)]
        for section in {**texts[0], **texts[1]}:
            if texts[0].get(section) != texts[1].get(section):
                assert (kind, section) in touched


INCIDENTS = Path(__file__).parents[1] / "incidents"
APART = [
    ("38_three_routes_by_reachability", "15_leaked_set_is_not_receiving_set"),
    ("46_count_grew_and_regulator_acted", "45_five_roles_and_many_clients"),
    ("45_five_roles_and_many_clients", "02_usb_of_all_residents"),
]


@pytest.mark.parametrize(("old", "new"), APART)
def test_states_in_which_groups_and_parties_come_and_go_are_compared(old, new):
    one, other = (load_incident(INCIDENTS / f"{name}.toml") for name in (old, new))
    found = diff(one, other, on=DAY)
    assert {each.kind for each in found} >= {"追加", "撤回"}
    assert any(each.sections for each in found)


def test_groups_that_change_places_make_no_circle():
    old = facts()
    old["group"] = old["group"][:2]
    inner, outer = (group["id"] for group in old["group"])
    old["group"][0].pop("within", None)
    old["group"][1]["within"] = inner
    new = changed(old)
    new["group"][0]["within"] = outer
    new["group"][1].pop("within")
    for group in (*old["group"], *new["group"]):
        group.pop("overlaps", None)
    for table in (old, new):
        for name, entries in table.items():
            if isinstance(entries, list) and name != "group":
                table[name] = [
                    {key: value for key, value in entry.items() if key != "groups"} for entry in entries
                ]
        for wave in table.get("person_response", {}).get("wave", []):
            wave.pop("group", None)
    assert [each.path for each in changes(old, new)] == ["group[0].within", "group[1].within"]


def test_an_unknown_kind_is_refused():
    with pytest.raises(TemplateError, match="ppc_report"):
        changes(facts(), facts(), documents=["ppc_reprot"])
