from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from noticegen.office import doctor, programs
from noticegen.office.doctor import installed
from noticegen.office.fonts import FONTS, font_environment, font_rules
from noticegen.ooxml.stylesheet import __file__ as stylesheet


def test_every_part_says_what_it_is_for_and_how_to_get_it() -> None:
    for part in installed():
        assert part.needed_for
        assert part.get
        assert part.is_installed == bool(part.found)


def test_a_computer_without_anything_lacks_every_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(programs, "ELSEWHERE", {})
    parts = {part.name: part for part in installed()}
    assert not parts["LibreOffice"].is_installed
    assert not parts["poppler"].is_installed
    assert dict(parts["LibreOffice"].get)["Debian・Ubuntu"].startswith("sudo apt-get install")


def test_a_font_of_another_script_does_not_stand_for_a_japanese_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "program", lambda name: name)
    monkeypatch.setattr(doctor, "_first_line", lambda _: "DejaVu Serif")
    fonts = [part for part in installed() if part.name.startswith("フォント")]
    assert fonts
    assert not any(part.is_installed for part in fonts)


def test_the_fonts_are_those_of_the_templates() -> None:
    table = (Path(stylesheet).parent / "base" / "fontTable.xml").read_text("utf-8")
    assert all(f'w:name="{font}"' in table for font in FONTS)


@pytest.mark.external("fc-match")
def test_the_rules_lead_to_a_japanese_font(tmp_path: Path) -> None:
    environment = font_environment(tmp_path)
    for font, substitutes in FONTS.items():
        command = ["fc-match", "-f", "%{family}", font]
        done = subprocess.run(command, env=environment, capture_output=True, check=True, encoding="utf-8")
        families = {name.replace(" ", "") for name in done.stdout.split(",")}
        assert families & {name.replace(" ", "") for name in (font, *substitutes)}


def test_the_rules_keep_those_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FONTCONFIG_FILE", "/etc/own & other.conf")
    assert "/etc/own &amp; other.conf" in font_rules()
