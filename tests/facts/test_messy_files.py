from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from noticegen.facts.recipients import Recipient, read_recipients
from noticegen.findings import RecipientsError

from .messy_files import FILES, Messy

if TYPE_CHECKING:
    from pathlib import Path

    from noticegen.findings import Finding


def result(messy: Messy, folder: Path) -> tuple[list[str], list[str], tuple[Finding, ...]]:
    """Return what each row became, the reasons that were given, and what was said of the file."""
    path = folder / messy.name
    path.write_bytes(messy.data)
    try:
        file = read_recipients(path, **messy.options)
        rows = list(file)
    except RecipientsError as error:
        return [], [], error.findings
    became = ["送" if isinstance(row, Recipient) else row.code for row in rows]
    return became, [row.reason for row in rows if not isinstance(row, Recipient)], file.findings


@pytest.mark.parametrize("messy", FILES, ids=lambda messy: messy.title)
def test_a_messy_file_becomes_what_its_line_says(messy: Messy, tmp_path: Path) -> None:
    rows, _, findings = result(messy, tmp_path)
    assert (" ".join(rows), {finding.code for finding in findings}) == (messy.rows, messy.said)


@pytest.mark.parametrize("messy", FILES, ids=lambda messy: messy.title)
def test_nothing_that_is_said_of_a_file_tells_who_stands_in_it(messy: Messy, tmp_path: Path) -> None:
    _, reasons, findings = result(messy, tmp_path)
    said = "".join((*reasons, *map(str, findings)))
    assert not [word for word in ("太郎", "花子", "架空区", "架空荘", "Jane") if word in said]


def test_the_table_has_more_than_seventy_files_and_each_tells_its_own_story() -> None:
    assert len({messy.title for messy in FILES}) == len(FILES) >= 70
