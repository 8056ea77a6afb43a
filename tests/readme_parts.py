"""The parts of README.md that follow from the code: the tables of facts and of commands.

Run ``python -m tests.readme_parts`` to write them anew; a test compares.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, Union, get_args, get_origin

import typer

from noticegen.cli.app import app
from noticegen.documents import kinds as documents
from noticegen.facts.audience import DEFAULT, NARROWER
from noticegen.facts.incident import Incident
from noticegen.facts.schema import table_models
from noticegen.facts.tables import ClientTable
from noticegen.facts.values import Count, Day, Instant, Moment, Unknown, Value
from noticegen.law.condition_titles import condition_title
from noticegen.law.conditions import CONDITIONS
from tests.codes import codes
from tests.law_parts import completeness, unverified

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic.fields import FieldInfo

PER: Final = {"incident": "一件に一つ", "client": "取引先ごと", "recipient": "一人に一通"}
README: Final = Path(__file__).parent.parent / "README.md"

WORDS: Final = (
    (Moment, "日時"),
    (Count, "数"),
    (Day, "日付"),
    (date, "日付"),
    (Instant, "日付、日時"),
    (date | datetime, "日付、日時"),
    (str, "文字列"),
    (int, "整数"),
    (float, "数値"),
    (bool, "true、false"),
)


def facts() -> str:
    """Return every fact of ``incident.toml``: its name, its meaning, what may be written."""
    return "\n".join(_table(name, model) for name, model in table_models().items())


def values() -> str:
    """Return what may be written in the three values that have parts: Moment, Count, Unknown."""
    titles = {Moment: "日時", Count: "数", Unknown: "未判明（※）"}
    return "\n".join(_rows_of(f"**{title}** `{{ … }}`", model, "") for model, title in titles.items())


def kinds() -> str:
    """Return every kind of document: who reads it, how many there are, its own facts."""
    rows = []
    for kind in documents.kinds().values():
        own = "、".join(f"`{fact.name}`（{fact.title}{_need(fact)}）" for fact in kind.facts)
        asked = "。名指ししたときだけ作る" if kind.optional else ""
        rows.append(f"| `{kind.id}` | {kind.title}{asked} | {kind.audience} | {PER[kind.per]} | {own} |")
    return "| 種類 | 文書 | 読む人 | 数 | 固有の事実 |\n|---|---|---|---|---|\n" + "\n".join(rows) + "\n"


def _need(fact: documents.FactRule) -> str:
    return "。必須" if fact.required else ""


def conditions() -> str:
    """Return every condition with what a person calls it."""
    rows = "\n".join(f"| `{name}` | {condition_title(name)} |" for name in CONDITIONS)
    return f"| 条件 | 当てはまる場合 |\n|---|---|\n{rows}\n"


def commands() -> str:
    """Return every command with its arguments and options, as ``--help`` has them."""
    root: Any = typer.main.get_command(app)
    rows = "\n".join(f"| `{_option(each)}` | {each.help} |" for each in root.params)
    parts = [f"**`noticegen`** — {root.help}\n\n| | |\n|---|---|\n{rows}\n"]
    for name, command in _commands(root):
        arguments = [each for each in command.params if each.param_type_name == "argument"]
        options = [each for each in command.params if each.param_type_name == "option"]
        usage = " ".join(["noticegen", name, *(_argument(each) for each in arguments)])
        rows = [f"| `{_argument(each)}` | {each.help} |" for each in arguments]
        rows += [f"| `{_option(each)}` | {each.help}{_default(each)} |" for each in options]
        help_ = "".join(line.strip() for line in command.help.split("\n"))
        table = "\n| | |\n|---|---|\n" + "\n".join(rows) + "\n" if rows else ""
        parts.append(f"**`{usage}`** — {help_}\n{table}")
    return "\n".join(parts)


def _commands(group: Any, prefix: str = "") -> Iterator[tuple[str, Any]]:
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _commands(command, f"{prefix}{name} ")
        else:
            yield f"{prefix}{name}", command


def messages() -> str:
    """Return every code with its message, where … stands for what depends on the case."""
    cells = ((code, text.replace("|", "｜").replace("*", r"\*")) for code, text in codes().items())
    rows = "\n".join(f"| {code} | {text} |" for code, text in cells)
    return f"| コード | 何が起きたか |\n|---|---|\n{rows}\n"


PARTS: Final = {
    "codes": messages,
    "facts": facts,
    "values": values,
    "kinds": kinds,
    "completeness": completeness,
    "unverified": unverified,
    "conditions": conditions,
    "commands": commands,
}


def with_parts(text: str) -> str:
    """Return the README with its generated parts made anew."""
    for name, made in PARTS.items():
        pattern = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
        text, found = pattern.subn(lambda match, made=made: f"{match[1]}\n{made()}\n{match[2]}", text)
        assert found == 1, name
    return text


def _table(name: str, model: type[Value]) -> str:
    field = Incident.model_fields[name]
    is_array = get_origin(field.annotation) is tuple
    heading = f"`[[{name}]]`" if is_array else f"`[{name}]`"
    required = "（必須）" if field.is_required() else ""
    readers = "・".join(DEFAULT[name])
    of_client = "。`client` を書ける" if issubclass(model, ClientTable) else ""
    return _rows_of(
        f"**{heading}** {field.title}{required} — 読む人：{readers or 'なし'}{of_client}", model, name
    )


def _rows_of(heading: str, model: type[Value], path: str) -> str:
    rows = "\n".join(_rows(path, model))
    return f"{heading}\n\n| 名前 | 意味 | 書くもの |\n|---|---|---|\n{rows}\n"


def _rows(path: str, model: type[Value]) -> Iterator[str]:
    for name, field in model.model_fields.items():
        if name in {"audience", "client"}:
            continue  # said once for all tables
        inner = f"{path}.{name}".removeprefix(".")
        yield f"| `{inner}` | {_meaning(inner, field)} | {_written(field)} |"
        for table in _tables(field.annotation):
            yield from _rows(inner, table)


def _meaning(path: str, field: FieldInfo) -> str:
    closed = ""
    if path in NARROWER:
        readers = "・".join(NARROWER[path])
        closed = f"（{readers}だけ）" if readers else "（どの文書にも出ない）"
    more = f"。{field.description}" if field.description else ""
    return f"{field.title}{more}{closed}".replace("|", "｜")


def _written(field: FieldInfo) -> str:
    words = _words(field.annotation)
    if field.is_required():
        return f"**必須** {words}"
    return f"{words}（既定 {field.default}）" if isinstance(field.default, str) else words


def _words(annotation: Any) -> str:
    """Return in Japanese what a person writes for a type."""
    for known, word in WORDS:
        if annotation == known:
            return word
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _words(arguments[0])
    if origin is Literal:
        return "、".join(str(value) for value in arguments)
    if origin is tuple:
        return f"{_words(arguments[0])}（配列）"
    if origin in {Union, UnionType}:
        members = [member for member in arguments if member is not type(None)]
        known_ = [member for member in members if _plain(member) is not Unknown]
        words = "、".join(_words(member) for member in known_)
        return words if len(known_) == len(members) else f"{words} ※"
    return "表"


def _plain(annotation: Any) -> Any:
    return get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation


def _tables(annotation: Any) -> Iterator[type[Value]]:
    """Yield the tables within a table, such as ``business.clerk``."""
    if isinstance(annotation, type) and issubclass(annotation, Value):
        if annotation not in {Moment, Count, Unknown}:
            yield annotation
        return
    for part in get_args(annotation):
        yield from _tables(part)


def _argument(parameter: Any) -> str:
    return f"{parameter.metavar}..." if parameter.nargs == -1 else str(parameter.metavar)


def _option(parameter: Any) -> str:
    names = ", ".join(sorted(parameter.opts, key=len, reverse=True))
    return names if parameter.is_flag else f"{names} {parameter.metavar}"


def _default(parameter: Any) -> str:
    if parameter.required:
        return "（必須）"
    shown = parameter.default not in (None, False, "") and not parameter.multiple and parameter.show_default
    return f"（既定 {parameter.default}）" if shown else ""


if __name__ == "__main__":
    README.write_text(with_parts(README.read_text("utf-8")), "utf-8")
