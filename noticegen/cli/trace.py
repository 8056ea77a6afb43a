"""``noticegen trace``: from which facts each section of a Word document is made, and which provisions ask for it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from noticegen.cli import options

if TYPE_CHECKING:
    from noticegen.documents.trace import TracedSection

File = Annotated[Path, typer.Argument(metavar="FILE", help="文書かテンプレート(.docx)", show_default=False)]
Document = Annotated[
    str | None, typer.Option("--document", metavar="KIND", help="文書の種類", show_default=False)
]


def trace(
    file: File,
    document: Document = None,
    on: options.On = None,
    templates: options.Templates = None,
    as_json: options.Json = False,
) -> None:
    """文書の区画ごとに、元になる事実と、それを求める法令等を示す。

    文書の種類は文書に記録されています。computed は事実から計算したもの、person は宛先の本人です。
    """
    from noticegen.cli.output import print_json, say
    from noticegen.documents.trace import trace as traced

    sections = traced(file, document, on=on, templates=templates)
    if as_json:
        print_json({"sections": sections, "findings": ()})
        return
    for section in sections:
        _show(section)
    say(f"{len(sections)}の区画。「未確認」は、出典の本文を確かめていないもの。")


def _show(section: TracedSection) -> None:
    from noticegen.cli.output import say_indented
    from noticegen.law.condition_titles import condition_title
    from noticegen.law.data import LEVEL_NAMES

    when = "" if section.when == "always" else f"  {condition_title(section.when)}"
    say_indented(f"{section.title}  ({section.section}){when}", style="bold")
    say_indented(", ".join(section.facts) or "なし(決まった文言)", mark="事実: ", indent=4)
    for asked in section.requirements:
        doubt = " 未確認" if asked.unverified else ""
        mark = f"{LEVEL_NAMES[asked.level]}: "
        say_indented(
            f"{asked.title}  {'、'.join(asked.sources)}  確認 {asked.checked_on}{doubt}", mark=mark, indent=4
        )
