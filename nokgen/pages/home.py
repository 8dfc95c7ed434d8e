"""The whole site goes in, the home page comes out."""

from __future__ import annotations

from dataclasses import replace

from nokgen.domain.typography import no_break
from nokgen.model import Municipality, Region, Site
from nokgen.pages import bounds, views
from nokgen.pages.edition import Edition
from nokgen.pages.layout import CALENDAR, HOME, METHODOLOGY, Heading, layout
from nokgen.pages.lists import deadline_items, territory_card
from nokgen.pages.overview import all_due, all_plans, owners
from nokgen.pages.progress import figures, progress
from nokgen.pages.summaries import assessed_home
from nokgen.pages.words import measures_count

NEAREST = 5


def home_page(edition: Edition) -> views.HomePage:
    """The home page: what this is, how much of it, and where."""
    site, messages = edition.site, edition.messages
    say = messages.gettext
    measures = [measure for plan in all_plans(site) for measure in plan.measures]
    ahead = [due for due in all_due(site) if due.day >= site.today]
    told = assessed_home(edition)
    sheet = "assessment.css" if told.any or told.surveys else "lists.css"
    return views.HomePage(
        layout=layout(
            edition, Heading(HOME, site.record.title, site.record.description, sheet=sheet)
        ),
        title=site.record.title,
        lead=no_break(" ".join(site.record.description.split())),
        figures=(*_figures(edition, site), *(figures(measures, messages) if measures else ())),
        notice="" if measures else say("No plan has been published here yet."),
        assessed=told,
        regions=tuple(_region(edition, region) for region in site.regions),
        nearest=deadline_items(edition, ahead[:NEAREST], HOME),
        calendar=views.Link(say("All deadlines in the calendar"), edition.links.to(CALENDAR, HOME)),
        methodology=views.Link(say("How statuses come about"), edition.links.to(METHODOLOGY, HOME)),
    )


def _figures(edition: Edition, site: Site) -> tuple[views.Figure, ...]:
    """How many plans, assessments and organisations there are; what is not there is not named."""
    messages = edition.messages
    plans = sum(1 for _ in all_plans(site))
    assessments = sum(len(owner.assessments) for owner in owners(site))
    organizations = sum(
        not each.ref.is_closed for owner in owners(site) for each in owner.organizations
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


def _region(edition: Edition, region: Region) -> views.RegionOfHome:
    link = views.Link(region.record.name, edition.links.to(region.address, HOME))
    if sum(len(each.municipalities) for each in edition.site.regions) > bounds.TOWNS:
        return views.RegionOfHome(link, cards=(_all_of_region(edition, region),))
    own = []
    if region.plans:
        name = edition.messages.gettext("Plans of the region itself")
        card = territory_card(edition, region, HOME)
        own = [replace(card, link=replace(card.link, label=name), kind="")]
    return views.RegionOfHome(
        link=link,
        cards=(*own, *(territory_card(edition, each, HOME) for each in region.municipalities)),
    )


def _all_of_region(edition: Edition, region: Region) -> views.TerritoryCard:
    """One card for a region and all its municipalities, where the site has too many to list."""
    messages = edition.messages
    parts: tuple[Municipality | Region, ...] = (region, *region.municipalities)
    plans = [plan for part in parts for plan in part.plans]
    measures = [measure for plan in plans for measure in plan.measures]
    towns = messages.ngettext(
        "%(n)s town or district", "%(n)s towns and districts", len(region.municipalities)
    )
    count = messages.ngettext("%(n)s plan", "%(n)s plans", len(plans))
    return views.TerritoryCard(
        link=views.Link(towns, edition.links.to(region.address, HOME)),
        kind="",
        plans=f"{count}, {measures_count(len(measures), messages)}",
        progress=progress(measures, messages) if measures else views.Progress("", ()),
    )
