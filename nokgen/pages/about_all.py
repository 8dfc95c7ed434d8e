"""What is kept of regions goes in, the pages about the whole site come out, each by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from nokgen.model.outline import Promised
from nokgen.pages.calendar import Month, by_month, calendar_page, month_address, month_page
from nokgen.pages.changes import changes_page, proposal_page
from nokgen.pages.compare import compare_page
from nokgen.pages.data import data_page, interface_files
from nokgen.pages.display import display_page
from nokgen.pages.due import due_page
from nokgen.pages.edition import Edition
from nokgen.pages.files import OutputFile, Render
from nokgen.pages.groups import Group, digest_of
from nokgen.pages.home import home_page
from nokgen.pages.layout import (
    CALENDAR,
    CHANGES,
    COMPARE,
    DATA,
    DISPLAY,
    HOME,
    LETTERS,
    LINKING,
    METHODOLOGY,
    PROPOSAL,
    SEARCH,
    STYLEGUIDE,
)
from nokgen.pages.letters import letters_page
from nokgen.pages.linking import linking_page
from nokgen.pages.methodology import methodology_page
from nokgen.pages.offers import DUE
from nokgen.pages.redirects import leads
from nokgen.pages.site import Pages
from nokgen.pages.styleguide import styleguide_page
from nokgen.pages.summaries import has_organizations
from nokgen.pages.texts import NOT_FOUND, not_found_page, search_page, text_page
from nokgen.pages.whole import Whole, first_example
from nokgen.render import View

# The address of a page, its template, and what makes its view.
_Page = tuple[str, str, Callable[[], View]]


def pages_of_all(
    edition: Edition, render: Render, whole: Whole, titles: Mapping[str, str]
) -> Iterator[Group]:
    """Every page of the whole site, and those that lead on; in the order of the sitemap.

    `titles` are those of pages of territories by address, as far as an old address leads there.
    Whoever has taken a group adds the titles of its pages before asking for the next.
    """
    pages = Pages(edition, render)

    def group(page: _Page, *of: str) -> Group:
        address, template, view = page
        return Group(address, of, lambda: (pages.page(address, template, view()),))

    country = whole.country
    for page in _first(edition, whole):
        yield group(page, whole.sum)
    beside = (each for part in whole.parts for each in part.beside)
    data: _Page = (DATA, "data", lambda: data_page(edition, country, beside))
    sizes = [each for each in sorted(edition.sizes.items()) if each[1]]
    yield group(data, whole.sum, repr(sizes), str(interface_files(edition)))
    for month, of in _months(edition, whole):
        yield group(month, *of)
    if has_organizations(country):
        yield group((COMPARE, "compare", lambda: compare_page(edition, country)), whole.sum)
    for page in _fixed(edition):
        yield group(page)
    for page in _last(edition, whole):
        yield group(page, whole.sum)
    found = leads(edition, country, titles)

    def redirects() -> Iterator[OutputFile]:
        yield from map(pages.leading, found)

    yield Group("redirects", (digest_of(found),), redirects)


def _first(edition: Edition, whole: Whole) -> Iterator[_Page]:
    country = whole.country
    yield HOME, "home", lambda: home_page(edition, country)
    yield CALENDAR, "calendar", lambda: calendar_page(edition, country)
    yield DUE, "due", lambda: due_page(edition, country)


def _months(edition: Edition, whole: Whole) -> Iterator[tuple[_Page, tuple[str, ...]]]:
    """Every month that has a deadline, and what its page is made of: a plan has a few of them."""
    known = sorted({month for part in whole.parts for month in part.months})
    days: dict[Month, list[Promised]] = {}

    def view(month: Month, neighbours: tuple[Month | None, Month | None]) -> View:
        if not days:
            days.update(by_month(whole.country.days))
        return month_page(edition, month, days[month], neighbours)

    for before, month, after in zip((None, *known), known, (*known[1:], None), strict=False):
        beside = before, after
        of = (repr(beside), *(part.months.get(month, "") for part in whole.parts))
        yield (month_address(month), "month", partial(view, month, beside)), of


def _fixed(edition: Edition) -> Iterator[_Page]:
    """What no region changes."""
    yield METHODOLOGY, "methodology", lambda: methodology_page(edition)
    for file in edition.site.pages:
        yield f"/{file.slug}/", "text", partial(text_page, edition, file)
    yield DISPLAY, "display", lambda: display_page(edition)
    yield SEARCH, "search", lambda: search_page(edition)
    yield STYLEGUIDE, "styleguide", lambda: styleguide_page(edition)
    yield NOT_FOUND, "not-found", lambda: not_found_page(edition)


def _last(edition: Edition, whole: Whole) -> Iterator[_Page]:
    country = whole.country
    yield LETTERS, "letters", lambda: letters_page(edition, country)
    yield CHANGES, "changes", lambda: changes_page(edition, country)
    if edition.proposal is not None:
        yield PROPOSAL, "proposal", lambda: proposal_page(edition, country)
    place = first_example(part.place for part in whole.parts)
    organization = first_example(part.organization for part in whole.parts)
    yield LINKING, "linking", lambda: linking_page(edition, place, organization)
