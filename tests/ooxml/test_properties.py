from __future__ import annotations

from typing import TYPE_CHECKING

from openxml_audit import OpenXmlValidator

from noticegen.ooxml.compose import compose
from noticegen.ooxml.properties import with_properties
from noticegen.ooxml.reading import read_document
from tests.ooxml.word_files import document, p, unpack

if TYPE_CHECKING:
    from pathlib import Path

LETTER = compose("本文")


def test_properties_are_read_back_as_they_were_written() -> None:
    properties = {"noticegen.kind": "victim_apology", "noticegen.stage": "速報 & <1>", "空": ""}
    assert read_document(with_properties(LETTER, properties)).properties == properties


def test_a_document_without_properties_has_none() -> None:
    assert read_document(LETTER).properties == {}


def test_properties_replace_those_that_were_there() -> None:
    first = with_properties(LETTER, {"client": "株式会社架空商事"})
    assert read_document(with_properties(first, {"a": "1"})).properties == {"a": "1"}
    assert len(unpack(with_properties(first, {"a": "1"}))) == len(unpack(first))


def test_the_order_in_which_properties_are_given_makes_no_difference() -> None:
    assert with_properties(LETTER, {"a": "1", "b": "2"}) == with_properties(LETTER, {"b": "2", "a": "1"})


def test_the_rest_of_the_document_is_as_it_was() -> None:
    before, after = unpack(LETTER), unpack(with_properties(LETTER, {"a": "1"}))
    assert {name for name in after if after[name] != before.get(name)} == {
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/custom.xml",
    }


def test_any_document_takes_properties() -> None:
    assert read_document(with_properties(document(p("本文")), {"a": "1"})).properties == {"a": "1"}


def test_an_independent_validator_accepts_the_properties(tmp_path: Path) -> None:
    path = tmp_path / "letter.docx"
    path.write_bytes(with_properties(LETTER, {"a": "1"}))
    assert [str(error) for error in OpenXmlValidator().validate(str(path)).errors] == []
