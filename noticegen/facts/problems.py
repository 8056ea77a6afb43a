"""What is wrong with a value, in Japanese: a table keyed by pydantic's error type.

pydantic's own text is never shown: it is English and quotes the input, which may be personal data. A wrong
value is described by its kind; only the values of closed lists, which hold no personal data, are suggested.
"""

from __future__ import annotations

import difflib
import re
import types
import typing
from datetime import date, time
from typing import Annotated, Any, Final, Literal, get_args, get_origin

from noticegen.facts.values import KNOWN_TAG, UNKNOWN_TAG, Unknown, Value

if typing.TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pydantic_core import ErrorDetails

KIND_NAMES: Final[tuple[tuple[type, str], ...]] = (
    (bool, "真偽値(true / false)"),
    (int, "整数"),
    (float, "小数"),
    (str, "文字列"),
    (date, "日付"),
    (time, "時刻"),
    (list, "配列"),
    (dict, "表"),
)

MESSAGES: Final[Mapping[str, tuple[str, str, str]]] = {
    # error type: (code, what is wrong, what to write)
    "missing": ("F101", "必須の項目「{title}」がありません。", "{key} = {example} のように書いてください。{may_be}"),
    "string_type": ("F103", "「{title}」は文字列で書きます(今は{found})。", '引用符で囲んでください。例: {key} = "…"'),
    "bool_type": ("F103", "「{title}」は true か false で書きます(今は{found})。", "例: {key} = true"),
    "int_type": ("F103", "「{title}」は整数で書きます(今は{found})。", "引用符や桁区切りを付けずに書いてください。例: {key} = 1012"),
    "float_type": ("F103", "「{title}」は数で書きます(今は{found})。", "例: {key} = 1"),
    "tuple_type": ("F103", "「{title}」は配列で書きます(今は{found})。", '角括弧で囲んでください。例: {key} = ["…"]'),
    "dict_type": ("F103", "「{title}」は表で書きます(今は{found})。", "[{path}] の見出しの下に書いてください。"),
    "model_type": ("F103", "「{title}」の書き方が違います(今は{found})。", "書けるのは {expected}。"),
    "day": ("F103", "「{title}」は日付で書きます(今は{found})。", "引用符を付けずに書いてください。例: {key} = 2026-10-31"),
    "instant": ("F103", "「{title}」は日付か日時で書きます(今は{found})。", "例: {key} = 2026-10-30T23:30:00"),
    "literal_error": ("F104", "「{title}」の値が、書けるもののどれでもありません(今は{found})。", "書けるのは {choices}。{nearest}"),
    "string_too_short": ("F105", "「{title}」が空です。", "内容を書いてください。"),
    "too_short": ("F105", "「{title}」が空です。", "一つ以上書いてください。"),
    "greater_than": ("F106", "「{title}」は {gt} より大きい数で書きます(今は {gt} 以下の数)。", "数を確かめ、直してください。"),
    "greater_than_equal": ("F106", "「{title}」は {ge} 以上の数で書きます(今は {ge} より小さい数)。", "数を確かめ、直してください。"),
    "less_than_equal": ("F106", "「{title}」は {le} 以下の数で書きます(今は {le} より大きい数)。", "数を確かめ、直してください。"),
    "string_pattern_mismatch": ("F107", "「{title}」は半角の英数字、- と _ で書きます。", '例: {key} = "client-1"'),
    "moment_empty": ("F108", "「{title}」に日時がありません。", "書けるのは {expected}。"),
    "moment_both": ("F108", "「{title}」に at と since・until の両方があります。", "一時点なら at、期間なら since と until を書いてください。"),
    "moment_order": ("F108", "「{title}」の since が until より後です。", "期間の始めを since、終わりを until に書いてください。"),
    "count_empty": ("F109", "「{title}」に数がありません。", "value、max、min のどれかを書いてください。分からないときは「調査中」などと書きます。"),
    "count_order": ("F109", "「{title}」の value、min か confirmed が、最大の数(max、なければ value)を超えています。", "どの数も、最大の数以下にしてください。"),
}  # fmt: skip

HEADINGS: Final[Mapping[str, str]] = {
    "missing": "{heading} の見出しを書き、その下に {needed} を書いてください。",
    "tuple_type": "見出しを {heading} と、角括弧を二つ重ねて書いてください。",
    "model_type": "見出しを {heading} と、角括弧一つで書いてください。",
}
"""What to write instead where a whole table is missing or of the wrong kind."""

