"""Which numbers, dates, sums, addresses of contact and words of certainty does a Japanese text state?

Each is found in every way of writing it: either era, figures of any width or in kanji, 3万5000円 or 35,000円.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from noticegen.japanese.dates import weekday_text
from noticegen.japanese.eras import ERAS

if TYPE_CHECKING:
    from collections.abc import Callable

NUMBER: Final = "数"
DATE: Final = "日付"
TIME: Final = "時刻"
CERTAINTY: Final = "確からしさ"
STATUS: Final = "状況"
CHECKED: Final = "選択"
CONTACTS: Final = frozenset({"電話番号", "メールアドレス", "URL", "郵便番号"})
BARE: Final = "番号"

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {ord("　"): " ", ord("￥"): "¥"}
_DASH = re.compile(r"(?<=[0-9A-Za-z])[‐‑‒–—―−ー](?=[0-9])")
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "億": 10**8, "兆": 10**12}
_MYRIAD = 10**4
_KANJI = {digit: value for value, digit in enumerate("〇一二三四五六七八九")}
_FIGURES = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
_MIXED = rf"{_FIGURES}(?:[十百千万億兆](?:{_FIGURES})?)*"
_WRITTEN = r"(?<![第数何幾〇一二三四五六七八九十百千万億])[〇一二三四五六七八九十百千][〇一二三四五六七八九十百千万億兆]*"
_ANY = rf"(?:{_MIXED}|[〇一二三四五六七八九十]+)"
_ERA = r"(?P<era>明治|大正|昭和|平成|令和)\s*(?P<ey>元|" + _ANY + r")"
_YEAR = rf"(?:{_ERA}|(?P<y>(?:19|20)\d\d|[一二][〇一二三四五六七八九]{{3}}))\s*年"
_WEEKDAY = r"(?:\s*[(](?P<wd>[日月火水木金土])(?:曜日?)?(?:・祝)?[)])?"
_ABOUT = r"(?P<about>頃|ごろ)?"
_SHORT_ERAS = {"M": "明治", "T": "大正", "S": "昭和", "H": "平成", "R": "令和",
               "明": "明治", "大": "大正", "昭": "昭和", "平": "平成", "令": "令和"}  # fmt: skip
_FIRST_MODERN_YEAR = 1873
_NOT_AFTER_KANJI = frozenset({"分", "分間", "部", "方", "店", "点", "字", "通", "会員", "年", "回"})


@dataclass(frozen=True, slots=True)
class Token:
    """A stated value: what it is, its meaning, as it is written and where.

    ``value`` of a date is (year, month, day) with None for what is not said, of a time the minutes of the day and
    whether morning or afternoon is said, of a number (number, unit). ``note`` is what is said of it: 約, 最大, 頃.
    ``weak``: so common in prose that it states a fact only in place of another (一人, 2通, 第3).
    """

    kind: str
    value: tuple[Any, ...]
    text: str
    start: int
    end: int
    note: str = ""
    weak: bool = False


@cache
def words() -> dict[str, Any]:
    """Return the table of units, words and patterns."""
    return tomllib.loads((Path(__file__).parent / "drift_words.toml").read_text("utf-8"))


def plain(text: str) -> str:
    """Return the text with figures, letters, signs and blanks of usual width, each character in its place.

    >>> plain("１，０１２人　０３－００００－０００１")
    '1,012人 03-0000-0001'
    """
    return _DASH.sub("-", text.translate(_WIDE))


@cache
def tokens(text: str) -> tuple[Token, ...]:
    """Return what a text states, in its order.

    >>> [(each.kind, each.value) for each in tokens("令和8年10月30日、約３万5000円を2名に")]
    [('日付', (2026, 10, 30)), ('金額', (Decimal('35000'),)), ('数', (Decimal('2'), '人'))]
    """
    rest = plain(text)
    found: list[Token] = []
    for pattern, read in _readers():
        for match in pattern.finditer(rest):
            if token := read(match, text):
                found.append(token)
                gap = "\0" * (token.end - token.start)
                rest = rest[: token.start] + gap + rest[token.end :]
    return tuple(sorted(found, key=lambda each: each.start))


def same(one: Token, other: Token) -> bool:
    """Return whether two tokens mean the same; a date without its year means every year's."""
    if one.kind != other.kind:
        return {one.kind, other.kind} == {NUMBER, DATE} and _is_day_of(one, other)
    if one.kind == DATE:
        return _fits(one.value, other.value)
    if one.kind == TIME:
        (minutes, certain), (others, sure) = one.value, other.value
        return bool(minutes == others if certain and sure else minutes % 720 == others % 720)
    return one.value == other.value


def wrong_weekday(token: Token) -> str:
    """Return the right weekday of a date that is written with a wrong one, else an empty string."""
    match = re.search(r"[(]([日月火水木金土])", plain(token.text))
    if token.kind != DATE or match is None or None in token.value:
        return ""
    right = weekday_text(date(*token.value))
    return "" if right == match[1] else right


