"""Is another run writing into this folder? The system's own lock says so, and dies with its process."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

from noticegen.documents.output import PRIVATE_FILE, make_folder, output_problem
from noticegen.findings import Finding, OutputError, Where

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LOCK: Final = ".lock"
_NO_LOCKS: Final = frozenset({errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP})
"""What a file system says that knows no locks. Letters are still written whole, under names that never clash."""


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep other runs out of a batch folder, which is made if need be.

    Raises:
        OutputError: another run is at work in it, or it cannot be written.
    """
    is_new = not folder.exists()
    make_folder(folder)
    path = folder / LOCK
    descriptor = _taken(path)
    try:
        yield
    finally:
        # Removed while it is held: whoever opened it meanwhile sees that it is no longer the file of that name.
        with suppress(PermissionError):
            path.unlink(missing_ok=True)
        os.close(descriptor)
        if sys.platform == "win32":  # which removes no file that anybody has open
            with suppress(PermissionError):
                path.unlink(missing_ok=True)
        if is_new:
            with suppress(OSError):  # refused before anything was written
                folder.rmdir()


def _taken(path: Path) -> int:
    try:
        while True:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT, PRIVATE_FILE)
            if not _lock(descriptor):
                os.close(descriptor)
                message = "この出力先では、別の noticegen(batch か sent)が動いています。"
                hint = "終わるのを待ってから、もう一度実行してください。"
                raise OutputError(Finding("error", "O115", message, hint, where=Where(str(path.parent))))
            if _is_at(descriptor, path):
                return descriptor
            os.close(descriptor)
    except OSError as error:
        raise OutputError(output_problem(error, path)) from error


def _is_at(descriptor: int, path: Path) -> bool:
    """Whether the open file still has its name: the run before may have removed it on leaving."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError as error:
            if error.errno not in _NO_LOCKS:
                raise
        return True
