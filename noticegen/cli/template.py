"""``noticegen template``: a firm's own templates, begun on its letterhead, checked, and printed as text."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from noticegen.cli import options
from noticegen.cli.frame import Command, Group

template = typer.Typer(
    cls=Group, no_args_is_help=True, context_settings={"help_option_names": ["--help", "-h"]}
)

Kind = Annotated[str, typer.Argument(metavar="KIND", help="文書の種類", show_default=False)]
Target = Annotated[
    Path, typer.Argument(metavar="FILE", help="作る .docx。フォルダーなら一式", show_default=False)
]
Letterhead = Annotated[
    Path | None,
    typer.Option("--from", metavar="LETTERHEAD", help="事務所のレターヘッド(.docx)", show_default=False),
]
Files = Annotated[list[Path], typer.Argument(metavar="FILE", help="テンプレート(.docx)", show_default=False)]
File = Annotated[Path, typer.Argument(metavar="FILE", help="テンプレート(.docx)", show_default=False)]
Document = Annotated[
    str | None, typer.Option("--document", metavar="KIND", help="文書の種類", show_default=False)
]


@template.callback()
def template_() -> None:
    """事務所のテンプレートを作り、調べ、テキストにする。"""


@template.command(cls=Command)
def new(
    kind: Kind,
    target: Target,
    letterhead: Letterhead = None,
    templates: options.Templates = None,
) -> None:
    """必要な区画と差込みのそろったテンプレートを作る。

    --from を書くと、レターヘッドの用紙、ヘッダー、フッター、書式を使います。FILE にフォルダーを書くと、
    FILE/KIND に document.toml と一緒に作り、そのまま --templates FILE で使えます。
    """
    from noticegen.cli.findings import show_findings
    from noticegen.cli.output import say
    from noticegen.documents.template_new import letterhead_findings, write_template
    from noticegen.ooxml.outline import outline as as_text

    files = write_template(kind, target, letterhead, templates=templates)
    say(*map(str, files), "Word で直した後、次で確かめられます:")
    made = [each for each in files if each.suffix == ".docx"]
    for file in made:
        say(f"  noticegen template check {file}", to_copy=True)
    if letterhead is not None and any("person.window" in as_text(file) for file in made):
        say(
            "宛名の枠は封筒の窓の位置にあり、ヘッダーの文字はその右に寄せてあります。図や表が重なるときは、Word で動かしてください。"
        )
    if letterhead is not None and (found := letterhead_findings(letterhead)):
        show_findings(found)


@template.command(cls=Command)
def check(
    files: Files,
    document: Document = None,
    on: options.On = None,
    templates: options.Templates = None,
    as_json: options.Json = False,
) -> None:
    """テンプレートの誤りを、区画と段落とともに示す。

    足りない区画、ない変数やフィルター、読む人に見せない事実、閉じていないタグ、全角の記号、区画の外の差込み、
    日本語のない書体、残った作成者・コメント・変更履歴・隠し文字を調べます。
    """
    from noticegen.cli.reports import show_template
    from noticegen.documents.template_check import check_templates

    found = check_templates(files, document, on=on, templates=templates)
    raise typer.Exit(show_template(found, as_json=as_json))


@template.command(cls=Command)
def outline(file: File) -> None:
    """テンプレートをテキストで出力する(git で差分を見るため)。

    .gitattributes に「*.docx diff=noticegen」と書き、次を一度実行すると、git diff がこのテキストで比べます。
    git config diff.noticegen.textconv "noticegen template outline"
    """
    import sys

    from noticegen.ooxml.outline import outline as as_text

    sys.stdout.write(as_text(file))
