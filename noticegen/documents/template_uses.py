"""Does a template read names that do not exist, that its readers may not see, or print facts outside its sections?"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final, Literal

from noticegen.documents.template_names import names_for, unknown_step
from noticegen.facts.audience import DEFAULT, NARROWER
from noticegen.facts.incident import Incident
from noticegen.findings import Finding, Where

if TYPE_CHECKING:
    from collections.abc import Iterator

    from noticegen.documents.kinds import Kind
    from noticegen.documents.template_names import Names
    from noticegen.findings import Severity
    from noticegen.ooxml.uses import Use

UNKNOWN: Final = "T507"
CLOSED: Final = "T508"
OUTSIDE: Final = "T506"

_FREE: Final = ("letter", "business", "report", "person", "document")
_FREE_COMPUTED: Final = (
    "we",
    "client_you",
    "we_plain",
    "today",
    "client",
    "kind",
    "addressee",
    "signatory",
    "when",
)
"""What a document says of itself, its sender and its addressee: no requirement is met by it outside a section."""


def use_findings(uses: tuple[Use, ...], kind: Kind | None, file: str) -> Iterator[Finding]:
    """Yield one finding for each name that is unknown or closed, and for each fact printed outside the sections."""
    names = names_for(kind)
    told: set[str] = set()
    for use in uses:
        wrong = unknown_step(use.path, names)
        problem = _unknown(*wrong, kind) if wrong else _closed(use, uses, kind) or _outside(use)
        if problem is None or problem.path in told:
            continue
        told.add(problem.path)
        others = sum(
            other.path == use.path
            and other.place != use.place
            and (problem.code != OUTSIDE or not other.place.section)
            for other in uses
        )
        more = f"(ほか {others} か所)" if others else ""
        where = Where(file, path=use.place.path or None)
        yield Finding(
            problem.severity,
            problem.code,
            f"{_named(use.place.expression, problem.path)}{problem.message}{more}。",
            problem.hint,
            section=use.place.section,
            where=where,
        )


@dataclass(frozen=True, slots=True)
class _Problem:
    severity: Severity
    code: str
    path: str
    message: str
    hint: str


def _unknown(path: str, names: Names, kind: Kind | None) -> _Problem:
    """Return what is wrong with the last name of a path, where ``names`` may stand."""
    before, _, name = path.rpartition(".")
    if names.is_array and name in names.inner:
        message = f"は、{before} が並びなので書けません"
        hint = f"{{% for entry in {before} %}} … {{% endfor %}} の中で entry.{name} と書いてください。"
        return _Problem("error", UNKNOWN, path, message, hint)
    close = get_close_matches(unicodedata.normalize("NFKC", name), names.inner, 1)
    if close:
        hint = f"{before}.{close[0]}" if before else close[0]
        hint += " の書き間違いではありませんか。"
    elif kind is not None and unknown_step(path, names_for(None)) is None:
        hint = f"{path} は、ほかの種類の文書で使えるものです。"
    else:
        hint = (
            f"使える名前は {'、'.join(list(names.inner)[:12])} などです。"
            if names.inner
            else "名前を確かめてください。"
        )
    return _Problem("error", UNKNOWN, path, "という変数はありません", hint)


def _closed(use: Use, uses: tuple[Use, ...], kind: Kind | None) -> _Problem | None:
    if kind is None:
        return None
    how = _closure(use.path, kind)
    path = use.path.replace("[]", "")
    if how == "never":
        message = f"は、この文書を読む人(「{kind.audience}」)には見せられない事実です"
        hint = "このタグを取り除いてください。この種類の文書では、値があっても印字されません。"
        return _Problem("error", CLOSED, path, message, hint)
    if how == "by default" and not _is_tested(path, uses):
        table = path.partition(".")[0]
        message = f"は、既定では、この文書を読む人(「{kind.audience}」)に見せない事実です"
        hint = f"取り除くか、[{table}] の audience に加えたときだけ印字するよう {{% if {table} %}} で囲んでください。"
        return _Problem("warning", CLOSED, path, message, hint)
    return None


def _closure(path: str, kind: Kind) -> Literal["open", "by default", "never"]:
    """Return whether the readers of a kind may read a fact; by default closed means that its table may open it."""
    table, _, rest = path.replace("[]", "").partition(".")
    if table not in DEFAULT:
        return "open"
    if table == "discipline" and kind.law != "disciplinary_memo":
        return "never"
    narrow = NARROWER.get(f"{table}.{rest.partition('.')[0]}")
    if narrow is not None and kind.audience not in narrow:
        return "never"
    always = Incident.model_fields[table].is_required() and not path.startswith("group")
    return "open" if always or kind.audience in DEFAULT[table] else "by default"


def _is_tested(path: str, uses: tuple[Use, ...]) -> bool:
    """Whether a condition anywhere asks for the fact or its table."""
    return any(
        other.path.replace("[]", "") in (path, path.partition(".")[0])
        and other.place.expression.startswith(("if ", "elif "))
        for other in uses
    )


def _outside(use: Use) -> _Problem | None:
    if not use.prints or use.place.section or use.place.part:
        return None
    table, _, rest = use.path.replace("[]", "").partition(".")
    if table in _FREE or (table == "computed" and rest.partition(".")[0] in _FREE_COMPUTED):
        return None
    message = "が、どの区画にも入っていません"
    hint = (
        "区画(コンテンツ コントロール)の中に移してください。検査で見つけられるのは、区画の中の記載だけです。"
    )
    return _Problem("warning", OUTSIDE, use.path.replace("[]", ""), message, hint)


def _named(expression: str, path: str) -> str:
    """Return how a message calls a name and the tag in which it stands, once where they are the same."""
    return f"「{path}」" if expression == path else f"「{expression}」の「{path}」"
