"""From a file to an incident, or to every problem of the file at once."""

from __future__ import annotations

import hashlib
import os
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

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


def load_incident(source: str | os.PathLike[str] | bytes) -> Incident:
    """Return the incident that a TOML file (or its bytes) describes.

    Raises:
        FactsError: with every problem of the file, each with its line and path.
    """
    data, name = _read(source)
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


def file_hash(source: str | os.PathLike[str] | bytes) -> str:
    """Return the SHA-256 of the incident file, in hexadecimal."""
    return hashlib.sha256(_read(source)[0]).hexdigest()


def positions(source: str | os.PathLike[str] | bytes) -> Locator:
    """Return where everything in the file stands, for findings about facts that are there or missing."""
    data, name = _read(source)
    return Locator(_decode(data, name))


def _read(source: str | os.PathLike[str] | bytes) -> tuple[bytes, str | None]:
    if isinstance(source, bytes):
        return source, None
    name = os.fspath(source)
    try:
        size = Path(name).stat().st_size
        if size > LARGEST_FILE:
            raise FactsError(
                Finding("error", "F004", "ファイルが大きすぎます(10 MB まで)。", where=Where(name))
            )
        return Path(name).read_bytes(), name
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
        reason = "フォルダーです。" if isinstance(error, IsADirectoryError) else "ファイルを読めません。"
        problem = Finding("error", "F001", reason, "incident.toml を指定してください。", where=Where(name))
        raise FactsError(problem) from None


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
        found = "UTF-16" if utf16 else "Shift_JIS(cp932)" if _is_cp932(data) else "別の文字コード"
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


__all__ = ["file_hash", "kind_name", "load_incident", "positions"]
