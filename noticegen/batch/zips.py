"""How do thousands of letters become one ZIP file, streamed, the same bytes each time?

Letters are stored as they are: a .docx is deflated already. Times are constant, and who unpacks the archive gets files
that only he may read. A part never needs ZIP64, which the Explorer of Windows handles badly: a chunk is kept below.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain
from typing import TYPE_CHECKING, BinaryIO, Final

from noticegen.batch.put import put
from noticegen.batch.written import Letter, Part, Written
from noticegen.ooxml.package import crc32

if TYPE_CHECKING:
    from collections.abc import Iterator

    from noticegen.batch.job import Job
    from noticegen.batch.made import Made
    from noticegen.ooxml.template import Template

MOST_LETTERS: Final = 5000
MOST_BYTES: Final = 2**31
_LOCAL: Final = struct.Struct("<4sHHHHHIIIHH")
_CENTRAL: Final = struct.Struct("<4sHHHHHHIIIHHHHHII")
_END: Final = struct.Struct("<4sHHHHIIH")
_VERSION: Final = 20
_UNIX: Final = 3 << 8
_UTF8: Final = 1 << 11
_DATE: Final = 0x21  # 1 January 1980, the first day that a ZIP can express
_PRIVATE: Final = 0o100600 << 16


class ZipStream:
    """A ZIP file being written, member by member."""

    def __init__(self, sink: BinaryIO) -> None:
        self._sink = sink
        self._offset = 0
        self._members = 0
        self._directory = bytearray()

    def add(self, name: str, data: bytes) -> None:
        """Write one member, stored."""
        encoded = name.encode()
        entry = (_UTF8, 0, 0, _DATE, crc32(data), len(data), len(data), len(encoded))
        header = _LOCAL.pack(b"PK\x03\x04", _VERSION, *entry, 0) + encoded
        self._directory += _CENTRAL.pack(
            b"PK\x01\x02", _UNIX | _VERSION, _VERSION, *entry, 0, 0, 0, 0, _PRIVATE, self._offset
        )
        self._directory += encoded
        self._sink.write(header)
        self._sink.write(data)
        self._offset += len(header) + len(data)
        self._members += 1

    def close(self) -> None:
        """Write the directory."""
        self._sink.write(bytes(self._directory))
        count = self._members
        self._sink.write(_END.pack(b"PK\x05\x06", 0, 0, count, count, len(self._directory), self._offset, 0))


@dataclass(frozen=True, slots=True)
class Zip:
    """Parts of some thousand letters each, for whoever carries or prints them."""

    name: str = "zip"
    suffix: str = ".zip"
    is_packed: bool = True

    def rows(self, template: Template, size: int) -> int:  # noqa: ARG002 - only the size counts
        """Return how many letters stay well below the four gigabytes of a ZIP file, five thousand at most."""
        return max(1, min(MOST_LETTERS, MOST_BYTES // size))

    def write(self, job: Job, index: int, letters: Iterator[Made]) -> Written:
        """Write the letters as one part; none is written where there is no letter."""
        first = next(letters, None)
        if first is None:
            return Written()
        name = job.part(index)
        listed: list[Letter] = []

        def fill(sink: BinaryIO) -> None:
            archive = ZipStream(sink)
            for letter in chain((first,), letters):
                member = f"{letter.number}.docx"
                data = letter.rendering.data
                archive.add(member, data)
                listed.append(letter.listed(f"{name}/{member}", sha256(data).hexdigest()))
            archive.close()

        digest, is_edited = put(job.folder / name, fill)
        part = Part(name, digest, len(listed), listed[0].number, listed[-1].number)
        return Written(listed, [part], [name] if is_edited else [])

    def space(self, letters: int, size: int, rows: int) -> tuple[int, int]:
        """Return bytes and files: the letters, and about 150 bytes of directory each."""
        return letters * (size + 150), letters // rows + 1