FALLBACK: Final = (
    "F100",
    "「{title}」に書けない値です(今は{found})。",
    "{key} = {example} のように書いてください。{may_be}",
)

_FEW: Final = 2

EXAMPLES: Final[Mapping[object, str]] = {
    str: '"…"',
    bool: "true",
    int: "1012",
    float: "20",
    date: "2026-10-31",
}


def kind_name(value: object) -> str:
    """Return what kind of TOML value this is, in Japanese, without showing it."""
    return next((name for kind, name in KIND_NAMES if isinstance(value, kind)), "値なし")


def path_of(error: ErrorDetails) -> tuple[str | int, ...]:
    """Return the place of an error in the file: pydantic's location without the tags of unions."""
    return tuple(part for part in error["loc"] if part not in {KNOWN_TAG, UNKNOWN_TAG})


def describe(error: ErrorDetails, root: type[Value]) -> tuple[str, str, str]:
    """Return code, message and hint for one pydantic error below the model ``root``."""
    path = path_of(error)
    if error["type"] == "extra_forbidden":
        return _unknown_key(error, root)
    code, message, hint = MESSAGES.get(error["type"], FALLBACK)
    if len(path) == 1 and (heading := _heading(str(path[0]), root)):
        needed = "、".join(_needed(_annotation(path, root)))
        hint = HEADINGS.get(error["type"], hint).format(heading=heading, needed=needed)
    key = next((part for part in reversed(path) if isinstance(part, str)), "")
    annotation, title = _field(path, root)
    choices = tuple(_choices(annotation))
    given = error.get("input")
    nearest = difflib.get_close_matches(given, choices, n=1, cutoff=0.4) if isinstance(given, str) else []
    values = {
        **error.get("ctx", {}),
        "key": key,
        "title": title or key,
        "path": ".".join(part for part in path if isinstance(part, str)),
        "found": kind_name(given),
        "choices": "、".join(choices),
        "example": _example(annotation),
        "may_be": _may_be(annotation, choices),
        "nearest": f"「{nearest[0]}」のことですか。" if nearest else "",
        "expected": _expected(annotation),
    }
    return code, message.format_map(values), hint.format_map(values)


def _heading(key: str, root: type[Value]) -> str:
    """Return the heading under which a whole table is written, an empty string for what is no table."""
    annotation = _annotation((key,), root)
    if next(_models(annotation), None):
        return f"[{key}]"
    return f"[[{key}]]" if any(next(_models(entry), None) for entry in _entries(annotation)) else ""


def _needed(annotation: Any) -> Iterator[str]:  # noqa: ANN401
    """Yield what a table, or an entry of an array of tables, cannot do without, as it is written."""
    for part in (annotation, *_entries(annotation)):
        for model in _models(part):
            for name, field in model.model_fields.items():
                if field.is_required():
                    yield f"{name} = {_example(field.annotation)}"


def _example(annotation: Any) -> str:  # noqa: ANN401
    """Return what may stand behind the equals sign; an ellipsis where there are several forms of it."""
    for part in _parts(annotation):
        if get_origin(part) is Literal:
            words = get_args(part)
            # To show one of several would be to suggest it.
            return '"…"' if len(words) > 1 else str(words[0])
        if get_origin(part) is tuple:
            return f"[{_example(get_args(part)[0])}]"
        if part in EXAMPLES:
            return EXAMPLES[part]
    return "…"


def _may_be(annotation: Any, choices: Sequence[str]) -> str:  # noqa: ANN401
    words = "、".join(choices) if len(choices) > 1 else _expected(annotation)
    return f"書けるのは {words}。" if words else ""


def _expected(annotation: Any) -> str:  # noqa: ANN401
    return "、または ".join(dict.fromkeys(model.expected for model in _models(annotation)))


def meant_key(error: ErrorDetails, root: type[Value]) -> str:
    """Return the key that an unknown one is a slip for, an empty string where there is none such."""
    path = path_of(error)
    found = difflib.get_close_matches(str(path[-1]), _keys_of(path[:-1], root), n=1, cutoff=0.6)
    return found[0] if found and error["type"] == "extra_forbidden" else ""


def _keys_of(path: Sequence[str | int], root: type[Value]) -> list[str]:
    return [name for model in _models(_annotation(path, root)) for name in model.model_fields]


