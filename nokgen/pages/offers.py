"""The site goes in; for each address the files that stand beside its page come out.

`feeds` makes the files. A page shows links to them; a test holds both sides together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from nokgen.messages import N_
from nokgen.model import Improvement, Plan, Site, Territory
from nokgen.model.due import is_anything_due
from nokgen.model.news import news_of, news_of_organization
from nokgen.model.outline import Country, has_days
from nokgen.pages.overview import owners

CALENDAR_FILE = "calendar.ics"
FEED_FILE = "feed.atom"
DATA_FILE = "data.json"
TABLE_FILE = "data.csv"
MEASURES_FILE = "measures.csv"
ITEMS_FILE = "items.csv"
ORGANIZATIONS_FILE = "organizations.csv"
INDICATORS_FILE = "indicators.csv"
# Here and not in `layout`, which needs the files of every page.
DUE = "/due/"

# What calendars and readers of feeds look for in the head of a page.
FOLLOWED = (CALENDAR_FILE, FEED_FILE)
# What each file is: its label (a message id) and its media type, in the order of the page.
KINDS: Mapping[str, tuple[str, str]] = {
    CALENDAR_FILE: (N_("Deadlines for your calendar"), "text/calendar"),
    FEED_FILE: (N_("Feed of changes"), "application/atom+xml"),
    DATA_FILE: (N_("Data (JSON)"), "application/json"),
    TABLE_FILE: (N_("Table for Excel (CSV)"), "text/csv"),
    MEASURES_FILE: (N_("Measures of plans (CSV)"), "text/csv"),
    ITEMS_FILE: (N_("Shortcomings (CSV)"), "text/csv"),
    ORGANIZATIONS_FILE: (N_("Organisations (CSV)"), "text/csv"),
    INDICATORS_FILE: (N_("Figures of assessments (CSV)"), "text/csv"),
}

Offers = dict[str, tuple[str, ...]]


def offers_of(site: Site, base_url: str) -> Offers:
    """Address → names of the files beside the page, of the territories of a site.

    A feed needs to know where the site stands.
    """
    found: dict[str, list[str]] = {}

    def offer(address: str, name: str, is_there: bool = True) -> None:
        if is_there:
            found.setdefault(address, []).append(name)

    for owner in owners(site):
        plans: tuple[Plan | Improvement, ...] = (*owner.plans, *owner.improvements)
        for plan in plans:
            offer(plan.address, CALENDAR_FILE, has_days(plan.measures))
            offer(plan.address, DATA_FILE)
            offer(plan.address, TABLE_FILE, bool(plan.measures))
        offer(owner.address, CALENDAR_FILE, any(has_days(plan.measures) for plan in plans))
        for body in owner.bodies:
            promised = [m for promise in body.promises for m in promise.measures]
            offer(body.address, CALENDAR_FILE, has_days(promised))
            offer(body.address, DATA_FILE)
            offer(body.address, TABLE_FILE, bool(promised))
        for assessment in owner.assessments:
            offer(assessment.address, DATA_FILE)
            offer(assessment.address, TABLE_FILE, bool(assessment.rows))
        offer(owner.address, FEED_FILE, bool(base_url) and bool(news_of(owner, site.today)))
        offer(owner.address, DATA_FILE)
        for name, is_there in _tables(owner):
            offer(owner.address, name, is_there)
        for organization in owner.organizations:
            items = (m for plan in organization.improvements for m in plan.measures)
            offer(organization.ref.address, CALENDAR_FILE, has_days(items))
            told = bool(base_url) and bool(news_of_organization(organization, site.today))
            offer(organization.ref.address, FEED_FILE, told)
            offer(organization.ref.address, DATA_FILE)
            offer(organization.ref.address, TABLE_FILE, bool(organization.standings))
    return {address: tuple(names) for address, names in found.items()}


def offers_of_all(country: Country, base_url: str, today: date) -> Offers:
    """The same of the pages about the whole site."""
    parts = tuple(country.parts())
    files = (
        ("/", CALENDAR_FILE, any(part.has_days for part in parts)),
        ("/", FEED_FILE, bool(base_url) and any(part.has_news for part in parts)),
        (DUE, CALENDAR_FILE, is_anything_due(country, today)),
        (DUE, FEED_FILE, bool(base_url) and any(part.has_turns for part in parts)),
        (DUE, DATA_FILE, True),
        (DUE, TABLE_FILE, True),
    )
    found: dict[str, list[str]] = {}
    for address, name, is_there in files:
        if is_there:
            found.setdefault(address, []).append(name)
    return {address: tuple(names) for address, names in found.items()}


def _tables(owner: Territory) -> Iterator[tuple[str, bool]]:
    """The long tables of a territory's own records, and whether they have a row."""
    yield MEASURES_FILE, any(plan.measures for plan in owner.plans)
    yield ITEMS_FILE, any(plan.items for plan in owner.improvements)
    yield ORGANIZATIONS_FILE, bool(owner.organizations)
    yield INDICATORS_FILE, any(assessment.rows for assessment in owner.assessments)
