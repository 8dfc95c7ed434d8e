"""The whole run in the order of the picture: options go in, a site and diagnostics come out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path

from nokgen.admin import admin_of
from nokgen.build.pool import usual_jobs
from nokgen.build.territories import Made, put_territories
from nokgen.check import check
from nokgen.compare import Comparison, Past, compare_since, past_of
from nokgen.diagnostics import Diagnostic
from nokgen.feeds import (
    MANIFEST_FILES,
    Sum,
    data_of_all,
    feed_part_of,
    is_taken,
    list_files,
    manifest_files,
    search_index,
)
from nokgen.index import BUNDLE, drop_index, index_site, keep_index, made_of
from nokgen.messages import messages_for
from nokgen.model import build_site
from nokgen.pages import (
    Edition,
    Links,
    OutputFile,
    Whole,
    edition_of,
    edition_of_all,
    edition_of_regions,
    pages_of_all,
    part_of,
)
from nokgen.read import CONTENT, Revision, SourceTree, read_revision, read_site
from nokgen.records.site import Site
from nokgen.render import renderer_for
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

    `jobs` is how many processes may work at once: as many as there are cores, if it is None.
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
    jobs: int | None = None


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


def build(
    options: Options,
    step: Callable[[str], None] = lambda _name: None,
    part: Callable[[int, int], None] = lambda _done, _of: None,
) -> Outcome:
    """Run every stage; `step` is told the name of each as it begins, `part` how much of it is done.

    Faults in the content are in the outcome, and then the old site stays. SurroundingsError when
    something around failed before the new site was in place.
    """
    found = prepared(options, step)
    if isinstance(found, Outcome):
        return found
    edition, revision, diagnostics = found.edition, found.revision, found.diagnostics
    del found  # pages need the model alone: what was read makes room

    def territories(stage: Stage) -> Iterable[Made]:
        jobs = options.jobs or usual_jobs()
        return put_territories(edition, options.root, stage.hand, jobs, part)

    return published(options, edition, revision, diagnostics, territories, step)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A site before its files are made: the edition, and what it was made from."""

    edition: Edition
    revision: Revision
    diagnostics: tuple[Diagnostic, ...]
    tree: SourceTree


def prepared(
    options: Options, step: Callable[[str], None], *, only: str = ""
) -> Prepared | Outcome:
    """Read, check and model the site, or `only` one region; an outcome when faults end the run."""
    root = options.root
    step("read")
    tree = read_site(root, options.config, only=only)
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
    shared = edition_of(site, links, root, revision.short, proposal)
    edition = edition_of_regions(shared, site, past)
    return Prepared(edition, revision, checked.diagnostics, tree)


def published(
    options: Options,
    edition: Edition,
    revision: Revision,
    diagnostics: tuple[Diagnostic, ...],
    territories: Callable[[Stage], Iterable[Made]],
    step: Callable[[str], None],
    sources: tuple[Path, ...] = (),
) -> Outcome:
    """The site in its folder: the files of all territories, wherever they come from, and the rest.

    `sources` are folders to which nothing may be written, besides those of the site.
    """
    root = options.root
    admin = admin_of(edition, root)
    sources = (root / CONTENT, root / TEMPLATES, *sources)
    with staged(options.destination, root=root, sources=sources) as stage:
        stage.put((*edition.assets, *admin.files))
        step("pages")
        parts = taken(stage, territories(stage))
        step("whole")
        pages = _whole(edition, root, stage, parts)
        step("write")
        changes = stage.settle(awaited=MANIFEST_FILES)
        step("index")
        trouble = _index(stage, options.search, edition.site.record.language.value)
        search = search_index(stage.tree, BUNDLE, made_of(stage.tree))
        sums = {put.path: Sum(put.size, put.sha256.hex()) for put in stage.puts}
        stage.add(manifest_files(edition, revision, sums, search))
        stage.commit()
    return Outcome(
        *(diagnostics, changes, pages, trouble, edition.past.trouble, admin.trouble),
        today=edition.site.today,
    )


def taken(stage: Stage, territories: Iterable[Made]) -> tuple[OutputFile, ...]:
    """All files of territories, as they stand in the stage."""
    made = []
    for file, put in territories:
        stage.take((put,))
        made.append(OutputFile(file.path, stage.hand.where(put), file.is_listed, file.title))
    return tuple(made)


def _whole(edition: Edition, root: Path, stage: Stage, parts: tuple[OutputFile, ...]) -> int:
    """Make and put what speaks of the whole site; returns how many pages there are in all."""
    regions = edition.site.regions
    whole = Whole(tuple(part_of(edition, region) for region in regions))
    feeds = [
        feed_part_of(edition, region, part.outline)
        for region, part in zip(regions, whole.parts, strict=True)
    ]
    edition = edition_of_all(
        replace(edition, site=replace(edition.site, regions=())), whole, edition.past
    )
    data = tuple(
        data_of_all(edition, whole, feeds, [part for part in parts if is_taken(part.path)])
    )
    sizes = {put.path: put.size for put in stage.put(data)}
    sizes |= {part.path: 0 for part in parts if part.path.startswith("api/")}
    render = renderer_for(edition.messages, root / TEMPLATES).page
    titles = {file.address: file.title for file in parts if file.title}
    pages = tuple(pages_of_all(edition.with_sizes(sizes), render, whole, titles))
    every = (*pages, *parts)
    listed = tuple(file.address for file in every if file.is_listed)
    stage.put((*pages, *list_files(edition, whole.country, listed)))
    return sum(file.path.endswith(".html") for file in every)


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
