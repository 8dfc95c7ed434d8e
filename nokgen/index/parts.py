"""The pages that the search finds go in; the parts of the index come out, each a bundle."""

from __future__ import annotations

import html
from collections.abc import Iterable
from hashlib import blake2b

from nokgen.frozen import frozen
from nokgen.index.record import Indexed

# Pages of one bundle. Up to here a first search with a filter loads less than 300 kB, and one
# Pagefind takes less than 500 MB of memory: docs/performance.md, "Search".
LIMIT = 8000
REGIONS = "regions"


@frozen
class Part:
    """A bundle: its folder below that of the search, the region it is for, the pages it knows.

    `folder` and `region` are empty for the bundle that is asked first. Where there are regions it
    knows whole pages of no region, and of `headlines` only titles and facts.
    """

    folder: str
    region: str
    pages: tuple[Indexed, ...]
    headlines: tuple[Indexed, ...] = ()

    def digest(self, made_by: str) -> str:
        """The digest of all that makes the bundle what it is."""
        digest = blake2b(made_by.encode(), digest_size=16)
        for kind, pages in (("page", self.pages), ("headline", self.headlines)):
            for page in pages:
                digest.update(f"\n{kind} {page.path} ".encode())
                digest.update(page.digest)
        return digest.hexdigest()


def parts_of(pages: Iterable[Indexed], limit: int | None = None) -> tuple[Part, ...]:
    """One part for up to `limit` pages (LIMIT); beyond, the one for all, then one a region."""
    most = LIMIT if limit is None else limit
    known = sorted(pages, key=lambda page: page.path)
    regions: dict[str, list[Indexed]] = {}
    for page in known:
        regions.setdefault(page.region, []).append(page)
    common = regions.pop("", [])
    if len(known) <= most or len(regions) < 2:
        return (Part("", "", tuple(known)),) if known else ()
    headlines = tuple(page for page in known if page.region and _is_headline(page.path))
    return (
        Part("", "", tuple(common), headlines),
        *(_region(name, found) for name, found in sorted(regions.items())),
    )


def _region(name: str, pages: list[Indexed]) -> Part:
    """The folder is called as the region's own page: the search page knows it from addresses."""
    own = (page.path for page in pages if page.path.count("/") == 1 and _is_headline(page.path))
    named = next(own, "").partition("/")[0] or blake2b(name.encode(), digest_size=8).hexdigest()
    return Part(f"{REGIONS}/{named}", html.unescape(name), tuple(pages))


def _is_headline(path: str) -> bool:
    """Whether a page is that of a territory or stands right below a region: /region/town/."""
    return path.endswith("/index.html") and path.count("/") <= 2 and not path.startswith("org/")
