"""What does the page say that a letter to a foreign resident has behind it, in English or in easy Japanese?

Its words are data (``inserts.toml``), its facts are those of the letter. What it cannot say in other words (texts
that somebody wrote in Japanese) it leaves to the letter, which is the formal notice.
"""

from __future__ import annotations

import re
import tomllib
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from babel.dates import format_date, format_time

from noticegen.documents.advice import rules_for
from noticegen.documents.person import media_received, situations_of_person
from noticegen.documents.views import UnknownView, View
from noticegen.facts.items import item
from noticegen.facts.values import Moment, Unknown
from noticegen.japanese.dates import JAPAN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from noticegen.facts.affected_person import AffectedPerson, Part
    from noticegen.facts.incident import Incident

LANGUAGES: Final = {"やさしい日本語": "easy", "English": "en"}
_LOCALES: Final = {"easy": "ja", "en": "en_US"}
# One page: the letter has the rest.
_MOST_ADVICE: Final = 6
_MOST_DESKS: Final = 2
# A space parts it from the name: there are names that begin with this character.
_LATE: Final = re.compile(r"^故\s+")
_CLOCK: Final = re.compile(r"(午前|午後)?\s*([0-9]{1,2})(?:時|:|：)([0-9]{1,2})?分?|正午")
_HOURS: Final = re.compile(rf"(?:{_CLOCK.pattern})(?:から|～|〜|-|－)\s*(?:{_CLOCK.pattern})(?:まで)?")


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


def inserts(
    person: AffectedPerson, seen: View, desks: Iterable[View], incident: Incident
) -> tuple[View, ...]:
    """Return the pages of [letter] inserts, and those of the row's 言語: title, lines above, and parts.

    A part has heading, lines and points.

    ``seen`` is what the letter sees of the person, ``desks`` are the contacts of this person's letter.
    """
    return tuple(
        _Page(LANGUAGES[language], person, seen, tuple(desks), incident).view()
        for language in dict.fromkeys((*incident.letter.inserts, *person.recipient.languages))
    )


