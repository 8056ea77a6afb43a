"""Design: "an unusual fact must never be refused", and only our own exceptions, which carry findings, get out."""

from __future__ import annotations

import zipfile
from datetime import date
from io import BytesIO

from hypothesis import event, given
from hypothesis import strategies as st

from noticegen.documents.check import check
from noticegen.documents.draft import drafts
from noticegen.documents.kinds import kinds
from noticegen.facts.load import load_incident
from noticegen.findings import FactsError, NoticegenError
from noticegen.law.deadlines import deadlines
from noticegen.ooxml.reading import read_document
from tests.property.strategies import facts, file_of

ON = date(2026, 11, 24)


@given(kind=st.sampled_from(sorted(kinds())), file=facts().map(file_of))
def test_any_facts_give_a_document_or_findings(kind: str, file: bytes) -> None:
    try:
        incident = load_incident(file)
    except FactsError:
        event("refused by the model")
        return
    assert all(finding.message for finding in check(incident, kind, on=ON))
    assert all(clock.title for clock in deadlines(incident, on=ON))
    try:
        made = drafts(incident, kind, on=ON, incomplete=True)
    except NoticegenError as error:
        event(error.findings[-1].code)
        return
    event("drafted")
    for each in made:
        assert zipfile.ZipFile(BytesIO(each.docx)).testzip() is None
        assert read_document(each.docx).text
