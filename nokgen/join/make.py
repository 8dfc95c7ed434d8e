"""A site and one of its regions go in; the part of that region comes out in its folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from nokgen import __version__
from nokgen.build import Options, Outcome
from nokgen.build.frame import Frame, frame_of
from nokgen.build.pool import usual_jobs
from nokgen.build.region import Filed, Made, make_region, put_territories
from nokgen.build.run import all_checked
from nokgen.index import drop_index
from nokgen.join.part import FOLDER, FORMAT, RECORD, Listed, PartRecord
from nokgen.join.past import past_of_part
from nokgen.join.shared import shared_sums
from nokgen.messages import N_
from nokgen.pages import Edition, OutputFile
from nokgen.pages.files import address_of
from nokgen.read import CONTENT, PAGES, SourceTree, regions_in
from nokgen.read.site import is_read, is_table
from nokgen.surroundings import SurroundingsError
from nokgen.write import Hand, Stage, staged


def make_part(
    options: Options,
    region: str,
    step: Callable[[str], None] = lambda _name: None,
    part: Callable[[int, int], None] = lambda _done, _of: None,
) -> Outcome:
    """Make the files of one region's territories, and what joins them with those of others.

    Nothing is read of other regions. Faults in the content are in the outcome, and then the old
    part stays. SurroundingsError for a region that is not there, and as for `build`.
    """
    root = options.root
    _refuse_unknown(root, region)
    step("read")
    frame = frame_of(options, only=region)
    if isinstance(frame, Outcome):
        return frame

    def files(edition: Edition, hand: Hand) -> Iterator[Filed]:
        return put_territories(frame, edition, hand, options.jobs or usual_jobs())

    with staged(options.destination, root=root, sources=(root / CONTENT,)) as stage:
        step("pages")
        made = make_region(frame, region, stage.hand(), files)
        part(1, 1)
        step("check")
        checked = all_checked(frame, [made.checked])
        if checked.has_errors or (options.strict and checked.has_warnings):
            return Outcome(checked.diagnostics, None, 0)
        step("write")
        stage.take(made.puts)
        pages = sum(each.brief.pages for each in made.filed)
        sources = _sources(root, frame.tree, stage)
        record = _record(frame, made, sources)
        stage.put((OutputFile(RECORD, record.text()),))
        changes = stage.settle()
        drop_index(stage)
        stage.commit()
    return Outcome(
        *(checked.diagnostics, changes, pages, None, made.past.trouble, None),
        today=frame.shared.site.today,
    )


def _refuse_unknown(root: Path, region: str) -> None:
    """SurroundingsError (exit code 2) for a region that has no folder in content/."""
    folders = (root / CONTENT).iterdir() if (root / CONTENT).is_dir() else ()
    if region in {each.name for each in folders if each.is_dir()} - {PAGES}:
        return
    names = ", ".join(regions_in(root))
    raise SurroundingsError(
        N_("There is no region %(region)s in %(folder)s/."),
        hint=N_("Regions that are there: %(names)s.") if names else None,
        params={"region": region, "folder": CONTENT, "names": names},
        exit_code=2,
    )


def _listed(made: Made) -> tuple[Listed, ...]:
    addresses = frozenset(made.listed)
    titles = {address: title for each in made.filed for address, title in each.titles.items()}
    return tuple(
        Listed(
            path=put.path,
            size=put.size,
            sha256=put.sha256.hex(),
            listed=address_of(put.path) in addresses,
            title=titles.get(address_of(put.path), ""),
        )
        for each in made.puts
        for put in each
    )


def _sources(root: Path, tree: SourceTree, stage: Stage) -> dict[str, str]:
    """Put the files of the region into the part; path → sum, "" for one known by name only."""
    sums: dict[str, str] = {}
    for path in tree.files:
        if path.startswith(f"{CONTENT}/{tree.only}/"):
            sums[path] = ""
            if is_read(path) or is_table(path):
                (put,) = stage.put((OutputFile(f"{FOLDER}/{path}", root / path),))
                sums[path] = put.sha256.hex()
    return sums


def _record(frame: Frame, made: Made, sources: dict[str, str]) -> PartRecord:
    shared = frame.shared
    return PartRecord(
        format=FORMAT,
        made_by=__version__,
        region=frame.only,
        today=shared.site.today,
        base_url=shared.links.base_url,
        from_disk=shared.links.from_disk,
        revision=frame.revision.commit,
        repository=frame.record.repository or "",
        shared=shared_sums(frame.root, frame.tree, frame.record),
        sources=sources,
        past=past_of_part(made.past),
        files=_listed(made),
    )
