"""``noticegen doctor`` and ``noticegen preview``: LibreOffice, poppler and fonts."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from noticegen.cli import options

Files = Annotated[list[Path], typer.Argument(metavar="FILE", help="Word 文書(.docx)", show_default=False)]


def doctor(as_json: options.Json = False) -> None:
    """LibreOffice やフォントが入っているかを示す。

    ないものについて、何に要るか、どう入れるかを示します。文書の作成と検査には、どれも要りません。
    """
    from noticegen.cli.output import print_json, say
    from noticegen.cli.tables import show_row
    from noticegen.office.doctor import installed

    parts = installed()
    if as_json:
        print_json({"parts": parts, "findings": ()})
        return
    for part in parts:
        mark, style = ("あり", "green") if part.is_installed else ("なし", "red")
        get = () if part.is_installed else tuple(f"{system}: {how}" for system, how in part.get)
        show_row(
            [(mark, 6, style)], [f"{part.name}  {part.found}".rstrip(), f"用途: {part.needed_for}", *get]
        )
    missing = sum(not part.is_installed for part in parts)
    say(f"{len(parts)}件のうち{missing}件がありません。" if missing else "すべてそろっています。")


def preview(files: Files, out: options.Out) -> None:
    """Word 文書を PDF とページの画像にする。

    LibreOffice と poppler を使います(noticegen doctor で確かめられます)。
    """
    from noticegen.cli.output import say
    from noticegen.cli.progress import progress
    from noticegen.office.libreoffice import to_pdf
    from noticegen.office.pages import to_png

    with progress("PDF と画像を作成中") as advance:
        made = []
        for pdf in to_pdf(files, out):
            made.append((pdf, to_png(pdf, out)))
            advance(len(made), len(files))
    for pdf, pictures in made:
        say(f"{pdf}  {len(pictures)}ページ")
        for picture in pictures:
            say(f"  {picture}", to_copy=True)
