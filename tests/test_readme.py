"""Is everything in README.md true: each command, each example, each table, each name?"""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from typer.main import get_command

import noticegen
from noticegen.cli.app import app
from noticegen.documents.context import context, seen_by
from noticegen.documents.filters import FILTERS, TESTS
from noticegen.documents.kinds import kinds
from noticegen.documents.make import DocumentMaker
from noticegen.documents.person import specimen
from noticegen.documents.views import CertaintyView, CountView, DateView, MomentView, UnknownView, View
from noticegen.facts.load import load_incident
from noticegen.law.conditions import Case
from tests.readme_parts import README, with_parts

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = README.parent
TEXT = README.read_text("utf-8")
PROGRAMS = Path(sys.executable).parent
EXTERNAL = ("noticegen preview",)
SETUP = re.compile(r"^python3 -m venv \.venv && \.venv/bin/pip install -q [^&]+ && ")


@dataclass(frozen=True)
class Block:
    """A fenced block of the README: the heading above it, what it is, the file that it stands for, its text."""

    heading: str
    language: str
    file: str
    text: str


def blocks() -> Iterator[Block]:
    heading, fence, lines = "", None, []
    for line in TEXT.split("\n"):
        if fence is None and line.startswith("## "):
            heading = line.removeprefix("## ")
        elif fence is None and line.startswith("```"):
            fence, lines = line.removeprefix("```").partition(" "), []
        elif fence is not None and line == "```":
            yield Block(heading, fence[0], fence[2], "\n".join(lines) + "\n")
            fence = None
        elif fence is not None:
            lines.append(line)


BLOCKS = tuple(blocks())
CHAPTERS = tuple(dict.fromkeys(block.heading for block in BLOCKS if block.language == "console"))
MARKED = [
    pytest.param(
        chapter,
        marks=[pytest.mark.external]
        if any(word in block.text for block in BLOCKS if block.heading == chapter for word in EXTERNAL)
        else [],
    )
    for chapter in CHAPTERS
]


def line_between(mark: str) -> str:
    found = re.search(rf"<!-- {mark} -->\n```sh\n([^\n]+)\n```\n<!-- /{mark} -->", TEXT)
    assert found, f"no single line between the marks {mark}"
    return found[1]


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    path = f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}"
    surroundings = {**os.environ, "PATH": path, "PYTHONUTF8": "1"}
    surroundings.pop("COLUMNS", None)
    return subprocess.run(
        ["bash", "-c", command], cwd=folder, env=surroundings, capture_output=True, text=True, check=False
    )


def steps(text: str) -> Iterator[tuple[str, str]]:
    """Yield each command of a console block with the output that is shown for it."""
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        yield command, output


def says(shown: str, printed: str) -> bool:
    """Whether the printed output is the one shown, where … stands for anything."""
    pattern = r"[\s\S]*".join(map(re.escape, re.split("…\n?", shown)))
    return re.fullmatch(pattern, printed) is not None


@pytest.mark.parametrize("chapter", MARKED)
def test_every_command_prints_what_the_readme_shows(chapter: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    code = 0
    for block in (each for each in BLOCKS if each.heading == chapter):
        if block.file:
            (tmp_path / block.file).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / block.file).write_text(block.text, "utf-8")
        for command, shown in steps(block.text) if block.language == "console" else ():
            if command == "echo $?":
                assert shown == f"{code}\n"
                code = 0
                continue
            assert code == 0, f"a command before {command} failed, and the README does not say so"
            done = run(command, tmp_path)
            code = done.returncode
            assert not shown or says(shown, done.stdout + done.stderr), (
                f"$ {command}\n{done.stdout}{done.stderr}"
            )
    assert code == 0


