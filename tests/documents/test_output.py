"""Is a file there as a whole or not at all, readable by its owner alone, and what is said when it cannot be?"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path, PurePath

import pytest

from noticegen.documents.output import (
    is_part,
    make_folder,
    output_problem,
    remove_parts,
    whole_file,
    write_file,
)
from noticegen.findings import OutputError


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_file_is_for_its_owner_alone_and_nothing_else_is_left(tmp_path: Path) -> None:
    write_file(tmp_path / "a.docx", b"one")
    write_file(tmp_path / "a.docx", b"two")
    assert (tmp_path / "a.docx").read_bytes() == b"two"
    assert mode(tmp_path / "a.docx") == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["a.docx"]


def test_a_file_may_be_read_again_while_it_is_written_and_has_another_name_till_its_end(
    tmp_path: Path,
) -> None:
    with whole_file(tmp_path / "a.docx") as file:
        file.write(b"one")
        file.seek(0)
        assert file.read() == b"one"
        (part,) = tmp_path.iterdir()
        assert is_part(part)
        assert part.name.startswith(".a.docx.")
        assert mode(part) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["a.docx"]


def test_of_what_is_broken_off_nothing_is_left_and_the_file_before_it_stays(tmp_path: Path) -> None:
    write_file(tmp_path / "a.docx", b"one")

    def write(problem: BaseException) -> None:
        with whole_file(tmp_path / "a.docx") as file:
            file.write(b"two")
            raise problem

    with pytest.raises(KeyboardInterrupt):
        write(KeyboardInterrupt())
    with pytest.raises(OutputError) as refused:
        write(OSError(errno.ENOSPC, "full"))
    assert [(each.code, each.where.file) for each in refused.value.findings] == [
        ("O102", str(tmp_path / "a.docx"))
    ]
    assert (tmp_path / "a.docx").read_bytes() == b"one"
    assert [path.name for path in tmp_path.iterdir()] == ["a.docx"]


@pytest.mark.parametrize(
    ("name", "is_ours"),
    [
        (".a.docx.0123abcd.part", True),
        (".0001.docx.ffffffff.part", True),
        ("a.docx.0123abcd.part", False),
        (".a.docx.0123abc.part", False),
        (".a.docx.0123abcde.part", False),
        (".a.docx.0123ABCD.part", False),
        (".a.docx.0123abcd.partial", False),
        (".a.docx.0123abcdxpart", False),
        (".part", False),
    ],
)
def test_a_temporary_name_is_known(name: str, is_ours: bool) -> None:
    assert is_part(PurePath("folder") / name) is is_ours


def test_what_a_killed_process_left_is_removed_in_every_folder_and_nothing_else(tmp_path: Path) -> None:
    inner = tmp_path / "letters" / "deep"
    inner.mkdir(parents=True)
    staging = tmp_path / ".set.0123abcd.part"
    staging.mkdir()
    for left in (
        tmp_path / ".a.docx.0123abcd.part",
        inner / ".b.docx.0123abcd.part",
        staging / "c.docx",
        staging / ".c.docx.0123abcd.part",
    ):
        left.write_bytes(b"x")
    for kept in (tmp_path / "a.docx", inner / ".b.docx.part", inner / "b.part"):
        kept.write_bytes(b"x")
    remove_parts(tmp_path)
    assert {path.name for path in tmp_path.rglob("*") if path.is_file()} == {
        "a.docx",
        ".b.docx.part",
        "b.part",
    }
    assert not staging.exists()


def test_what_cannot_be_removed_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    left = tmp_path / ".a.docx.0123abcd.part"
    left.write_bytes(b"x")

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EACCES, "no")

    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(OutputError) as refused:
        remove_parts(tmp_path)
    assert [(each.code, each.where.file) for each in refused.value.findings] == [("O103", str(left))]


def test_a_folder_is_made_with_those_above_it_for_its_owner_alone(tmp_path: Path) -> None:
    make_folder(tmp_path / "a" / "b")
    make_folder(tmp_path / "a" / "b")
    assert mode(tmp_path / "a" / "b") == 0o700
    (tmp_path / "file").write_bytes(b"x")
    with pytest.raises(OutputError) as refused:
        make_folder(tmp_path / "file" / "c")
    assert [(each.code, each.where.file) for each in refused.value.findings] == [
        ("O104", str(tmp_path / "file" / "c"))
    ]


@pytest.mark.parametrize(
    ("numbers", "code", "words"),
    [
        ((errno.ENOSPC, errno.EDQUOT), "O102", "空き"),
        ((errno.EACCES, errno.EPERM, errno.EROFS), "O103", "権限"),
        ((errno.ENOTDIR, errno.EEXIST), "O104", "同じ名前"),
        ((errno.ENOENT,), "O105", "フォルダーを作ってから"),
        ((errno.EIO, None), "O105", "ディスクや共有フォルダー"),
    ],
)
def test_a_failed_write_says_what_it_means_and_what_to_do(
    numbers: tuple[int | None, ...], code: str, words: str
) -> None:
    for number in numbers:
        error = OSError() if number is None else OSError(number, os.strerror(number))
        found = output_problem(error, Path("folder/a.docx"))
        assert (found.severity, found.code, found.where.file) == ("error", code, str(Path("folder/a.docx")))
        assert words in f"{found.message}{found.hint}"
        assert found.message
        assert found.hint


def test_a_file_in_a_folder_that_is_not_there_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(OutputError) as refused:
        write_file(tmp_path / "none" / "a.docx", b"x")
    assert [each.code for each in refused.value.findings] == ["O105"]
    assert list(tmp_path.iterdir()) == []
