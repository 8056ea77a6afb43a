"""Changes of the facts, for people: each with both texts and the sections that it touches, then all sections."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from noticegen.cli.output import console, say, say_indented
from noticegen.documents.kinds import kinds

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from noticegen.documents.diff import Change
    from noticegen.documents.diff_sections import TouchedSection
    from noticegen.documents.diff_values import ChangeKind

KINDS: Final[tuple[ChangeKind, ...]] = ("追加", "変更", "撤回", "確度の変更")


def show_diff(changes: Iterable[Change], templates: Path | None = None) -> None:
    """Print the changes in the order of the file."""
    found = tuple(changes)
    if not found:
        say("事実に変わりはありません。")
        return
    titles = {name: kind.title.partition("（")[0] for name, kind in kinds(templates).items()}
    for change in found:
        say_indented(f"{change.title}  ({change.path})", mark=f"{change.kind}  ", style="bold")
        for mark, text in (("旧  ", change.old), ("新  ", change.new)):
            if text is not None:
                say_indented(text, mark=mark, indent=4)
        for line in _by_document(change.sections, titles):
            say_indented(line, mark="→ ", indent=4, style="cyan")
    console().print("影響する区画", style="bold")
    touched = dict.fromkeys(section for change in found for section in change.sections)
    for line in _by_document(touched, titles) or ["ありません。"]:
        say_indented(line, indent=2)
    counts = Counter(change.kind for change in found)
    say(f"計: {'、'.join(f'{kind} {counts[kind]}件' for kind in KINDS if counts[kind])}")


def _by_document(sections: Iterable[TouchedSection], titles: dict[str, str]) -> list[str]:
    """Return a line for each document with the titles of its sections."""
    found: dict[str, list[str]] = {}
    for section in sections:
        found.setdefault(section.kind, []).append(section.title)
    return [
        f"{titles.get(kind, kind)}: {'、'.join(dict.fromkeys(names))}"
        for kind, names in sorted(found.items())
    ]
