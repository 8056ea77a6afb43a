"""What is wrong with a text that is not TOML, where, and what is the cure?

tomllib says it in English and for programmers. The line itself is never quoted: it may hold personal data.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    import tomllib
    from collections.abc import Iterator

    from noticegen.facts.locate import Path


class SyntaxProblem(NamedTuple):
    """A line (from 1), a column where it is known, what is wrong there and what to write."""

    line: int
    column: int | None
    message: str
    hint: str


class _Rule(NamedTuple):
    """What to say where tomllib's words, the character at its position and the line fit these patterns."""

    error: str
    at: str
    line: str
    message: str
    hint: str


_KEYS: Final = "項目名は英語の決まった名前です(例: 件名は title、自社は [business])。値は日本語で書けます。"
_PATH: Final = (
    '" で囲んだ文字列の中に \\ があります。',
    "Windows のパスなどは ' (一重引用符)で囲んでください。例: path = 'C:\\Users'",
)
_DATE: Final = "2026-10-31 のように、実在する日を、年4桁-月2桁-日2桁で書いてください。時刻は 2026-10-31T23:30:00 と続けます。"
_NUMBER: Final = "数は半角の数字だけで書いてください(桁区切りと単位は付けません)。例: count = 1012"
_WIDE_DATE: Final = (
    "日付に全角の数字があります。",
    "数字も - も半角で書いてください。例: 2026-11-19",
)
_NO_DAY: Final = (
    "暦にない日付か時刻です。",
    "月と日、時刻を確かめ、直してください(4月・6月・9月・11月は30日まで、2月は28日か29日までです)。",
)
_NO_SECONDS: Final = (
    "時刻に秒がありません。",
    "秒まで書いてください。分からなければ :00 を付けます。例: 2026-11-18T10:40:00",
)
_COMMAS: Final = (
    "数に桁区切りのコンマは書けません。",
    "コンマを消してください。例: count = 1234",
)
_DAY: Final = r"\d{4}-\d\d-\d\d"
_VALUES: Final = '文字列は "…"、日付は 2026-10-31、真偽は true / false で書きます。'

