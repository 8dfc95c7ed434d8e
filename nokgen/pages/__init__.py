"""The site goes in, pages come out: views with only values ready to show, and their addresses."""

from nokgen.pages.edition import Edition
from nokgen.pages.files import OutputFile
from nokgen.pages.links import Links
from nokgen.pages.site import documents_of, edition_of, pages_of, pages_of_all

__all__ = [
    "Edition",
    "Links",
    "OutputFile",
    "documents_of",
    "edition_of",
    "pages_of",
    "pages_of_all",
]
