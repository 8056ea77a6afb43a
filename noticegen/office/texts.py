"""What do the pages of a PDF say? Read by poppler, another program than the one that wrote them."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING, Final

from noticegen.findings import Finding, OutputError, Where
from noticegen.office.programs import require

if TYPE_CHECKING:
    from pathlib import Path

SECONDS: Final = 300


def page_texts(pdf: Path) -> tuple[str, ...]:
    """Return the text of each page, in order, as it is laid out.

    Raises:
        OutputError: poppler is not installed (O141), or cannot read the file (O147).
    """
    command = [require("pdftotext"), "-layout", "-enc", "UTF-8", str(pdf), "-"]
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program, no shell
            command, stdin=subprocess.DEVNULL, capture_output=True, check=True, timeout=SECONDS
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        message = "できた PDF を読めません。"
        hint = "noticegen doctor で poppler がそろっているかを確かめ、もう一度実行してください。"
        # The folder is one that is gone when somebody reads this.
        raise OutputError(Finding("error", "O147", message, hint, where=Where(pdf.name))) from None
    # Every page ends with a form feed.
    return tuple(done.stdout.decode(errors="replace").split("\f")[:-1])
