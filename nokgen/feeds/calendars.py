"""Deadlines go in, iCalendar files come out (RFC 5545, RFC 7986); the only door to icalendar.

An event is a whole day by which something must be done. What has no such day (ongoing, after an
event, daily) is no event. The same content gives the same bytes on every day on which no status
changes: nothing in a file tells when it was made.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlsplit

from icalendar import Calendar, vText

from nokgen.domain.deadlines import Form
from nokgen.domain.persons import without_names
from nokgen.domain.status import label_of
from nokgen.model import BodyRef, Improvement, Measure, Municipality, Plan, Region
from nokgen.model.due import what_is_due
from nokgen.pages import Edition, OutputFile, bounds
from nokgen.pages.offers import CALENDAR_FILE, DUE
from nokgen.pages.overview import owners
from nokgen.pages.text import first_line, shortened
from nokgen.pages.words import DONE

REMINDED_BEFORE = timedelta(days=14)
SUMMARY_LENGTH = 200
MOST_BYTES = 75
# A site whose address nobody has set yet still needs names for its events.
NOWHERE = "nokgen.invalid"


@dataclass(frozen=True, slots=True)
class _Entry:
    """A day of a measure; `uid` stays the same when the day is moved."""

    uid: str
    day: date
    measure: Measure
    plan: Plan | Improvement


def calendars_of(edition: Edition, owner: Municipality | Region) -> Iterator[OutputFile]:
    """A calendar beside every page of a territory that has deadlines."""
    calendars = _Calendars(edition)
    for plan in _plans(owner):
        yield from calendars.file(plan.address, plan.name, _entries(plan, plan.measures))
    yield from calendars.file(owner.address, owner.record.name, _own(owner))
    for body in owner.bodies:
        promised = [e for p in body.promises for e in _entries(p.plan, p.measures)]
        yield from calendars.file(body.address, body.name, promised)
    for organization in owner.organizations:
        ref = organization.ref
        items = [e for plan in organization.improvements for e in _entries(plan, plan.measures)]
        yield from calendars.file(ref.address, ref.name, items)


def site_calendars(edition: Edition) -> Iterator[OutputFile]:
    """The calendar of the whole site, and that of what is due soon."""
    calendars = _Calendars(edition)
    every = [entry for owner in owners(edition.site) for entry in _own(owner)]
    yield from calendars.file("/", edition.site.record.title, _nearest(edition, every))
    soon = what_is_due(edition.site)
    days = {(due.measure.address, due.day) for due in (*soon.ahead, *soon.overdue)}
    due = [entry for entry in every if (entry.measure.address, entry.day) in days]
    title = edition.messages.gettext("What is due soon")
    yield from calendars.file(DUE, title, _nearest(edition, due))


def _nearest(edition: Edition, entries: list[_Entry]) -> list[_Entry]:
    """All of them, or of too many the nearest to come, and before them the last to have passed."""
    if len(entries) <= bounds.DAYS:
        return entries
    today = edition.site.today
    ordered = sorted(entries, key=lambda each: (each.day, each.uid))
    passed = bisect_left(ordered, today, key=lambda each: each.day)
    first = max(0, min(passed, len(ordered) - bounds.DAYS))
    return ordered[first : first + bounds.DAYS]


def _plans(owner: Municipality | Region) -> tuple[Plan | Improvement, ...]:
    return (*owner.plans, *owner.improvements)


def _own(owner: Municipality | Region) -> list[_Entry]:
    return [entry for plan in _plans(owner) for entry in _entries(plan, plan.measures)]


def _entries(plan: Plan | Improvement, measures: Iterable[Measure]) -> list[_Entry]:
    return [
        _Entry(f"{measure.address}{suffix}", day, measure, plan)
        for measure in measures
        for suffix, day in _days(measure)
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


class _Calendars:
    """The calendars of one build: an event stands in several and is written once."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._written: dict[str, bytes] = {}

    def file(self, address: str, name: str, entries: list[_Entry]) -> Iterator[OutputFile]:
        """The calendar beside a page; none without events."""
        if not entries:
            return
        head, end, _ = _empty(self._edition, address, name).to_ical().partition(_END)
        events = (
            self._event(entry) for entry in sorted(entries, key=lambda each: (each.day, each.uid))
        )
        path = f"{address.lstrip('/')}{CALENDAR_FILE}"
        yield OutputFile(path, head + b"".join(events) + end)

    def _event(self, entry: _Entry) -> bytes:
        if entry.uid not in self._written:
            self._written[entry.uid] = _event(self._edition, entry)
        return self._written[entry.uid]


