"""What a run is asked to do, and what it came to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from nokgen.diagnostics import Diagnostic
from nokgen.frozen import frozen
from nokgen.surroundings import SurroundingsError
from nokgen.write import Changes

if TYPE_CHECKING:
    from nokgen.build.ready import Ready

Clock = Callable[[str], date]


class Search(StrEnum):
    """What a build does about the search index."""

    BUILD = "build"  # make it anew when an indexed page changed
    KEEP = "keep"  # keep the last one, and archives, as they are: `serve` makes them afterwards
    NONE = "none"


@frozen
class Options:
    """What a run is asked to do; `clock` says what day it is in a time zone.

    `jobs` is how many processes may work at once: as many as there are cores, if it is None.
    With `changed_since`, a revision of git, the site gets a page of what it changes for citizens.
    In `cache`, a folder of the user's own, builds remember what need not be done again. As soon as
    it `gives_way` to something else, a run that is to make the search leaves to the next one what
    it has not begun. One that `believes` takes it that the last output stands as it was left: it is
    for the next to look. It need not read what is `ready`.
    """

    root: Path
    destination: Path
    clock: Clock
    config: str = "site.yaml"
    base_url: str | None = None
    from_disk: bool = False
    search: Search = Search.BUILD
    strict: bool = False
    changed_since: str | None = None
    jobs: int | None = None
    cache: Path | None = None
    gives_way: Callable[[], bool] = lambda: False
    believes: bool = False
    ready: Ready | None = None

    @property
    def finds_pages(self) -> bool:
        """Whether the search is to find the pages, now or when there is time."""
        return self.search is not Search.NONE


@frozen
class Outcome:
    """What a run came to; `changes` is None when faults kept the old site in place.

    `admin_trouble` is the reason why the form for editors is not there, though site.yaml wants it,
    `search_trouble` is the reason why the site stands without a fresh search index, and
    `history_trouble` why it stands without its history, though there is a repository. `today` is
    the day of the new site.
    """

    diagnostics: tuple[Diagnostic, ...]
    changes: Changes | None
    pages: int
    search_trouble: SurroundingsError | None = None
    history_trouble: SurroundingsError | None = None
    admin_trouble: SurroundingsError | None = None
    today: date | None = None

    @property
    def is_quiet(self) -> bool:
        """Whether the site is in place, and nothing around it failed."""
        troubles = (self.search_trouble, self.history_trouble, self.admin_trouble)
        return self.changes is not None and not any(troubles)