def test_the_line_of_the_main_job_sets_up_drafts_writes_a_thousand_letters_and_checks_them(
    tmp_path: Path,
) -> None:
    command = line_between("main")
    assert SETUP.match(command)
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    done = run(SETUP.sub("", command).replace(".venv/bin/", ""), tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "4件の文書を書きました。" in done.stdout
    assert "1,012     1,000  12        0" in done.stdout
    assert "問題は見つかりませんでした。" in done.stdout
    assert len(list((tmp_path / "out" / "letters" / "letters").rglob("*.docx"))) == 1000


def test_the_line_of_the_tests_sets_up_and_runs_them() -> None:
    command = line_between("tests")
    assert SETUP.match(command)
    assert "-e '.[test]'" in command
    started = SETUP.sub("", command).replace(".venv/bin/", "")
    listed = run(started.replace("-n auto", "--collect-only tests/test_conftest.py"), ROOT)
    assert listed.returncode == 0, listed.stdout + listed.stderr
    assert "tests/test_conftest.py" in listed.stdout


def test_every_example_of_the_library_is_true(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    text = "\n".join(block.text for block in BLOCKS if block.language == "pycon")
    test = doctest.DocTestParser().get_doctest(text, {}, "README.md", str(README), 0)
    assert len(test.examples) > 20
    told: list[str] = []
    assert doctest.DocTestRunner().run(test, out=told.append).failed == 0, "".join(told)


def test_every_public_name_is_in_the_chapter_on_the_library() -> None:
    chapter = TEXT.partition("\n## ライブラリ\n")[2].partition("\n## ")[0]
    assert set(re.findall(r"`(\w+)`", chapter.partition("公開している名前：")[2])) == {
        name for name in noticegen.__all__ if name != "__version__"
    }


@pytest.mark.parametrize("block", [each for each in BLOCKS if each.language == "toml"], ids=str)
def test_every_toml_example_is_toml(block: Block) -> None:
    assert tomllib.loads(block.text)


def test_the_example_of_facts_can_be_read() -> None:
    facts = next(block for block in BLOCKS if block.language == "toml" and not block.file)
    rest = """format = 1
business = { name = "株式会社架空商事" }
letter = { date = 2026-11-24 }
report = { stage = "速報" }
"""
    title = '[incident]\ntitle = "架空の事案"\nkinds = ["漏えい"]\n'
    incident = load_incident((rest + facts.text.replace("[incident]\n", title)).encode())
    assert [group.id for group in incident.group] == ["members", "visitors"]


def test_the_tables_of_facts_kinds_conditions_and_commands_follow_the_code() -> None:
    assert with_parts(TEXT) == TEXT, "run: python -m tests.readme_parts"


def rows(chapter: str, prefix: str = "") -> list[str]:
    """Return the names in the first column of the tables of a chapter of the third level."""
    part = TEXT.partition(f"\n### {chapter}\n")[2].partition("\n##")[0]
    return [name for name in re.findall(r"^\| `([^`]+)` \|", part, re.MULTILINE) if name.startswith(prefix)]


def case_of(kind: str, example: str) -> tuple[Any, Any]:
    incident = load_incident(ROOT / "examples" / example)
    rule = kinds()[kind]
    client = incident.clients[0].id if rule.per == "client" else None
    return rule, Case(incident, incident.letter.date, client, rule.audience)


def names_of(value: object, path: str) -> Iterator[str]:
    """Yield the dotted names within a computed value, those of facts and of the form left out."""
    own = ("unknowns", "deadlines", "rule7", "entries", "pay_cut", "gates", "computed", "changes", "rows")
    last = re.sub(r"\[\]", "", path).rpartition(".")[2]
    if isinstance(value, tuple) and value and last in own:
        yield from names_of(value[0], f"{path}[]")
    elif isinstance(value, View) and last in own:
        for name, inner in value.__dict__.items():
            yield f"{path}.{name}"
            yield from names_of(inner, f"{path}.{name}")


def test_the_table_of_computed_values_is_complete() -> None:
    found: set[str] = set()
    for kind, example in (
        ("disciplinary_memo", "lost_pc/incident.toml"),
        ("ppc_report", "web_intrusion/incident.toml"),
        ("client_letter", "misdirected_mail/incident.toml"),
        ("victim_apology", "lost_pc/incident.toml"),
    ):
        rule, case = case_of(kind, example)
        found |= set(names_of(context(rule, case, seen_by(rule, case))["computed"], "computed"))
    rule, case = case_of("ppc_report", "web_intrusion/final.toml")
    earlier = load_incident(ROOT / "examples/web_intrusion/incident.toml")
    since = DocumentMaker(rule, replace(case, since=earlier)).variables()["computed"].changes
    found |= set(names_of(since, "computed.changes"))
    listed = rows("計算した値")
    assert len(listed) == len(set(listed))
    assert set(listed) == found


def test_the_fields_of_the_form_are_complete() -> None:
    rule, case = case_of("ppc_report", "web_intrusion/incident.toml")
    form = context(rule, case, seen_by(rule, case))["computed"].form
    said = TEXT.partition("`computed.form` の欄：")[2].partition("\n\n")[0]
    choice = form.incident_kinds
    attributes = {f".{name}" for name in dir(choice) if not name.startswith("_")}
    attributes |= {f".{name}" for name in dir(choice.choices[0]) if not name.startswith("_")}
    assert set(re.findall(r"`([^`]+)`", said)) == set(form.__dict__) | attributes


def test_the_table_of_the_person_is_complete() -> None:
    rule, case = case_of("victim_apology", "lost_pc/incident.toml")
    person = DocumentMaker(rule, case).variables(specimen(case.incident), "0001")["person"]
    assert sorted(rows("宛先の人（本人への書面だけ）")) == sorted(
        f"person.{name}" for name in person.__dict__
    )


def test_the_attributes_of_values_are_complete() -> None:
    part = TEXT.partition("\n### 値の形\n")[2].partition("\n###")[0]
    for title, kind, hidden in (
        ("日付", DateView, {"day", "style"}),
        ("日時", MomentView, {"moment", "style"}),
        ("数", CountView, {"count", "style"}),
        ("未判明", UnknownView, set()),
    ):
        row = next(line for line in part.split("\n") if line.startswith(f"| {title} |"))
        names = {name for name in dir(kind) if not name.startswith("_")} | set(kind.__dataclass_fields__)
        assert set(re.findall(r"`\.(\w+)`", row)) == names - hidden, title
    _, case = case_of("victim_apology", "lost_pc/incident.toml")
    rule = kinds()["victim_apology"]
    rung = context(rule, case, seen_by(rule, case))["computed"].certainty
    assert isinstance(rung, CertaintyView)
    row = next(line for line in part.split("\n") if line.startswith("| 確からしさ |"))
    assert set(re.findall(r"`\.(\w+)`", row)) == set(rung.__dict__)


def test_the_tables_of_filters_and_tests_are_complete() -> None:
    listed = rows("フィルターと判定")
    assert listed == [*FILTERS, *(f"is {name}" for name in TESTS)]


def test_the_letter_of_every_code_is_explained() -> None:
    used = set()
    for file in (ROOT / "noticegen").rglob("*.py"):
        used |= set(re.findall(r'^[^>]*"([A-Z])\d{3}"', file.read_text("utf-8"), re.MULTILINE))
    chapter = TEXT.partition("\n## 止まるもの、止まらないもの\n")[2].partition("\n## ")[0]
    assert set(re.findall(r"^\| ([A-Z]) \|", chapter, re.MULTILINE)) == used


def named_commands() -> Iterator[list[str]]:
    """Yield the words of every command of ours that a text names in passing, or shows in a block."""
    for file in (README, *(ROOT / "examples").glob("*/README.md")):
        for found in re.findall(
            r"`(?:python -m )?noticegen ([a-z][^`\n]*)`|^\$ noticegen (.+)$",
            file.read_text("utf-8"),
            re.MULTILINE,
        ):
            yield ("".join(found)).partition(" #")[0].split()


def test_every_test_that_is_named_exists() -> None:
    named = set(re.findall(r"tests/[a-z_/]+\.py", TEXT))
    assert len(named) > 20
    assert [name for name in named if not (ROOT / name).is_file()] == []


def test_every_command_and_option_that_is_named_exists() -> None:
    seen = set()
    for words in named_commands():
        command: Any = get_command(app)
        while hasattr(command, "commands") and words and words[0] in command.commands:
            command = command.commands[words.pop(0)]
        assert not hasattr(command, "commands") or words in ([], ["…"]), words
        options = {name for param in command.params for name in param.opts} | {"--help", "-h"}
        used = {word.partition("=")[0] for word in words if re.match(r"-\w|--\w", word)}
        assert used <= options, (command.name, used - options)
        seen.add(command.name)
    assert len(seen) > 10


def test_the_reference_has_every_command_option_and_argument() -> None:
    chapter = TEXT.partition("<!-- commands -->")[2].partition("<!-- /commands -->")[0]

    def commands(group: Any, prefix: str) -> Iterator[tuple[str, Any]]:
        for name, command in group.commands.items():
            deeper = hasattr(command, "commands")
            yield from commands(command, f"{prefix} {name}") if deeper else [(f"{prefix} {name}", command)]

    found = [("noticegen", get_command(app)), *commands(get_command(app), "noticegen")]
    assert len(found) > 15
    for name, command in found:
        part = re.search(rf"\*\*`{name}(?: [^`]+)?`\*\* — (.*?)(?=\n\*\*`|\Z)", chapter, re.DOTALL)
        assert part, name
        for param in command.params:
            written = param.metavar if param.param_type_name == "argument" else max(param.opts, key=len)
            assert f"`{written}" in part[1], (name, written)
            assert param.help in part[1], (name, written)


def test_every_link_leads_somewhere() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", TEXT)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
    headings = {re.sub(r"[^\w-]", "", line.lstrip("# ")) for line in TEXT.split("\n") if line.startswith("#")}
    assert [link for link in re.findall(r"\]\(#([^)]+)\)", TEXT) if link not in headings] == []


@pytest.mark.parametrize(
    "file", sorted((ROOT / "examples").glob("*/README.md")), ids=lambda file: file.parent.name
)
def test_every_command_of_an_example_works(file: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    commands = re.findall(r"^\$ (.+)$", file.read_text("utf-8"), re.MULTILINE)
    assert commands
    for command in commands:
        done = run(command, tmp_path)
        assert done.returncode == 0, f"$ {command}\n{done.stdout}{done.stderr}"
