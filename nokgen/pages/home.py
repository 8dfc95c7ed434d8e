"""The whole site goes in, the home page comes out."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import islice

from nokgen.domain.typography import no_break
from nokgen.model.outline import Country, RegionOutline
from nokgen.pages import bounds, views
from nokgen.pages.edition import Edition
from nokgen.pages.layout import CALENDAR, HOME, METHODOLOGY, Heading, layout
from nokgen.pages.lists import deadline_items, outline_card
from nokgen.pages.progress import figures_of, progress_of
from nokgen.pages.summaries import assessed_home
from nokgen.pages.words import measures_count

NEAREST = 5


def home_page(edition: Edition, country: Country) -> views.HomePage:
    """The home page: what this is, how much of it, and where."""
    site, messages = edition.site, edition.messages
    say = messages.gettext
    statuses = sum((Counter(part.statuses) for part in country.parts()), Counter())
    ahead = (due for due in country.days if due.day >= site.today)
    told = assessed_home(edition, country)
    sheet = "assessment.css" if told.any or told.surveys else "lists.css"
    return views.HomePage(
        layout=layout(
            edition, Heading(HOME, site.record.title, site.record.description, sheet=sheet)
        ),
        title=site.record.title,
        lead=no_break(" ".join(site.record.description.split())),
        figures=(
            *_figures(edition, country),
            *(figures_of(statuses, messages) if statuses else ()),
        ),
        notice="" if statuses else say("No plan has been published here yet."),
        assessed=told,
        regions=tuple(_region(edition, country, region) for region in country.regions),
        nearest=deadline_items(edition, islice(ahead, NEAREST), HOME),
        calendar=views.Link(say("All deadlines in the calendar"), edition.links.to(CALENDAR, HOME)),
        methodology=views.Link(say("How statuses come about"), edition.links.to(METHODOLOGY, HOME)),
    )


def _figures(edition: Edition, country: Country) -> tuple[views.Figure, ...]:
    """How many plans, assessments and organisations there are; what is not there is not named."""
    messages = edition.messages
    plans = sum(len(part.plans) for part in country.parts())
    assessments = sum(len(part.assessments) for part in country.parts())
    organizations = sum(
        not each.is_closed for part in country.parts() for each in part.organizations
    )
    found = (
        (plans, messages.ngettext("plan", "plans", plans)),
        (
            organizations,
            messages.ngettext("organisation known here", "organisations known here", organizations),
        ),
        (
            assessments,
            messages.ngettext("assessment with results", "assessments with results", assessments),
        ),
    )
    return tuple(views.Figure(messages.number(n), label) for n, label in found if n)


def _region(edition: Edition, country: Country, region: RegionOutline) -> views.RegionOfHome:
    link = views.Link(region.own.name, edition.links.to(region.own.address, HOME))
    if sum(len(each.municipalities) for each in country.regions) > bounds.TOWNS:
        return views.RegionOfHome(link, cards=(_all_of_region(edition, region),))
    own = []
    if region.own.plans:
        name = edition.messages.gettext("Plans of the region itself")
        card = outline_card(edition, region.own, HOME)
        own = [replace(card, link=replace(card.link, label=name), kind="")]
    return views.RegionOfHome(
        link=link,
        cards=(*own, *(outline_card(edition, each, HOME) for each in region.municipalities)),
    )


def _all_of_region(edition: Edition, region: RegionOutline) -> views.TerritoryCard:
    """One card for a region and all its municipalities, where the site has too many to list."""
    messages = edition.messages
    plans = sum(len(part.plans) for part in region.parts)
    statuses = sum((Counter(part.statuses) for part in region.parts), Counter())
    towns = messages.ngettext(
        "%(n)s town or district", "%(n)s towns and districts", len(region.municipalities)
    )
    count = messages.ngettext("%(n)s plan", "%(n)s plans", plans)
    return views.TerritoryCard(
        link=views.Link(towns, edition.links.to(region.own.address, HOME)),
        kind="",
        plans=f"{count}, {measures_count(statuses.total(), messages)}",
        progress=progress_of(statuses, messages) if statuses else views.Progress("", ()),
    )
