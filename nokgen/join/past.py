"""The past of a region goes into its part; the past of the whole site comes out of all parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from nokgen.compare import Change, Past, Step
from nokgen.join.part import Part, PartChange, PartPast, PartStep


def past_of_part(past: Past) -> PartPast:
    """What the pages about all changes need of one region: its newest steps."""
    return PartPast(
        is_absent=past.is_absent,
        is_shallow=past.is_shallow,
        is_partly_missing=past.is_partly_missing,
        steps=tuple(map(_told, past.steps)),
    )


def past_of_region(part: Part, repository: str) -> Past:
    """The past of the region of a part; `repository` is that of the joined site."""
    records: dict[str, list[Step]] = {}
    for step in _steps(part, repository):
        records.setdefault(step.record, []).append(step)
    return Past({record: tuple(steps) for record, steps in records.items()}, is_shown=True)


def joined_past(own: Past, parts: Sequence[Part], revision: str, repository: str) -> Past:
    """The past of the site itself, `own`, and of all regions.

    Commits of one repository stay in their order; those of several are sorted by day.
    """
    if not own.is_shown:
        return own
    steps = [*own.steps, *(step for part in parts for step in _steps(part, repository))]
    if any(part.record.revision != revision for part in parts):
        steps = _by_day(own.steps, parts, repository)
    records: dict[str, list[Step]] = {}
    for step in sorted(steps, key=lambda step: (step.order, step.record)):
        records.setdefault(step.record, []).append(step)
    pasts = [part.record.past for part in parts]
    return replace(
        own,
        records={record: tuple(records[record]) for record in sorted(records)},
        is_absent=own.is_absent and all(past.is_absent for past in pasts),
        is_shallow=own.is_shallow or any(past.is_shallow for past in pasts),
        is_partly_missing=own.is_partly_missing or any(past.is_partly_missing for past in pasts),
    )


def _by_day(own: Iterable[Step], parts: Sequence[Part], repository: str) -> list[Step]:
    """All steps, their commits counted anew: the newest day first, then by region."""
    sources = [("", tuple(own))]
    sources += [(part.record.region, tuple(_steps(part, repository))) for part in parts]
    known = sorted(
        {(-step.day.toordinal(), name, step.order) for name, steps in sources for step in steps}
    )
    places = {key: order for order, key in enumerate(known)}
    return [
        replace(step, order=places[-step.day.toordinal(), name, step.order])
        for name, steps in sources
        for step in steps
    ]


def _steps(part: Part, repository: str) -> Iterable[Step]:
    """The steps of a part; where its repository is another, they say which."""
    theirs = part.record.repository
    for step in part.record.past.steps:
        yield Step(
            record=step.record,
            order=step.order,
            commit=step.commit,
            day=step.day,
            author=step.author,
            place=step.place,
            name=step.name,
            changes=tuple(Change(each.text, each.look, each.anchor) for each in step.changes),
            is_first=step.is_first,
            repository=theirs if theirs != repository else "",
        )


def _told(step: Step) -> PartStep:
    return PartStep(
        record=step.record,
        order=step.order,
        commit=step.commit,
        day=step.day,
        author=step.author,
        place=step.place,
        name=step.name,
        is_first=step.is_first,
        changes=tuple(
            PartChange(text=each.text, look=each.look, anchor=each.anchor) for each in step.changes
        ),
    )
