"""Located trees go in; places, shapes and rules are checked; records and diagnostics come out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from nokgen.check.addresses import addresses_of
from nokgen.check.folders import folders_of
from nokgen.check.layout import SYNONYMS, Layout, lay_out
from nokgen.check.link_rules import check_links
from nokgen.check.page_addresses import take_pages
from nokgen.check.permalinks import check_permalinks, published
from nokgen.check.place_rules import check_region
from nokgen.check.places import read_region
from nokgen.check.private_rules import check_private, masked_in
from nokgen.check.register import register_of
from nokgen.check.session import Session
from nokgen.check.site_rules import check_site, newer_format
from nokgen.check.synonym_rules import check_synonyms
from nokgen.diagnostics import Diagnostic, Severity, sort_diagnostics
from nokgen.read import SourceTree
from nokgen.records.content import Content, PageFile, RegionFolder
from nokgen.records.site import PageHead, Site
from nokgen.records.synonyms import Synonyms

Clock = Callable[[str], date]

DEFAULT_TIME_ZONE = "Europe/Moscow"


@dataclass(frozen=True, slots=True)
class Checked:
    """What checking came to: `content` is None when there is any error, or not all was read.

    `diagnostics` are those of reading and checking, sorted. `published` are all addresses and
    anchors of the content, sorted.
    """

    content: Content | None
    today: date
    diagnostics: tuple[Diagnostic, ...]
    config_path: str
    published: tuple[str, ...]

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
    newer = newer_format(tree.documents.get(tree.config_path))
    if newer is not None:
        return Checked(None, clock(DEFAULT_TIME_ZONE), (newer,), tree.config_path, ())
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
    regions = _regions(session, layout)
    pages = _pages(session, layout)
    synonyms = session.record(Synonyms, SYNONYMS)
    if synonyms is not None:
        check_synonyms(synonyms, session.findings(SYNONYMS))
    session.take_aliases()
    for page in pages:
        session.found += check_links(tree.documents[page.path], f"/{page.slug}/", session.addresses)
    session.found += check_permalinks(tree.permalinks, session.addresses)
    private = check_private(session)
    found = masked_in([*session.found, *session.addresses.diagnostics], private)
    diagnostics = sort_diagnostics(found)
    checked = Checked(
        None, session.today, diagnostics, tree.config_path, published(session.addresses)
    )
    if site is None or checked.has_errors or tree.is_part:
        return checked
    return replace(checked, content=Content(site, regions, tuple(pages), synonyms))


def _regions(session: Session, layout: Layout) -> tuple[RegionFolder, ...]:
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
    return folders_of(places)


def _pages(session: Session, layout: Layout) -> list[PageFile]:
    pages: list[PageFile] = []
    for slug, path in sorted(layout.pages):
        head = session.record(PageHead, path)
        if head is not None:
            session.note_aliases(session.findings(path), f"/{slug}/", head.aliases)
            pages.append(PageFile(slug, path, head, session.tree.documents[path].body))
    return pages
