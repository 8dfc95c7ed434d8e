"""The whole run in the order of the picture: options go in, a site and diagnostics come out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from nokgen.admin import admin_of
from nokgen.build.frame import TEMPLATES, Frame, checked_whole, frame_of
from nokgen.build.options import Options, Outcome, Search
from nokgen.build.pool import done, usual_jobs
from nokgen.build.region import Made, make_region, put_territories
from nokgen.check import Checked, finish_parted
from nokgen.compare import Past, joined
from nokgen.feeds import (
    MANIFEST_FILES,
    Sum,
    data_of_all,
    is_taken,
    list_files,
    manifest_files,
    search_index,
)
from nokgen.index import BUNDLE, drop_index, index_site, keep_index, made_of
from nokgen.pages import Edition, OutputFile, Whole, edition_of_all, pages_of_all
from nokgen.read import CONTENT
from nokgen.render import renderer_for
from nokgen.surroundings import SurroundingsError
from nokgen.write import Hand, Put, Stage, staged

# With fewer regions for each process than these, the territories of a region are shared out.
FEW = 2
Step = Callable[[str], None]
Part = Callable[[int, int], None]
PastOfAll = Callable[[Past, Sequence[Past]], Past]


def build(
    options: Options,
    step: Step = lambda _name: None,
    part: Part = lambda _done, _of: None,
) -> Outcome:
    """Run every stage; `step` is told the name of each as it begins, `part` how much of it is done.

    Faults in the content are in the outcome, and then the old site stays. SurroundingsError when
    something around failed before the new site was in place.
    """
    step("read")
    frame = frame_of(options)
    if isinstance(frame, Outcome):
        return frame
    return published(frame, lambda hand: _regions(frame, hand, part), step)


def published(
    frame: Frame,
    regions: Callable[[Hand], Iterator[Made]],
    step: Step,
    sources: tuple[Path, ...] = (),
    past_of: PastOfAll = joined,
) -> Outcome:
    """The site in its folder: the files of all regions, wherever they come from, and the rest.

    `sources` are folders to which nothing may be written, besides those of the site. `past_of`
    joins what git tells of the site itself with the pasts of its regions.
    """
    options, root = frame.options, frame.root
    sources = (root / CONTENT, root / TEMPLATES, *sources)
    with staged(options.destination, root=root, sources=sources) as stage:
        step("pages")
        made = tuple(_taken(stage, regions(stage.hand)))
        step("check")
        checked = all_checked(frame, made)
        if checked.has_errors or (options.strict and checked.has_warnings):
            return Outcome(checked.diagnostics, None, 0)
        step("whole")
        known = [(each, each.part) for each in made if each.part is not None]
        whole = Whole(tuple(part for _, part in known))
        own = frame.past(frame.tree, without=frozenset(frame.regions))
        past = past_of(own, [each.past for each, _ in known])
        edition = edition_of_all(frame.shared, whole, past)
        pages = _put_whole(frame, edition, whole, stage, [each for each, _ in known])
        admin = admin_of(edition, whole.country, root)
        stage.put((*edition.assets, *admin.files))
        step("write")
        changes = stage.settle(awaited=MANIFEST_FILES)
        step("index")
        trouble = _index(stage, options.search, edition.site.record.language.value)
        search = search_index(stage.tree, BUNDLE, made_of(stage.tree))
        sums = {put.path: Sum(put.size, put.sha256.hex()) for put in stage.puts}
        stage.add(manifest_files(edition, frame.revision, sums, search))
        stage.commit()
    return Outcome(
        *(checked.diagnostics, changes, pages, trouble, edition.past.trouble, admin.trouble),
        today=edition.site.today,
    )


def all_checked(frame: Frame, made: Sequence[Made]) -> Checked:
    """What a check says of the whole site, when all its regions are checked."""
    checked = finish_parted(frame.begun, [each.checked for each in made])
    if checked is not None:
        return checked
    checked = checked_whole(frame.options, frame.only, frame.elsewhere)
    if not checked.has_errors and any(each.checked.has_errors for each in made):
        raise AssertionError("a region has an error that the whole site has not")
    return checked


def _regions(frame: Frame, hand: Hand, part: Part) -> Iterator[Made]:
    """Make all regions, several at once, or the territories of one at once."""
    jobs = frame.options.jobs or usual_jobs()
    at_once = jobs if len(frame.regions) >= FEW * jobs else 1

    def territories(edition: Edition, hand: Hand) -> Iterator[tuple[OutputFile, Put]]:
        return put_territories(frame, edition, hand, jobs if at_once == 1 else 1)

    def work(slug: str) -> Made:
        return make_region(frame, slug, hand, territories)

    for number, made in enumerate(done(work, frame.regions, at_once), start=1):
        part(number, len(frame.regions))
        yield made
        if made.checked.has_errors:
            return


def _taken(stage: Stage, regions: Iterator[Made]) -> Iterator[Made]:
    """All regions, when their files are noted."""
    for made in regions:
        stage.take(made.puts)
        yield made


def _put_whole(
    frame: Frame, edition: Edition, whole: Whole, stage: Stage, made: Sequence[Made]
) -> int:
    """Make and put what speaks of the whole site; how many pages there are in all."""
    puts = [put for each in made for put in each.puts]
    taken = [OutputFile(put.path, stage.hand.where(put)) for put in puts if is_taken(put.path)]
    data = tuple(data_of_all(edition, whole, [each.feeds for each in made], taken))
    sizes = {put.path: put.size for put in stage.put(data)}
    sizes |= {put.path: 0 for put in puts if put.path.startswith("api/")}
    titles = {address: title for each in made for address, title in each.titles.items()}
    render = renderer_for(edition.messages, frame.root / TEMPLATES).page
    pages = tuple(pages_of_all(edition.with_sizes(sizes), render, whole, titles))
    listed = [file.address for file in pages if file.is_listed]
    listed += (address for each in made for address in each.listed)
    stage.put((*pages, *list_files(edition, whole.country, listed)))
    own = sum(file.path.endswith(".html") for file in pages)
    return own + sum(each.pages for each in made)


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
