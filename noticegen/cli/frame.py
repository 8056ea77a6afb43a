"""What surrounds every command: Japanese help, wrong usage, and the one place where problems become text."""

from __future__ import annotations

import errno
import re
import sys
from typing import TYPE_CHECKING, Any, Final, NoReturn

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup

from noticegen.findings import Finding, NoticegenError, Where

if TYPE_CHECKING:
    from collections.abc import Sequence

    from typer._click.core import Context
    from typer._click.formatting import HelpFormatter
    from typer.core import TyperOption

INTERRUPTED: Final = 130

USAGE: Final[tuple[tuple[str, str], ...]] = (
    # what typer says, and what we say
    (r"No such command '(.+?)'\. Did you mean '(.+?)'.*", "「{0}」というコマンドはありません。「{1}」のことですか。"),
    (r"No such command '(.+?)'.*", "「{0}」というコマンドはありません。"),
    (r"No such option: (\S+) \(Possible options: (.+)\)", "「{0}」という指定はありません。{1} のことですか。"),
    (r"No such option: (\S+).*", "「{0}」という指定はありません。"),
    (r"Missing argument '(.+?)'.*", "{0} を書いてください。"),
    (r"Missing option '(.+?)'.*", "{0} を指定してください。"),
    (r"Missing command\.", "コマンドを書いてください。"),
    (r"Got unexpected extra argument(?:\(s\)|s)? \((.+)\)", "余分な引数があります: {0}"),
    (r"Option '(.+?)' requires an argument\.", "{0} の後に値を書いてください。"),
    (r"Option '(.+?)' does not take a value\.", "{0} に値は書けません。"),
    (r"Invalid value for '(.+?)': .*valid integer.*", "{0} は整数で書いてください。"),
    (r"Invalid value for '(.+?)': .*greater than or equal to (\d+)", "{0} は {1} 以上で書いてください。"),
    (r"Invalid value for '(.+?)': (.*[^\x00-\x7f].*)", "{0} の値が違います。{1}"),
    (r"Invalid value for '(.+?)': .*", "{0} に書けない値です。"),
    (r"Invalid value: (.*)", "{0}"),
)  # fmt: skip


def japanese_usage(message: str) -> str:
    """Return what is wrong with the arguments, in Japanese; an unknown message as it is.

    >>> japanese_usage("Missing argument 'INCIDENT'.")
    'INCIDENT を書いてください。'
    """
    for pattern, text in USAGE:
        match = re.fullmatch(pattern, message, re.DOTALL)
        if match:
            return text.format(*(part.replace("' / '", "・") for part in match.groups()))
    return message


class _Japanese:
    """Help in Japanese. Mixed into commands and the group of commands."""

    def get_usage(self, ctx: Context) -> str:
        usage: str = super().get_usage(ctx)  # type: ignore[misc]
        return (
            usage.replace("Usage:", "使い方:", 1)
            .replace("COMMAND [ARGS]...", "コマンド …")
            .replace("[OPTIONS]", "[指定]")
        )

    def get_help_option(self, ctx: Context) -> TyperOption | None:
        option: TyperOption | None = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = "この説明を表示する"
        return option

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        from typer import rich_utils

        from noticegen.cli.help_text import help_text

        rich_utils._make_rich_text = help_text  # noqa: SLF001 - there is no other way in
        rich_utils.ARGUMENTS_PANEL_TITLE = "引数"
        rich_utils.OPTIONS_PANEL_TITLE = "指定"
        rich_utils.COMMANDS_PANEL_TITLE = "コマンド"
        rich_utils.REQUIRED_LONG_STRING = "(必須)"
        rich_utils.DEFAULT_STRING = "(既定: {})"
        for param in ctx.command.get_params(ctx):
            if isinstance(param, TyperArgument) or getattr(param, "is_flag", False):
                # What Python calls the type of a path or a flag tells a lawyer nothing.
                param.__dict__["display_type_rich"] = lambda **_: ""
        super().format_help(ctx, formatter)  # type: ignore[misc]


def unusable(error: OSError) -> Finding:
    """Return what it means that a path cannot even be looked at, such as one that is too long for the system."""
    where = Where(str(error.filename or ""))
    if error.errno == errno.ENAMETOOLONG:
        hint = "短い名前にするか、浅いフォルダーに移してください。"
        return Finding("error", "O151", "名前かパスが長すぎます。", hint, where=where)
    hint = "場所、名前、権限と、ディスクや共有フォルダーにつながっているかを確かめてください。"
    return Finding("error", "O151", "ファイルかフォルダーを扱えません。", hint, where=where)


class Command(_Japanese, TyperCommand):
    """A command whose expected errors become findings on the screen and exit code 1."""

    def invoke(self, ctx: Context) -> Any:  # noqa: ANN401 - typer's own signature
        """Run the command."""
        try:
            return super().invoke(ctx)
        except NoticegenError as error:
            findings = error.findings
        except BrokenPipeError:
            raise
        except OSError as error:
            findings = (unusable(error),)
        except KeyboardInterrupt:
            sys.stderr.write("\n中断しました。\n")
            raise typer.Exit(INTERRUPTED) from None
        from noticegen.cli.findings import show_findings
        from noticegen.cli.output import print_json

        if ctx.params.get("as_json"):
            print_json({"findings": findings})
        else:
            show_findings(findings, stderr=True)
        raise typer.Exit(1)


class Group(_Japanese, TyperGroup):
    """All commands. Wrong usage is told in Japanese, with exit code 2."""

    def main(self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any) -> NoReturn:  # type: ignore[override]  # noqa: ANN401
        """Run and exit."""
        from typer._completion_classes import completion_init

        completion_init()
        extra["standalone_mode"] = False
        try:
            code = super().main(args, prog_name, **extra)
        except typer.TyperException as error:
            message = japanese_usage(error.format_message())
            context = getattr(error, "ctx", None)
            if type(error).__name__ != "NoArgsIsHelpError":  # the help was printed already
                command = context.command_path if context else "noticegen"
                from noticegen.cli.output import say

                say(message, f"使い方は {command} --help で表示されます。", stderr=True)
            sys.exit(error.exit_code)
        sys.exit(code if isinstance(code, int) else 0)
