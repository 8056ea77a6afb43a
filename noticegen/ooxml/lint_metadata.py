"""Who and what was left behind in a template that would reach everybody who gets a letter made from it?"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from lxml import etree

from noticegen.ooxml.archive import write_parts
from noticegen.ooxml.errors import finding
from noticegen.ooxml.leftovers import leftovers_of
from noticegen.ooxml.markup import main_part, parse, related
from noticegen.ooxml.reading import first_of, read_document

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from noticegen.findings import Finding

_NAMES: Final[Mapping[str, Mapping[str, str]]] = {
    "core-properties": {
        "creator": "作成者",
        "lastModifiedBy": "最終更新者",
        "description": "コメント",
        "keywords": "キーワード",
        "category": "分類",
        "subject": "件名",
    },
    "extended-properties": {"Company": "会社", "Manager": "管理者", "Template": "元のテンプレート"},
}
_INSPECT: Final = "Word の「ファイル」→「情報」→「ドキュメント検査」で削除してください。"
_OPENINGS: Final = ("{{", "{%", "{#")


def metadata_findings(parts: Mapping[str, bytes], name: str) -> Iterator[Finding]:
    """Yield an error for names in the properties, comments, tracked changes, hidden text and placeholders.

    What was found is not repeated: it may be the name of a person.
    """
    labels = [
        names[element.tag.rsplit("}", 1)[-1]]
        for relation, names in _NAMES.items()
        for _, part in related(parts, "", relation, name)
        for element in parse(parts[part], name, part).iter(etree.Element)
        if element.tag.rsplit("}", 1)[-1] in names and (element.text or "").strip(" \n\t")
        if not (element.text or "").startswith(_OPENINGS) and not _is_word_default(element)
    ]
    if labels:
        message = f"文書のプロパティに、{'・'.join(labels)}が残っています。すべての書面に入ります。"
        yield finding("T513", name, message, hint=_INSPECT, path="文書のプロパティ")
    if any(True for _ in related(parts, main_part(parts, name), "customXml", name)):
        message = "文書管理などのデータ(カスタム XML)が残っています。すべての書面に入ります。"
        yield replace(finding("T513", name, message, hint=_INSPECT), severity="warning")
    document = read_document(write_parts(parts))
    if document.outside:
        message = f"外部を参照するもの、又は埋め込まれたものがあります({'、'.join(document.outside)})。すべての書面に入ります。"
        yield finding(
            "T518", name, message, hint="図は「挿入」で文書に取り込み、そのほかは削除してください。"
        )
    if document.has_comments:
        section, path = first_of(document.commented)
        hint = "「校閲」でコメントをすべて削除してください。"
        yield finding("T514", name, "コメントが残っています。", hint=hint, path=path, section=section)
    if document.has_tracked_changes:
        hint = "「校閲」で変更履歴をすべて承諾するか、元に戻してください。"
        section, path = first_of(document.changed)
        yield finding("T514", name, "変更履歴が残っています。", hint=hint, path=path, section=section)
    for place in document.hidden_text:
        yield finding(
            "T515",
            name,
            "隠し文字があります。書面でも隠れたまま残ります。",
            hint="見える文字に直すか、削除してください。",
            path=str(place),
            section=place.section,
        )
    for place in document.paragraphs:
        for mark in leftovers_of(_without_tags(place.text)):
            yield finding(
                "T516",
                name,
                f"仮の記載が残っています: {mark}。",
                hint="内容かタグに置き換えてください。",
                path=str(place),
                section=place.section,
            )


def _without_tags(text: str) -> str:
    """Return the text without tags, and without stray braces, which are told as mistyped tags."""
    return re.sub("[{}%｛｝％]", "", re.sub(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", "", text))


def _is_word_default(element: etree._Element) -> bool:
    """Whether Word wrote its own usual value: every new file was made from Normal.dotm."""
    return element.text == "Normal.dotm"
