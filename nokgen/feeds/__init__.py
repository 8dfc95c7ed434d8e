"""The site goes in, what programs and other sites take from it comes out."""

from nokgen.feeds.site import feed_files

__all__ = ["feed_files"]
