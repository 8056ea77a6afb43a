from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any

import pytest

from noticegen.documents.applicable import applicable_kinds
from noticegen.documents.draft import draft
from noticegen.documents.wrong_role import WRONG_ROLE
from noticegen.ooxml.reading import read_document
from tests.documents.cases import INCIDENTS, incident_of
from tests.documents.more_kinds import (
    EXAMPLES,
    INTRUSION,
    LOST_PC,
    MISDIRECTED,
    asked,
    bare,
    document,
    facts,
    forbidden,
    made,
    outlines_match,
    section,
    sections_stand_in_the_template,
)

if TYPE_CHECKING:
    from noticegen.ooxml.reading import FinishedDocument

NAME = "qa_script"


def script(example: str = LOST_PC, own: dict[str, Any] | None = None, **tables: Any) -> FinishedDocument:
    return document(asked(example, NAME, own, **tables), NAME)


def test_the_word_file_is_the_one_that_its_outline_makes() -> None:
    assert outlines_match(NAME)
    assert sections_stand_in_the_template(NAME)


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_gives_a_script_with_no_section_empty(example: str) -> None:
    draft = made(asked(example, NAME), NAME)
    assert {each.severity for each in draft.findings} <= {"warning"}
    told = {each.requirement for each in draft.findings if each.code != WRONG_ROLE}
    assert told <= {f"{NAME}.greeting"}
    assert [each.id for each in script(example).sections if each.is_empty] == []


def test_an_incident_that_says_next_to_nothing_gives_answers_that_promise_a_call_back() -> None:
    finished = document(bare(NAME), NAME)
    assert "折り返しご連絡いたします" in section(finished, "incident")
    assert "折り返しご連絡いたします" in section(finished, "damage")


def test_it_is_made_only_by_name() -> None:
    assert NAME not in applicable_kinds(asked(LOST_PC, NAME))


def test_nobody_is_identified_by_what_leaked() -> None:
    text = section(script(own={"verify_with": ["会員番号", "登録店舗"]}), "identity")
    assert "お問い合わせ番号" in text
    assert "会員番号、登録店舗により確認する" in text
    assert "ご本人であることの確認にならない" in text
    assert "どのような場合も伺わない" in text


def test_the_answers_are_the_facts_in_the_words_of_the_letters() -> None:
    raw = facts(LOST_PC)
    finished = script()
    for line in raw["cause"]["summary"].strip().splitlines():
        assert line in section(finished, "incident")
    assert "「漏えいした可能性が高いと判断しております。」" in section(finished, "affected")
    assert "「漏えいいたしました。」" in section(finished, "affected")
    assert "1,012人です。" in section(finished, "affected")
    assert "2026年11月20日現在" in section(finished, "damage")
    assert "個人情報保護委員会に漏えい等の報告（速報）を行いました。" in section(finished, "response")


def test_what_is_not_known_is_not_guessed() -> None:
    finished = script(INTRUSION)
    assert "「発生した時期は、現在調査中です。」" in section(finished, "incident")
    assert "まだ分からないこと" in section(finished, "cannot_answer")


@pytest.mark.parametrize(
    ("tables", "own", "said"),
    [
        ({}, {}, "この窓口では、お答えすることができません"),
        ({}, {"compensation": "カードの再発行の手数料は弊社が負担いたします。"}, "再発行の手数料"),
        (
            {"compensation": {"nature": "お詫びの品", "detail": "500円分の商品券", "approved_by": "社長"}},
            {},
            "お詫びの品として、500円分の商品券",
        ),
    ],
)
def test_compensation_is_answered_only_as_approved(
    tables: dict[str, Any], own: dict[str, Any], said: str
) -> None:
    assert said in section(script(own=own, **{"compensation": None, **tables}), "response")


