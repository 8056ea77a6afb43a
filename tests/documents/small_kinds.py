"""Small kinds of documents of a firm's own, for what does not turn on the text of the shipped ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from noticegen.ooxml.compose import compose

if TYPE_CHECKING:
    from pathlib import Path

HEAD: Final = """
title = "{title}"
audience = "{audience}"
per = "{per}"
[[template]]
file = "letter.docx"
[[section]]
id = "body"
title = "本文"
"""
TEXT: Final = "[section body 本文]\n{{ incident.title }}\n{{ incident.summary }}\n[/section]\n"
PERSON: Final = "[section body 本文]\n{{ person.addressed }}\n{{ incident.title }}\n[/section]\n"
CLIENT: Final = "[section body 本文]\n{{ computed.client.name }}\n{{ computed.client_total }}\n[/section]\n"
KINDS: Final = {
    "house_report": ("社内報告", "社内", "incident", TEXT),
    "house_letter": ("お知らせ", "本人", "recipient", PERSON),
    "house_client": ("取引先への報告", "取引先", "client", CLIENT),
}


def small_kinds(folder: Path, **texts: str) -> Path:
    """Write the kinds, with other texts where they are given, and return the folder to be given as ``templates``."""
    for name, (title, audience, per, text) in KINDS.items():
        own_kind(folder, name, HEAD.format(title=title, audience=audience, per=per), texts.get(name, text))
    return folder


def own_kind(folder: Path, name: str, toml: str, *texts: str) -> Path:
    """Write one kind: what it is, and its templates letter.docx, other.docx."""
    place = folder / name
    place.mkdir(parents=True, exist_ok=True)
    (place / "document.toml").write_text(toml, "utf-8")
    for file, text in zip(("letter.docx", "other.docx"), texts, strict=False):
        (place / file).write_bytes(compose(text))
    return folder
