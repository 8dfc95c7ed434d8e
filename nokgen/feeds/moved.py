"""Files of a site with old addresses go in, copies of what others follow come out.

Static hosts cannot lead on from a file. A calendar that somebody follows, a feed, a badge on
another site would die with the old address: so each stands there, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from nokgen.domain.moved import old_addresses
from nokgen.model.outline import Country
from nokgen.pages import Edition, OutputFile
from nokgen.pages.glance import BADGE_FILE
from nokgen.pages.offers import CALENDAR_FILE, FEED_FILE
from nokgen.pages.redirects import code_addresses, moved_addresses

# Data are taken once, and whoever takes them reads where the page is.
FOLLOWED = frozenset({BADGE_FILE, CALENDAR_FILE, FEED_FILE})
ENDS = tuple(f"/{name}" for name in FOLLOWED)


def moved_files(
    edition: Edition, country: Country, files: Iterable[OutputFile]
) -> Iterator[OutputFile]:
    """A copy under every old address, and beside those made of codes, sorted by path."""
    followed = {f"/{file.path}": file for file in files if file.path.endswith(ENDS)}
    found = old_addresses(moved_addresses(edition, country), followed)
    for code, address in code_addresses(country):
        found |= {f"{code}{name}": f"{address}{name}" for name in sorted(FOLLOWED)}
    for old, new in sorted(found.items()):
        if new in followed:
            yield OutputFile(old.lstrip("/"), followed[new].content)
