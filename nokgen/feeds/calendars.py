"""Deadlines go in, iCalendar files come out (RFC 5545, RFC 7986); the only door to icalendar.

An event is a whole day by which something must be done. What has no such day (ongoing, after an
event, daily) is no event. The same content gives the same bytes on every day on which no status
changes: nothing in a file tells when it was made.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache, lru_cache
from itertools import chain
from operator import itemgetter
from typing import NamedTuple, TypeVar
from urllib.parse import urlsplit

from nokgen.domain.deadlines import Form
from nokgen.domain.persons import without_names
from nokgen.domain.status import label_of
from nokgen.frozen import frozen
from nokgen.model import BodyRef, Improvement, Measure, Municipality, Plan, Promise, Region
from nokgen.model.due import WhatIsDue
from nokgen.pages import Edition, OutputFile, bounds
from nokgen.pages.offers import CALENDAR_FILE, DUE
from nokgen.pages.text import first_line, shortened
from nokgen.pages.words import DONE

REMINDED_BEFORE = timedelta(days=14)
SUMMARY_LENGTH = 200
MOST_BYTES = 75
# A site whose address nobody has set yet still needs names for its events.
NOWHERE = "nokgen.invalid"
# Under this name an edition has the events that are written already.
_SOON = "events"


class _Entry(NamedTuple):
    """A day of a measure; `uid` stays the same when the day is moved."""

    day: date
    uid: str
    measure: Measure
    plan: Plan | Improvement


D = TypeVar("D", "_Entry", "Event")
# The order of a file.
_BY_DAY = itemgetter(0, 1)
_Owner = Municipality | Region


def calendars_of(edition: Edition, owner: _Owner) -> Iterator[OutputFile]:
    """A calendar beside every page of a territory that has deadlines."""
    calendars = _Calendars(edition)
    # A measure stands in the calendars of its plan, its territory and its bodies.
    entries = {
        measure.address: _entries(plan, measure)
        for plan in _plans(owner)
        for measure in plan.measures
    }

    def file(address: str, name: str, measures: Iterable[Measure]) -> Iterator[OutputFile]:
        found = [entry for measure in measures for entry in entries[measure.address]]
        return calendars.file(address, name, found)

    for plan in _plans(owner):
        yield from file(plan.address, plan.name, plan.measures)
    yield from file(owner.address, owner.record.name, _measures(_plans(owner)))
    for body in owner.bodies:
        yield from file(body.address, body.name, _measures(body.promises))
    for organization in owner.organizations:
        ref = organization.ref
        yield from file(ref.address, ref.name, _measures(organization.improvements))


class Event(NamedTuple):
    """A day of a measure as it stands in calendars; `uid` tells it from all others."""

    day: date
    uid: str
    lines: bytes


@frozen
class Events:
    """The events of a region for calendars about the whole site: the nearest of `every` one, and of
    those that are `due` soon.
    """

    every: tuple[Event, ...] = ()
    due: tuple[Event, ...] = ()

    def joined(self, other: Events, today: date) -> Events:
        """Those of both that may be among the nearest of a larger site."""
        return Events(
            _around((*self.every, *other.every), today), _around((*self.due, *other.due), today)
        )


def events_of(edition: Edition, region: Region, soon: WhatIsDue) -> Events:
    """What calendars about the whole site may hold of a region; `soon` is what is due there.

    The calendars of its territories then take them as they are written here.
    """
    calendars, today = _Calendars(edition), edition.site.today
    entries = [
        entry
        for owner in region.parts
        for plan in _plans(owner)
        for measure in plan.measures
        for entry in _entries(plan, measure)
    ]
    days = {(due.address, due.day) for due in (*soon.ahead, *soon.overdue)}
    due = [entry for entry in entries if (entry.measure.address, entry.day) in days]
    events = Events(
        tuple(calendars.event(entry) for entry in _around(entries, today)),
        tuple(calendars.event(entry) for entry in _around(due, today)),
    )
    edition.shared[_SOON] = {event.uid: event for event in (*events.every, *events.due)}
    return events


def site_calendars(edition: Edition, events: Events) -> Iterator[OutputFile]:
    """The calendar of the whole site, and that of what is due soon, from those of all regions."""
    calendars, today = _Calendars(edition), edition.site.today
    name = edition.site.record.title
    yield from calendars.written("/", name, _nearest(events.every, today))
    name = edition.messages.gettext("What is due soon")
    yield from calendars.written(DUE, name, _nearest(events.due, today))


def _nearest(events: Iterable[Event], today: date) -> list[Event]:
    """All of them, or of too many the nearest to come, and before them the last to have passed."""
    ordered, passed = _by_day(events, today)
    first = max(0, min(passed, len(ordered) - bounds.DAYS))
    return ordered[first : first + bounds.DAYS]


def _around(days: Iterable[D], today: date) -> tuple[D, ...]:
    """Those that may be among the nearest of a larger site: so many to come, so many passed."""
    ordered, passed = _by_day(days, today)
    return tuple(ordered[max(0, passed - bounds.DAYS) : passed + bounds.DAYS])


def _by_day(days: Iterable[D], today: date) -> tuple[list[D], int]:
    """The days in their order, and how many of them have passed."""
    ordered = sorted(days, key=_BY_DAY)
    return ordered, bisect_left(ordered, today, key=itemgetter(0))


def _plans(owner: _Owner) -> tuple[Plan | Improvement, ...]:
    return (*owner.plans, *owner.improvements)


def _measures(parts: Iterable[Plan | Improvement | Promise]) -> Iterator[Measure]:
    return chain.from_iterable(part.measures for part in parts)


def _entries(plan: Plan | Improvement, measure: Measure) -> list[_Entry]:
    return [
        _Entry(day, f"{measure.address}{suffix}", measure, plan) for suffix, day in _days(measure)
    ]


def _days(measure: Measure) -> Iterator[tuple[str, date]]:
    """The days of a measure, also of a cancelled one, with what tells them apart."""
    days = [due.day for due in measure.due]
    if measure.record.cancelled is not None:
        days = [interval.end for interval in measure.intervals]
    for place, day in enumerate(days, start=1):
        match measure.current.form:
            case Form.YEARLY:
                yield f"-{day.year}", day
            case Form.PERIODIC:
                yield f"-{day.isoformat()}", day
            case _:
                yield "" if place == 1 else f"-{place}", day


class _Lines(NamedTuple):
    """What all events of a measure share: lines as they stand in a file, and words of an alarm."""

    begin: bytes
    rest: bytes
    alarm: str | None


class _Calendars:
    """The calendars of one build: an event stands in several and is written once."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._host = urlsplit(edition.site.record.base_url or "").hostname or NOWHERE
        self._shared: dict[str, _Lines] = {}
        self._written: dict[str, Event] = {}
        soon = edition.shared.get(_SOON)
        self._soon: Mapping[str, Event] = soon if isinstance(soon, dict) else {}

    def file(self, address: str, name: str, entries: list[_Entry]) -> Iterator[OutputFile]:
        """The calendar beside a page; none without events."""
        return self.written(address, name, [self.event(entry) for entry in entries])

    def written(self, address: str, name: str, events: Sequence[Event]) -> Iterator[OutputFile]:
        """The same of events that are written already."""
        if not events:
            return
        title = _escaped(self._edition.messages.gettext("Deadlines: %(name)s", name=_line(name)))
        # Programs older than RFC 7986 know the name by what Outlook and Apple called it.
        named = folded(f"NAME:{title}") + folded(f"X-WR-CALNAME:{title}")
        url = self._edition.links.absolute(address)
        begin, refreshed, rest = _frame()
        parts = [begin, named, refreshed, folded(f"URL:{url}") if url else b"", rest]
        parts += [event.lines for event in sorted(events, key=_BY_DAY)]
        yield OutputFile(f"{address.lstrip('/')}{CALENDAR_FILE}", b"".join((*parts, _END)))

    def event(self, entry: _Entry) -> Event:
        """The event of a day of a measure."""
        written = self._written.get(entry.uid) or self._soon.get(entry.uid)
        if written is None:
            made = Event(entry.day, entry.uid, self._made(entry))
            written = self._written[entry.uid] = made
        return written

    def _made(self, entry: _Entry) -> bytes:
        """The lines of an event as the library writes them, which takes fifty times as long.

        Tests read with it what is written here.
        """
        shared = self._shared.get(entry.measure.address)
        if shared is None:
            shared = self._shared[entry.measure.address] = _lines(self._edition, entry)
        name = entry.uid.strip("/").replace("/", ".").replace(".#", ".")
        is_ahead = entry.day >= self._edition.site.today
        return b"".join(
            (
                shared.begin,
                _span(entry.day),
                _stamp(_changed(entry)),
                folded(f"UID:{name}@{self._host}"),
                shared.rest,
                _alarm(shared.alarm) if is_ahead and shared.alarm is not None else b"",
                b"END:VEVENT\r\n",
            )
        )