def test_a_request_to_stop_use_is_taken_and_passed_on() -> None:
    reportable = section(script(own={"legal": "法務部"}), "rights")
    assert "35条5項" in reportable
    assert "法務部に引き継ぐ" in reportable
    not_reportable = bare(
        NAME,
        group=[{"id": "m", "label": "会員", "certainty": "漏えいのおそれ", "items": ["氏名"], "count": 1}],
        cause={"category": ["紛失"], "improper_purpose": "なし"},
    )
    text = section(document(not_reportable, NAME), "rights")
    assert "35条5項" not in text
    assert "必ず受け付ける" in text
    assert "委託元" in section(script(MISDIRECTED), "rights")


def test_who_must_be_told_at_once_is_listed() -> None:
    own = {"supervisor": "責任者　例示 一子", "legal": "法務部", "press": "広報部"}
    text = section(script(own=own), "escalation")
    for said in ("自殺", "110番", "弁護士", "報道機関", *own.values()):
        assert said in text


def test_of_several_clients_the_sum_is_not_told() -> None:
    finished = script(MISDIRECTED)
    assert "50人" not in finished.text
    assert "お答えを差し控えております" in section(finished, "affected")
    assert "ほかの取引先の名称" in finished.text
    for party in facts(MISDIRECTED)["party"]:
        assert party["name"] not in finished.text


def test_what_persons_may_not_read_is_not_in_it() -> None:
    raw = facts(LOST_PC)
    text = script().text
    assert raw["discipline"]["subject"]["name"] not in text
    for entry in raw["exposure"]:
        assert entry.get("address", "https://") not in text


def test_further_questions_are_added_as_written() -> None:
    own = {"further": [{"q": "外国語で聞けますか。", "a": "英語で承ります。"}, "来店の方には名刺を渡す。"]}
    text = section(script(own=own), "response")
    assert "外国語で聞けますか。\n「英語で承ります。」" in text
    assert "来店の方には名刺を渡す。" in text


@pytest.mark.parametrize(
    ("sentence", "requirement"),
    [
        ("「全ての損害を賠償いたします。」", "no_promise"),
        ("「弊社の法的責任を認めます。」", "no_promise"),
        ("「確認のため、クレジットカード番号をお聞かせください。」", "no_secret_questions"),
        ("「マイナンバーを教えてください。」", "no_secret_questions"),
    ],
)
def test_what_an_operator_must_not_say_is_found(sentence: str, requirement: str) -> None:
    assert forbidden(NAME, sentence, asked(LOST_PC, NAME)) == {f"{NAME}.{requirement}"}


def test_what_an_operator_may_say_is_not() -> None:
    for sentence in (
        "暗証番号は伺いません。",
        "お問い合わせ番号をお聞かせください。",
        "パスワードを変更してください。",
    ):
        assert forbidden(NAME, sentence, asked(LOST_PC, NAME)) == set()


def test_of_several_desks_none_greets_the_callers_of_another() -> None:
    greeting = section(script(MISDIRECTED), "greeting")
    said = next(line for line in greeting.splitlines() if line.startswith("「"))
    assert "例示情報処理株式会社、（お受けした窓口の名称）でございます" in said
    assert "健康診断" not in said
    assert "株式会社架空商事、個人情報お客様専用窓口でございます" in section(script(), "greeting")
    assert "「お電話ありがとうございます。見本堂　お客様相談窓口でございます。" in section(
        script(INTRUSION), "greeting"
    )


def test_places_of_which_different_things_are_told_are_told_apart() -> None:
    text = section(script(MISDIRECTED), "incident")
    places = [line for line in text.splitlines() if line.startswith("所在")]
    assert len(places) == len(set(places)) == 2


def test_a_number_that_is_not_settled_has_its_day() -> None:
    assert "「2026年11月19日現在、最大620人です。」" in section(script(INTRUSION), "affected")


def test_a_public_body_is_asked_under_its_own_article() -> None:
    bodies = facts(LOST_PC)["business"] | {"kind": "行政機関等"}
    text = section(script(business=bodies), "rights")
    assert "個人情報の保護に関する法律98条" in text
    assert "35条" not in text


def test_a_draft_in_which_the_damage_is_missing_denies_none() -> None:
    lacking = facts(LOST_PC)
    del lacking["secondary_damage"]
    draft = made(incident_of(lacking), NAME, incomplete=True)
    text = section(read_document(draft.docx), "damage")
    assert "確認されておりません" not in text
    assert "〓" in text or "折り返しご連絡いたします" in text


