"""The site goes in, what programs and other sites take from it comes out."""

from nokgen.feeds.site import data_of, data_of_all, list_files

__all__ = ["data_of", "data_of_all", "list_files"]
