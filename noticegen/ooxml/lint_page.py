"""Which page has a template, and what stands on it before its first tag: both come from a letterhead unseen?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from noticegen.ooxml.archive import write_parts
from noticegen.ooxml.errors import finding
from noticegen.ooxml.markup import attribute, main_part, parse, w
from noticegen.ooxml.reading import BODY, first_of, read_document
from noticegen.ooxml.window import twips

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from noticegen.findings import Finding

_A4: Final = (210, 297)
_TOLERANCE: Final = twips(2)


def page_findings(parts: Mapping[str, bytes], name: str) -> Iterator[Finding]:
    """Yield a warning for each size of page that is not A4, upright or across, and for text before the first tag."""
    main = main_part(parts, name)
    pages = parse(parts[main], name, main).iter(w("pgSz"))
    for size in dict.fromkeys((attribute(page, "w"), attribute(page, "h")) for page in pages):
        if not all(each.isdecimal() for each in size):
            continue
        sides = sorted(map(int, size))
        if any(abs(side - twips(a4)) > _TOLERANCE for side, a4 in zip(sides, _A4, strict=True)):
            wide, high = (round(int(each) / twips(25.4) * 25.4) for each in size)
            message = f"用紙が A4 ではありません(今は {wide}×{high} mm)。"
            hint = (
                "「レイアウト」→「サイズ」で A4 にしてください。折り目の印と封筒の窓は、A4 の紙の位置です。"
            )
            yield replace(finding("T519", name, message, hint=hint), severity="warning")
    before = []
    for place in read_document(write_parts(parts)).paragraphs:
        if place.kind == BODY:
            if place.section or "{{" in place.text or "{%" in place.text:
                break
            if place.text.strip():
                before.append(place)
    if before:
        _, path = first_of(before)
        message = "最初のタグより前に文があります。すべての書面の初めに、そのまま印字されます。"
        hint = "すべての書面に要る文でなければ、Word で削除してください。"
        yield replace(finding("T520", name, message, hint=hint, path=path), severity="warning")
