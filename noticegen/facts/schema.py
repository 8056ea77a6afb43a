"""The shape of ``incident.toml``: its tables, and the JSON Schema that lets an editor complete and check it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final, get_args

from noticegen.facts.event import Item
from noticegen.facts.incident import Incident
from noticegen.facts.tables import Table
from noticegen.facts.values import UNKNOWN_WORDS, Count, Moment, Unknown, Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_DIALECT: Final = "http://json-schema.org/draft-07/schema#"
"""Editors for TOML (Tombi, Taplo) agree on draft 7."""

_LOCAL: Final = {"type": "string", "format": "date-time-local"}
"""A TOML date-time without offset: to Tombi another format than one with offset, to JSON Schema itself a text."""


@cache
def table_models() -> Mapping[str, type[Table]]:
    """Return the model of each table of the file, by its name; an array of tables under the model of its entries."""
    found: dict[str, type[Table]] = {}
    for name, field in Incident.model_fields.items():
        for model in _tables(field.annotation):
            found[name] = model
    return found


def _tables(annotation: Any) -> Iterator[type[Table]]:  # noqa: ANN401
    if isinstance(annotation, type) and issubclass(annotation, Table):
        yield annotation
    for part in get_args(annotation):
        yield from _tables(part)


def incident_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 7) of ``incident.toml``, with Japanese titles and the permitted words.

    It also permits the short forms: a date for a moment, an integer for a count, a name for an item, 調査中 and
    the other words for any fact that may be unknown.
    """
    schema = Incident.model_json_schema(ref_template="#/definitions/{model}")
    # The models' own titles and descriptions are English docstrings; their fields speak Japanese.
    definitions = {name: _cleaned(_fields_only(full)) for name, full in schema.pop("$defs").items()}
    short: dict[type[Value], list[dict[str, Any]]] = {
        Moment: [
            {"type": "string"},
            {"type": "string", "format": "date"},
            {"type": "string", "format": "date-time"},
            _LOCAL,
        ],
        Count: [{"type": "integer", "minimum": 0}],
        Unknown: [{"type": "string", "enum": list(UNKNOWN_WORDS)}],
        Item: [{"type": "string", "minLength": 1}],
    }
    for model, alternatives in short.items():
        full = definitions[model.__name__]
        definitions[model.__name__] = {
            "description": f"書けるのは {model.expected}。",
            "anyOf": [*alternatives, full],
        }
    return {
        "$schema": _DIALECT,
        "title": "noticegen の incident.toml",
        **_cleaned(_fields_only(schema)),
        "definitions": definitions,
    }


def _fields_only(definition: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in definition.items() if key not in {"title", "description"}}


def _cleaned(node: Any) -> Any:  # noqa: ANN401
    """Return the schema without nulls, which TOML does not have, and with alternatives that may overlap.

    「調査中」 is a text as well as an unknown fact: exactly one of them would be demanded otherwise.
    """
    if isinstance(node, list):
        entries = [_cleaned(entry) for entry in node if entry != {"type": "null"}]
        has_time = {"type": "string", "format": "date-time"} in entries and _LOCAL not in entries
        return [*entries, _LOCAL] if has_time else entries
    if not isinstance(node, dict):
        return node
    cleaned = {
        "anyOf" if key == "oneOf" else key: _cleaned(value)
        for key, value in node.items()
        if key != "discriminator" and not (key == "default" and value is None)
    }
    if len(cleaned.get("anyOf", ())) == 1:
        cleaned = {**cleaned["anyOf"][0], **{key: value for key, value in cleaned.items() if key != "anyOf"}}
    return cleaned
