"""Does anything but our own exceptions get out, whatever is put in? Every known input, and small changes of each."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.targets import CORPUS, TARGETS

FILES = {name: sorted((CORPUS / name).iterdir()) for name in TARGETS}
PIECES = (
    b"", b"\x00", b"\xff", b"\xef\xbb\xbf", b"\n", b'"', b"'", b"[", b"[[", b"]]", b"=", b"{", b"}", b"{{", b"}}", b"{%", b"%}",
    b"<", b"</", b"/>", b"&", b"&#0;", b"&#xFFFE;", b"<w:p/>", b"<w:tbl/>", b"<w:sdt/>", b"<w:del>", b"-1", b"9" * 30,
    b"1e999", b"nan", b"0001-01-01", b"9999-12-31T23:59:59+09:00", "〓".encode(), "葛󠄀".encode(), b"\xed\xa0\x80", b"PK\x05\x06",
)  # fmt: skip


@st.composite
def changed(draw: st.DrawFn, name: str) -> bytes:
    """Return a known input with a few pieces cut out, doubled, moved or put in."""
    data = draw(st.sampled_from(FILES[name])).read_bytes()
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        stop = min(len(data), start + draw(st.sampled_from((0, 1, 2, 8, 64, 512))))
        piece = draw(st.one_of(st.sampled_from(PIECES), st.just(data[start:stop] * 2), st.binary(max_size=4)))
        data = data[:start] + piece + data[stop:]
    return data


@pytest.mark.parametrize("name", TARGETS)
def test_every_input_of_the_corpus_is_taken_or_refused(name: str) -> None:
    assert FILES[name], "a target without a corpus tries nothing"
    for file in FILES[name]:
        TARGETS[name](file.read_bytes())


@pytest.mark.parametrize("name", TARGETS)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_every_change_of_an_input_is_taken_or_refused(name: str, data: st.DataObject) -> None:
    TARGETS[name](data.draw(changed(name)))
