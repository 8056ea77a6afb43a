"""Which tags of a template were mistyped so that they would print as text, or be cut in two?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from noticegen.ooxml.markup import w
from noticegen.ooxml.runs import PARAGRAPH
from noticegen.ooxml.structure import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_TAG: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")
_COMMENT: Final = re.compile(r"\{#.*?#\}")
_STRING: Final = re.compile(r"'[^']*'|\"[^\"]*\"|“[^”]*”|‘[^’]*’")
_WIDE: Final = re.compile("[\uff01-\uff5e、。「」]")
_WIDE_END: Final = re.compile(r"\{[{%][^{}%]*(?:[%％][｝}]|[}｝][｝}])")
_WIDE_BLANK: Final = re.compile(r"\{[%{](?:p|tr|tc|r)\u3000")
_OPEN: Final = re.compile(r"\{\{|\{%|\{#")
_SINGLE: Final = re.compile(r"\{\{?\s*[a-z_]+(?:\.[a-z_]+)*\s*\}\}?")


def tag_faults(tree: _Element) -> Iterator[Fault]:
    """Yield what is mistyped in the tags of a part, paragraph by paragraph."""
    for paragraph in tree.iter(PARAGRAPH):
        text = _own_text(paragraph)
        yield from _wide(paragraph, text)
        rest = _TAG.sub("", text)
        if not _WIDE_END.search(rest) and (stray := _OPEN.search(rest)):
            yield Fault(
                "T509",
                paragraph,
                f"タグの「{stray[0]}」が、同じ段落の中で閉じられていません。",
                "一つのタグは、一つの段落の中に書いてください(途中で Enter を押すと分かれます)。",
            )
        for match in _SINGLE.finditer(rest):
            yield Fault(
                "T511",
                paragraph,
                f"「{match[0]}」は括弧の数が合わないため、文字として印字されます。",
                f"変数なら {{{{ {match[0].strip('{} ')} }}}} と書いてください。",
            )


def _wide(paragraph: _Element, text: str) -> Iterator[Fault]:
    """Yield full-width signs in a tag; a tag that begins with one is told with the structure."""
    if match := _WIDE_END.search(_TAG.sub("", text)):
        yield Fault(
            "T510",
            paragraph,
            f"タグを閉じる記号が全角です(「{match[0][-2:]}」)。",
            "半角の }} または %} で閉じてください。",
        )
    for tag in _TAG.findall(_COMMENT.sub("", text)):
        code = _STRING.sub("", tag)
        if match := _WIDE.search(code):
            yield Fault(
                "T510",
                paragraph,
                f"タグ「{tag}」の中に全角の「{match[0]}」があります。",
                "文字列(引用符の中)を除き、タグの中は半角で書いてください。",
            )
        elif _WIDE_BLANK.search(code):
            yield Fault(
                "T510",
                paragraph,
                f"タグ「{tag}」の中に全角の空白があります。",
                "{%p などの後は、半角の空白にしてください。",
            )


def _own_text(paragraph: _Element) -> str:
    """Return the text of a paragraph without that of text boxes anchored in it."""
    return "".join(
        text.text or ""
        for text in paragraph.iter(w("t"))
        if next(text.iterancestors(PARAGRAPH), None) is paragraph
    )
