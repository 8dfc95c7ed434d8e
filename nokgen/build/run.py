"""The whole run in the order of the picture: options go in, a site and diagnostics come out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from nokgen.build.again import remade
from nokgen.build.frame import Frame, checked_whole, frame_of
from nokgen.build.gathered import Gathered
from nokgen.build.keys import TEMPLATES, digest
from nokgen.build.memory import Memory
from nokgen.build.options import Options, Outcome, Search
from nokgen.build.pool import done, usual_jobs
from nokgen.build.region import Known, Made
from nokgen.build.store import ForgottenError
from nokgen.build.whole import PastOfAll, put_whole
from nokgen.check import Checked
from nokgen.check.parted import CheckedRegion, check_beside, finish_parted, with_told
from nokgen.compare import joined
from nokgen.feeds import (
    MANIFEST_FILES,
    LastManifest,
    LastSearch,
    SearchIndex,
    last_search,
    manifest_files,
    search_index,
    sum_of,
)
from nokgen.index import (
    BUNDLE,
    Indexed,
    StoppedError,
    drop_index,
    index_site,
    keep_index,
    made_of,
)
from nokgen.read import CONTENT
from nokgen.surroundings import SurroundingsError
from nokgen.write import DoubtError, Last, PathTakenError, Put, Stage, staged
from nokgen.write.swap import Places

# With fewer regions for each process than these, the territories of a region are shared out.
FEW = 2
Step = Callable[[str], None]
Part = Callable[[int, int], None]


def made(options: Options, memory: Memory | None, step: Step, part: Part) -> Outcome:
    """The whole run, with what the `memory` of the last one can spare; reading has begun."""
    frame = _frame(options, memory)
    if isinstance(frame, Outcome):
        return frame

    def regions(stage: Stage) -> Iterator[Known]:
        return _regions(frame, stage, memory, part)

    try:
        return published(frame, regions, step, memory=memory)
    except ForgottenError:
        if memory is None:
            raise
        memory.store.clear()  # with nothing left to rely on it comes to its end
    except DoubtError:  # now it is known what has changed in the output
        if memory is not None:
            memory.late.clear()
            memory.look.doubt()
    return made(options, memory, step, part)


def _frame(options: Options, memory: Memory | None) -> Frame | Outcome:
    known = None
    if options.ready is not None and memory is not None:
        known = options.ready.take_frame(options, memory.keys)
    return known or frame_of(options, memory=memory)


def published(
    frame: Frame,
    regions: Callable[[Stage], Iterator[Known]],
    step: Step,
    sources: tuple[Path, ...] = (),
    past_of: PastOfAll = joined,
    memory: Memory | None = None,
) -> Outcome:
    """The site in its folder: the files of all regions, wherever they come from, and the rest.

    `sources` are folders to which nothing may be written, besides those of the site. `past_of`
    joins what git tells of the site itself with the pasts of its regions. StoppedError where
    something else comes before the search, and nothing was replaced yet.
    """
    options, root = frame.options, frame.root
    sources = (root / CONTENT, root / TEMPLATES, *sources)

    def last_of(places: Places) -> Last | None:
        return memory.look.last(places) if memory is not None else None

    with staged(options.destination, root=root, sources=sources, last=last_of) as stage:
        step("pages")
        _give_way(options)
        gathered = _gathered(frame, regions, stage)
        if isinstance(gathered, Outcome):
            return gathered
        step("check")
        _give_way(options)
        checked = _checked(frame, gathered, memory)
        if checked.has_errors or (options.strict and checked.has_warnings):
            return Outcome(checked.diagnostics, None, 0)
        step("whole")
        history_trouble, admin_trouble = put_whole(frame, stage, gathered, memory, past_of)
        step("write")
        stage.assure()
        _give_way(options)
        if memory is not None:
            memory.forget()
        changes = stage.settle(awaited=MANIFEST_FILES)
        step("index")
        trouble = _tell_of_all(frame, stage, gathered)
        stage.commit()
        outcome = Outcome(
            *(checked.diagnostics, changes, gathered.pages),
            *(trouble, history_trouble, admin_trouble),
            today=frame.shared.site.today,
        )
        if memory is not None:
            memory.end(outcome, frame.record.time_zone, stage, frame.regions)
    return outcome


def _give_way(options: Options) -> None:
    """StoppedError if something else comes before the search."""
    if options.search is Search.BUILD and options.gives_way():
        raise StoppedError


def _gathered(
    frame: Frame, regions: Callable[[Stage], Iterator[Known]], stage: Stage
) -> Gathered | Outcome:
    """What is kept of all regions; an outcome if two of them claim the same file."""
    gathered = Gathered(frame.shared.site.today)
    try:
        for each in regions(stage):
            gathered.add(each, stage)
    except PathTakenError:  # only a look at all regions at once tells whose it is
        checked = checked_whole(frame.options, frame.only, frame.elsewhere)
        if not checked.has_errors:
            raise
        return Outcome(checked.diagnostics, None, 0)
    return gathered


def _checked(frame: Frame, gathered: Gathered, memory: Memory | None) -> Checked:
    """What a check says of the whole site, when all its regions are checked; claims that are the
    same as in the last build need not meet again.
    """
    key = digest(frame.mark, *gathered.claims)
    known = memory.agreed(key) if memory is not None and not gathered.has_errors else None
    if known is not None:
        own = Checked(None, frame.shared.site.today, known, frame.tree.config_path)
        return with_told(own, gathered.diagnostics)
    regions = gathered.everything.checked
    found = check_beside(frame.begun, regions)
    if found is None:
        if memory is not None:
            memory.read.update(frame.regions)
        return _in_doubt(frame, regions)
    if memory is not None:
        memory.keep_agreed(key, found.diagnostics)
    return with_told(found, gathered.diagnostics)


def all_checked(frame: Frame, regions: Sequence[CheckedRegion]) -> Checked:
    """What a check says of the whole site, when all its regions are checked."""
    checked = finish_parted(frame.begun, regions)
    return checked if checked is not None else _in_doubt(frame, regions)


def _in_doubt(frame: Frame, regions: Sequence[CheckedRegion]) -> Checked:
    checked = checked_whole(frame.options, frame.only, frame.elsewhere)
    if not checked.has_errors and any(each.has_errors for each in regions):
        raise AssertionError("a region has an error that the whole site has not")
    return checked


def _regions(frame: Frame, stage: Stage, memory: Memory | None, part: Part) -> Iterator[Known]:
    """Make the regions that have changed, several at once, or the territories of one at once."""
    jobs, mark = frame.options.jobs or usual_jobs(), frame.mark
    new = [slug for slug in frame.regions if memory is None or not memory.knows(slug, mark)]
    at_once = jobs if len(new) >= FEW * jobs else 1

    def work(slug: str) -> Made:
        own = jobs if at_once == 1 else 1
        return remade(frame, slug, stage, memory, own, is_alone=new == [slug])

    # While the others read, templates are compiled for all of them.
    coming = done(work, new, at_once, is_small=False, meanwhile=frame.renderer.prepare)
    for number, slug in enumerate(frame.regions, start=1):
        last = memory if slug not in new else None
        known = last.known(slug) if last is not None else None
        if known is None or not stage.has(slug, known.summary.groups):
            if memory is not None:
                memory.read.add(slug)
            known = Known.of(slug, next(coming) if slug in new else work(slug))
        part(number, len(frame.regions))
        yield known
        if known.has_errors:
            return


def _tell_of_all(frame: Frame, stage: Stage, gathered: Gathered) -> SurroundingsError | None:
    """The search, and the manifest that tells of it, too; why there is no fresh search."""
    options = frame.options
    if options.believes and options.search is Search.KEEP and stage.leave():
        keep_index(stage)
        return None
    last = _last_manifest(stage)
    language = frame.record.language.value
    search, trouble = _index(stage, options, language, gathered.indexed, last)
    stage.add(manifest_files(frame.shared, frame.revision, stage.puts, search, last))
    return trouble


def _last_manifest(stage: Stage) -> LastManifest | None:
    """The manifest of the last output, and what differs from it; None where that is not known."""
    since = stage.since_last()
    if since is None or stage.previous is None:
        return None
    try:
        manifest, sums = ((stage.previous / name).read_bytes() for name in MANIFEST_FILES)
    except OSError:  # they are made anew
        return None
    found, gone = since
    for path in sorted(stage.untold.difference(gone, (put.path for put in found))):
        if (stage.tree / path).is_file():
            size, digest = sum_of(stage.tree / path)
            found.append(Put(path, size, bytes.fromhex(digest), is_same=True))
        else:
            gone |= {path}
    return LastManifest(manifest, sums, found, gone, BUNDLE)


def _index(
    stage: Stage,
    options: Options,
    language: str,
    pages: Iterable[Indexed],
    last: LastManifest | None,
) -> tuple[SearchIndex | LastSearch | None, SurroundingsError | None]:
    """Make, keep or drop the search index: what stands there then, or why there is no fresh one."""
    trouble: SurroundingsError | None = None
    match options.search:
        case Search.KEEP:
            keep_index(stage)
            if last is not None and stage.is_as_left(BUNDLE):  # it may have very many files
                return last_search(last), None
        case Search.NONE:
            drop_index(stage)
        case Search.BUILD:
            try:
                found = index_site(stage, language=language, pages=pages, stops=options.gives_way)
                if found.bundle is not None:
                    return found.bundle, None
            except StoppedError as error:
                keep_index(stage)
                trouble = error
            except SurroundingsError as error:
                trouble = error  # the site stands without
    return search_index(stage.tree, BUNDLE, made_of(stage.tree)), trouble
