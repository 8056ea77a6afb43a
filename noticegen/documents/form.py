"""Which boxes of the Commission's report form do the facts tick, and what stands beside them?

The choices themselves are data of the law (``law/form.toml``); here they meet the facts. A fact that is not
known ticks 不明 where the form has such a box, and never ticks another: its word, its reason and the promise to
supplement stand behind the boxes, because a field of the web form has no other place for them.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from noticegen.documents.form_counts import CountRow, card_rows, count_rows, item_class
from noticegen.documents.form_pending import PendingRow, pending_rows
from noticegen.facts.event import Item
from noticegen.facts.totals import total_count
from noticegen.facts.values import Unknown
from noticegen.japanese.dates import date_text
from noticegen.law.authorities import addressee
from noticegen.law.done import reported_before
from noticegen.law.form import FormField, form_field

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from datetime import date

    from noticegen.facts.event import Group
    from noticegen.facts.incident import Incident
    from noticegen.facts.parties import Party
    from noticegen.facts.response import PersonResponse

ENTRUSTOR: Final = "委託元"
ENTRUSTEE_ROLES: Final = frozenset({"委託先", "再委託先", "再々委託先"})
NARROW: Final = 60
WIDE: Final = 84
"""Columns of half-width characters that the cells of the report hold: 118 mm and 160 mm of its text."""
_NONE_SAID: Final = "（記載なし）"


@dataclass(frozen=True, slots=True)
class Choice:
    """One box of the form."""

    label: str
    checked: bool
    detail: str = ""

    @property
    def mark(self) -> str:
        """The box: ■ or □."""
        return "■" if self.checked else "□"

    def __str__(self) -> str:
        return f"{self.mark}{self.label}" + (f"（{self.detail}）" if self.detail else "")


@dataclass(frozen=True, slots=True)
class Choices:
    """A field of the form: its boxes, and the word for what is not known (empty when all is).

    ``unverified``: the wording of the choices was not compared with the form itself.
    """

    title: str
    choices: tuple[Choice, ...]
    word: str = ""
    unverified: bool = False

    @property
    def answered(self) -> bool:
        """Whether a box is ticked or something is said in its place."""
        return bool(self.word) or any(choice.checked for choice in self.choices)

    @property
    def note(self) -> str:
        """What stands behind the boxes."""
        if self.word:
            return f"［{self.word}］"
        return "" if self.answered else _NONE_SAID

    @property
    def text(self) -> str:
        """All boxes in one line, as on the form."""
        return "　".join((*map(str, self.choices), *([self.note] if self.note else [])))

    @property
    def stacked(self) -> str:
        """All boxes, one a line."""
        return "\n".join((*map(str, self.choices), *([self.note] if self.note else [])))

    @property
    def packed(self) -> str:
        """The boxes in as many lines as a narrow cell needs, none broken between box and label."""
        return self._packed(NARROW)

    @property
    def wide(self) -> str:
        """The boxes in as many lines as the full width of the page needs."""
        return self._packed(WIDE)

    def _packed(self, width: int) -> str:
        lines: list[str] = []
        for part in (*map(str, self.choices), *([self.note] if self.note else [])):
            longer = f"{lines[-1]}　{part}" if lines else part
            if lines and _columns(longer) <= width:
                lines[-1] = longer
            else:
                lines.append(part)
        return "\n".join(lines)

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class FormChoices:
    """The form's fields, filled in from an incident; each prints as one line."""

    report_stage: Choices
    report_sequence: Choices
    incident_kinds: Choices
    discoverer: Choices
    rule7: Choices
    entrustor: Choices
    entrustee: Choices
    media: Choices
    subjects: Choices
    items: Choices
    cause_actor: Choices
    cause_category: Choices
    secondary_damage: Choices
    person_response: Choices
    publication_status: Choices
    publication_method: Choices
    counts: tuple[CountRow, ...]
    card: tuple[CountRow, ...]
    card_open: bool
    pending: tuple[PendingRow, ...]


