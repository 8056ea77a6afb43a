"""The tables of the README that follow from the law: what each kind must say and where, and what nobody has checked."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import noticegen
from noticegen.documents.kinds import kinds
from noticegen.law.condition_titles import condition_title
from noticegen.law.data import LEVEL_NAMES
from noticegen.law.requirements import requirements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from noticegen.documents.kinds import Kind
    from noticegen.law.requirements import Requirement

PACKAGE: Final = Path(noticegen.__file__).parent
FILES: Final = {
    "form": "報告フォームの選択肢",
    "cyber_forms": "サイバー攻撃の共通様式",
    "authorities": "報告先",
    "rule7": "報告対象事態（規則7条）",
    "deadlines": "期限",
    "calendar": "閉庁日",
    "changes": "改正の予定",
    "earlier": "施行の前の定め",
    "discipline": "懲戒の突合せ",
    "prevention": "再発防止策の区分",
    "sources": "出典（原文を読んでいないもの）",
    "items": "個人データの項目",
}
"""Every table of the law that marks what was not compared with its source, but the requirements."""

TITLES: Final = ("title", "name", "message", "reason", "then")


def completeness() -> str:
    """Return what is demanded of each kind, with the sections that answer it. Folded: it is long."""
    return "\n".join(_kind(kind) for kind in kinds().values())


def unverified() -> str:
    """Return everything in the tables of the law that was not compared with its source."""
    rows = "\n".join(f"| {what} | {title} | {note} |" for what, title, note in _unverified())
    return f"| 表 | 確かめていないもの | 内容・出典 |\n|---|---|---|\n{rows}\n"


def marked_files() -> frozenset[str]:
    """Return the names of the tables of the package in which something is marked, but the requirements."""
    files = (*PACKAGE.glob("law/*.toml"), *PACKAGE.glob("facts/*.toml"), *PACKAGE.glob("documents/*.toml"))
    return frozenset(file.stem for file in files if any(_entries(file)))


def _kind(kind: Kind) -> str:
    asked = [each for each in requirements(kind.law) if each.in_force.until is None]
    rows = "\n".join(_row(each, kind) for each in asked)
    head = "| 求められる事項 | 水準 | 根拠 | 場合 | 区画 |\n|---|---|---|---|---|\n"
    return (
        f"<details>\n<summary><code>{kind.id}</code> {kind.title} — {len(asked)}件</summary>\n\n"
        f"{head}{rows}\n\n</details>\n"
    )


def _row(requirement: Requirement, kind: Kind) -> str:
    given = [each for each in (requirement.given, requirement.when) if each != "always"]
    case = "、".join(map(condition_title, given)) or "常に"
    if requirement.otherwise and requirement.when != "always":
        case += f"（ほかは{LEVEL_NAMES[requirement.otherwise]}）"
    level = LEVEL_NAMES[requirement.level] + ("、未確認" if requirement.unverified else "")
    return f"| {requirement.title} | {level} | {'、'.join(requirement.sources)} | {case} | {_place(requirement, kind)} |"


def _place(requirement: Requirement, kind: Kind) -> str:
    sections = dict.fromkeys(each.title for each in kind.sections if requirement.id in each.requirements)
    if sections:
        return "、".join(sections)
    return "全文（書いてはならない）" if requirement.forbidden_text else "事実で確かめる"


def _unverified() -> Iterator[tuple[str, str, str]]:
    for name, what in FILES.items():
        (file,) = (path for path in PACKAGE.rglob(f"{name}.toml") if path.parent.name in {"law", "facts"})
        for entry in _entries(file):
            title = next(str(entry[key]) for key in TITLES if key in entry)
            said = "／".join(entry.get("choices", ())) or entry.get("note") or ""
            source = "、".join(entry.get("sources", (entry.get("source", ""),)))
            yield what, _cell(title), _cell("。".join(filter(None, (said.removesuffix("。"), source))))
    for title, source in dict.fromkeys(_gates()):
        yield "適用の前提", title, source


def _gates() -> Iterator[tuple[str, str]]:
    """Yield (title, sources) of the judgements in ``gates.py`` that rest on a source nobody has read."""
    for function in ast.parse((PACKAGE / "law/gates.py").read_text("utf-8")).body:
        assigned = [each for each in ast.walk(function) if isinstance(each, ast.Assign)]
        known = {
            ast.unparse(name): value
            for each in assigned
            for name, value in _pairs(each.targets[0], each.value)
        }
        for call in ast.walk(function):
            if isinstance(call, ast.Call) and any(each.arg == "unverified" for each in call.keywords):
                title, source = (known.get(ast.unparse(call.args[at]), call.args[at]) for at in (1, 4))
                texts = [each.value for each in ast.walk(source) if isinstance(each, ast.Constant)]
                yield str(ast.literal_eval(title)), "、".join(map(str, texts))


def _pairs(name: ast.expr, value: ast.expr) -> Iterator[tuple[ast.expr, ast.expr]]:
    if isinstance(name, ast.Tuple) and isinstance(value, ast.Tuple):
        yield from zip(name.elts, value.elts, strict=True)
    else:
        yield name, value


def _entries(file: Path) -> Iterator[dict[str, Any]]:
    for table in tomllib.loads(file.read_text("utf-8")).values():
        if isinstance(table, list):
            yield from (entry for entry in table if isinstance(entry, dict) and entry.get("unverified"))


def _cell(text: str) -> str:
    return text.replace("|", "｜").replace("\n", " ")
