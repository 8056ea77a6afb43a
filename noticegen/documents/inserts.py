"""What does the page say that a letter to a foreign resident has behind it, in English or in easy Japanese?

Its words are data (``inserts.toml``), its facts are those of the letter. What it cannot say in other words (texts
that somebody wrote in Japanese) it leaves to the letter, which is the formal notice.
"""

from __future__ import annotations

import re
import tomllib
from datetime import datetime, time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from babel.dates import format_date, format_time

from noticegen.documents.advice import rules_for
from noticegen.documents.person import media_received, situations_of_person
from noticegen.documents.views import UnknownView, View
from noticegen.facts.items import item
from noticegen.facts.values import Moment, Unknown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
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
# Every kanji of the words has its reading behind it, of which a page prints the first.
_READING: Final = re.compile(r"([一-龯々]+)（([ぁ-んー]+)）")
_CLOCK: Final = re.compile(r"(午前|午後)?\s*([0-2]?[0-9])(?:時|:|：)([0-5]?[0-9])?分?|正午")
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
        self._read: set[str] = set()
        self._person = person
        self._seen: Any = seen
        self._desks: tuple[Any, ...] = desks
        self._incident = incident

    def view(self) -> View:
        """Return the page as the template prints it: what is said first has the readings."""
        letter, recipient = self._incident.letter, self._person.recipient
        business = self._incident.business
        sender = (
            f"{business.name}{self._say('kana').format(kana=business.kana)}"
            if business.kana
            else business.name
        )
        reference = self._say("reference").format(number=self._seen.number)
        title = self._say("title")
        day = self._say("from").format(business=sender, date=self._day(letter.date))
        to = self._once(_words()["to"][self._language][recipient.kind])
        opening = self._say("sorry").format(event=self._event())
        formal = self._say("formal")
        parts = (self._part_of("when", self._when), self._part_of("items", self._items), self._requests())
        return View(
            language=self._language,
            title=title,
            reference=reference,
            formal=formal,
            date=day,
            to=to.format(name=_LATE.sub("", recipient.name)),
            opening=opening,
            parts=(*parts, self._part_of("ask", self._asks)),
        )

    def _part_of(self, heading: str, lines: Callable[[], Iterator[str]]) -> View:
        return View(heading=self._say(heading), lines=tuple(lines()), points=())

    def _requests(self) -> View:
        """Return what we ask for, and where there is more of it than this page has."""
        heading, points = self._say("please"), self._advice()
        lines = (self._say("more"),) if len(self._seen.advice) > len(points) else ()
        return View(heading=heading, lines=lines, points=points)

    def _say(self, key: str) -> str:
        return self._once(self._text[key])

    def _once(self, words: str) -> str:
        """Return words of the table without the readings that the page has had already."""

        def first(match: re.Match[str]) -> str:
            is_new = match[0] not in self._read
            self._read.add(match[0])
            return match[0] if is_new else match[1]

        return _READING.sub(first, words)

    def _event(self) -> str:
        if not self._person.parts and self._person.received:
            return self._say("received")
        found = self._person.certainty
        return self._say("undecided") if not isinstance(found, str) else self._rung(found, "event")

    def _rung(self, value: str, form: str) -> str:
        return self._once(_words()["certainty"][value][self._language][form])

    def _when(self) -> Iterator[str]:
        event = self._incident.incident
        for key, fact in (
            ("occurred", event.occurred),
            ("discovered", event.discovered_on or event.known_on),
        ):
            if fact is not None:
                yield self._say(key).format(moment=self._moment(fact))

    def _items(self) -> Iterator[str]:
        if not self._seen.may_name_items:
            yield self._say("no_items")
            return
        for part in self._person.parts:
            yield self._part(part)
        absent = {"not_found": self._seen.not_confirmed, "not_included": self._seen.not_included}
        for key, names in absent.items():
            if names:
                yield self._say(key).format(items=self._names(names))
        if not self._person.parts and not any(absent.values()):
            yield self._event()

    def _part(self, part: Part) -> str:
        if isinstance(part.items, Unknown):
            return self._say("unknown_items")
        is_open = isinstance(part.certainty, Unknown)
        state = self._say("undecided") if is_open else self._rung(str(part.certainty), "modifier")
        names = self._text["separator"].join(
            self._name(each.name, self._text["item_masked"] if each.masked else "{item}")
            for each in part.items
        )
        return f"{state}{' ' if is_open else self._text['colon']}{names}"

    def _names(self, names: Iterable[str]) -> str:
        return self._text["separator"].join(map(self._name, names))

    def _name(self, name: str, form: str = "{item}") -> str:
        """Return an item in this language; what the table does not have as the Japanese letter has it."""
        known: dict[str, list[str]] = _words()["items"]
        words = known.get(name) or known.get(item(name).name)
        before, after = form.split("{item}")
        said = name if words is None else self._once(words[self._language == "easy"])
        return f"{before}{said}{self._once(after)}"

    def _advice(self) -> tuple[str, ...]:
        names = [each.name for each in self._person.items] if self._seen.may_name_items else []
        found = rules_for(names, situations_of_person(self._person), media_received(self._person))
        return tuple(self._once(str(getattr(rule, self._language))) for rule in found[:_MOST_ADVICE])

    def _asks(self) -> Iterator[str]:
        see, words = self._text["see"], _words()
        for desk in self._desks[:_MOST_DESKS]:
            if desk.phone:
                line, free = self._say("phone"), self._say("free") if desk.toll_free else ""
                yield line.format(value=f"{desk.phone}{free}")
            if desk.days:
                line, known = self._say("days"), words["days"].get(desk.days, {})
                yield line.format(value=self._once(known.get(self._language, see)))
            if desk.hours:
                line = self._say("hours")
                yield line.format(value=self._hours(desk.hours) or self._once(see))
            if desk.languages:
                line = self._say("languages")
                names = [
                    self._once(words["language"].get(each, {}).get(self._language, each))
                    for each in desk.languages
                ]
                yield line.format(value=self._text["separator"].join(names))
            for key in ("email", "url"):
                if value := getattr(desk, key):
                    yield self._say(key).format(value=value)
        if not self._desks and self._incident.business.phone:
            yield self._say("phone").format(value=self._incident.business.phone)
        yield self._say("number").format(number=self._seen.number)
        if self._incident.letter.next_report:
            yield self._say("again")

    def _hours(self, text: str) -> str | None:
        """Return hours such as 午前9時から午後6時まで in this language, None where they say more than that."""
        if not _HOURS.fullmatch(text.strip()):
            return None
        times = [_clock(match) for match in _CLOCK.finditer(text)]
        first, last = (self._clock_text(hour, minute) for hour, minute in times)
        return self._text["span"].format(since=first, until=last)

    def _clock_text(self, hour: int, minute: int) -> str:
        pattern = "h:mm a" if self._language == "en" else "H時m分" if minute else "H時"
        return str(format_time(time(hour % 24, minute), pattern, locale=_LOCALES[self._language]))

    def _moment(self, fact: object) -> str:
        if isinstance(fact, Unknown | UnknownView):
            return self._say("unknown")
        if not isinstance(fact, Moment):
            return self._day(fact)  # type: ignore[arg-type]
        if fact.text is not None:
            return self._say("see")
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
        # An hour of the facts is that of Japan, and says so no more.
        clock = self._clock_text(moment.hour, moment.minute)
        return f"{self._day(moment.date())}{', ' if self._language == 'en' else ' '}{clock}"

    def _day(self, day: date) -> str:
        return str(format_date(day, "long", locale=_LOCALES[self._language]))


def _clock(match: re.Match[str]) -> tuple[int, int]:
    if match.group() == "正午":
        return 12, 0
    half, hour, minute = match[1], int(match[2]), int(match[3] or 0)
    return hour % 12 + (12 if half == "午後" else 0) if half else hour, minute
