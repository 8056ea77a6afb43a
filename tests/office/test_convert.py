"""Does every document get its PDF, whatever LibreOffice does with the others, and does nothing of it stay behind?"""

from __future__ import annotations

from pathlib import Path

import pytest

from noticegen.findings import OutputError
from noticegen.office import convert as module
from noticegen.office import programs
from noticegen.office.convert import convert, reproducible
from tests.office.fake_office import Clock, install, runs


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return install(monkeypatch, tmp_path)


def documents(folder: Path, *said: str) -> list[Path]:
    paths = [folder / f"{number:04d}.docx" for number in range(len(said))]
    for path, text in zip(paths, said, strict=True):
        path.write_text(text, "utf-8")
    return paths


def made(folder: Path) -> dict[str, str]:
    return {path.stem: path.read_text("utf-8").split("\n")[1] for path in sorted(folder.iterdir())}


def test_many_documents_are_converted_in_batches_that_libreoffice_can_bear(tmp_path: Path, log: Path) -> None:
    sources = documents(tmp_path, *(f"letter {number}" for number in range(203)))
    told: list[tuple[int, int]] = []
    missing = convert(sources, tmp_path / "out", tmp_path, progress=lambda *each: told.append(each))
    assert missing == ()
    assert [len(run) for run in runs(log)] == [200, 3]
    assert told == [(200, 203), (203, 203)]
    assert made(tmp_path / "out") == {f"{number:04d}": f"letter {number}" for number in range(203)}


def test_what_libreoffice_silently_leaves_out_is_counted_and_converted(
    tmp_path: Path, log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "BATCHES", (300, 20, 1))
    sources = documents(tmp_path, *map(str, range(250)))
    assert convert(sources, tmp_path / "out", tmp_path) == ()
    assert [len(run) for run in runs(log)] == [250, 4]
    assert len(made(tmp_path / "out")) == 250


@pytest.mark.parametrize("fault", ["crash", "leave out", "half"])
def test_a_document_that_libreoffice_cannot_bear_costs_no_other_its_pdf(
    tmp_path: Path, log: Path, fault: str
) -> None:
    sources = documents(tmp_path, "a", "b", fault, *map(str, range(30)))
    assert convert(sources, tmp_path / "out", tmp_path) == (sources[2],)
    assert sorted(made(tmp_path / "out")) == [each.stem for each in sources if each != sources[2]]
    # It was tried again, at last alone.
    assert sum("0002.docx" in run for run in runs(log)) in {2, 3}
    assert runs(log).count(["0002.docx"]) == 1


def test_a_document_on_which_libreoffice_hangs_is_given_up_and_nothing_keeps_running(
    tmp_path: Path, log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Clock(monkeypatch, log)
    sources = documents(tmp_path, "a", "hang", "c")
    assert convert(sources, tmp_path / "out", tmp_path) == (sources[1],)
    assert sorted(made(tmp_path / "out")) == ["0000", "0002"]
    child = int((log.parent / "runs.txt.child").read_text())
    # Killed: gone, or waiting for its new parent to take notice.
    status = Path(f"/proc/{child}/stat")
    assert not status.exists() or status.read_text().rsplit(")", 1)[1].split()[0] in {"Z", "X"}


def test_no_profile_stays_and_the_pdfs_are_private(tmp_path: Path, log: Path) -> None:
    work = tmp_path / "work"
    work.mkdir()
    convert(documents(tmp_path, "a", "crash"), tmp_path / "out", work)
    assert list(work.iterdir()) == []
    assert [path.stat().st_mode & 0o777 for path in (tmp_path / "out").iterdir()] == [0o600]
    assert runs(log)


def test_a_libreoffice_that_converts_nothing_is_not_asked_for_each_document(
    tmp_path: Path, log: Path
) -> None:
    sources = documents(tmp_path, *["crash"] * 300)
    with pytest.raises(OutputError) as caught:
        convert(sources, tmp_path / "out", tmp_path)
    assert caught.value.findings[0].code == "O143"
    assert len(runs(log)) == module.IN_VAIN


def test_without_libreoffice_nothing_is_begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(programs, "ELSEWHERE", {})
    with pytest.raises(OutputError) as caught:
        convert(documents(tmp_path, "a"), tmp_path / "out", tmp_path)
    assert caught.value.findings[0].code == "O141"
    assert "noticegen doctor" in caught.value.findings[0].hint
    assert not (tmp_path / "out").exists()


def test_time_and_random_ids_go_out_of_a_pdf_and_half_a_pdf_is_none() -> None:
    def pdf(date: bytes, name: bytes) -> bytes:
        return (
            b"%PDF-1.6\n/CreationDate(D:" + date + b"Z')>>\nxref\ntrailer\n/ID [ <" + name + b">\n<" + name
            + b"> ]\n/DocChecksum /" + name + b"\n>>\nstartxref\n9\n%%EOF\n"
        )  # fmt: skip

    one, other = pdf(b"20261122063211", b"A" * 32), pdf(b"20270101000000", b"0" * 32)
    assert reproducible(one) == reproducible(other)
    assert len(reproducible(one) or b"") == len(one)
    assert b"2026" not in (reproducible(one) or b"2026")
    assert reproducible(one.replace(b"xref\n", b"xreg\n")) != reproducible(other)
    assert reproducible(one[:-8]) is None
