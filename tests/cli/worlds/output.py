"""Where documents are to be written: folders that hold something else, disks that are full, files in the way."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Final, NoReturn

from noticegen.batch import execute, lock, space
from noticegen.batch.folder import BatchFolder
from noticegen.batch.records import RECORDS
from noticegen.documents import output
from noticegen.documents.draft import draft
from noticegen.documents.kinds import shipped_templates
from noticegen.facts.load import load_incident
from tests.batch.batches import FACTS
from tests.cli.told import world
from tests.cli.worlds.batch import BATCH, finished, given
from tests.cli.worlds.documents import LOST

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

DRAFT: Final = "draft incident.toml --document public_notice -o out --on 2026-11-24"


def drafting() -> str:
    shutil.copy(LOST, ".")
    return DRAFT


@world("O101")
def _a_folder_with_something_else() -> str:
    Path("out").mkdir()
    Path("out/証拠.txt").touch()
    return given()


@world("O102")
def _a_disk_without_room_for_the_letters(patch: pytest.MonkeyPatch) -> str:
    patch.setattr(space.shutil, "disk_usage", lambda _: SimpleNamespace(free=10_000))
    return given()


@world("O102-files")
def _a_disk_without_room_for_more_files(patch: pytest.MonkeyPatch) -> str:
    patch.setattr(space, "_free_names", lambda _: 2)
    return given()


def _failing(number: int) -> Callable[[pytest.MonkeyPatch], str]:
    def refuse(*_: object) -> int:
        raise OSError(number, os.strerror(number))

    def make(patch: pytest.MonkeyPatch) -> str:
        patch.setattr(output.os, "open", refuse)
        return drafting()

    return make


world("O102-full")(_failing(errno.ENOSPC))
world("O103")(_failing(errno.EROFS))
world("O105")(_failing(errno.EIO))


@world("O104")
def _a_file_in_the_place_of_the_folder() -> str:
    Path("out").touch()
    return drafting()


@world("O105-folder")
def _a_folder_that_is_not_there() -> NoReturn:
    incident = load_incident(LOST)
    draft(incident, "public_notice", on=incident.letter.date).save("nowhere/notice.docx")
    raise AssertionError


@world("O106")
def _a_folder_of_other_facts() -> str:
    finished()
    Path("incident.toml").write_text(FACTS.format(count=13, more=""), "utf-8")
    return BATCH


@world("O107")
def _a_state_that_is_damaged() -> str:
    (finished() / "batch.json").write_text("{", "utf-8")
    return BATCH


@world("O108")
def _what_was_written_is_lost_in_mid_run(patch: pytest.MonkeyPatch) -> str:
    write = BatchFolder.write_lists

    def losing(self: BatchFolder, *given: Any) -> None:
        shutil.rmtree(self.path / RECORDS)
        write(self, *given)

    patch.setattr(BatchFolder, "write_lists", losing)
    return given()


@world("O109")
def _a_list_of_the_folder_is_gone() -> str:
    (finished() / "manifest.csv").unlink()
    return "check out"


@world("O110")
def _a_list_without_numbers() -> str:
    Path("asked.csv").write_text("行,理由\n1,住所がありません。\n", "utf-8")
    return given(how="--only asked.csv")


@world("O115")
def _another_run_is_at_work(patch: pytest.MonkeyPatch) -> str:
    def busy(*_: object) -> None:
        raise BlockingIOError

    patch.setattr(lock.fcntl, "flock", busy)
    return given()


@world("O116")
def _a_template_that_changes_under_the_batch(patch: pytest.MonkeyPatch) -> str:
    own = shutil.copy(shipped_templates() / "victim_apology" / "letter.docx", "own.docx")
    write = execute.write_letters

    def changing(*given: Any) -> Any:
        shutil.copy(shipped_templates() / "email_notice" / "mail.docx", own)
        return write(*given)

    patch.setattr(execute, "write_letters", changing)
    return given(how="--template own.docx")


@world("O121")
def _a_document_that_somebody_edited() -> str:
    Path("out").mkdir()
    Path("out/public_notice.docx").write_bytes(b"edited")
    return drafting()


@world("O122")
def _a_file_of_that_name() -> str:
    Path("case").mkdir()
    Path("case/incident.toml").touch()
    return "new case"


@world("O122-template")
def _a_template_of_that_name() -> str:
    Path("letter.docx").touch()
    return "template new victim_apology letter.docx"


@world("O123")
def _a_page_of_somebody_else() -> str:
    shutil.copy(LOST, ".")
    Path("report.html").write_text("<p>別の頁</p>", "utf-8")
    return "check incident.toml --on 2026-11-24 --html report.html"
