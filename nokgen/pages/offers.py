"""The site goes in; for each address the files that stand beside its page come out.

`feeds` makes the files. A page shows links to them; a test holds both sides together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from nokgen.messages import N_
from nokgen.model import Improvement, Measure, Plan, Site, Territory
from nokgen.model.due import what_is_due
from nokgen.model.news import NewsKind, news_of, news_of_organization
from nokgen.pages.overview import owners

CALENDAR_FILE = "calendar.ics"
FEED_FILE = "feed.atom"
DATA_FILE = "data.json"
TABLE_FILE = "data.csv"
MEASURES_FILE = "measures.csv"
ITEMS_FILE = "items.csv"
ORGANIZATIONS_FILE = "organizations.csv"
INDICATORS_FILE = "indicators.csv"
# What the feed of /due/ tells of: what became of a promise.
ABOUT_DEADLINES = (NewsKind.REPORT, NewsKind.MOVED, NewsKind.CANCELLED, NewsKind.OVERDUE)
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
    """Address → names of the files beside the page. A feed needs to know where the site stands."""
    found: dict[str, list[str]] = {}

    def offer(address: str, name: str, is_there: bool = True) -> None:
        if is_there:
            found.setdefault(address, []).append(name)

    any_days = any_news = any_turn = False
    for owner in owners(site):
        plans: tuple[Plan | Improvement, ...] = (*owner.plans, *owner.improvements)
        for plan in plans:
            offer(plan.address, CALENDAR_FILE, has_days(plan.measures))
            offer(plan.address, DATA_FILE)
            offer(plan.address, TABLE_FILE, bool(plan.measures))
        own = any(has_days(plan.measures) for plan in plans)
        offer(owner.address, CALENDAR_FILE, own)
        for body in owner.bodies:
            promised = [m for promise in body.promises for m in promise.measures]
            offer(body.address, CALENDAR_FILE, has_days(promised))
            offer(body.address, DATA_FILE)
            offer(body.address, TABLE_FILE, bool(promised))
        for assessment in owner.assessments:
            offer(assessment.address, DATA_FILE)
            offer(assessment.address, TABLE_FILE, bool(assessment.rows))
        news = news_of(owner, site.today) if base_url else ()
        happened = bool(news)
        any_turn = any_turn or any(each.kind in ABOUT_DEADLINES for each in news)
        offer(owner.address, FEED_FILE, happened)
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
        any_days, any_news = any_days or own, any_news or happened
    offer("/", CALENDAR_FILE, any_days)
    offer("/", FEED_FILE, any_news)
    soon = what_is_due(site)
    offer(DUE, CALENDAR_FILE, bool(soon.ahead or soon.overdue))
    offer(DUE, FEED_FILE, any_turn)
    offer(DUE, DATA_FILE)
    offer(DUE, TABLE_FILE)
    return {address: tuple(names) for address, names in found.items()}


def _tables(owner: Territory) -> Iterator[tuple[str, bool]]:
    """The long tables of a territory's own records, and whether they have a row."""
    yield MEASURES_FILE, any(plan.measures for plan in owner.plans)
    yield ITEMS_FILE, any(plan.items for plan in owner.improvements)
    yield ORGANIZATIONS_FILE, bool(owner.organizations)
    yield INDICATORS_FILE, any(assessment.rows for assessment in owner.assessments)


def has_days(measures: Iterable[Measure]) -> bool:
    """Whether any of the measures has a day of its own, now or before it was cancelled."""
    return any(m.due or (m.record.cancelled and m.intervals) for m in measures)
