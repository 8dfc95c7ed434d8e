"""What every page has around its content: links, menus, facts for the search index."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import NamedTuple

from nokgen.pages.views.view import view


@view(frozen=True, slots=True)
class Link:
    """A link; without `href` it is plain text."""

    label: str
    href: str = ""


# No dataclass: templates keep what they made of menus, and this has its hash in no time.
class NavigationLink(NamedTuple):
    """A link of the menu; `current` marks the page or section that the reader is in."""

    label: str
    href: str
    current: bool = False


@view(frozen=True, slots=True)
class SearchFacts:
    """What the search index learns about a page besides its words: pairs of name and value.

    Of a `brief` page it takes the words of the head alone: the template says so there.
    """

    filters: tuple[tuple[str, str], ...] = ()
    sorts: tuple[tuple[str, str], ...] = ()
    meta: tuple[tuple[str, str], ...] = ()
    brief: bool = False


@view(frozen=True, slots=True)
class Offer:
    """A file beside the page: what it is, its name there, its media type.

    `is_followed` marks a calendar or a feed: programs look for it in the head of the page.
    """

    label: str
    href: str
    type: str
    is_followed: bool = False


@view(frozen=True, slots=True)
class Display:
    """The way to larger text and other colours: its page, its script, its stylesheet."""

    link: NavigationLink
    script: str
    sheet: str


@view(frozen=True, slots=True)
class Social:
    """What a link to the page looks like elsewhere (Open Graph): properties, a kind of card."""

    properties: tuple[tuple[str, str], ...] = ()
    card: str = ""


@view(frozen=True, slots=True)
class Revision:
    """What one commit changed; `about` names the record where a page has several.

    `more` counts changes that are left out, `commit` is the change in full.
    """

    day: str
    iso_date: str
    about: str
    changes: tuple[Link, ...]
    more: str
    commit: Link
    author: str = ""


@view(frozen=True, slots=True)
class Revisions:
    """The history of a record, folded: `summary` is what one reads before it is opened."""

    summary: str = ""
    entries: tuple[Revision, ...] = ()
    further: tuple[Link, ...] = ()


@view(frozen=True, slots=True)
class Layout:
    """What every page has around its content.

    `root` leads from the page to the root of the site ("../../" or "./"); `canonical` is absolute
    or empty; `sheets` are stylesheets that only pages of its kind need; `indexed` says whether the
    search index takes the page; `policy` is the Content-Security-Policy; `today` and `revision`
    stand in the footer; `structured` is JSON-LD, empty where there is none.
    """

    language: str
    title: str
    site_title: str
    fictional: bool
    description: str
    root: str
    home_href: str
    canonical: str
    stylesheet: str
    sheets: tuple[str, ...]
    print_sheet: str
    icon: str
    scripts: tuple[str, ...]
    policy: str
    robots: str
    crumbs: tuple[Link, ...]
    navigation: tuple[NavigationLink, ...]
    footer: tuple[NavigationLink, ...]
    search_href: str
    offers: tuple[Offer, ...]
    today: str
    revision: str
    source: Link
    contact: Link
    indexed: bool
    search: SearchFacts
    display: Display
    social: Social = Social()
    structured: Mapping[str, object] = field(default_factory=dict)
    revisions: Revisions = Revisions()

    @property
    def name(self) -> str:
        """The name of the page in lists of links: its last breadcrumb."""
        return self.crumbs[-1].label if self.crumbs else self.site_title
