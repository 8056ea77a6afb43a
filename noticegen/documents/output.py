"""Writing a file so that it is either there as a whole or not at all."""

from __future__ import annotations

import errno
import os
import re
import secrets
import shutil
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, BinaryIO, Final

from noticegen.findings import Finding, OutputError, Where

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path, PurePath

PRIVATE_FILE: Final = 0o600
PRIVATE_FOLDER: Final = 0o700
PART: Final = ".part"
_PART_NAME: Final = re.compile(rf"\..+\.[0-9a-f]{{8}}{re.escape(PART)}")


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """Give a file to write under a temporary name, renamed at the end; nobody else may read it.

    Raises:
        OutputError: it cannot be written. Whatever is raised inside, nothing half-written is left.
    """
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}{PART}")
    try:
        descriptor = os.open(temporary, os.O_RDWR | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
        with os.fdopen(descriptor, "w+b") as file:
            yield file
        temporary.replace(path)
    except OSError as error:
        raise OutputError(output_problem(error, path)) from error
    finally:
        # After the rename there is nothing of this name.
        with suppress(OSError):
            temporary.unlink()


def write_file(path: Path, data: bytes) -> None:
    """Write a file so that it is there as a whole or not at all; nobody else may read it.

    Raises:
        OutputError: it cannot be written; nothing half-written is left.
    """
    with whole_file(path) as file:
        file.write(data)


def remove_parts(folder: Path) -> None:
    """Remove the temporary files and folders that a killed process left in a folder of ours, and below it.

    Raises:
        OutputError: one cannot be removed; it may hold personal data.
    """
    for path in list(folder.rglob(f".*{PART}")):
        if is_part(path):
            try:
                if path.is_dir():
                    shutil.rmtree(path)
                else:
                    path.unlink(missing_ok=True)
            except OSError as error:
                raise OutputError(output_problem(error, path)) from error


def is_part(path: PurePath) -> bool:
    """Return whether this is a temporary name that :func:`whole_file` gives."""
    return _PART_NAME.fullmatch(path.name) is not None


def make_folder(path: Path) -> None:
    """Make a folder that only its owner may read, with the folders above it.

    Raises:
        OutputError: it cannot be made.
    """
    try:
        path.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(output_problem(error, path)) from error


def output_problem(error: OSError, path: Path) -> Finding:
    """Return what a failed write means, and what to do."""
    where = Where(str(path))
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return Finding(
            "error",
            "O102",
            "ディスクの空きが足りません。",
            "空きを作るか、別の出力先を指定してください。",
            where=where,
        )
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return Finding(
            "error", "O103", "書き込む権限がありません。", "別の出力先を指定してください。", where=where
        )
    if error.errno in {errno.ENOTDIR, errno.EEXIST}:
        return Finding(
            "error",
            "O104",
            "同じ名前のファイルがあるため、フォルダーを作れません。",
            "別の出力先を指定してください。",
            where=where,
        )
    if error.errno == errno.ENOENT:
        message, hint = (
            "書き込めません。そのフォルダーがありません。",
            "フォルダーを作ってから、もう一度実行してください。",
        )
    else:
        message, hint = (
            "書き込めません。",
            "ディスクや共有フォルダーにつながっているかを確かめ、だめなら別の出力先を指定してください。",
        )
    return Finding("error", "O105", message, hint, where=where)