def form_choices(incident: Incident, *, rule7: Collection[int], on: date | None = None) -> FormChoices:
    """Return the filled-in fields of 別記様式第1 as it stands on the day.

    ``rule7`` are the items of 規則7条 that apply or are treated as applying; with none of them, 非該当 is ticked
    (a voluntary report, 通則編ガイドライン3-5-3-1※1).
    """
    form = _Form(incident, on)
    persons = form.persons
    report, happened, cause = incident.report, incident.incident, incident.cause
    published, damage, response = incident.publication, incident.secondary_damage, incident.person_response
    stages = ("速報", "確報") if report.combined else (report.stage,)
    # 確報 that is not 速報 at once follows a 速報, whether its day is written or not.
    is_later = report.stage == "確報" and not report.combined
    followup = report.followup or report.previous_on is not None or is_later
    followup = followup or reported_before(incident, addressee(incident, on or incident.letter.date))
    total = total_count(incident)
    return FormChoices(
        report_stage=form.of_values("report_stage", stages),
        report_sequence=form.of_values("report_sequence", ("続報" if followup else "新規",)),
        incident_kinds=form.of_values("incident_kinds", happened.kinds),
        discoverer=form.of_facts("discoverer", [happened.discoverer]),
        rule7=form.rule7(rule7),
        entrustor=form.of_values("entrustor", ("有" if entrustors(incident) else "無",)),
        entrustee=form.of_values("entrustee", ("有" if entrustees(incident) else "無",)),
        media=form.of_facts("media", [group.media for group in persons]),
        subjects=form.of_values("subjects", [group.subject for group in persons]),
        items=form.of_facts(
            "items", [group.items for group in persons], translate=lambda name: item_class(name, persons)
        ),
        cause_actor=form.of_facts("cause_actor", [cause and cause.actor]),
        cause_category=form.of_facts("cause_category", [cause and cause.category]),
        secondary_damage=form.of_facts("secondary_damage", [damage and damage.status]),
        person_response=form.of_facts("person_response", [response and _how_far(response)]),
        publication_status=form.of_facts("publication_status", [published and published.status]),
        publication_method=form.of_facts("publication_method", [published and published.method]),
        counts=count_rows(persons, total),
        card=card_rows(persons),
        card_open=any(group.items is None or isinstance(group.items, Unknown) for group in persons),
        pending=pending_rows(incident),
    )


def entrustors(incident: Incident) -> tuple[Party, ...]:
    """Return those who entrusted the business with handling the personal data (様式第一3(1) 委託元)."""
    return tuple(party for party in incident.party if party.role == ENTRUSTOR and party.of is None)


def _how_far(response: PersonResponse) -> Any:  # noqa: ANN401 - a fact
    """Return how far the response to the persons is; in course where some of it was begun and some is not done."""
    states = {response.status, *(wave.status for wave in response.wave)}
    if isinstance(response.status, Unknown) or response.status not in ("実施済み", "実施予定"):
        return response.status
    return "実施中" if len(states) > 1 else response.status


def all_entrustors(incident: Incident) -> tuple[Party, ...]:
    """Return those, and after each who entrusted it in turn (委託元の委託元), as far as the facts name them."""

    def behind(party: Party, seen: frozenset[str]) -> Iterator[Party]:
        yield party
        for each in incident.party:
            if each.role == ENTRUSTOR and each.of == party.id and each.id not in seen:
                yield from behind(each, seen | {each.id})

    return tuple(each for party in entrustors(incident) for each in behind(party, frozenset({party.id})))


