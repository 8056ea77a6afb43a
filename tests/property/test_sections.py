"""Design: "a missing required section must never pass": whatever a person takes out of, empties in, hides in or
strikes from a finished document, each section that statute or case law asks for is missed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from noticegen.documents.check import check_document
from tests.documents import word_edits
from tests.documents.cases import BASES

if TYPE_CHECKING:
    from tests.documents.cases import Base

DAMAGES = {
    "removed": word_edits.removed,
    "emptied": word_edits.emptied,
    "hidden": word_edits.hidden,
    "struck": word_edits.deleted,
}


def binding_sections(base: Base) -> list[str]:
    return sorted({section for each in base.binding() for section in base.sections_for(each)})


BINDING = [base for base in BASES if binding_sections(base)]


@st.composite
def damaged(draw: st.DrawFn) -> tuple[Base, dict[str, str]]:
    """Return a document and what is done to some of its sections, one at least that something binding asks for."""
    base = draw(st.sampled_from(BINDING))
    others = sorted({rule.id for rule in base.kind.sections})
    chosen = {
        draw(st.sampled_from(binding_sections(base))),
        *draw(st.lists(st.sampled_from(others), max_size=3)),
    }
    return base, {section: draw(st.sampled_from(sorted(DAMAGES))) for section in sorted(chosen)}


@given(damaged())
def test_every_requirement_whose_sections_are_gone_is_an_error(case: tuple[Base, dict[str, str]]) -> None:
    base, damages = case
    docx = base.docx
    for section, damage in damages.items():
        docx = DAMAGES[damage](docx, [section])
    found = check_document(docx, base.incident, on=base.day)
    told = {finding.requirement for finding in found if finding.severity == "error"}
    for requirement in base.binding():
        sections = set(base.sections_for(requirement))
        if sections and sections <= set(damages):
            assert requirement.id in told, damages
