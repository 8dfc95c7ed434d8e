"""Entries of lists: plans, deadlines, bodies, territories, measures."""

from __future__ import annotations

from nokgen.pages.views.frame import Link
from nokgen.pages.views.parts import Progress, StatusTag, Timeline
from nokgen.pages.views.view import view


@view(frozen=True, slots=True)
class PlanCard:
    """A plan in a list."""

    link: Link
    kind: str
    years: str
    place: Link
    measures: str
    progress: Progress
    summary: str = ""


@view(frozen=True, slots=True)
class DeadlineItem:
    """A deadline in a list or a calendar; `date` in words, `iso_date` for <time>."""

    date: str
    iso_date: str
    measure: Link
    plan: Link
    place: Link
    status: StatusTag
    deadline: str


@view(frozen=True, slots=True)
class BodyCard:
    """A body in a list."""

    link: Link
    kind: str
    measures: str


@view(frozen=True, slots=True)
class YearOfPlans:
    """The plans of a municipality for one year, on one timeline."""

    title: str
    id: str
    plans: tuple[PlanCard, ...]
    timeline: Timeline


@view(frozen=True, slots=True)
class TerritoryCard:
    """A municipality or a region in a list."""

    link: Link
    kind: str
    plans: str
    progress: Progress


@view(frozen=True, slots=True)
class MeasureLine:
    """A measure in a list outside its plan."""

    number: str
    link: Link
    deadline: str
    status: StatusTag


@view(frozen=True, slots=True)
class PlanOfBody:
    """What a body has promised in one plan."""

    link: Link
    years: str
    measures: tuple[MeasureLine, ...]
