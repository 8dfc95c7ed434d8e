"""A territory goes in; where and how to complain, and how quickly answers came, comes out."""

from __future__ import annotations

from nokgen.domain.few import fewer, is_few
from nokgen.domain.scoring import MINIMUM_GROUP
from nokgen.domain.typography import no_break
from nokgen.messages import Messages
from nokgen.model import Municipality, Region
from nokgen.pages import views
from nokgen.pages.campaign_frame import APPEALS, SHEET, Place, apart
from nokgen.pages.edition import Edition
from nokgen.pages.layout import Heading, layout
from nokgen.pages.search import campaign_facts
from nokgen.pages.text import blocks
from nokgen.pages.views.campaign import AppealsPage
from nokgen.pages.views.listings import Cell, Column, Table
from nokgen.records.territory import Appeals, AppealsOfYear


def appeals_page(edition: Edition, place: Place, appeals: Appeals) -> AppealsPage:
    """How to complain in a territory, and the published numbers of each year."""
    say, page = edition.messages.gettext, place.page(APPEALS)
    title = say("Where and how to complain")
    years = sorted(appeals.years, key=lambda each: each.year, reverse=True)
    return AppealsPage(
        layout=layout(
            edition,
            Heading(
                address=page,
                title=title,
                description=say(
                    "%(place)s: whom to write to if something is wrong in a kindergarten, a "
                    "school or another organisation, and how quickly answers come.",
                    place=place.name,
                ),
                trail=place.trail,
                facts=campaign_facts(
                    say("Appeals"),
                    (place.region, place.municipality),
                    years=(each.year for each in years),
                ),
                path=place.owner.path,
                sheet=SHEET,
            ),
        ),
        title=title,
        over=place.over(edition, page),
        how=blocks(appeals.how),
        links=apart(
            (views.Link(no_break(each.title), each.url) for each in appeals.links),
            (each.url for each in appeals.links),
        ),
        contacts=contact_facts(place.owner),
        figures=_figures(edition.messages, years[0]) if years else (),
        figures_text=say("Figures of %(year)s", year=years[0].year) if years else "",
        tables=(_table(edition.messages, years),) if years else (),
        absent=""
        if years
        else say(
            "No data: the numbers of appeals and the times of answers are not published here."
        ),
        above=_above(edition, place, page),
    )


def contact_facts(owner: Municipality | Region) -> tuple[views.Fact, ...]:
    """The offices where a citizen can ask."""
    found = []
    for contact in owner.record.contacts:
        lines = [line for line in (contact.phone, contact.address) if line]
        mail = (views.Link(contact.email, f"mailto:{contact.email}"),) if contact.email else ()
        found.append(views.Fact(contact.title, blocks("\n".join(lines)), mail))
    return tuple(found)


def _figures(messages: Messages, newest: AppealsOfYear) -> tuple[views.Figure, ...]:
    none = messages.gettext("no data")
    return (
        views.Figure(
            _people(messages, newest.received),
            messages.ngettext(
                "appeal received",
                "appeals received",
                MINIMUM_GROUP if is_few(newest.received) else newest.received,
            ),
        ),
        views.Figure(_in_time(messages, newest), messages.gettext("answered in time")),
        views.Figure(
            none if newest.mean_days is None else messages.decimal(newest.mean_days),
            messages.gettext("days to an answer, on average"),
        ),
    )


def _in_time(messages: Messages, each: AppealsOfYear) -> str:
    if each.answered_in_time is None:
        return messages.gettext("no data")
    return messages.gettext(
        "%(part)s of %(whole)s",
        part=_people(messages, each.answered_in_time),
        whole=_people(messages, each.received),
    )


def _people(messages: Messages, count: int) -> str:
    """A number of appeals; so few are told by a word, or one could guess who complained."""
    return fewer(messages) if is_few(count) else messages.number(count)


def _count_cell(messages: Messages, count: int) -> Cell:
    if is_few(count):
        return Cell(fewer(messages), value="0")
    return Cell(messages.number(count), value=str(count))


def _table(messages: Messages, years: list[AppealsOfYear]) -> Table:
    say = messages.gettext
    return Table(
        caption=say("Appeals and answers by year, as published"),
        columns=(
            Column(say("Year")),
            Column(say("Received"), numeric=True),
            Column(say("Answered in time"), numeric=True),
            Column(say("Mean number of days to an answer"), numeric=True),
            Column(say("Source")),
        ),
        rows=tuple(_row(messages, each) for each in years),
    )


def _row(messages: Messages, each: AppealsOfYear) -> tuple[Cell, ...]:
    none = messages.gettext("no data")
    in_time, days, source = each.answered_in_time, each.mean_days, each.source
    return (
        Cell(str(each.year)),
        _count_cell(messages, each.received),
        Cell(none) if in_time is None else _count_cell(messages, in_time),
        Cell(none) if days is None else Cell(messages.decimal(days), value=str(days)),
        Cell(messages.gettext("the source is not named"))
        if source is None
        else Cell(no_break(source.title), source.url),
    )


def _above(edition: Edition, place: Place, page: str) -> views.Link:
    """Where to go if the town does not help."""
    region = place.region
    if place.municipality is None or region.record.appeals is None:
        return views.Link("")
    label = edition.messages.gettext(
        "If that did not help: appeals to %(region)s", region=region.record.name
    )
    return views.Link(label, edition.links.to(f"{region.address}{APPEALS}/", page))
