"""At which line of the incident file does a finding about the facts belong?"""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from noticegen.facts.incident import Incident
from noticegen.facts.load import Source, positions, source_name
from noticegen.findings import NoticegenError, Where

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from noticegen.findings import Finding

_PATH: Final = re.compile(r"[A-Za-z_]\w*(\[\d*\])?(\.[A-Za-z_][\w-]*(\[\d*\])?)*", re.ASCII)


def located(findings: Iterable[Finding], source: Source) -> tuple[Finding, ...]:
    """Return the findings, those about a TOML path with the file, and with the line of the path or its table.

    A finding that already names a file stays as it is.
    """
    waiting = tuple(findings)
    if not any(_is_path(finding.where) for finding in waiting):
        return waiting
    name, places = source_name(source), positions(source)

    def placed(finding: Finding) -> Finding:
        if not _is_path(finding.where):
            return finding
        line, column = places.find(parts(finding.where.path or "")) or (None, None)
        return replace(finding, where=Where(name, line, column, finding.where.path))

    return tuple(placed(finding) for finding in waiting)


@contextmanager
def located_in(source: Source) -> Iterator[None]:
    """Give the findings of every error inside the block their lines in the incident file."""
    try:
        yield
    except NoticegenError as error:
        raise type(error)(*located(error.findings, source)) from error.__cause__


def parts(path: str) -> tuple[str | int, ...]:
    """Return a written path as keys and indexes; ``[]`` stands for the array as a whole.

    >>> parts("group[0].items[2].name"), parts("group[].items")
    (('group', 0, 'items', 2, 'name'), ('group',))
    """
    found: list[str | int] = []
    for key, index in re.findall(r"([\w-]+)(\[\d*\])?", path):
        found.append(key)
        if index == "[]":
            break
        if index:
            found.append(int(index[1:-1]))
    return tuple(found)


def _is_path(where: Where) -> bool:
    path = where.path or ""
    root = re.split(r"[.\[]", path, maxsplit=1)[0]
    return where.file is None and root in Incident.model_fields and _PATH.fullmatch(path) is not None
