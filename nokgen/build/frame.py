"""Options go in; what all regions of a site share comes out, before any of them is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from pathlib import Path

from nokgen.build.heirs import heirs_of
from nokgen.build.keys import TEMPLATES, digest, program
from nokgen.build.memory import Memory
from nokgen.build.options import Options, Outcome
from nokgen.check import Checked, check
from nokgen.check.parted import empty_content
from nokgen.check.run import Begun, begin
from nokgen.compare import Past, compare_since, past_of
from nokgen.frozen import frozen
from nokgen.messages import messages_for
from nokgen.model import build_site
from nokgen.pages import Edition, Links, edition_of
from nokgen.read import (
    CONTENT,
    Elsewhere,
    Parsed,
    Revision,
    SourceTree,
    read_revision,
    read_site,
    region_of,
)
from nokgen.records.site import Site
from nokgen.render import Renderer, compiled_in, renderer_for


@frozen
class Frame:
    """The settings, the names of all files, and what every page shares.

    `regions` are their folders, sorted. Those in `elsewhere` stand below other roots; with `only`
    there is no other. What was `parsed` of files need not be read again.
    """

    options: Options
    begun: Begun
    record: Site
    revision: Revision
    shared: Edition
    renderer: Renderer
    regions: tuple[str, ...]
    only: str = ""
    elsewhere: Mapping[str, Elsewhere] = field(default_factory=dict)
    parsed: dict[str, Parsed] | None = None

    @property
    def root(self) -> Path:
        """The folder of the site."""
        return self.options.root

    @property
    def mark(self) -> str:
        """What the pages of a region show that stands in none of its files: the day, and others."""
        heirs = [part for each in self.shared.heirs for part in each]
        return str(self.shared.site.today) + (f" {digest(*heirs)}" if heirs else "")

    @property
    def tree(self) -> SourceTree:
        """What was read already."""
        return self.begun.session.tree

    def past(self, tree: SourceTree, without: frozenset[str] = frozenset()) -> Past:
        """What git tells of the files of `tree`, of the regions `without` nothing."""
        history = self.record.history
        if not history.show:
            return Past()
        messages = self.shared.messages
        return past_of(self.root, tree, messages, authors=history.authors, without=without)


def frame_of(
    options: Options,
    *,
    only: str = "",
    elsewhere: Mapping[str, Elsewhere] | None = None,
    revision: Revision | None = None,
    memory: Memory | None = None,
) -> Frame | Outcome:
    """The frame of a site, or of `only` one region; an outcome when faults end the run here.

    git is asked for the `revision` unless it is known. With a `memory`, of the whole site only, its
    keys say which revision and which files there are.
    """
    others = elsewhere or {}
    root, config = options.root, options.config
    listing = memory.keys.listing if memory is not None else None
    tree = read_site(root, config, only=only, elsewhere=others, is_frame=True, listing=listing)
    begun = begin(tree, options.clock)
    if isinstance(begun, Checked):
        return Outcome(begun.diagnostics, None, 0)
    if begun.site is None or begun.has_errors:
        return Outcome(checked_whole(options, only, others).diagnostics, None, 0)
    site = begun.site
    if revision is None:
        known = memory.keys.revision if memory is not None else None
        revision = known or read_revision(root, (config, CONTENT, TEMPLATES))
    links = Links.at(options.base_url or site.base_url, from_disk=options.from_disk)
    proposal = None
    if options.changed_since is not None:
        messages = messages_for(site.language.value)
        proposal = compare_since(root, config, messages, options.changed_since)
    empty = build_site(empty_content(begun, site), begun.session.today)
    shared = edition_of(empty, links, root, revision.short, proposal)
    shared = replace(shared, heirs=() if only else heirs_of(root, tree, memory))
    # Compiled templates are kept where builds remember.
    home = options.cache
    compiled = compiled_in(home, program(home)) if home is not None else None
    return Frame(
        options=options,
        begun=begun,
        record=site,
        revision=revision,
        shared=shared,
        renderer=renderer_for(shared.messages, root / TEMPLATES, compiled),
        regions=tuple(sorted({region_of(path) for path in tree.files} - {""})),
        only=only,
        elsewhere=others,
    )


def checked_whole(options: Options, only: str, elsewhere: Mapping[str, Elsewhere]) -> Checked:
    """What a check says that reads everything at once: the last word on all faults."""
    tree = read_site(options.root, options.config, only=only, elsewhere=elsewhere)
    return check(tree, options.clock)
