"""Which names may a template of a kind read? Those of the facts follow from their models, the others stand here."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, Final, get_args, get_origin

from noticegen.documents.computed import computed
from noticegen.documents.form import Choice, Choices, FormChoices
from noticegen.documents.form_pending import PendingRow
from noticegen.documents.person import person_view, specimen
from noticegen.documents.views import CertaintyView
from noticegen.facts.event import Exposure, Group, Item
from noticegen.facts.incident import Incident
from noticegen.facts.load import load_incident
from noticegen.facts.parties import Party
from noticegen.facts.response import Measure
from noticegen.facts.tables import Named
from noticegen.facts.values import Count, Moment, Unknown, Value
from noticegen.japanese.certainty import ladder
from noticegen.law.conditions import CONDITIONS, Case

if TYPE_CHECKING:
    from collections.abc import Mapping

    from noticegen.documents.kinds import Kind


@dataclass(frozen=True, slots=True)
class Names:
    """What may follow a name: ``.inner`` names, and ``[]`` where it is an array; ``is_open``: nobody can say."""

    inner: Mapping[str, Names] = field(default_factory=dict)
    is_array: bool = False
    is_open: bool = False

    def __or__(self, other: Names) -> Names:
        """Return the names of a fact that may be one thing or another."""
        return Names(
            {**self.inner, **other.inner}, self.is_array or other.is_array, self.is_open or other.is_open
        )


def _table(*plain: str, **more: Names) -> Names:
    return Names({**dict.fromkeys(plain, TEXT), **more})


def _many(names: Names) -> Names:
    return Names(names.inner, is_array=True)


TEXT: Final = Names()
OPEN: Final = Names(is_open=True)
_TEXTS: Final = Names(is_array=True)
_DATE: Final = _table("date", "weekday")
_UNKNOWN: Final = _table("word", "reason", "supplement", expected_on=_DATE)
_MOMENT: Final = _table("date", "weekday", "is_span")
_COUNT: Final = _table("number", "value", "max", "unit", "note", "confirmed", as_of=_MOMENT)
_CERTAINTY: Final = _table(*vars(CertaintyView(ladder()[0]))) | _UNKNOWN
_LEAVES: Final[Mapping[type, Names]] = {Unknown: _UNKNOWN, Moment: _MOMENT, Count: _COUNT, date: _DATE}


@cache
def _of_model(model: type[Value]) -> Names:
    """Return the names of a table: its fields without the audience, as they are seen."""
    inner = {name: _of(each.annotation) for name, each in model.model_fields.items() if name != "audience"}
    if model in (Group, Item):
        inner["certainty"] = _CERTAINTY
    if model is Group:
        inner["range_open"] = TEXT
    return Names(inner)


def _of(annotation: Any) -> Names:  # noqa: ANN401 - a type annotation
    """Return what may follow a fact of this type."""
    if isinstance(annotation, type):
        leaf = next((names for kind, names in _LEAVES.items() if issubclass(annotation, kind)), None)
        if leaf is not None:
            return leaf
        return _of_model(annotation) if issubclass(annotation, Value) else TEXT
    found = Names(is_array=get_origin(annotation) is tuple)
    for part in get_args(annotation):
        if isinstance(part, type) or get_args(part):
            found |= _of(part)
    return found


_PARTY: Final = _of_model(Party)
_RULE7: Final = _table(
    "applies_any",
    "decided_by",
    "name",
    "reason",
    on=_DATE,
    entries=_many(
        _table(
            *("number", "label", "title", "verdict", "proposed", "applies", "mark"),
            reasons_for=_TEXTS,
            reasons_against=_TEXTS,
            reasons_open=_TEXTS,
            sources=_TEXTS,
        )
    ),
)
_DEADLINES: Final = _many(
    _table(
        *("id", "title", "recipient", "days", "rolled", "source"),
        *("note", "passed", "overdue", "late", "within"),
        due_from=_DATE,
        due_on=_DATE,
        counted_from=_DATE,
        done_on=_DATE,
        items=_TEXTS,
    )
)
_CHOICES: Final = _table(
    *("title", "word", "unverified", "answered", "note", "text", "stacked", "packed", "wide"),
    choices=_many(_table("mark", *(each.name for each in fields(Choice)))),
)
_ROWS: Final = _many(_table("label", "depth", count=_COUNT | _UNKNOWN))
_FORM: Final = Names(
    {
        **{each.name: _CHOICES for each in fields(FormChoices) if each.type == Choices.__name__},
        "counts": _ROWS,
        "card": _ROWS,
        "card_open": TEXT,
        "pending": _many(_table(*(each.name for each in fields(PendingRow)))),
    }
)
_COMPUTED: Final = _table(
    *("kind", "we", "we_plain", "event", "event_done", "addressee"),
    when=_table(*CONDITIONS),
    today=_DATE,
    total=_COUNT | _UNKNOWN,
    certainty=_CERTAINTY,
    signatory=_of_model(Named),
    entrustors=_many(_PARTY),
    entrustees=_many(_PARTY),
    receivers=_many(_of_model(Group)),
    joint_reporters=_many(_PARTY),
    measures_done=_many(_of_model(Measure)),
    measures_planned=_many(_of_model(Measure)),
    advice=_TEXTS,
    cyber_forms=_TEXTS,
    my_number_groups=_TEXTS,
    authorities=_many(_table("who", "kind", "status", "lost_property", "detail", on=_MOMENT | _UNKNOWN)),
    steps=_many(
        _table("who", "kind", "status", "lost_property", "detail", "url", "in_course", on=_MOMENT | _UNKNOWN)
    ),
    reported=_many(
        _table("who", "kind", "status", "lost_property", "detail", "regulator", on=_MOMENT | _UNKNOWN)
    ),
    exposures=_many(_of_model(Exposure) | _table(whose=_TEXTS)),
    notice_date=_DATE,
    published_before=_DATE,
    rungs=_many(_CERTAINTY),
    open_points=_TEXTS,
    unknowns=_many(
        _table(*("title", "table", "entry", "fact", "word", "reason", "supplement"), expected_on=_DATE)
    ),
    pay_cut=_table(
        *("per_act_limit", "total_limit", "average_daily", "period_total", "per_act", "total", "within")
    ),
    form=_FORM,
    changes=_table(
        "previous",
        on=_DATE,
        rows=_many(_table(*("title", "item", "kind", "earlier", "present", "reason"), since=_DATE | _MOMENT)),
    ),
)
_COMPUTED_OF_INCIDENT: Final = _table(
    rule7=_RULE7,
    gates=_many(_table("id", "title", "outcome", "reason", sources=_TEXTS, groups=_TEXTS)),
    deadlines=_DEADLINES,
)
_COMPUTED_OF_CLIENT: Final = _table(
    *("client_told_us", "client_you", "client_of_others"),
    client=_PARTY,
    client_rule7=_RULE7,
    client_total=_COUNT | _UNKNOWN,
    client_deadlines=_DEADLINES,
)
_PERSON: Final = _table(
    *("name", "honorific", "addressed", "called", "kind", "title", "postal_code", "number", "id"),
    *("may_name_items", "received", "range_open", "settled"),
    address=_TEXTS,
    groups=_many(_of_model(Group)),
    items=_many(_of_model(Item)),
    parts=_many(_table(certainty=_CERTAINTY, items=_many(_of_model(Item)) | _UNKNOWN)),
    not_included=_TEXTS,
    not_confirmed=_TEXTS,
    exposed_elsewhere=_many(_table("place", labels=_TEXTS)),
    advice=_TEXTS,
    certainty=_CERTAINTY,
)
_OWN: Final[Mapping[str, Names]] = {"date": _DATE, "list": Names(is_array=True, is_open=True)}
_SAMPLE: Final = """
format = 1
report = { stage = "速報" }
letter = { date = 2026-11-24 }
business = { name = "見本" }
incident = { title = "見本", kinds = ["漏えい"], known_on = 2026-11-01 }
group = [{ id = "all", label = "見本", certainty = "漏えい確認", items = ["氏名"] }]
party = [{ id = "client", role = "委託元", name = "見本" }]
"""


@cache
def _made(kind: Kind) -> tuple[frozenset[str], frozenset[str]]:
    """Return the names directly below ``computed`` and ``person`` that documents of this kind are really given."""
    incident = load_incident(_SAMPLE.encode())
    case = Case(incident, incident.letter.date, "client" if kind.per == "client" else None, kind.audience)
    made = computed(case, incident, kind.id)
    person = person_view(specimen(incident), incident, "", incident.letter.style)
    return frozenset(vars(made)), frozenset(vars(person)) | {"inserts"}


def _with(names: Names, made: frozenset[str]) -> Names:
    """Return the names with those that are made but of which nothing more is said here."""
    return Names({**dict.fromkeys(made, OPEN), **names.inner})


def names_for(kind: Kind | None) -> Names:
    """Return every name that a template of this kind may read; of no kind in particular, those of any kind."""
    inner = {
        name: _of(each.annotation)
        for name, each in Incident.model_fields.items()
        if name not in {"format", "document"}
    }
    computes = _COMPUTED
    if kind is None or kind.per != "client":
        computes |= _COMPUTED_OF_INCIDENT
    if kind is None or kind.per == "client":
        computes |= _COMPUTED_OF_CLIENT
    made, of_person = (frozenset[str](), frozenset[str]()) if kind is None else _made(kind)
    inner["computed"] = _with(computes, made)
    if kind is None or kind.per == "recipient":
        inner["person"] = _with(_PERSON, of_person)
    if kind is not None:
        inner["document"] = Names({fact.name: _OWN.get(fact.type, TEXT) for fact in kind.facts})
    return Names(inner)


def unknown_step(path: str, names: Names) -> tuple[str, Names] | None:
    """Return the beginning of a path up to its first unknown name, and what may stand there; None if all are known.

    A field of an array that is not of its entries is unknown too.

    >>> unknown_step("incident.occured.date", names_for(None))[0]
    'incident.occured'
    >>> unknown_step("timeline.what", names_for(None))[0], unknown_step("timeline[].what", names_for(None))
    ('timeline.what', None)
    """
    known, is_entry = "", True
    for step in path.replace("[]", ".[]").split("."):
        if names.is_open:
            return None
        if step == "[]":
            known, is_entry = f"{known}[]", True
            continue
        known = f"{known}.{step}" if known else step
        # What is an array when it is known may be 調査中, which has its own fields.
        if step not in names.inner or not (is_entry or step in _UNKNOWN.inner):
            return known, names
        names = names.inner[step]
        is_entry = not names.is_array
    return None
