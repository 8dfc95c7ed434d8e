"""The site goes in, what programs and other sites take from it comes out."""

from nokgen.feeds.manifest import MANIFEST_FILES, manifest_files, search_index
from nokgen.feeds.site import data_files, list_files

__all__ = ["MANIFEST_FILES", "data_files", "list_files", "manifest_files", "search_index"]
