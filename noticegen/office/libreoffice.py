"""Word documents as PDF, by LibreOffice: every other route loses Japanese text or layout."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from noticegen.findings import Finding, OutputError, Where
from noticegen.office.convert import convert, not_converted

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Sequence

PRIVATE_FILE: Final = 0o600
"""A page of a letter is as private as the letter."""


def to_pdf(
    paths: Iterable[str | os.PathLike[str]],
    folder: str | os.PathLike[str],
    *,
    progress: Callable[[int, int], object] | None = None,
) -> tuple[Path, ...]:
    """Write each Word document as a PDF into the folder and return the PDFs, in order.

    A PDF has the name of its document; a second document of that name gets a number. LibreOffice runs with a
    profile of its own, so that a window which is open does not matter. Nothing is written unless all succeed.

    Raises:
        OutputError: LibreOffice is missing, fails, or left a document out; or the folder cannot be written.
    """
    sources = [Path(path) for path in paths]
    target = Path(folder)
    names = _names(sources)
    with tempfile.TemporaryDirectory(prefix="noticegen-") as place:
        copies = _copied(sources, Path(place) / "in")
        missing = convert(copies, Path(place) / "out", Path(place), progress=progress)
        if missing:
            failed = (sources[int(each.stem)] for each in missing)
            raise OutputError(*(not_converted(str(path)) for path in failed))
        made = [Path(place) / "out" / f"{each.stem}.pdf" for each in copies]
        try:
            target.mkdir(parents=True, exist_ok=True)
            for pdf in made:
                pdf.chmod(PRIVATE_FILE)
            return tuple(Path(shutil.move(pdf, target / name)) for pdf, name in zip(made, names, strict=True))
        except OSError:
            problem = Finding(
                "error",
                "O144",
                "出力先に書き込めません。",
                "その名前のファイルがないか、権限とディスクの空きがあるかを確かめるか、-o に別の出力先を指定してください。",
                where=Where(str(target)),
            )
            raise OutputError(problem) from None


def _copied(sources: Sequence[Path], inbox: Path) -> list[Path]:
    """Copy documents under numbers for names: equal names would overwrite each other."""
    inbox.mkdir()
    copies = []
    for number, source in enumerate(sources):
        if source.suffix.lower() != ".docx":
            message, hint = (
                "Word 文書(.docx)ではありません。",
                "noticegen draft か batch で作った文書を指定してください。",
            )
            raise OutputError(Finding("error", "O145", message, hint, where=Where(str(source))))
        copies.append(inbox / f"{number:06d}.docx")
        try:
            shutil.copyfile(source, copies[-1])
        except OSError:
            problem = Finding(
                "error",
                "O145",
                "文書を読み取れません。",
                "ファイルの場所、名前、読み取りの権限を確かめてください。",
                where=Where(str(source)),
            )
            raise OutputError(problem) from None
    return copies


def _names(sources: Sequence[Path]) -> list[str]:
    names: list[str] = []
    for source in sources:
        name, number = f"{source.stem}.pdf", 2
        while name in names:
            name, number = f"{source.stem}-{number}.pdf", number + 1
        names.append(name)
    return names
