"""What every page of one build shares: the site, its language, its links, its files, its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from nokgen.messages import Messages
from nokgen.model import Site
from nokgen.pages.glossary import Glossary
from nokgen.pages.links import Links


@dataclass(frozen=True, slots=True)
class Edition:
    """One build of one site.

    `published` says under which path below the root of the site a stylesheet, a script or a picture
    of the templates stands: their names there change with what they hold.
    """

    site: Site
    messages: Messages
    links: Links
    revision: str
    published: Mapping[str, str]
    glossary: Glossary = field(default_factory=Glossary)