_RULES: Final = (
    _Rule("", "[“”‘’„＂＇＝]", "", "全角の引用符または等号があります。", '半角の " と = に直してください。'),
    _Rule("", "\u3000", "", "全角の空白があります。", "半角の空白に直すか、消してください。"),
    _Rule("", "[０-９-]", r"=\s*(?=\S*[０-９])[\d０-９]{4}[-/.年－ー−／．]", *_WIDE_DATE),
    _Rule("", "[０-９]", "", "全角の数字があります。", _NUMBER),
    _Rule(
        "",
        "[［］｛｝（）、，．：；＃]",
        "",
        "全角の記号があります。",
        "半角の [ ] { } , . # に直してください。",
    ),
    _Rule(
        "Illegal character '\\\\n'",
        "",
        "",
        "引用符が閉じていません。",
        '行の終わりの前に " を書いてください。何行にもわたる文は """ で囲みます。',
    ),
    _Rule(
        "Illegal|invalid character",
        "",
        "",
        "制御文字(目に見えない文字)があります。",
        "その文字を消して書き直してください。",
    ),
    _Rule("hex value|Unescaped|Invalid escape", "", "", *_PATH),
    _Rule(
        "Unterminated|Expected \"'",
        "",
        "",
        "引用符が閉じていません。",
        "同じ引用符で閉じてください。",
    ),
    _Rule("after a statement|inline table", "", rf"=\s*{_DAY}[Tt ]\d\d:\d\d(?![:\d])", *_NO_SECONDS),
    _Rule("after a statement|Expected '='", "", r"=\s*[+-]?\d{1,3}(,\d{3})+\s*($|[#,}])", *_COMMAS),
    _Rule("date or datetime", "", "", *_NO_DAY),
    _Rule("after a statement|inline table", "", rf"=\s*{_DAY}(?!\d)(?!\s*[^\sTt\d#}},])", *_NO_DAY),
    _Rule(
        "Unclosed array",
        "",
        "",
        "角括弧 [ が閉じていないか、値の間のコンマがありません。",
        '["…", "…"] の形に書いてください。',
    ),
    _Rule(
        "at the end of a table",
        "",
        "",
        "見出しの角括弧が閉じていません。",
        "[business] や [[group]] の形に書いてください。",
    ),
    _Rule(
        "overwrite|twice",
        "",
        "",
        "同じ項目が二度書かれています。",
        "どちらか一方を消すか、繰り返す表は [[ ]] で書いてください。",
    ),
    _Rule("key part|Invalid statement", "[^\x00-\x7f]", "", "日本語の項目名は書けません。", _KEYS),
    _Rule("key part", "", r"\{", "{ } の中の書き方が違います。", "{ a = 1, b = 2 } のように1行で、最後のコンマを付けずに書いてください。"),
    _Rule("Expected '='", "", "", "「項目 = 値」の形になっていません。", '= を書いてください。例: title = "…"'),
    _Rule("after a statement", "", r'=\s*"[^"]*"\s*[^\s#"]', '文の中に引用符 " があります。', '文の中では「 」を使うか、\\" と書いてください。'),
    _Rule("after a statement", "", r"=\s*(\d{4}[-/.年]\s*\d|\d+月\d)", "日付の書き方が違います。", _DATE),
    _Rule("after a statement", "", r"=\s*[+-]?\d", "数の書き方が違います。", _NUMBER),
    _Rule("value", "", r"=\s*(True|False|TRUE|FALSE|はい|いいえ)\b", "真偽値の書き方が違います。", "true か false と小文字で書いてください。"),
    _Rule("value", "", r"=\s*(明治|大正|昭和|平成|令和)[\d元]", "日付の書き方が違います。", _DATE),
    _Rule("value", "[「『]", "", "値の書き方が違います。", 'かぎ括弧でなく、半角の " で囲んでください。例: title = "…"'),
    _Rule("value", "", "", "値の書き方が違います。", _VALUES),
)  # fmt: skip
_OTHERWISE: Final = (
    "TOML の文法に合いません。",
    "括弧と引用符が閉じているか、「項目 = 値」の形か確かめてください。",
)
_PLACE: Final = re.compile(r"at line (\d+), column (\d+)")
# A tab, line feed … in the value where a path goes on with t, n …: C:\temp was read as C:<tab>emp.
_SWALLOWED: Final = re.compile(r"(?<![A-Za-z])([A-Za-z]):([\t\n\r\f\b])(?=[A-Za-z0-9_])", re.ASCII)
_ESCAPES: Final = {"\t": "t", "\n": "n", "\r": "r", "\f": "f", "\b": "b"}


def syntax_problem(error: tomllib.TOMLDecodeError, text: str) -> SyntaxProblem:
    """Return where and why tomllib gave up, and the cure."""
    said, lines = str(error), text.split("\n")
    place = _PLACE.search(said)
    line, column = (int(place[1]), int(place[2])) if place else (len(lines), None)
    content = lines[line - 1] if line <= len(lines) else ""
    at = content[column - 1 : column] if column else ""
    for rule in _RULES:
        if re.search(rule.error, said) and re.search(rule.at, at) and re.search(rule.line, content):
            if not rule.at:
                line, column = _opening(said, lines, line, column)
            return SyntaxProblem(line, column, rule.message, rule.hint)
    return SyntaxProblem(line, column, *_OTHERWISE)


def _opening(said: str, lines: list[str], line: int, column: int | None) -> tuple[int, int | None]:
    """Return where the thing begins that is not closed; tomllib notices only where something else begins."""
    sign = r"=\s*\[" if "Unclosed array" in said else "\"\"\"|'''" if "Unterminated" in said else None
    for number in range(line, 0, -1) if sign else ():
        if match := re.search(str(sign), lines[number - 1]):
            return number, match.end()
    return line, column


def swallowed_paths(raw: Any, text: str) -> Iterator[tuple[Path, str, str]]:  # noqa: ANN401 - whatever TOML holds
    r"""Yield (path, message, hint) for each value in which a Windows path was read as control characters.

    ``"C:\temp"`` between double quotes is valid TOML and means something else.
    """
    if re.search(r"[A-Za-z]:\\[tnrfb]", text):
        for path, value in _strings(raw, ()):
            match = _SWALLOWED.search(value)
            if match and f"{match[1]}:\\{_ESCAPES[match[2]]}" in text:
                yield path, *_PATH


def _strings(node: object, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(node, str):
        yield path, node
    elif isinstance(node, dict):
        for key, value in node.items():
            yield from _strings(value, (*path, key))
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from _strings(value, (*path, index))
