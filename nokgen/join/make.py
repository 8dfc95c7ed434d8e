"""A site and one of its regions go in; the part of that region comes out in its folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from nokgen import __version__
from nokgen.build import Options, Outcome
from nokgen.build.pool import usual_jobs
from nokgen.build.run import prepared, taken
from nokgen.build.territories import put_territories
from nokgen.index import drop_index
from nokgen.join.part import FOLDER, FORMAT, RECORD, Listed, PartRecord
from nokgen.join.past import past_of_part
from nokgen.join.shared import shared_sums
from nokgen.messages import N_
from nokgen.pages import Edition, OutputFile
from nokgen.read import CONTENT, PAGES, SourceTree, regions_in
from nokgen.read.site import is_read, is_table
from nokgen.surroundings import SurroundingsError
from nokgen.write import Put, Stage, staged


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
    found = prepared(options, step, only=region)
    if isinstance(found, Outcome):
        return found
    edition, tree = found.edition, found.tree
    with staged(options.destination, root=root, sources=(root / CONTENT,)) as stage:
        step("pages")
        jobs = options.jobs or usual_jobs()
        files = taken(stage, put_territories(edition, root, stage.hand, jobs, part))
        listed = _listed(files, stage.puts)
        step("write")
        sources = _sources(root, tree, stage)
        record = _record(edition, region, found.revision.commit, listed, sources, root, tree)
        stage.put((OutputFile(RECORD, record.text()),))
        changes = stage.settle()
        drop_index(stage)
        stage.commit()
    pages = sum(file.path.endswith(".html") for file in files)
    return Outcome(
        *(found.diagnostics, changes, pages, None, edition.past.trouble, None),
        today=edition.site.today,
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


def _listed(files: tuple[OutputFile, ...], puts: list[Put]) -> tuple[Listed, ...]:
    known = {put.path: put for put in puts}
    return tuple(
        Listed(
            path=file.path,
            size=known[file.path].size,
            sha256=known[file.path].sha256.hex(),
            listed=file.is_listed,
            title=file.title,
        )
        for file in files
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


def _record(
    edition: Edition,
    region: str,
    revision: str,
    files: tuple[Listed, ...],
    sources: dict[str, str],
    root: Path,
    tree: SourceTree,
) -> PartRecord:
    return PartRecord(
        format=FORMAT,
        made_by=__version__,
        region=region,
        today=edition.site.today,
        base_url=edition.links.base_url,
        from_disk=edition.links.from_disk,
        revision=revision,
        repository=edition.site.record.repository or "",
        shared=shared_sums(root, tree, edition.site.record),
        sources=sources,
        past=past_of_part(edition),
        files=files,
    )
