"""Are all facts said that this kind of document needs, and known where they must be known?"""

from __future__ import annotations

import difflib
import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from noticegen.documents.fact_days import fact_days
from noticegen.facts.audience import place_in_file
from noticegen.facts.incident import Incident
from noticegen.facts.locate import path_text
from noticegen.facts.problems import heading_of, kind_name, words_at
from noticegen.facts.values import UNWRITTEN_DAY, Unknown, Value
from noticegen.facts.walk import facts_at, is_said, walk
from noticegen.findings import Finding, Severity, Where
from noticegen.japanese.organisations import reads_as
from noticegen.law.data import BINDING
from noticegen.law.demands import demands

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from noticegen.documents.kinds import FactRule, Kind
    from noticegen.facts.walk import Path
    from noticegen.law.conditions import Case
    from noticegen.law.data import Level
    from noticegen.law.requirements import Requirement

MISSING: Final = "L101"
HIDDEN: Final = "L102"
NOT_YET_KNOWN: Final = "L103"
NOT_EXPLAINED: Final = "L104"
UNWRITTEN: Final = "L105"
PLACEHOLDER: Final = "〓"

TYPES: Final[Mapping[str, tuple[type, ...]]] = {
    "text": (str,),
    "addressee": (str,),
    "date": (date, datetime),
    "count": (int,),
    "flag": (bool,),
    "list": (list, tuple),
}


def severity(level: Level, *, strict: bool = False) -> Severity:
    """Return what a lack of this level is: statute and case law block, the rest warns unless ``strict``."""
    return "error" if strict or level in BINDING else "warning"


def fact_findings(kind: Kind, case: Case, seen: Incident, *, strict: bool = False) -> tuple[Finding, ...]:
    """Return a finding for every fact that the law wants in this document and that its reader would not find.

    ``seen`` is the part of the incident that the document's reader may see: a fact that is closed to the reader
    is not said to the reader.
    """
    found: dict[tuple[str, str], Finding] = {}
    for requirement in demands(kind.law, case):
        if requirement.optional:
            continue
        for finding in requirement_findings(requirement, kind, case, seen, strict=strict):
            # The same fact may be asked for by several requirements: the most binding one speaks.
            key = (finding.code, finding.where.path or "")
            if key not in found or (finding.severity == "error" and found[key].severity != "error"):
                found[key] = finding
    return (*_unwritten(kind, case, seen), *found.values(), *_own_facts(kind, seen), *fact_days(kind, seen))


def _place(path: Path, kind: Kind, case: Case) -> str:
    """Return where the fact stands in the file, entries that the reader may not see included."""
    return path_text(place_in_file(case.incident, kind.audience, path, client=case.client))


def _unwritten(kind: Kind, case: Case, seen: Incident) -> Iterator[Finding]:
    """Yield the facts that still hold the mark of a file that is to be filled in."""
    for path, title, fact in walk(seen):
        text = fact.model_dump_json() if isinstance(fact, Value) else str(fact)
        mark = next((mark for mark in (PLACEHOLDER, str(UNWRITTEN_DAY)) if mark in text), None)
        if mark is not None:
            place = _place(path, kind, case)
            hint = f"{place} の {mark} を{'内容' if mark == PLACEHOLDER else '日付'}に置き換えてください。"
            yield Finding(
                "error",
                UNWRITTEN,
                f"「{title}」がまだ書かれていません。",
                hint,
                document=kind.id,
                where=Where(path=place),
            )


