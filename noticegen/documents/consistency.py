"""Do the documents of one incident say the same: dates, numbers, words of certainty, names, numbers to call?

Each document is compared with the others, not with the facts: what was edited by hand, or made from another state
of the facts, shows as a contradiction, with both places.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, get_args

from noticegen.documents.drift_align import units
from noticegen.documents.drift_tokens import CERTAINTY, DATE, plain, same, tokens
from noticegen.documents.kinds import Per, kinds
from noticegen.documents.make import PREFIX, facts_hash
from noticegen.documents.since import SECTION as EARLIER
from noticegen.findings import Finding, Where

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from noticegen.documents.drift_align import Unit
    from noticegen.documents.drift_tokens import Token
    from noticegen.documents.kinds import Kind
    from noticegen.facts.incident import Incident
    from noticegen.ooxml.reading import FinishedDocument, Place

    _Told = tuple[FinishedDocument, frozenset[str]]

CONTRADICTION: Final = "D230"
NEARLY_THE_SAME: Final = "D231"
OTHER_STATE: Final = "D232"
_SHOWN: Final = 8
_LEGAL_FORMS: Final = re.compile(r"株式会社|合同会社|有限会社|(?:..)?法人")
_LEAST: Final = 3


@dataclass(frozen=True)
class Statement:
    """What a document says of a subject: the meaning, the words, where. ``tokens`` is empty for plain words."""

    document: FinishedDocument
    values: frozenset[Any]
    text: str
    place: Place
    tokens: tuple[Token, ...] = ()

    def agrees_with(self, other: Statement) -> bool:
        """Return whether one says no more than the other says, too: a document may tell less of the same."""
        if self.tokens and self.tokens[0].kind == DATE:
            return _within(self.tokens, other.tokens) or _within(other.tokens, self.tokens)
        return self.values <= other.values or other.values <= self.values


def set_findings(
    documents: Sequence[FinishedDocument],
    incident: Incident | None = None,
    *,
    templates: str | os.PathLike[str] | None = None,
) -> tuple[Finding, ...]:
    """Return where documents of one incident contradict each other, and which come from other facts.

    Warnings: each names both files and places and what stands there. ``templates`` holds a firm's own kinds, whose
    documents are compared in the sections that have the same ids as those of the shipped ones.
    """
    known = kinds(templates)
    told = tuple((document, _per(document, known)) for document in documents)
    found = [*_states(documents, incident)]
    for title, statements in _subjects(told):
        found += _contradictions(title, statements)
    return (*found, *_near(told))


def _states(documents: Sequence[FinishedDocument], incident: Incident | None) -> Iterator[Finding]:
    """Yield a warning for each document that was made from another state of the facts than the most recent."""
    made = [
        (document, state) for document in documents if (state := document.properties.get(f"{PREFIX}facts"))
    ]
    states = list(dict.fromkeys(state for _, state in made))
    current = facts_hash(incident) if incident is not None else None
    if len(states) < 2:
        return
    first = current if current in states else made[0][1]
    reference = [_name(document) for document, state in made if state == first]
    for document, state in made:
        if state != first:
            which = "いまの incident.toml" if first == current else "、".join(reference)
            message = f"ほかの文書と異なる内容の事実から作られています（事実 {state[:_SHOWN]}。{which}は {first[:_SHOWN]}）。"
            hint = "同じ incident.toml から作り直すか、食い違いがないか確かめてください。"
            yield Finding("warning", OTHER_STATE, message, hint, where=Where(document.name))


def _subjects(documents: Sequence[_Told]) -> Iterator[tuple[str, list[Statement]]]:
    """Yield (subject, what each document says of it)."""
    for rule in _table()["subject"]:
        said = [each for document in _of(documents, rule) if (each := _stated(rule, document))]
        yield rule["title"], said
    for rule in _table()["row"]:
        rows: dict[str, list[Statement]] = {}
        for document in _of(documents, rule):
            for label, statement in _rows(rule, document):
                rows.setdefault(label, []).append(statement)
        yield from ((f"{rule['title']}（{label}）", said) for label, said in rows.items())


def _of(documents: Iterable[_Told], rule: dict[str, Any]) -> list[FinishedDocument]:
    return [document for document, pers in documents if pers <= {*rule["per"]}]


def _per(document: FinishedDocument, known: Mapping[str, Kind]) -> frozenset[str]:
    """Return of what the document may be one: of a kind that nobody knows, of any."""
    kind = known.get(document.properties.get(f"{PREFIX}kind", ""))
    return frozenset(get_args(Per) if kind is None else {kind.per})


def _units(document: FinishedDocument, sections: Iterable[str] = ()) -> Iterator[Unit]:
    """Yield paragraphs and table rows of the body, headings apart, of some sections or of all."""
    wanted = set(sections)
    for unit in units(place for place in document.paragraphs if place.kind == "本文"):
        place = unit.places[0]
        is_heading = place.is_heading and not place.row
        if not is_heading and place.section != EARLIER and (not wanted or place.section in wanted):
            yield unit


def _stated(rule: dict[str, Any], document: FinishedDocument) -> Statement | None:
    """Return what a document says of a subject, in all places taken together; None where it says nothing."""
    if "words" in rule:
        return _worded(rule, document)
    found: list[tuple[Token, Place]] = []
    sections, first = rule.get("sections", ()), rule.get("first", False)
    for unit in _units(document):
        fits = (unit.places[0].section in sections, re.match(rule["label"], unit.text) is not None)
        if all(fits) if rule.get("both") else any(fits):
            said = [each for each in unit.stated if each[0].kind == rule["kind"] and not each[0].weak]
            found += said[:1] if first else said
        if found and first:
            break
    return _statement(document, found)


def _worded(rule: dict[str, Any], document: FinishedDocument) -> Statement | None:
    for unit in _units(document, rule["sections"]):
        for word, pattern in rule["words"].items():
            if re.search(pattern, unit.text):
                return Statement(document, frozenset({word}), word, unit.places[0])
    return None


def _rows(rule: dict[str, Any], document: FinishedDocument) -> Iterator[tuple[str, Statement]]:
    """Yield (label, statement) of the rows that state a value of the kind, those of one label together."""
    found: dict[str, list[tuple[Token, Place]]] = {}
    for unit in _units(document, rule["sections"]):
        label, *cells = unit.places
        if label.row:
            said = found.setdefault(_label(label.text), [])
            said += [(token, cell) for cell in cells for token in _of_cell(rule["kind"], cell)]
    for name, said in found.items():
        statement = _statement(document, said)
        if statement is not None:
            yield name, statement


def _of_cell(kind: str, cell: Place) -> list[Token]:
    """Return the words of certainty of a cell; of any other kind the value that the cell begins with."""
    stated = [token for token in tokens(cell.text) if token.kind == kind]
    return stated if kind == CERTAINTY else [token for token in stated if token.start == 0]


def _label(text: str) -> str:
    """Return what a row is about, without what is added in brackets: 「うち、会員（…）」 is 「会員」."""
    return re.split(r"[(\n]", plain(text).strip().removeprefix("うち、"))[0].strip()


def _statement(document: FinishedDocument, said: Sequence[tuple[Token, Place]]) -> Statement | None:
    if not said:
        return None
    stated = tuple(token for token, _ in said)
    values = frozenset((token.value, token.note) for token in stated)
    text = "、".join(dict.fromkeys(token.text.strip() for token in stated))
    return Statement(document, values, text, said[0][1], stated)


def _within(some: Sequence[Token], others: Sequence[Token]) -> bool:
    return all(any(same(one, other) for other in others) for one in some)


def _contradictions(title: str, statements: Sequence[Statement]) -> Iterator[Finding]:
    """Yield a warning for each statement that does not agree with what most documents say."""
    if len(statements) < 2:
        return
    usual = max(statements, key=lambda one: sum(one.agrees_with(other) for other in statements))
    for one in statements:
        if not one.agrees_with(usual):
            message = f"「{title}」が文書の間で食い違っています（{_said(one)}、{_said(usual)}）。"
            hint = "どちらが事実か確かめ、両方の文書を同じにしてください。"
            where = Where(one.document.name, path=str(one.place))
            yield Finding("warning", CONTRADICTION, message, hint, section=one.place.section, where=where)


def _said(one: Statement) -> str:
    return f"{_name(one.document)} {one.place}は「{one.text}」"


def _name(document: FinishedDocument) -> str:
    return Path(document.name).name


def _near(documents: Sequence[_Told]) -> Iterator[Finding]:
    """Yield a warning where two documents, neither of which has the other's, write a name or number almost alike."""
    for rule in _table()["near"]:
        compared = _of(documents, rule)
        places = [dict(_written(rule, document)) for document in compared]
        all_texts = sorted({text for found in places for text in found})
        for one, other in combinations(all_texts, 2):
            with_one = [n for n, found in enumerate(places) if one in found]
            with_other = [n for n, found in enumerate(places) if other in found]
            if set(with_one) & set(with_other) or not _is_slip(one, other):
                continue
            first, second = sorted((with_one[0], with_other[0]), reverse=True)
            texts = {with_one[0]: one, with_other[0]: other}
            said = "、".join(
                f"{_name(compared[n])} {places[n][texts[n]]}は「{texts[n]}」" for n in (first, second)
            )
            place = places[first][texts[first]]
            yield Finding(
                "warning",
                NEARLY_THE_SAME,
                f"「{rule['title']}」が文書の間で少しだけ違います（{said}）。",
                "書き誤りでないか確かめ、同じものなら同じにしてください。",
                section=place.section,
                where=Where(compared[first].name, path=str(place)),
            )


def _written(rule: dict[str, Any], document: FinishedDocument) -> Iterator[tuple[str, Place]]:
    for unit in _units(document, rule.get("sections", ())):
        for place in unit.places:
            if "pattern" in rule:
                yield from ((match[0], place) for match in re.finditer(rule["pattern"], plain(place.text)))
            else:
                yield from (
                    (plain(token.text), place) for token in tokens(place.text) if token.kind in rule["kinds"]
                )


def _is_slip(one: str, other: str) -> bool:
    """Return whether two texts differ in a single letter that stands elsewhere than in a company's legal form."""
    short, long = sorted((_LEGAL_FORMS.sub("", one), _LEGAL_FORMS.sub("", other)), key=len)
    if len(short) < _LEAST or short == long:
        return False
    head = next((n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return long[head + 1 :] == short[head + (len(short) == len(long)) :]


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
