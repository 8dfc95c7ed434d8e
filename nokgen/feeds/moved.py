"""Files of a site with old addresses go in, copies of what others follow come out.

Static hosts cannot lead on from a file. A calendar that somebody follows, a feed, a badge on
another site would die with the old address: so each stands there, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from nokgen.domain.moved import old_addresses
from nokgen.model.outline import Country
from nokgen.pages import Edition
from nokgen.pages.glance import BADGE_FILE
from nokgen.pages.offers import CALENDAR_FILE, FEED_FILE
from nokgen.pages.redirects import code_addresses, moved_addresses

# Data are taken once, and whoever takes them reads where the page is.
FOLLOWED = frozenset({BADGE_FILE, CALENDAR_FILE, FEED_FILE})
ENDS = tuple(f"/{name}" for name in FOLLOWED)


def copies_of_all(
    edition: Edition, country: Country, files: Iterable[str]
) -> Iterator[tuple[str, str]]:
    """The path of a copy under every old address, and beside those made of codes, sorted; with
    that of the file of today. `files` are all paths of the site.
    """
    followed = {f"/{path}" for path in files if path.endswith(ENDS)}
    found = old_addresses(moved_addresses(edition, country), followed)
    for code, address in code_addresses(country):
        found |= {f"{code}{name}": f"{address}{name}" for name in sorted(FOLLOWED)}
    for old, new in sorted(found.items()):
        if new in followed:
            yield old.lstrip("/"), new.lstrip("/")
