"""The site goes in, pages come out: views with only values ready to show, and their addresses."""

from nokgen.pages.changes import newest
from nokgen.pages.edition import Edition
from nokgen.pages.files import OutputFile
from nokgen.pages.links import Links
from nokgen.pages.site import (
    documents_of,
    edition_of,
    edition_of_all,
    edition_of_regions,
    pages_of,
    pages_of_all,
)
from nokgen.pages.whole import RegionPart, Whole, part_of

__all__ = [
    "Edition",
    "Links",
    "OutputFile",
    "RegionPart",
    "Whole",
    "documents_of",
    "edition_of",
    "edition_of_all",
    "edition_of_regions",
    "newest",
    "pages_of",
    "pages_of_all",
    "part_of",
]
