"""Which boxes does the report form offer, and which of them does a fact tick?"""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from noticegen.law.data import InForce, in_force, rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date


@dataclass(frozen=True, slots=True)
class FormField:
    """A field of 別記様式第1 with its choices. ``unverified``: not compared with the form itself."""

    id: str
    title: str
    choices: tuple[str, ...]
    sources: tuple[str, ...]
    in_force: InForce
    checked_on: date
    values: Mapping[str, str] = field(default_factory=dict)
    other: str | None = None
    unknown: str | None = None
    unverified: bool = False

    def choice(self, value: str) -> str | None:
        """Return the choice that a value of the incident file ticks: itself, its mapping, else その他 if there is one."""
        if value in self.values:
            return self.values[value]
        return value if value in self.choices else self.other

    def ticked(self, values: Iterable[str]) -> tuple[str, ...]:
        """Return the choices that the values tick, in the order of the form."""
        chosen = {self.choice(value) for value in values}
        return tuple(choice for choice in self.choices if choice in chosen)


def form_fields(on: date | None = None) -> tuple[FormField, ...]:
    """Return the fields of the form as it is on the day, in its order."""
    return tuple(_field(entry) for entry in rows("form", "field", on))


def form_field(field_id: str, on: date | None = None) -> FormField:
    """Return one field of the form; before the day of the first form, the field as it first was.

    Raises:
        KeyError: the form has no such field.
    """
    for entry in form_fields(on) or form_fields():
        if entry.id == field_id:
            return entry
    raise KeyError(field_id)


def _field(entry: dict[str, Any]) -> FormField:
    plain = {key: value for key, value in entry.items() if key != "in_force"}
    return FormField(
        **{
            **plain,
            "choices": tuple(entry["choices"]),
            "sources": tuple(entry["sources"]),
            "values": MappingProxyType(entry.get("values", {})),
        },
        in_force=in_force(entry),
    )
