"""The site and its pages go in, every file beside the pages comes out, in a fixed order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nokgen.feeds.api import api_files
from nokgen.feeds.atom import atom_files
from nokgen.feeds.calendars import calendar_files
from nokgen.feeds.documents import document_files
from nokgen.feeds.hosts import host_files
from nokgen.feeds.sitemap import sitemap_files
from nokgen.pages import Edition, OutputFile


def feed_files(edition: Edition, pages: Sequence[OutputFile]) -> Iterator[OutputFile]:
    """Every file for programs; `pages` is what the site itself is made of."""
    listed = tuple(file.address for file in pages if file.is_listed)
    yield from sitemap_files(edition, listed)
    yield from host_files(edition)
    yield from calendar_files(edition)
    yield from atom_files(edition)
    yield from api_files(edition)
    yield from document_files(edition)
