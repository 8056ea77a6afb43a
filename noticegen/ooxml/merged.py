"""How do a thousand letters become one Word file for the printer, each as if it were alone?

The body is written as one stream of XML, letter after letter: no document is ever appended to another. A header or
footer that says something of the letter is a part of its own for each letter; one that says the same in all is
shared. Every letter begins on a new page, or on a new sheet, and counts its own pages from 1.
"""

from __future__ import annotations

import re
import zipfile
from functools import lru_cache
from itertools import chain, count
from typing import TYPE_CHECKING, Any, Final

from lxml import etree

from noticegen.ooxml.archive import member_info
from noticegen.ooxml.errors import template_error
from noticegen.ooxml.markup import R
from noticegen.ooxml.merge_layout import END, LETTER, layout_of
from noticegen.ooxml.merge_parts import Companions
from noticegen.ooxml.merge_sections import ended, opened, split, with_drawings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import BinaryIO

    from noticegen.ooxml.template import Rendering, Template

MOST_LETTERS: Final = 1_000
"""How many letters one file may hold."""

_R: Final = f"{{{R}}}"
_LINK: Final = re.compile(r' r:[A-Za-z]+="([^"]*)"')
# Word shows no numbers in the lists after the 2,020th.
_MOST_LISTS: Final = 2_000


def write_merged(letters: Iterable[Rendering], file: BinaryIO, *, duplex: bool = False) -> int:
    """Write all letters, at most ``most_letters`` and of one template, as one .docx; return how many there were.

    ``duplex`` lets each letter begin on the front of a sheet where both sides are printed. Equal letters give equal
    bytes. Without a letter, nothing is written.

    Raises:
        TemplateError: T315, letters of this template cannot stand in one file, or not so many of them.
        RenderError: template and context do not go together.
    """
    stream = iter(letters)
    first = next(stream, None)
    if first is None:
        return 0
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        return _Writer(_form(first.template), duplex=duplex).write(archive, chain((first,), stream))


def most_letters(template: Template) -> int:
    """Return how many letters of a template one file may hold: fewer than usual where it has many numbered lists.

    Raises:
        TemplateError: T315, letters of this template cannot stand in one file.
    """
    return _form(template).most


class _Form:
    """A template in the form in which its letters stand in one file."""

    def __init__(self, template: Template) -> None:
        self.layout = layout_of(template.source, template.name)
        self.template = template.variant(self.layout.template)
        self.links = {story.member: story.relationships for story in self.template.prepared.stories}
        self.most = min(MOST_LETTERS, _MOST_LISTS // max(len(self.layout.lists), 1))
        prepared = self.template.prepared
        self.main = next(part.member for part in prepared.parts if part.kind == "body")
        own = frozenset(part.member for part in prepared.parts if part.kind in {"header", "footer"})
        self.companions = Companions(prepared.members, self.main, own, template.name)
        changing = {self.main, *self.companions.members}
        self.fixed = {name: data for name, data in prepared.members.items() if name not in changing}


@lru_cache(maxsize=2)
def _form(template: Template) -> _Form:
    return _Form(template)


class _Writer:
    """Writes one file."""

    def __init__(self, form: _Form, *, duplex: bool) -> None:
        self._form = form
        self._duplex = duplex
        self._drawings = count(1)
        # Headers and footers wait until the body is complete: its member of the archive is open till then.
        self._copies: dict[str, list[str]] = {story: [] for story in form.companions.stories}

    def write(self, archive: zipfile.ZipFile, letters: Iterable[Rendering]) -> int:
        form, companions = self._form, self._form.companions
        for name, data in form.fixed.items():
            archive.writestr(member_info(name), data)
        written = 0
        with archive.open(member_info(form.main), "w") as body:
            for piece in self._body(letters):
                body.write(piece.encode())
                written += 1
        counts = {story: len(copies) for story, copies in self._copies.items()}
        for name, data in chain(
            companions.copies(self._copies),
            companions.lists(form.layout.lists, form.layout.first_list, written),
            companions.directory(counts),
        ):
            archive.writestr(member_info(name), data)
        return written

    def _body(self, letters: Iterable[Rendering]) -> Iterator[str]:
        """Yield the body letter by letter; a letter is complete when it is known whether another follows."""
        before = content = section = tail = ""
        for number, letter in enumerate(letters):
            if number == self._form.most:
                raise self._too_many()
            if number:
                yield before + ended(content, END, number - 1, section)
            head, content, section, tail = split(self._text(letter, number))
            before = "" if number else head
            content, section = opened(content, section, self._form.layout.blanks, duplex=self._duplex)
        yield before + ended(content, END, number) + section + tail

    def _text(self, letter: Rendering, number: int) -> str:
        """Return the text of a letter's body that names its own headers and footers."""
        if callable(letter.context):
            raise self._tied()
        texts = self._form.template.texts(_numbered(letter.context, number))
        if any(_unresolved(text, self._form.links.get(member)) for member, text in texts.items()):
            raise self._tied()
        body = with_drawings(texts[self._form.main], self._drawings)
        for story, copies in self._copies.items():
            text = with_drawings(texts[story], self._drawings)
            if not copies or copies[-1] != text:
                copies.append(text)
            for identifier in self._form.companions.stories[story]:
                body = body.replace(f'r:id="{identifier}"', f'r:id="{identifier}_{len(copies) - 1}"')
        return body

    def _tied(self) -> Exception:
        return template_error(
            "T315",
            self._form.template.name,
            "画像やリンクなど、文書に結び付いた値を差し込む手紙は、一つのファイルにまとめられません。",
            hint="画像やリンクをテンプレートに移すか、一通ずつのファイルで作ってください。",
        )

    def _too_many(self) -> Exception:
        return template_error(
            "T315",
            self._form.template.name,
            f"このテンプレートの手紙は、一つのファイルに{self._form.most:,}通までしかまとめられません。",
            hint="分けて作ってください。",
        )


def _unresolved(text: str, links: frozenset[str] | None) -> bool:
    """Return whether a part names a relationship that its template does not have: a value brought it along."""
    if links is None or links.issuperset(_LINK.findall(text)):
        return False
    # What looks so may be words.
    tree = etree.fromstring(text.encode())
    names = (name for each in tree.iter(etree.Element) for name in each.attrib.items())
    return any(str(name).startswith(_R) and value and value not in links for name, value in names)


def _numbered(context: Mapping[str, Any], number: int) -> Mapping[str, Any]:
    """Return the context with the number of the letter in its file."""
    return {**context, LETTER: number}
