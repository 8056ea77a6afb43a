"""What a letter sees of one person where the list or the facts are out of the ordinary."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from noticegen.documents.person import PersonViews, in_window, person_view, specimen
from noticegen.facts.affected_person import AffectedPerson, affected_person
from tests.documents.letters import GROUP, RECEIVERS, incident_with, recipient

if TYPE_CHECKING:
    from noticegen.documents.views import View
    from noticegen.facts.incident import Incident


def person(incident: Incident, **facts: Any) -> AffectedPerson:
    found = affected_person(recipient(**facts), incident)
    assert isinstance(found, AffectedPerson)
    return found


def seen(incident: Incident | None = None, style: Any = "company", **facts: Any) -> View:
    incident = incident or incident_with()
    return person_view(person(incident, **facts), incident, "0001", style)


@pytest.mark.parametrize(
    ("facts", "called", "addressed"),
    [
        ({"name": "見本 花子"}, "見本 花子様", "見本 花子 様"),
        ({"name": "見本 花子", "title": "先生"}, "見本 花子先生", "見本 花子 先生"),
        ({"name": "見本 花子様", "title": "先生"}, "見本 花子様", "見本 花子様"),
        ({"name": "見本 花子", "contact_person": "例示 良子"}, "見本 花子様", "見本 花子 様"),
        (
            {"name": "株式会社架空商事", "kind": "法人", "contact_person": "例示 良子"},
            "例示 良子様",
            "株式会社架空商事　例示 良子 様",
        ),
        ({"name": "株式会社架空商事", "kind": "法人"}, "株式会社架空商事様", "株式会社架空商事 御中"),
        ({"name": "見本 一郎", "kind": "御遺族"}, "故 見本 一郎様", "故 見本 一郎 様　御遺族様"),
        ({"name": "故 見本 一郎", "kind": "御遺族"}, "故 見本 一郎様", "故 見本 一郎 様　御遺族様"),
        ({"name": "見本 一郎", "kind": "保護者"}, "見本 一郎様", "見本 一郎 様　保護者様"),
    ],
)
def test_everybody_is_called_and_addressed_with_one_honorific(
    facts: dict[str, Any], called: str, addressed: str
) -> None:
    found = seen(**facts)
    assert (found.called, found.addressed) == (called, addressed)


@pytest.mark.parametrize(
    ("facts", "honorific"),
    [
        ({}, "様"),
        ({"kind": "法人"}, "御中"),
        ({"kind": "法人", "title": "殿"}, "殿"),
        ({"title": "先生"}, "先生"),
    ],
)
def test_the_honorific_is_the_one_of_the_list_or_follows_from_who_it_is(
    facts: dict[str, Any], honorific: str
) -> None:
    assert seen(**facts).honorific == honorific


def test_what_the_list_leaves_empty_is_absent() -> None:
    bare = seen(title="", postal_code="", id="", address=(), contact_person="")
    assert (bare.title, bare.postal_code, bare.id, bare.address, bare.contact_person, bare.window) == (
        None,
        None,
        None,
        (),
        None,
        None,
    )
    full = seen(title="殿", contact_person="例示 良子")
    assert (full.title, full.postal_code, full.id, full.contact_person, full.number) == (
        "殿",
        "100-0000",
        "A1",
        "例示 良子",
        "0001",
    )


def test_the_window_has_the_postal_code_the_address_and_the_addressee() -> None:
    incident = incident_with()
    block = in_window(recipient(), incident)
    assert block is not None
    assert [line.removeprefix("〒") for line in block.lines] == [
        "100-0000",
        "東京都架空区見本町1丁目2番3号",
        "見本 花子 様",
    ]
    without = in_window(recipient(postal_code=""), incident)
    assert without is not None
    assert without.lines == block.lines[1:]
    shown = seen().window
    assert (shown.lines, shown.is_small, shown.fits) == (block.lines, block.is_small, block.fits)
    assert in_window(recipient(address=()), incident) is None
    wide = incident_with(letter="window = { left = 20.0, top = 20.0, width = 150.0, height = 50.0 }")
    long = recipient(address=("東京都架空区見本町例示通仮名上る東入二丁目西側模擬町",))
    assert [len(held.lines) for held in (in_window(long, wide), in_window(long, incident)) if held] == [3, 4]


def test_numbers_and_days_are_in_the_style_of_the_letter() -> None:
    items = 'items = [{ name = "氏名", count = 12345 }]'
    group = GROUP.replace('items = ["氏名", "電話番号"]', items)
    incident = incident_with(groups=group)
    for style, text in (("company", "12,345人"), ("legal", "1万2345人")):
        found = seen(incident, style, items=("氏名",))
        assert str(found.items[0].count) == text
        assert str(found.parts[0].items[0].count) == text
    assert str(seen(incident, "legal", items=("氏名",)).groups[0].count) == "1200人"
    assert str(seen(incident, "company", items=("氏名",)).groups[0].count) == "1,200人"


def test_a_group_elsewhere_of_which_nobody_knows_how_sure_it_is_says_so_in_the_style_of_the_letter() -> None:
    inner = GROUP.replace('"members"', '"inner"').replace("通信販売会員", "内側の会員").replace("1200", "12")
    unknown = 'certainty = { unknown = "調査中", expected_on = 2026-12-01 }'
    more = inner.replace('certainty = "漏えいのおそれ"', unknown).replace('"電話番号"', '"パスワード"')
    incident = incident_with(groups=GROUP + more + 'within = "members"\n')
    (told,) = seen(incident, "legal", items=("氏名",)).elsewhere
    assert (str(told.certainty), str(told.certainty.expected_on)) == ("調査中", "令和8年12月1日")
    same = inner.replace('certainty = "漏えいのおそれ"', unknown)
    incident = incident_with(groups=GROUP + same + 'within = "members"\n')
    assert seen(incident, items=("氏名",)).elsewhere == ()


def test_what_is_stated_not_to_be_included_is_told_to_who_may_read_the_items() -> None:
    assert seen(items=("氏名",)).not_included == ("クレジットカード情報",)
    assert seen(items=("氏名",), kind="保護者").not_included == ()


def test_whose_data_is_not_settled_is_said_of_the_persons_own_groups_alone() -> None:
    open_group = GROUP.replace('items = ["氏名", "電話番号"]', 'items = { unknown = "調査中" }')
    two = incident_with(groups=GROUP + RECEIVERS)
    assert seen(two, groups=("members", "receivers"), items=("氏名",)).range_open is False
    open_receivers = RECEIVERS + 'items = { unknown = "調査中" }\n'
    both = incident_with(groups=GROUP + open_receivers)
    assert seen(both, groups=("members", "receivers"), items=("氏名",)).range_open is False
    assert seen(incident_with(groups=open_group), items=()).range_open is True


def test_persons_who_share_their_items_but_not_their_groups_see_their_own() -> None:
    guests = GROUP.replace('"members"', '"guests"').replace("通信販売会員", "来場者")
    incident = incident_with(groups=GROUP + guests)
    one = person(incident, items=("氏名",))
    two = replace(one, groups=person(incident, groups=("guests",), items=("氏名",)).groups)
    views = PersonViews(incident, "company")
    labels = [[str(group) for group in views.view(each, "0001").groups] for each in (one, two, one)]
    assert labels == [["通信販売会員"], ["来場者"], ["通信販売会員"]]
    assert views.view(replace(one, received=True), "0001").received is True
    fewer = person(incident, items=("電話番号",))
    parts = views.view(replace(one, parts=fewer.parts), "0001").parts
    assert [[str(item) for item in part.items] for part in parts] == [["電話番号"]]
    assert views.view(replace(one, not_included=("住所",)), "0001").not_included == ("住所",)
    assert views.view(one, "0001").received is False


def test_a_specimen_is_of_the_first_group_of_persons_affected_and_has_all_its_items() -> None:
    incident = incident_with(groups=RECEIVERS + GROUP)
    found = specimen(incident)
    assert [group.id for group in found.groups] == ["members"]
    assert [item.name for item in found.items] == ["氏名", "電話番号"]
    assert found.recipient.name == "見本 花子"
    only = specimen(incident_with(groups=RECEIVERS))
    assert [group.id for group in only.groups] == ["receivers"]
    without = incident_with(groups=GROUP.replace('items = ["氏名", "電話番号"]', ""))
    assert specimen(without).items == ()
    assert [group.id for group in specimen(without).groups] == ["members"]
    for each in (found, specimen(without)):
        nobody = each.recipient
        assert (nobody.name, nobody.postal_code, nobody.address, nobody.id) == (
            "見本 花子",
            "100-0000",
            ("東京都架空区見本町1丁目2番3号",),
            "",
        )
    assert (specimen(without).not_included, specimen(without).received) == ((), False)
    assert specimen(without).certainty == "漏えいのおそれ"


def test_a_group_inside_the_persons_own_is_told_where_it_is_worse_off() -> None:
    def elsewhere(more: str) -> list[str]:
        inner = (
            GROUP.replace('"members"', '"inner"').replace("通信販売会員", "内側の会員").replace("1200", "12")
        )
        incident = incident_with(groups=GROUP + inner + 'within = "members"\n' + more)
        return [str(each) for each in seen(incident, items=("氏名",)).elsewhere]

    assert elsewhere("") == []
    assert elsewhere('role = "誤受領者"') == []
    worse = GROUP.replace('"members"', '"inner"').replace("通信販売会員", "内側の会員").replace("1200", "12")
    for change in (
        ('certainty = "漏えいのおそれ"', 'certainty = "漏えい確認"'),
        ('items = ["氏名", "電話番号"]', 'items = ["氏名", "パスワード"]'),
    ):
        incident = incident_with(groups=GROUP + worse.replace(*change) + 'within = "members"\n')
        assert [str(each) for each in seen(incident, items=("氏名",)).elsewhere] == ["内側の会員"]
        assert seen(incident, groups=("members", "inner"), items=("氏名",)).elsewhere == ()
    apart = incident_with(groups=GROUP + worse.replace('"漏えいのおそれ"', '"漏えい確認"'))
    assert seen(apart, items=("氏名",)).elsewhere == ()
