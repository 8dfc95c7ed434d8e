"""The calendar of deadlines."""

from __future__ import annotations

from nokgen.pages.views.frame import Layout, Link
from nokgen.pages.views.lists import DeadlineItem
from nokgen.pages.views.view import view


@view(frozen=True, slots=True)
class MonthLink:
    """A month of the calendar with the number of its deadlines in words."""

    link: Link
    count: str


@view(frozen=True, slots=True)
class YearOfMonths:
    """The months of a year that have deadlines."""

    title: str
    months: tuple[MonthLink, ...]


@view(frozen=True, slots=True)
class CalendarPage:
    """What is due in the next 30 days, what is overdue, and all months; `due` tells more.

    `more_upcoming` and `more_overdue` say how many have no room in a list.
    """

    layout: Layout
    title: str
    lead: str
    due: Link
    upcoming: tuple[DeadlineItem, ...]
    overdue: tuple[DeadlineItem, ...]
    years: tuple[YearOfMonths, ...]
    more_upcoming: str = ""
    more_overdue: str = ""


@view(frozen=True, slots=True)
class DayOfGrid:
    """A cell of a month's grid; `number` is empty outside the month."""

    number: str
    count: str
    href: str
    today: bool


@view(frozen=True, slots=True)
class DayOfMonth:
    """The deadlines of a day; `more` says how many have no room."""

    title: str
    id: str
    items: tuple[DeadlineItem, ...]
    more: str = ""


@view(frozen=True, slots=True)
class MonthPage:
    """A month of the calendar: a grid of weeks, and its days as a list."""

    layout: Layout
    title: str
    lead: str
    weekdays: tuple[str, ...]
    weeks: tuple[tuple[DayOfGrid, ...], ...]
    days: tuple[DayOfMonth, ...]
    previous: Link
    next: Link
    calendar: Link