_END = b"END:VCALENDAR\r\n"
_ONE_DAY = timedelta(days=1)


@cache
def _frame() -> tuple[bytes, bytes, bytes]:
    """What all calendars share, as the library writes it: before the name, before the address,
    and what comes before the first event.
    """
    from icalendar import Calendar  # takes long to load, and not every run makes calendars

    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//nokgen//deadlines//RU")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("refresh-interval", timedelta(days=1), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "P1D")
    head = calendar.to_ical().removesuffix(_END)
    begin, mark, rest = head.partition(b"REFRESH-INTERVAL")
    refreshed, end, rest = rest.partition(b"\r\n")
    return begin, mark + refreshed + end, rest


def _end_of_letter(data: bytes, end: int) -> int:
    """The last place up to `end` that is not inside a letter of UTF-8."""
    while data[end] & 0b1100_0000 == 0b1000_0000:
        end -= 1
    return end


def _lines(edition: Edition, entry: _Entry) -> _Lines:
    measure, record = entry.measure, entry.measure.record
    summary = _escaped(_line(measure.name))
    status = edition.messages.gettext(label_of(measure.status.kind))
    url = edition.links.absolute(measure.address)
    rest = (
        b"SEQUENCE:%d\r\n" % (len(record.moved) + (record.cancelled is not None)),
        folded(f"CATEGORIES:{_escaped(status)}"),
        folded(f"DESCRIPTION:{_escaped(_description(edition, entry, status))}"),
        b"STATUS:%b\r\n" % (b"CANCELLED" if record.cancelled else b"CONFIRMED"),
        b"TRANSP:TRANSPARENT\r\n",
        folded(f"URL:{url}") if url else b"",
    )
    is_open = record.cancelled is None and measure.status.kind not in DONE
    return _Lines(
        begin=b"BEGIN:VEVENT\r\n" + folded(f"SUMMARY:{summary}"),
        rest=b"".join(rest),
        alarm=summary if is_open else None,
    )


