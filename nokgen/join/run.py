"""Parts go in; they are checked against each other, and the whole site comes out in its folder."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from nokgen.build import Options, Outcome
from nokgen.build.pool import done, usual_jobs
from nokgen.build.run import TEMPLATES, published
from nokgen.build.territories import Made
from nokgen.check import check
from nokgen.compare import Past, past_of
from nokgen.join.fit import Meeting, doubled, misfits, strangers
from nokgen.join.part import Part, damaged, open_part
from nokgen.join.past import joined_past
from nokgen.join.shared import shared_sums
from nokgen.messages import messages_for
from nokgen.model import build_site
from nokgen.pages import Links, OutputFile, edition_of
from nokgen.read import CONTENT, Elsewhere, Revision, SourceTree, read_revision, read_site
from nokgen.records.content import Content
from nokgen.surroundings import SurroundingsError
from nokgen.write import Hand, Stage


@dataclass(frozen=True, slots=True)
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
    tree = read_site(root, config, elsewhere=elsewhere)
    step("check")
    day = today or parts[0].record.today
    checked = check(tree, lambda _zone: day)
    content = checked.content
    if content is None or (options.strict and checked.has_warnings):
        return Joined(Outcome(checked.diagnostics, None, 0))
    links = Links.at(options.base_url or content.site.base_url, from_disk=options.from_disk)
    shared = shared_sums(root, tree, content.site)
    wrong = tuple(misfits(parts, Meeting(day, links, shared)))
    if wrong:
        return Joined(Outcome(checked.diagnostics, None, 0), wrong)
    step("model")
    site = build_site(content, day)
    step("compare")
    past = _past(root, content, tree, parts, revision)
    edition = edition_of(site, links, root, revision.short, past)

    def territories(stage: Stage) -> Iterable[Made]:
        return _taken_over(parts, stage.hand, options.jobs or usual_jobs(), part)

    sources = tuple(each.folder for each in parts)
    return Joined(
        published(options, edition, revision, checked.diagnostics, territories, step, sources)
    )


def _past(
    root: Path, content: Content, tree: SourceTree, parts: Sequence[Part], revision: Revision
) -> Past:
    history = content.site.history
    if not history.show:
        return Past()
    messages = messages_for(content.site.language.value)
    regions = frozenset(each.record.region for each in parts)
    own = past_of(root, tree, messages, authors=history.authors, without=regions)
    return joined_past(own, parts, revision.commit, content.site.repository or "")


def _taken_over(
    parts: Sequence[Part], hand: Hand, jobs: int, step: Callable[[int, int], None]
) -> Iterator[Made]:
    """Put the files of all parts, in the order in which a single build makes them."""

    def work(part: Part) -> list[Made]:
        return list(_files(part, hand))

    for number, made in enumerate(done(work, parts, jobs), start=1):
        step(number, len(parts))
        yield from made


def _files(part: Part, hand: Hand) -> Iterator[Made]:
    """Put the files of a part; SurroundingsError for one that is not what the part says."""
    for file in part.record.files:
        put = hand.put(OutputFile(file.path, part.folder / file.path))
        if (put.size, put.sha256.hex()) != (file.size, file.sha256):
            raise damaged(part.folder, file.path)
        yield OutputFile(file.path, b"", file.listed, file.title), put
