"""Parts go in; they are checked against each other, and the whole site comes out in its folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from nokgen.build import Options, Outcome
from nokgen.build.frame import Frame, frame_of
from nokgen.build.keys import TEMPLATES
from nokgen.build.pool import done, usual_jobs
from nokgen.build.region import Filed, Known, Made, filed, make_region
from nokgen.build.run import published
from nokgen.compare import Past
from nokgen.frozen import frozen
from nokgen.join.fit import Meeting, doubled, misfits, strangers
from nokgen.join.part import Part, damaged, open_part
from nokgen.join.past import joined_past, past_of_region
from nokgen.join.shared import shared_sums
from nokgen.pages import OutputFile
from nokgen.read import CONTENT, Elsewhere, read_revision
from nokgen.surroundings import SurroundingsError
from nokgen.write import Hand, Put, Stage


@frozen
class Joined:
    """What a run came to: `misfits` say why the parts are not parts of one site.

    With misfits the outcome holds at most faults of the content, and the old site stays.
    """

    outcome: Outcome
    misfits: tuple[SurroundingsError, ...] = ()


def join(
    options: Options,
    folders: Sequence[Path],
    today: date | None = None,
    step: Callable[[str], None] = lambda _name: None,
    part: Callable[[int, int], None] = lambda _done, _of: None,
) -> Joined:
    """Make the site of which the folders hold the parts: the same bytes as `build` would make.

    All is checked again as if it stood in one place. The day is that of the parts unless `today`
    says another. SurroundingsError for a folder that holds no part and for a damaged part, and as
    for `build`.
    """
    step("read")
    parts = sorted(map(open_part, folders), key=lambda each: each.record.region)
    root, config = options.root, options.config
    revision = read_revision(root, (config, CONTENT, TEMPLATES))
    wrong = (*doubled(parts), *strangers(parts, root, revision.commit))
    if wrong:
        return Joined(Outcome((), None, 0), wrong)
    elsewhere = {
        each.record.region: Elsewhere(each.root, tuple(each.record.sources)) for each in parts
    }
    day = today or parts[0].record.today
    options = replace(options, clock=lambda _zone: day)
    frame = frame_of(options, elsewhere=elsewhere, revision=revision)
    if isinstance(frame, Outcome):
        return Joined(frame)
    links, shared = frame.shared.links, shared_sums(root, frame.tree, frame.record)
    wrong = tuple(misfits(parts, Meeting(day, links, shared)))
    if wrong:
        return Joined(Outcome((), None, 0), wrong)

    def past(own: Past, _regions: Sequence[Past]) -> Past:
        return joined_past(own, parts, revision.commit, frame.record.repository or "")

    def regions(stage: Stage) -> Iterator[Known]:
        return _regions(frame, parts, stage, part)

    sources = tuple(each.folder for each in parts)
    return Joined(published(frame, regions, step, sources, past))


def _regions(
    frame: Frame, parts: Sequence[Part], stage: Stage, step: Callable[[int, int], None]
) -> Iterator[Known]:
    """Put the files of all parts, in the order in which a single build makes them."""
    repository = frame.record.repository or ""

    def work(part: Part) -> Made:
        return make_region(
            frame,
            part.record.region,
            stage.hand(part.record.region),
            lambda _edition, hand: (_files(part, hand),),
            lambda _tree: past_of_region(part, repository),
        )

    jobs = frame.options.jobs or usual_jobs()
    coming = zip(parts, done(work, parts, jobs, is_small=False), strict=True)
    for number, (part, made) in enumerate(coming, start=1):
        step(number, len(parts))
        yield Known.of(part.record.region, made)


def _files(part: Part, hand: Hand) -> Filed:
    """Put the files of a part; SurroundingsError for one that is not what the part says."""

    def files() -> Iterator[tuple[Put, OutputFile]]:
        for file in part.record.files:
            put = hand.put(OutputFile(file.path, part.folder / file.path))
            if (put.size, put.sha256.hex()) != (file.size, file.sha256):
                raise damaged(part.folder, file.path)
            yield put, OutputFile(file.path, hand.where(put), file.listed, file.title)

    return filed(f"/{part.record.region}/", "", files())
