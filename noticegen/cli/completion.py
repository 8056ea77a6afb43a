"""What may follow the word that is being typed? Names for the shell, and the options that set its completion up."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final, NoReturn

import typer

SHELLS: Final = frozenset({"bash", "zsh", "fish"})
"""Those that are set up by writing files of one's own; for PowerShell a policy of the computer would be changed."""

PROGRAM: Final = "noticegen"
VARIABLE: Final = "_NOTICEGEN_COMPLETE"


def kind_names(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the kinds of document that begin so, those of the firm's own folder included; imports no law."""
    package = Path(__file__).parent.parent
    own = ctx.params.get("templates")
    folders = [package / "templates_ja", package.parent / "templates_ja", *([Path(own)] if own else [])]
    names = {file.parent.name for folder in folders for file in folder.glob("*/document.toml")}
    return sorted(name for name in names if name.startswith(incomplete))


def scenario_names(incomplete: str) -> list[tuple[str, str]]:
    """Return the scenarios that begin so, with what people call them."""
    from noticegen.documents.new import SCENARIOS

    return [(name, title) for name, title in SCENARIOS.items() if name.startswith(incomplete)]


def _shell() -> str:
    from typer._completion_shared import _get_shell_name

    return _get_shell_name() or _refuse(
        "シェルの種類が分かりません。bash、zsh、fish、PowerShell の中で実行してください。"
    )


def _refuse(message: str) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(1)


def _show(wanted: bool) -> None:
    if wanted:
        from typer._completion_shared import _completion_scripts, get_completion_script

        shell = _shell()
        if shell not in _completion_scripts:
            _refuse(f"{shell} の補完はありません。bash、zsh、fish、PowerShell で使えます。")
        typer.echo(get_completion_script(prog_name=PROGRAM, complete_var=VARIABLE, shell=shell))
        raise typer.Exit


def _install(wanted: bool) -> None:
    if wanted:
        from typer._completion_shared import install

        shell = _shell()
        if shell not in SHELLS:
            _refuse(
                f"{shell} には書き込みません。noticegen --show-completion の出力を、シェルの設定に書き足してください。"
            )
        _, path = install(shell=shell, prog_name=PROGRAM, complete_var=VARIABLE)
        typer.echo(f"{path} に {shell} の補完を書きました。新しい端末から使えます。")
        raise typer.Exit


Install = Annotated[
    bool,
    typer.Option(
        "--install-completion", callback=_install, is_eager=True, help="シェルの補完を使えるようにする"
    ),
]
Show = Annotated[
    bool,
    typer.Option("--show-completion", callback=_show, is_eager=True, help="補完の設定を表示する"),
]


def way_names(incomplete: str) -> list[tuple[str, str]]:
    """Return the forms of output that begin so, with what they are."""
    from noticegen.batch.cover import WAYS

    return [(name, title) for name, title in WAYS.items() if name.startswith(incomplete)]


def order_names(incomplete: str) -> list[tuple[str, str]]:
    """Return the orders that begin so, with what they are."""
    from noticegen.batch.cover import ORDERS

    return [(name, title) for name, title in ORDERS.items() if name.startswith(incomplete)]