def _unknown_key(error: ErrorDetails, root: type[Value]) -> tuple[str, str, str]:
    path, meant = path_of(error), meant_key(error, root)
    hint = (
        f"「{meant}」のことですか。"
        if meant
        else f"ここに書けるのは {'、'.join(_keys_of(path[:-1], root))}。"
    )
    tables = [] if len(path) == 1 else _tables_with(str(path[-1]), root)
    # A name that many tables have says nothing of which one was meant.
    if 0 < len(tables) <= _FEW:
        hint = f"{'か '.join(tables)} に書く項目です。その見出しの下に移してください。"
    return "F102", f"「{path[-1]}」という項目はありません。", hint


def _tables_with(key: str, root: type[Value]) -> list[str]:
    """Return the headings of the tables below which this key is written."""
    return [
        _heading(name, root)
        for name in root.model_fields
        if key in {*_keys_of([name], root), *_keys_of([name, 0], root)} and _heading(name, root)
    ]


def heading_of(keys: Sequence[str], root: type[Value]) -> tuple[str, list[str]]:
    """Return the heading under which a fact is written, and the keys below it.

    A table below an entry of an array belongs to that entry, and has no heading of its own.
    """
    place: list[str | int] = []
    heading, shown = "", ""
    for number, key in enumerate(keys):
        annotation = _annotation([*place, key], root)
        single = any(model.expected == Value.expected for model in _models(annotation))
        many = any(
            model.expected == Value.expected for each in _entries(annotation) for model in _models(each)
        )
        if not single and not many and number:
            return shown, list(keys[number:])
        heading = f"{heading}.{key}".removeprefix(".")
        shown = f"[[{heading}]]" if many else f"[{heading}]"
        place += [key, 0] if many else [key]
        if many:
            return shown, list(keys[number + 1 :])
    return shown, []


def words_at(path: Sequence[str | int], root: type[Value]) -> tuple[str, ...]:
    """Return the words of the closed list from which a fact is chosen, nothing where any text may be written."""
    annotation = _annotation(path, root)
    entries = [choice for entry in _entries(annotation) for choice in _choices(entry)]
    return tuple(_choices(annotation)) or tuple(entries)


def title_of(name: str, root: type[Value]) -> str:
    """Return the Japanese title of a fact by its dotted name, an empty string where there is no such fact.

    Arrays are entered with a number or without: ``contact.phone``, ``group[0].items``.
    """
    annotation: Any = root
    title = ""
    for part in re.sub(r"\[\d*\]", "", name).split("."):
        around = (annotation, *_entries(annotation))
        fields = [model.model_fields.get(part) for each in around for model in _models(each)]
        field = next((field for field in fields if field is not None), None)
        if field is None:
            return ""
        annotation, title = field.annotation, field.title or ""
    return title


def _field(path: Sequence[str | int], root: type[Value]) -> tuple[Any, str]:
    """Return the annotation at a path and the Japanese title of the innermost named field."""
    title = ""
    for length in range(1, len(path) + 1):
        if isinstance(path[length - 1], str):
            for model in _models(_annotation(path[: length - 1], root)):
                info = model.model_fields.get(str(path[length - 1]))
                title = (info.title or "") if info else title
    return _annotation(path, root), title


def _annotation(path: Sequence[str | int], root: type[Value]) -> Any:  # noqa: ANN401
    annotation: Any = root
    for part in path:
        if isinstance(part, int):
            annotation = next(_entries(annotation), None)
        else:
            fields = (model.model_fields.get(part) for model in _models(annotation))
            annotation = next((field.annotation for field in fields if field is not None), None)
    return annotation


def _parts(annotation: Any) -> Iterator[Any]:  # noqa: ANN401
    """Yield the alternatives of an annotation, through Annotated and unions."""
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from _parts(get_args(annotation)[0])
    elif origin in {typing.Union, types.UnionType}:
        for part in get_args(annotation):
            yield from _parts(part)
    elif annotation is not None:
        yield annotation


def _entries(annotation: Any) -> Iterator[Any]:  # noqa: ANN401
    for part in _parts(annotation):
        if get_origin(part) is tuple:
            yield get_args(part)[0]


def _models(annotation: Any) -> Iterator[type[Value]]:  # noqa: ANN401
    """Yield the models an annotation allows, a known value before the unknown one."""
    found = [part for part in _parts(annotation) if isinstance(part, type) and issubclass(part, Value)]
    yield from sorted(found, key=lambda model: model is Unknown)


def _choices(annotation: Any) -> Iterator[str]:  # noqa: ANN401
    for part in _parts(annotation):
        if get_origin(part) is Literal:
            yield from map(str, get_args(part))
