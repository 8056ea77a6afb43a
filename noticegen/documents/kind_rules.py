"""What does a document.toml consist of, table by table?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from noticegen.facts.tables import Audience  # noqa: TC001 - a file is held to these types as it is read
from noticegen.law.data import Level  # noqa: TC001

Per = Literal["incident", "client", "recipient"]
Days = Literal["いつでも", "発信日まで", "事態から発信日まで", "発信日の後"]
FactType = Literal["text", "date", "count", "flag", "list", "addressee"]


@dataclass(frozen=True, slots=True)
class SectionRule:
    """A section of a kind: the control with this id, the requirements it meets, and when it is due."""

    id: str
    title: str
    requirements: tuple[str, ...] = ()
    when: str = "always"
    level: str = "P"
    template: str | None = None


@dataclass(frozen=True, slots=True)
class TemplateRule:
    """A Word template of a kind and the condition under which it is taken."""

    file: str
    when: str = "always"


@dataclass(frozen=True, slots=True)
class FactRule:
    """A fact of the kind's own, read from [document.<kind>].

    An ``addressee`` is the name of a person or of an organisation; ``decided_by`` names the flags that say which,
    where the name does not (``a | b``). ``days`` says when its day, or each day that its text names, can be.
    """

    name: str
    title: str
    type: FactType = "text"
    required: bool = False
    decided_by: str = ""
    days: Days = "いつでも"


@dataclass(frozen=True, slots=True)
class TextLimit:
    """How many characters the form takes in a field; ``unverified``: not read on the form itself."""

    section: str
    label: str
    characters: int
    unverified: bool = True


@dataclass(frozen=True, slots=True)
class TextRule:
    """That a kind is also made as plain text, field by field, without the sections that are no part of the form."""

    leave_out: tuple[str, ...] = ()
    limits: tuple[TextLimit, ...] = ()


@dataclass(frozen=True, slots=True)
class ForbiddenRule:
    """What a kind's finished document may not say beyond what the law forbids: a regular expression, and why."""

    pattern: str
    title: str
    hint: str = ""
    level: Level = "P"


@dataclass(frozen=True, slots=True)
class KindFile:
    """A document.toml as a whole, as it is written."""

    title: str
    audience: Audience
    per: Per
    template: tuple[TemplateRule, ...]
    section: tuple[SectionRule, ...]
    based_on: str = ""
    optional: bool = False
    fact: tuple[FactRule, ...] = ()
    forbidden: tuple[ForbiddenRule, ...] = ()
    text: TextRule | None = None
