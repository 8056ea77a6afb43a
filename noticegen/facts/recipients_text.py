"""What of a cell may be changed, and what in it is a trace of damage?

Only the space around a value is taken away. Names and addresses are never normalised; NFKC serves matching keys
and digits alone.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final, Self

from noticegen.facts.items import match_key

_AROUND: Final = " \t\r\n\u3000\u00a0\ufeff\u200b"
_EXCEL_TEXT: Final = re.compile(r'="(.*)"', re.DOTALL)
_CONTROL: Final = re.compile(r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_LINE_BREAK: Final = re.compile(r"[\r\n\u2028\u2029]")
# Everything that a whole cell cannot hold: controls, line breaks, and the errors of Excel.
_MAYBE_BROKEN: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff#]")
_LOST: Final = re.compile(r"[〓\ufffd\ue000-\uf8ff\U000f0000-\U0010ffff]")
_LOST_IN_NAME: Final = re.compile(
    r"[?？■〓\ufffd\ue000-\uf8ff\U000f0000-\U0010ffff]|&(?:#\d+|#x[0-9a-f]+|amp|lt|gt|quot|nbsp);",
    re.IGNORECASE,
)
_EXCEL_ERROR: Final = re.compile(
    r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA|#+)"
)
_SCIENTIFIC: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?E\+?[0-9]+", re.IGNORECASE)
# What Excel makes of a house number such as 1-2-3, and how it saves it into a CSV.
_DATE: Final = re.compile(
    r"[0-9]{4}[/年][0-9]{1,2}[/月][0-9]{1,2}日?|[0-9]{1,2}月[0-9]{1,2}日|[0-9]{1,2}-[A-Z][a-z]{2}|[A-Z][a-z]{2}-[0-9]{2}"
)
_POSTAL: Final = re.compile(r"〒?([0-9]{3})-?([0-9]{4})")
_LEADING_POSTAL: Final = re.compile(r"〒[\s]*([0-9０-９]{3}[-－‐−–—―ー]?[0-9０-９]{4})[\s]*")
_DASHES: Final = str.maketrans(dict.fromkeys("－‐−‒–—―ーｰ─", "-"))
# A slash between two single Latin letters is part of a name (A/S, s/o, a/l); any other stands between two names.
_TWO_NAMES: Final = re.compile(r"[、，]|(?<!\b[A-Za-z])[/／]|[/／](?![A-Za-z]\b)")


class OddCell(str):
    """A cell of a workbook that is no text: its value is what a person sees, ``problem`` why it cannot be used."""

    __slots__ = ("problem",)
    problem: str

    def __new__(cls, text: str, problem: str) -> Self:
        """Return the text with the code of its problem."""
        cell = super().__new__(cls, text)
        cell.problem = problem
        return cell


def trim(cell: str) -> str:
    r"""Return the cell without the space around it, and without Excel's ``="…"`` around digits.

    >>> trim("　見本 太郎 "), trim('="0600001"')
    ('見本 太郎', '0600001')
    """
    text = cell.strip(_AROUND)
    if text.startswith('="') and (wrapped := _EXCEL_TEXT.fullmatch(text)):
        return wrapped[1].strip(_AROUND)
    return text


def is_blank(cell: str) -> bool:
    """Return whether nothing but space is in the cell."""
    return not cell.strip(_AROUND)


def has_control(text: str) -> bool:
    """Return whether a character is in the text that no document may hold. Line breaks are asked for apart."""
    return _CONTROL.search(text) is not None


def has_line_break(text: str) -> bool:
    """Return whether the text has more than one line."""
    return _LINE_BREAK.search(text) is not None


def is_damaged_name(name: str) -> bool:
    """Return whether a character of the name was lost on the way here, or prints as something else.

    >>> [is_damaged_name(name) for name in ("髙﨑 一郎", "?﨑 一郎", "〓橋", "&#39640;橋")]
    [False, True, True, True]
    """
    return _LOST_IN_NAME.search(name) is not None


def is_damaged(text: str) -> bool:
    """Return whether characters of an address were lost. ``?`` may stand in the name of a building."""
    return _LOST.search(text) is not None


def may_be_broken(text: str) -> bool:
    """Return whether cells that are joined to this text must be looked at one by one."""
    return _MAYBE_BROKEN.search(text) is not None


def is_excel_error(text: str) -> bool:
    """Return whether the cell shows an error of Excel instead of a value."""
    return text.startswith("#") and _EXCEL_ERROR.fullmatch(text) is not None


def is_scientific(text: str) -> bool:
    """Return whether a number was shortened by Excel, so that its digits are lost.

    >>> is_scientific("1.23457E+15"), is_scientific("E105")
    (True, False)
    """
    return _SCIENTIFIC.fullmatch(unicodedata.normalize("NFKC", text)) is not None


def is_date(text: str) -> bool:
    """Return whether all of a cell is a date, as Excel makes one of a house number.

    >>> is_date("2001/2/3"), is_date("1月2日"), is_date("架空町2001/2/3")
    (True, True, False)
    """
    return _DATE.fullmatch(text) is not None


def names_two(name: str) -> bool:
    """Return whether two names stand in one cell. ``・``, ``＝`` and ``s/o`` belong to names.

    >>> [names_two(name) for name in ("見本太郎、花子", "ジョン・スミス", "MUTHU S/O RAJA", "見本太郎/見本花子")]
    [True, False, False, True]
    """
    return _TWO_NAMES.search(name) is not None


def digits(text: str) -> str:
    """Return the text with ASCII digits and hyphens and without spaces, for numbers alone."""
    return match_key(text).translate(_DASHES)


def postal_code(text: str) -> str | None:
    """Return a Japanese postal code as ``123-4567``, None when it has not seven digits.

    >>> postal_code("〒１２３－４５６７"), postal_code("600001")
    ('123-4567', None)
    """
    found = _POSTAL.fullmatch(digits(text))
    return f"{found[1]}-{found[2]}" if found else None


def leading_postal_code(line: str) -> tuple[str, str]:
    """Return the postal code that stands with its mark before an address, and the address without it."""
    found = _LEADING_POSTAL.match(line)
    code = postal_code(found[1]) if found else None
    return (code, line[found.end() :]) if found and code else ("", line)


def is_written_in_japanese(text: str) -> bool:
    """Return whether kanji or kana are in the text: an address abroad has none."""
    return any("\u3040" <= character <= "\u9fff" for character in text)


def address_key(lines: tuple[str, ...]) -> str:
    """Return the form in which two ways of writing an address are equal. Never print it."""
    return digits("".join((leading_postal_code(lines[0])[1], *lines[1:]))) if lines else ""
