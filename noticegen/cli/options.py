"""The arguments and options that several commands share, each with its help in one line."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from noticegen.cli.completion import kind_names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from noticegen.facts.load import Source


def day(text: str) -> date:
    """Return the date of an option. Raises BadParameter."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter("2026-11-22 のように書いてください。") from None


def facts_source(text: str) -> Source:
    """Return the path of a file of facts, or what comes from standard input where the path is ``-``."""
    if text != "-":
        return Path(text)
    from noticegen.facts.load import FactsText

    return FactsText(sys.stdin.buffer.read(), "標準入力")


def list_file(text: str) -> Path:
    """Return the path of a list of persons or results. Raises BadParameter for standard input."""
    if text == "-":
        # A list is read several times, and its name stands in the record of the batch.
        raise typer.BadParameter("一覧は標準入力から読めません。ファイルに保存し、その名を書いてください。")
    return Path(text)


IncidentFile = Annotated[
    Path,
    typer.Argument(
        metavar="INCIDENT",
        help="事実のファイル(incident.toml)。- は標準入力",
        parser=facts_source,
        show_default=False,
    ),
]
Out = Annotated[
    Path, typer.Option("--out", "-o", metavar="DIR", help="出力先のフォルダー", show_default=False)
]
Kinds = Annotated[
    list[str] | None,
    typer.Option(
        "--document",
        metavar="KIND",
        help="文書の種類。何度でも書ける",
        autocompletion=kind_names,
        show_default=False,
    ),
]
On = Annotated[
    date | None,
    typer.Option(
        "--on", metavar="YYYY-MM-DD", help="基準日。既定は日本の今日", parser=day, show_default=False
    ),
]
Templates = Annotated[
    Path | None,
    typer.Option("--templates", metavar="DIR", help="事務所のテンプレートの場所", show_default=False),
]
Strict = Annotated[bool, typer.Option("--strict", help="警告の要求事項もエラーとする")]
Json = Annotated[bool, typer.Option("--json", help="結果を JSON で出力する")]


Recipients = Annotated[
    Path,
    typer.Argument(
        metavar="RECIPIENTS", help="名簿(.csv、.tsv、.xlsx)", parser=list_file, show_default=False
    ),
]
Columns = Annotated[
    list[str] | None,
    typer.Option("--map", metavar="欄=見出し", help="名簿のどの列か。何度でも書ける", show_default=False),
]
Sheet = Annotated[
    str | None, typer.Option("--sheet", metavar="NAME", help="読むシート(.xlsx)", show_default=False)
]
PadPostal = Annotated[bool, typer.Option("--pad-postal", help="郵便番号の頭の0を補う")]


def pairs(texts: Iterable[str]) -> dict[str, str]:
    """Return options of the form 欄=見出し as a mapping. Raises BadParameter."""
    found = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals:
            raise typer.BadParameter("--map は「欄=見出し」の形で書いてください。例: --map 氏名=お名前")
        found[name.strip()] = value.strip()
    return found
