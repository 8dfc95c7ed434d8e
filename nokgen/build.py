"""The whole run in the order of the picture: options go in, a site and diagnostics come out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from nokgen.admin import admin_of
from nokgen.check import check
from nokgen.compare import Comparison, Past, compare_since, past_of
from nokgen.diagnostics import Diagnostic
from nokgen.feeds import (
    MANIFEST_FILES,
    data_files,
    list_files,
    manifest_files,
    search_index,
)
from nokgen.index import BUNDLE, drop_index, index_site, keep_index, made_of
from nokgen.messages import messages_for
from nokgen.model import build_site
from nokgen.pages import Links, edition_of, site_files
from nokgen.read import CONTENT, SourceTree, read_revision, read_site
from nokgen.records.site import Site
from nokgen.surroundings import SurroundingsError
from nokgen.write import Changes, Stage, staged

TEMPLATES = "templates"
Clock = Callable[[str], date]


class Search(StrEnum):
    """What a build does about the search index."""

    BUILD = "build"  # make it anew when an indexed page changed
    KEEP = "keep"  # keep the last one as it is: `serve` makes it anew afterwards
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Options:
    """What a run is asked to do; `clock` says what day it is in a time zone.

    With `changed_since`, a revision of git, the site gets a page of what it changes for citizens.
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


@dataclass(frozen=True, slots=True)
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


def build(options: Options, step: Callable[[str], None] = lambda _name: None) -> Outcome:
    """Run every stage; `step` is told the name of each as it begins.

    Faults in the content are in the outcome, and then the old site stays. SurroundingsError when
    something around failed before the new site was in place.
    """
    root = options.root
    step("read")
    tree = read_site(root, options.config)
    revision = read_revision(root, (options.config, CONTENT, TEMPLATES))
    step("check")
    checked = check(tree, options.clock)
    content = checked.content
    if content is None or (options.strict and checked.has_warnings):
        return Outcome(checked.diagnostics, None, 0)
    step("model")
    site = build_site(content, checked.today)
    links = Links.at(options.base_url or content.site.base_url, from_disk=options.from_disk)
    step("compare")
    past, proposal = _changes(options, content.site, tree)
    edition = edition_of(site, links, root, revision.short, past, proposal)
    step("feeds")
    data = tuple(data_files(edition))
    step("pages")
    pages = tuple(site_files(edition.with_files(data), root))
    admin = admin_of(edition, root)
    files = (*pages, *list_files(edition, pages), *data, *admin.files)
    step("write")
    sources = (root / CONTENT, root / TEMPLATES)
    with staged(options.destination, root=root, sources=sources) as stage:
        changes = stage.put(files, awaited=MANIFEST_FILES)
        step("index")
        trouble = _index(stage, options.search, content.site.language.value)
        search = search_index(stage.tree, BUNDLE, made_of(stage.tree))
        stage.add(manifest_files(edition, revision, files, stage.tree, search))
        stage.commit()
    count = sum(file.path.endswith(".html") for file in pages)
    return Outcome(
        *(checked.diagnostics, changes, count, trouble, past.trouble, admin.trouble),
        today=checked.today,
    )


def _changes(options: Options, site: Site, source: SourceTree) -> tuple[Past, Comparison | None]:
    """What the commits changed, and what the files add to a revision, if that is asked for."""
    messages = messages_for(site.language.value)
    past = Past()
    if site.history.show:
        past = past_of(options.root, source, messages, authors=site.history.authors)
    if options.changed_since is None:
        return past, None
    since = options.changed_since
    return past, compare_since(options.root, options.config, messages, since)


def _index(stage: Stage, search: Search, language: str) -> SurroundingsError | None:
    """Make, keep or drop the search index; a failure is returned, for the site stands without."""
    match search:
        case Search.KEEP:
            keep_index(stage)
        case Search.NONE:
            drop_index(stage)
        case Search.BUILD:
            try:
                index_site(stage, language=language)
            except SurroundingsError as error:
                return error
    return None
