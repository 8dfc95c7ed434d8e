"""Whole sites in tests: an edition of all regions goes in, what is made of all of them comes out.

As in a build, such pages and files never see a region: only what is kept of each.
"""

from __future__ import annotations

from dataclasses import replace
from functools import reduce
from pathlib import Path

from nokgen.compare import Past
from nokgen.feeds import FeedPart, feed_part_of
from nokgen.model import Site
from nokgen.model.due import WhatIsDue, what_is_due
from nokgen.model.outline import Country
from nokgen.pages import (
    Edition,
    Links,
    Whole,
    edition_of,
    edition_of_all,
    edition_of_regions,
    part_of,
)
from nokgen.pages.calendar import by_month, month_address, month_page
from nokgen.pages.subjects import subjects_of
from nokgen.pages.views import MonthPage


def edition_of_site(site: Site, links: Links, root: Path, past: Past | None = None) -> Edition:
    """One edition of all regions of a site; a build makes one of each."""
    return edition_of_regions(edition_of(site, links, root, "abc"), site, past or Past())


def whole_of(edition: Edition) -> Whole:
    """What is kept of the regions of an edition."""
    known = replace(edition, subjects=subjects_of(edition.site))
    return Whole(tuple(part_of(known, region) for region in edition.site.regions))


def country_of(edition: Edition) -> Country:
    """Their outlines."""
    return whole_of(edition).country


def of_all(edition: Edition, whole: Whole) -> Edition:
    """The edition of pages about the whole site: it knows no region."""
    shared = replace(edition, site=replace(edition.site, regions=()), offers={}, subjects={})
    return edition_of_all(shared, whole, edition.past)


def about_all(edition: Edition) -> tuple[Edition, Country]:
    """What most pages about the whole site are made of: `home_page(*about_all(edition))`."""
    whole = whole_of(edition)
    return of_all(edition, whole), whole.country


def soon_of(edition: Edition) -> WhatIsDue:
    """What is due soon on the whole site."""
    return what_is_due(country_of(edition), edition.site.today)


def month_pages(edition: Edition) -> dict[str, MonthPage]:
    """The page of every month that has a deadline, by its address."""
    of_whole, country = about_all(edition)
    months = by_month(country.days)
    return {
        month_address(month): month_page(of_whole, month, dues, (None, None))
        for month, dues in months.items()
    }


def feeds_of_all(edition: Edition) -> FeedPart:
    """What files about the whole site take from the regions of an edition."""
    kept = (
        feed_part_of(edition, region, part.outline)
        for region, part in zip(edition.site.regions, whole_of(edition).parts, strict=True)
    )
    return reduce(lambda some, other: some.joined(other, edition.site.today), kept, FeedPart())
