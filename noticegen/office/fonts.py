"""Which font stands for the fonts of our templates where Microsoft's are not installed?

LibreOffice alone may set ＭＳ 明朝 in a Gothic, with digits of yet another font; a rule for fontconfig, given to
this one run of LibreOffice, keeps a letter in one face. Windows and macOS have no fontconfig and need none.
"""

from __future__ import annotations

import os
from html import escape
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FONTS: Final[Mapping[str, tuple[str, ...]]] = {
    # A font of our templates, and what may stand for it, the closest first.
    "ＭＳ 明朝": ("MS Mincho", "IPAMincho", "IPAexMincho", "Noto Serif CJK JP", "Noto Serif JP"),
    "ＭＳ ゴシック": ("MS Gothic", "IPAGothic", "IPAexGothic", "Noto Sans CJK JP", "Noto Sans JP"),
}

SYSTEM_RULES: Final = "/etc/fonts/fonts.conf"


def font_rules() -> str:
    """Return the fontconfig file: the system's own rules, and ours after them."""
    rules = "".join(
        f'<match target="pattern"><test name="family"><string>{escape(font)}</string></test>'
        f'<edit name="family" mode="assign" binding="strong"><string>{escape(font)}</string>'
        f"{''.join(f'<string>{escape(name)}</string>' for name in substitutes)}</edit></match>\n"
        for font, substitutes in FONTS.items()
    )
    system = os.environ.get("FONTCONFIG_FILE", SYSTEM_RULES)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">\n'
        f'<fontconfig>\n<include ignore_missing="yes">{escape(system)}</include>\n{rules}</fontconfig>\n'
    )


def font_environment(folder: Path) -> dict[str, str]:
    """Write the rules into a folder and return the environment in which a program obeys them."""
    file = folder / "fonts.conf"
    file.write_text(font_rules(), "utf-8")
    return {**os.environ, "FONTCONFIG_FILE": str(file)}
