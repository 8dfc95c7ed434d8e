"""A region goes in; what files about the whole site take from it comes out, written already."""

from __future__ import annotations

from dataclasses import field, replace
from datetime import date
from heapq import merge
from itertools import islice
from operator import itemgetter

from nokgen.feeds.api.due import Rows, done_entry, due_entry
from nokgen.feeds.api.refs import Refs
from nokgen.feeds.atom import Headlines, headlines_of
from nokgen.feeds.calendars import Events, events_of
from nokgen.feeds.due_table import DueLine, due_line
from nokgen.feeds.lines import Ground
from nokgen.frozen import frozen
from nokgen.model import Improvement, Measure, Plan, Region
from nokgen.model.due import what_is_due, within
from nokgen.model.outline import Country, Promised, RegionOutline
from nokgen.pages import Edition, bounds, digest_of

# The place of a day in its group.
_Key = tuple[int, str]


@frozen
class Written:
    """A day of a measure as it stands in the files about what is due: JSON, and a line of CSV."""

    json: bytes
    line: bytes


# The days of one group in their order: the key of each, and what is written of it.
Days = tuple[tuple[_Key, Written], ...]


@frozen
class FeedPart:
    """What is kept of a region, or of several, for files about the whole site: no more than they
    have room for.
    """

    events: Events = field(default_factory=Events)
    headlines: Headlines = field(default_factory=Headlines)
    ahead: Days = ()
    overdue: Days = ()
    done: Days = ()
    # The digest of all of it, where it is known.
    sum: str = field(default="", compare=False)

    def joined(self, other: FeedPart, today: date) -> FeedPart:
        """What is kept of both."""
        return FeedPart(
            self.events.joined(other.events, today),
            self.headlines.joined(other.headlines),
            _first(self.ahead, other.ahead),
            _first(self.overdue, other.overdue),
            _first(self.done, other.done),
            digest_of(self.sum, other.sum),
        )

    def rows(self) -> Rows:
        """The entries of the file about what is due."""
        groups = (self.ahead, self.overdue, self.done)
        return Rows(*([written.json for _, written in days] for days in groups))

    def lines(self) -> list[bytes]:
        """The lines of the table about what is due, in the order of its page."""
        groups = (self.overdue, self.ahead, self.done)
        return [written.line for days in groups for _, written in days]


def feed_part_of(edition: Edition, region: Region, outline: RegionOutline) -> FeedPart:
    """What is kept of the region of an edition.

    Its own files hold the same events and measures: made after it, they need not write them again.
    """
    soon = what_is_due(Country((outline,)), edition.site.today)
    writer = _Writer(edition, region)
    found = FeedPart(
        events=events_of(edition, region, soon),
        headlines=headlines_of(edition, region),
        ahead=tuple(map(writer.ahead, soon.ahead[: bounds.DAYS])),
        overdue=tuple(map(writer.overdue, soon.overdue[: bounds.DAYS])),
        done=tuple(map(writer.done, soon.done[: bounds.DAYS])),
    )
    writer.refs.share()
    return replace(found, sum=digest_of(found))


def _first(some: Days, others: Days) -> Days:
    return tuple(islice(merge(some, others, key=itemgetter(0)), bounds.DAYS))


class _Writer:
    """Writes the days of a region."""

    def __init__(self, edition: Edition, region: Region) -> None:
        self.refs = Refs(edition)
        self._today = edition.site.today
        self._measures: dict[str, Measure] = {}
        self._grounds: dict[str, Ground] = {}
        for owner in region.parts:
            name = "" if isinstance(owner, Region) else owner.record.name
            self._grounds[owner.address] = Ground(edition, region.record.name, name)
            plans: tuple[Plan | Improvement, ...] = (*owner.plans, *owner.improvements)
            for plan in plans:
                self._measures |= {measure.address: measure for measure in plan.measures}

    def ahead(self, due: Promised) -> tuple[_Key, Written]:
        """A day to come."""
        days = within(due, self._today)
        entry = due_entry(self.refs, due, self._measures[due.address], days)
        return _key(due), Written(entry, self._line("ahead", days, due))

    def overdue(self, due: Promised) -> tuple[_Key, Written]:
        """A day that has passed."""
        entry = due_entry(self.refs, due, self._measures[due.address], None)
        return _key(due), Written(entry, self._line("overdue", None, due))

    def done(self, due: Promised) -> tuple[_Key, Written]:
        """Something that was done; the newest stands first."""
        entry = done_entry(self.refs, due, self._measures[due.address])
        key = (-due.day.toordinal(), due.address)
        return key, Written(entry, self._line("done", None, due))

    def _line(self, group: str, days: int | None, due: Promised) -> bytes:
        ground, measure = self._grounds[due.place.address], self._measures[due.address]
        return due_line(DueLine(ground, group, days, due, measure))


def _key(due: Promised) -> _Key:
    return due.day.toordinal(), due.address
