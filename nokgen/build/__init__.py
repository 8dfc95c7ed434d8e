"""Options go in; a site in its folder and diagnostics come out."""

from nokgen.build.options import Clock, Options, Outcome, Search
from nokgen.build.start import build

__all__ = ["Clock", "Options", "Outcome", "Search", "build"]