def number_of(text: str) -> Decimal:
    """Return the number that figures, kanji or both say.

    >>> number_of("3万5千"), number_of("千十二"), number_of("一〇一二")
    (Decimal('35000'), Decimal('1012'), Decimal('1012'))
    """
    total = section = Decimal(0)
    current: Decimal | None = None
    for piece in re.findall(rf"{_FIGURES}|.", text):
        if piece in _KANJI:
            current = (current or Decimal(0)) * 10 + _KANJI[piece]
        elif piece not in _SCALES:
            current = Decimal(piece.replace(",", ""))
        elif _SCALES[piece] < _MYRIAD:
            section += (Decimal(1) if current is None else current) * _SCALES[piece]
            current = None
        else:
            total += (section + (current or 0)) * _SCALES[piece]
            section, current = Decimal(0), None
    return total + section + (current or 0)


def _fits(one: tuple[Any, ...], other: tuple[Any, ...]) -> bool:
    """Whether two dates share something, and differ in nothing that both say."""
    both = [pair for pair in zip(one, other, strict=True) if None not in pair]
    return bool(both) and all(mine == theirs for mine, theirs in both)


def _is_day_of(one: Token, other: Token) -> bool:
    """Whether one is the bare day, as in 「11月2日及び4日」, of a date."""
    number, day = (one, other) if one.kind == NUMBER else (other, one)
    return bool(number.value[1] == "日" and number.value[0] == day.value[2])


@cache
def _readers() -> tuple[tuple[re.Pattern[str], Callable[[re.Match[str], str], Token | None]], ...]:
    """Return the patterns in the order in which they claim their stretch of a text."""
    # A longer one before one that it begins with: 年間, 年.
    units = sorted(_units(), reverse=True)
    unit = "|".join(map(re.escape, units))
    # 十分, 一部, 一方 and the like are words.
    in_kanji = "|".join(re.escape(each) for each in units if each not in _NOT_AFTER_KANJI)
    before = r"(?P<before>約|およそ|おおよそ|概ね|おおむね|延べ|最大)?\s?"
    after = r"(?P<after>以上|以下|未満|余り|弱|強|超|程度)?"
    return (
        (re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII), _as_written("メールアドレス")),
        (re.compile(r"https?://[!-'*-~]+"), _as_written("URL")),
        (re.compile(r"(?:[■☑☒]|✓|✔)\s?(?P<label>[^\s□■☐☑☒(]+)"), _checked),
        (re.compile(r"(?<![\d-])(?:\+81-?|0)\d{1,4}[-(]\d{1,4}[-)]\d{3,4}(?![\d-])"), _phone),
        (re.compile(r"(?<![\d-])0(?:120|800|570|[5789]0)\d{6,8}(?!\d)"), _phone),
        (re.compile(r"(?:〒\s?\d{3}-?\d{4}|(?<![\w-])\d{3}-\d{4})(?![\d-])"), _postal),
        (re.compile(rf"{_YEAR}\s*(?P<m>{_ANY})月(?:\s*(?P<d>{_ANY})日)?{_WEEKDAY}{_ABOUT}"), _date),
        (re.compile(rf"(?<![\d/.-])(?P<y>(?:19|20)\d\d)[/.-](?P<m>\d{{1,2}})[/.-](?P<d>\d{{1,2}})(?![\d/.-]){_WEEKDAY}{_ABOUT}"), _date),
        (re.compile(rf"(?<![A-Za-z])(?P<era>[MTSHR明大昭平令])(?P<ey>\d{{1,2}})\.(?P<m>\d{{1,2}})\.(?P<d>\d{{1,2}})(?![\d.]){_WEEKDAY}{_ABOUT}"), _date),
        (re.compile(rf"{_YEAR}(?:度|中|初め|末)?{_ABOUT}"), _date),
        (re.compile(rf"(?P<m>(?<![\d〇一二三四五六七八九十百千])(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]))月(?:\s*(?P<d>{_ANY})日)(?!間)?{_WEEKDAY}{_ABOUT}"), _date),
        (re.compile(rf"(?P<m>(?<![\d,])(?:1[0-2]|0?[1-9]))月(?![間額次謝]){_ABOUT}"), _date),
        (re.compile(r"(?P<half>午前|午後)?\s?(?P<h>(?<![\d,.])\d{1,2})時(?![間点期])(?:(?P<half_past>半)|(?P<min>\d{1,2})分)?(?:\d{1,2}秒)?" + _ABOUT), _time),
        (re.compile(r"(?P<half>午前|午後)?\s?(?P<h>(?<![\d:])\d{1,2}):(?P<min>[0-5]\d)(?::[0-5]\d)?(?![\d:])" + _ABOUT), _time),
        (re.compile(r"(?P<noon>正午)" + _ABOUT), _time),
        (re.compile(rf"{before}(?:¥\s?(?P<n>{_MIXED})|(?P<k>{_MIXED}|{_WRITTEN})\s?円){after}"), _amount),
        (re.compile(rf"{before}(?P<n>{_MIXED})\s?(?:%|パーセント){after}"), _percent),
        (re.compile(rf"(?:第\s?{_MIXED}|(?<![A-Za-z0-9-])\d+(?:-\d+)+|(?<![A-Za-z0-9])[A-Za-z]+-?\d[A-Za-z0-9_-]*|{_MIXED}(?:条|項|号|丁目|番地?(?!号)))[条項号章節回版期]?(?:の\d+)?"), _ordinal),
        (re.compile(rf"{before}(?P<n>{_MIXED})\s?(?P<unit>{unit})(?![体員事称]|の\d)(?:分(?!の))?{after}"), _number),
        (re.compile(rf"{before}(?P<n>{_WRITTEN})(?P<unit>{in_kanji})(?![体員事称間様])(?:分(?!の))?{after}"), _number),
        (re.compile(rf"(?P<n>{_MIXED})"), _bare),
        *((re.compile(entry["pattern"]), _word(entry)) for entry in words()["word"]),
    )  # fmt: skip


