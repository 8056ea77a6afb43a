"""A service inside the firm: facts in the body of a request, a Word document or the findings in the answer.

    pip install fastapi uvicorn
    uvicorn service:app --host 127.0.0.1

Nothing of the facts is written to a log or kept: the body lives as long as the request.
"""

from __future__ import annotations

from datetime import date  # noqa: TC003 - FastAPI reads it when it runs
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, Request, Response
from fastapi.responses import JSONResponse

import noticegen

LARGEST = 1_000_000
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

app = FastAPI(title="noticegen")


async def body(request: Request) -> bytes:
    """Return the facts, a TOML file as it is; what is far too long for facts is refused before it is all there."""
    received = bytearray()
    async for part in request.stream():
        received += part
        if len(received) > LARGEST:
            raise HTTPException(413)
    return bytes(received)


Facts = Annotated[bytes, Depends(body)]


@app.exception_handler(noticegen.NoticegenError)
def problems(_: Request, error: noticegen.NoticegenError) -> JSONResponse:
    """Answer 422 with everything that is wrong; a finding holds no personal data."""
    return JSONResponse({"findings": [finding.as_dict() for finding in error.findings]}, status_code=422)


@app.exception_handler(Exception)
def failure(_: Request, __: Exception) -> JSONResponse:
    """Answer 500 without a word of the facts."""
    return JSONResponse({"findings": []}, status_code=500)


# Plain functions, not coroutines: the server runs each request in a thread, and noticegen is safe there.
@app.post("/check")
def check(facts: Facts, on: date | None = None) -> JSONResponse:
    """Answer what is missing or doubtful, each with its line in the body, and what is due."""
    report = noticegen.check_files([facts], on=on)
    due = [{"id": each.id, "title": each.title, "due_on": str(each.due_on)} for each in report.deadlines]
    content = {
        "findings": [finding.as_dict() for finding in report.findings],
        "deadlines": due,
        "statement": report.statement,
    }
    return JSONResponse(content, status_code=200 if report.statement else 422)


@app.post("/documents/{kind}")
def document(kind: str, facts: Facts, on: date | None = None, client: str | None = None) -> Response:
    """Answer the Word document, or 422 where the law demands something that the facts do not say."""
    draft = noticegen.draft(noticegen.loads_incident(facts), kind, on=on, client=client)
    headers = {"Content-Disposition": f'attachment; filename="{kind}.docx"'}
    return Response(draft.docx, media_type=WORD, headers=headers)
