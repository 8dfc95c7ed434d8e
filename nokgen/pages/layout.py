"""What every page has around its content: edition and heading in, layout out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from fnmatch import fnmatch
from functools import lru_cache

from markupsafe import Markup

from nokgen.messages import Messages
from nokgen.pages.edition import Edition
from nokgen.pages.links import Links
from nokgen.pages.offers import FOLLOWED, KINDS
from nokgen.pages.repository import edit_href, files_href
from nokgen.pages.structured import social_of, structured_of
from nokgen.pages.text import shortened
from nokgen.pages.views import (
    Display,
    Layout,
    Link,
    NavigationLink,
    Offer,
    Revisions,
    SearchFacts,
    Social,
)
from nokgen.pages.views.view import view

# Ours, so the quotes may stay as they are: the policy stands on every page.
POLICY = Markup(
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; "
    "img-src 'self' data:; base-uri 'none'; form-action 'self'"
)

HOME = "/"
CALENDAR = "/calendar/"
METHODOLOGY = "/methodology/"
SEARCH = "/search/"
DISPLAY = "/display/"
LETTERS = "/index-az/"
STYLEGUIDE = "/styleguide/"
COMPARE = "/compare/"
CHANGES = "/changes/"
# Only in a preview; nobody can take an address below that of the changes.
PROPOSAL = "/changes/preview/"
LINKING = "/linking/"
DATA = "/data/"

# The pages to which every frame has a link.
_TOPS = {CALENDAR, METHODOLOGY, LETTERS, CHANGES, LINKING, DATA, SEARCH, DISPLAY, "/assets/"}

DESCRIPTION_LENGTH = 200
TITLE_LENGTH = 100
CRUMB_LENGTH = 80


@view(frozen=True, slots=True)
class Heading:
    """What a page says of itself. `trail` are the names and addresses of the pages above it.

    `facts` is None for a page that the search index leaves out; `sheet` names a stylesheet that
    only pages of its kind need, `scripts` the modules that improve it. `path` is the file from
    which the page is made, `revisions` its history. No word of an `undated`
    page depends on the day.
    """

    address: str
    title: str
    description: str
    trail: tuple[tuple[str, str], ...] = ()
    facts: SearchFacts | None = None
    path: str = ""
    searching: bool = False
    sorting: bool = False
    sheet: str = ""
    hidden: bool = False
    undated: bool = False
    scripts: tuple[str, ...] = ()
    revisions: Revisions = field(default_factory=Revisions)


@view(frozen=True, slots=True)
class _Frame:
    """What pages of the same depth have in common."""

    root: str
    home: str
    home_name: str
    stylesheet: str
    print_sheet: str
    icon: str
    navigation: tuple[NavigationLink, ...]
    footer: tuple[NavigationLink, ...]
    search: str
    today: str
    contact: Link
    display: Display
    # Names of stylesheets and scripts, and where they stand.
    files: Mapping[str, str]


def _frame(edition: Edition, page: str) -> _Frame:
    """The frame of a page: the links of most pages go by way of the root, whatever page it is."""
    is_own = page[: page.find("/", 1) + 1] in _tops(edition)
    key = ("frame", page if is_own else edition.links.root(page))
    found = edition.shared.get(key)
    if not isinstance(found, _Frame):
        found = edition.shared[key] = _made_frame(edition, page)
    return found


def _tops(edition: Edition) -> frozenset[str]:
    """The folders of the pages to which every frame has a link, the home page among them."""
    found = edition.shared.get("tops")
    if not isinstance(found, frozenset):
        own = (f"/{file.slug}/" for file in edition.site.pages)
        found = edition.shared["tops"] = frozenset({"", *_TOPS, *own})
    return found


def _made_frame(edition: Edition, page: str) -> _Frame:
    links, say = edition.links, edition.messages.gettext

    def link(label: str, address: str) -> NavigationLink:
        return NavigationLink(label, links.to(address, page), address == page)

    files = {name: links.file(path, page) for name, path in edition.published.items()}
    return _Frame(
        root=links.root(page),
        home=links.to(HOME, page),
        home_name=say("Home"),
        stylesheet=files["site.css"],
        print_sheet=files["print.css"],
        icon=files["icon.svg"],
        navigation=(
            link(say("Regions"), HOME),
            link(say("Calendar"), CALENDAR),
            link(say("How statuses come about"), METHODOLOGY),
            *([link(say("What changes"), PROPOSAL)] if edition.proposal is not None else []),
        ),
        footer=(
            link(say("Index from A to Z"), LETTERS),
            *([link(say("Changes of the site"), CHANGES)] if edition.past.is_shown else []),
            link(say("How to put a link"), LINKING),
            link(say("Open data"), DATA),
            *(link(file.head.title, f"/{file.slug}/") for file in edition.site.pages),
        ),
        search=links.to(SEARCH, page),
        today=edition.messages.day(edition.site.today),
        contact=_contact(edition),
        display=Display(
            link(say("Version for people with low vision"), DISPLAY),
            files["display.js"],
            files["display.css"],
        ),
        files=files,
    )


def layout(edition: Edition, heading: Heading) -> Layout:
    """The layout of a page."""
    links, site = edition.links, edition.site.record
    page = heading.address
    frame = _frame(edition, page)
    above = ((frame.home_name, HOME), *heading.trail) if page != HOME else ()
    name = shortened(heading.title, CRUMB_LENGTH)
    crumbs = (*_ways_up(links, above, page), Link(name)) if above else ()
    return Layout(
        language=site.language.value,
        title=_tab_title(edition, heading),
        site_title=site.title,
        fictional=site.fictional,
        description=shortened(heading.description, DESCRIPTION_LENGTH),
        root=frame.root,
        home_href=frame.home,
        canonical="" if heading.hidden else links.absolute(page),
        stylesheet=frame.stylesheet,
        scripts=tuple(frame.files[name] for name in _scripts(edition, heading)),
        sheets=(frame.files[heading.sheet],) if heading.sheet else (),
        print_sheet=frame.print_sheet,
        icon=frame.icon,
        policy=POLICY,
        robots="noindex" if heading.hidden else "",
        crumbs=crumbs,
        navigation=frame.navigation,
        footer=frame.footer,
        search_href=frame.search,
        offers=_offers(edition, heading),
        today="" if heading.undated else frame.today,
        revision=edition.revision,
        source=_source(edition, heading.path),
        contact=frame.contact,
        indexed=heading.facts is not None,
        search=heading.facts or SearchFacts(),
        revisions=heading.revisions,
        display=frame.display,
        social=Social()
        if heading.hidden
        else social_of(edition, page, shortened(heading.title, TITLE_LENGTH)),
        structured={} if heading.hidden else structured_of(edition, page, above, name),
    )


def _ways_up(links: Links, above: tuple[tuple[str, str], ...], page: str) -> tuple[Link, ...]:
    """The breadcrumbs above a page; no page stands above itself."""
    if not page.endswith("/"):  # a file, and not a folder with a page
        return tuple(Link(name, links.to(address, page)) for name, address in above)
    return _ways_out(links, above, page[: page.rfind("/", 0, -1) + 1])


# The pages of a folder have the same ones, and forty organisations stand in one folder.
@lru_cache(maxsize=256)
def _ways_out(links: Links, above: tuple[tuple[str, str], ...], folder: str) -> tuple[Link, ...]:
    return tuple(Link(name, links.to(address, f"{folder}any/")) for name, address in above)


def _offers(edition: Edition, heading: Heading) -> tuple[Offer, ...]:
    """The files beside a page; a hidden page stands for no record."""
    names = () if heading.hidden else edition.offers.get(heading.address, ())
    return _offered(names, edition.messages)


# Pages of one kind mostly have the same files.
@lru_cache(maxsize=256)
def _offered(names: tuple[str, ...], messages: Messages) -> tuple[Offer, ...]:
    return tuple(
        Offer(messages.gettext(KINDS[name][0]), name, KINDS[name][1], name in FOLLOWED)
        for name in names
    )


def _scripts(edition: Edition, heading: Heading) -> tuple[str, ...]:
    """Names of the modules that a page needs; browsers load none from disk."""
    if edition.links.from_disk:
        return ()
    if not (heading.searching or heading.sorting):
        return heading.scripts
    sorting = ["sort-table.js"] if heading.sorting else []
    return (*(_search_scripts(edition) if heading.searching else ()), *sorting, *heading.scripts)


def _search_scripts(edition: Edition) -> list[str]:
    return [name for name in sorted(edition.published) if fnmatch(name, "search*.js")]


def _tab_title(edition: Edition, heading: Heading) -> str:
    """From the particular to the general: the plan, its town, the site."""
    site = edition.site.record
    if heading.address == HOME:
        return site.title
    above = [name for name, _ in reversed(heading.trail)]
    own = shortened(heading.title, TITLE_LENGTH)
    return " — ".join([own, *above, site.short_title or site.title])


def _source(edition: Edition, path: str) -> Link:
    say = edition.messages.gettext
    if not edition.site.record.repository:
        return Link("")
    if path:
        return Link(say("Correct this page"), edit_href(edition, path))
    return Link(say("Source files of this site"), files_href(edition))


def _contact(edition: Edition) -> Link:
    contact = edition.site.record.contact
    if contact is None:
        return Link("")
    return Link(contact.title, contact.url or (f"mailto:{contact.email}" if contact.email else ""))