def entrustees(incident: Incident) -> tuple[Party, ...]:
    """Return those whom the business entrusted, and whom they entrusted in turn (様式第一3(1) 委託先).

    A 再委託先 as seen from an entrustor of ours is ours; another 委託先 of that entrustor is not. A provider of
    a cloud service counts where it handles the personal data (法27条5項1号).
    """
    upstream = {party.id for party in entrustors(incident)}
    ours: dict[str, Party] = {}
    while True:
        found = [
            party
            for party in incident.party
            if party.id not in ours
            and (
                (party.of is None and (party.role in ENTRUSTEE_ROLES or _handling_cloud(party)))
                or (party.of in ours and (party.role in ENTRUSTEE_ROLES or _handling_cloud(party)))
                or (party.of in upstream and party.role in ENTRUSTEE_ROLES - {"委託先"})
            )
        ]
        if not found:
            return tuple(party for party in incident.party if party.id in ours)
        ours |= {party.id: party for party in found}


def _handling_cloud(party: Party) -> bool:
    return party.role == "クラウド事業者" and party.handles_data is True


def explained(word: str, reason: str | None, expected: str | None, supplement: bool) -> str:
    """Return what a field of the form says of an unknown fact: its word, the reason, when it will be supplemented.

    The promise to supplement (通則編ガイドライン3-5-3-4) goes with every reason and every expected day.
    """
    said = [f"理由：{reason.strip().rstrip('。')}。"] if reason else []
    said += [f"判明の見込み：{expected}。"] if expected else []
    if not said and not supplement:
        return word
    return f"{word}（{''.join(said)}判明次第、追完します。）"


class _Form:
    """The form on a day, and the facts that fill it in."""

    def __init__(self, incident: Incident, on: date | None) -> None:
        self._style = incident.letter.style
        self.persons: tuple[Group, ...] = tuple(group for group in incident.group if group.role == "本人")
        self._on = on

    def of_values(self, field_id: str, values: Iterable[str]) -> Choices:
        """Return a field that certain values tick."""
        return self._filled(form_field(field_id, self._on), list(values))

    def of_facts(
        self, field_id: str, facts: Iterable[Any], *, translate: Callable[[str], str] = str
    ) -> Choices:
        """Return a field that facts tick, each absent, unknown, one value or several."""
        field = form_field(field_id, self._on)
        values: list[str] = []
        words: list[str] = []
        for fact in facts:
            if isinstance(fact, Unknown):
                words.append(self._explained(fact))
                values += [field.unknown] if field.unknown else []
            elif fact is not None:
                values += [_word(value) for value in (fact if isinstance(fact, tuple) else (fact,))]
        known = [value for value in values if value != field.unknown]
        word = "、".join(dict.fromkeys(words))
        if word and known:
            word = f"一部は{word}"
        return self._filled(field, values, translate, word)

    def _explained(self, fact: Unknown) -> str:
        expected = None if fact.expected_on is None else date_text(fact.expected_on, self._style)
        return explained(fact.unknown, fact.reason, expected, fact.supplement)

    def rule7(self, applying: Collection[int]) -> Choices:
        """Return the field of 規則7条; what is none of its items is the form's last box, 非該当."""
        field = form_field("rule7", self._on)
        ticked = field.ticked(str(number) for number in applying) if applying else field.choices[-1:]
        choices = tuple(Choice(label, label in ticked) for label in field.choices)
        return Choices(field.title, choices, unverified=field.unverified)

    def _filled(
        self, field: FormField, values: list[str], translate: Callable[[str], str] = str, word: str = ""
    ) -> Choices:
        chosen = {value: field.choice(translate(value)) for value in values}
        choices = []
        for label in field.choices:
            own = [value for value, choice in chosen.items() if choice == label]
            # その他 says what: the very words of the facts, unless they are no more than その他.
            detail = "、".join(value for value in own if value != label) if label == field.other else ""
            choices.append(Choice(label, bool(own), detail))
        return Choices(field.title, tuple(choices), word, field.unverified)


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "FWA" else 1 for character in text)


def _word(value: object) -> str:
    return value.name if isinstance(value, Item) else str(value)
