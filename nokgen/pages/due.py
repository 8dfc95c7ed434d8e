"""What is due goes in, the page /due/ comes out: the next 7, 30, 90 days, overdue, done lately."""

from __future__ import annotations

from collections.abc import Sequence

from nokgen.messages import N_, Messages
from nokgen.model.due import AHEAD, what_is_due, within
from nokgen.model.outline import Country, Promised
from nokgen.pages import bounds, views
from nokgen.pages.edition import Edition
from nokgen.pages.layout import CALENDAR, Heading, layout
from nokgen.pages.lists import deadline_items
from nokgen.pages.offers import DUE, KINDS
from nokgen.pages.views.data import DueGroup, DuePage
from nokgen.pages.views.listings import Document

# More than that nobody reads on a page: all of them are in the files beside it.
MOST = 100

_AHEAD = {
    7: ("week", N_("In the next 7 days"), N_("Nothing is due in the next 7 days.")),
    30: ("month", N_("In 8 to 30 days"), N_("Nothing is due in 8 to 30 days.")),
    90: ("quarter", N_("In 31 to 90 days"), N_("Nothing is due in 31 to 90 days.")),
}


def due_page(edition: Edition, country: Country) -> DuePage:
    """The page for people and for those who answer: what is to be done next."""
    site, messages, say = edition.site, edition.messages, edition.messages.gettext
    soon = what_is_due(country, site.today)
    title = say("What is due soon")
    lead = say(
        "What plans promise in the next 90 days, what is overdue and what was done in the last 30 "
        "days. Today is %(day)s.",
        day=messages.day(site.today),
    )
    description = say("What is due in the next 7, 30 and 90 days, what is overdue, what was done.")
    calendar = say("Calendar of deadlines")
    return DuePage(
        layout=layout(
            edition,
            Heading(DUE, title, description, trail=((calendar, CALENDAR),), sheet="calendar.css"),
        ),
        title=title,
        lead=lead,
        groups=(
            _group(
                edition,
                ("overdue", say("Overdue"), say("Nothing is overdue.")),
                soon.overdue,
            ),
            *(
                _group(
                    edition,
                    (name, say(heading), say(nothing)),
                    [due for due in soon.ahead if within(due, site.today) == days],
                )
                for days, (name, heading, nothing) in ((days, _AHEAD[days]) for days in AHEAD)
            ),
            _group(
                edition,
                (
                    "done",
                    say("Done in the last 30 days"),
                    say("Nothing was reported as done, with evidence, in the last 30 days."),
                ),
                soon.done,
            ),
        ),
        calendar=views.Link(say("All deadlines in the calendar"), edition.links.to(CALENDAR, DUE)),
        files=tuple(
            Document(views.Link(say(KINDS[name][0]), name), name.rsplit(".", 1)[-1].upper())
            for name in edition.offers.get(DUE, ())
        ),
    )


def _more(messages: Messages, rest: int) -> str:
    if rest <= 0:
        return ""
    if rest + MOST > bounds.DAYS:
        return messages.ngettext(
            "%(n)s more: the files below hold the first %(most)s, pages of towns and regions all.",
            "%(n)s more: the files below hold the first %(most)s, pages of towns and regions all.",
            rest,
            most=messages.number(bounds.DAYS),
        )
    return messages.ngettext(
        "%(n)s more is in the files below.", "%(n)s more are in the files below.", rest
    )


def _group(edition: Edition, words: tuple[str, str, str], dues: Sequence[Promised]) -> DueGroup:
    messages = edition.messages
    name, title, nothing = words
    rest = len(dues) - MOST
    return DueGroup(
        id=name,
        title=title,
        count=messages.ngettext("%(n)s deadline", "%(n)s deadlines", len(dues)) if dues else "",
        items=deadline_items(edition, dues[:MOST], DUE),
        more=_more(messages, rest),
        nothing=nothing,
    )
