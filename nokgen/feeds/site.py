"""The site goes in, every file beside the pages comes out: of a territory, or of the whole.

Files of the whole come after those of all territories, which some of them list or hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from nokgen.feeds.api import api_of, site_api
from nokgen.feeds.atom import feeds_of, site_feeds
from nokgen.feeds.badges import badges_of
from nokgen.feeds.calendars import calendars_of, site_calendars
from nokgen.feeds.changes import change_files
from nokgen.feeds.documents import documents_of
from nokgen.feeds.due_table import due_table_file
from nokgen.feeds.hosts import host_files
from nokgen.feeds.moved import ENDS, moved_files
from nokgen.feeds.opendata import open_data_files, tables_of
from nokgen.feeds.part import FeedPart
from nokgen.feeds.pictures import pictures_of, site_pictures
from nokgen.feeds.sitemap import sitemap_files
from nokgen.feeds.tables import SPECS
from nokgen.model import Municipality, Region
from nokgen.model.due import what_is_due
from nokgen.model.outline import Country
from nokgen.pages import Edition, OutputFile, Whole

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
    made: Sequence[OutputFile],
    kept: Mapping[str, Path] | None = None,
) -> Iterator[OutputFile]:
    """What speaks of the whole site; what has moved, under both addresses.

    `feeds` is what is kept of its regions, `made` the files of territories that others hold or
    copy; `kept` as for `open_data_files`.
    """
    followed = [file for file in made if file.path.endswith(ENDS)]
    for file in _data(edition, whole, feeds, made, kept):  # large tables: one at a time
        if file.path.endswith(ENDS):
            followed.append(file)
        yield file
    yield from moved_files(edition, whole.country, followed)


def is_taken(path: str) -> bool:
    """Whether files about the whole site hold or copy a file of a territory."""
    return path.startswith("api/") or path.endswith(_TAKEN)


def _data(
    edition: Edition,
    whole: Whole,
    feeds: FeedPart,
    made: Sequence[OutputFile],
    kept: Mapping[str, Path] | None,
) -> Iterator[OutputFile]:
    country = whole.country
    soon = what_is_due(country, edition.site.today)
    yield from site_calendars(edition, feeds.events)
    yield from site_feeds(edition, feeds.headlines)
    yield from change_files(edition, whole)
    own = tuple(site_api(edition, country, soon, feeds.rows()))
    yield from own
    yield from open_data_files(edition, country, (*made, *own), kept)
    yield due_table_file(feeds.lines())
    yield from site_pictures(edition, country)


def list_files(
    edition: Edition, country: Country, addresses: Sequence[str]
) -> Iterator[OutputFile]:
    """What search engines and hosts read; `addresses` are those that engines are told of."""
    yield from sitemap_files(edition, country, addresses)
    yield from host_files(edition, country)
