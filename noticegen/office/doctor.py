"""What of LibreOffice, poppler, fonts and extras is there, what is missing for what, and how does one get it?"""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Final

from noticegen.office.fonts import FONTS
from noticegen.office.programs import program

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

EXTRAS: Final[Mapping[str, tuple[str, str]]] = {
    "isal": ("fast", "書面の圧縮を速くする"),
    "distributed": ("dask", "batch を複数の計算機で動かす(--executor)"),
    "openxml-audit": ("verify", "Word ファイルの形式を詳しく調べる"),
}

GET: Final[Mapping[str, Mapping[str, str]]] = {
    "LibreOffice": {
        "Debian・Ubuntu": "sudo apt-get install libreoffice-writer-nogui",
        "Windows": "winget install TheDocumentFoundation.LibreOffice",
        "macOS": "brew install --cask libreoffice",
    },
    "poppler": {
        "Debian・Ubuntu": "sudo apt-get install poppler-utils",
        "Windows": "winget install oschwartz10612.Poppler",
        "macOS": "brew install poppler",
    },
    "font": {
        "Debian・Ubuntu": "sudo apt-get install fonts-ipafont fonts-noto-cjk",
        "Windows": "標準で入っています(設定 → オプション機能 → 日本語補助フォント)",
        "macOS": "brew install --cask font-noto-serif-cjk-jp font-noto-sans-cjk-jp",
    },
}

SECONDS: Final = 60


@dataclass(frozen=True, slots=True)
class Part:
    """Something that noticegen can use: whether it is there and as what, what it is for, how one gets it.

    ``found`` is empty where it is missing. ``get`` has a command or sentence for each kind of computer.
    """

    name: str
    found: str
    needed_for: str
    get: tuple[tuple[str, str], ...]

    @property
    def is_installed(self) -> bool:
        """Whether it is there."""
        return bool(self.found)


def installed() -> tuple[Part, ...]:
    """Return every part outside Python and every optional package, present or missing. Nothing is changed."""
    return tuple(_parts())


def _parts() -> Iterator[Part]:
    yield _program("LibreOffice", "soffice", "--version", "PDF(preview、batch --as pdf)")
    yield _program("poppler", "pdftoppm", "-v", "ページの画像(preview)、PDF のページの確認(batch --as pdf)")
    for font, substitutes in FONTS.items():
        yield Part(
            f"フォント {font}",
            _font(font, substitutes),
            "PDF とページの画像(Word で開くときは Word のフォントを使う)",
            tuple(GET["font"].items()),
        )
    for package, (extra, purpose) in EXTRAS.items():
        yield Part(
            f"{package}(任意)", _package(package), purpose, (("pip", f"pip install 'noticegen[{extra}]'"),)
        )


def _program(name: str, command: str, option: str, purpose: str) -> Part:
    path = program(command)
    said = "" if path is None else _first_line([path, option])
    return Part(name, said or path or "", purpose, tuple(GET[name].items()))


def _font(font: str, substitutes: tuple[str, ...]) -> str:
    """Return the Japanese font that stands for a font of ours; without fontconfig (Windows) what Office brings."""
    matcher = program("fc-match")
    if matcher is None:
        return "確認できません(fontconfig がありません)"
    for name in (font, *substitutes):
        families = _first_line([matcher, "-f", "%{family}", f"{name}:lang=ja"]).split(",")
        if any(_same(family, name) for family in families):
            return families[0]
    return ""


def _same(one: str, other: str) -> bool:
    return one.replace(" ", "").casefold() == other.replace(" ", "").casefold()


def _package(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _first_line(command: list[str]) -> str:
    """Return the first line that a program prints, empty when it fails."""
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program, no shell
            command, capture_output=True, check=False, timeout=SECONDS, encoding="utf-8", errors="replace"
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    lines = (done.stdout or done.stderr).strip().splitlines()
    return lines[0].strip() if lines else ""
