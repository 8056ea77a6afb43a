"""How is a Word file read from a ZIP archive without danger, and written so that equal content is equal bytes?"""

from __future__ import annotations

import re
import struct
import zlib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from noticegen.findings import DocumentError, TemplateError
from noticegen.ooxml.archive import damaged_part, read_parts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_DOCTYPE: Final = re.compile(rb"<!DOCTYPE", re.IGNORECASE)


class _Compressor(Protocol):
    def compress(self, data: bytes, /) -> bytes: ...
    def flush(self) -> bytes: ...


def _choose() -> tuple[str, Callable[[], _Compressor], Callable[[bytes], int]]:
    """Return name, compressor and checksum of the fastest deflate library that is installed."""
    try:
        import isal  # noqa: PLC0415 - optional
        from isal import isal_zlib  # noqa: PLC0415
    except ImportError:
        return (
            f"zlib {zlib.ZLIB_RUNTIME_VERSION} level 6",
            lambda: zlib.compressobj(6, zlib.DEFLATED, -15),
            zlib.crc32,
        )
    return (
        f"isal {isal.__version__} level 2",
        lambda: isal_zlib.compressobj(2, isal_zlib.DEFLATED, -15),
        isal_zlib.crc32,
    )


_LIBRARY, _compressor, crc32 = _choose()


def _deflate(data: bytes) -> bytes:
    """Return ``data`` as a raw deflate stream, quickly: this is done for every letter."""
    compressor = _compressor()
    return compressor.compress(data) + compressor.flush()


def _deflate_small(data: bytes) -> bytes:
    """Return ``data`` as the smallest raw deflate stream: this is done once for all letters."""
    compressor = zlib.compressobj(9, zlib.DEFLATED, -15)
    return compressor.compress(data) + compressor.flush()


def _fingerprint() -> str:
    """Return what the libraries make of a fixed text: builds for other processors deflate differently."""
    sample = "".join(f"<w:p><w:r><w:t>{n * n % 977}</w:t></w:r></w:p>" for n in range(400)).encode()
    return f"{zlib.crc32(_deflate(sample) + _deflate_small(sample)):08x}"


DEFLATE: Final = f"{_LIBRARY}, zlib {zlib.ZLIB_RUNTIME_VERSION} level 9, {_fingerprint()}"
"""The deflate libraries that decide the bytes of a file; equal values give equal bytes."""

_CHECKS: Final = struct.Struct("<3L")
_END: Final = struct.Struct("<4s4H2LH")
_EPOCH: Final = 0x21  # 1980-01-01 as an MS-DOS date: the first day that a ZIP can hold
_REGULAR_FILE: Final = 0o100644 << 16


class Packed(NamedTuple):
    """A member of the archive, ready to be written: local header with content, and directory entry."""

    content: bytes
    directory: tuple[bytes, bytes]

    def entry(self, offset: int) -> bytes:
        """Return the entry of the central directory for a member that starts at ``offset``."""
        return self.directory[0] + offset.to_bytes(4, "little") + self.directory[1]


def pack(name: str, data: bytes, deflate: Callable[[bytes], bytes] = _deflate) -> Packed:
    """Return ``data`` as the archive member ``name``; stored when deflate does not make it smaller."""
    body = deflate(data)
    return packed(name, data, body, 8) if len(body) < len(data) else packed(name, data, data, 0)


def packed(name: str, data: bytes, body: bytes, method: int) -> Packed:
    """Return ``data`` as the archive member ``name``, with the ``body`` that the ZIP ``method`` makes of it."""
    local, central, raw = _headers(name, method)
    checks = _CHECKS.pack(crc32(data), len(body), len(data))
    return Packed(b"".join((local, checks, raw[0], body)), (b"".join((central, checks, raw[1])), raw[2]))


@lru_cache(maxsize=256)
def _headers(name: str, method: int) -> tuple[bytes, bytes, tuple[bytes, bytes, bytes]]:
    """Return what stands in the two headers before the checks, and what stands after them."""
    raw = name.encode()
    flags = 0 if name.isascii() else 0x800
    sizes = struct.pack("<2H", len(raw), 0)
    rest = struct.pack("<3HL", 0, 0, 0, _REGULAR_FILE)
    return (
        struct.pack("<4s5H", b"PK\3\4", 20, flags, method, 0, _EPOCH),
        struct.pack("<4s6H", b"PK\1\2", 0x0314, 20, flags, method, 0, _EPOCH),
        (sizes + raw, sizes + rest, raw),
    )


@dataclass(frozen=True, slots=True)
class Archive:
    """The members that are the same in every file, with their directory, as finished bytes."""

    content: bytes
    directory: bytes
    count: int

    @classmethod
    def of(cls, members: Iterable[tuple[str, bytes]]) -> Archive:
        """Return the archive of these members, in their order."""
        content, directory, count = bytearray(), bytearray(), 0
        for name, data in members:
            member = pack(name, data, _deflate_small)
            directory += member.entry(len(content))
            content += member.content
            count += 1
        return cls(bytes(content), bytes(directory), count)

    def with_members(self, members: Iterable[Packed]) -> bytes:
        """Return the finished ZIP file: these members after the fixed ones."""
        pieces, entries = [self.content], [self.directory]
        offset, count = len(self.content), self.count
        for member in members:
            pieces.append(member.content)
            entries.append(member.entry(offset))
            offset += len(member.content)
            count += 1
        size = sum(map(len, entries))
        return b"".join((*pieces, *entries, _END.pack(b"PK\5\6", 0, 0, count, count, size, offset, 0)))


def members_of(data: bytes, file: str) -> dict[str, bytes]:
    """Return every member of a Word file by name.

    Raises:
        TemplateError: D102 to D107, as :func:`noticegen.ooxml.archive.read_parts` says of any Word document.
    """
    try:
        members = read_parts(data, file)
        for name, content in members.items():
            if name.endswith((".xml", ".rels")) and _DOCTYPE.search(content):
                raise damaged_part(name, file)
    except DocumentError as problem:
        raise TemplateError(*problem.findings) from None
    return members
