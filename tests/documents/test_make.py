from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

from docx import Document

from noticegen.documents.kinds import TemplateRule, kind
from noticegen.documents.make import DocumentMaker
from noticegen.facts.load import load_incident
from noticegen.law.case import Case

EXAMPLE = Path(__file__).parents[2] / "examples" / "lost_pc" / "incident.toml"


def test_the_author_of_a_firms_template_reaches_no_document(tmp_path: Path) -> None:
    notice = kind("public_notice")
    document = Document(str(notice.folder / notice.templates[0].file))
    document.core_properties.author = "見本 弁護士"
    document.save(str(tmp_path / "firm.docx"))
    firm = replace(notice, templates=(TemplateRule(str(tmp_path / "firm.docx")),))
    made = DocumentMaker(firm, Case(load_incident(EXAMPLE), date(2026, 11, 24), audience="公表")).make()
    with zipfile.ZipFile(io.BytesIO(made.data)) as package:
        everything = "".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())
    assert "見本 弁護士" not in everything
