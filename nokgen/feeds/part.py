"""A region goes in; what files about the whole site take from it comes out, written already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from nokgen.feeds.api.due import Rows, done_entry, due_entry
from nokgen.feeds.api.refs import Refs
from nokgen.feeds.atom import Headlines, headlines_of
from nokgen.feeds.calendars import Events, events_of
from nokgen.feeds.due_table import DueLine, due_line
from nokgen.feeds.lines import Ground
from nokgen.model import Improvement, Measure, Plan, Region
from nokgen.model.due import WhatIsDue, what_is_due, within
from nokgen.model.outline import Promised, RegionOutline
from nokgen.pages import Edition, bounds

AHEAD, OVERDUE, DONE = "ahead", "overdue", "done"
# Of a day: its group, the address of the measure, the day.
_Key = tuple[str, str, date]


@dataclass(frozen=True, slots=True)
class Written:
    """A day of a measure as it stands in the files about what is due: JSON, and a line of CSV."""

    json: bytes
    line: bytes


@dataclass(frozen=True, slots=True)
class FeedPart:
    """What is kept of a region for files about the whole site: no more than they have room for."""

    events: Events = field(default_factory=Events)
    headlines: Headlines = field(default_factory=Headlines)
    due: Mapping[_Key, Written] = field(default_factory=dict)


def feed_part_of(edition: Edition, region: Region, outline: RegionOutline) -> FeedPart:
    """What is kept of the region of an edition."""
    soon = what_is_due(outline.parts, edition.site.today)
    return FeedPart(
        events=events_of(edition, region, soon),
        headlines=headlines_of(edition, region),
        due=dict(_written(edition, region, soon)),
    )


@dataclass(frozen=True, slots=True)
class DueRows:
    """What is due on the whole site, as it was written region by region."""

    soon: WhatIsDue
    json: Rows
    lines: Sequence[bytes]


def due_rows(soon: WhatIsDue, parts: Sequence[FeedPart]) -> DueRows:
    """The first days of each group; `parts` are those of all regions."""
    known = {key: written for part in parts for key, written in part.due.items()}
    groups = [[known[key] for key, _due in _first(soon, group)] for group in _GROUPS]
    overdue, ahead, done = ([each.json for each in group] for group in groups)
    lines = [each.line for group in groups for each in group]
    return DueRows(soon, Rows(ahead, overdue, done), lines)


# In the order of the page.
_GROUPS = (OVERDUE, AHEAD, DONE)


def _first(soon: WhatIsDue, group: str) -> Iterator[tuple[_Key, Promised]]:
    days = {AHEAD: soon.ahead, OVERDUE: soon.overdue, DONE: soon.done}[group]
    for due in days[: bounds.DAYS]:
        yield (group, due.address, due.day), due


def _written(edition: Edition, region: Region, soon: WhatIsDue) -> Iterator[tuple[_Key, Written]]:
    refs, today = Refs(edition), edition.site.today
    measures: dict[str, Measure] = {}
    grounds: dict[str, Ground] = {}
    for owner in region.parts:
        name = "" if isinstance(owner, Region) else owner.record.name
        grounds[owner.address] = Ground(edition, region.record.name, name)
        plans: tuple[Plan | Improvement, ...] = (*owner.plans, *owner.improvements)
        measures |= {measure.address: measure for plan in plans for measure in plan.measures}
    for group in _GROUPS:
        for key, due in _first(soon, group):
            measure = measures[due.address]
            days = within(due, today) if group == AHEAD else None
            entry = (
                done_entry(refs, due, measure)
                if group == DONE
                else due_entry(refs, due, measure, days)
            )
            line = DueLine(grounds[due.place.address], group, days, due, measure)
            yield key, Written(entry, due_line(line))
