"""Which words may not stand in the facts of a disciplinary memo: fixed damages, deductions from wages, old penalties?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, cast

from noticegen.facts.walk import walk
from noticegen.findings import Finding, Severity, Where
from noticegen.law.data import rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from noticegen.facts.discipline import Discipline
    from noticegen.facts.walk import Path

_DIGITS: Final = str.maketrans("０１２３４５６７８９，", "0123456789,")
_SENTENCE: Final = re.compile(r"[^。\n]+")
# 「天引きは行わない」「違約金を定めることはできない」「控除せず、別に請求する」: the sentence forbids what it names.
_DENIAL: Final = re.compile(r"ない|ません|せず|ずに|避け|禁じ|禁止|控え|許され")


def expression_findings(discipline: Discipline, on: date) -> tuple[Finding, ...]:
    """Return a finding for each word or turn in the texts of [discipline] that the law of the day does not bear.

    The text itself is never repeated: it is about the employee.
    """
    return tuple(
        finding
        for path, _, fact in walk(discipline, ("discipline",))
        if isinstance(fact, str)
        for finding in _of_text(fact, path, on)
    )


def _of_text(text: str, path: Path, on: date) -> Iterator[Finding]:
    sentences = _SENTENCE.findall(text.translate(_DIGITS))
    for entry in rows("discipline", "expression", on):
        for sentence in sentences:
            found = re.search(entry["pattern"], sentence)
            if found is None or (entry["denied"] and _DENIAL.search(sentence, found.start())):
                continue
            yield _finding(entry, sentence, path)
            break


def _finding(entry: dict[str, Any], sentence: str, path: Path) -> Finding:
    softened = entry.get("softened")
    severity = "warning" if softened and re.search(softened, sentence) else entry["severity"]
    return Finding(
        cast("Severity", severity),
        entry["code"],
        entry["message"],
        entry["hint"],
        document="disciplinary_memo",
        section=_SECTIONS.get(str(path[1]), ""),
        where=Where(path=_text(path)),
        sources=tuple(entry["sources"]),
    )


_SECTIONS: Final = {"damages": "damages", "criminal": "criminal", "sanction_detail": "sanction"}


def _text(path: Path) -> str:
    """Return a path as it is written: discipline.finding[0].act."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).lstrip(".")
