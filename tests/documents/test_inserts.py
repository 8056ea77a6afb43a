from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from noticegen.documents.advice import rules
from noticegen.documents.check import check_document
from noticegen.documents.inserts import LANGUAGES
from noticegen.documents.kinds import kind
from noticegen.documents.make import DocumentMaker
from noticegen.facts.affected_person import AffectedPerson, affected_person
from noticegen.facts.items import names
from noticegen.facts.load import load_incident
from noticegen.japanese.certainty import ladder
from noticegen.law.case import Case
from noticegen.office.libreoffice import to_pdf
from noticegen.ooxml.archive import read_parts, write_parts
from noticegen.ooxml.reading import read_document
from tests.documents.cases import EXAMPLES, changed, example, incident_of
from tests.documents.golden import letter_to
from tests.documents.letters import GROUP, incident_with, letter, recipient

if TYPE_CHECKING:
    from pathlib import Path

BOTH = 'inserts = ["やさしい日本語", "English"]'
DESK = """
[[contact]]
label = "専用窓口"
phone = "0120-000-000"
toll_free = true
days = "平日"
hours = "午前9時30分から午後5時まで"
languages = ["日本語", "ベトナム語", "架空語"]
"""


def pages(**parts: Any) -> tuple[list[str], list[str]]:
    """Return the paragraphs of the page in easy Japanese, and of the one in English."""
    facts = {key: parts.pop(key) for key in ("name", "kind", "groups_of", "items") if key in parts}
    facts["groups"] = facts.pop("groups_of", ("members",))
    document = letter(incident_with(letter=BOTH, **parts), **facts)
    texts = [each.text for each in document.paragraphs]
    easy = next(at for at, text in enumerate(texts) if text.startswith("お問（と）い合（あ）わせ番号"))
    english = texts.index("Reference number: 0001")
    return texts[easy:english], texts[english:]


def test_without_being_asked_for_there_is_no_page_for_foreign_residents() -> None:
    assert "Reference number" not in letter(incident_with()).text


def test_both_pages_say_whose_what_when_and_that_the_japanese_letter_counts() -> None:
    easy, english = pages(incident="occurred = { at = 2026-10-30T23:30:00, about = true }")
    assert "Dear 見本 花子," in english
    assert "見本 花子 さんへ" in easy
    assert "We are very sorry. Your personal information may have been leaked." in english
    assert "It happened: around October 30, 2026, 11:30 PM" in english
    assert "起（お）きた 日（ひ）：2026年10月30日 23時30分ごろ" in easy
    assert "Possibly leaked: name, telephone number" in english
    assert "Not included: credit card information" in english
    assert any(text.startswith("The letter in Japanese is the formal notice.") for text in english)
    assert any("手紙（てがみ）が 正式（せいしき）な お知らせです" in text for text in easy)


def test_a_row_asks_for_its_own_page_and_for_none_twice() -> None:
    plain, english = incident_with(), incident_with(letter='inserts = ["English"]')
    asked = letter(plain, languages=("English",)).text
    assert asked == letter(english).text == letter(english, languages=("English",)).text
    # The footer is read last.
    body, _, footer = letter(plain).text.rpartition("\n")
    assert asked.startswith(body)
    assert asked.endswith(footer)
    both = letter(english, languages=("やさしい日本語",)).text
    assert both.startswith(asked.removesuffix(footer))
    assert "さんへ" in both.removeprefix(asked.removesuffix(footer))


@pytest.mark.parametrize("languages", [("English",), ("やさしい日本語",), ("やさしい日本語", "English")])
def test_a_page_that_a_row_asked_for_states_nothing_that_the_facts_do_not(languages: tuple[str, ...]) -> None:
    incident = load_incident(EXAMPLES / "lost_pc/incident.toml")
    held = {"name": "例示川 瑞穂", "items": ("氏名", "住所", "電話番号"), "languages": languages}
    docx = letter_to("victim_apology", "lost_pc/incident", held)
    assert check_document(docx, incident) == ()
    wrong = read_parts(docx)
    text = wrong["word/document.xml"].decode()
    assert "0120-000-000 (free" in text or languages == ("やさしい日本語",)
    wrong["word/document.xml"] = (
        text.replace("11:30 PM", "10:10 PM").replace("23時30分ごろ", "22時10分ごろ").encode()
    )
    assert {each.code for each in check_document(write_parts(wrong), incident)} & {"D221", "D220"}


