"""All deadlines go in, the calendar comes out: what is near, what is overdue, and every month."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import groupby

from nokgen.domain.status import DUE_SOON_DAYS, StatusKind
from nokgen.model.outline import Country, Promised
from nokgen.pages import bounds, views
from nokgen.pages.edition import Edition
from nokgen.pages.layout import CALENDAR, Heading, layout
from nokgen.pages.lists import deadline_items
from nokgen.pages.offers import DUE
from nokgen.pages.words import capital

Month = tuple[int, int]


def calendar_page(edition: Edition, country: Country) -> views.CalendarPage:
    """The front page of the calendar."""
    site, messages = edition.site, edition.messages
    dues = country.days
    horizon = site.today + timedelta(days=DUE_SOON_DAYS)
    overdue = [
        due for due in dues if due.day < site.today and due.status.kind is StatusKind.OVERDUE
    ]
    upcoming = [due for due in dues if site.today <= due.day <= horizon]
    months = by_month(dues)
    return views.CalendarPage(
        layout=layout(
            edition,
            Heading(
                CALENDAR,
                messages.gettext("Calendar of deadlines"),
                messages.gettext("What is due in the next 30 days, what is overdue, every month."),
                sheet="calendar.css",
            ),
        ),
        title=messages.gettext("Calendar of deadlines"),
        lead=messages.gettext(
            "Days by which the plans promise something. Today is %(day)s.",
            day=messages.day(site.today),
        ),
        due=views.Link(
            messages.gettext("What is due in the next 7, 30 and 90 days, and what was done"),
            edition.links.to(DUE, CALENDAR),
        ),
        upcoming=deadline_items(edition, upcoming[: bounds.DEADLINES], CALENDAR),
        overdue=deadline_items(edition, overdue[: bounds.DEADLINES], CALENDAR),
        more_upcoming=_more(edition, len(upcoming) - bounds.DEADLINES),
        more_overdue=_more(edition, len(overdue) - bounds.DEADLINES),
        years=tuple(
            views.YearOfMonths(
                messages.gettext("%(year)s", year=year),
                tuple(
                    _month_link(edition, month, len(months[month]))
                    for month in sorted(months)
                    if month[0] == year
                ),
            )
            for year in sorted({year for year, _ in months}, reverse=True)
        ),
    )


def _more(edition: Edition, rest: int) -> str:
    if rest <= 0:
        return ""
    return edition.messages.ngettext(
        "%(n)s more has no room here: look at the page of its town or region.",
        "%(n)s more have no room here: look at the page of their town or region.",
        rest,
    )


def month_page(
    edition: Edition,
    month: Month,
    dues: list[Promised],
    neighbours: tuple[Month | None, Month | None],
) -> views.MonthPage:
    """The page of a month that has deadlines; `neighbours` are those before and after it."""
    messages, page = edition.messages, month_address(month)
    name = messages.month_year(date(*month, 1))
    before, after = neighbours

    def neighbour(other: Month | None) -> views.Link:
        if other is None:
            return views.Link("")
        label = capital(messages.month_year(date(*other, 1)))
        return views.Link(label, edition.links.to(month_address(other), page))

    by_day = {day: list(group) for day, group in groupby(dues, key=lambda due: due.day)}
    title = messages.gettext("Deadlines: %(month)s", month=name)
    calendar = messages.gettext("Calendar of deadlines")
    return views.MonthPage(
        layout=layout(
            edition,
            Heading(
                page,
                title,
                messages.ngettext("%(n)s deadline", "%(n)s deadlines", len(dues)) + f", {name}.",
                trail=((calendar, CALENDAR),),
                sheet="calendar.css",
            ),
        ),
        title=title,
        lead=messages.ngettext("%(n)s deadline", "%(n)s deadlines", len(dues)),
        weekdays=tuple(
            messages.weekday_short(date(2024, 1, day)) for day in range(1, 8)
        ),  # 1 January 2024 is a Monday
        weeks=_weeks(edition, month, by_day),
        days=tuple(
            views.DayOfMonth(
                messages.day(day),
                _day_id(day),
                deadline_items(edition, by_day[day][: bounds.DEADLINES_OF_A_DAY], page),
                _more(edition, len(by_day[day]) - bounds.DEADLINES_OF_A_DAY),
            )
            for day in by_day
        ),
        previous=neighbour(before),
        next=neighbour(after),
        calendar=views.Link(calendar, edition.links.to(CALENDAR, page)),
    )


def _weeks(
    edition: Edition, month: Month, by_day: dict[date, list[Promised]]
) -> tuple[tuple[views.DayOfGrid, ...], ...]:
    def cell(day: date) -> views.DayOfGrid:
        if day.month != month[1]:
            return views.DayOfGrid("", "", "", False)
        count = len(by_day.get(day, ()))
        words = edition.messages.ngettext("%(n)s deadline", "%(n)s deadlines", count)
        return views.DayOfGrid(
            number=str(day.day),
            count=words if count else "",
            href=f"#{_day_id(day)}" if count else "",
            today=day == edition.site.today,
        )

    weeks = Calendar().monthdatescalendar(*month)
    return tuple(tuple(cell(day) for day in week) for week in weeks)


def by_month(dues: Iterable[Promised]) -> dict[Month, list[Promised]]:
    """Deadlines, which are sorted by day, month by month."""
    return {
        month: list(group)
        for month, group in groupby(dues, key=lambda due: (due.day.year, due.day.month))
    }


def _month_link(edition: Edition, month: Month, count: int) -> views.MonthLink:
    messages = edition.messages
    return views.MonthLink(
        views.Link(
            capital(messages.month(date(*month, 1))),
            edition.links.to(month_address(month), CALENDAR),
        ),
        messages.ngettext("%(n)s deadline", "%(n)s deadlines", count),
    )


def month_address(month: Month) -> str:
    """The address of the page of a month."""
    return f"{CALENDAR}{month[0]}-{month[1]:02d}/"


def _day_id(day: date) -> str:
    return f"day-{day.day}"
