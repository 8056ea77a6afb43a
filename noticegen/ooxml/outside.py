"""What in a Word document reaches out of it, or was put into it as a file of its own?

A template or picture that lies elsewhere is fetched when the letter is opened, and tells its owner who opened it;
an embedded workbook may hold far more than the table that is seen. Neither belongs in a document that goes out.
Nothing that is found is ever followed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from noticegen.ooxml.markup import attribute, parse, w

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml import etree

_CLICKED: Final = "hyperlink"
"""The one kind of link that nothing follows by itself."""
_KINDS: Final[Mapping[str, str]] = {
    "attachedTemplate": "外部のテンプレート",
    "image": "外部の画像",
    "oleObject": "外部の文書へのリンク",
    "package": "外部の文書へのリンク",
    "subDocument": "外部の文書",
    "frame": "外部の文書",
    "aFChunk": "取り込まれる別の文書",
    "mailMergeSource": "差込み印刷の名簿",
    "mailMergeHeaderSource": "差込み印刷の名簿",
    "video": "外部の動画",
    "audio": "外部の音声",
}
_EMBEDDED: Final = re.compile(r".*/(?:embeddings|activeX|ctrlProps)/[^/]+")
_OTHER_ENCODING: Final = re.compile(rb"""\s*<\?xml[^>]*encoding\s*=\s*["'](?!utf-8["'])""", re.IGNORECASE)
_FETCHING: Final = re.compile(r"\b(INCLUDETEXT|INCLUDEPICTURE|LINK|DDE|DDEAUTO|IMPORT|DATABASE)\b")


def outside_of(parts: Mapping[str, bytes], file: str) -> tuple[str, ...]:
    """Return what reaches out of the document or is embedded in it, each named once, without its address.

    Raises:
        DocumentError: D107, a part that tells of it is no XML.
    """
    return tuple(dict.fromkeys(_found(parts, file)))


def _found(parts: Mapping[str, bytes], file: str) -> Iterator[str]:
    for name, data in parts.items():
        if name.endswith(".rels"):
            for relation in parse(data, file, name).iter("{*}Relationship"):
                kind = relation.get("Type", "").rsplit("/", 1)[-1]
                if kind == "aFChunk" or (relation.get("TargetMode") == "External" and kind != _CLICKED):
                    yield _KINDS.get(kind, "外部のファイル")
        elif _EMBEDDED.fullmatch(f"/{name}"):
            yield "埋め込まれたファイル"
        elif name.endswith(".xml") and _may_hold_fields(data):
            yield from _fields(parse(data, file, name))


def _may_hold_fields(data: bytes) -> bool:
    """Return whether a part must be parsed to know; what is not plainly UTF-8 always is."""
    is_plain = b"\0" not in data and not _OTHER_ENCODING.match(data)
    return b"instrText" in data or b"fldSimple" in data or not is_plain


def _fields(tree: etree._Element) -> Iterator[str]:
    """Yield what the codes of the fields of a part fetch."""
    codes = ["".join(text.text or "" for text in each.iter(w("instrText"))) for each in tree.iter(w("p"))]
    codes += [attribute(field, "instr") for field in tree.iter(w("fldSimple"))]
    if any(_FETCHING.search(code.upper()) for code in codes):
        yield "外部の内容を取り込むフィールド"