def test_only_the_persons_own_items_and_requests_are_there() -> None:
    _, english = pages(items=("氏名",))
    assert "Possibly leaked: name" in english
    assert not [text for text in english if "telephone, do not answer" in text]
    _, all_items = pages()
    assert [text for text in all_items if "on the telephone, do not answer" in text]


def test_to_relatives_no_item_is_named() -> None:
    for page in pages(kind="保護者"):
        text = "\n".join(page)
        assert "telephone number" not in text
        assert "電話番号（" not in text
        assert "credit card" not in text


@pytest.mark.parametrize(
    ("kind", "in_easy", "in_english"),
    [
        ("保護者", "見本 花子 さんの 保護者（ほごしゃ）へ　", "To the parent or guardian of 見本 花子: "),
        ("御遺族", "見本 花子 さんの ご家族（かぞく）へ　", "To the family of the late 見本 花子: "),
    ],
)
@pytest.mark.parametrize("name", ["見本 花子", "故 見本 花子"])
def test_relatives_are_not_called_by_the_name_of_the_person(
    kind: str, in_easy: str, in_english: str, name: str
) -> None:
    easy, english = pages(kind=kind, name=name)
    assert f"{in_easy}この 紙（かみ）で「あなた」は、見本 花子 さんの ことです。" in easy
    assert f"{in_english}on this page, “you” and “your” mean 見本 花子." in english
    assert not [text for text in (*easy, *english) if text in ("見本 花子 さんへ", "Dear 見本 花子,")]


def test_a_name_is_printed_as_it_is_though_it_begins_like_the_word_for_the_late() -> None:
    assert "Dear 故見 花子," in pages(name="故見 花子")[1]


def test_a_company_is_no_single_person() -> None:
    easy, english = pages(kind="法人", name="株式会社架空工業")
    assert "株式会社架空工業の みなさんへ" in easy
    assert "Dear 株式会社架空工業," in english


def test_what_is_unknown_is_said_to_be() -> None:
    groups = GROUP.replace('["氏名", "電話番号"]', '"調査中"').replace('"漏えいのおそれ"', '"調査中"')
    easy, english = pages(groups=groups, incident='occurred = "調査中"\nsummary = "調査中"')
    assert (
        "We are very sorry. We are investigating whether your personal information is concerned." in english
    )
    assert "It happened: not known yet; we are still investigating" in english
    assert "We are still investigating which information is concerned." in english
    assert "どの 情報か、まだ わかりません。調べています。" in easy


def test_nothing_is_flatly_not_included_while_a_group_is_open() -> None:
    opened = GROUP.replace("1200", "{ max = 1200 }")
    text = letter(incident_with(groups=opened, letter=BOTH)).text
    assert "Not found to be included so far: credit card information" in text
    assert "Not included" not in text
    assert "わかっていない 情報：クレジットカードの 情報" in text
    assert "Not included: credit card information" in letter(incident_with(letter=BOTH)).text


def test_who_only_received_data_of_others_is_told_so() -> None:
    receivers = (
        GROUP + '[[group]]\nid = "r"\nlabel = "届いた方"\ncertainty = "漏えい確認"\nrole = "誤受領者"\n'
    )
    _, english = pages(groups=receivers, kind="誤受領者", groups_of=("r",))
    assert [text for text in english if "reached you by mistake" in text]
    assert "name, telephone number" not in "\n".join(english)


def test_the_desk_is_named_with_its_hours_and_languages_and_what_cannot_be_translated_is_left_to_the_letter() -> (
    None
):
    easy, english = pages(more=DESK)
    assert "Telephone: 0120-000-000 (free of charge)" in english
    assert "Days: Monday to Friday, except public holidays" in english
    assert "Hours: from 9:30 AM to 5:00 PM" in english
    assert "Languages: Japanese, Vietnamese, 架空語" in english
    assert "電話できる 時間（じかん）：9時30分から 17時まで" in easy
    other = DESK.replace("平日", "初日は毎日").replace("午前9時30分から午後5時まで", "午前と午後")
    _, again = pages(more=other)
    assert {"Days: see the Japanese letter", "Hours: see the Japanese letter"} <= set(again)


