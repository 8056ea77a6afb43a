"""Does every page of a PDF carry the number of its own letter, and how many pages has each letter?

A page whose number is missing, or is another letter's, may end in a stranger's envelope: it is an error, and the PDF
is not put in its place.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from noticegen.findings import Finding, Where

if TYPE_CHECKING:
    from collections.abc import Sequence

HINT: Final = "テンプレートのヘッダーかフッターに {{ person.number }} を置き、全てのページに番号が印刷されるようにしてください。"
AGAIN: Final = "もう一度実行してください。繰り返すときは、--as files を指定し、Word のまま作ってください。"
SHOWN: Final = 5


def letter_pages(pages: Sequence[str], number: str, file: str) -> tuple[int, tuple[Finding, ...]]:
    """Return how many pages a letter has, and which of them do not carry its number."""
    wrong = tuple(
        _wrong("B321", f"{page}ページ目に、この書面の番号({number})がありません。", HINT, file)
        for page, text in enumerate(pages, 1)
        if not carries(text, number)
    )
    return len(pages), wrong or (() if pages else (_wrong("B322", "ページがありません。", AGAIN, file),))


def pages_of_letters(
    pages: Sequence[str], numbers: Sequence[str], file: str, *, are_counted: bool
) -> tuple[dict[str, tuple[str, ...]], tuple[Finding, ...]]:
    """Return the pages of each letter of a file that holds many, and what is wrong with them.

    The letters stand in the order of ``numbers``, each begins on a new page, and every page carries the number of its
    own. Where the letters print 「何／何頁」, as they do for certain if they ``are_counted``, it must be right on every page. Blank pages, which let each letter begin
    on the front of a sheet, belong to the letter before.
    """
    found: dict[str, list[str]] = {number: [] for number in numbers}
    wrong: list[Finding] = []
    at = 0
    for page, text in enumerate(pages, 1):
        if not text.strip() and at and page > 1:
            continue
        following = numbers[at] if at < len(numbers) else ""
        current = numbers[at - 1] if at else ""
        begins = bool(following) and carries(text, following)
        if begins and (not current or not carries(text, current) or _is_first(text)):
            at += 1
            found[following].append(text)
        elif current and carries(text, current):
            found[current].append(text)
        else:
            message = f"{page}ページ目に、順番どおりの書面の番号({current or following})がありません。"
            wrong.append(_wrong("B321", message, HINT, file))
    missing = [number for number in numbers if not found[number]]
    if missing:
        wrong.append(
            _wrong(
                "B322", f"{len(missing):,}通の書面のページがありません(番号 {_first(missing)})。", AGAIN, file
            )
        )
    wrong += _miscounted(found, file, are_counted=are_counted)
    return {number: tuple(texts) for number, texts in found.items()}, tuple(wrong)


def _first(numbers: Sequence[str]) -> str:
    return "、".join(numbers[:SHOWN]) + ("など" if len(numbers) > SHOWN else "")


def carries(text: str, number: str) -> bool:
    """Return whether a page carries a number by itself, not as a part of a longer one or of a postal code."""
    return re.search(rf"(?<![\d-]){re.escape(number)}(?![\d-])", text) is not None


def _is_first(text: str) -> bool:
    return re.search(r"(?<!\d)1\s*[／/]\s*\d+", text) is not None


def _miscounted(found: dict[str, list[str]], file: str, *, are_counted: bool) -> list[Finding]:
    """Return the letters whose 「何／何頁」 is not right, where it is certain or other letters say that they print it."""
    wrong = [
        number
        for number, pages in found.items()
        if not all(_counts(text, page, len(pages)) for page, text in enumerate(pages, 1))
    ]
    if len(wrong) == len(found) and not are_counted:
        return []
    return [
        _wrong("B323", f"番号 {number} の書面のページ数の表示が、実際のページと異なります。", AGAIN, file)
        for number in wrong
        if found[number]
    ]


def _counts(text: str, page: int, pages: int) -> bool:
    return re.search(rf"(?<!\d){page}\s*[／/]\s*{pages}(?!\d)", text) is not None


def _wrong(code: str, message: str, hint: str, file: str) -> Finding:
    return Finding("error", code, message, hint, where=Where(file))