class _Page:
    """One page in one language."""

    def __init__(
        self, language: str, person: AffectedPerson, seen: View, desks: tuple[View, ...], incident: Incident
    ) -> None:
        self._language = language
        self._text: dict[str, str] = _words()["text"][language]
        self._person = person
        self._seen: Any = seen
        self._desks: tuple[Any, ...] = desks
        self._incident = incident

    def view(self) -> View:
        """Return the page as the template prints it."""
        say, letter, recipient = self._text, self._incident.letter, self._person.recipient
        return View(
            language=self._language,
            title=say["title"],
            reference=say["reference"].format(number=self._seen.number),
            formal=say["formal"],
            date=say["from"].format(business=self._incident.business.name, date=self._day(letter.date)),
            to=_words()["to"][self._language][recipient.kind].format(name=_LATE.sub("", recipient.name)),
            opening=say["sorry"].format(event=self._event()),
            parts=(
                View(heading=say["when"], lines=tuple(self._when()), points=()),
                View(heading=say["items"], lines=tuple(self._items()), points=()),
                View(heading=say["please"], lines=(say["more"],), points=self._advice()),
                View(heading=say["ask"], lines=tuple(self._asks()), points=()),
            ),
        )

    def _event(self) -> str:
        if not self._person.parts and self._person.received:
            return self._text["received"]
        found = self._person.certainty
        return self._text["undecided"] if not isinstance(found, str) else self._rung(found, "event")

    def _rung(self, value: str, form: str) -> str:
        return str(_words()["certainty"][value][self._language][form])

    def _when(self) -> Iterator[str]:
        event = self._incident.incident
        for key, fact in (
            ("occurred", event.occurred),
            ("discovered", event.discovered_on or event.known_on),
        ):
            if fact is not None:
                yield self._text[key].format(moment=self._moment(fact))

    def _items(self) -> Iterator[str]:
        say = self._text
        if not self._seen.may_name_items:
            yield say["no_items"]
            return
        for part in self._person.parts:
            yield self._part(part)
        absent = {"not_found": self._seen.not_confirmed, "not_included": self._seen.not_included}
        for key, names in absent.items():
            if names:
                yield say[key].format(items=self._names(names))
        if not self._person.parts and not any(absent.values()):
            yield self._event()

    def _part(self, part: Part) -> str:
        if isinstance(part.items, Unknown):
            return self._text["unknown_items"]
        names = self._text["separator"].join(
            self._text["item_masked"].format(item=self._name(each.name))
            if each.masked
            else self._name(each.name)
            for each in part.items
        )
        if isinstance(part.certainty, Unknown):
            return f"{self._text['undecided']} {names}"
        colon = "：" if self._language == "easy" else ": "
        return f"{self._rung(part.certainty, 'modifier')}{colon}{names}"

    def _names(self, names: Iterable[str]) -> str:
        return self._text["separator"].join(map(self._name, names))

    def _name(self, name: str) -> str:
        """Return an item in this language; what the table does not have as the Japanese letter has it."""
        known: dict[str, list[str]] = _words()["items"]
        words = known.get(name) or known.get(item(name).name)
        return name if words is None else words[self._language == "easy"]

    def _advice(self) -> tuple[str, ...]:
        names = [each.name for each in self._person.items] if self._seen.may_name_items else []
        found = rules_for(names, situations_of_person(self._person), media_received(self._person))
        return tuple(str(getattr(rule, self._language)) for rule in found)[:_MOST_ADVICE]

    def _asks(self) -> Iterator[str]:
        say = self._text
        for desk in self._desks[:_MOST_DESKS]:
            if desk.phone:
                yield say["phone"].format(value=f"{desk.phone}{say['free'] if desk.toll_free else ''}")
            if desk.days:
                yield say["days"].format(
                    value=_words()["days"].get(desk.days, {}).get(self._language, say["see"])
                )
            if desk.hours:
                yield say["hours"].format(value=self._hours(desk.hours) or say["see"])
            if desk.languages:
                known = _words()["language"]
                names = (known.get(each, {}).get(self._language, each) for each in desk.languages)
                yield say["languages"].format(value=say["separator"].join(names))
            for key in ("email", "url"):
                if value := getattr(desk, key):
                    yield say[key].format(value=value)
        if not self._desks and self._incident.business.phone:
            yield say["phone"].format(value=self._incident.business.phone)
        yield say["number"].format(number=self._seen.number)
        if self._incident.letter.next_report:
            yield say["again"]

    def _hours(self, text: str) -> str | None:
        """Return hours such as 午前9時から午後6時まで in this language, None where they say more than that."""
        if not _HOURS.fullmatch(text.strip()):
            return None
        times = [_clock(match) for match in _CLOCK.finditer(text)]
        first, last = (self._clock_text(hour, minute) for hour, minute in times)
        return self._text["span"].format(since=first, until=last)

    def _clock_text(self, hour: int, minute: int) -> str:
        time = datetime(2000, 1, 1, hour % 24, minute, tzinfo=JAPAN).timetz()
        pattern = "h:mm a" if self._language == "en" else "H時m分" if minute else "H時"
        return str(format_time(time, pattern, tzinfo=JAPAN, locale=_LOCALES[self._language]))

    def _moment(self, fact: object) -> str:
        if isinstance(fact, Unknown | UnknownView):
            return self._text["unknown"]
        if not isinstance(fact, Moment):
            return self._day(fact)  # type: ignore[arg-type]
        if fact.text is not None:
            return self._text["see"]
        if fact.at is not None:
            return self._about(self._instant(fact.at), about=fact.about)
        since = None if fact.since is None else self._about(self._instant(fact.since), about=fact.about)
        until = None if fact.until is None else self._about(self._instant(fact.until), about=fact.about)
        key = "span" if since and until else "since" if since else "until"
        return self._text[key].format(moment=since or until, since=since, until=until)

    def _about(self, text: str, *, about: bool) -> str:
        return self._text["about"].format(moment=text) if about else text

    def _instant(self, moment: date | datetime) -> str:
        if not isinstance(moment, datetime):
            return self._day(moment)
        local = moment.astimezone(JAPAN) if moment.tzinfo else moment
        clock = self._clock_text(local.hour, local.minute)
        return f"{self._day(local.date())}{', ' if self._language == 'en' else ' '}{clock}"

    def _day(self, day: date) -> str:
        pattern = "long" if self._language == "en" else "y年M月d日"
        return str(format_date(day, pattern, locale=_LOCALES[self._language]))


def _clock(match: re.Match[str]) -> tuple[int, int]:
    if match.group() == "正午":
        return 12, 0
    half, hour, minute = match[1], int(match[2]), int(match[3] or 0)
    return hour % 12 + (12 if half == "午後" else 0) if half else hour, minute
