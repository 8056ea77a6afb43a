"""What do all documents look like? Pictures of the pages of every kind, variant and house style, with an index.

``python -m tests.documents.show DIR`` writes them; ``--only WORD`` leaves the documents whose name holds the word.
It needs LibreOffice and poppler, and about a minute per hundred documents.
"""

from __future__ import annotations

import argparse
import html
import sys
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from noticegen.documents.applicable import applicable_kinds
from noticegen.documents.draft import draft
from noticegen.documents.kinds import kinds
from noticegen.documents.output import write_file
from noticegen.office.libreoffice import to_pdf
from noticegen.office.pages import to_png
from tests.documents.cases import INCIDENTS, changed, example, incident_of
from tests.documents.golden import PEOPLE, letter_to
from tests.documents.more_kinds import EXAMPLES
from tests.documents.own_facts import own_facts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from noticegen.facts.incident import Incident
    from noticegen.japanese.dates import Style

STYLES: Final = {"company": "会社の書式", "legal": "法律文書の書式"}
SHOWN: Final = ("02_", "05_", "07_", "33_", "45_")
"""The incidents: every certainty, sheets and persons, two controllers, many countries, many clients."""

FIRST_DAY: Final = date(2022, 4, 1)
"""The law is recorded from this day on: an incident of before is judged by it."""

EARLIER: Final = {"web_intrusion/final": "web_intrusion/incident"}
LETTERS: Final = ("victim_apology", "email_notice")
POSTED: Final = {"letter__date": date(2026, 11, 10)}
"""The day on which the posting was found, and was still there."""

INSERTS: Final = {"letter__inserts": ["やさしい日本語", "English"]}
STYLE_SHEET: Final = (
    "body{font-family:sans-serif;margin:2em}img{width:827px;border:1px solid #999;margin:4px}"
    "summary{cursor:pointer}pre{white-space:pre-wrap}"
)


@dataclass(frozen=True)
class Made:
    """A document of the show: its Word file and, where there is one, its text for the web form."""

    docx: bytes
    text: str = ""


def documents() -> Iterator[tuple[str, Callable[[], Made]]]:
    """Yield the name of every document, as ``source/document-style``, and what makes it."""
    for style in STYLES:
        for source in sources():
            yield from _of_case(source, style, "")
            if source in EARLIER:
                yield from _of_case(source, style, "-since", since=EARLIER[source])
        for name, (kind, source, held, changes) in _letters():
            made = partial(_letter, kind, source, held, letter__style=style, **changes)
            yield f"letters/{kind}-{name}-{style}", made
        posted = _posted(style)
        yield (
            f"letters/takedown_request-posted-{style}",
            partial(_drafted, posted, "takedown_request", None, None),
        )


def sources() -> tuple[str, ...]:
    """Return the files of facts: the examples by folder and name, the incidents by name."""
    incidents = (path.stem for path in sorted(INCIDENTS.glob("*.toml")) if path.stem.startswith(SHOWN))
    return (*(path.removesuffix(".toml") for path in EXAMPLES), *incidents)


def facts_of(source: str, style: Style) -> Incident:
    """Return the facts of a source in a house style, with what the kinds of their own facts need."""
    name = source if "/" in source else f"../tests/incidents/{source}"
    facts = changed(example(name), letter__style=style)
    facts["document"] = {**own_facts(source, style), **facts.get("document", {})}
    return incident_of(facts)


def _posted(style: Style) -> Incident:
    facts = changed(example("lost_pc/incident"), letter__style=style, **POSTED)
    return incident_of({**facts, "document": own_facts("posted", style)})


