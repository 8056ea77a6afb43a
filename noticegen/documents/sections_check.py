"""Does the finished document hold every section that the law asks of it, with something in each?"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from noticegen.documents.facts_check import severity
from noticegen.findings import Finding, Where
from noticegen.japanese.numerals import with_figures
from noticegen.law.conditions import CONDITIONS
from noticegen.law.demands import demands
from noticegen.ooxml.leftovers import leftovers_of
from noticegen.ooxml.reading import first_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from noticegen.documents.kinds import Kind, SectionRule
    from noticegen.facts.incident import Incident
    from noticegen.law.conditions import Case
    from noticegen.law.data import Level
    from noticegen.law.requirements import Requirement
    from noticegen.ooxml.reading import FinishedDocument, Place

RESTORE: Final = "テンプレートから作り直すか、その区画を戻してください。作り直してもないときは、noticegen template check でテンプレートを調べてください。"
ABSENT: Final = "D201"
EMPTY: Final = "D202"
NO_SECTION: Final = "D203"
FORBIDDEN: Final = "D204"
LEFT_OVER: Final = "D205"
STAMPED: Final = "D206"
UNSETTLED: Final = "D207"
HIDDEN_TEXT: Final = "D208"
OUTSIDE: Final = "D213"
NOT_CHECKED: Final = "D209"
STRANGER: Final = "D212"


def section_findings(
    kind: Kind, case: Case, document: FinishedDocument, template: str, *, strict: bool = False
) -> tuple[Finding, ...]:
    """Return a finding for every requirement whose section is absent or empty, and for what may not be there."""
    rules = kind.sections_of(template)
    due = demands(kind.law, case)
    found = [
        finding
        for requirement in due
        if requirement.section and not requirement.optional
        if (finding := _unmet(requirement, rules, kind, case, document, strict=strict))
    ]
    found += [
        _absent(rule.level, rule.title, rule, kind, document, strict=strict)
        for rule in rules
        if not rule.requirements and CONDITIONS[rule.when](case) and not _holds(document, [rule.id])
    ]
    found += _forbidden(due, kind, document, strict=strict)
    found += _forbidden_by_kind(kind, document, strict=strict)
    empty = {finding.section for finding in found if finding.code == EMPTY}
    found += [
        finding
        for finding in structure_findings(document, kind.id, _names(case.incident))
        if not (finding.code == EMPTY and finding.section in empty)
    ]
    return tuple(found)


def _unmet(  # noqa: PLR0913 - everything that it depends on
    requirement: Requirement,
    rules: Sequence[SectionRule],
    kind: Kind,
    case: Case,
    document: FinishedDocument,
    *,
    strict: bool,
) -> Finding | None:
    """Return what is missing of a requirement: every section that is due for it must be there, and hold something."""
    meeting = [rule for rule in rules if requirement.id in rule.requirements]
    if not meeting:
        return Finding(
            severity(requirement.level, strict=strict),
            NO_SECTION,
            f"「{requirement.title}」を書く区画が、この種類の文書(document.toml)にありません。",
            f"[[section]] の requirements に {requirement.id} を加え、テンプレートに区画を設けてください。",
            document=kind.id,
            requirement=requirement.id,
            sources=requirement.sources,
        )
    due = [rule for rule in meeting if CONDITIONS[rule.when](case)] or meeting[:1]
    missing = next((rule for rule in due if not _holds(document, [rule.id])), None)
    if missing is None:
        return None
    return _absent(
        requirement.level,
        requirement.title,
        missing,
        kind,
        document,
        requirement=requirement,
        strict=strict,
    )


def _absent(  # noqa: PLR0913 - everything that the message says
    level: Level | str,
    title: str,
    rule: SectionRule,
    kind: Kind,
    document: FinishedDocument,
    *,
    requirement: Requirement | None = None,
    strict: bool,
) -> Finding:
    there = any(each.id == rule.id for each in document.sections)
    named = f"「{title}」の区画" if rule.title in title else f"「{title}」を書く区画「{rule.title}」"
    return Finding(
        # A heading with nothing below it is a broken document, whoever asks for the section.
        "error" if there else severity(level, strict=strict),  # type: ignore[arg-type]
        EMPTY if there else ABSENT,
        f"{named}{'に内容がありません' if there else 'がありません'}。",
        "内容を書いてください。" if there else RESTORE,
        document=kind.id,
        section=rule.id,
        requirement=requirement.id if requirement else "",
        where=Where(file=document.name),
        sources=requirement.sources if requirement else (),
    )


def _holds(document: FinishedDocument, sections: Iterable[str]) -> bool:
    wanted = set(sections)
    return any(section.id in wanted and not section.is_empty for section in document.sections)


def _forbidden(
    due: Iterable[Requirement], kind: Kind, document: FinishedDocument, *, strict: bool
) -> Iterator[Finding]:
    for requirement in due:
        for pattern in requirement.forbidden_text:
            place = _place_of(pattern, document)
            if place is not None:
                yield Finding(
                    severity(requirement.level, strict=strict),
                    FORBIDDEN,
                    f"書いてはならないことが書かれています: {requirement.title}。",
                    requirement.hint or "その記載を削ってください。",
                    document=kind.id,
                    section=place.section,
                    requirement=requirement.id,
                    where=Where(file=document.name, path=str(place)),
                    sources=requirement.sources,
                )


def _forbidden_by_kind(kind: Kind, document: FinishedDocument, *, strict: bool) -> Iterator[Finding]:
    """Yield what a firm's own kind says that its document may not."""
    for rule in kind.forbidden:
        place = _place_of(rule.pattern, document)
        if place is not None:
            yield Finding(
                severity(rule.level, strict=strict),
                FORBIDDEN,
                f"書いてはならないことが書かれています: {rule.title}。",
                rule.hint or "その記載を削ってください。",
                document=kind.id,
                section=place.section,
                where=Where(file=document.name, path=str(place)),
            )


