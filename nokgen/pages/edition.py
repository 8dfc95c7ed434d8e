"""What every page of one build shares: the site, its language, its links, its files, its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from typing import NamedTuple

from nokgen.compare import Comparison, Past
from nokgen.frozen import frozen
from nokgen.messages import Messages
from nokgen.model import Site
from nokgen.model.outline import Outline
from nokgen.pages.files import OutputFile
from nokgen.pages.glossary import Glossary
from nokgen.pages.links import Links
from nokgen.pages.subjects import Subject


class Heir(NamedTuple):
    """A municipality that stands in another region: its successor's address, or ""."""

    address: str
    name: str
    successor: str


@frozen
class Edition:
    """One build of one site.

    `assets` are stylesheets, scripts and pictures of the templates. `published` says under which
    path below the root of the site each stands: their names there change with what they hold.
    `offers` are the files beside pages, `subjects` what pages are about, both by address; `sizes`
    those of files that hold data, in bytes by their path, where they are known; besides these there
    are `api_files` of the interface for programs. `past` is what git tells, `proposal` what the
    files add to another revision, where a preview is to show that. `kept` has outlines of towns
    whose plans were not read: no page of theirs is made.
    `has_own_templates` is true where the site replaces templates of pages.
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
    sizes: Mapping[str, int] = field(default_factory=dict)
    api_files: int = 0
    past: Past = field(default_factory=Past)
    kept: Mapping[str, Outline] = field(default_factory=dict)
    proposal: Comparison | None = None
    # Those that have taken the place of a municipality of another region, or whose place was taken.
    heirs: tuple[Heir, ...] = ()
    has_own_templates: bool = False
    # Whatever pages share and is worked out once, by a name of the module that does it.
    shared: dict[object, object] = field(default_factory=dict, repr=False, compare=False)

    @property
    def has_codes(self) -> bool:
        """Whether pages have a code for paper: it holds a whole address."""
        return self.site.record.handouts and bool(self.links.base_url)

    def with_sizes(self, sizes: Mapping[str, int], api_files: int = 0) -> Edition:
        """The same, and the sizes of files that were made before these pages."""
        return replace(self, sizes=sizes, api_files=api_files)
