"""What must the person at the printer and the inserting machine know? Totals, and nothing about anybody."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from noticegen.batch.folder import COVER
from noticegen.documents.output import write_file
from noticegen.facts.recipients_count import left_out
from noticegen.japanese.dates import date_text
from noticegen.ooxml.template import Template

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from noticegen.batch.folder import BatchFolder
    from noticegen.batch.job import Job
    from noticegen.batch.written import Totals

MOST_NAMED: Final = 200
"""How many numbers are listed; more would be no list to work with."""
MOST_AREAS: Final = 100
"""More areas than this, and letters are counted by the first two digits."""
IN_A_ROW: Final = 4
ORDERS: Final = {"list": "名簿の順", "postal": "郵便番号の順"}
WAYS: Final = {
    "files": "一通ごとの Word ファイル",
    "zip": "ZIP ファイル",
    "merged": "何通もつないだ Word ファイル",
    "pdf": "一通ごとの PDF",
    "merged-pdf": "何通もつないだ PDF",
}


def write_cover(job: Job, folder: BatchFolder, totals: Totals, order: str) -> None:
    """Write the cover sheet of a batch.

    Raises:
        OutputError: it cannot be written.
    """
    data = Template((files("noticegen.batch") / "cover.docx").read_bytes(), name=COVER).render(
        _content(job, folder, totals, order)
    )
    write_file(folder.path / COVER, data)


def _content(job: Job, folder: BatchFolder, totals: Totals, order: str) -> dict[str, Any]:
    usual = max(totals.pages, key=lambda pages: (totals.pages[pages], -pages), default=0)
    digits, areas = _areas(totals.areas)
    sides = ("、両面印刷用" if job.duplex else "、片面印刷用") if job.way.name.startswith("merged") else ""
    return {
        "title": job.kind.title,
        "on": date_text(job.on),
        "way": f"{WAYS[job.way.name]}{sides}",
        "order": ORDERS[order],
        "letters": f"{totals.letters:,}",
        "excluded": f"{totals.excluded:,}",
        "pages": _number(sum(pages * letters for pages, letters in totals.pages.items())),
        "parts": [
            {
                "file": part.file,
                "letters": f"{part.letters:,}",
                "first": job.number(part.first),
                "last": job.number(part.last),
                "pages": _number(part.pages) or "―",
            }
            for part in totals.parts
        ],
        "sizes": [
            {"pages": pages, "letters": f"{letters:,}"} for pages, letters in sorted(totals.pages.items())
        ],
        "usual": usual,
        "outliers": _listed(_outliers(job, folder, totals, usual)),
        "unfit": _listed(totals.unfit),
        "digits": digits,
        "areas": areas,
        "reasons": list(_reasons(job, totals)),
    }


def _outliers(job: Job, folder: BatchFolder, totals: Totals, usual: int) -> Iterator[str]:
    """Yield the numbers of the letters with more or fewer pages than most."""
    if len(totals.pages) < 2:
        return
    for chunk in folder.records.all(totals.chunks):
        for letter in chunk.written.letters:
            if letter.pages not in {None, usual}:
                yield f"{job.number(letter.number)}（{letter.pages}）"


def _areas(counted: Counter[str]) -> tuple[int, list[list[str]]]:
    """Return how many digits name an area, and the letters of each, in rows of four."""
    digits = 3
    if len(counted) > MOST_AREAS:
        digits = 2
        fewer: Counter[str] = Counter()
        for area, letters in counted.items():
            fewer[area[:digits]] += letters
        counted = fewer
    said = [f"{area or 'なし'}　{letters:,}通" for area, letters in sorted(counted.items())]
    said += [""] * (-len(said) % IN_A_ROW)
    return digits, [said[start : start + IN_A_ROW] for start in range(0, len(said), IN_A_ROW)]


def _reasons(job: Job, totals: Totals) -> Iterator[dict[str, str]]:
    rows = left_out(job.incident, totals.codes)
    said = {
        "送付を止めているか、住所がない": rows.held,
        "合計か見出しの繰返しで、人の行でない": rows.no_persons,
        "名簿か事実を直す必要がある": rows.wrong,
    }
    yield from ({"text": text, "rows": f"{number:,}"} for text, number in said.items() if number)


def _listed(numbers: Iterable[str]) -> str:
    """Return the first numbers in one text, and whether there are more."""
    first = list(islice(numbers, MOST_NAMED + 1))
    return "、".join(first[:MOST_NAMED]) + (" ほか" if len(first) > MOST_NAMED else "")


def _number(value: int | None) -> str:
    return f"{value:,}" if value else ""
