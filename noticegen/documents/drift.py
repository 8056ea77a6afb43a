"""What does an edited document say otherwise than the facts: numbers, dates, names, words of certainty?

The document is made again from the facts and compared section by section. Prose may be rewritten freely: only
what states a fact is compared, in whatever way it is written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

from noticegen.documents.context import DISCIPLINE
from noticegen.documents.drift_align import align, units
from noticegen.documents.drift_compare import compare
from noticegen.documents.drift_expected import SOMEBODY, is_filled_in, printed
from noticegen.documents.drift_names import changed_names, new_names
from noticegen.documents.drift_sections import brought_back, by_section
from noticegen.documents.drift_tokens import CERTAINTY, CONTACTS, STATUS, plain, same, wrong_weekday
from noticegen.documents.sections_check import STRANGER
from noticegen.findings import Finding, Where
from noticegen.law.demands import demands

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from noticegen.documents.drift_align import Unit
    from noticegen.documents.drift_compare import Drift
    from noticegen.documents.drift_expected import Expected
    from noticegen.documents.drift_names import NameDrift
    from noticegen.documents.drift_tokens import Token
    from noticegen.documents.kinds import Kind
    from noticegen.facts.affected_person import AffectedPerson
    from noticegen.findings import Severity
    from noticegen.law.case import Case
    from noticegen.ooxml.reading import FinishedDocument, Place

CHANGED: Final = "D220"
UNFOUNDED: Final = "D221"
GONE: Final = "D222"
CERTAINTY_CHANGED: Final = "D223"
NAME_CHANGED: Final = "D224"
WEEKDAY: Final = "D229"

EARLIER: Final = "changes"
"""The section that states earlier values beside the present ones: the present facts do not know them."""

ADDRESSEE: Final = "addressee"
ADJUST: Final = "文書を事実に合わせるか、incident.toml を直して作り直してください。"
_BODY: Final = "本文"
_PRIVATE: Final = "\ue000"
_START: Final = 12
_ALIKE: Final = 0.5


def drift_findings(  # noqa: PLR0913 - everything that it depends on
    kind: Kind,
    case: Case,
    document: FinishedDocument,
    made: Expected,
    *,
    template: str,
    person: AffectedPerson | None = None,
    strict: bool = False,
    only_sections: bool = False,
) -> Iterator[Finding]:
    """Yield what an edited document states otherwise than the one made from the facts.

    ``person`` is of whom a letter is, where that is known. A value that contradicts the facts in a section that
    statute or case law asks for, and another word of certainty in any section, is an error, any other drift a
    warning, unless ``strict``. With ``only_sections`` what stands outside them is another template's. Sections that are absent or empty are told elsewhere.
    """
    yield from _walled(kind, case, document, made)
    comparison = _Comparison(kind, case, document, made, template, person, strict=strict)
    for section in comparison.sections():
        if section[0] or not only_sections:
            yield from comparison.of_section(section)


def _walled(kind: Kind, case: Case, document: FinishedDocument, made: Expected) -> Iterator[Finding]:
    """Yield an error where the employee is named outside the record of the discipline.

    In a letter to somebody of the same name, that name with its honorific is the reader's.
    """
    subject = None if case.incident.discipline is None else case.incident.discipline.subject
    name = "" if subject is None or not isinstance(subject.name, str) else re.sub(r"\s+", "", subject.name)
    if not name or kind.law == DISCIPLINE or name in re.sub(r"\s+", "", made.document.text):
        return
    texts = {place: re.sub(r"\s+", "", place.text) for place in document.paragraphs}
    reader = re.compile(rf"{re.escape(name)}(?:様|殿|さん|,)|Dear{re.escape(name)}")
    is_readers = kind.per == "recipient" and any(
        place.section == ADDRESSEE and reader.search(text) for place, text in texts.items()
    )
    for place, text in texts.items():
        if name in (reader.sub("", text) if is_readers else text):
            message = "懲戒の対象者の氏名が書かれています(discipline.subject.name)。"
            hint = "氏名を削ってください。懲戒に関することは、懲戒に関する記録にだけ書きます。"
            where = Where(document.name, path=str(place))
            yield Finding(
                "error", STRANGER, message, hint, document=kind.id, section=place.section, where=where
            )


@dataclass
class _Comparison:
    """A document beside the one that would be made today."""

    kind: Kind
    case: Case
    document: FinishedDocument
    made: Expected
    template: str
    person: AffectedPerson | None
    strict: bool

    def __post_init__(self) -> None:
        due = {requirement.id for requirement in demands(self.kind.law, self.case) if requirement.binds}
        rules = self.kind.sections_of(self.template)
        self._titles = {rule.id: rule.title for rule in rules}
        self._binding = {rule.id for rule in rules if due.intersection(rule.requirements)}
        self._usual = self.made.stated
        self._known = "\n".join([self.made.document.text, *(name.text for name in self.made.names)])
        self._before = by_section(self.made.places())
        self._here = by_section(brought_back(self._before, list(printed(self.document))))
        usual = {unit.text for unit in units(self._before.get(("", _BODY), ()))}
        strays = (unit for unit in units(self._here.get(("", _BODY), ())) if unit.text not in usual)
        self._stray = [token for unit in strays for token, _ in unit.stated]
        self._private = [name.text for name in self.made.names if name.is_private]
        if self.person is not None:
            recipient = self.person.recipient
            self._private += [recipient.name, *recipient.address, recipient.postal_code, recipient.id]

    def sections(self) -> list[tuple[str, str]]:
        """Return the sections to compare, those outside any by kind of place, in the order of the document."""
        filled = {section.id for section in self.document.sections if not section.is_empty}
        return [
            key
            for key in dict.fromkeys([*self._here, *self._before])
            if key[0] != EARLIER
            and (not key[0] or (key[0] in filled and key in self._here and key in self._before))
        ]

    def of_section(self, key: tuple[str, str]) -> Iterator[Finding]:
        """Yield the findings of one section."""
        section = key[0]
        before, here = units(self._before.get(key, ())), units(self._here.get(key, ()))
        stated = [token for unit in here for token, _ in unit.stated]
        pairs, left, new = align(*self._without_somebody(before, here))
        named = [*changed_names(pairs, self.made.names)]
        drifts = compare(
            (pairs, left, new),
            [token for unit in before for token, _ in unit.stated],
            stated,
            self.made.facts,
            self._usual,
        )
        gone: list[Token] = []
        told: set[tuple[object, ...]] = set()
        for drift in drifts:
            if drift.what == "gone" and drift.made is not None:
                # What was dragged out of its section is not gone.
                if not any(same(drift.made, each) for each in self._stray):
                    gone.append(drift.made)
                continue
            mark = (drift.what, drift.made and drift.made.value, drift.edited and drift.edited.value)
            if mark not in told and not _is_part_of(drift, named):
                told.add(mark)
                yield self._value(drift, section)
        places = {each.place for each in named}
        named += (each for each in self._strange(pairs, new) if each.place not in places)
        yield from (self._name(each, section) for each in named)
        if gone and section in self._titles:
            yield self._gone(gone, section)

    def _strange(self, pairs: Iterable[object], new: Iterable[Unit]) -> Iterator[NameDrift]:
        edited = [*(pair.edited for pair in pairs), *new]  # type: ignore[attr-defined]
        # Of a letter to somebody nobody knows whose name it bears.
        return new_names(edited, self._known) if self.kind.per != "recipient" else iter(())

    def _without_somebody(
        self, before: Sequence[Unit], here: Sequence[Unit]
    ) -> tuple[list[Unit], list[Unit]]:
        """Leave out what is the name, address or number of the person of a letter, whoever it is, and no more."""
        made, edited = list(before), list(here)
        if not self.made.has_somebody:
            return made, edited
        for unit in before:
            filled = next((each for each in edited if is_filled_in(unit.text, each.text)), None)
            if _is_only_somebody(unit.text):
                made.remove(unit)
                styles = {place.style for place in unit.places}
                edited = [each for each in edited if {place.style for place in each.places} != styles]
            elif filled is not None:
                made.remove(unit)
                edited.remove(filled)
        return made, edited

    def _value(self, drift: Drift, section: str) -> Finding:
        edited, where = drift.edited, self._where(drift.place, drift.start)
        if edited is None:
            word = drift.made.text if drift.made else ""
            message = f"事実では「{word}」とされている事項が、文書では別の記載になっています。"
            return self._finding(CHANGED, message, ADJUST, section, where=where)
        if drift.what == "weekday":
            message = f"日付と曜日が合いません。文書では「{edited.text}」、正しい曜日は{wrong_weekday(edited)}曜日です。"
            hint = "日付と曜日のどちらが正しいか確かめてください。"
            return self._finding(WEEKDAY, message, hint, section, where=where)
        if drift.made is None:
            shown = "" if self._hides(edited, None) else f"「{edited.text}」"
            message = f"事実にない{edited.kind}{shown}が書かれています。"
            hint = "incident.toml に書くか、書き間違いでないか確かめてください。"
            return self._finding(UNFOUNDED, message, hint, section, where=where)
        right = drift.made.text.strip()
        wrong = "別の記載" if self._hides(edited, drift.made) else f"「{edited.text.strip()}」"
        kind = edited.kind if drift.made.kind == STATUS else drift.made.kind
        kind = {"番号": "番号・数", "選択": "選択(■)"}.get(kind, kind)
        is_certainty = CERTAINTY in {drift.made.kind, edited.kind}
        code = CERTAINTY_CHANGED if is_certainty else CHANGED
        message = f"{kind}が事実と異なります。事実では「{right}」、文書では{wrong}です。"
        # How sure we are must be said in one way everywhere, and whoever has been harmed must not be sent to a stranger.
        everywhere = (is_certainty and section != "") or drift.made.kind in CONTACTS
        binds = drift.is_contradiction and (section in self._binding or everywhere)
        return self._finding(
            code, message, ADJUST, section, where=where, severity="error" if binds else "warning"
        )

    def _name(self, named: NameDrift, section: str) -> Finding:
        where = self._where(named.place, named.start)
        if named.made is None:
            shown = f"「{named.edited}」" if named.edited else ""
            message = f"事実にない{'名称' if shown else '氏名'}{shown}が書かれています。"
            hint = "incident.toml に書くか、書き間違いでないか、書いてよい相手か確かめてください。"
            return self._finding(UNFOUNDED, message, hint, section, where=where)
        if named.made.is_private:
            message = f"氏名などが事実({named.made.path})と異なります。"
        else:
            hides = self.kind.per == "recipient" and not _alike(named.edited, named.made.text)
            wrong = "別の記載" if hides else f"「{named.edited}」"
            message = (
                f"名称・氏名などが事実と異なります。事実では「{named.made.text}」、文書では{wrong}です。"
            )
        binds = section in self._binding and plain(named.made.text) not in plain(self._text(section))
        return self._finding(
            NAME_CHANGED, message, ADJUST, section, where=where, severity="error" if binds else "warning"
        )

    def _gone(self, gone: Iterable[Token], section: str) -> Finding:
        shown = "、".join(
            dict.fromkeys("(個人の情報)" if self._is_private(each.text) else each.text for each in gone)
        )
        title = self._titles[section]
        message = f"区画「{title}」から、事実にある記載がなくなっています: {shown}。"
        hint = "意図して削ったのであれば、そのままで構いません。"
        return self._finding(GONE, message, hint, section, where=Where(self.document.name))

    def _finding(  # noqa: PLR0913 - the parts of a finding
        self,
        code: str,
        message: str,
        hint: str,
        section: str,
        *,
        where: Where,
        severity: Severity = "warning",
    ) -> Finding:
        level: Severity = "error" if self.strict else severity
        return Finding(level, code, message, hint, document=self.kind.id, section=section, where=where)

    def _text(self, section: str) -> str:
        return "\n".join(
            each.text for (name, _), places in self._here.items() if name == section for each in places
        )

    def _hides(self, edited: Token, made: Token | None) -> bool:
        """Whether a value may be somebody's: in a letter, an address of contact, a day or an amount that nothing accounts for."""
        if self._is_private(edited.text):
            return True
        if self.kind.per != "recipient":
            return False
        if edited.kind in CONTACTS:
            return made is None or not _alike(edited.text, made.text)
        return made is None and edited.kind in {"日付", "金額"}

    def _is_private(self, text: str) -> bool:
        return any(text and (text in each or each in text) for each in self._private if each)

    def _where(self, place: Place | None, start: str) -> Where:
        """Return the place, with the first words of the paragraph as it was made, but no name of a person."""
        flat = re.sub(r"\s+", " ", start).strip()
        for private in (*self._private, *SOMEBODY):
            if private:
                flat = flat.replace(plain(private), _PRIVATE)
        first, *rest = flat.split(_PRIVATE)
        begins = first[:_START].strip()
        more = "…" if rest or len(first) > _START else ""
        shown = f"「{begins}{more}」" if begins else ""
        title = "" if place is None else self._titles.get(place.section, place.section)
        stands = "" if place is None else f"{place.kind} {place.number} 段落目"
        return Where(self.document.name, path=f"{stands}{f'（{title}）' if title else ''}{shown}")


def _is_part_of(drift: Drift, named: Iterable[NameDrift]) -> bool:
    """Whether a changed number belongs to a name or an address that is told as a whole."""
    text = drift.edited.text if drift.edited else ""
    return drift.what == "changed" and any(
        each.place == drift.place and text and plain(text) in each.edited for each in named
    )


def _is_only_somebody(text: str) -> bool:
    return any(mark in text for mark in SOMEBODY) and not re.sub(
        f"[{''.join(SOMEBODY)}様御中殿故〒\\s]", "", text
    )


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE
