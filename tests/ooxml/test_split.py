"""The fixed text of a letter, deflated ahead of all letters."""

from __future__ import annotations

import io
import zipfile

from hypothesis import given
from hypothesis import strategies as st

from noticegen.ooxml.environment import Printed
from noticegen.ooxml.package import Archive
from noticegen.ooxml.split import SplitDeflate
from noticegen.ooxml.template import Template
from tests.ooxml.docx_files import docx, row, table

FIXED = ["<w:p>固定の文</w:p>" * 20, "短", "x" * 70_000]
TEXTS = st.one_of(st.sampled_from([*FIXED, "", "氏名"]), st.text(st.characters(exclude_categories=["Cs"])))
WORDS = st.one_of(TEXTS, TEXTS.map(Printed))


def read(packed):
    data = Archive.of([("fixed.xml", b"<a/>")]).with_members([packed])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return archive.read("letter.xml").decode()


@given(st.lists(st.lists(WORDS), max_size=3))
def test_whatever_is_put_together_reads_as_it_was_said(letters):
    split = SplitDeflate("letter.xml", "<頭>", "<尾>")
    for pieces in letters:
        packed = split.pack(pieces)
        assert read(packed) == f"<頭>{''.join(pieces)}<尾>"
        # What was made before changes nothing.
        assert packed == SplitDeflate("letter.xml", "<頭>", "<尾>").pack(pieces)


def test_what_is_said_in_all_letters_is_deflated_and_what_is_printed_in_one_is_stored_in_any_order():
    said, printed = ["同じ文" * 9], [Printed("同じ文" * 9)]
    for first, second in ((said, printed), (printed, said)):
        split = SplitDeflate("letter.xml", "", "")
        split.pack(first)
        assert split.pack(second) == SplitDeflate("letter.xml", "", "").pack(second)
    assert len(split.pack(said).content) < len(split.pack(printed).content)


def test_a_long_value_takes_several_stored_blocks():
    value = "値" * 100_000
    assert read(SplitDeflate("letter.xml", "", "").pack([Printed(value)])) == value


def test_what_is_remembered_of_the_letters_does_not_grow_without_end():
    split = SplitDeflate("letter.xml", "", "")
    for number in range(2_000):
        split.pack([Printed(f"第{number}号"), "", f"{number}" * 1_000, "", "後"])
    assert len(split._printed) <= 1_000
    assert sum(map(len, split._fixed)) <= 2_000_000


def test_text_is_deflated_ahead_where_the_letter_stays_nearly_as_short():
    light = Template(docx(*["平素は格別のお引き立てを賜ります。", "{{ name }}"] * 5))
    tables = [table(row(f"見出し{n}", "{{ name }}"), row("{{ name }}", f"{n * 7919}")) for n in range(150)]
    heavy = Template(docx(*tables))
    assert (light._ahead, heavy._ahead) == (True, False)
    facts = {"name": "見本"}
    plain = light._archive.with_members(part.pack(part.render(facts), ahead=False) for part in light._parts)
    assert len(plain) < len(light.render(facts)) < 1.25 * len(plain)
