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
_CLOSING: Final = {"{{": "}}", "{%": "%}", "{#": "#}"}
_RAW: Final = re.compile(r"\{%-?\s*raw\s*-?%\}.*?(?:\{%-?\s*endraw\s*-?%\}|\Z)")
_END_OF_RAW: Final = re.compile(r"^.*?\{%-?\s*endraw\s*-?%\}")
_SINGLE: Final = re.compile(r"\{\{?\s*[a-z_]+(?:\.[a-z_]+)*\s*\}\}?")


def tag_faults(tree: _Element) -> Iterator[Fault]:
    """Yield what is mistyped in the tags of a part, paragraph by paragraph."""
    for paragraph in tree.iter(PARAGRAPH):
        text = _own_text(paragraph)
        yield from _wide(paragraph, text)
        rest = _TAG.sub("", text)
        if not _WIDE_END.search(rest) and (stray := _OPEN.search(rest)):
            yield _unclosed(stray[0], paragraph)
        for match in _SINGLE.finditer(rest):
            yield Fault(
                "T511",
                paragraph,
                f"「{match[0]}」は括弧の数が合わないため、文字として印字されます。",
                f"変数なら {{{{ {match[0].strip('{} ')} }}}} と書いてください。",
            )


def swallowing_tags(tree: _Element) -> Iterator[Fault]:
    """Yield each tag that is still open where one of a later paragraph begins.

    docxtpl takes away the markup up to its end, or to the paragraph of that later tag: all that stands between would
    be lost, and nobody told. A tag over several paragraphs that hold no other does what its author meant.
    """
    opened: tuple[str, _Element] | None = None
    is_raw = False
    for paragraph in tree.iter(PARAGRAPH):
        whole = _own_text(paragraph)
        if is_raw and not _END_OF_RAW.match(whole):
            continue
        whole = _END_OF_RAW.sub("", whole) if is_raw else whole
        text, is_raw = _RAW.sub("", whole), _is_left_open(whole)
        if opened is not None:
            mark, where = opened
            end, another = text.find(_CLOSING[mark]), _OPEN.search(text)
            if mark != "{#" and another and (end < 0 or another.start() < end):
                yield _unclosed(mark, where)
            elif end < 0:
                continue
            else:
                text = text[end + 2 :]
            opened = None
        if stray := _OPEN.search(_TAG.sub("", text)):
            opened = stray[0], paragraph


def _is_left_open(text: str) -> bool:
    """Return whether the last ``{% raw %}`` of a text does not end in it."""
    found = [match[0] for match in _RAW.finditer(text)]
    return bool(found) and "endraw" not in found[-1]


def _unclosed(mark: str, paragraph: _Element) -> Fault:
    return Fault(
        "T509",
        paragraph,
        f"タグの「{mark}」が、同じ段落の中で閉じられていません。",
        "一つのタグは、一つの段落の中に書いてください(途中で Enter を押すと分かれます)。",
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
