"""Pictures of the pages of a PDF, by poppler."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from noticegen.findings import Finding, OutputError, Where
from noticegen.office.libreoffice import PRIVATE_FILE
from noticegen.office.programs import run

if TYPE_CHECKING:
    import os

SECONDS: Final = 300
DOTS_PER_INCH: Final = 100


def to_png(
    pdf: str | os.PathLike[str], folder: str | os.PathLike[str], *, resolution: int = DOTS_PER_INCH
) -> tuple[Path, ...]:
    """Write each page of a PDF as a picture into the folder and return the pictures, in the order of the pages.

    Raises:
        OutputError: poppler is missing or fails, or the folder cannot be written.
    """
    source, target = Path(pdf), Path(folder)
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError:
        problem = Finding(
            "error",
            "O144",
            "出力先に書き込めません。",
            "その名前のファイルがないか、権限とディスクの空きがあるかを確かめるか、別の出力先を指定してください。",
            where=Where(str(target)),
        )
        raise OutputError(problem) from None
    for old in _pages(source, target):
        old.unlink()
    run("pdftoppm", ["-png", "-r", str(resolution), str(source), str(target / source.stem)], timeout=SECONDS)
    pages = _pages(source, target)
    for page in pages:
        page.chmod(PRIVATE_FILE)
    return pages


def _pages(source: Path, target: Path) -> tuple[Path, ...]:
    """Return the pictures of a PDF. poppler writes as many digits as the last page has."""
    return tuple(
        sorted(
            path
            for path in target.glob("*.png")
            if path.stem.rpartition("-")[0] == source.stem and path.stem.rpartition("-")[2].isdigit()
        )
    )