def _place_of(pattern: str, document: FinishedDocument) -> Place | None:
    """Return where a document first says so."""
    return next((place for place in document.paragraphs if says(pattern, place.text)), None)


def says(pattern: str | re.Pattern[str], text: str) -> bool:
    """Return whether a text says what a pattern looks for; full-width figures, letters and 漢数字 say the same."""
    plain = unicodedata.normalize("NFKC", text)
    return any(re.search(pattern, each) for each in (plain, text, with_figures(plain)))


def stranger_findings(kind: Kind, case: Case, document: FinishedDocument) -> Iterator[Finding]:
    """Yield an error where a letter to one client names another: one client's slice never reaches another."""
    if case.client is None:
        return
    own = _bare(case.incident.party_named(case.client).name)
    for party in case.incident.clients:
        name = _bare(party.name)
        if name == own:
            continue
        longer = _names_with(name, case)
        place = next(
            (place for place in document.paragraphs if name in _without(_bare(place.text), longer)), None
        )
        if place is not None:
            yield Finding(
                "error",
                STRANGER,
                f"別の取引先({party.id})の名称が書かれています。",
                "その名称を削ってください。事実から出た記載なら、その事実に client を書いて作り直してください。",
                document=kind.id,
                section=place.section,
                where=Where(document.name, path=str(place)),
            )


def _names_with(name: str, case: Case) -> tuple[str, ...]:
    """Return the longer names of which a name is a part: a subsidiary is called like its parent, and more."""
    parties = (_bare(party.name) for party in case.incident.party)
    everyone = {_bare(case.incident.business.name), *parties}
    return tuple(sorted((each for each in everyone if name in each and each != name), key=len, reverse=True))


def _bare(text: str) -> str:
    """Return a text without blanks and in letters of usual width: 「ＡＢＣ 商事」 is 「ABC商事」."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def _names(incident: Incident) -> tuple[str, ...]:
    """Return the names that look like a mark of a template and are none: a company may be called so."""
    people = (incident.business, *incident.party, incident.letter.signatory, incident.business.representative)
    names = {person.name for person in people if person is not None}
    return tuple(
        name for name in sorted(names, key=len, reverse=True) if "〓" not in name and leftovers_of(name)
    )


def structure_findings(
    document: FinishedDocument, kind_id: str = "", names: tuple[str, ...] = ()
) -> Iterator[Finding]:
    """Yield what no finished document of any kind may hold: empty sections, marks of a template, hidden text.

    ``names`` are printed as they are held, whatever they look like.
    """

    def error(code: str, message: str, hint: str, *, section: str = "", place: str = "") -> Finding:
        where = Where(document.name, path=place or None)
        return Finding("error", code, message, hint, document=kind_id, section=section, where=where)

    for section in document.sections:
        if section.is_empty:
            message = f"区画「{section.title or section.id}」に内容がありません。"
            yield error(EMPTY, message, "内容を書くか、区画ごと削ってください。", section=section.id)
    for leftover in document.leftovers:
        place = leftover.place
        if names and leftover.mark not in leftovers_of(_without(place.text, names)):
            continue
        message = f"仮の記載が残っています: {leftover.mark}。"
        yield error(LEFT_OVER, message, "内容に置き換えてください。", section=place.section, place=str(place))
    if document.is_draft:
        yield error(
            STAMPED,
            "「下書き」の表示があります。",
            "欠けている事実を incident.toml に書き、noticegen draft で作り直してください。",
        )
    if document.has_tracked_changes:
        hint = "「校閲」で変更履歴をすべて承諾するか、元に戻してください。"
        name, where = first_of(document.changed)
        yield error(UNSETTLED, "変更履歴が残っています。", hint, section=name, place=where)
    if document.has_comments:
        name, where = first_of(document.commented)
        hint = "「校閲」でコメントをすべて削除してください。"
        yield error(UNSETTLED, "コメントが残っています。", hint, section=name, place=where)
    for place in document.hidden_text:
        message = "見えない文字があります(隠し文字、背景と同じ色の文字、極端に小さい文字)。"
        yield error(
            HIDDEN_TEXT,
            message,
            "見える文字に直すか、削除してください。",
            section=place.section,
            place=str(place),
        )
    yield from _reaching_out(document, kind_id)


def _reaching_out(document: FinishedDocument, kind_id: str) -> Iterator[Finding]:
    if document.outside:
        message = f"外部を参照するもの、又は埋め込まれたものがあります({'、'.join(document.outside)})。"
        hint = (
            "開いた人の情報が外部に伝わったり、見えているより多くの情報が渡ったりします。"
            "図は「挿入」で文書に取り込み、そのほかは削除してください。"
        )
        yield Finding("error", OUTSIDE, message, hint, document=kind_id, where=Where(document.name))


def _without(text: str, names: tuple[str, ...]) -> str:
    for name in names:
        text = text.replace(name, "")
    return text
