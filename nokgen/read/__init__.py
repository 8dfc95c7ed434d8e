"""Files go in, located trees come out: text is UTF-8, YAML is well formed, places are known."""

from nokgen.read.compose import Tree
from nokgen.read.document import Document
from nokgen.read.revision import Revision, read_revision
from nokgen.read.site import (
    ATTACHMENTS,
    CONTENT,
    PAGES,
    RESULTS,
    Elsewhere,
    Parsed,
    SourceTree,
    read_region,
    read_site,
    region_of,
    regions_in,
)
from nokgen.read.tables import TABLE_SUFFIXES, Table, TableFile

__all__ = [
    "ATTACHMENTS",
    "CONTENT",
    "PAGES",
    "RESULTS",
    "TABLE_SUFFIXES",
    "Document",
    "Elsewhere",
    "Parsed",
    "Revision",
    "SourceTree",
    "Table",
    "TableFile",
    "Tree",
    "read_region",
    "read_revision",
    "read_site",
    "region_of",
    "regions_in",
]
