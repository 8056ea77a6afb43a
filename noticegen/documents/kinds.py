"""Which kinds of document are there, and what does each consist of? Read from folders of data."""

from __future__ import annotations

import difflib
import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

from noticegen.facts.tables import Audience
from noticegen.findings import Finding, TemplateError, Where
from noticegen.law.conditions import CONDITIONS
from noticegen.law.data import Level

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping

Per = Literal["incident", "client", "recipient"]
FactType = Literal["text", "date", "count", "flag", "list", "addressee"]


@dataclass(frozen=True, slots=True)
class SectionRule:
    """A section of a kind: the control with this id, the requirements it meets, and when it is due."""

    id: str
    title: str
    requirements: tuple[str, ...] = ()
    when: str = "always"
    level: str = "P"
    template: str | None = None


@dataclass(frozen=True, slots=True)
class TemplateRule:
    """A Word template of a kind and the condition under which it is taken."""

    file: str
    when: str = "always"


@dataclass(frozen=True, slots=True)
class FactRule:
    """A fact of the kind's own, read from [document.<kind>].

    An ``addressee`` is the name of a person or of an organisation; ``decided_by`` names the flags that say which,
    where the name does not (``a | b``).
    """

    name: str
    title: str
    type: FactType = "text"
    required: bool = False
    decided_by: str = ""


@dataclass(frozen=True, slots=True)
class TextLimit:
    """How many characters the form takes in a field; ``unverified``: not read on the form itself."""

    section: str
    label: str
    characters: int
    unverified: bool = True


@dataclass(frozen=True, slots=True)
class TextRule:
    """That a kind is also made as plain text, field by field, without the sections that are no part of the form."""

    leave_out: tuple[str, ...] = ()
    limits: tuple[TextLimit, ...] = ()


@dataclass(frozen=True, slots=True)
class ForbiddenRule:
    """What a kind's finished document may not say beyond what the law forbids: a regular expression, and why."""

    pattern: str
    title: str
    hint: str = ""
    level: Level = "P"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document. ``law`` names the kind whose requirements bind it: itself, or what it is based on.

    ``optional``: it is made only when it is named, not with the documents that an incident needs. ``text``: its
    fields are also wanted as plain text, to be pasted into a web form.
    """

    id: str
    title: str
    audience: Audience
    per: Per
    law: str
    folder: Path
    templates: tuple[TemplateRule, ...]
    sections: tuple[SectionRule, ...]
    facts: tuple[FactRule, ...]
    optional: bool = False
    forbidden: tuple[ForbiddenRule, ...] = ()
    text: TextRule | None = None

    def sections_of(self, template: str) -> tuple[SectionRule, ...]:
        """Return the sections that belong to one of the kind's templates."""
        return tuple(section for section in self.sections if section.template in (None, template))


@cache
def shipped_templates() -> Path:
    """Return the folder of the kinds that come with noticegen, in a wheel or in a checkout."""
    package = Path(__file__).parent.parent
    inside = package / "templates_ja"
    return inside if inside.is_dir() else package.parent / "templates_ja"


def kinds(templates: str | os.PathLike[str] | None = None) -> Mapping[str, Kind]:
    """Return every kind by its id: the shipped ones, and those of a firm's own folder, which win.

    Raises:
        TemplateError: a document.toml cannot be used; the findings name the file and the cure.
    """
    shipped = _shipped()
    return shipped if templates is None else {**shipped, **_own(Path(templates))}


def kind(name: str, templates: str | os.PathLike[str] | None = None) -> Kind:
    """Return the kind of this id.

    Raises:
        TemplateError: there is none; the finding lists those that exist.
    """
    known = kinds(templates)
    if name in known:
        return known[name]
    nearest = difflib.get_close_matches(name, known, n=1)
    hint = f"「{nearest[0]}」のことですか。" if nearest else f"使えるのは {'、'.join(known)}。"
    raise TemplateError(Finding("error", "K001", f"「{name}」という種類の文書はありません。", hint))


_LAYOUT: Final = (
    "その下に「種類の名のフォルダー/document.toml」を置いてください(noticegen template new が作ります)。"
)


@cache
def _shipped() -> Mapping[str, Kind]:
    return _own(shipped_templates())


def _own(folder: Path) -> Mapping[str, Kind]:
    """Return the kinds of a folder, read again when somebody has changed a file of theirs."""
    if not folder.is_dir():
        problem = Finding("error", "K002", "テンプレートのフォルダーがありません。", where=Where(str(folder)))
        raise TemplateError(problem)
    files = sorted(folder.glob("*/document.toml"))
    if not files:
        # Without this the shipped templates would be used in silence.
        hint = (
            f"--templates {folder.parent} と書いてください。"
            if (folder / "document.toml").is_file()
            else _LAYOUT
        )
        message = "テンプレートのフォルダーに、文書の種類が一つもありません。"
        raise TemplateError(Finding("error", "K002", message, hint, where=Where(str(folder))))
    found = {file: file.stat() for file in files}
    states = tuple((state.st_mtime_ns, state.st_size) for state in found.values())
    return _kinds(tuple(files), folder.absolute(), states)