def requirement_findings(
    requirement: Requirement, kind: Kind, case: Case, seen: Incident, *, strict: bool = False
) -> Iterator[Finding]:
    """Yield what a document lacks of one requirement, as far as the facts tell."""
    for alternatives in requirement.facts:
        patterns = [pattern.strip() for pattern in alternatives.split("|")]
        patterns = [pattern for pattern in patterns if not pattern.startswith("person.")]
        if not patterns:
            continue
        lacks = [_lack(pattern, requirement, kind, case, seen) for pattern in patterns]
        if all(lacks):
            # What is said but not known is nearer to the cure than what is not said at all.
            code, path, message, hint = max((lack for lack in lacks if lack), key=lambda lack: lack[0])
            yield Finding(
                severity(requirement.level, strict=strict),
                code,
                message,
                f"{hint}{requirement.hint}" if code == MISSING else hint,
                document=kind.id,
                requirement=requirement.id,
                where=Where(path=path),
                sources=requirement.sources,
            )


def _lack(
    pattern: str, requirement: Requirement, kind: Kind, case: Case, seen: Incident
) -> tuple[str, str, str, str] | None:
    """Return code, path, message and hint of what one pattern lacks, None when it is satisfied."""
    places = _concerned(facts_at(seen, pattern), seen)
    if not places or not all(is_said(fact) for _, fact in places):
        path = next((_place(path, kind, case) for path, fact in places if not is_said(fact)), pattern)
        hidden = any(is_said(fact) for _, fact in facts_at(case.incident, pattern))
        if hidden and not (places and any(is_said(fact) for _, fact in places)):
            message = (
                f"「{requirement.title}」は、audience に「{kind.audience}」がないため、この文書に書けません。"
            )
            heading = where_to_write(pattern).partition(" の ")[0]
            return HIDDEN, path, message, f"{heading} の audience に「{kind.audience}」を加えてください。"
        message = f"「{requirement.title}」が書かれていません。"
        return MISSING, path, message, f"{where_to_write(pattern)} を書いてください{_words(pattern)}。"
    rule = requirement.unknown_at(case.stage_of(kind.law))
    for place, fact in places:
        where = _place(place, kind, case)
        if isinstance(fact, Unknown) and rule == "never":
            message = (
                f"「{requirement.title}」が「{fact}」のままです。この文書では確定している必要があります。"
            )
            return NOT_YET_KNOWN, where, message, f"{where} に確定した内容を書いてください。"
        if isinstance(fact, Unknown) and rule == "with_reason" and not _is_explained(fact, case.incident):
            message = f"「{requirement.title}」が「{fact}」ですが、その理由と追完の約束がそろっていません。"
            example = f'{fact_to_write(where)} = {{ unknown = "{fact}", reason = "…", supplement = true }}'
            return NOT_EXPLAINED, where, message, f"{example} と書くか、判明した内容を書いてください。"
    return None


def _concerned(places: tuple[tuple[Path, Any], ...], seen: Incident) -> tuple[tuple[Path, Any], ...]:
    """Return the places of which the law asks.

    Of people who received data nothing is affected, and only a ground of discipline is applied to the acts.
    """

    def asks(path: Path) -> bool:
        match path:
            case ("group", int() as index, *_):
                return seen.group[index].role != "誤受領者"
            case ("discipline", "rule", int() as index, "applies") if seen.discipline is not None:
                return seen.discipline.rule[index].kind == "懲戒事由"
            case _:
                return True

    return tuple((path, fact) for path, fact in places if asks(path))


def _is_explained(fact: Unknown, incident: Incident) -> bool:
    """Whether the reason and the promise to supplement are given, here or for the whole report (GL 3-5-3-4)."""
    reason = fact.reason or incident.report.effort
    promise = fact.supplement or fact.expected_on is not None or incident.report.supplement_on is not None
    return bool(reason) and promise


def where_to_write(pattern: str) -> str:
    """Return a pattern as the heading and key that a person writes.

    >>> where_to_write("cause.detail"), where_to_write("group[].items"), where_to_write("measure")
    ('[cause] の detail', '[[group]] の items', '[[measure]]')
    >>> where_to_write("discipline.rule[].publicity"), where_to_write("discipline.hearing.on")
    ('[[discipline.rule]] の publicity', '[discipline] の hearing.on')
    """
    heading, keys = heading_of(pattern.replace("[]", "").split("."), Incident)
    return f"{heading} の {'.'.join(keys)}" if keys else heading


