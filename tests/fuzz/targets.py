"""What outsiders can put before the tool, each as one function of bytes: it works, or says why not with our own exception.

Whatever else gets out is a defect. The two formats that are archives have two targets each: the whole file, and the
one part that matters inside a sound archive, which mutations of deflated bytes would hardly ever reach.
"""

from __future__ import annotations

import io
import tempfile
import zipfile
from contextlib import suppress
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from noticegen.documents.check import check, check_document
from noticegen.documents.template_check import check_template
from noticegen.facts.load import load_incident
from noticegen.facts.recipients import read_recipients
from noticegen.findings import NoticegenError
from noticegen.ooxml.outline import outline
from noticegen.ooxml.template import Template

if TYPE_CHECKING:
    from collections.abc import Callable

    from noticegen.facts.incident import Incident

CORPUS = Path(__file__).parent / "corpus"
ON = date(2026, 11, 24)
BODY = "word/document.xml"
SHEET = "xl/worksheets/sheet1.xml"


@cache
def _incident() -> Incident:
    return load_incident((CORPUS / "facts" / "small.toml").read_bytes())


@cache
def _parts(file: str) -> dict[str, bytes]:
    with zipfile.ZipFile(CORPUS / file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_part(file: str, part: str, data: bytes) -> bytes:
    """Return an archive of the corpus with other content in one of its parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in _parts(file).items():
            archive.writestr(name, data if name == part else content)
    return buffer.getvalue()


def facts(data: bytes) -> None:
    """An incident file: read, and checked where it can be read."""
    with suppress(NoticegenError):
        check(load_incident(data), "victim_apology", on=ON)


def _read_all(data: bytes, suffix: str) -> None:
    with tempfile.NamedTemporaryFile(suffix=suffix) as file:
        file.write(data)
        file.flush()
        with suppress(NoticegenError):
            for _ in read_recipients(file.name):
                pass


def recipients_csv(data: bytes) -> None:
    """A list of recipients as text."""
    _read_all(data, ".csv")


def recipients_xlsx(data: bytes) -> None:
    """A list of recipients as a workbook."""
    _read_all(data, ".xlsx")


def sheet(data: bytes) -> None:
    """The sheet of a sound workbook."""
    _read_all(with_part("recipients_xlsx/small.xlsx", SHEET, data), ".xlsx")


def document(data: bytes) -> None:
    """A finished document, come back from somebody."""
    with suppress(NoticegenError):
        check_document(data, _incident(), on=ON)
    with suppress(NoticegenError):
        outline(data)


def body(data: bytes) -> None:
    """The body of a sound document."""
    document(with_part("document/small.docx", BODY, data))


def template(data: bytes) -> None:
    """A firm's template, compiled, rendered and checked."""
    with suppress(NoticegenError):
        Template(data).render({"name": "見本 太郎", "items": ["氏名", "住所"], "count": 12})
    with suppress(NoticegenError):
        check_template(data, "victim_apology")


def template_body(data: bytes) -> None:
    """The body of a sound template."""
    template(with_part("template/small.docx", BODY, data))


def template_text(data: bytes) -> None:
    """What somebody types into a template."""
    text = data.decode(errors="replace").encode("ascii", "xmlcharrefreplace")
    for character, written in ((b"&", b"&amp;"), (b"<", b"&lt;")):
        text = text.replace(character, written)
    template_body(_parts("template/small.docx")[BODY].replace(b"TEXT", text))


TARGETS: dict[str, Callable[[bytes], None]] = {
    function.__name__: function
    for function in (
        facts,
        recipients_csv,
        recipients_xlsx,
        sheet,
        document,
        body,
        template,
        template_body,
        template_text,
    )
}
"""The targets by name; each has a folder of that name in the corpus."""
