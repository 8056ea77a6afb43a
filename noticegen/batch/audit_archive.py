"""Which members does a letter's archive hold, read without unpacking what was already read in another letter?

Reads the central directory by itself, so that no mistake of the writer can hide behind its own code. What is not a
plain archive, from the first byte to the last, is left to the thorough reader.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_END: Final = struct.Struct("<4s4H2LH")
_ENTRY: Final = struct.Struct("<4s6H3L5H2L")
_LOCAL: Final = struct.Struct("<4s5H3L2H")
_UTF8: Final = 0x800
_LARGEST: Final = 20 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Member:
    """A member as it lies in the archive; equal ones have equal content."""

    name: str
    method: int
    crc: int
    size: int
    packed: bytes

    def content(self) -> bytes | None:
        """Return what is in it; None where it does not agree with its size and checksum."""
        if self.method == 0:
            data = self.packed
        else:
            inflater = zlib.decompressobj(-15)
            try:
                # The size in the directory may lie: never inflate more than it says.
                data = inflater.decompress(self.packed, self.size + 1)
            except zlib.error:
                return None
            if not inflater.eof or inflater.unused_data:
                return None
        return data if len(data) == self.size and zlib.crc32(data) == self.crc else None


def members_of(data: bytes) -> Mapping[str, Member] | None:
    """Return the members by name; None where the file is not simply one member after the other and their list."""
    try:
        return _members(data)
    except (struct.error, UnicodeDecodeError, IndexError):
        return None


def _members(data: bytes) -> Mapping[str, Member] | None:
    signature, _, _, here, count, length, start, comment = _END.unpack_from(data, len(data) - _END.size)
    if signature != b"PK\5\6" or comment or here != count or start + length + _END.size != len(data):
        return None
    found: dict[str, Member] = {}
    at, end = start, 0
    for _ in range(count):
        entry = _ENTRY.unpack_from(data, at)
        flags, method, crc, packed, size, name_length, extra, note, offset = (
            *(entry[index] for index in (3, 4, 7, 8, 9, 10, 11, 12)),
            entry[16],
        )
        name = data[at + _ENTRY.size : at + _ENTRY.size + name_length].decode()
        at += _ENTRY.size + name_length
        local = _LOCAL.unpack_from(data, offset)
        body = offset + _LOCAL.size + name_length
        if (
            entry[0] != b"PK\1\2"
            or extra
            or note
            or flags & ~_UTF8
            or method not in {0, 8}
            or size > _LARGEST
            or name in found
            or offset != end
            or local[:4] != (b"PK\3\4", *local[1:2], flags, method)
            or local[6:] != (crc, packed, size, name_length, 0)
            or data[offset + _LOCAL.size : body] != name.encode()
        ):
            return None
        end = body + packed
        found[name] = Member(name, method, crc, size, data[body:end])
    return found if at == start + length and end == start else None
