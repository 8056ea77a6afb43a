"""Many Word documents as PDF in few runs of LibreOffice, however it hangs, crashes or leaves documents out.

What counts are the PDFs that are there, never the exit status: LibreOffice 7.4 stops at the 247th file and says
nothing. What is missing is tried again in small batches and then alone, so that one document that LibreOffice cannot
bear costs no other its PDF.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from typing import TYPE_CHECKING, Final

from noticegen.findings import Finding, OutputError, Where
from noticegen.office.fonts import font_environment
from noticegen.office.keep import copy_to_convert
from noticegen.office.programs import require, run

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

BATCHES: Final = (200, 20, 1)
"""Documents in a run of LibreOffice: at first, and of those that are still missing."""

STALLED_SECONDS: Final = 90
"""So long LibreOffice may take over one document, its start included."""

IN_VAIN: Final = 6
"""So many runs without a single PDF among them say that LibreOffice itself does not work."""

_DATE: Final = re.compile(rb"\(D:(\d{14})")
_IDS: Final = re.compile(rb"/ID \[ <([0-9A-F]{32})>\s*<([0-9A-F]{32})> \]\s*/DocChecksum /([0-9A-F]{32})")


def convert(
    sources: Sequence[Path],
    folder: Path,
    work: Path,
    *,
    seconds: float = STALLED_SECONDS,
    progress: Callable[[int, int], object] | None = None,
) -> tuple[Path, ...]:
    """Write each document as a PDF of its name into a folder; return those for which there is none, in order.

    The names differ, and the folder holds no other PDF. Profile and font rules of LibreOffice lie below ``work``
    while it runs; no process and no profile remain. ``seconds`` is how long it may take over one document.

    Raises:
        OutputError: LibreOffice is not installed, or makes no PDF of anything.
    """
    require("soffice")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    missing = list(sources)
    in_vain = 0
    for size in BATCHES:
        if len(missing) == 1 < size < BATCHES[0]:
            continue
        batches = [missing[start : start + size] for start in range(0, len(missing), size)]
        for batch in batches:
            error = _run(batch, folder, work, seconds)
            made = sum(_pdf(each, folder).is_file() for each in batch)
            in_vain = 0 if made else in_vain + 1
            if error is not None and in_vain >= IN_VAIN and not any(folder.iterdir()):
                raise error
            if progress is not None:
                progress(sum(_pdf(each, folder).is_file() for each in sources), len(sources))
        missing = [each for each in missing if not _pdf(each, folder).is_file()]
    return tuple(missing)


def not_converted(file: str) -> Finding:
    """Return the finding for a document of which LibreOffice makes no PDF."""
    hint = "Word で開けるか確かめてください。ほかの LibreOffice の処理が動いていれば、終えてからもう一度実行してください。"
    return Finding("error", "O146", "PDF に変換できません。", hint, where=Where(file))


def _pdf(source: Path, folder: Path) -> Path:
    return folder / f"{source.stem}.pdf"


def _run(batch: Sequence[Path], folder: Path, work: Path, seconds: float) -> OutputError | None:
    """Let LibreOffice convert some documents, with a profile of its own; return why it did not come to its end."""
    profile, half, copies = work / "profile", work / "half", work / "copies"
    for place in (profile, half, copies):
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(mode=0o700)
    for source in batch:
        copy_to_convert(source, copies / source.name)
    arguments = [
        f"-env:UserInstallation={profile.absolute().as_uri()}",
        "--headless",
        "--norestore",
        "--convert-to",
        "pdf",
        "--outdir",
        str(half),
        *(str(copies / source.name) for source in batch),
    ]
    error = None
    try:
        run(
            "soffice",
            arguments,
            timeout=seconds,
            environment=font_environment(profile),
            progress=lambda: len(list(half.iterdir())),
        )
    except OutputError as problem:
        error = problem
    # Of a run that was killed, the last PDF may be half a one.
    for pdf in half.glob("*.pdf"):
        data = reproducible(pdf.read_bytes())
        if data is not None:
            pdf.chmod(0o600)
            pdf.write_bytes(data)
            pdf.replace(folder / pdf.name)
    for place in (profile, half, copies):
        shutil.rmtree(place, ignore_errors=True)
    return error


def reproducible(pdf: bytes) -> bytes | None:
    """Return a PDF of LibreOffice without time and random ids; None where it is not whole.

    The same document gives the same bytes, with the same LibreOffice and fonts.
    """
    if not pdf.startswith(b"%PDF-") or not pdf.rstrip().endswith(b"%%EOF"):
        return None
    data = bytearray(pdf)
    start = pdf.rfind(b"/CreationDate")
    if start >= 0 and (date := _DATE.search(pdf, start, start + 40)):
        data[slice(*date.span(1))] = b"19800101000000"
    trailer = _IDS.search(pdf, pdf.rfind(b"trailer"))
    if trailer:
        spans = [trailer.span(group) for group in (1, 2, 3)]
        for span in spans:
            data[slice(*span)] = b"0" * 32
        name = hashlib.sha256(data).hexdigest()[:32].upper().encode()
        for span in spans:
            data[slice(*span)] = name
    return bytes(data)
