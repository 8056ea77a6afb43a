"""What does a list of recipients hold, row by row, before anything is made of it?

Nothing here tells who a person is: names and addresses are masked, rows are named by their number.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from noticegen.facts.affected_person import NOTHING_AFFECTED, AffectedPerson, affected_person
from noticegen.facts.recipients import read_recipients
from noticegen.facts.recipients_count import (
    DUPLICATES,
    HELD,
    NOT_PERSONS,
    UNCOUNTED,
    count_findings,
    expected_number,
    left_out,
)
from noticegen.facts.recipients_count import NO_ADDRESS as WITHOUT_ADDRESS
from noticegen.facts.recipients_reasons import ROW_REASONS
from noticegen.facts.recipients_types import Excluded, Recipient
from noticegen.findings import Finding, Where

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from os import PathLike

    from noticegen.facts.incident import Incident
    from noticegen.facts.recipients import RecipientsFile

FIRST_ROWS: Final = 5
MOST_PROBLEMS: Final = 10_000
_TOLD_EVERY: Final = 1000
_MASK: Final = "＊"
_PREFECTURE: Final = re.compile(r"北海道|東京都|京都府|大阪府|[一-鿿]{2,3}県")
_SELECTORS: Final = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_HELD_WORDS: Final = {
    reason: case.partition("-")[2] for case, reason in ROW_REASONS.items() if case.startswith(f"{HELD}-")
}
SAME_PERSON: Final = "同じ人の行が停止中"
NO_ADDRESS: Final = "住所なし"


@dataclass(frozen=True, slots=True)
class FirstRow:
    """A row as it is understood, with name, postal code and address masked; ``code`` says why it has no letter."""

    row: int
    name: str
    postal_code: str
    address: str
    kind: str
    groups: tuple[str, ...]
    items: tuple[str, ...]
    code: str = ""


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A row that gets no letter, and why. ``number`` is its position among the rows with data."""

    number: int
    row: int
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class RecipientsSurvey:
    """What a list holds. ``rows`` = ``letters`` + ``excluded``; blank rows are counted apart.

    ``columns`` maps the names of columns to the headers found, ``marks`` are the items with a column of marks,
    ``unused`` the other columns. ``persons`` counts the rows about somebody affected (延べ), ``duplicates`` those of
    them about somebody who stands in an earlier row (so that 実人数 = ``persons`` - ``duplicates``), ``expected`` is
    what the facts say of their number, empty where they say nothing of persons. ``items``, ``groups`` and ``kinds`` count the letters
    of each, ``languages`` those to which the row's 言語 adds a page, ``held`` the letters held back by reason, ``codes`` all rows without a letter by code. ``problems`` are the
    first 10,000 of these rows, each with its reason.
    """

    file: str
    encoding: str
    header_row: int
    columns: Mapping[str, str]
    marks: tuple[str, ...]
    unused: tuple[str, ...]
    first: tuple[FirstRow, ...]
    rows: int
    blank_rows: int
    letters: int
    excluded: int
    held_back: int
    no_persons: int
    wrong: int
    persons: int
    duplicates: int
    expected: str
    items: Mapping[str, int]
    groups: Mapping[str, int]
    kinds: Mapping[str, int]
    languages: Mapping[str, int]
    held: Mapping[str, int]
    codes: Mapping[str, int]
    problems: tuple[RowProblem, ...]
    findings: tuple[Finding, ...]


def survey_recipients(  # noqa: PLR0913 - each is a choice of the caller
    incident: Incident,
    recipients: str | PathLike[str],
    *,
    columns: Mapping[str, str] | None = None,
    sheet: str | None = None,
    pad_postal: bool = False,
    progress: Callable[[int], object] | None = None,
) -> RecipientsSurvey:
    """Return what a list of recipients holds and what is wrong with it, before any letter is made.

    The options are those of :func:`read_recipients`. ``progress`` is called with the number of rows read.

    Raises:
        RecipientsError: the list cannot be read as a whole.
    """
    names = {item.name for group in incident.group if isinstance(group.items, tuple) for item in group.items}
    source = read_recipients(
        recipients, columns=columns, known_items=names, sheet=sheet, pad_postal=pad_postal
    )
    tally = _Tally(incident)
    for row in source:
        tally.add(row)
        if progress is not None and tally.rows % _TOLD_EVERY == 0:
            progress(tally.rows)
    return tally.survey(source)


def masked_name(name: str) -> str:
    """Return the first character of each part of a name.

    >>> masked_name("見本　太郎"), masked_name("見本太郎"), masked_name("林")
    ('見＊　太＊', '見＊', '＊')
    """
    plain = _SELECTORS.sub("", name)
    return re.sub(r"\S+", lambda part: (part[0][0] if len(part[0]) > 1 else "") + _MASK, plain)


def masked_address(address: tuple[str, ...]) -> str:
    """Return the prefecture of an address, where it has one, and that there is more.

    >>> masked_address(("神奈川県架空市1-2",)), masked_address(("架空市1-2",)), masked_address(())
    ('神奈川県＊', '＊', '')
    """
    found = _PREFECTURE.match(address[0]) if address else None
    return (found[0] if found else "") + (_MASK if address else "")


