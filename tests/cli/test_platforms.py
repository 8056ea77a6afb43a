"""What of Windows and macOS can be tried elsewhere: their names of files, their code pages, their way to refuse."""

from __future__ import annotations

import csv
import errno
import io
import re
import subprocess
import sys
import unicodedata
from pathlib import Path, PureWindowsPath
from types import SimpleNamespace
from typing import TYPE_CHECKING

from noticegen.batch import executors
from noticegen.cli.findings import show_findings
from noticegen.cli.output import print_json, typed
from noticegen.cli.progress import progress
from noticegen.findings import Finding, Where

from .test_shell import DAY, shell
from .transcripts import run

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest

ROOT = Path(__file__).parents[2]
FINAL = ROOT / "examples" / "web_intrusion" / "final.toml"
LIST = ROOT / "examples" / "web_intrusion" / "recipients.csv"
ON = "2026-12-18"

EVERYTHING = """
import sys
from typer.testing import CliRunner
from noticegen.cli.app import app

final, listed, on = sys.argv[1:]
for line in f'''new case
check {final} --on {on} --html report.html
recipients {listed} {final}
draft {final} -o out --on {on}
batch {final} {listed} -o letters --on {on}
sent letters --sent-on {on} --on {on}
check letters
check out --incident {final} --on {on}
trace out/ppc_report.docx
deadlines {final} --on {on}
diff {final} {final} --on {on}
template new public_notice own.docx
template outline own.docx
schema
doctor'''.splitlines():
    result = CliRunner().invoke(app, line.split())
    if not isinstance(result.exception, (SystemExit, type(None))):
        raise result.exception
    assert result.exit_code == 0 or line.split()[0] in {"check", "doctor"}, (line, result.output)
print("done")
"""

RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
FORBIDDEN = re.compile(r'[<>:"|?*\\\x00-\x1f]|[. ]$')


def test_no_file_is_opened_in_the_encoding_of_the_computer(sandbox: Path) -> None:
    """Python itself warns where the encoding is left to the computer: cp932 in Japan, on Windows."""
    command = [
        sys.executable,
        "-X",
        "warn_default_encoding",
        "-W",
        "error::EncodingWarning",
        "-c",
        EVERYTHING,
    ]
    done = subprocess.run(
        [*command, str(FINAL), str(LIST), ON], cwd=sandbox, capture_output=True, check=False, encoding="utf-8"
    )
    assert (done.stdout, done.stderr) == ("done\n", "")


def test_a_console_of_cp932_shows_what_it_has_and_the_numbers_of_the_rest(sandbox: Path) -> None:
    listed = sandbox / "①–—髙𠮷.csv"
    rows = list(csv.reader(LIST.read_text("utf-8-sig").splitlines()))
    rows[0].append("備考①–—髙𠮷")
    with listed.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)
    for encoding in ("cp932", "cp932:strict"):
        told = shell("recipients", str(listed), str(FINAL), PYTHONIOENCODING=encoding, PYTHONUTF8="0")
        assert (told.returncode, told.stderr) == (0, b"")
        text = told.stdout.decode("cp932")
        assert r"①\u2013" in text
        assert r"髙\U00020bb7.csv" in text
        assert r"備考①\u2013" in text


def test_the_line_of_progress_has_no_letter_that_cp932_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, "cp932", errors="backslashreplace")
    stream.isatty = lambda: True  # type: ignore[method-assign]
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("TERM", "xterm")
    with progress("書面を作成中") as advance:
        advance(1, 2)
    stream.flush()
    assert "書面を作成中" in raw.getvalue().decode("cp932")
    assert rb"\u" not in raw.getvalue()


def decomposed(name: str) -> str:
    """Return a name as macOS gives it: が as か and its mark."""
    given = unicodedata.normalize("NFD", name)
    assert given != name
    return given


def test_lists_are_taken_by_the_names_that_macos_gives(sandbox: Path) -> None:
    listed = sandbox / decomposed("対象者が一覧.csv")
    listed.write_bytes(LIST.read_bytes())
    out = sandbox / decomposed("書面がここ")
    assert run("recipients", str(listed), str(FINAL)).exit_code == 0
    assert run("batch", str(FINAL), str(listed), "-o", str(out), "--on", ON).exit_code == 0
    only = sandbox / decomposed("再送が要る.csv")
    only.write_text("番号\n2\n", "utf-8")
    again = sandbox / "again"
    made = run("batch", str(FINAL), str(listed), "-o", str(again), "--only", str(only), "--on", ON)
    assert made.exit_code == 0
    assert [path.name for path in (again / "letters").iterdir()] == ["0002.docx"]
    results = sandbox / decomposed("返戻が三件.csv")
    results.write_text(f"番号,結果,日付\n1,返戻,{ON}\n", "utf-8")
    assert run("sent", str(out), str(results), "--sent-on", ON, "--on", ON).exit_code == 0
    assert decomposed("返戻が三件.csv") in (out / "sent.csv").read_text("utf-8-sig")


