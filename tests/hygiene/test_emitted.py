"""What does the tool say while it works, and where does it reach? No personal data in anything it emits, and no
network.

Design: "No personal data in logs, messages or exceptions: name the row"; "No network, ever".
"""

from __future__ import annotations

import io
import logging
import os
import shutil
import sys
import traceback
import zipfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from noticegen import RenderError, Template, load_incident, write_batch
from noticegen.cli import main
from tests.batch.batches import FACTS, person, write_list
from tests.fuzz.targets import BODY, with_part

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMES = ("目印家 一号", "目印家 二号", "目印家 三号", "目印家 四号", "目印家 五号", "目印家 六号")
MARKERS = ("目印家", "目印市", "ZZMARK")
"""Stand in every name, address and id of the list; whatever holds one of them holds personal data."""
REACHING = (
    "socket.connect",
    "socket.bind",
    "socket.getaddrinfo",
    "socket.gethostbyname",
    "socket.sendto",
    "urllib.Request",
)

_watched: list[list[str]] = []


def _hook(event: str, arguments: tuple[object, ...]) -> None:
    if _watched and event in REACHING:
        _watched[-1].append(f"{event} {arguments}")


sys.addaudithook(_hook)


@contextmanager
def watched() -> Iterator[list[str]]:
    """Give a list of every attempt to reach a network."""
    _watched.append([])
    try:
        yield _watched[-1]
    finally:
        _watched.pop()


