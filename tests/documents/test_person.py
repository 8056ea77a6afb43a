"""What a letter sees of the one person it is written to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from noticegen.documents.kinds import kind
from noticegen.documents.make import DocumentMaker
from noticegen.documents.person import PersonViews, media_received, person_view, specimen
from noticegen.facts.affected_person import AffectedPerson, affected_person
from noticegen.law.conditions import Case
from noticegen.ooxml.reading import read_document
from tests.documents.cases import BASES, example, incident_of
from tests.documents.letters import GROUP, incident_with, letter, recipient

if TYPE_CHECKING:
    from noticegen.documents.views import View
    from noticegen.facts.incident import Incident

STRANGE = [
    "A&B 商事",
    "<見本> 太郎",
    "{{ person.id }}",
    "{% raw %}見本",
    "見本 \"太郎\" '一'",
    "葛\U000e0100城 花子",
    "𠮷田 𩸽",
    "髙橋 﨑子",
    "ﾐﾎﾝ　ﾀﾛｳ",
    "MÜLLER & Söhne",
]


def seen(incident: Incident | None = None, **facts: Any) -> View:
    incident = incident or incident_with()
    found = affected_person(recipient(**facts), incident)
    assert isinstance(found, AffectedPerson)
    return person_view(found, incident, "0001", "company")


@pytest.mark.parametrize("name", STRANGE)
def test_a_name_is_kept_exactly_as_held(name: str) -> None:
    person = seen(name=name)
    assert person.name == name
    assert person.addressed.startswith(name)
    assert person.called.startswith(name)


def test_what_two_persons_share_is_made_once_and_what_they_do_not_share_stays_their_own() -> None:
    incident = incident_with()
    views = PersonViews(incident, "company")

    def view_of(number: str, **facts: Any) -> View:
        found = affected_person(recipient(**facts), incident)
        assert isinstance(found, AffectedPerson)
        return views.view(found, number)

    first = view_of("0001", name="見本 太郎", items=("氏名", "電話番号"))
    same = view_of("0002", name="見本 花子", items=("氏名", "電話番号"), title="殿")
    other = view_of("0003", name="見本 太郎", items=("氏名",))
    parent = view_of("0004", name="見本 太郎", items=("氏名", "電話番号"), kind="保護者")
    assert first.parts is same.parts
    assert (same.name, same.number, same.honorific) == ("見本 花子", "0002", "殿")
    assert [[str(item) for item in person.items] for person in (first, other, parent)] == [
        ["氏名", "電話番号"],
        ["氏名"],
        [],
    ]
    assert first == view_of("0001", name="見本 太郎", items=("氏名", "電話番号"))


def test_a_letter_is_the_same_whatever_letters_were_made_before_it() -> None:
    incident = incident_with()
    rule, case = kind("victim_apology"), Case(incident, incident.letter.date)
    people: list[dict[str, Any]] = [
        {"name": "例示 五郎", "id": "A1", "items": ("氏名", "電話番号")},
        {
            "name": "架空 花子",
            "id": "B2",
            "items": ("氏名", "電話番号"),
            "title": "殿",
            "languages": ("English",),
        },
        {"name": "仮名 一郎", "id": "C3", "items": ("氏名",), "address": ("東京都架空区見本町" * 5,)},
        {"name": "例示 二郎", "id": "D4", "items": ("氏名",), "kind": "保護者"},
        {"name": "例示 三郎", "id": "E5", "items": ("氏名",), "kind": "御遺族", "may_name_items": True},
        {
            "name": "株式会社見本",
            "id": "F6",
            "items": ("氏名",),
            "kind": "法人",
            "contact_person": "架空 四郎",
        },
    ]

    def made(maker: DocumentMaker, facts: dict[str, Any]) -> bytes:
        person = affected_person(recipient(**facts), incident)
        assert isinstance(person, AffectedPerson)
        return maker.make(person, facts["id"]).data

    alone = [made(DocumentMaker(rule, case), facts) for facts in people]
    for order in (people, people[::-1]):
        maker = DocumentMaker(rule, case)
        after = {facts["id"]: made(maker, facts) for facts in order}
        assert [after[facts["id"]] for facts in people] == alone
    names = [facts["name"] for facts in people]
    texts = [read_document(data).text for data in alone]
    assert [[name in text for name in names] for text in texts] == [
        [name == own for name in names] for own in names
    ]


@pytest.mark.parametrize("name", STRANGE)
def test_a_strange_name_reaches_the_paper_unchanged_and_is_never_run(name: str) -> None:
    document = letter(incident_with(), name=name, address=(f"東京都架空区見本町1-2 {name}ビル",))
    assert f"{name} 様" in document.text
    # An address may be broken into lines at its spaces.
    assert "".join(f"{name}ビル".split()) in "".join(document.text.split())
    assert "A1" not in document.text


@pytest.mark.parametrize(
    ("facts", "addressed", "honorific"),
    [
        ({}, "見本 花子 様", "様"),
        ({"kind": "保護者"}, "見本 花子 様　保護者様", "様"),
        ({"name": "株式会社見本工務店", "kind": "法人"}, "株式会社見本工務店 御中", "御中"),
        ({"name": "見本 花子様"}, "見本 花子様", "様"),
        ({"title": "先生"}, "見本 花子 先生", "先生"),
    ],
)
def test_each_addressee_gets_one_honorific(facts: dict[str, Any], addressed: str, honorific: str) -> None:
    person = seen(**facts)
    assert person.honorific == honorific
    if facts.get("kind") != "法人":
        assert person.addressed == addressed
    assert person.addressed.count("様様") == 0


def test_the_family_of_the_dead_is_addressed_as_such() -> None:
    assert "御遺族様" in seen(kind="御遺族").addressed


@pytest.mark.parametrize("kind", ["保護者", "御遺族"])
def test_relatives_learn_of_items_only_where_the_list_says_so(kind: str) -> None:
    closed = seen(kind=kind)
    assert (closed.items, closed.parts, closed.not_included, closed.may_name_items) == ((), (), (), False)
    opened = seen(kind=kind, may_name_items=True)
    assert [each.name for each in opened.items] == ["氏名", "電話番号"]


def test_items_are_the_persons_own() -> None:
    person = seen(items=("電話番号",))
    assert [each.name for each in person.items] == ["電話番号"]
    assert [[each.name for each in part.items] for part in person.parts] == [["電話番号"]]


def test_items_of_two_certainties_stand_in_two_parts_the_surer_first() -> None:
    more = """
    [[group]]
    id = "published"
    within = "members"
    label = "掲載された会員"
    certainty = "漏えい確認"
    items = ["電話番号"]
    """
    person = seen(incident_with(groups=GROUP + more), groups=("published",))
    assert [str(part.certainty) for part in person.parts] == ["漏えい確認", "漏えいのおそれ"]
    assert [[each.name for each in part.items] for part in person.parts] == [["電話番号"], ["氏名"]]
    assert str(person.certainty) == "漏えい確認"
    assert [group.id for group in person.groups] == ["published", "members"]


def test_who_only_received_data_has_no_items_and_no_certainty_of_a_leak() -> None:
    person = seen(kind="誤受領者")
    assert (person.items, person.parts, person.received) == ((), (), True)
    assert str(person.certainty) == "不明"


def test_a_specimen_is_of_nobody_and_shows_every_item() -> None:
    person = specimen(incident_of(example("lost_pc/incident")))
    assert (person.recipient.name, person.recipient.id) == ("見本 花子", "")
    assert len(person.items) == 6


def test_a_specimen_of_a_group_without_items_can_still_be_shown() -> None:
    bare = incident_with(groups=GROUP.replace('items = ["氏名", "電話番号"]', ""))
    person = specimen(bare)
    assert person.items == ()
    assert str(person.certainty) == "漏えいのおそれ"


def test_a_specimen_stands_for_a_person_and_not_for_who_received_data() -> None:
    receivers = """
    [[group]]
    id = "receivers"
    label = "書類が届いた方"
    certainty = "漏えい確認"
    role = "誤受領者"
    """
    person = specimen(incident_with(groups=receivers + GROUP))
    assert [group.id for group in person.groups] == ["members"]


def test_a_specimen_letter_is_numbered_as_one() -> None:
    base = next(each for each in BASES if each.kind_id == "victim_apology")
    document = read_document(base.docx)
    assert any(place.text.startswith("見本") for place in document.paragraphs if place.kind == "フッター")


def test_a_letter_to_an_organisation_names_the_person_there_whose_data_it_is() -> None:
    person = seen(name="株式会社見本工務店", kind="法人", contact_person="見本 太郎")
    assert person.addressed == "株式会社見本工務店　見本 太郎 様"
    assert person.called == "見本 太郎様"


INNER = """
[[group]]
id = "published"
label = "掲載された方"
definition = "掲示板に氏名が掲載された方"
certainty = "漏えい確認"
within = "members"
count = 12
items = ["氏名", "電話番号"]
"""
RECEIVER = """
[[group]]
id = "receivers"
label = "誤って受け取った方"
role = "誤受領者"
certainty = "漏えい確認"
count = 3
media = ["電子媒体"]
"""


def found(incident: Incident, **facts: Any) -> AffectedPerson:
    person = affected_person(recipient(**facts), incident)
    assert isinstance(person, AffectedPerson)
    return person


def test_a_letter_sees_what_the_list_has_of_its_person_and_none_where_it_has_nothing() -> None:
    full = seen(kind="法人", name="株式会社見本", title="御中", contact_person="見本 花子")
    assert (full.kind, full.title, full.contact_person, full.id, full.number, full.postal_code, full.address) == (
        "法人", "御中", "見本 花子", "A1", "0001", "100-0000", ("東京都架空区見本町1丁目2番3号",),
    )  # fmt: skip
    bare = seen(id="", postal_code="", address=())
    assert (bare.title, bare.contact_person, bare.id, bare.postal_code, bare.address, bare.window) == (
        None, None, None, None, (), None,
    )  # fmt: skip
    assert "東京都架空区見本町1丁目2番3号" in "".join(seen().window.lines)
    assert (seen().window.is_small, seen().window.fits) == (False, True)
    long = seen(address=tuple("東京都架空区見本町1丁目2番3号" * 3 for _ in range(3)))
    assert long.window.is_small is True


@pytest.mark.parametrize(
    ("inner", "told"),
    [
        (INNER, True),
        (INNER.replace("漏えい確認", "漏えいのおそれ"), False),
        (INNER.replace("漏えい確認", "漏えいのおそれ").replace('"電話番号"', '"銀行口座"'), True),
        (INNER.replace('within = "members"\n', ""), False),
        (INNER.replace('["氏名", "電話番号"]', '"調査中"').replace("漏えい確認", "漏えいのおそれ"), False),
        (INNER.replace('certainty = "漏えい確認"', 'certainty = "漏えい確認"\nrole = "誤受領者"'), False),
    ],
)
def test_a_person_is_told_of_those_inside_the_group_who_are_worse_off(inner: str, told: bool) -> None:
    elsewhere = seen(incident_with(groups=GROUP + inner)).elsewhere
    shown = [(each.label, each.definition, str(each.certainty.value)) for each in elsewhere]
    certainty = "漏えい確認" if "漏えい確認" in inner else "漏えいのおそれ"
    assert shown == ([("掲載された方", "掲示板に氏名が掲載された方", certainty)] if told else [])
    assert seen(incident_with(groups=GROUP + INNER), groups=("published",)).elsewhere == ()


def test_those_inside_whose_certainty_is_open_are_compared_by_what_is_known_of_the_person() -> None:
    inner = INNER.replace('certainty = "漏えい確認"', 'certainty = "調査中"')
    assert seen(incident_with(groups=GROUP + inner)).elsewhere == ()
    unsure = GROUP.replace('certainty = "漏えいのおそれ"', 'certainty = "調査中"')
    (other,) = seen(incident_with(groups=unsure + INNER)).elsewhere
    assert other.label == "掲載された方"


def test_on_which_media_it_was_received_is_said_only_where_it_is_known_of_every_group() -> None:
    other = RECEIVER.replace("receivers", "others").replace("電子媒体", "紙")
    incident = incident_with(groups=GROUP + RECEIVER + other)
    both = found(incident, kind="誤受領者", groups=("receivers", "others"))
    assert media_received(both) == ("電子媒体", "紙")
    assert media_received(found(incident)) == ()
    for unsaid in ('media = ["紙"]', 'media = "調査中"'):
        unknown = other.replace('media = ["紙"]', "" if unsaid == 'media = ["紙"]' else unsaid)
        partly = incident_with(groups=GROUP + RECEIVER + unknown)
        assert media_received(found(partly, kind="誤受領者", groups=("receivers", "others"))) == ()


def test_what_is_unknown_of_a_person_is_dated_in_the_style_of_the_letter() -> None:
    open_items = GROUP.replace(
        '["氏名", "電話番号"]', '{ unknown = "調査中", expected_on = 2026-12-15 }'
    ).replace('not_included = ["クレジットカード情報"]\n', "")
    incident = incident_with(groups=open_items)
    (part,) = person_view(found(incident), incident, "1", "legal").parts
    assert str(part.items.expected_on) == "令和8年12月15日"


def test_a_specimen_has_an_address_and_is_of_the_first_group_of_persons() -> None:
    incident = incident_with(groups=RECEIVER + GROUP)
    shown = specimen(incident)
    assert [group.id for group in shown.groups] == ["members"]
    assert shown.recipient.address
    assert (shown.recipient.number, shown.received) == (0, False)
    empty = specimen(incident_with(groups=GROUP.replace('items = ["氏名", "電話番号"]\n', "")))
    assert (empty.received, empty.certainty, empty.items) == (False, "漏えいのおそれ", ())


@pytest.mark.parametrize(
    ("facts", "addressed"),
    [
        ({"kind": "法人", "name": "株式会社見本"}, "株式会社見本 御中"),
        ({"kind": "御遺族", "name": "見本 太郎"}, "故 見本 太郎 様　御遺族様"),
        ({"kind": "御遺族", "name": "故 見本 太郎"}, "故 見本 太郎 様　御遺族様"),
    ],
)
def test_each_is_addressed_as_what_it_is(facts: dict[str, Any], addressed: str) -> None:
    assert seen(**facts).addressed == addressed


def test_the_window_of_the_letter_is_the_one_that_the_facts_name() -> None:
    narrow = seen(incident_with(letter="window = { left = 20, top = 12, width = 60, height = 45 }")).window
    assert len(narrow.lines) > len(seen().window.lines)


def test_all_that_a_letter_says_of_a_person_is_in_the_style_of_the_letter() -> None:
    unsure = '{ unknown = "調査中", expected_on = 2026-12-15 }'
    incident = incident_with(groups=GROUP.replace('"漏えいのおそれ"', unsure, 1))
    person = person_view(found(incident), incident, "1", "legal")
    assert str(person.certainty.expected_on) == "令和8年12月15日"
    assert str(person.parts[0].certainty.expected_on) == "令和8年12月15日"


def test_a_person_is_advised_as_its_own_groups_are_and_by_the_medium_that_it_received() -> None:
    written = '[[advice]]\ntext = "掲示板の管理者に申し出てください。"\ngroups = ["published"]\n'
    incident = incident_with(groups=GROUP + INNER, more=written)
    told = {
        name: "".join(map(str, seen(incident, groups=(name,)).advice)) for name in ("members", "published")
    }
    assert "掲示板" not in told["members"]
    assert "掲示板" in told["published"]
    texts = []
    for medium in ("電子媒体", "紙"):
        received = incident_with(groups=GROUP + RECEIVER.replace("電子媒体", medium))
        texts.append("".join(map(str, seen(received, kind="誤受領者", groups=("receivers",)).advice)))
    assert texts[0] != texts[1]
