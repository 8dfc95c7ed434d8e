"""The site goes in, pages come out: views with only values ready to show, and their addresses."""

from nokgen.pages.about_all import pages_of_all
from nokgen.pages.changes import newest
from nokgen.pages.edition import Edition
from nokgen.pages.files import OutputFile
from nokgen.pages.groups import Group, digest_of
from nokgen.pages.links import Links
from nokgen.pages.site import (
    documents_of,
    edition_of,
    edition_of_all,
    edition_of_regions,
    page_at,
    pages_of,
)
from nokgen.pages.whole import RegionPart, Whole, part_of

__all__ = [
    "Edition",
    "Group",
    "Links",
    "OutputFile",
    "RegionPart",
    "Whole",
    "digest_of",
    "documents_of",
    "edition_of",
    "edition_of_all",
    "edition_of_regions",
    "newest",
    "page_at",
    "pages_of",
    "pages_of_all",
    "part_of",
]
