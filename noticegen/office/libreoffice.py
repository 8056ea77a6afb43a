"""Word documents as PDF, by LibreOffice: every other route loses Japanese text or layout."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from noticegen.findings import Finding, OutputError, Where
from noticegen.office.fonts import font_environment
from noticegen.office.programs import run

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Sequence

PRIVATE_FILE: Final = 0o600
"""A page of a letter is as private as the letter."""

MOST_AT_ONCE: Final = 200
"""LibreOffice 7.4 stops at the 247th file and says nothing, with exit status 0."""

START_SECONDS: Final = 60
SECONDS_EACH: Final = 10


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
        work = Path(place)
        made: list[Path] = []
        for start in range(0, len(sources), MOST_AT_ONCE):
            made += _convert(sources[start : start + MOST_AT_ONCE], work, start)
            if progress is not None:
                progress(len(made), len(sources))
        try:
            target.mkdir(parents=True, exist_ok=True)
            for pdf in made:
                pdf.chmod(PRIVATE_FILE)
            return tuple(Path(shutil.move(pdf, target / name)) for pdf, name in zip(made, names, strict=True))
        except OSError:
            problem = Finding(
                "error",
                "O144",
                "PDF を書き込めません。",
                "出力先の場所と空きを確かめてください。",
                where=Where(str(target)),
            )
            raise OutputError(problem) from None


def _convert(sources: Sequence[Path], work: Path, start: int) -> list[Path]:
    """Convert some documents under numbers for names: equal names would overwrite each other."""
    inbox, outbox = work / f"in{start}", work / f"out{start}"
    inbox.mkdir()
    outbox.mkdir()
    for number, source in enumerate(sources):
        try:
            shutil.copyfile(source, inbox / f"{number:04d}.docx")
        except OSError:
            problem = Finding(
                "error",
                "O145",
                "文書を読めません。",
                "ファイル名と場所を確かめてください。",
                where=Where(str(source)),
            )
            raise OutputError(problem) from None
    run(
        "soffice",
        [
            f"-env:UserInstallation={(work / 'profile').as_uri()}",
            "--headless",
            "--norestore",
            "--convert-to",
            "pdf",
            "--outdir",
            str(outbox),
            *(str(path) for path in sorted(inbox.iterdir())),
        ],
        timeout=START_SECONDS + SECONDS_EACH * len(sources),
        environment=font_environment(work),
    )
    found = [outbox / f"{number:04d}.pdf" for number in range(len(sources))]
    missing = [source for source, pdf in zip(sources, found, strict=True) if not pdf.is_file()]
    if missing:
        hint = "Word で開けるか確かめてください。"
        raise OutputError(
            *(
                Finding("error", "O146", "PDF に変換できません。", hint, where=Where(str(path)))
                for path in missing
            )
        )
    return found


def _names(sources: Sequence[Path]) -> list[str]:
    names: list[str] = []
    for source in sources:
        name, number = f"{source.stem}.pdf", 2
        while name in names:
            name, number = f"{source.stem}-{number}.pdf", number + 1
        names.append(name)
    return names
