"""What every page has around its content: edition and heading in, layout out."""

from __future__ import annotations

from dataclasses import dataclass

from nokgen.pages.edition import Edition
from nokgen.pages.views import Layout, Link, NavigationLink, SearchFacts

_POLICY = (
    "default-src 'none'; script-src 'self'{wasm}; connect-src 'self'; style-src 'self'; "
    "img-src 'self' data:; base-uri 'none'; form-action 'self'"
)
# Pagefind compiles its index reader in the browser; no other page may.
SEARCH_POLICY = _POLICY.format(wasm=" 'wasm-unsafe-eval'")
STRICT_POLICY = _POLICY.format(wasm="")

HOME = "/"
CALENDAR = "/calendar/"
METHODOLOGY = "/methodology/"
SEARCH = "/search/"

DESCRIPTION_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Heading:
    """What a page says of itself. `trail` are the names and addresses of the pages above it.

    `facts` is None for a page that the search index leaves out.
    """

    address: str
    title: str
    description: str
    trail: tuple[tuple[str, str], ...] = ()
    facts: SearchFacts | None = None
    path: str = ""
    searching: bool = False
    hidden: bool = False


def layout(edition: Edition, heading: Heading) -> Layout:
    """The layout of a page."""
    links, site, say = edition.links, edition.site.record, edition.messages.gettext
    page = heading.address

    def link(label: str, address: str) -> NavigationLink:
        return NavigationLink(label, links.to(address, page), address == page)

    crumbs = [Link(say("Home"), links.to(HOME, page))] if page != HOME else []
    crumbs += [Link(name, links.to(address, page)) for name, address in heading.trail]
    return Layout(
        language=site.language.value,
        title=_tab_title(edition, heading),
        site_title=site.title,
        fictional=site.fictional,
        description=_shorten(heading.description, DESCRIPTION_LENGTH),
        root=links.root(page),
        home_href=links.to(HOME, page),
        canonical="" if heading.hidden else links.absolute(page),
        stylesheet=links.file(edition.stylesheet, page),
        scripts=tuple(
            links.file(path, page)
            for path in (edition.search_scripts if heading.searching else edition.scripts)
        ),
        policy=SEARCH_POLICY if heading.searching else STRICT_POLICY,
        robots="noindex" if heading.hidden else "",
        crumbs=(*crumbs, Link(heading.title)) if crumbs else (),
        navigation=(
            link(say("Regions"), HOME),
            link(say("Calendar"), CALENDAR),
            link(say("How statuses come about"), METHODOLOGY),
        ),
        footer=tuple(link(file.head.title, f"/{file.slug}/") for file in edition.site.pages),
        search_href=links.to(SEARCH, page),
        today=edition.messages.day(edition.site.today),
        revision=edition.revision,
        source=_source(edition, heading.path),
        contact=_contact(edition),
        indexed=heading.facts is not None,
        search=heading.facts or SearchFacts(),
    )


def _tab_title(edition: Edition, heading: Heading) -> str:
    """From the particular to the general: the plan, its town, the site."""
    site = edition.site.record
    if heading.address == HOME:
        return site.title
    above = [name for name, _ in reversed(heading.trail)]
    return " — ".join([heading.title, *above, site.short_title or site.title])


def _source(edition: Edition, path: str) -> Link:
    repository = edition.site.record.repository
    if not repository or not path:
        return Link("")
    label = edition.messages.gettext("The file of this page")
    return Link(label, f"{repository.rstrip('/')}/blob/HEAD/{path}")


def _contact(edition: Edition) -> Link:
    contact = edition.site.record.contact
    if contact is None:
        return Link("")
    return Link(contact.title, contact.url or (f"mailto:{contact.email}" if contact.email else ""))


def _shorten(text: str, length: int) -> str:
    """The text in one line of at most `length` characters, cut between words."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    return line[: length - 1].rsplit(" ", 1)[0].rstrip(" ,;:—–") + "…"
