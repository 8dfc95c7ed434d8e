"""The site goes in, every file beside the pages comes out: of a territory, or of the whole.

Files of the whole come after those of all territories, which some of them list or hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nokgen.feeds.api import api_of, site_api
from nokgen.feeds.atom import feeds_of, site_feeds
from nokgen.feeds.badges import badges_of
from nokgen.feeds.calendars import calendars_of, site_calendars
from nokgen.feeds.changes import change_files
from nokgen.feeds.documents import documents_of
from nokgen.feeds.hosts import host_files
from nokgen.feeds.moved import moved_files
from nokgen.feeds.opendata import open_data_files, tables_of
from nokgen.feeds.pictures import pictures_of, site_pictures
from nokgen.feeds.sitemap import sitemap_files
from nokgen.model import Municipality, Region
from nokgen.pages import Edition, OutputFile


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


def data_of_all(edition: Edition, made: Sequence[OutputFile]) -> Iterator[OutputFile]:
    """What speaks of the whole site; what has moved, under both addresses.

    `made` are the files of all territories.
    """
    own = tuple(_data(edition, made))
    yield from own
    yield from moved_files(edition, (*made, *own))


def _data(edition: Edition, made: Sequence[OutputFile]) -> Iterator[OutputFile]:
    yield from site_calendars(edition)
    yield from site_feeds(edition)
    yield from change_files(edition)
    own = tuple(site_api(edition))
    yield from own
    yield from open_data_files(edition, (*made, *own))
    yield from site_pictures(edition)


def list_files(edition: Edition, pages: Sequence[OutputFile]) -> Iterator[OutputFile]:
    """What search engines and hosts read; `pages` is what the site itself is made of."""
    listed = tuple(file.address for file in pages if file.is_listed)
    yield from sitemap_files(edition, listed)
    yield from host_files(edition)
