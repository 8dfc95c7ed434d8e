"""The site goes in, what programs and other sites take from it comes out."""

from nokgen.feeds.manifest import MANIFEST_FILES, Sum, manifest_files, search_index
from nokgen.feeds.site import data_of, data_of_all, list_files

__all__ = [
    "MANIFEST_FILES",
    "Sum",
    "data_of",
    "data_of_all",
    "list_files",
    "manifest_files",
    "search_index",
]
