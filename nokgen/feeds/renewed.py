"""What is kept of a region goes in, and what was made anew of some of its territories; what is kept
of it then comes out, and the other territories need not be made again.

A list that has room for more holds everything. A full one may lack something, but only beyond its
end: up to there it is whole, and so is the next one, if that is no shorter.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from operator import itemgetter
from typing import TypeVar

from nokgen.feeds import atom
from nokgen.feeds.atom import Entry, Headlines
from nokgen.feeds.calendars import Event, Events
from nokgen.feeds.part import Days, FeedPart
from nokgen.frozen import frozen
from nokgen.pages import bounds, digest_of

T = TypeVar("T")
_DAY, _PLACE = itemgetter(0), itemgetter(0, 1)


class _TooShortError(Exception):
    """What had no room in a full list may have some now."""


def renewed(old: FeedPart, new: FeedPart, towns: tuple[str, ...], today: date) -> FeedPart | None:
    """What is kept of a region: what `old` has of the `towns` at these addresses, and all of `new`.

    None where nobody can tell without the others.
    """
    both = _Both(towns, today)
    try:
        found = FeedPart(
            events=Events(
                both.events(old.events.every, new.events.every),
                both.events(old.events.due, new.events.due),
            ),
            headlines=Headlines(
                both.headlines(old.headlines.newest, new.headlines.newest),
                both.headlines(old.headlines.turns, new.headlines.turns),
            ),
            ahead=both.days(old.ahead, new.ahead),
            overdue=both.days(old.overdue, new.overdue),
            done=both.days(old.done, new.done),
        )
    except _TooShortError:
        return None
    return replace(found, sum=digest_of(found))


@frozen
class _Both:
    towns: tuple[str, ...]
    today: date

    def events(self, old: tuple[Event, ...], new: tuple[Event, ...]) -> tuple[Event, ...]:
        """The last to have passed, and the first to come."""
        kept = (event for event in old if event.uid.startswith(self.towns))
        found = sorted((*kept, *new), key=_PLACE)
        now, before = (bisect_left(each, self.today, key=_DAY) for each in (found, old))
        most = bounds.DAYS
        passed = _first(
            old[:before][::-1], found[:now][::-1], most, lambda one, end: _PLACE(one) >= _PLACE(end)
        )
        ahead = _first(old[before:], found[now:], most, lambda one, end: _PLACE(one) <= _PLACE(end))
        return (*passed[::-1], *ahead)

    def headlines(self, old: tuple[Entry, ...], new: tuple[Entry, ...]) -> tuple[Entry, ...]:
        """The newest entries."""
        kept = (entry for entry in old if entry.address.startswith(self.towns))
        found = sorted((*kept, *new), key=atom.order)
        most = atom.MOST_ENTRIES
        return _first(old, found, most, lambda one, end: atom.order(one) <= atom.order(end))

    def days(self, old: Days, new: Days) -> Days:
        """The first days of a group."""
        kept = (day for day in old if day[0][1].startswith(self.towns))
        found = sorted((*kept, *new), key=_DAY)
        return _first(old, found, bounds.DAYS, lambda one, end: one[0] <= end[0])


def _first(
    old: Sequence[T], found: Sequence[T], most: int, is_within: Callable[[T, T], bool]
) -> tuple[T, ...]:
    """As many of those found as there is room for; of a list that was full, none beyond its end."""
    if len(old) < most:
        return tuple(found[:most])
    within = tuple(each for each in found if is_within(each, old[-1]))
    if len(within) < most:
        raise _TooShortError
    return within[:most]
