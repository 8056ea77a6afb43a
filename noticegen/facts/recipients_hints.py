"""What in the first rows of a list is probably not meant, although every row can be used?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from noticegen.facts.items import match_key
from noticegen.facts.recipients_reasons import notice
from noticegen.facts.recipients_types import Recipient
from noticegen.facts.recipients_words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from noticegen.facts.recipients_rows import RowReader
    from noticegen.findings import Finding, Where


def hints(
    reader: RowReader, rows: Sequence[Sequence[str]], first_row: int, where: Where
) -> tuple[Finding, ...]:
    """Return warnings about the rows, the first of which is ``first_row`` of the file."""
    companies = []
    for row, cells in enumerate(rows, first_row):
        result = reader.read(0, row, cells)
        if isinstance(result, Recipient) and result.kind == "本人" and _is_organisation(result.name):
            companies.append(f"{row}行目")
    if not companies:
        return ()
    shown = "、".join(companies[:5]) + ("など" if len(companies) > 5 else "")
    return (notice("R209", where, found=shown),)


def _is_organisation(name: str) -> bool:
    key = match_key(name)
    return any(key.startswith(word) or key.endswith(word) for word in words().organisations)
