"""What stands where on the pages of a PDF, and does a heading stand at the foot of one?

``python -m tests.documents.printed DIR`` looks at every document that ``tests.documents.show`` has put there.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lxml import etree

from noticegen.ooxml.reading import read_document
from noticegen.ooxml.styles import HEADINGS

if TYPE_CHECKING:
    from collections.abc import Iterator

Line = tuple[float, str]
FOOTER: Final = 46.0
"""So high the lowest part of a page is, in points, that holds its footer."""
_SAME_LINE: Final = 5.0
_NUMBER: Final = re.compile(r"(?:第?[0-9]+\.?|\([0-9]+\)|[ア-ン])?")


def lines_of(pdf: Path) -> Iterator[list[Line]]:
    """Yield the lines of each page without its footer: how far below the upper edge in points, and the text."""
    said = subprocess.run(
        ["pdftotext", "-bbox-layout", str(pdf), "-"], check=True, capture_output=True
    ).stdout
    for page in etree.fromstring(said, etree.XMLParser(recover=True)).iter("{*}page"):
        end = float(page.get("height", "0")) - FOOTER
        words = [
            (float(word.get("yMin", "0")), float(word.get("xMin", "0")), word.text or "")
            for word in page.iter("{*}word")
            if float(word.get("yMax", "0")) < end
        ]
        lines: list[list[tuple[float, float, str]]] = []
        for word in sorted(words):
            if lines and word[0] - lines[-1][0][0] < _SAME_LINE:
                lines[-1].append(word)
            else:
                lines.append([word])
        yield [
            (line[0][0], squeezed("".join(text for _, _, text in sorted(line, key=lambda each: each[1]))))
            for line in lines
        ]


def stranded(pdf: Path, docx: Path) -> list[str]:
    """Return the headings that are the last on a page; one may take two lines."""
    headings = {
        squeezed(each.text)
        for each in read_document(docx).paragraphs
        if each.style in HEADINGS or each.style == "表題"
    }
    found = []
    for number, lines in enumerate(lines_of(pdf), 1):
        ends = {"".join(text for _, text in lines[-count:]) for count in (1, 2)}
        found += [
            f"{docx.stem} {number}: {end}"
            for end in ends
            for heading in headings
            if end.endswith(heading) and _NUMBER.fullmatch(end.removesuffix(heading))
        ]
    return found


def squeezed(text: str) -> str:
    """Return a text without its spaces."""
    return re.sub(r"\s", "", text)


def main(folder: Path) -> int:
    """Look at every document of a folder; say what was found, and return how many headings stand at a foot."""
    pdfs = sorted(folder.rglob("*.pdf"))
    found = [each for pdf in pdfs for each in stranded(pdf, pdf.with_suffix(".docx"))]
    pages = sum(1 for pdf in pdfs for _ in lines_of(pdf))
    sys.stdout.write("".join(f"{each}\n" for each in found))
    sys.stdout.write(f"{len(pdfs)}件、{pages}ページ、ページの終わりにある見出し {len(found)}\n")
    return len(found)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])) > 0)
