"""What went wrong in compiling or rendering a template, said so that its author can mend it?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from jinja2 import TemplateSyntaxError, Undefined, UndefinedError, nodes
from jinja2.exceptions import SecurityError
from lxml import etree

from noticegen.findings import RenderError, TemplateError
from noticegen.ooxml.environment import FunctionPrintedError, MissingValueError
from noticegen.ooxml.errors import finding
from noticegen.ooxml.limits import LimitExceededError
from noticegen.ooxml.structure import MOST_FAULTS, faults_of_document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from types import TracebackType

    from noticegen.findings import Finding
    from noticegen.ooxml.compiled import CompiledPart
    from noticegen.ooxml.environment import TemplateEnvironment
    from noticegen.ooxml.tags import Place, TagMap

_QUOTED: Final = re.compile(r"'([^']*)'")
MOST_SHOWN: Final = 24
_ELSEWHERE: Final = (
    "テンプレートは他のファイルを読み込めません。",
    "読み込みたい内容を、このテンプレートに直接書いてください。",
)
_REFUSED: Final[Mapping[type[nodes.Node], tuple[str, str]]] = {
    nodes.Extends: _ELSEWHERE,
    nodes.Include: _ELSEWHERE,
    nodes.Import: _ELSEWHERE,
    nodes.FromImport: _ELSEWHERE,
    nodes.ScopedEvalContextModifier: (
        "値の < や & は常に文字として印字されます。",
        "このタグを削除してください。",
    ),
}


def code_name(file: str) -> str:
    """Return the file name under which compiled code appears in a traceback."""
    return f"<template {file}>"


def _at(code: str, file: str, place: Place, message: str, hint: str = "") -> Finding:
    return finding(code, file, message, hint=hint, path=place.path, section=place.section)


def refuse_unknown_names(
    tree: nodes.Template, environment: TemplateEnvironment, tags: TagMap, file: str
) -> None:
    """Raise for every filter and test that does not exist, and for tags that would read other files.

    Jinja itself reports a filter inside a condition only when the condition is met.

    Raises:
        TemplateError: with one finding for each name.
    """
    problems: list[Finding] = []
    unknown: dict[tuple[str, str], list[nodes.Node]] = {}
    kinds: tuple[type[nodes.Node], ...] = (nodes.Filter, nodes.Test, *_REFUSED)
    for node in tree.find_all(kinds):
        if isinstance(node, nodes.Filter | nodes.Test):
            is_filter = isinstance(node, nodes.Filter)
            if node.name not in (environment.filters if is_filter else environment.tests):
                unknown.setdefault(("フィルター" if is_filter else "判定(is …)", node.name), []).append(node)
        else:
            what, hint = next(text for kind, text in _REFUSED.items() if isinstance(node, kind))
            message = f"{{% {tags.expression(node.lineno)} %}} は使えません。{what}"
            problems.append(_at("T102", file, tags.place(node.lineno), message, hint))
    for (what, name), places in unknown.items():
        line = min(node.lineno for node in places)
        known: Iterable[str] = environment.filters if what == "フィルター" else environment.tests
        others = f"(ほか {len(places) - 1} か所)" if len(places) > 1 else ""
        message = f"「{tags.expression(line)}」の{what} {name} はありません{others}。"
        problems.append(_at("T103", file, tags.place(line), message, _suggestion(name, known)))
    if problems:
        raise TemplateError(*problems)


def _named(expression: str, name: str) -> str:
    """Return how a message calls a name and the tag in which it stands, once where they are the same."""
    return f"「{name}」" if expression == name else f"「{expression}」の「{name}」"


def _suggestion(name: str, known: Iterable[str]) -> str:
    close = get_close_matches(name, sorted(known), 1)
    return f"{close[0]} の書き間違いではありませんか。" if close else "名前を確かめてください。"


def syntax_error(problem: TemplateSyntaxError, tags: TagMap, file: str) -> TemplateError:
    """Return Jinja's complaint about the template as ours."""
    place, line = tags.place(problem.lineno), problem.lineno
    text = problem.message or ""
    quoted = _QUOTED.findall(text)
    if opened := tags.unclosed():
        place = opened
        message = "「{{」「{%」「{#」のどれかが閉じられていません。"
        hint = "「}}」「%}」「#}」で閉じてください。"
    elif "nexpected end of template" in text or "unknown tag 'end" in text or "unknown tag 'el" in text:
        place, expression = tags.unmatched() or (place, tags.expression(line))
        word = expression.split(" ", 1)[0]
        message = f"{{% {expression} %}} に対応するタグがありません。"
        hint = (
            f"対応する {{% {_opener(word)} … %}} の位置と種類(p・tr・tc の別)を確かめてください。"
            if word.startswith(("end", "el"))
            else f"{{% end{word} %}} を書いてください。段落ごとのタグ {{%p {word} … %}} は {{%p end{word} %}} で閉じます。"
        )
    elif "unknown tag" in text and quoted:
        message = f"{{% {quoted[0]} %}} という命令はありません。"
        hint = "使える命令は if、for、set などです。"
    else:
        message = f"タグ「{_short(tags.expression(line))}」の書き方に誤りがあります。"
        hint = "名前、引用符、かっこの対応を確かめてください。"
    return TemplateError(_at("T102", file, place, message, hint))


