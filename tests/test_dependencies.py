"""Are the libraries few, bounded, explained, locked, and under licences that let a law firm use them?"""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import metadata, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
NEEDED = [Requirement(line) for line in PROJECT["project"]["dependencies"]]
EXTRAS = {
    name: [Requirement(line) for line in lines]
    for name, lines in PROJECT["project"]["optional-dependencies"].items()
}
GROUPS = [Requirement(line) for lines in PROJECT["dependency-groups"].values() for line in lines]
LOCK = (ROOT / ".ci" / "requirements.lock").read_text("utf-8")
LOCKED = dict(re.findall(r"^([a-z0-9][a-z0-9._-]*)==([^ ;\\]+)", LOCK, re.MULTILINE))
FREE = re.compile(
    r"\b(MIT|BSD|Apache|PSF|ISC|MPL|LGPL|Python Software Foundation|Lesser General Public)", re.IGNORECASE
)
WEAK_COPYLEFT = {"docxtpl", "python-stdnum"}


def licence(name: str) -> str:
    """Return what an installed library says of its licence."""
    about = metadata(name)
    classified = [line for line in about.get_all("Classifier") or () if line.startswith("License")]
    return " ".join([about.get("License-Expression") or "", *classified, about.get("License") or ""])


def brought(name: str, seen: set[str]) -> set[str]:
    """Return a library and everything that it brings with it."""
    if name not in seen:
        seen.add(name)
        for line in requires(name) or ():
            other = Requirement(line)
            if other.marker is None or other.marker.evaluate({"extra": ""}):
                brought(canonicalize_name(other.name), seen)
    return seen


def test_every_library_has_an_upper_bound() -> None:
    assert len(NEEDED) <= 16
    for each in NEEDED:
        assert any(bound.operator in {"<", "=="} for bound in each.specifier), each


@pytest.mark.parametrize("name", sorted({each.name for each in NEEDED}))
def test_every_library_is_explained_in_the_readme(name: str) -> None:
    text = (ROOT / "README.md").read_text("utf-8").partition("## 使っているもの")[2]
    rows = [line for line in text.partition("\n## ")[0].splitlines() if line.startswith("|")]
    assert any(name in re.split("[、（]", row.lower().strip("| ").partition(" |")[0]) for row in rows)


def test_the_lock_holds_every_library_in_a_version_that_is_allowed() -> None:
    for each in (*NEEDED, *(each for extra in EXTRAS.values() for each in extra), *GROUPS):
        version = LOCKED[canonicalize_name(each.name)]
        assert each.specifier.contains(version, prereleases=True), (each, version)
    entries = re.split(r"\n(?=[a-z0-9])", LOCK.strip())
    assert len(entries) == len(LOCKED)
    assert all("--hash=sha256:" in entry for entry in entries)


def test_every_library_that_is_installed_with_it_may_be_used_by_anybody() -> None:
    everything: set[str] = set()
    for each in NEEDED:
        brought(canonicalize_name(each.name), everything)
    assert len(everything) < 40
    for name in everything:
        assert FREE.search(licence(name)), name
        if re.search("Lesser General|LGPL", licence(name)):
            assert name in WEAK_COPYLEFT, name