@dataclass(slots=True)
class _Tally:
    """The rows counted so far."""

    incident: Incident
    rows: int = 0
    letters: int = 0
    persons: int = 0
    doubtful: int = 0
    items: Counter[str] = field(default_factory=Counter)
    groups: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    held: Counter[str] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    problems: list[RowProblem] = field(default_factory=list)
    first: list[FirstRow] = field(default_factory=list)

    def add(self, row: Recipient | Excluded) -> None:
        """Count a row as ``batch`` would."""
        joined = row if isinstance(row, Excluded) else affected_person(row, self.incident)
        if isinstance(joined, AffectedPerson):
            self.persons += bool(joined.parts)
            if not joined.parts and not joined.received:
                joined = Excluded(row.number, row.row, row.id, *NOTHING_AFFECTED)
        elif joined.code not in UNCOUNTED:
            self.persons += 1
            self.doubtful += any(group.role == "誤受領者" for group in self.incident.group)
        self.rows += 1
        if len(self.first) < FIRST_ROWS:
            self.first.append(_first(row, joined))
        if isinstance(joined, Excluded):
            self._leave_out(joined)
            return
        self.letters += 1
        self.kinds[joined.recipient.kind] += 1
        self.languages.update(joined.recipient.languages)
        self.groups.update(group.id for group in joined.groups)
        self.items.update(dict.fromkeys((item.name for item in joined.items), 1))

    def _leave_out(self, row: Excluded) -> None:
        self.codes[row.code] += 1
        if row.code == HELD:
            word = _HELD_WORDS.get(row.reason, SAME_PERSON)
            self.held[word] += 1
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(RowProblem(row.number, row.row, row.code, row.reason))

    def _wrong_rows(self, *, excused: bool) -> tuple[int, ...]:
        """Return the rows that somebody must correct; ``excused`` are some without an address, nobody knows which."""
        fine = {HELD, *NOT_PERSONS, *((WITHOUT_ADDRESS,) if excused else ())}
        return tuple(each.row for each in self.problems if each.code not in fine)

    def survey(self, source: RecipientsFile) -> RecipientsSurvey:
        """Return the result, when all rows were counted."""
        duplicates = sum(self.codes[code] for code in DUPLICATES)
        apart = left_out(self.incident, self.codes)
        if unreachable := apart.held - self.held.total():
            self.held[NO_ADDRESS] = unreachable
        labels = {group.id: group.label for group in self.incident.group}
        return RecipientsSurvey(
            file=source.path.name,
            encoding=source.encoding,
            header_row=source.header_row,
            columns=dict(source.columns),
            marks=source.marks,
            unused=source.unused,
            first=tuple(self.first),
            rows=self.rows,
            blank_rows=source.blank_rows or 0,
            letters=self.letters,
            excluded=self.codes.total(),
            held_back=apart.held,
            no_persons=apart.no_persons,
            wrong=apart.wrong,
            persons=self.persons,
            duplicates=duplicates,
            expected=expected_number(self.incident),
            items=dict(self.items.most_common()),
            groups={label: self.groups[name] for name, label in labels.items() if self.groups[name]},
            kinds=dict(self.kinds.most_common()),
            languages=dict(self.languages.most_common()),
            held=dict(self.held.most_common()),
            codes=dict(sorted(self.codes.items())),
            problems=tuple(self.problems),
            findings=(
                *source.findings,
                *count_findings(self.incident, self.persons, doubtful=self.doubtful, duplicates=duplicates),
                *_row_findings(source, apart.wrong, self._wrong_rows(excused=apart.held > self.codes[HELD])),
            ),
        )


def _first(row: Recipient | Excluded, joined: AffectedPerson | Excluded) -> FirstRow:
    if isinstance(row, Excluded):
        return FirstRow(row.row, "", "", "", "", (), (), row.code)
    return FirstRow(
        row=row.row,
        name=masked_name(row.name),
        postal_code=re.sub(r"-\d{4}", f"-{_MASK}", row.postal_code),
        address=masked_address(row.address),
        kind=row.kind,
        groups=tuple(group.id for group in joined.groups)
        if isinstance(joined, AffectedPerson)
        else row.groups,
        # Words that are no item of the facts may be anything, an illness for example.
        items=tuple(item.name for item in joined.items) if isinstance(joined, AffectedPerson) else (),
        code=joined.code if isinstance(joined, Excluded) else "",
    )


def _row_findings(source: RecipientsFile, wrong: int, rows: tuple[int, ...]) -> tuple[Finding, ...]:
    """Say how many rows are wrong and which are the first of them: a report on paper has no list of the rows."""
    if not wrong:
        return ()
    first = "、".join(f"{row:,}行目" for row in rows[:FIRST_ROWS])
    which = first and f"({first}{'など' if wrong > len(rows[:FIRST_ROWS]) else ''})"
    message = f"{wrong:,}行{which}は、このままでは書面を作れません。"
    hint = "noticegen recipients が示す行ごとの理由を見て、名簿を直してください。"
    return (Finding("error", "R401", message, hint, where=Where(file=source.path.name)),)
