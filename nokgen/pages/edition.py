"""What every page of one build shares: the site, its language, its links, its revision."""

from __future__ import annotations

from dataclasses import dataclass

from nokgen.messages import Messages
from nokgen.model import Site
from nokgen.pages.links import Links


@dataclass(frozen=True, slots=True)
class Edition:
    """One build of one site; `stylesheet` and `scripts` are paths below the root of the site."""

    site: Site
    messages: Messages
    links: Links
    revision: str
    stylesheet: str
    scripts: tuple[str, ...]
    search_scripts: tuple[str, ...]
