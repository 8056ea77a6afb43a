"""An .xlsx of any number of rows, written in constant memory but for the texts that its cells share."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
STYLES = f'<styleSheet xmlns="{MAIN}"><cellXfs count="1"><xf numFmtId="0"/></cellXfs></styleSheet>'
COLUMNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def relations(**targets: str) -> str:
    inner = "".join(
        f'<Relationship Id="{kind}" Type="{RELATED}/{kind}" Target="{target}"/>'
        for kind, target in targets.items()
    )
    return f'<Relationships xmlns="{PACKAGE}">{inner}</Relationships>'


def parts(shared: bool) -> dict[str, str]:
    """Return the parts around the sheet ``xl/worksheets/sheet1.xml``."""
    texts = {"sharedStrings": "sharedStrings.xml"} if shared else {}
    return {
        "_rels/.rels": relations(officeDocument="xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATED}"><sheets>'
        '<sheet name="名簿" sheetId="1" r:id="worksheet"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(
            worksheet="worksheets/sheet1.xml", styles="styles.xml", **texts
        ),
        "xl/styles.xml": STYLES,
    }


def write_workbook(path: Path, rows: Iterable[Sequence[str]], *, shared: bool) -> None:
    """Write the rows as texts: each in its cell, or as Excel does in a table of texts that cells share."""
    places: dict[str, int] = {}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, text in parts(shared).items():
            archive.writestr(name, text)
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(f'<worksheet xmlns="{MAIN}"><sheetData>'.encode())
            for number, row in enumerate(rows, 1):
                cells = []
                for column, text in zip(COLUMNS, row, strict=False):
                    if text and shared:
                        place = places.setdefault(text, len(places))
                        cells.append(f'<c r="{column}{number}" t="s"><v>{place}</v></c>')
                    elif text:
                        cells.append(
                            f'<c r="{column}{number}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'
                        )
                sheet.write(f'<row r="{number}">{"".join(cells)}</row>'.encode())
            sheet.write(b"</sheetData></worksheet>")
        if shared:
            with archive.open("xl/sharedStrings.xml", "w", force_zip64=True) as texts:
                texts.write(f'<sst xmlns="{MAIN}" uniqueCount="{len(places)}">'.encode())
                for text in places:
                    texts.write(f"<si><t>{escape(text)}</t></si>".encode())
                texts.write(b"</sst>")
