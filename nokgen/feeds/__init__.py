"""The site goes in, what programs and other sites take from it comes out."""

from nokgen.feeds.manifest import (
    MANIFEST_FILES,
    LastSearch,
    SearchIndex,
    Sum,
    last_search,
    manifest_files,
    search_index,
    sum_of,
)
from nokgen.feeds.manifest_last import LastManifest
from nokgen.feeds.moved import copies_of_all
from nokgen.feeds.opendata import SLOW_FILES
from nokgen.feeds.part import FeedPart, feed_part_of
from nokgen.feeds.renewed import renewed
from nokgen.feeds.site import data_of, data_of_all, is_taken, list_files
from nokgen.feeds.standing import Standing
from nokgen.feeds.tables import Packed, packed_tables

__all__ = [
    "MANIFEST_FILES",
    "SLOW_FILES",
    "FeedPart",
    "LastManifest",
    "LastSearch",
    "Packed",
    "SearchIndex",
    "Standing",
    "Sum",
    "copies_of_all",
    "data_of",
    "data_of_all",
    "feed_part_of",
    "is_taken",
    "last_search",
    "list_files",
    "manifest_files",
    "packed_tables",
    "renewed",
    "search_index",
    "sum_of",
]