def _short(expression: str) -> str:
    """Return the beginning of a tag: one that is not closed goes on into the next."""
    return expression if len(expression) <= MOST_SHOWN else f"{expression[:MOST_SHOWN]}…"


def _opener(word: str) -> str:
    """Return the tag that ``endif`` or ``else`` belongs to."""
    return word.removeprefix("end") if word.startswith("end") else "if"


def failed_render(problem: Exception, part: CompiledPart, variables: Mapping[str, Any]) -> RenderError:
    """Return what stopped a render as a finding that names the variable and never its value."""
    if isinstance(problem, RenderError):
        return problem
    line = part.template_line(_line_in(problem.__traceback__, code_name(part.file)))
    place, expression = part.tags.place(line), part.tags.expression(line)
    if isinstance(problem, UndefinedError):
        name, hint = _undefined(problem, part, line, variables)
        message = f"{_named(expression, name)}という変数は定義されていません。"
        return RenderError(_at("T201", part.file, place, message, hint), variable=name)
    name = variable_at(part, line) or expression
    if isinstance(problem, MissingValueError):
        message = f"{_named(expression, name)}に値がありません。値のないまま印字することはできません。"
        hint = f"事実を記入するか、{{% if {expression.split('|')[0].strip()} %}} … {{% endif %}} で囲んでください。"
        return RenderError(_at("T202", part.file, place, message, hint), variable=name)
    code, message, hint = _refused(problem, expression, name)
    return RenderError(_at(code, part.file, place, message, hint))


def _refused(problem: Exception, expression: str, name: str) -> tuple[str, str, str]:
    """Return code, message and hint for an expression that was not computed."""
    if isinstance(problem, SecurityError | OverflowError):
        return (
            "T204",
            f"「{expression}」は、テンプレートに許されていない操作です。",
            "テンプレートでは、値の参照・条件・繰返しと、決められたフィルターだけを使ってください。",
        )
    if isinstance(problem, LimitExceededError | RecursionError | MemoryError):
        return (
            "T207",
            f"「{expression}」の辺りで、繰返しが多すぎるか、文字が長すぎて、文書になりません。",
            "繰返しの範囲と、幅や回数の指定を確かめてください。",
        )
    if isinstance(problem, FunctionPrintedError):
        return (
            "T205",
            f"「{expression}」は値ではなく関数なので、印字できません。",
            f"値の名前を確かめてください。呼び出すなら {expression}() と書きます。",
        )
    return (
        "T205",
        f"「{expression}」を計算できません({type(problem).__name__})。",
        f"{name} の種類(文字、数、日付、一覧)と、この式が合っているか確かめてください。",
    )


def variable_at(part: CompiledPart, line: int) -> str:
    """Return the first variable which the tag on this line reads, as a dotted path."""
    expression_place = part.tags.index(line)
    for read in part.reads:
        if part.tags.index(read.line) == expression_place:
            return read.path
    return ""


def _line_in(traceback: TracebackType | None, file: str) -> int:
    """Return the innermost line of the compiled code that the exception passed through."""
    line = 0
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename == file:
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line


