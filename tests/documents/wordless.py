"""Everything of a finding but its wording, for tests that say what is told, where and by which provision."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from noticegen.findings import Finding


def wordless(finding: Finding, *words: str) -> Finding:
    """Return the finding without message and hint: it must have both, and say these words in them."""
    assert finding.message
    assert finding.hint
    assert [word for word in words if word not in f"{finding.message}{finding.hint}"] == []
    return replace(finding, message="", hint="")
