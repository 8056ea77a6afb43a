"""How is LibreOffice brought to keep a heading on the page of what it heads?

When LibreOffice lays out a document for the first time, it begins a new page at the 26th paragraph (the 21st of a long
document) before it knows how high anything is. If the heading just before it turns out to be the last that fits, it
stays there alone, whatever "keep with next" says (LibreOffice 7.4). A page number in the heading makes LibreOffice
look at it once more; as hidden text it prints nothing. It goes into the copy that is converted, never into a document.
"""

from __future__ import annotations

import lzma
import re
import shutil
import zipfile
import zlib
from contextlib import suppress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

_DOCUMENT: Final = "word/document.xml"
_STYLES: Final = "word/styles.xml"
_MOST: Final = 200_000_000
_STYLE: Final = re.compile(rb'<w:style [^<>]*w:styleId="([^"<>]*)"[^<>]*>(.*?)</w:style>', re.DOTALL)
_BASE: Final = re.compile(rb'<w:basedOn w:val="([^"<>]*)"')
_KEEPS: Final = re.compile(rb'<w:keepNext(?: w:val="([^"<>]*)")?/>')
_NAMED: Final = re.compile(rb'<w:pStyle w:val="([^"<>]*)"')
# Not where the properties hold those of before a tracked change: there would be two ends.
_PROPERTIES: Final = re.compile(
    rb"<w:p(?: [^<>]*)?><w:pPr>((?:(?!</?w:pPr>).)*)</w:pPr>(?!</w:pPrChange>)", re.DOTALL
)
_OFF: Final = frozenset({b"0", b"false", b"off"})
_HIDDEN: Final = b"<w:r><w:rPr><w:vanish/></w:rPr>%s</w:r>"
_UNREADABLE: Final = (
    zipfile.BadZipFile,
    EOFError,
    zlib.error,
    lzma.LZMAError,
    KeyError,
    ValueError,
    RuntimeError,
)
_PAGE: Final = b"".join(
    _HIDDEN % part
    for part in (
        b'<w:fldChar w:fldCharType="begin"/>',
        b"<w:instrText> PAGE </w:instrText>",
        b'<w:fldChar w:fldCharType="separate"/>',
        b"<w:t>1</w:t>",
        b'<w:fldChar w:fldCharType="end"/>',
    )
)


def copy_to_convert(source: Path, target: Path) -> None:
    """Copy a document with a hidden page number in each paragraph that is kept with the next.

    What is no Word document as we or Word write it, or is too large for that, is copied as it is.
    """
    # Of what is damaged, encrypted or lacks the parts, LibreOffice itself tells that it cannot be read.
    with suppress(*_UNREADABLE), zipfile.ZipFile(source) as archive:
        if sum(part.file_size for part in archive.infolist()) <= _MOST:
            _copy_marked(archive, target)
            return
    shutil.copyfile(source, target)


def _copy_marked(archive: zipfile.ZipFile, target: Path) -> None:
    keeping = _keeping(archive.read(_STYLES))
    document = _marked(archive.read(_DOCUMENT), keeping)
    with zipfile.ZipFile(target, "w") as copy:
        for part in archive.infolist():
            copy.writestr(part.filename, document if part.filename == _DOCUMENT else archive.read(part))


def _keeping(styles: bytes) -> frozenset[bytes]:
    """Return the ids of the styles that keep with the next, by themselves or by what they are based on."""
    said: dict[bytes, bool | None] = {}
    based: dict[bytes, bytes] = {}
    for style in _STYLE.finditer(styles):
        said[style[1]] = _says(style[2])
        if base := _BASE.search(style[2]):
            based[style[1]] = base[1]

    def keeps(name: bytes) -> bool:
        seen: set[bytes] = set()
        while name in said and name not in seen:
            if (answer := said[name]) is not None:
                return answer
            seen.add(name)
            name = based.get(name, b"")
        return False

    return frozenset(name for name in said if keeps(name))


def _says(properties: bytes) -> bool | None:
    found = _KEEPS.search(properties)
    return None if found is None else found[1] not in _OFF


def _marked(document: bytes, keeping: frozenset[bytes]) -> bytes:
    def mark(found: re.Match[bytes]) -> bytes:
        own = _says(found[1])
        named = _NAMED.search(found[1])
        keeps = (named is not None and named[1] in keeping) if own is None else own
        return found[0] + _PAGE if keeps else found[0]

    return _PROPERTIES.sub(mark, document)