@pytest.mark.parametrize("language", LANGUAGES.values())
def test_every_item_rung_and_request_has_words_in_each_language(language: str) -> None:
    from noticegen.documents.inserts import _words  # noqa: PLC0415 - the table has no public reader

    assert set(names()) <= set(_words()["items"])
    assert all(each.strip() for words in _words()["items"].values() for each in words)
    assert {rung.value for rung in ladder()} == set(_words()["certainty"])
    assert all(
        words[language]["event"] and words[language]["modifier"] for words in _words()["certainty"].values()
    )
    assert all(getattr(rule, language) for rule in rules())


def test_every_kanji_of_the_easy_words_has_its_reading_behind_it_and_a_page_prints_each_once() -> None:
    from noticegen.documents.inserts import _words  # noqa: PLC0415 - the table has no public reader

    words = _words()
    texts = [
        *words["to"]["easy"].values(),
        *words["text"]["easy"].values(),
        *(text for each in words["certainty"].values() for text in each["easy"].values()),
        *(each["easy"] for table in ("days", "language") for each in words[table].values()),
        *(each[1] for each in words["items"].values()),
        *(rule.easy for rule in rules()),
    ]
    bare = [text for text in texts if re.search(r"[一-龯々](?![一-龯々]|（[ぁ-んー]+）)", text)]
    assert bare == []
    easy, _ = pages(more=DESK)
    read = re.findall(r"[一-龯々]+（[ぁ-んー]+）", "\n".join(easy))
    assert len(read) == len(set(read)) > 30
    kanji = {
        word for word in re.findall(r"[一-龯々]+", "\n".join(easy)) if word not in "見本花子年月日時分架空語"
    }
    assert kanji <= {word.partition("（")[0] for word in read} | {"株式会社架空商事"}


def test_a_name_that_reads_like_a_word_with_its_reading_is_printed_as_held() -> None:
    easy, _ = pages(name="手紙（てがみ） 花子")
    assert "手紙（てがみ） 花子 さんへ" in easy
    assert any("手紙（てがみ）が 正式" in text for text in easy)


def test_the_sender_is_named_with_its_reading_where_there_is_one() -> None:
    incident = incident_with(letter=BOTH)
    assert "株式会社架空商事, November 24, 2026" in letter(incident).text
    business = incident.business.model_copy(update={"kana": "かくうしょうじ"})
    text = letter(incident.model_copy(update={"business": business})).text
    assert "株式会社架空商事 (かくうしょうじ), November 24, 2026" in text
    assert "2026年11月24日　株式会社架空商事（かくうしょうじ）" in text


def test_who_reads_all_requests_here_is_not_sent_to_the_letter_for_others() -> None:
    _, english = pages()
    assert not [text for text in english if text.startswith("Please read the other requests")]
    _, more = pages(more='[[advice]]\ntext = "窓口にご連絡ください。"\n')
    assert [text for text in more if text.startswith("Please read the other requests")]


@pytest.mark.external
def test_each_language_takes_one_page_for_the_longest_list_of_items(tmp_path: Path) -> None:
    files = []
    for name, inserts in (("plain", []), ("both", ["やさしい日本語", "English"])):
        incident = incident_of(changed(example("lost_pc/incident"), letter__inserts=inserts))
        person = affected_person(
            recipient(
                name="MARIA FERNANDA GONCALVES DE ALBUQUERQUE VILLANUEVA",
                groups=("members", "published"),
                items=("氏名", "住所", "電話番号", "購入履歴", "生年月日", "メールアドレス"),
            ),
            incident,
        )
        assert isinstance(person, AffectedPerson)
        maker = DocumentMaker(kind("victim_apology"), Case(incident, incident.letter.date))
        files.append(tmp_path / f"{name}.docx")
        files[-1].write_bytes(maker.make(person, "0001").data)
    assert "Dear MARIA FERNANDA" in read_document(files[-1]).text
    counts = []
    for pdf in to_pdf(files, tmp_path):
        said = subprocess.run(["pdfinfo", str(pdf)], check=True, capture_output=True, text=True).stdout
        counts.append(int(said.partition("Pages:")[2].split()[0]))
    assert counts[1] == counts[0] + 2
