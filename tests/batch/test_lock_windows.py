"""The lock as Windows takes it: tried here with a stand-in for ``msvcrt`` and for files that may not be removed while open.

What the stand-in does is what Microsoft documents: a byte range is locked for one open file, ``LK_NBLCK`` fails at once
with EACCES where another has it, the lock ends when the file is closed, and an open file cannot be removed.
"""

from __future__ import annotations

import errno
import importlib.util
import os
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from noticegen.batch import lock as lock_here
from noticegen.findings import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator


REMOVE = Path.unlink


class Windows:
    """The open files of one computer, and who has locked them."""

    def __init__(self) -> None:
        self.open: dict[int, tuple[int, int]] = {}
        self.locked: dict[tuple[int, int], int] = {}

    def opened(self, *arguments: Any) -> int:
        descriptor = os.open(*arguments)
        status = os.fstat(descriptor)
        self.open[descriptor] = (status.st_dev, status.st_ino)
        return descriptor

    def closed(self, descriptor: int) -> None:
        file = self.open.pop(descriptor)
        if self.locked.get(file) == descriptor:
            del self.locked[file]
        os.close(descriptor)

    def locking(self, descriptor: int, mode: int, size: int) -> None:
        assert (mode, size) == (2, 1)  # LK_NBLCK, of one byte
        assert os.lseek(descriptor, 0, os.SEEK_CUR) == 0, "another byte than the other run would lock"
        if self.locked.setdefault(self.open[descriptor], descriptor) != descriptor:
            raise OSError(errno.EACCES, "Permission denied")

    def unlink(self, path: Path, *, missing_ok: bool = False) -> None:
        if path.exists() and (path.stat().st_dev, path.stat().st_ino) in self.open.values():
            raise PermissionError(errno.EACCES, "The process cannot access the file", str(path), 32)
        REMOVE(path, missing_ok=missing_ok)


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> Iterator[Windows]:
    computer = Windows()
    monkeypatch.setitem(sys.modules, "msvcrt", SimpleNamespace(LK_NBLCK=2, locking=computer.locking))
    yield computer
    assert (computer.open, computer.locked) == ({}, {})


@pytest.fixture
def lock(windows: Windows, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The module as it is on Windows."""
    specification = importlib.util.spec_from_file_location("lock_of_windows", lock_here.__file__)
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    with monkeypatch.context() as patch:
        patch.setattr(sys, "platform", "win32")
        specification.loader.exec_module(module)
    monkeypatch.setattr(module, "sys", SimpleNamespace(platform="win32"))
    system = {name: getattr(os, name) for name in dir(os) if not name.startswith("_")}
    monkeypatch.setattr(
        module, "os", SimpleNamespace(**system | {"open": windows.opened, "close": windows.closed})
    )

    def unlink(path: Path, *, missing_ok: bool = False) -> None:
        windows.unlink(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", unlink)
    return module


def test_a_second_run_is_refused_and_the_first_leaves_nothing(tmp_path: Path, lock: ModuleType) -> None:
    out = tmp_path / "out"
    out.mkdir()
    with lock.locked(out):
        assert [path.name for path in out.iterdir()] == [lock.LOCK]
        with pytest.raises(OutputError) as caught, lock.locked(out):
            pytest.fail("two runs in one folder")
        assert [finding.code for finding in caught.value.findings] == ["O115"]
    assert list(out.iterdir()) == []
    with lock.locked(out):
        assert (out / lock.LOCK).exists()


def test_a_file_that_another_run_has_just_opened_is_left_to_it(
    tmp_path: Path, lock: ModuleType, windows: Windows
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    with lock.locked(out):
        waiting = windows.opened(out / lock.LOCK, os.O_RDWR)
    assert (out / lock.LOCK).exists()
    windows.closed(waiting)
    with lock.locked(out):
        pass
    assert list(out.iterdir()) == []


def test_a_lock_that_is_left_of_a_killed_run_stands_in_nobodys_way(tmp_path: Path, lock: ModuleType) -> None:
    (tmp_path / lock.LOCK).touch()
    with lock.locked(tmp_path):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_folder_of_a_run_that_wrote_nothing_does_not_remain(tmp_path: Path, lock: ModuleType) -> None:
    with lock.locked(tmp_path / "out"):
        pass
    assert list(tmp_path.iterdir()) == []
