"""Does what is installed hold exactly what is needed: templates, examples, tables of the law, and no litter?"""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from noticegen import __version__

ROOT = Path(__file__).parent.parent
INSIDE = ("noticegen", "templates_ja", "examples")
AT_THE_TOP = ("README.md", "CHANGELOG.md", "LICENSE", "pyproject.toml")
MUST_BE_THERE = (
    "noticegen/py.typed",
    "noticegen/facts/items.toml",
    "noticegen/facts/recipients_columns.toml",
    "noticegen/japanese/certainty.toml",
    "noticegen/japanese/wording.toml",
    "noticegen/documents/advice.toml",
    "noticegen/documents/scenarios/lost_pc/incident.toml",
    "noticegen/documents/scenarios/dispatched_worker/recipients.csv",
    "noticegen/law/sources.toml",
    "noticegen/law/deadlines.toml",
    "noticegen/law/requirements/victim_apology.toml",
    "noticegen/law/requirements/ppc_report.toml",
    "noticegen/ooxml/leftovers.toml",
    "noticegen/ooxml/base/styles.xml",
    "noticegen/templates_ja/victim_apology/document.toml",
    "noticegen/templates_ja/victim_apology/letter.docx",
    "noticegen/templates_ja/victim_apology/letter.txt",
    "noticegen/templates_ja/ppc_report/report.docx",
    "noticegen/templates_ja/client_letter/entrustee_notice.docx",
    "noticegen/templates_ja/disciplinary_memo/memo.docx",
    "noticegen/templates_ja/public_notice/notice.docx",
    "noticegen/examples/lost_pc/incident.toml",
    "noticegen/examples/lost_pc/recipients.csv",
)
USE_IT = """
import noticegen, pathlib, sys
home = pathlib.Path(noticegen.__file__).parent
assert home.is_relative_to(sys.argv[1]), home
incident = noticegen.load_incident(home / "examples" / "lost_pc" / "incident.toml")
print(*noticegen.kinds())
print(len(noticegen.draft(incident, "ppc_report", on=incident.letter.date).docx) > 10_000)
"""


def sources() -> set[str]:
    """Return the files of the checkout that are not ignored, whether or not they are committed yet."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\0")
    return {name for name in names if name and (ROOT / name).is_file()}


def under(*folders: str) -> set[str]:
    return {name for name in sources() if name.partition("/")[0] in folders}


def in_wheel(name: str) -> str:
    return name if name.startswith("noticegen/") else f"noticegen/{name}"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    return built / f"noticegen-{__version__}-py3-none-any.whl"


def files_of(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_the_wheel_holds_exactly_package_templates_and_examples(wheel: Path) -> None:
    about = f"noticegen-{__version__}.dist-info"
    metadata = {f"{about}/{name}" for name in ("METADATA", "WHEEL", "RECORD", "entry_points.txt")}
    expected = {in_wheel(name) for name in under(*INSIDE)} | metadata | {f"{about}/licenses/LICENSE"}
    assert files_of(wheel) == expected


def test_the_source_archive_holds_exactly_what_is_needed_to_build_and_test(built: Path) -> None:
    with tarfile.open(built / f"noticegen-{__version__}.tar.gz") as archive:
        found = {name.partition("/")[2] for name in archive.getnames()}
    # Hatchling adds .gitignore, so that a wheel built from the archive leaves out the same files.
    assert found == under(*INSIDE, "tests") | {*AT_THE_TOP, "PKG-INFO", ".gitignore"}


def test_the_same_source_gives_the_same_bytes_again(built: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(tmp_path), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    first, second = (
        {path.name: path.read_bytes() for path in folder.iterdir()} for folder in (built, tmp_path)
    )
    assert len(first) == 2
    assert first == second


@pytest.mark.parametrize("name", MUST_BE_THERE)
def test_the_wheel_holds(name: str, wheel: Path) -> None:
    assert name in files_of(wheel)


def test_every_table_and_template_of_the_checkout_is_in_the_wheel(wheel: Path) -> None:
    data = {in_wheel(name) for name in under(*INSIDE) if not name.endswith(".py")}
    assert len(data) > 50
    assert data <= files_of(wheel)


def test_an_installed_wheel_makes_a_document_without_the_checkout(wheel: Path, tmp_path: Path) -> None:
    place = tmp_path / "site"
    install = ["install", "--quiet", "--no-deps", "--no-index", "--disable-pip-version-check"]
    subprocess.run([sys.executable, "-m", "pip", *install, "--target", str(place), str(wheel)], check=True)
    script = [sys.executable, "-c", USE_IT, str(place)]
    done = subprocess.run(
        script,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(place)},
        check=True,
        capture_output=True,
        text=True,
    )
    kinds = sorted(file.parent.name for file in (ROOT / "templates_ja").glob("*/document.toml"))
    assert done.stdout.splitlines() == [" ".join(kinds), "True"]
