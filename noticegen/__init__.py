"""noticegen: the documents of a personal data breach, from facts written once.

The names below are the public interface; nothing else is public. They are imported when first used, so that
importing the package stays cheap.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from noticegen._version import __version__

if TYPE_CHECKING:
    from noticegen.batch import BatchReport as BatchReport
    from noticegen.batch import check_batch as check_batch
    from noticegen.batch import write_batch as write_batch
    from noticegen.batch.sent import SentReport as SentReport
    from noticegen.batch.sent import record_sent as record_sent
    from noticegen.documents.check import check as check
    from noticegen.documents.check import check_document as check_document
    from noticegen.documents.check_files import CheckReport as CheckReport
    from noticegen.documents.check_files import check_files as check_files
    from noticegen.documents.diff import Change as Change
    from noticegen.documents.diff import diff as diff
    from noticegen.documents.draft import Draft as Draft
    from noticegen.documents.draft import draft as draft
    from noticegen.documents.draft import drafts as drafts
    from noticegen.documents.kinds import kinds as kinds
    from noticegen.documents.report import html_report as html_report
    from noticegen.documents.report import write_report as write_report
    from noticegen.documents.template_check import check_template as check_template
    from noticegen.documents.template_new import new_template as new_template
    from noticegen.documents.template_new import write_template as write_template
    from noticegen.documents.trace import TracedSection as TracedSection
    from noticegen.documents.trace import trace as trace
    from noticegen.facts.dump import dump_incident as dump_incident
    from noticegen.facts.incident import Incident as Incident
    from noticegen.facts.load import load_incident as load_incident
    from noticegen.facts.load import loads_incident as loads_incident
    from noticegen.facts.recipients import read_recipients as read_recipients
    from noticegen.facts.recipients_survey import RecipientsSurvey as RecipientsSurvey
    from noticegen.facts.recipients_survey import survey_recipients as survey_recipients
    from noticegen.facts.schema import incident_schema as incident_schema
    from noticegen.findings import DocumentError as DocumentError
    from noticegen.findings import FactsError as FactsError
    from noticegen.findings import Finding as Finding
    from noticegen.findings import NoticegenError as NoticegenError
    from noticegen.findings import OutputError as OutputError
    from noticegen.findings import RecipientsError as RecipientsError
    from noticegen.findings import RenderError as RenderError
    from noticegen.findings import TemplateError as TemplateError
    from noticegen.law.assessment import propose as propose
    from noticegen.law.deadlines import deadlines as deadlines
    from noticegen.law.requirements import requirements as requirements
    from noticegen.ooxml.outline import outline as outline
    from noticegen.ooxml.template import Template as Template

_HOMES = {
    "BatchReport": "noticegen.batch",
    "check_batch": "noticegen.batch",
    "write_batch": "noticegen.batch",
    "SentReport": "noticegen.batch.sent",
    "record_sent": "noticegen.batch.sent",
    "check": "noticegen.documents.check",
    "check_document": "noticegen.documents.check",
    "CheckReport": "noticegen.documents.check_files",
    "check_files": "noticegen.documents.check_files",
    "Change": "noticegen.documents.diff",
    "diff": "noticegen.documents.diff",
    "Draft": "noticegen.documents.draft",
    "draft": "noticegen.documents.draft",
    "drafts": "noticegen.documents.draft",
    "kinds": "noticegen.documents.kinds",
    "html_report": "noticegen.documents.report",
    "write_report": "noticegen.documents.report",
    "check_template": "noticegen.documents.template_check",
    "new_template": "noticegen.documents.template_new",
    "write_template": "noticegen.documents.template_new",
    "TracedSection": "noticegen.documents.trace",
    "trace": "noticegen.documents.trace",
    "dump_incident": "noticegen.facts.dump",
    "Incident": "noticegen.facts.incident",
    "load_incident": "noticegen.facts.load",
    "loads_incident": "noticegen.facts.load",
    "read_recipients": "noticegen.facts.recipients",
    "RecipientsSurvey": "noticegen.facts.recipients_survey",
    "survey_recipients": "noticegen.facts.recipients_survey",
    "incident_schema": "noticegen.facts.schema",
    "DocumentError": "noticegen.findings",
    "FactsError": "noticegen.findings",
    "Finding": "noticegen.findings",
    "NoticegenError": "noticegen.findings",
    "OutputError": "noticegen.findings",
    "RecipientsError": "noticegen.findings",
    "RenderError": "noticegen.findings",
    "TemplateError": "noticegen.findings",
    "propose": "noticegen.law.assessment",
    "deadlines": "noticegen.law.deadlines",
    "requirements": "noticegen.law.requirements",
    "outline": "noticegen.ooxml.outline",
    "Template": "noticegen.ooxml.template",
}

__all__ = ["__version__", *_HOMES]  # noqa: PLE0604 - every key is a string


def __getattr__(name: str) -> Any:  # noqa: ANN401
    """Import a public name when it is first used (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    """Return the public names."""
    return sorted(__all__)