# Most days have passed, and the others of a measure follow each other.
@lru_cache(maxsize=256)
def _alarm(words: str) -> bytes:
    return (
        b"BEGIN:VALARM\r\nACTION:DISPLAY\r\n"
        + folded(f"DESCRIPTION:{words}")
        + b"TRIGGER:-P%dD\r\nEND:VALARM\r\n" % REMINDED_BEFORE.days
    )


def _escaped(text: str) -> str:
    """The text as the library writes it (RFC 5545, 3.3.11), ten times as fast."""
    if "\\" in text:  # first: what is a break already must not get a second backslash
        text = text.replace("\\N", "\n").replace("\\", "\\\\")
    text = text.replace(";", "\\;").replace(",", "\\,")
    if "\r" in text:
        text = text.replace("\r\n", "\\n").replace("\r", "\\n")
    return text.replace("\n", "\\n")


# Deadlines gather at the ends of months: many events share their days.
@lru_cache(maxsize=4096)
def _span(day: date) -> bytes:
    """The lines of an event of one whole day."""
    after = _digits(day + _ONE_DAY)
    return f"DTSTART;VALUE=DATE:{_digits(day)}\r\nDTEND;VALUE=DATE:{after}\r\n".encode()


@lru_cache(maxsize=4096)
def _stamp(day: date) -> bytes:
    return f"DTSTAMP:{_digits(day)}T000000Z\r\n".encode()


def _digits(day: date) -> str:
    """The day as 20260131; `strftime` takes five times as long."""
    return day.isoformat().replace("-", "")


# What goes on below: the space at its beginning counts, and no letter of UTF-8 is cut in two.
_PIECE = re.compile(rb".{1,%d}(?![\x80-\xbf])" % (MOST_BYTES - 1), re.DOTALL)


def folded(line: str) -> bytes:
    """A line as it stands in a file (RFC 5545, 3.1): what is longer than 75 bytes goes on below.

    No letter is cut in two.
    """
    data = line.encode()
    if len(data) <= MOST_BYTES:
        return data + b"\r\n"
    end = _end_of_letter(data, MOST_BYTES)
    if len(data) < end + MOST_BYTES:  # names and addresses: two pieces
        return b"%b\r\n %b\r\n" % (data[:end], data[end:])
    return b"\r\n ".join((data[:end], *_PIECE.findall(data, end))) + b"\r\n"


def _description(edition: Edition, entry: _Entry, status: str) -> str:
    say, measure = edition.messages.gettext, entry.measure
    who = ", ".join(filter(None, map(_nameless, measure.responsible)))
    lines = [
        measure.record.title,
        say("Deadline: %(text)s", text=" ".join(measure.current.text.split())),
        say("Plan: %(name)s", name=f"{entry.plan.name} ({entry.plan.place.name})"),
        say("Who answers: %(names)s", names=who) if who else "",
        say("Status: %(status)s", status=status),
    ]
    return "\n".join(line for line in lines if line)


def _nameless(body: BodyRef) -> str:
    """A body; words of a document are left without names of persons, as in all exports."""
    return body.name if body.address else without_names(body.name)


def _changed(entry: _Entry) -> date:
    """The day of the newest word about the event: a cancellation, a move, else its document."""
    record, source = entry.measure.record, entry.plan.record.source
    approved = entry.plan.record.approved
    if record.cancelled is not None:
        return record.cancelled.date
    if record.moved:
        return record.moved[-1].date
    known = (approved.date if approved else None) or source.retrieved
    return known or date(entry.day.year, 1, 1)


def _line(text: str) -> str:
    """One line of plain text: no-break spaces are for pages, not for the lists of programs."""
    return shortened(first_line(text), SUMMARY_LENGTH).replace("\u00a0", " ")
