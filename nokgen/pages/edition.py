"""What every page of one build shares: the site, its language, its links, its files, its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from nokgen.messages import Messages
from nokgen.model import Site
from nokgen.pages.files import OutputFile
from nokgen.pages.glossary import Glossary
from nokgen.pages.links import Links
from nokgen.pages.subjects import Subject


@dataclass(frozen=True, slots=True)
class Edition:
    """One build of one site.

    `assets` are stylesheets, scripts and pictures of the templates. `published` says under which
    path below the root of the site each stands: their names there change with what they hold.
    `offers` are the files beside pages, `subjects` what pages are about, both by address.
    """

    site: Site
    messages: Messages
    links: Links
    revision: str
    assets: tuple[OutputFile, ...]
    published: Mapping[str, str]
    glossary: Glossary = field(default_factory=Glossary)
    offers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    subjects: Mapping[str, Subject] = field(default_factory=dict)