def _undefined(
    problem: UndefinedError, part: CompiledPart, line: int, variables: Mapping[str, Any]
) -> tuple[str, str]:
    """Return the undefined name as a dotted path, and the nearest name that exists."""
    value, traceback = None, problem.__traceback__
    while traceback is not None:
        candidate = traceback.tb_frame.f_locals.get("self")
        value = candidate if isinstance(candidate, Undefined) else value
        traceback = traceback.tb_next
    name = None if value is None else value._undefined_name  # noqa: SLF001 - Jinja offers no other way
    # A key that was computed may be personal data: only what the template itself says is repeated.
    if value is None or not isinstance(name, str) or name not in part.tags.expression(line):
        return variable_at(part, line) or part.tags.expression(line), "名前を確かめてください。"
    owner = value._undefined_obj  # noqa: SLF001
    place = part.tags.index(line)
    paths = [read.path for read in part.reads if part.tags.index(read.line) == place]
    steps = [_upto(path, name) for path in paths if name in re.split(r"\.|\[\]", path)]
    path = steps[0] if steps else name
    known = variables if isinstance(owner, type(_MISSING)) else _names_of(owner)
    close = get_close_matches(name, [key for key in known if key.isidentifier() and key.isascii()], 1)
    if not close:
        return path, "名前を確かめてください。"
    return path, f"{path[: len(path) - len(name)]}{close[0]} の書き間違いではありませんか。"


_MISSING: Final = Undefined()._undefined_obj  # noqa: SLF001 - Jinja's sign for "no owner"


def _upto(path: str, name: str) -> str:
    """Return the beginning of ``path`` that ends with the step ``name``."""
    match = re.search(rf"(?:^|\.){re.escape(name)}(?=\.|\[|$)", path)
    return path[: match.end()] if match else path


def _names_of(owner: Any) -> Iterable[str]:  # noqa: ANN401
    if isinstance(owner, Mapping):
        return [key for key in owner if isinstance(key, str)]
    return [name for name in dir(owner) if not name.startswith("_")]


def forbidden_value(
    sign_of: Callable[[str], str | None], part: CompiledPart, printed: Iterable[tuple[int, str]]
) -> RenderError:
    """Return that a value holds a character which a Word file cannot hold; the value itself is not told."""
    line, sign = next(((line, sign) for line, value in printed if (sign := sign_of(value))), (0, "制御文字"))
    name = variable_at(part, line) or part.tags.expression(line)
    message = f"{name} の値に、文書に書けない文字({sign})が含まれています。"
    hint = "元のデータからこの文字を取り除いてください(他のソフトからの貼り付けで紛れ込むことがあります)。"
    return RenderError(_at("T203", part.file, part.tags.place(line), message, hint))


_PREFIXED: Final = re.compile(r"(</?|\s)[\w.-]+:")


def _is_fragment(value: str) -> bool:
    """Return whether a value that brought its own XML is whole; prefixes do not matter."""
    plain = _PREFIXED.sub(r"\1", str(value))
    try:
        etree.fromstring(f"<x>{plain}</x>", etree.XMLParser(resolve_entities=False))
    except etree.XMLSyntaxError:
        return False
    return True


def bare_cell(tags: TagMap, line: int, file: str) -> Finding:
    """Return that a condition or loop can leave a table cell without the paragraph that Word demands."""
    message = f"「{tags.expression(line)}」によっては、表のセルに段落が一つも残りません。Word はその文書を開けません。"
    hint = "同じセルの最後に空の段落を一つ加えるか、{%p … %} の代わりに段落の中で {% … %} を使ってください。"
    return _at("T306", file, tags.place(line), message, hint)


def refuse_faulty(xml: str, part: CompiledPart, printed: Iterable[tuple[int, str]] = ()) -> None:
    """Refuse a rendered part which Word would not open, or of which a forgiving reader would lose text.

    ``printed`` are the values in it with their lines, among which the one at fault is sought.

    Raises:
        RenderError: it is not well-formed, or a table, cell or field is not built as Word needs it.
    """
    try:
        tree = etree.fromstring(xml.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        for line, value in printed:
            if not _is_fragment(value):
                name = variable_at(part, line) or part.tags.expression(line)
                message = (
                    f"{name} の値に含まれる XML が壊れています。出力される文書を Word で開けなくなります。"
                )
                hint = "値をそのまま印字するか(safe を外す)、正しい WordprocessingML にしてください。"
                raise RenderError(_at("T206", part.file, part.tags.place(line), message, hint)) from None
        message = "出力される文書の構造が壊れます。タグの開始と終了の置き方に誤りがあります。"
        hint = "{%p if … %} は {%p endif %} で閉じるなど、開始と終了を同じ種類の場所に置いてください。"
        raise RenderError(_at("T206", part.file, part.tags.place(0), message, hint)) from None
    if faults := [
        fault.as_finding(part.file, part.label) for fault in islice(faults_of_document(tree), MOST_FAULTS)
    ]:
        raise RenderError(*faults)