_END = b"END:VCALENDAR\r\n"


def _empty(edition: Edition, address: str, name: str) -> Calendar:
    """A calendar without events."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//nokgen//deadlines//RU")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    title = edition.messages.gettext("Deadlines: %(name)s", name=_line(name))
    # Programs older than RFC 7986 know these two by the names that Outlook and Apple gave them.
    calendar.add("name", title)
    calendar.add("x-wr-calname", title)
    calendar.add("refresh-interval", timedelta(days=1), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "P1D")
    if edition.links.base_url:
        calendar.add("url", edition.links.absolute(address))
    return calendar


def _event(edition: Edition, entry: _Entry) -> bytes:
    """The lines of an event as the library writes them, which takes ten times as long.

    It still escapes every text, and tests read with it what is written here.
    """
    measure, record = entry.measure, entry.measure.record
    host = urlsplit(edition.site.record.base_url or "").hostname or NOWHERE
    summary = _escaped(_line(measure.name))
    category = edition.messages.gettext(label_of(measure.status.kind))
    lines = [
        "BEGIN:VEVENT",
        f"SUMMARY:{summary}",
        f"DTSTART;VALUE=DATE:{entry.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{entry.day + timedelta(days=1):%Y%m%d}",
        f"DTSTAMP:{_changed(entry):%Y%m%d}T000000Z",
        f"UID:{entry.uid.strip('/').replace('/', '.').replace('.#', '.')}@{host}",
        f"SEQUENCE:{len(record.moved) + (record.cancelled is not None)}",
        f"CATEGORIES:{_escaped(category)}",
        f"DESCRIPTION:{_escaped(_description(edition, entry))}",
        f"STATUS:{'CANCELLED' if record.cancelled else 'CONFIRMED'}",
        "TRANSP:TRANSPARENT",
    ]
    if edition.links.base_url:
        lines.append(f"URL:{edition.links.absolute(measure.address)}")
    is_ahead = entry.day >= edition.site.today
    if is_ahead and record.cancelled is None and measure.status.kind not in DONE:
        trigger = f"TRIGGER:-P{REMINDED_BEFORE.days}D"
        alarm = ("ACTION:DISPLAY", f"DESCRIPTION:{summary}", trigger)
        lines += ["BEGIN:VALARM", *alarm, "END:VALARM"]
    lines.append("END:VEVENT")
    return b"".join(map(folded, lines))


def _escaped(text: str) -> str:
    return vText(text).to_ical().decode()


def folded(line: str) -> bytes:
    """A line as it stands in a file (RFC 5545, 3.1): what is longer than 75 bytes goes on below.

    No letter is cut in two.
    """
    data = line.encode()
    pieces, start, room = [], 0, MOST_BYTES
    while len(data) - start > room:
        end = start + room
        while data[end] & 0b1100_0000 == 0b1000_0000:  # inside a letter of UTF-8
            end -= 1
        pieces.append(data[start:end])
        start, room = end, MOST_BYTES - 1  # the space at the beginning counts
    return b"\r\n ".join((*pieces, data[start:])) + b"\r\n"


def _description(edition: Edition, entry: _Entry) -> str:
    say, measure = edition.messages.gettext, entry.measure
    who = ", ".join(filter(None, map(_nameless, measure.responsible)))
    lines = [
        measure.record.title,
        say("Deadline: %(text)s", text=" ".join(measure.current.text.split())),
        say("Plan: %(name)s", name=f"{entry.plan.name} ({entry.plan.place.name})"),
        say("Who answers: %(names)s", names=who) if who else "",
        say("Status: %(status)s", status=say(label_of(measure.status.kind))),
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
