"""The site goes in, pages come out: views with only values ready to show, and their addresses."""

from nokgen.pages.links import Links
from nokgen.pages.site import site_files

__all__ = ["Links", "site_files"]
