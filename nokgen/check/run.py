"""Located trees go in; places, shapes and rules are checked; records and diagnostics come out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import field, replace
from datetime import date
from typing import TYPE_CHECKING

from nokgen.check.addresses import Addresses, addresses_of
from nokgen.check.layout import SYNONYMS, Layout, lay_out
from nokgen.check.page_addresses import take_pages
from nokgen.check.permalinks import check_permalinks, published
from nokgen.check.place_rules import check_region
from nokgen.check.places import Place, read_region
from nokgen.check.private_rules import check_private, masked_in
from nokgen.check.register import register_of
from nokgen.check.session import Session
from nokgen.check.site_rules import check_site, newer_format
from nokgen.diagnostics import Diagnostic, Severity, sort_diagnostics
from nokgen.frozen import frozen
from nokgen.read import Document, SourceTree
from nokgen.records.site import PageHead, Site

if TYPE_CHECKING:
    from nokgen.records.content import Content
    from nokgen.records.synonyms import Synonyms

Clock = Callable[[str], date]

# The slug of a page, its head and the file.
Page = tuple[str, PageHead, Document]

DEFAULT_TIME_ZONE = "Europe/Moscow"


@frozen
class Checked:
    """What checking came to: `content` is None when there is any error, or not all was read.

    `diagnostics` are those of reading and checking, sorted. `addresses` are those of the content.
    """

    content: Content | None
    today: date
    diagnostics: tuple[Diagnostic, ...]
    config_path: str
    addresses: Addresses = field(default_factory=Addresses, repr=False, compare=False)

    @property
    def published(self) -> tuple[str, ...]:
        """All addresses and anchors of the content, sorted."""
        return published(self.addresses)

    @property
    def has_warnings(self) -> bool:
        """Whether anything stops a strict build: remarks do not."""
        return any(found.code.severity is not Severity.NOTE for found in self.diagnostics)

    @property
    def has_errors(self) -> bool:
        """Whether anything stops the build."""
        return any(found.code.severity is Severity.ERROR for found in self.diagnostics)


def check(tree: SourceTree, clock: Clock) -> Checked:
    """Check everything that was read; `clock` says what day it is in a time zone.

    A site made for a newer program is not looked at any further: all else would be noise.
    """
    begun = begin(tree, clock)
    if isinstance(begun, Checked):
        return begun
    return finish(begun, regions_of(begun.session, begun.layout))


@frozen
class Begun:
    """A check that has looked at the names of all files, and at the shape of what stands outside of
    regions; at nothing else.
    """

    session: Session
    layout: Layout
    site: Site | None
    pages: tuple[Page, ...]
    synonyms: Synonyms | None

    @property
    def has_errors(self) -> bool:
        """Whether anything of that stops the build already."""
        found = (*self.session.found, *self.session.addresses.diagnostics)
        return any(each.code.severity is Severity.ERROR for each in found)


def begin(tree: SourceTree, clock: Clock) -> Begun | Checked:
    """Look at names and settings, and at the shape of pages; all that there is to say of a site for
    a newer program.
    """
    newer = newer_format(tree.documents.get(tree.config_path))
    if newer is not None:
        return Checked(None, clock(DEFAULT_TIME_ZONE), (newer,), tree.config_path)
    layout = lay_out(tree)
    session = Session(tree, addresses_of(layout), [*tree.diagnostics, *layout.diagnostics])
    session.addresses.only = tree.only
    session.addresses.is_part = tree.is_part
    site = session.record(Site, tree.config_path)
    if site is not None:
        check_site(site, session.findings(tree.config_path))
        session.addresses.has_handouts = site.handouts
        session.addresses.has_sharing = site.sharing
    session.today = clock(site.time_zone if site is not None else DEFAULT_TIME_ZONE)
    return Begun(session, layout, site, tuple(_pages(session, layout)), _synonyms(session))


def finish(begun: Begun, regions: Iterable[Place]) -> Checked:
    """Look at what speaks of the whole site, when all addresses are known."""
    session, tree, site = begun.session, begun.session.tree, begun.site
    for slug, head, document in begun.pages:
        session.note_aliases(session.findings(document.path), f"/{slug}/", head.aliases)
    session.take_aliases()
    _check_links(session, begun.pages)
    session.found += check_permalinks(tree.permalinks, session.addresses)
    private = check_private(session)
    found = masked_in([*session.found, *session.addresses.diagnostics], private)
    diagnostics = sort_diagnostics(found)
    checked = Checked(None, session.today, diagnostics, tree.config_path, session.addresses)
    if site is None or checked.has_errors or tree.is_part:
        return checked
    from nokgen.check.folders import content_of  # who checks a few files goes on with nothing

    return replace(checked, content=content_of(site, regions, begun.pages, begun.synonyms))


def regions_of(session: Session, layout: Layout) -> list[Place]:
    """The regions with their municipalities: first all are read, then each looks at the others."""
    places = [
        read_region(session, place)
        for _slug, place in sorted(layout.regions.items())
        if place.in_use
    ]
    register = register_of(session, places)
    for region in places:
        for place in region.and_municipalities():
            take_pages(session.addresses, place)
        check_region(session, region, register)
    if any(place.results for region in places for place in region.and_municipalities()):
        from nokgen.check.history import check_history  # the models of results take long to build

        check_history(session, places)
    return places


def _pages(session: Session, layout: Layout) -> Iterator[Page]:
    for slug, path in sorted(layout.pages):
        head = session.record(PageHead, path)
        if head is not None:
            yield slug, head, session.tree.documents[path]


def _check_links(session: Session, pages: Iterable[Page]) -> None:
    for slug, _head, document in pages:
        from nokgen.check.link_rules import check_links

        session.found += check_links(document, f"/{slug}/", session.addresses)


def _synonyms(session: Session) -> Synonyms | None:
    if SYNONYMS not in session.tree.documents:
        return None
    from nokgen.check.synonym_rules import check_synonyms
    from nokgen.records.synonyms import Synonyms

    synonyms = session.record(Synonyms, SYNONYMS)
    if synonyms is not None:
        check_synonyms(synonyms, session.findings(SYNONYMS))
    return synonyms
