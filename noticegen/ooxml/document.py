"""How does a letter come out that needs docxtpl's own document: pictures, changing tables, copied drawings?"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from docxtpl import DocxTemplate

from noticegen.ooxml.environment import DocumentNeededError
from noticegen.ooxml.errors import render_error
from noticegen.ooxml.failures import refuse_faulty
from noticegen.ooxml.package import Archive, members_of, pack

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from noticegen.ooxml.compiled import CompiledPart, RenderedPart


def render_with_document(
    template: bytes,
    parts: Sequence[CompiledPart],
    context: Mapping[str, Any] | Callable[[Any], Mapping[str, Any]],
    fixed: Mapping[str, bytes],
    file: str,
) -> tuple[bytes, list[RenderedPart]]:
    """Return the finished document and its parts, rendered one after the other into docxtpl's document.

    ``fixed`` are members that replace what python-docx would write.

    Raises:
        RenderError: template and context do not go together, or the result would not open in Word.
    """
    document = DocxTemplate(io.BytesIO(template))
    document.render_init()
    variables = context(document) if callable(context) else context
    results: list[RenderedPart] = []
    replaced = dict(fixed)
    try:
        for part in parts:
            document.current_rendering_part = _package_part(document, part.source.member)
            result = part.render(variables, document)
            results.append(result)
            if part.source.kind == "body":
                _put_body(document, part, result)
            elif part.source.kind in {"header", "footer"}:
                _put_story(document, part, result)
            else:
                replaced[part.source.member] = _whole(part, result)
    except DocumentNeededError:
        raise render_error(
            "T205",
            file,
            "文書に結び付いた値(Subdoc など)が、別の文書のものです。",
            hint="render() に関数を渡し、受け取った文書オブジェクトからその値を作ってください。",
        ) from None
    buffer = io.BytesIO()
    document.docx.save(buffer)
    members = members_of(buffer.getvalue(), file) | replaced
    return Archive.of(()).with_members(pack(name, data) for name, data in members.items()), results


def _package_part(document: Any, member: str) -> Any:  # noqa: ANN401 - docxtpl is untyped
    return next(
        part for part in document.docx.part.package.iter_parts() if part.partname.membername == member
    )


def _whole(part: CompiledPart, result: RenderedPart) -> bytes:
    return f"{part.source.head}{result.xml}{part.source.tail}".encode()


def _put_body(document: Any, part: CompiledPart, result: RenderedPart) -> None:  # noqa: ANN401
    """Put the body in place after docxtpl's repairs, unless it is beyond an honest repair."""
    xml = f"{part.source.fragment_head}{result.xml}</w:body>"
    # docxtpl parses forgivingly and would silently lose text where the XML is broken.
    refuse_faulty(xml, part)
    try:
        tree = document.fix_tables(xml)
    except (AttributeError, TypeError, ValueError, ZeroDivisionError):
        raise render_error(
            "T302",
            part.file,
            "表の列の定義が欠けているため、表の幅を計算できません。",
            hint="表を Word で作り直してください。",
        ) from None
    document.fix_docpr_ids(tree)
    document.map_tree(tree)


def _put_story(document: Any, part: CompiledPart, result: RenderedPart) -> None:  # noqa: ANN401
    """Put a header or footer in place of every reference to it."""
    refuse_faulty(_whole(part, result).decode(), part)
    relationships = document.docx.part.rels
    keys = [
        key
        for key, value in relationships.items()
        if not value.is_external and value.target_part.partname.membername == part.source.member
    ]
    document.map_headers_footers_xml(keys[0], _whole(part, result))
    for key in keys[1:]:
        relationships[key]._target = relationships[keys[0]].target_part  # noqa: SLF001 - as docxtpl does