def test_headers_that_macos_wrote_are_recognised(sandbox: Path) -> None:
    listed = sandbox / "list.csv"
    header = unicodedata.normalize("NFD", "氏名,グループ,郵便番号,住所")
    listed.write_text(f"{header}\n見本 太郎,orders,100-0001,東京都架空区1-2-3\n", "utf-8")
    shown = run("recipients", str(listed), str(FINAL)).output
    assert re.search("グループ +← 「グループ」", unicodedata.normalize("NFC", shown))


def test_paths_of_windows_are_told_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    path = PureWindowsPath(r"C:\案件 2026\が\incident.toml")
    finding = Finding("error", "L101", "「原因」が書かれていません。", where=Where(str(path), 12, 3))
    show_findings((finding,))
    assert r"  C:\案件 2026\が\incident.toml:12:3  L101" in capsys.readouterr().out.splitlines()
    print_json({"file": path})
    assert r'"C:\\案件 2026\\が\\incident.toml"' in capsys.readouterr().out


def test_a_command_to_copy_has_its_paths_in_the_quotes_of_the_shell(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [typed(Path(name)) for name in ("a b/c", "案件/c", "it's")] == [
        "'a b/c'",
        "'案件/c'",
        "'it'\"'\"'s'",
    ]
    monkeypatch.setattr("noticegen.cli.output.sys.platform", "win32")
    paths = map(PureWindowsPath, (r"C:\a b\c", r"C:\案件\c"))
    assert [typed(path) for path in paths] == [r'"C:\a b\c"', r"C:\案件\c"]


def test_a_document_that_word_holds_open_is_told_and_left(
    sandbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows lets nobody replace an open file, and names the reason 「access denied」."""
    assert run("draft", "incident.toml", "-o", "out", "--on", DAY).exit_code == 0
    open_in_word = sandbox / "out" / "ppc_report.docx"
    open_in_word.write_bytes(b"as it was edited")
    before = sorted(path.name for path in (sandbox / "out").iterdir())
    replace = Path.replace

    def refused(self: Path, target: Path) -> Path:
        if Path(target) == Path("out/ppc_report.docx"):
            raise PermissionError(errno.EACCES, "Access is denied", str(self), 5, str(target))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refused)
    result = run("draft", "incident.toml", "-o", "out", "--on", DAY, "--overwrite")
    assert (result.exit_code, result.stderr.splitlines()[1]) == (1, f"  {Path('out')}  O103")
    assert open_in_word.read_bytes() == b"as it was edited"
    assert sorted(path.name for path in (sandbox / "out").iterdir()) == before


def test_clients_whose_files_windows_would_take_for_one_are_told_apart(sandbox: Path) -> None:
    facts = Path("incident.toml")
    parties = "".join(
        f'\n[[party]]\nid = "{name}"\nrole = "委託元"\nname = "株式会社架空{name}"\n'
        for name in ("Aki", "AKI")
    )
    facts.write_text(facts.read_text("utf-8") + parties, "utf-8")
    shown = run("check", "incident.toml", "--on", DAY).output
    assert "id「AKI」は、id「Aki」と大文字・小文字だけが違います。" in shown


def shipped() -> Iterator[Path]:
    for folder in ("noticegen", "templates_ja", "examples", "tests"):
        yield from (path for path in (ROOT / folder).rglob("*") if "__pycache__" not in path.parts)


def test_every_file_of_ours_has_a_name_that_every_system_takes() -> None:
    names = [path.relative_to(ROOT).as_posix() for path in shipped()]
    assert len(names) > 500
    parts = {part for name in names for part in name.split("/")}
    assert not {part for part in parts if RESERVED.fullmatch(part) or FORBIDDEN.search(part)}
    assert [name for name in names if unicodedata.normalize("NFC", name) != name] == []
    assert len({name.casefold() for name in names}) == len(names)
    # 260 with the folder of the checkout, as Windows counts.
    assert max(map(len, names)) < 150


def test_processes_are_never_forked_and_on_windows_no_more_than_it_allows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = []
    monkeypatch.setattr(
        executors, "ProcessPoolExecutor", lambda workers, **how: made.append((workers, how["mp_context"]))
    )
    for platform in ("linux", "darwin", "win32"):
        monkeypatch.setattr(executors, "sys", SimpleNamespace(platform=platform))
        executors.pool(None, 100)
    assert [(workers, context.get_start_method()) for workers, context in made] == [
        (100, "forkserver"),
        (100, "spawn"),
        (61, "spawn"),
    ]


def test_a_path_that_is_too_long_is_told_wherever_it_stands(sandbox: Path) -> None:
    long = "長" * 90  # more than 255 bytes, which is what a file system takes
    for line in (
        f"check {long}.toml",
        f"check incident.toml --html {long}.html",
        f"draft incident.toml -o out --templates {long}",
        f"template new public_notice {long}.docx",
        f"draft {long} -o out",
        f"draft incident.toml -o {long}",
        f"recipients {long} incident.toml",
        f"new {long}",
    ):
        result = run(*line.split())
        assert (result.exit_code, type(result.exception)) == (1, SystemExit), line
        assert re.search("エラー 1件|エラー 3件", result.output), line
