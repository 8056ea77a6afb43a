"""Which parts does a .docx hold, and how are they written back so that the same parts give the same bytes?

Reading is hostile-safe: sizes are checked before anything is inflated, and what is not a plain Word
document (an encrypted one, an old .doc, one with macros) is refused with the way to cure it.
"""

from __future__ import annotations

import io
import lzma
import os
import struct
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Final

from noticegen.findings import DocumentError, Finding, Where

if TYPE_CHECKING:
    from collections.abc import Mapping

Source = bytes | str | os.PathLike[str]

# A file of a thousand letters has a header and a footer for each.
MAX_MEMBERS = 5_000
_MEGABYTE = 1024 * 1024
MAX_BYTES = 100 * _MEGABYTE
DAMAGED: Final = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
    IndexError,
    OverflowError,
)
"""What zipfile raises of a damaged archive; NotImplementedError and UnicodeDecodeError are among them."""
CONTENT_TYPES = "[Content_Types].xml"
# The first moment a ZIP can express: a document carries no clock time, so that the same input gives the same bytes.
_EPOCH = (1980, 1, 1, 0, 0, 0)
_OLE_SIGNATURE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_SAVE_AS_DOCX = (
    "Word で開き、「名前を付けて保存」でファイルの種類「Word 文書 (*.docx)」を選んで保存し直してください。"
)


def refuse(code: str, message: str, hint: str, file: str) -> DocumentError:
    """Return the exception for a document that cannot be read."""
    return DocumentError(Finding("error", code, message, hint, where=Where(file=file)))


def file_name(source: Source) -> str:
    """Return how messages call this document."""
    return "文書" if isinstance(source, bytes) else Path(source).name


def damaged(file: str) -> DocumentError:
    """Return the exception for what is no Word document, or not a whole one."""
    message = "Word 文書(.docx)として開けません。ファイルが壊れているか、別の形式のファイルです。"
    return refuse(
        "D102",
        message,
        f"{_SAVE_AS_DOCX}Word でも開けないときは、元のファイルを受け取り直してください。",
        file,
    )


def damaged_part(name: str, file: str) -> DocumentError:
    """Return the exception for a part that is no XML, or one that Word would never write."""
    message = f"文書の中の {name} が壊れています。"
    return refuse("D107", message, "Word で開いて保存し直すか、元の文書から作り直してください。", file)


def unreadable(file: str) -> DocumentError:
    """Return the exception for a file that is not there, or may not be read."""
    hint = "ファイルの場所、名前、読み取りの権限を確かめてください。"
    return refuse("D101", "ファイルを読み取れません。", hint, file)


def read_parts(source: Source, name: str | None = None) -> dict[str, bytes]:
    """Return name and content of every part of a .docx, in the order of the archive; ``name`` is for messages.

    Raises:
        DocumentError: D101 no such file, D102 not a ZIP or a damaged one, D103 an old .doc, D104 encrypted,
            D105 with macros, D106 too large.
    """
    name = name or file_name(source)
    data = source if isinstance(source, bytes) else _read_file(source, name)
    if data.startswith(_OLE_SIGNATURE):
        if _ENCRYPTED_STREAM in data:
            raise refuse(
                "D104",
                "この文書はパスワードで暗号化されています。",
                "パスワードを外して保存し直してください。",
                name,
            )
        raise refuse("D103", "この文書は古い形式(.doc)です。", _SAVE_AS_DOCX, name)
    try:
        parts = _members(data, name)
    except DAMAGED as error:
        raise damaged(name) from error
    _refuse_macros(parts, name)
    return parts


def _read_file(path: str | os.PathLike[str], name: str) -> bytes:
    try:
        size = Path(path).stat().st_size
        if size > MAX_BYTES:
            raise _too_large(name, size)
        return Path(path).read_bytes()
    except OSError as error:
        raise unreadable(name) from error


def _members(data: bytes, name: str) -> dict[str, bytes]:
    parts: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = [member for member in archive.infolist() if not member.is_dir()]
        size = sum(member.file_size for member in members)
        if len(members) > MAX_MEMBERS or size > MAX_BYTES:
            raise _too_large(name, size, len(members))
        left = MAX_BYTES
        for member in members:
            if member.filename in parts:
                raise zipfile.BadZipFile
            # The size in the directory may lie: never inflate more than what is left.
            with archive.open(member) as stream:
                content = stream.read(left + 1)
            left -= len(content)
            if left < 0:
                raise _too_large(name, MAX_BYTES - left, len(members))
            parts[member.filename] = content
    return parts


def _too_large(name: str, size: int, members: int = 1) -> DocumentError:
    found = f"部品 {members:,}個、展開後 {size / _MEGABYTE:,.0f} MB"
    most = f"{MAX_MEMBERS:,}個、{MAX_BYTES / _MEGABYTE:,.0f} MB"
    message = f"文書が大きすぎます({found}。上限は {most})。"
    return refuse("D106", message, "画像を縮小するか、文書を分けてください。", name)


def _refuse_macros(parts: Mapping[str, bytes], name: str) -> None:
    if CONTENT_TYPES not in parts:
        raise refuse("D102", "Word 文書(.docx)ではありません。", _SAVE_AS_DOCX, name)
    if b"macroEnabled" in parts[CONTENT_TYPES] or any(part.endswith("vbaProject.bin") for part in parts):
        raise refuse("D105", "マクロを含む文書です。", _SAVE_AS_DOCX, name)


def write_parts(parts: Mapping[str, bytes]) -> bytes:
    """Return the archive of these parts, in their order, with constant times and permissions.

    >>> write_parts({"a.xml": b"<a/>"}) == write_parts({"a.xml": b"<a/>"})
    True
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, content in parts.items():
            archive.writestr(member_info(name), content)
    return buffer.getvalue()


def member_info(name: str) -> zipfile.ZipInfo:
    """Return the entry of a member of this name, with constant time and permissions."""
    member = zipfile.ZipInfo(name, _EPOCH)
    member.compress_type = zipfile.ZIP_DEFLATED
    member.create_system = 0
    member.external_attr = 0
    return member
