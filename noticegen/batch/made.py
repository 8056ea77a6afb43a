"""What is a finished letter before it lies on the disk?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from noticegen.batch.written import Letter

if TYPE_CHECKING:
    from noticegen.facts.recipients import Recipient
    from noticegen.ooxml.template import Rendering


@dataclass(frozen=True, slots=True)
class Made:
    """A checked letter in memory. ``number`` is the recipient's as it is printed, ``rendering.data`` the .docx."""

    recipient: Recipient
    number: str
    rendering: Rendering

    def listed(self, file: str, sha256: str, pages: int | None = None) -> Letter:
        """Return what the manifest says of it."""
        return Letter(self.recipient.number, self.recipient.id, file, sha256, pages)
