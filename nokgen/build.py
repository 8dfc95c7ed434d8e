"""The whole run, in the order of the picture: options go in, a site and its diagnostics come out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from nokgen.diagnostics import Diagnostic
from nokgen.surroundings import SurroundingsError
from nokgen.write import Changes

Clock = Callable[[str], date]


class Search(StrEnum):
    """What a build does about the search index."""

    BUILD = "build"  # make it anew when an indexed page changed
    KEEP = "keep"  # keep the last one as it is: `serve` makes it anew afterwards
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Options:
    """What a run is asked to do; `clock` says what day it is in a time zone."""

    root: Path
    destination: Path
    clock: Clock
    config: str = "site.yaml"
    base_url: str | None = None
    from_disk: bool = False
    search: Search = Search.BUILD
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run came to; `changes` is None when faults kept the old site in place.

    `search_trouble` is the reason why the site stands without a fresh search index.
    """

    diagnostics: tuple[Diagnostic, ...]
    changes: Changes | None
    pages: int
    search_trouble: SurroundingsError | None = None


def build(options: Options, step: Callable[[str], None] = lambda _name: None) -> Outcome:
    """Run every stage; `step` is told the name of each as it begins.

    Faults in the content are in the outcome; SurroundingsError when something around failed.
    """
    raise NotImplementedError