@lru_cache(maxsize=8)
def _kinds(files: tuple[Path, ...], at: Path, states: tuple[tuple[int, int], ...]) -> Mapping[str, Kind]:  # noqa: ARG001 - the same path may mean another folder, and a file may have changed
    return {file.parent.name: _read(file) for file in files}


KEYS: Final = {
    "title",
    "audience",
    "per",
    "based_on",
    "optional",
    "template",
    "section",
    "fact",
    "forbidden",
    "text",
}


def _read(file: Path) -> Kind:
    try:
        data = tomllib.loads(file.read_text("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        problem = Finding(
            "error",
            "K003",
            "TOML として読めません。",
            "UTF-8 の TOML にしてください。",
            where=Where(str(file)),
        )
        raise TemplateError(problem) from None
    problems = [*_problems(data, file)]
    try:
        made = Kind(
            id=file.parent.name,
            title=data.get("title", file.parent.name),
            audience=data.get("audience", "社内"),
            per=data.get("per", "incident"),
            law=data.get("based_on", file.parent.name),
            folder=file.parent,
            templates=tuple(TemplateRule(**entry) for entry in data.get("template", ())),
            sections=tuple(
                SectionRule(**{**entry, "requirements": tuple(entry.get("requirements", ()))})
                for entry in data.get("section", ())
            ),
            facts=tuple(FactRule(**entry) for entry in data.get("fact", ())),
            optional=data.get("optional", False),
            forbidden=tuple(ForbiddenRule(**entry) for entry in data.get("forbidden", ())),
            text=_text_rule(data["text"]) if "text" in data else None,
        )
    except TypeError:
        problems.append(
            _problem(
                file,
                "[[template]]・[[section]]・[[fact]]・[[forbidden]]・[text] に、書けない項目か足りない項目があります。",
            )
        )
    if problems:
        raise TemplateError(*problems)
    return made


def _text_rule(data: dict[str, Any]) -> TextRule:
    limits = tuple(TextLimit(**entry) for entry in data.get("limits", ()))
    return TextRule(**{**data, "leave_out": tuple(data.get("leave_out", ())), "limits": limits})


def _problems(data: Mapping[str, Any], file: Path) -> list[Finding]:
    problems = [_problem(file, f"「{key}」という項目はありません。") for key in sorted(set(data) - KEYS)]
    problems += [
        _problem(file, f"「{key}」がありません。") for key in ("title", "audience", "per") if key not in data
    ]
    if data.get("audience") not in (None, *get_args(Audience)) or data.get("audience") == "代理人限り":
        problems.append(_problem(file, "audience に書けない値です。"))
    if data.get("per") not in (None, *get_args(Per)):
        problems.append(_problem(file, "per は incident・client・recipient のどれかです。"))
    if not isinstance(data.get("optional", False), bool):
        problems.append(_problem(file, "optional は true か false です。"))
    if not data.get("template"):
        problems.append(_problem(file, "[[template]] が一つもありません。"))
    for entry in (*data.get("template", ()), *data.get("section", ())):
        if entry.get("when", "always") not in CONDITIONS:
            problems.append(_problem(file, f"「{entry['when']}」という条件はありません。"))
    problems += [
        _problem(file, f"テンプレート {entry['file']} がありません。")
        for entry in data.get("template", ())
        if "file" in entry and not (file.parent / entry["file"]).is_file()
    ]
    problems += [
        _problem(file, "[[forbidden]] の pattern か level が正しくありません。")
        for entry in data.get("forbidden", ())
        if not _is_rule(entry)
    ]
    ids = [entry.get("id") for entry in data.get("section", ())]
    keys = [(entry.get("id"), entry.get("template")) for entry in data.get("section", ())]
    problems += [
        _problem(file, f"区画「{key[0]}」が二度書かれています。")
        for key in dict.fromkeys(keys)
        if keys.count(key) > 1
    ]
    if not ids:
        problems.append(_problem(file, "[[section]] が一つもありません。"))
    return problems


def _is_rule(entry: Mapping[str, Any]) -> bool:
    try:
        re.compile(entry.get("pattern", ""))
    except re.error:
        return False
    return entry.get("level", "P") in get_args(Level)


def _problem(file: Path, message: str) -> Finding:
    return Finding("error", "K003", message, "document.toml を直してください。", where=Where(str(file)))
