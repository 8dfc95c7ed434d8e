"""What is kept of all regions goes in; the files about the whole site are put, or stay."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from pathlib import Path

from nokgen.build.frame import Frame
from nokgen.build.gathered import Gathered
from nokgen.build.keys import digest
from nokgen.build.memory import Memory
from nokgen.build.options import Search
from nokgen.build.region import Filed, filed
from nokgen.feeds import SLOW_FILES, Standing, copies_of_all, data_of_all, list_files
from nokgen.pages import Edition, Group, OutputFile, Whole, bounds, pages_of_all
from nokgen.write import Put, Puts, Stage


def put_whole(
    frame: Frame,
    edition: Edition,
    whole: Whole,
    stage: Stage,
    gathered: Gathered,
    memory: Memory | None,
) -> None:
    """Make and put what speaks of the whole site, and note it in `gathered`.

    A group of files that is made of the same as in the last build stays as it is.
    """
    # Of too many files of the interface, an archive holds none: so many tell that.
    api = gathered.api[: bounds.FILES + 1]
    known = {put.path: put for put in (*gathered.taken, *api)}
    standing = Standing(known, lambda path: stage.hand.where(known[path]))
    groups = _Groups(stage, memory, frame.mark)
    sizes = {put.path: 0 for put in gathered.api}
    feeds, packed = gathered.feeds, gathered.packed
    for group in data_of_all(edition, whole, feeds, standing, packed, _kept(frame, stage)):
        for put in groups.put(group).puts:
            known[put.path], sizes[put.path] = put, put.size
    copies = copies_of_all(edition, whole.country, known)
    for _folder, pairs in groupby(copies, lambda pair: pair[0].rpartition("/")[0]):
        _copy(pairs, known, stage)
    listed: list[str] = []
    shown = edition.with_sizes(sizes)
    for group in pages_of_all(shown, frame.renderer.page, whole, gathered.titles):
        made = groups.put(group)
        gathered.titles |= made.titles
        gathered.indexed += made.indexed
        gathered.pages += made.pages
        listed += made.listed
    for group in list_files(edition, whole, (*listed, *gathered.listed)):
        groups.put(group)
    groups.remember()


class _Groups:
    """Puts groups of files; `mark` is that of the frame, which all of them may show."""

    def __init__(self, stage: Stage, memory: Memory | None, mark: str) -> None:
        self._stage = stage
        self._memory = memory
        self._mark = mark
        self._last = memory.whole() if memory is not None else {}
        self._made: dict[str, Filed] = {}

    def put(self, group: Group) -> Filed:
        """The files of a group, when they stand in the next output or in the last one."""
        key = "" if group.of is None else digest(self._mark, *group.of)
        last = self._last.get(group.name)
        if key and last is not None and last.key == key and self._stage.vouches((last.puts,)):
            made = last._replace(puts=last.puts.vouched())
        else:
            hand = self._stage.hand
            made = filed(group.name, key, ((hand.put(file), file) for file in group.files()))
        self._stage.take((made.puts,))
        self._made[group.name] = made
        return made

    def remember(self) -> None:
        """Keep what was put for the next build."""
        if self._memory is not None and self._made != self._last:
            self._memory.keep_whole(self._made)


def _copy(pairs: Iterable[tuple[str, str]], known: Mapping[str, Put], stage: Stage) -> None:
    """Put files under other paths, too; they are not read where all are there already."""
    paths = tuple(pairs)
    puts = Puts.of(known[path]._replace(path=copy, is_same=True) for copy, path in paths)
    if not stage.vouches((puts,)):
        where = stage.hand.where
        files = (OutputFile(copy, where(known[path])) for copy, path in paths)
        puts = Puts.of(map(stage.hand.put, files))
    stage.take((puts,))


def _kept(frame: Frame, stage: Stage) -> dict[str, Path]:
    """What stays as it was in a preview, until there is time to make it with the search."""
    last = stage.previous
    if frame.options.search is not Search.KEEP or last is None:
        return {}
    return {path: last / path for path in SLOW_FILES if (last / path).is_file()}
