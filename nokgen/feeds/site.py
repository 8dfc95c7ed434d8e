"""The site goes in, every file beside the pages comes out, in a fixed order.

Files that hold data come before the pages, which tell their sizes; what lists the pages, after.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nokgen.feeds.api import api_files
from nokgen.feeds.atom import atom_files
from nokgen.feeds.badges import badge_files
from nokgen.feeds.calendars import calendar_files
from nokgen.feeds.changes import change_files
from nokgen.feeds.documents import document_files
from nokgen.feeds.hosts import host_files
from nokgen.feeds.moved import moved_files
from nokgen.feeds.opendata import open_data_files
from nokgen.feeds.pictures import picture_files
from nokgen.feeds.sitemap import sitemap_files
from nokgen.pages import Edition, OutputFile


def data_files(edition: Edition) -> Iterator[OutputFile]:
    """Every file that people and programs take data from; what has moved, under both addresses."""
    files = tuple(_data(edition))
    yield from files
    yield from moved_files(edition, files)


def _data(edition: Edition) -> Iterator[OutputFile]:
    yield from calendar_files(edition)
    yield from atom_files(edition)
    yield from change_files(edition)
    api = tuple(api_files(edition))
    yield from api
    yield from document_files(edition)
    yield from open_data_files(edition, api)
    yield from badge_files(edition)
    yield from picture_files(edition)


def list_files(edition: Edition, pages: Sequence[OutputFile]) -> Iterator[OutputFile]:
    """What search engines and hosts read; `pages` is what the site itself is made of."""
    listed = tuple(file.address for file in pages if file.is_listed)
    yield from sitemap_files(edition, listed)
    yield from host_files(edition)
