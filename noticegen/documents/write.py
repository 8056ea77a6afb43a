"""All documents of an incident into a folder: every one of them, or none."""

from __future__ import annotations

import secrets
import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from noticegen.documents.applicable import applicable_kinds
from noticegen.documents.clients import NO_CLIENT, no_client
from noticegen.documents.draft import drafts
from noticegen.documents.kinds import kind as kind_named
from noticegen.documents.output import make_folder, output_problem, write_file
from noticegen.documents.wrong_role import WRONG_ROLE
from noticegen.findings import DocumentError, Finding, OutputError, Where

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable
    from datetime import date

    from noticegen.documents.draft import Draft
    from noticegen.facts.incident import Incident

NOTHING_WRITTEN: Final = "文書は一つも書いていません。"
INCOMPLETE: Final = (
    "--incomplete を付けると、欠けた箇所に印を付け、全ページに「下書き」と表示した文書を作ります。"
)


@dataclass(frozen=True, slots=True)
class WrittenDocument:
    """A document that was written: its kind, the client it is for, its file, and whether it is stamped 下書き.

    ``text`` is the file of the same as plain text, to be pasted into a web form; None where there is none.
    """

    kind: str
    client: str | None
    file: Path
    is_incomplete: bool
    text: Path | None = None


@dataclass(frozen=True, slots=True)
class DraftReport:
    """What was written, and what there is to say about it."""

    folder: Path
    documents: tuple[WrittenDocument, ...]
    findings: tuple[Finding, ...]


def write_drafts(  # noqa: PLR0913 - each is a choice of the caller
    incident: Incident,
    out: str | os.PathLike[str],
    *,
    kinds: Iterable[str] = (),
    on: date | None = None,
    since: Incident | None = None,
    incomplete: bool = False,
    strict: bool = False,
    overwrite: bool = False,
    templates: str | os.PathLike[str] | None = None,
) -> DraftReport:
    """Write the documents of these kinds, or of all kinds that this incident can need.

    ``since`` is the state of the facts of the documents before these (see :func:`noticegen.draft`).

    A document that is there with another content, perhaps edited by hand, is replaced only with ``overwrite``.

    Raises:
        DocumentError: a document lacks something binding; the findings are those of all documents.
        TemplateError: there is no such kind, or a template is not usable.
        OutputError: the folder cannot be written, or holds other documents of these names.
    """
    made: list[Draft] = []
    refused: list[Finding] = []
    named = tuple(dict.fromkeys(kinds))
    for name in named or applicable_kinds(incident, templates):
        try:
            found = drafts(
                incident,
                name,
                on=on,
                since=since,
                incomplete=incomplete,
                strict=strict,
                templates=templates,
            )
            made += found
            if not found:
                refused.append(no_client(kind_named(name, templates)))
        except DocumentError as error:
            refused += [finding for finding in error.findings if finding not in refused]
    if refused:
        # A document for nobody is not made either way.
        hint = INCOMPLETE if any(each.code != NO_CLIENT for each in refused) else ""
        raise DocumentError(*refused, Finding("note", "D301", NOTHING_WRITTEN, hint))
    folder = Path(out)
    names = {draft: folder / f"{draft.name}.docx" for draft in made}
    texts = {draft: file.with_suffix(".txt") for draft, file in names.items() if draft.text}
    files = {file: draft.docx for draft, file in names.items()}
    # With the mark at its beginning every editor on Windows reads it as UTF-8.
    files |= {file: draft.text.encode("utf-8-sig") for draft, file in texts.items()}
    if not overwrite:
        _keep_others(files)
    _write(folder, files)
    return DraftReport(
        folder,
        tuple(
            WrittenDocument(draft.kind, draft.client, file, draft.is_incomplete, texts.get(draft))
            for draft, file in names.items()
        ),
        tuple(
            dict.fromkeys(
                finding
                for draft in made
                for finding in draft.findings
                # That another kind would be the right one is said of what somebody asked for.
                if named or finding.code != WRONG_ROLE
            )
        ),
    )


def _keep_others(files: dict[Path, bytes]) -> None:
    """Raise OutputError when a file of another content is in the way."""
    problems = []
    for file, data in files.items():
        try:
            differs = file.exists() and file.read_bytes() != data
        except OSError as error:
            raise OutputError(output_problem(error, file)) from error
        if differs:
            message = "内容の違う同じ名前のファイルがあります。"
            hint = "別の出力先を指定してください。消えてよければ --overwrite を付けてください。"
            problems.append(Finding("error", "O121", message, hint, where=Where(str(file))))
    if problems:
        raise OutputError(*problems)


def _write(folder: Path, files: dict[Path, bytes]) -> None:
    """Write all files into a folder within the folder, then move them to their places: a full disk leaves none."""
    existed = folder.exists()
    make_folder(folder)
    staging = folder / f".noticegen-{secrets.token_hex(4)}"
    try:
        make_folder(staging)
        for file, data in files.items():
            write_file(staging / file.name, data)
        for file in files:
            (staging / file.name).replace(file)
    except OutputError as error:
        # Nobody knows the folder within the folder.
        told = (replace(each, where=Where(str(folder))) for each in error.findings)
        raise OutputError(*told) from error
    except OSError as error:
        raise OutputError(output_problem(error, folder)) from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)
        if not existed and not any(folder.iterdir()):
            folder.rmdir()