def of_file(name: str) -> FinishedDocument:
    """Return the script for an incident of the tests, with its gaps."""
    (path,) = INCIDENTS.glob(f"{name}_*.toml")
    incident = incident_of(tomllib.loads(path.read_text("utf-8")))
    return read_document(made(incident, NAME, incomplete=True).docx)


@pytest.mark.parametrize(("style", "place"), [("company", "（3の表にある"), ("legal", "（第3の表にある")])
def test_another_part_of_the_script_is_named_as_it_is_numbered(style: str, place: str) -> None:
    letter = {**facts(LOST_PC)["letter"], "style": style}
    assert place in section(script(letter=letter), "identity")


@pytest.mark.parametrize("example", EXAMPLES)
def test_nothing_points_to_what_only_a_reader_sees(example: str) -> None:
    finished = script(example)
    assert "下記" not in finished.text
    assert not re.search("（実施(?:済み|予定)）", finished.text)


def test_the_desk_that_is_called_is_named_with_its_number() -> None:
    loss = [{"id": "m", "label": "会員", "certainty": "滅失", "items": ["氏名"], "count": 1}]
    text = section(script(group=loss, exposure=None, person_response=None), "damage")
    assert "この窓口（電話0120-000-000）にお確かめください。" in text
    assert "この窓口で承ります" in section(script(MISDIRECTED), "damage")  # two desks: whichever was called


def test_measures_are_told_in_whole_sentences_and_to_whom_they_concern() -> None:
    text = section(script(), "response")
    assert "「全ての業務用パソコンについて、内蔵ディスクの暗号化を設定いたしました。」" in text
    assert "する予定です。」" in text
    only = section(script(MISDIRECTED), "response")
    assert "健康診断を受けた方について、「" in only


@pytest.mark.parametrize(
    ("kinds", "asked_", "not_asked"),
    [
        (["漏えいのおそれ"], "漏れたかもしれないのですか", "失われた"),
        (["滅失"], "失われたのですか。外部に漏れたのですか", "漏れたかもしれない"),
        (["毀損"], "使えなくなったのですか", "漏れたかもしれない"),
    ],
)
def test_what_is_asked_is_asked_of_what_happened(kinds: list[str], asked_: str, not_asked: str) -> None:
    event = {**facts(LOST_PC)["incident"], "kinds": kinds}
    text = section(script(incident=event), "affected")
    assert asked_ in text
    assert not_asked not in text


def test_until_when_it_could_be_seen_is_asked_only_where_it_could_be_seen() -> None:
    seen, handed, neither = script(), script(MISDIRECTED), script(exposure=None)
    assert "いつまで見られる状態でしたか" in section(seen, "incident")
    assert "いつまで見られる" not in section(handed, "incident")
    assert "情報は今どこにありますか" in section(handed, "incident")
    assert "いつ起きたのですか。" in section(neither, "incident")


@pytest.mark.parametrize(
    ("groups", "said"),
    [
        ([{"former": False}], None),
        ([{"former": True}], "退会したのに"),
        ([{"former": True, "subject": "従業員情報"}], "退職したのに"),
    ],
)
def test_why_the_data_were_kept_is_asked_by_those_who_left(
    groups: list[dict[str, Any]], said: str | None
) -> None:
    base = {"label": "会員", "certainty": "漏えい確認", "items": ["氏名"], "count": 1}
    own = [{**base, "id": f"g{number}", **each} for number, each in enumerate(groups)]
    text = section(document(bare(NAME, group=own), NAME), "affected")
    assert ("したのに残っている" in text) is (said is not None)
    assert said is None or said in text
    assert "契約" not in text


def test_of_two_places_it_is_said_whose_data_were_there() -> None:
    text = section(script(MISDIRECTED), "incident")
    assert "健康診断を受けた方について、「書類が届いた方の手元に渡りました" in text
    assert "ポイント会員について、「書類が届いた方の手元に渡りました" in text


