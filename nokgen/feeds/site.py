"""The site goes in, every file beside the pages comes out: of a territory, or of the whole.

Files of the whole come after those of all territories, which some of them list or hold, in groups
of what is made of the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from nokgen.feeds.api import api_of, index_file, openapi_file, site_due
from nokgen.feeds.atom import feeds_of, site_feeds
from nokgen.feeds.badges import badges_of
from nokgen.feeds.calendars import calendars_of, site_calendars
from nokgen.feeds.changes import change_files
from nokgen.feeds.documents import documents_of
from nokgen.feeds.due_table import due_table_file
from nokgen.feeds.hosts import host_files
from nokgen.feeds.moved import ENDS
from nokgen.feeds.opendata import open_data_files, tables_of
from nokgen.feeds.part import FeedPart
from nokgen.feeds.pictures import pictures_of, site_pictures
from nokgen.feeds.sitemap import sitemap_files
from nokgen.feeds.standing import Standing
from nokgen.feeds.tables import SPECS, Packed
from nokgen.model import Municipality, Region
from nokgen.model.due import what_is_due
from nokgen.model.outline import Country
from nokgen.pages import Edition, Group, OutputFile, Whole

# Tables of territories, which are joined, and what others follow.
_TAKEN = (*(f"/{spec.name}.csv" for spec in SPECS), *ENDS)


def data_of(
    edition: Edition, region: Region, municipality: Municipality | None
) -> Iterator[OutputFile]:
    """Every file beside the pages of a territory that people and programs take data from."""
    owner = municipality or region
    yield from calendars_of(edition, owner)
    yield from feeds_of(edition, owner)
    yield from api_of(edition, region, municipality)
    yield from documents_of(edition, region, municipality)
    yield from tables_of(edition, region, municipality)
    yield from badges_of(edition, region, municipality)
    yield from pictures_of(edition, region, municipality)


def data_of_all(
    edition: Edition,
    whole: Whole,
    feeds: FeedPart,
    standing: Standing,
    packed: Sequence[Packed],
    kept: Mapping[str, Path] | None = None,
) -> Iterator[Group]:
    """What speaks of the whole site.

    `feeds` is what is kept of its regions, `packed` and `kept` as for `open_data_files`. Whoever
    has taken a group adds its files to those `standing` before asking for the next.
    """
    country, everything = whole.country, (whole.sum, feeds.sum)
    yield Group("calendars", (feeds.sum,), lambda: site_calendars(edition, feeds.events))
    yield Group("feeds", (feeds.sum,), lambda: site_feeds(edition, feeds.headlines))
    yield Group("changes", (whole.sum,), lambda: change_files(edition, whole))
    yield Group("due", everything, lambda: _due(edition, country, feeds))
    yield Group("index", (whole.sum,), lambda: (index_file(edition, country),))
    yield Group("openapi", (), lambda: (openapi_file(edition),))
    yield from open_data_files(edition, whole, standing, packed, kept)
    yield Group("pictures", (whole.sum,), lambda: site_pictures(edition, country))


def _due(edition: Edition, country: Country, feeds: FeedPart) -> Iterator[OutputFile]:
    yield from site_due(edition, what_is_due(country, edition.site.today), feeds.rows())
    yield due_table_file(feeds.lines())


def is_taken(path: str) -> bool:
    """Whether files about the whole site hold or copy a file of a territory, of however many."""
    return path.endswith(_TAKEN)


def list_files(edition: Edition, whole: Whole, addresses: Sequence[str]) -> Iterator[Group]:
    """What search engines and hosts read; `addresses` are those that engines are told of."""
    country = whole.country
    of = (whole.sum, *addresses)
    yield Group("sitemap", of, lambda: sitemap_files(edition, country, addresses))
    yield Group("hosts", (whole.sum,), lambda: host_files(edition, country))
