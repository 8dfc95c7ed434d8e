"""The files that were saved and a page that is being read go in; the page comes out, as it will be.

A build makes everything; somebody who writes waits for one page. That of a territory is made here
of its own files and those of its region, in the `frame` of a build before. Nobody but the
build that follows says what is wrong, and what spans municipalities is left to it. It need not read
what is ready for it (`ready.py`).
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from pathlib import Path

from nokgen.build.frame import Frame, frame_of
from nokgen.build.options import Options
from nokgen.build.ready import Ready, ready
from nokgen.check.layout import IMPROVEMENT, PLANS
from nokgen.check.parted import CheckedRegion, check_region_of
from nokgen.model import build_site
from nokgen.pages import edition_of_regions, page_at
from nokgen.pages.overview import territories
from nokgen.read import CONTENT, SourceTree, read_region, region_of

# What a page of a territory shows of no other territory.
_PLANS = (PLANS, IMPROVEMENT)


class Ahead:
    """The pages of one site ahead of its builds; what a build reads first is kept from one to the
    next.
    """

    def __init__(self, options: Options) -> None:
        self._options = options
        self._frame: Frame | None = None
        self._ready: Ready | None = None
        self._region = ""
        self.is_stale = True

    def learn(self) -> None:
        """Read what all pages share, and what the next build asks of the region where somebody
        saved last, while there is time; if it fails, not again before a save.
        """
        self.is_stale = False
        if self._frame is None:
            found = frame_of(self._options)
            self._frame = found if isinstance(found, Frame) else None
        if self._region:
            self._ready = ready(self._options, self._region)

    def taken(self) -> Ready | None:
        """What is ready for the build that follows; for the one after it all is read anew."""
        found, self._ready = self._ready, None
        self.is_stale = True
        return found

    def forget(self) -> None:
        """What pages share may have changed."""
        self._frame, self.is_stale = None, True

    def pages(self, saved: Collection[Path] | None, addresses: Iterable[str]) -> dict[str, bytes]:
        """Those of the pages that can be made at once, after files were `saved`: None for any."""
        root = Path(os.path.realpath(self._options.root))
        # A folder of the site may be a link to another place: such a file has no name here.
        names = {os.path.relpath(path, root).replace(os.sep, "/") for path in saved or ()}
        self._region = next(filter(None, map(region_of, sorted(names))), self._region)
        frame = self._frame
        if saved is None or frame is None or not _are_plans(frame, names) or not self._is_today:
            self.forget()
            return {}
        made = ((address, page_ahead(frame, names, address)) for address in addresses)
        return {address: page for address, page in made if page is not None}

    @property
    def _is_today(self) -> bool:
        frame = self._frame
        clock = self._options.clock
        return frame is not None and clock(frame.record.time_zone) == frame.shared.site.today


def page_ahead(frame: Frame, saved: Collection[str], address: str) -> bytes | None:
    """The page at an address of the site after plans were saved: paths from the root of the site.

    None where it is not certain that it is the page which the next build makes: for other pages
    than those of a municipality, or of a region below its own; for plans of other territories; with
    any fault.
    """
    slug, name, *_rest = [*address.strip("/").split("/"), "", ""]
    place = frame.begun.layout.regions.get(slug)
    if place is None or not name or slug in frame.elsewhere:
        return None
    folder = f"{slug}/{name}" if name in place.municipalities else slug
    own = tuple(f"{CONTENT}/{folder}/{each}/" for each in _PLANS)
    if not all(path.startswith(own) for path in saved):
        return None
    tree, checked = _checked(frame, slug, place.municipalities.keys() - {name})
    if checked.has_errors and not any(each.span.path in saved for each in checked.diagnostics):
        tree, checked = _checked(frame, slug, ())  # the region says something of the others
    if checked.content is None:
        return None
    site = build_site(checked.content, frame.shared.site.today)
    edition = edition_of_regions(frame.shared, site, frame.past(tree))
    for region, municipality in territories(site):
        if (municipality or region).folder == folder:
            page = page_at(edition, frame.renderer.page, region, municipality, address)
            return page.content if page is not None and isinstance(page.content, bytes) else None
    return None


def _are_plans(frame: Frame, paths: Collection[str]) -> bool:
    """Whether these are plans of which the frame knows, and nothing else."""
    known = frozenset(frame.tree.files)
    return all(path in known and path.split("/")[-2] in _PLANS for path in paths)


def _checked(frame: Frame, slug: str, without: Collection[str]) -> tuple[SourceTree, CheckedRegion]:
    """The files of a region but for some of its municipalities, and what a check says of them."""
    folders = tuple(f"{CONTENT}/{slug}/{town}/" for town in sorted(without))
    tree = read_region(frame.root, frame.tree, slug, unread=folders)
    return tree, check_region_of(frame.begun, tree, without=without)