@cache
def _units() -> dict[str, tuple[str, bool]]:
    """Return every way of writing a unit: its usual name, and whether it is common in prose."""
    return {
        written: (entry["name"], entry.get("common", False))
        for entry in words()["unit"]
        for written in (entry["name"], *entry.get("same", ()))
    }


def _token(
    match: re.Match[str], text: str, kind: str, *value: object, note: str = "", weak: bool = False
) -> Token:
    start, end = match.span()
    while start < end and text[start] in " 　":
        start += 1
    return Token(kind, value, text[start:end], start, end, note, weak)


def _as_written(kind: str) -> Callable[[re.Match[str], str], Token]:
    def read(match: re.Match[str], text: str) -> Token:
        kept = match[0].rstrip(".,;:")
        start = match.start()
        return Token(kind, (kept.casefold(),), text[start : start + len(kept)], start, start + len(kept))

    return read


def _checked(match: re.Match[str], text: str) -> Token:
    return _token(match, text, CHECKED, match["label"])


def _phone(match: re.Match[str], text: str) -> Token:
    digits = re.sub(r"\D", "", match[0].replace("+81", "0"))
    return _token(match, text, "電話番号", digits)


def _postal(match: re.Match[str], text: str) -> Token:
    return _token(match, text, "郵便番号", re.sub(r"\D", "", match[0]))


def _date(match: re.Match[str], text: str) -> Token | None:
    said = match.groupdict()
    year: int | None = None
    if said.get("y"):
        year = int(number_of(said["y"]))
    elif said.get("era"):
        name = _SHORT_ERAS.get(said["era"], said["era"])
        first = next(era.starts_on.year for era in ERAS if era.name == name)
        year = first - 1 + (1 if said["ey"] == "元" else int(number_of(said["ey"])))
    month = int(number_of(said["m"])) if said.get("m") else None
    day = int(number_of(said["d"])) if said.get("d") else None
    if month is not None and not _is_day(year or _FIRST_MODERN_YEAR + 3, month, day or 1):
        return None
    return _token(match, text, DATE, year, month, day, note=_about(said), weak=_is_cited(match, text))


def _is_cited(match: re.Match[str], text: str) -> bool:
    """Whether what stands before makes it a number of a statute, a judgment or a figure."""
    return re.search(words()["citation"]["before"], plain(text[: match.start()])[-8:]) is not None


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _about(said: dict[str, str | None]) -> str:
    return "頃" if said.get("about") else ""


def _time(match: re.Match[str], text: str) -> Token:
    said = match.groupdict()
    if said.get("noon"):
        return _token(match, text, TIME, 720, True, note=_about(said))
    hour = int(said["h"])
    minutes = hour * 60 + (30 if said.get("half_past") else int(said.get("min") or 0))
    if said.get("half") == "午後" and hour < 12:
        minutes += 720
    certain = bool(said.get("half")) or hour > 12 or ":" in match[0]
    return _token(match, text, TIME, minutes, certain, note=_about(said))


def _amount(match: re.Match[str], text: str) -> Token:
    return _token(match, text, "金額", number_of(match["n"] or match["k"]), note=_notes(match))


def _percent(match: re.Match[str], text: str) -> Token:
    return _token(match, text, "割合", number_of(match["n"]), note=_notes(match))


def _ordinal(match: re.Match[str], text: str) -> Token:
    return _token(match, text, BARE, match[0].replace("第", "").replace(" ", ""), weak=True)


def _number(match: re.Match[str], text: str) -> Token:
    unit, is_common = _units()[match["unit"]]
    value = number_of(match["n"])
    is_small = match["n"] in _KANJI
    weak = is_common or is_small or _is_cited(match, text)
    return _token(match, text, NUMBER, value, unit, note=_notes(match), weak=weak)


def _notes(match: re.Match[str]) -> str:
    before = match["before"] or ""
    before = "約" if before in {"およそ", "おおよそ", "概ね", "おおむね"} else before
    return before + (match["after"] or "")


def _bare(match: re.Match[str], text: str) -> Token:
    return _token(match, text, BARE, number_of(match["n"]), weak=True)


def _word(entry: dict[str, Any]) -> Callable[[re.Match[str], str], Token]:
    def read(match: re.Match[str], text: str) -> Token:
        return _token(match, text, entry["kind"], entry["name"], weak=entry["kind"] == STATUS)

    return read
