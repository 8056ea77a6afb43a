"""From a file to an incident, or to every problem of the file at once."""

from __future__ import annotations

import hashlib
import os
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from pydantic import ValidationError

from noticegen.facts.incident import Incident
from noticegen.facts.locate import Locator, path_text, value_at
from noticegen.facts.problems import describe, kind_name, meant_key, path_of
from noticegen.facts.references import reference_problems
from noticegen.facts.syntax import swallowed_paths, syntax_problem
from noticegen.findings import FactsError, Finding, Where

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST_FILE = 10_000_000
LISTS = (".csv", ".tsv", ".xlsx", ".xlsm", ".xls")


class FactsText(bytes):
    """The text of an incident file that lies nowhere, with the name that its problems bear."""

    name: str | None

    def __new__(cls, text: str | bytes, name: str | None = None) -> Self:
        """Take the text as it came, from a request or from standard input."""
        made = super().__new__(cls, text.encode() if isinstance(text, str) else text)
        made.name = name
        return made


Source = str | os.PathLike[str] | bytes
"""An incident file, or its text."""


def loads_incident(text: str | bytes, name: str | None = None) -> Incident:
    """Return the incident that a TOML text describes; its problems bear the ``name`` instead of a file.

    Raises:
        FactsError: with every problem of the text, each with its line and path.
    """
    return load_incident(FactsText(text, name))


def source_name(source: Source) -> str | None:
    """Return what problems of a file or text are told of, None for plain bytes."""
    return getattr(source, "name", None) if isinstance(source, bytes) else os.fspath(source)


def load_incident(source: Source) -> Incident:
    """Return the incident that a TOML file (or its bytes) describes.

    Raises:
        FactsError: with every problem of the file, each with its line and path.
    """
    data, name = _read(source)
    _require_no_list(name)
    text = _decode(data, name)
    raw = _parse(text, name)
    problems: list[Finding] = []
    incident: Incident | None = None
    try:
        incident = Incident.model_validate(raw)
    except ValidationError as error:
        problems.extend(_problems(error, text, raw, name))
    locator = Locator(text) if problems else None
    swallowed = ((*problem, "F003") for problem in swallowed_paths(raw, text))
    for path, message, hint, code in (*reference_problems(raw), *swallowed):
        locator = locator or Locator(text)
        problems.append(Finding("error", code, message, hint, where=_where(locator, name, path)))
    if incident is None or problems:
        # No cause: pydantic's own error quotes the input.
        raise FactsError(
            *sorted(problems, key=lambda problem: (problem.where.line or 0, problem.where.column or 0))
        )
    return incident


def file_hash(source: Source) -> str:
    """Return the SHA-256 of the incident file, in hexadecimal."""
    return hashlib.sha256(_read(source)[0]).hexdigest()


def positions(source: Source) -> Locator:
    """Return where everything in the file stands, for findings about facts that are there or missing."""
    data, name = _read(source)
    return Locator(_decode(data, name))


def _read(source: Source) -> tuple[bytes, str | None]:
    name = source_name(source)
    if isinstance(source, bytes):
        if len(source) > LARGEST_FILE:
            raise _too_large(name)
        return source, name
    path = Path(source)
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise _too_large(name)
        return path.read_bytes(), name
    except FileNotFoundError:
        problem = Finding(
            "error",
            "F001",
            "ファイルがありません。",
            "ファイル名と場所を確かめてください。",
            where=Where(name),
        )
        raise FactsError(problem) from None
    except OSError as error:
        is_folder = isinstance(error, IsADirectoryError)
        message = "ファイルではなく、フォルダーです。" if is_folder else "ファイルを読めません。"
        hint = (
            "その中の incident.toml を指定してください。"
            if is_folder
            else "読む権限があるか確かめてください。"
        )
        problem = Finding("error", "F001", message, hint, where=Where(name))
        raise FactsError(problem) from None


def _too_large(name: str | None) -> FactsError:
    hint = "incident.toml だけを指定してください。名簿や写真は、別のファイルのままで構いません。"
    return FactsError(
        Finding("error", "F004", "ファイルが大きすぎます(10 MB まで)。", hint, where=Where(name))
    )


def _require_no_list(name: str | None) -> None:
    """Refuse a list of recipients, which ``batch`` and ``recipients`` take in another order."""
    if name is not None and name.lower().endswith(LISTS):
        message = "TOML ファイルではありません(名簿のようです)。"
        hint = "incident.toml を指定してください。batch は事実、名簿の順に、recipients は名簿、事実の順に書きます。"
        raise FactsError(Finding("error", "F002", message, hint, where=Where(name)))


def _decode(data: bytes, name: str | None) -> str:
    if data.startswith(b"PK"):
        message = "TOML ファイルではありません(Word や Excel の文書、又は ZIP のようです)。"
        raise FactsError(
            Finding("error", "F002", message, "incident.toml を指定してください。", where=Where(name))
        )
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
        found = "UTF-16 " if utf16 else "Shift_JIS(cp932)" if _is_cp932(data) else "別の文字コード"
    raise FactsError(
        Finding(
            "error",
            "F002",
            f"UTF-8 で保存されていません({found}のようです)。",
            "エディターの「名前を付けて保存」で文字コードに UTF-8 を選び、保存し直してください。",
            where=Where(name, line),
        )
    )


def _is_cp932(data: bytes) -> bool:
    try:
        data.decode("cp932")
    except UnicodeDecodeError:
        return False
    return True


def _parse(text: str, name: str | None) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        problem = syntax_problem(error, text)
    where = Where(name, problem.line, problem.column)
    raise FactsError(Finding("error", "F003", problem.message, problem.hint, where=where))


def _problems(error: ValidationError, text: str, raw: dict[str, Any], name: str | None) -> Iterator[Finding]:
    locator = Locator(text)
    details = error.errors(include_url=False)
    misspelt = {(*path_of(detail)[:-1], meant_key(detail, Incident)) for detail in details}
    for detail in details:
        path = path_of(detail)
        if detail["type"] == "missing" and path in misspelt:
            continue  # one mistake is one problem: the misspelt key is reported itself
        if detail["type"] == "too_short" and value_at(raw, path):
            continue  # pydantic counts only the entries that are right; the wrong ones are reported themselves
        code, message, hint = describe(detail, Incident)
        yield Finding("error", code, message, hint, where=_where(locator, name, path))


def _where(locator: Locator, name: str | None, path: tuple[str | int, ...]) -> Where:
    line, column = locator.find(path) or (None, None)
    return Where(name, line, column, path_text(path))


__all__ = [
    "FactsText",
    "Source",
    "file_hash",
    "kind_name",
    "load_incident",
    "loads_incident",
    "positions",
    "source_name",
]
