"""What every page of one build shares: the site, its language, its links, its revision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from nokgen.messages import Messages
from nokgen.model import Site
from nokgen.pages.glossary import Glossary
from nokgen.pages.links import Links


@dataclass(frozen=True, slots=True)
class Edition:
    """One build of one site; files are paths below the root of the site.

    `stylesheet` is of all pages, `sheets` are of some, by their names.
    """

    site: Site
    messages: Messages
    links: Links
    revision: str
    stylesheet: str
    scripts: tuple[str, ...]
    search_scripts: tuple[str, ...]
    sheets: Mapping[str, str]
    display_script: str
    icon: str
    glossary: Glossary = field(default_factory=Glossary)
    sort_script: str = ""
