"""Options go in; a site in its folder and diagnostics come out."""

from nokgen.build.run import Clock, Options, Outcome, Search, build

__all__ = ["Clock", "Options", "Outcome", "Search", "build"]