def row(number: int, **cells: str) -> dict[str, str]:
    marked = {"管理番号": f"ZZMARK{number}", "氏名": NAMES[number - 1], "住所1": f"東京都目印市{number}丁目"}
    return person(number, **{**marked, **cells})


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an incident, a good list, lists with every kind of bad row, a batch, and damaged letters of it."""
    monkeypatch.chdir(tmp_path)
    Path("incident.toml").write_text(FACTS.format(count=6, more=""), "utf-8")
    Path("other.toml").write_text(FACTS.format(count=9, more="").replace("電車", "列車"), "utf-8")
    Path("broken.toml").write_text(FACTS.format(count='"六"', more="")[:-40], "utf-8")
    write_list(Path("list.csv"), [row(number) for number in range(1, 7)])
    bad = [
        row(1, 氏名="目印家\x01一号"),
        row(2, 漏えい項目="目印市の項目"),
        row(3, 郵便番号="目印家"),
        row(4, 送付可否="目印家に相談"),
        row(5, 氏名="目印家 ?号"),
        row(6, 宛名区分="目印家"),
        row(1, 住所1="東京都目印市"),
        row(2, 管理番号="ZZMARK1"),
        row(3, 氏名="目印家 三号・目印家 四号"),
    ]
    write_list(Path("bad.csv"), bad)
    Path("torn.csv").write_bytes(Path("list.csv").read_bytes() + '"目印家'.encode())
    Path("results.csv").write_text(
        "番号,状況,日付,備考\n1,到達,2026-11-26,目印家\n99,返戻,2026-11-27,目印市\nZZMARK3,?,,\n", "utf-8"
    )
    run("batch", "incident.toml", "list.csv", "-o", "letters", "--on", "2026-11-24")
    shutil.copytree("letters", "damaged")
    letters = sorted(Path("damaged/letters").iterdir())
    shutil.copy(letters[0], letters[1])
    letters[2].write_bytes(letters[2].read_bytes()[:-100])
    edit(letters[3], "目印市", "目印市の隣")
    shutil.copy(letters[4], "letter.docx")
    edit(Path("letter.docx"), "目印家 五号", "目印家 六号")
    return tmp_path


def edit(path: Path, old: str, new: str) -> None:
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data.replace(old.encode(), new.encode()))


def run(*arguments: str) -> int:
    """Run a command in this process."""
    given, sys.argv = sys.argv, ["noticegen", *arguments]
    try:
        main()
    except SystemExit as ended:
        return int(ended.code or 0)
    finally:
        sys.argv = given
    return 0


COMMANDS = {
    "check facts": ("check", "incident.toml"),
    "check facts and list": ("check", "incident.toml", "--recipients", "list.csv"),
    "check facts and bad list": ("check", "incident.toml", "--recipients", "bad.csv"),
    "check broken facts": ("check", "broken.toml"),
    "draft": ("draft", "incident.toml", "-o", "drafts", "--incomplete"),
    "look at a list": ("recipients", "list.csv", "incident.toml"),
    "look at a bad list": ("recipients", "bad.csv", "incident.toml"),
    "look at a torn list": ("recipients", "torn.csv", "incident.toml"),
    "batch": ("batch", "incident.toml", "list.csv", "-o", "new"),
    "batch into zip": ("batch", "incident.toml", "list.csv", "-o", "zipped", "--as", "zip"),
    "batch of bad rows": ("batch", "incident.toml", "bad.csv", "-o", "bad"),
    "batch of a torn list": ("batch", "incident.toml", "torn.csv", "-o", "torn"),
    "batch with another template": ("batch", "incident.toml", "list.csv", "-o", "t", "--template", "letter.docx"),
    "batch into a folder of another": ("batch", "other.toml", "list.csv", "-o", "letters"),
    "check a batch": ("check", "letters", "--incident", "incident.toml", "--recipients", "list.csv"),
    "check a damaged batch": ("check", "damaged", "--incident", "incident.toml", "--recipients", "list.csv"),
    "check a letter": ("check", "letter.docx", "--incident", "incident.toml"),
    "check a letter of somebody else": ("check", "letter.docx", "--incident", "incident.toml", "--recipients", "list.csv"),
    "check a letter by other facts": ("check", "letter.docx", "--incident", "other.toml"),
    "a page of a check": ("check", "letter.docx", "damaged", "--incident", "incident.toml", "--html", "page.html"),
    "trace a letter": ("trace", "letter.docx"),
    "what came back": ("sent", "letters", "results.csv"),
    "compare facts": ("diff", "incident.toml", "other.toml"),
    "deadlines": ("deadlines", "incident.toml"),
    "a list that is not there": ("batch", "incident.toml", "gone.csv", "-o", "gone"),
    "a list as facts": ("check", "list.csv"),
    "a list as a letter": ("check", "list.csv", "--incident", "incident.toml"),
}  # fmt: skip
WITH_JSON = ("check", "batch", "recipients", "sent", "draft")


@pytest.mark.parametrize("as_json", [False, True], ids=["text", "json"])
def test_nothing_that_is_emitted_holds_personal_data_and_nothing_reaches_out(
    place: Path, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture, as_json: bool
) -> None:
    caplog.set_level(logging.DEBUG)
    capfd.readouterr()
    wrong = {}
    for title, arguments in COMMANDS.items():
        wanted = (*arguments, "--json") if as_json and arguments[0] in WITH_JSON else arguments
        with watched() as reached:
            code = run(*wanted)
        said = "".join(capfd.readouterr())
        assert code in {0, 1}, (title, said)
        assert said or as_json, title
        wrong[title] = [line for line in said.splitlines() if any(mark in line for mark in MARKERS)]
        assert not reached, title
    assert not any(wrong.values()), {title: lines for title, lines in wrong.items() if lines}
    assert not [mark for mark in MARKERS if mark in caplog.text]
    assert not [mark for mark in MARKERS if any(mark in value for value in os.environ.values())]
    page = Path("page.html").read_text("utf-8")
    assert not [mark for mark in MARKERS if mark in page]


def test_an_exception_in_the_middle_of_a_letter_names_no_person(place: Path) -> None:
    text = b"<w:p><w:r><w:t>{{ name.nothing }}{{ name }}</w:t></w:r></w:p>"
    body = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>%s<w:sectPr/></w:body></w:document>'
    template = Template(with_part("template/small.docx", BODY, body % text))
    for value in (NAMES[0], NAMES[0] + "\x00"):
        with pytest.raises(RenderError) as stopped:
            template.render({"name": value})
        told = "".join(traceback.format_exception(stopped.value))
        assert not [mark for mark in MARKERS if mark in told]
    report = write_batch(load_incident("incident.toml"), "bad.csv", "bad")
    assert not [mark for mark in MARKERS if mark in repr(report.findings)]


def test_what_is_written_is_for_the_owner_alone_and_named_by_numbers(place: Path) -> None:
    run("batch", "incident.toml", "bad.csv", "-o", "bad")
    for folder in ("letters", "bad"):
        paths = [Path(folder), *Path(folder).rglob("*")]
        assert {path.stat().st_mode & 0o077 for path in paths} == {0}
        assert not [path for path in paths for mark in MARKERS if mark in path.name]
