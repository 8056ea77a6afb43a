"""How is a file put in its place whole, without touching what is there already as it should be, or was edited?"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, BinaryIO

from noticegen.batch.written import standing
from noticegen.documents.output import make_folder, whole_file, write_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class _KeptError(Exception):
    """The file in place stays, and the new one goes."""


def put(path: Path, write: Callable[[BinaryIO], object]) -> tuple[str, bool]:
    """Write a large file and put it in its place whole; return its SHA-256, and whether an edited one is kept.

    Raises:
        OutputError: it cannot be written; nothing half-written is left.
    """
    make_folder(path.parent)
    sha256, found = "", "gone"
    try:
        with whole_file(path) as file:
            write(file)
            file.seek(0)
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type] # has readinto
            found = standing(path, sha256)
            if found != "gone":
                raise _KeptError  # noqa: TRY301 - the one way to leave without the rename
    except _KeptError:
        pass
    return sha256, found == "edited"


def put_bytes(path: Path, data: bytes) -> tuple[str, bool]:
    """Write a small file whole, as :func:`put` does; what is there already is not even begun.

    Raises:
        OutputError: it cannot be written; nothing half-written is left.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    found = standing(path, sha256)
    if found == "gone":
        make_folder(path.parent)
        write_file(path, data)
    return sha256, found == "edited"
