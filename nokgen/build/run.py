"""The whole run in the order of the picture: options go in, a site and diagnostics come out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from nokgen.admin import admin_of
from nokgen.build.frame import TEMPLATES, Frame, checked_whole, frame_of
from nokgen.build.gathered import Gathered
from nokgen.build.options import Options, Outcome, Search
from nokgen.build.pool import done, usual_jobs
from nokgen.build.region import Made, make_region, put_territories
from nokgen.check import Checked
from nokgen.check.parted import CheckedRegion, finish_parted
from nokgen.compare import Past, joined
from nokgen.feeds import (
    MANIFEST_FILES,
    Sum,
    data_of_all,
    list_files,
    manifest_files,
    search_index,
)
from nokgen.index import BUNDLE, drop_index, index_site, keep_index, made_of
from nokgen.pages import Edition, OutputFile, edition_of_all, pages_of_all
from nokgen.read import CONTENT
from nokgen.render import renderer_for
from nokgen.surroundings import SurroundingsError
from nokgen.write import Hand, Put, Stage, staged

# Pages of every territory are made of these templates.
USUAL = ("territory", "plan", "body", "organization", "organizations", "placement", "redirect")
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
        gathered = Gathered(frame.shared.site.today)
        for made in regions(stage.hand):
            gathered.add(made, stage)
        step("check")
        checked = all_checked(frame, gathered.checked)
        if checked.has_errors or (options.strict and checked.has_warnings):
            return Outcome(checked.diagnostics, None, 0)
        step("whole")
        own = frame.past(frame.tree, without=frozenset(frame.regions))
        edition = edition_of_all(frame.shared, gathered.whole, past_of(own, gathered.pasts))
        pages = _put_whole(frame, edition, stage, gathered)
        admin = admin_of(edition, gathered.whole.country, root)
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


def all_checked(frame: Frame, regions: Sequence[CheckedRegion]) -> Checked:
    """What a check says of the whole site, when all its regions are checked."""
    checked = finish_parted(frame.begun, regions)
    if checked is not None:
        return checked
    checked = checked_whole(frame.options, frame.only, frame.elsewhere)
    if not checked.has_errors and any(each.has_errors for each in regions):
        raise AssertionError("a region has an error that the whole site has not")
    return checked


def _regions(frame: Frame, hand: Hand, part: Part) -> Iterator[Made]:
    """Make all regions, several at once, or the territories of one at once."""
    jobs = frame.options.jobs or usual_jobs()
    at_once = jobs if len(frame.regions) >= FEW * jobs else 1
    if at_once > 1:  # the processes share what is compiled before they begin
        renderer_for(frame.shared.messages, frame.root / TEMPLATES).prepare(USUAL)

    def territories(edition: Edition, hand: Hand) -> Iterator[tuple[OutputFile, Put]]:
        return put_territories(frame, edition, hand, jobs if at_once == 1 else 1)

    def work(slug: str) -> Made:
        return make_region(frame, slug, hand, territories)

    for number, made in enumerate(done(work, frame.regions, at_once, is_small=False), start=1):
        part(number, len(frame.regions))
        yield made
        if made.checked.has_errors:
            return


def _put_whole(frame: Frame, edition: Edition, stage: Stage, gathered: Gathered) -> int:
    """Make and put what speaks of the whole site; how many pages there are in all."""
    whole, sizes = gathered.whole, dict.fromkeys(gathered.api, 0)
    taken = [OutputFile(each.path, stage.hand.where(each)) for each in gathered.taken]
    for file in data_of_all(edition, whole, gathered.feeds, taken):
        (put,) = stage.put((file,))
        sizes[put.path] = put.size
    render = renderer_for(edition.messages, frame.root / TEMPLATES).page
    listed, own = [], 0
    for page in pages_of_all(edition.with_sizes(sizes), render, whole, gathered.titles):
        stage.put((page,))
        own += page.path.endswith(".html")
        if page.is_listed:
            listed.append(page.address)
    listed += gathered.listed
    stage.put(list_files(edition, whole.country, listed))
    return own + gathered.pages


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
