"""The JSON Schema that an editor gets: every table, in Japanese, and it takes what the reader takes."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from noticegen.facts.incident import Incident
from noticegen.facts.schema import incident_schema, table_models
from noticegen.facts.tables import Table

SCHEMA = incident_schema()
ROOT = Path(__file__).parents[2]
FILES = [*sorted(ROOT.glob("examples/*/*.toml")), *sorted(ROOT.glob("tests/incidents/*.toml"))]


def test_it_is_plain_json() -> None:
    assert json.loads(json.dumps(SCHEMA, ensure_ascii=False)) == SCHEMA
    assert SCHEMA["$schema"].endswith("draft-07/schema#")


def test_every_table_of_the_file_is_there_and_no_other_key_is_allowed() -> None:
    assert set(table_models()) | {"format", "document"} == set(Incident.model_fields)
    assert set(SCHEMA["properties"]) == set(Incident.model_fields)
    assert SCHEMA["additionalProperties"] is False
    assert all(issubclass(model, Table) for model in table_models().values())


def test_every_fact_has_a_japanese_title_and_no_english_docstring_is_left() -> None:
    for name, definition in SCHEMA["definitions"].items():
        for shape in (definition, *definition.get("anyOf", ())):
            for key, field in shape.get("properties", {}).items():
                title = field.get("title", "")
                assert any(ord(letter) > 0x3000 for letter in title) or title in {"URL", "FAX", "id"}, (
                    name,
                    key,
                )
        assert "description" not in definition or "書けるのは" in definition["description"]


def test_nothing_may_be_null_for_toml_has_no_null() -> None:
    assert '"null"' not in json.dumps(SCHEMA)
    assert "oneOf" not in json.dumps(SCHEMA)


def allows(node: dict[str, Any], value: Any) -> bool:
    """Return whether a schema takes a value: the words of JSON Schema that ours uses."""
    if "$ref" in node:
        return allows(SCHEMA["definitions"][node["$ref"].rpartition("/")[2]], value)
    if "anyOf" in node and not any(allows(each, value) for each in node["anyOf"]):
        return False
    if "allOf" in node and not all(allows(each, value) for each in node["allOf"]):
        return False
    if "const" in node:
        return bool(value == node["const"])
    if "enum" in node:
        return value in node["enum"]
    kind = node.get("type")
    if kind == "object":
        return isinstance(value, dict) and _object(node, value)
    if kind == "array":
        few = len(value) < node.get("minItems", 0) if isinstance(value, list) else True
        return not few and all(allows(node["items"], each) for each in value)
    plain = {"string": str, "integer": int, "boolean": bool}
    return kind is None or (
        isinstance(value, plain[kind]) and (kind == "boolean" or not isinstance(value, bool))
    )


def _object(node: dict[str, Any], value: dict[str, Any]) -> bool:
    known, more = node.get("properties", {}), node.get("additionalProperties", True)
    if set(node.get("required", ())) - set(value):
        return False
    if more is False and set(value) - set(known):
        return False
    return all(allows(known[key], each) for key, each in value.items() if key in known)


def as_json(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: as_json(each) for key, each in value.items()}
    if isinstance(value, list):
        return [as_json(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_file_that_we_read_is_allowed(path: Path) -> None:
    assert allows(SCHEMA, as_json(tomllib.loads(path.read_text("utf-8"))))


@pytest.mark.parametrize(
    ("table", "value"),
    [
        ("cause", {"actor": "だれか"}),
        ("cause", {"reason": "誤字"}),
        ("publication", {"status": 1}),
        ("measure", {"what": "表の配列ではない"}),
        ("group", []),
        ("report", {"stage": "中間"}),
    ],
)
def test_what_the_reader_refuses_is_refused(table: str, value: Any) -> None:
    facts = as_json(tomllib.loads(FILES[0].read_text("utf-8")))
    assert not allows(SCHEMA, {**facts, table: value})
