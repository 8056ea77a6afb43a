"""Finished documents that somebody edited, or that were never sound: what ``check`` says of each."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from noticegen.documents.draft import draft
from noticegen.documents.kinds import kind
from noticegen.facts.load import load_incident
from noticegen.ooxml.compose import compose
from noticegen.ooxml.outline import outline
from noticegen.ooxml.properties import with_properties
from noticegen.ooxml.reading import read_document
from tests.cli.told import world
from tests.cli.worlds.templates import changed
from tests.cli.worlds.templates_left import TYPE, R
from tests.documents import word_edits
from tests.documents.cases import EXAMPLES
from tests.documents.damages import DAMAGES, MEMO, REPORT, of_section
from tests.documents.word_edits import W
from tests.hostile.test_word_files import related

if TYPE_CHECKING:
    from collections.abc import Callable

LOST: Final = EXAMPLES / "lost_pc" / "incident.toml"
CHECK: Final = "check document.docx --incident incident.toml"


@cache
def made(name: str, facts: Path = LOST) -> bytes:
    """Return the document of a kind, complete, on the day of its letter."""
    incident = load_incident(facts)
    return draft(incident, name, on=incident.letter.date).docx


def save(docx: bytes, facts: Path = LOST) -> str:
    """Lay a document beside its facts; return the command that checks it."""
    Path("document.docx").write_bytes(docx)
    shutil.copy(facts, "incident.toml")
    return CHECK


# The title of a damage to a real draft that shows the code.
SHOWN: Final = {
    "D201": "区画を文ごと消した",
    "D202": "区画を空にした",
    "D205": "〓が残っている",
    "D205-field": "差込みフィールドが残っている",
    "D207": "変更履歴が残っている",
    "D208": "最後の段落だけを白い字にした",
    "D212-employee": "懲戒の対象者の氏名を手紙に書いた",
    "D220": "人数を打ち間違えた",
    "D220-unknown": "「不明」を断定に変えた",
    "D220-word": "「確認されていない」を「確認された」にした",
    "D220-hidden": "電話番号を打ち間違えた",
    "D221": "事実にない人数を書き足した",
    "D221-name": "事実にない会社の名称を書いた",
    "D222": "日付のある段落を消した",
    "D223": "「可能性が高い」を弱めた",
    "D224": "会社の名称を打ち間違えた",
    "D224-private": "懲戒の対象者の氏名を打ち間違えた",
    "D225": "区画の印を外した",
    "D226": "区画を二つにした",
    "D229": "曜日が日付に合わない",
}


def _damaged(title: str) -> Callable[[], str]:
    damage = DAMAGES[title]
    return lambda: save(damage.change(made(damage.kind)))


for _name, _title in SHOWN.items():
    world(_name)(_damaged(_title))


@world("D202-structure")
def _a_section_that_nobody_asks_for_is_empty() -> str:
    return save(of_section(word_edits.emptied, "manuscript_note")(made(REPORT)))


@cache
def _client_letter(scenario: str, client: str) -> bytes:
    incident = load_incident(EXAMPLES / scenario / "incident.toml")
    return draft(incident, "client_letter", client=client, on=incident.letter.date).docx


@world("D204")
def _what_may_not_be_said() -> str:
    facts = EXAMPLES / "dispatched_worker" / "incident.toml"
    client = load_incident(facts).clients[0].id
    sentence = "法第26条第1項ただし書による通知です。"
    return save(word_edits.with_paragraph(_client_letter("dispatched_worker", client), sentence), facts)


@world("D212")
def _another_client_is_named() -> str:
    facts = EXAMPLES / "misdirected_mail" / "incident.toml"
    one, other = load_incident(facts).clients[:2]
    letter = _client_letter("misdirected_mail", one.id)
    return save(word_edits.with_paragraph(letter, f"{other.name}の分も含みます。"), facts)


@world("D206")
def _a_draft() -> str:
    incident = load_incident(LOST)
    lacking = incident.model_copy(update={"cause": None})
    return save(draft(lacking, "public_notice", on=incident.letter.date, incomplete=True).docx)


@world("D207-comment")
def _a_comment() -> str:
    relation = f'<Relationship Id="rIdC" Type="{R}/comments" Target="comments.xml"/></Relationships>'
    types = f'<Override PartName="/word/comments.xml" ContentType="{TYPE}"/></Types>'
    comments = f'<w:comments xmlns:w="{W[1:-1]}"><w:comment w:id="0"><w:p/></w:comment></w:comments>'
    docx = changed(made(REPORT), "</Types>", types, "[Content_Types].xml")
    part = {"word/comments.xml": comments}
    docx = changed(docx, "</Relationships>", relation, "word/_rels/document.xml.rels", **part)
    mark = '<w:r><w:commentReference w:id="0"/></w:r>'
    heading = ">原因</w:t></w:r>"
    return save(changed(docx, heading, f"{heading}{mark}"))


@world("D209")
def _without_the_facts() -> str:
    save(made(REPORT))
    return "check document.docx"


@world("D210")
def _a_document_of_somebody_else() -> str:
    return save(compose("本文です。\n"))


@world("D211")
def _facts_that_were_changed_since() -> str:
    command = save(made(REPORT))
    file = Path("incident.toml")
    file.write_text(file.read_text("utf-8").replace("東京都", "大阪府", 1), "utf-8")
    return command


@world("D213")
def _a_picture_that_lies_elsewhere() -> str:
    return save(related("image"))


@world("D215")
def _a_template_of_ones_own_where_each_has_sections_of_its_own() -> str:
    memo = made(MEMO)
    said = {**read_document(memo).properties, "noticegen.template": "own.docx"}
    return save(with_properties(memo, said))


@world("D214")
def _a_document_from_a_template_of_ones_own() -> str:
    own = shutil.copytree(kind("public_notice").folder, Path("own") / "public_notice")
    text = outline(own / "notice.docx")
    (own / "notice.docx").write_bytes(
        compose(text.replace("[footer]\n", "[footer]\n<フッター>電話 03-1111-1111\n"))
    )
    incident = load_incident(LOST)
    return save(draft(incident, "public_notice", on=incident.letter.date, templates="own").docx)


@world("D303")
def _a_field_longer_than_the_form_takes() -> str:
    own = shutil.copytree(kind(REPORT).folder, Path("own") / REPORT)
    with (own / "document.toml").open("a", encoding="utf-8") as file:
        file.write(
            '[[text.limits]]\nsection = "item1_summary"\nlabel = "事実経過（概要）"\ncharacters = 50\n'
        )
    shutil.copy(LOST, "incident.toml")
    return f"draft incident.toml --templates own --document {REPORT} -o out --on 2026-11-24"
