"""Which kinds of document are there, and what does each consist of? Read from folders of data."""

from __future__ import annotations

import difflib
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from noticegen.documents.kind_problems import kind_problems
from noticegen.documents.kind_rules import (
    FactRule,
    ForbiddenRule,
    Per,
    SectionRule,
    TemplateRule,
    TextLimit,
    TextRule,
)
from noticegen.facts.syntax import syntax_problem
from noticegen.findings import Finding, TemplateError, Where

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping

    from noticegen.facts.tables import Audience

__all__ = [
    "FactRule",
    "ForbiddenRule",
    "Kind",
    "Per",
    "SectionRule",
    "TemplateRule",
    "TextLimit",
    "TextRule",
    "kind",
    "kinds",
    "shipped_templates",
]


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
    # Only what is all but the same is suggested: 「client_letter」 for a 「victim_letter」 would lead astray.
    begun = [each for each in known if name and each.startswith(name)]
    nearest = begun[:1] or difflib.get_close_matches(name, known, n=1, cutoff=0.8)
    titles = (f"{each.id}({each.title})" for each in known.values())
    hint = f"「{nearest[0]}」のことですか。" if nearest else f"使えるのは {'、'.join(titles)}。"
    raise TemplateError(Finding("error", "K001", f"「{name}」という種類の文書はありません。", hint))


_PLACE: Final = "--templates には、種類の名のフォルダーを入れたフォルダーを指定してください。"
_LAYOUT: Final = (
    "その下に「種類の名のフォルダー/document.toml」を置いてください(noticegen template new が作ります)。"
)


@cache
def _shipped() -> Mapping[str, Kind]:
    return _own(shipped_templates())


def _own(folder: Path) -> Mapping[str, Kind]:
    """Return the kinds of a folder, read again when somebody has changed a file of theirs."""
    if not folder.is_dir():
        message = "テンプレートのフォルダーがありません。"
        raise TemplateError(Finding("error", "K002", message, _PLACE, where=Where(str(folder))))
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


def _read(file: Path) -> Kind:
    try:
        text = file.read_text("utf-8-sig")
        data = tomllib.loads(text)
    except UnicodeDecodeError:
        hint = "エディターの「名前を付けて保存」で文字コードに UTF-8 を選び、保存し直してください。"
        problem = Finding("error", "K003", "UTF-8 で保存されていません。", hint, where=Where(str(file)))
        raise TemplateError(problem) from None
    except tomllib.TOMLDecodeError as error:
        wrong = syntax_problem(error, text)
        where = Where(str(file), wrong.line, wrong.column)
        raise TemplateError(Finding("error", "K003", wrong.message, wrong.hint, where=where)) from None
    if problems := kind_problems(data, text, file):
        raise TemplateError(*problems)
    return Kind(
        id=file.parent.name,
        title=data["title"],
        audience=data["audience"],
        per=data["per"],
        law=data.get("based_on", file.parent.name),
        folder=file.parent,
        templates=tuple(TemplateRule(**_frozen(entry)) for entry in data["template"]),
        sections=tuple(SectionRule(**_frozen(entry)) for entry in data["section"]),
        facts=tuple(FactRule(**_frozen(entry)) for entry in data.get("fact", ())),
        optional=data.get("optional", False),
        forbidden=tuple(ForbiddenRule(**_frozen(entry)) for entry in data.get("forbidden", ())),
        text=_text_rule(data["text"]) if "text" in data else None,
    )


def _text_rule(data: dict[str, Any]) -> TextRule:
    limits = tuple(TextLimit(**entry) for entry in data.get("limits", ()))
    return TextRule(**{**_frozen(data), "limits": limits})


def _frozen(entry: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
