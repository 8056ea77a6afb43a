"""How does a problem of a template become a finding that says where it is and what to do?"""

from __future__ import annotations

from noticegen.findings import Finding, RenderError, TemplateError, Where


def finding(  # noqa: PLR0913 - a message has these parts
    code: str, file: str, message: str, *, hint: str = "", path: str = "", section: str = ""
) -> Finding:
    """Return an error finding about the template ``file``; ``path`` is the place in the document."""
    return Finding(
        "error", code, message, hint=hint, section=section, where=Where(file=file, path=path or None)
    )


def template_error(  # noqa: PLR0913
    code: str, file: str, message: str, *, hint: str = "", path: str = "", section: str = ""
) -> TemplateError:
    """Return the exception for a template that cannot be used."""
    return TemplateError(finding(code, file, message, hint=hint, path=path, section=section))


def render_error(  # noqa: PLR0913
    code: str, file: str, message: str, *, hint: str = "", path: str = "", section: str = ""
) -> RenderError:
    """Return the exception for a template that does not go together with what was put in."""
    return RenderError(finding(code, file, message, hint=hint, path=path, section=section))
