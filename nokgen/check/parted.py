"""A site goes in region by region; what a check of the whole site says of it comes out, or a doubt.

Whoever makes the files of a region reads and checks it alone, and notes its claims: what only a
look at all regions can decide. When all claims agree, everything that there is to say was said.
When they do not, or when anything is an error, the site is checked as a whole, which takes longer
and knows best how to tell it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import field, replace
from hashlib import blake2b
from itertools import chain

from nokgen.check.addresses import Addresses
from nokgen.check.folders import content_of
from nokgen.check.layout import PLANS, Layout
from nokgen.check.private_rules import check_private, masked_in
from nokgen.check.run import Begun, Checked, finish, regions_of
from nokgen.check.session import Session
from nokgen.diagnostics import Diagnostic, Severity, sort_diagnostics
from nokgen.frozen import frozen
from nokgen.read import CONTENT, SourceTree
from nokgen.records.content import Content
from nokgen.records.site import Site

# Several territories may share a code: its address leads to the first of them.
_SHARED = "/oktmo/"


@frozen
class Claims:
    """What a region says that others may deny.

    `owners` are its addresses with their files, beyond those that names of files give, `anchors`
    those of its pages. `aliases` are pairs of an old address and the one of today. `heirs` are the
    ИНН of organisations elsewhere that have taken the place of its own.
    """

    owners: Mapping[str, str] = field(default_factory=dict)
    anchors: Mapping[str, frozenset[str]] = field(default_factory=dict)
    aliases: tuple[tuple[str, str], ...] = ()
    heirs: frozenset[str] = frozenset()

    @property
    def digest(self) -> str:
        """The same for the same claims, in whatever order."""
        anchors = sorted((page, *sorted(ids)) for page, ids in self.anchors.items())
        told = sorted(self.owners.items()), anchors, self.aliases, sorted(self.heirs)
        return blake2b(repr(told).encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()


@frozen
class CheckedRegion:
    """What checking a region came to: `content` is that of a site without any other region.

    It is None when the region has an error, or is no region.
    """

    content: Content | None
    diagnostics: tuple[Diagnostic, ...]
    claims: Claims = field(default_factory=Claims)

    @property
    def has_errors(self) -> bool:
        """Whether anything stops the build."""
        return any(found.code.severity is Severity.ERROR for found in self.diagnostics)


def empty_content(begun: Begun, site: Site) -> Content:
    """The content of a site without regions."""
    return content_of(site, (), begun.pages, begun.synonyms)


def check_region_of(begun: Begun, tree: SourceTree, without: Collection[str] = ()) -> CheckedRegion:
    """Check a region by itself; `tree` holds its files, `begun` knows the names of all others.

    Its municipalities `without` are not looked at.
    """
    known = begun.session.addresses
    session = Session(tree, _copy(known, tree.only), list(tree.diagnostics))
    session.today = begun.session.today
    place = begun.layout.regions.get(tree.only)
    if place is not None and without:
        rest = {slug: each for slug, each in place.municipalities.items() if slug not in without}
        place = replace(place, municipalities=rest)
    own = Layout(regions={tree.only: place} if place is not None else {})
    places = regions_of(session, own)
    found = masked_in(session.found, check_private(session))
    checked = CheckedRegion(None, tuple(found))
    if begun.site is None or not places or checked.has_errors:
        return checked
    owners = session.addresses.owners
    organizations = [
        each
        for region in places
        for place in region.and_municipalities()
        for _path, each in place.organizations
    ]
    heirs = {each.successor for each in organizations if each.successor is not None}
    return CheckedRegion(
        content=content_of(begun.site, places, begun.pages, begun.synonyms),
        diagnostics=checked.diagnostics,
        claims=Claims(
            owners={each: path for each, path in owners.items() if each not in known.owners},
            anchors=session.addresses.anchors,
            aliases=session.aliases(),
            heirs=frozenset(heirs - {each.inn for each in organizations}),
        ),
    )


def with_last(checked: CheckedRegion, last: CheckedRegion, towns: Iterable[str]) -> CheckedRegion:
    """A region that was checked without the plans of some `towns`, their folders: they are as they
    were when it was checked `last`.

    Other plans say nothing of these towns, and theirs of nobody else.
    """
    files = tuple(f"{CONTENT}/{town}/" for town in towns)
    plans = tuple(f"/{town}/{PLANS}/" for town in towns)
    old, claims = last.claims, checked.claims
    anchors = {page: ids for page, ids in old.anchors.items() if page.startswith(plans)}
    aliases = tuple(pair for pair in old.aliases if pair[1].startswith(plans))
    return replace(
        checked,
        diagnostics=(
            *(found for found in checked.diagnostics if not found.span.path.startswith(files)),
            *(found for found in last.diagnostics if found.span.path.startswith(files)),
        ),
        claims=replace(
            claims,
            anchors={**claims.anchors, **anchors},
            aliases=(*claims.aliases, *aliases),
        ),
    )


def finish_parted(begun: Begun, regions: Iterable[CheckedRegion]) -> Checked | None:
    """The same as of a whole check, without the records of regions; None for a doubt."""
    known = tuple(regions)
    own = check_beside(begun, known)
    return None if own is None else with_told(own, (region.diagnostics for region in known))


def check_beside(begun: Begun, regions: Iterable[CheckedRegion]) -> Checked | None:
    """What there is to say of all that stands outside of regions; None for a doubt."""
    known = tuple(regions)
    if any(each.has_errors for each in known) or not _agree(begun.session, known):
        return None
    checked = finish(begun, ())
    return None if checked.has_errors else checked


def with_told(own: Checked, regions: Iterable[Iterable[Diagnostic]]) -> Checked:
    """With what was said of regions."""
    found = [*own.diagnostics, *chain.from_iterable(regions)]
    return replace(own, diagnostics=sort_diagnostics(found))


def _agree(session: Session, regions: tuple[CheckedRegion, ...]) -> bool:
    """Take the claims of all regions; False when one denies what another says."""
    addresses = session.addresses
    moves: list[tuple[str, str]] = []
    for region in regions:
        for address, path in region.claims.owners.items():
            other = addresses.owners.setdefault(address, path)
            if other != path and not address.startswith(_SHARED):
                return False
        addresses.anchors |= region.claims.anchors
        moves += region.claims.aliases
    if any(f"/org/{inn}/" not in addresses.owners for each in regions for inn in each.claims.heirs):
        return False
    return session.take_moves(moves)


def _copy(known: Addresses, region: str) -> Addresses:
    """What is known from the names of files; of other regions nobody knows more."""
    return replace(
        known,
        owners=dict(known.owners),
        anchors={},
        files=set(known.files),
        diagnostics=[],
        aliases={},
        uncertain=set(),
        only=region,
    )