def _of_case(
    source: str, style: str, suffix: str, since: str | None = None
) -> Iterator[tuple[str, Callable[[], Made]]]:
    incident = facts_of(source, style)
    before = None if since is None else facts_of(since, style)
    optional = [rule.id for rule in kinds().values() if rule.optional and _is_wanted(rule.audience, incident)]
    for kind in dict.fromkeys((*applicable_kinds(incident), *optional)):
        per_client = kinds()[kind].per == "client"
        for client in [each.id for each in incident.clients] if per_client else [None]:
            name = "-".join(filter(None, (kind, client))) + suffix
            yield f"{source}/{name}-{style}", partial(_drafted, incident, kind, client, before)


def _is_wanted(audience: str, incident: Incident) -> bool:
    """Whether anybody reads it: who leaves the persons to another business writes them no mail and answers no call."""
    response = incident.person_response
    return audience != "本人" or response is None or response.status != "予定なし"


def _letters() -> Iterator[tuple[str, tuple[str, str, Mapping[str, Any], Mapping[str, Any]]]]:
    receiver = {"kind": "誤受領者", "groups": ("receivers",), "items": ()}
    for kind in LETTERS:
        for label, held in PEOPLE.items():
            yield label, (kind, "lost_pc/incident", held, {})
        yield "wrong_recipient", (kind, "misdirected_mail/incident", receiver, {})
    yield "inserts", ("victim_apology", "lost_pc/incident", PEOPLE["person"], INSERTS)


def _drafted(incident: Incident, kind: str, client: str | None, since: Incident | None) -> Made:
    day = max(incident.letter.date, FIRST_DAY)
    made = draft(incident, kind, on=day, client=client, since=since, incomplete=True)
    return Made(made.docx, made.text)


def _letter(kind: str, source: str, held: dict[str, Any], **changes: Any) -> Made:
    return Made(letter_to(kind, source, held, **changes))


def show(folder: Path, only: str = "") -> dict[str, int]:
    """Write the Word files, the PDFs, the pictures and ``index.html``; return the pages of each document."""
    texts: dict[str, str] = {}
    for name, make in documents():
        if only in name:
            made = make()
            target = folder / f"{name}.docx"
            target.parent.mkdir(parents=True, exist_ok=True)
            write_file(target, made.docx)
            texts[name] = made.text
    pages: dict[str, tuple[Path, ...]] = {}
    for place in dict.fromkeys(Path(name).parent for name in texts):
        names = [name for name in texts if Path(name).parent == place]
        pdfs = to_pdf([folder / f"{name}.docx" for name in names], folder / place)
        for name, pdf in zip(names, pdfs, strict=True):
            pages[name] = to_png(pdf, folder / place)
    (folder / "index.html").write_text(_index(folder, pages, texts), "utf-8")
    return {name: len(pictures) for name, pictures in pages.items()}


def _index(folder: Path, pages: Mapping[str, tuple[Path, ...]], texts: Mapping[str, str]) -> str:
    parts = [f"<!doctype html><html lang=ja><meta charset=utf-8><style>{STYLE_SHEET}</style>"]
    parts += [f"<h1>文書の見本</h1><p>{len(pages)}件、{sum(map(len, pages.values()))}ページ</p>"]
    place = None
    for name, pictures in pages.items():
        source, _, document = name.rpartition("/")
        if source != place:
            parts.append(f"<h2>{html.escape(source)}</h2>")
            place = source
        images = "".join(
            f'<img loading=lazy src="{html.escape(picture.relative_to(folder).as_posix())}" alt="">'
            for picture in pictures
        )
        text = f"<pre>{html.escape(texts[name])}</pre>" if texts[name] else ""
        link = f'<a href="{html.escape(name)}.docx">Word</a>'
        title = f"{html.escape(document)}（{len(pictures)}ページ）"
        parts.append(f"<details><summary>{title} {link}</summary>{images}{text}</details>")
    return "\n".join(parts) + "\n"


def main() -> None:
    """Write the show into the folder that is named, and say how many pages it has."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="")
    chosen = parser.parse_args()
    pages = show(chosen.folder, chosen.only)
    sys.stdout.write(f"{len(pages)}件、{sum(pages.values())}ページ\n")


if __name__ == "__main__":
    main()
