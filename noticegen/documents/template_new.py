"""How does a firm get its own templates to begin with: the shipped text, in the styles of its letterhead?"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from noticegen.documents.kinds import kind as kind_named
from noticegen.documents.make import PREFIX
from noticegen.documents.output import make_folder, write_file
from noticegen.findings import Finding, OutputError, TemplateError, Where
from noticegen.ooxml.archive import file_name, read_parts
from noticegen.ooxml.letterhead import on_letterhead
from noticegen.ooxml.lint_page import page_findings
from noticegen.ooxml.properties import with_properties

if TYPE_CHECKING:
    from noticegen.documents.kinds import Kind

    Letterhead = str | os.PathLike[str] | bytes


def new_template(
    kind: str,
    letterhead: Letterhead | None = None,
    *,
    file: str | None = None,
    templates: str | os.PathLike[str] | None = None,
) -> bytes:
    """Return a Word template of this kind with every section as a locked content control and its working tags.

    With ``letterhead``, a Word file, it has that file's page, header, footer and styles. ``file`` names one of
    the kind's templates where it has several; else it is the first.

    Raises:
        TemplateError: there is no such kind, or it has no such template.
        DocumentError: the letterhead cannot be read.
    """
    rule = kind_named(kind, templates)
    return _made(rule, _chosen(rule, file), letterhead)


def write_templates(
    kind: str,
    folder: str | os.PathLike[str],
    letterhead: Letterhead | None = None,
    *,
    templates: str | os.PathLike[str] | None = None,
) -> tuple[Path, ...]:
    """Write a whole kind into ``folder/<kind>``: its document.toml and all its templates; return the files.

    The folder is then what ``templates=`` takes.

    Raises:
        TemplateError, DocumentError: as :func:`new_template`.
        OutputError: it cannot be written, or a file of that name is there.
    """
    rule = kind_named(kind, templates)
    target = Path(folder) / rule.id
    contents = {target / "document.toml": (rule.folder / "document.toml").read_bytes()}
    contents |= {target / each.file: _made(rule, each.file, letterhead) for each in rule.templates}
    return _write(contents)


def write_template(
    kind: str,
    target: str | os.PathLike[str],
    letterhead: Letterhead | None = None,
    *,
    templates: str | os.PathLike[str] | None = None,
) -> tuple[Path, ...]:
    """Write one template to ``target`` (``.docx``), or the whole kind where it names a folder; return the files.

    A target that is called like one of the kind's templates becomes that one.

    Raises:
        TemplateError, DocumentError, OutputError: as :func:`write_templates`.
    """
    path = Path(target)
    if path.suffix.lower() != ".docx":
        return write_templates(kind, path, letterhead, templates=templates)
    rule = kind_named(kind, templates)
    file = path.name if path.name in {each.file for each in rule.templates} else None
    return _write({path: _made(rule, _chosen(rule, file), letterhead)})


def letterhead_findings(letterhead: Letterhead) -> tuple[Finding, ...]:
    """Return what of a letterhead comes into every document and may not be meant to: its page, its body text.

    Raises:
        DocumentError: the letterhead cannot be read.
    """
    where = "letterhead.docx" if isinstance(letterhead, bytes) else os.fspath(letterhead)
    found = page_findings(read_parts(letterhead), file_name(letterhead))
    return tuple(replace(each, where=replace(each.where, file=where)) for each in found)


def _made(rule: Kind, file: str, letterhead: Letterhead | None) -> bytes:
    data = (rule.folder / file).read_bytes()
    if letterhead is not None:
        data = on_letterhead(data, letterhead)
    return with_properties(data, {f"{PREFIX}kind": rule.id, f"{PREFIX}template": file})


def _chosen(rule: Kind, file: str | None) -> str:
    files = [each.file for each in rule.templates]
    if file is None or file in files:
        return file or files[0]
    problem = Finding(
        "error",
        "K006",
        f"「{rule.title}」に {file} というテンプレートはありません。",
        f"使えるのは {'、'.join(files)}。",
        document=rule.id,
    )
    raise TemplateError(problem)


def _write(contents: dict[Path, bytes]) -> tuple[Path, ...]:
    there = [path for path in contents if path.exists()]
    if there:
        hint = "上書きしません。別の場所を指定するか、そのファイルを移してください。"
        raise OutputError(
            *(
                Finding(
                    "error",
                    "O122",
                    "同じ名前のファイルがあります。",
                    hint,
                    where=Where(str(path)),
                )
                for path in there
            )
        )
    for path, data in contents.items():
        make_folder(path.parent)
        write_file(path, data)
    return tuple(contents)