def test_of_one_place_it_is_said_whose_data_were_there_unless_it_was_everybodys() -> None:
    assert "掲示板に掲載された会員について、「インターネット上の掲示板で" in section(script(), "incident")
    place = {**facts(LOST_PC)["exposure"][0]}
    del place["groups"]
    assert "について、「インターネット上" not in section(script(exposure=[place]), "incident")


def test_whom_we_told_is_answered_from_every_table_that_says_so() -> None:
    text = section(of_file("02"), "response")
    assert "、警察に遺失届を提出いたしました。" in text
    assert "個人情報保護委員会への報告をお尋ねのときは、「確認のうえ" in text
    assert "2023年12月19日、個人情報保護委員会に報告を行いました。" in section(of_file("45"), "response")
    assert "をお尋ねのときは" not in section(script(), "response")


def test_why_the_number_is_another_than_before_is_answered() -> None:
    before, now = asked(INTRUSION, NAME), asked("web_intrusion/final.toml", NAME)
    made_since = draft(now, NAME, on=now.letter.date, since=before)
    text = section(read_document(made_since.docx), "changes")
    said = "「対象となる方の人数は、前回は『最大620人』とお伝えいたしましたが、現在は『48人』です。"
    assert said in text
    assert "前回のお知らせは、第一報（2026年11月20日）である。" in text
    assert "「原因についてのご説明を改めております。」とお伝えし" in text
    assert (
        "漏えい等の状況（オンラインショップの注文者）についてのご説明を改めております。」とお伝えし" in text
    )
    assert "漏えいしたおそれ" not in text  # the letter said it in other words: 「可能性があります」
    assert "『あり』" not in text
    assert "「その後の状況と対応についてのご説明を改めております。」" in text
    assert all(each.id != "changes" for each in document(now, NAME).sections)
    several = asked(MISDIRECTED, NAME)
    other = several.model_copy(update={"affected": None})
    assert "人数は" not in section(
        read_document(draft(several, NAME, on=several.letter.date, since=other).docx), "changes"
    )


def test_a_caller_is_told_nothing_of_other_clients() -> None:
    assert "ほかの取引先に触れる部分は、読み上げない" in of_file("45").text
    assert "ほかの取引先に触れる" not in script().text


def test_the_desk_knows_what_the_letters_say_of_the_response() -> None:
    final = "web_intrusion/final.toml"
    told = facts(final)["other"]["for_persons"]
    text = section(document(asked(final, NAME), NAME), "response")
    assert f"その後の状況と対応を教えてください。\n「{told}」" in text
    assert (
        "の答えにある費用のことは、そのとおりお答えする。" in text
    )  # the fee for a new card is nothing to pass on
    assert "費用のことは" not in section(script(), "response")  # the letters speak of no cost
    for nothing in ({"for_persons": "特になし"}, {}):
        assert "その後の状況" not in section(script(other=nothing), "response")


def test_a_call_back_tells_nobody_else() -> None:
    text = section(script(), "identity")
    assert "留守番電話にも用件を残さない" in text
    assert (
        "用件をお伝えし、個人情報をお尋ねしない" in text
    )  # the letters say that no call of ours asks for any
    assert "御遺族には、関係を示す書面を確認してから" in text
    assert "書面の宛名となっている方で" in text  # a guardian to whom the letter went is no stranger
    assert "折り返しの要否・番号・期日" in section(script(), "log")


def test_nobody_is_believed_for_saying_who_he_is() -> None:
    text = section(script(), "escalation")
    assert "公表されている代表番号に折り返す" in text
    assert "委任を確かめた後は" in text


@pytest.mark.parametrize("name", ["02", "07"])
def test_a_sender_that_is_no_company_has_no_company_words(name: str) -> None:
    assert "社外" not in of_file(name).text


def test_what_nobody_looks_into_is_not_said_to_be_looked_into() -> None:
    text = of_file("05").text
    assert "「発生した時期は、現時点では把握しておりません。」" in text
    assert "まだ分からないこと（「現時点では、確認できておりません。」とお伝えする）" in text
    assert "調査して" not in text