def fact_to_write(place: str) -> str:
    """Return the place of a fact in a file as the heading and the key before the equals sign.

    >>> fact_to_write("secondary_damage.status"), fact_to_write("group[0].count")
    ('[secondary_damage] に status', '[[group]] に count')
    """
    return where_to_write(re.sub(r"\[\d+\]", "", place)).replace("] の ", "] に ")


def _words(pattern: str) -> str:
    """Return the words that may be written there, where they are a closed list."""
    path: list[str | int] = []
    for part in pattern.split("."):
        path += [part.removesuffix("[]"), 0] if part.endswith("[]") else [part]
    words = words_at(path, Incident)
    return f"({'、'.join(words)})" if words else ""


def _own_facts(kind: Kind, seen: Incident) -> Iterator[Finding]:
    """Check [document.<kind>] against what the kind declares."""
    given = seen.document.get(kind.id, {})
    table = f"document.{kind.id}"
    for fact in kind.facts:
        value = given.get(fact.name)
        if value is None and fact.required:
            yield _own(kind, fact, "K101", f"「{fact.title}」が書かれていません。")
        elif value is not None and not _fits(value, fact):
            yield _own(kind, fact, "K102", f"「{fact.title}」の書き方が違います(今は{kind_name(value)})。")
        elif isinstance(value, str) and _is_doubtful(fact, value, given):
            yield _doubtful(kind, fact)
    declared = sorted(fact.name for fact in kind.facts)
    for name in sorted(set(given) - {*declared}):
        message = f"[{table}] に「{name}」という項目はありません。"
        nearest = difflib.get_close_matches(name, declared, n=1)
        hint = f"書けるのは {'、'.join(declared)}。" if declared else f"[{table}] は要りません。"
        hint = f"「{nearest[0]}」のことですか。" if nearest else hint
        yield Finding("error", "K103", message, hint, document=kind.id, where=Where(path=f"{table}.{name}"))


def _own(kind: Kind, fact: FactRule, code: str, message: str) -> Finding:
    path = f"document.{kind.id}.{fact.name}"
    form, example = _KIND_OF_FACT[fact.type]
    hint = f"[document.{kind.id}] に {fact.name} = {example} のように、{form}で書いてください。"
    return Finding("error", code, message, hint, document=kind.id, where=Where(path=path))


def _is_doubtful(fact: FactRule, name: str, given: Mapping[str, Any]) -> bool:
    is_decided = any(given.get(flag) is not None for flag in fact.decided_by.split(" | "))
    return fact.type == "addressee" and not is_decided and reads_as(name) is None


def _doubtful(kind: Kind, fact: FactRule) -> Finding:
    """Return the warning that a name tells no honorific: 様 and 貴殿, or 御中 and 貴社."""
    flag = fact.decided_by.partition(" | ")[0]
    return Finding(
        "warning",
        "K104",
        f"「{fact.title}」が個人か団体か、名称からは分かりません。敬称が合わないことがあります。",
        f"[document.{kind.id}] に {flag} = true(団体。御中)か {flag} = false(個人。様)を書いてください。"
        if flag
        else "文書の敬称を確かめてください。",
        document=kind.id,
        where=Where(path=f"document.{kind.id}.{fact.name}"),
        sources=("実務",),
    )


_KIND_OF_FACT: Final = {
    "text": ("文字列", '"…"'),
    "addressee": ("文字列", '"…"'),
    "date": ("日付", "2026-10-31"),
    "count": ("整数", "1012"),
    "flag": (" true か false ", "true"),
    "list": ("配列", '["…"]'),
}


def _fits(value: Any, fact: FactRule) -> bool:  # noqa: ANN401
    if isinstance(value, bool):
        return fact.type == "flag"
    return isinstance(value, TYPES[fact.type])
