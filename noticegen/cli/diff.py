"""``noticegen diff``: what changed between two states of the facts, and which sections of which documents it touches."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from noticegen.cli import options

Old = Annotated[Path, typer.Argument(metavar="OLD", help="前の事実(.toml)", show_default=False)]
New = Annotated[Path, typer.Argument(metavar="NEW", help="後の事実(.toml)", show_default=False)]


def diff(
    old: Old,
    new: New,
    document: options.Kinds = None,
    on: options.On = None,
    templates: options.Templates = None,
    as_json: options.Json = False,
) -> None:
    """二つの時点の事実を比べ、変わった事実と、それを書いた区画を示す。

    区画は、その記載が変わるものだけを示します。読む人に見せない事実の変更は、その文書の区画を示しません。
    """
    from noticegen.cli.diff_table import show_diff
    from noticegen.cli.output import print_json
    from noticegen.documents.diff import diff as compare
    from noticegen.facts.load import load_incident

    changes = compare(
        load_incident(old), load_incident(new), on=on, documents=document or (), templates=templates
    )
    if as_json:
        print_json({"changes": changes, "findings": ()})
    else:
        show_diff(changes, templates)
