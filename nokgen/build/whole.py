"""What is kept of all regions goes in; the files about the whole site are put, or stay."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from nokgen.admin import admin_of
from nokgen.build.frame import Frame
from nokgen.build.gathered import Everything, Gathered
from nokgen.build.keys import digest
from nokgen.build.memory import Memory
from nokgen.build.options import Search
from nokgen.build.region import Filed, filed
from nokgen.compare import Past
from nokgen.feeds import SLOW_FILES, Standing, copies_of_all, data_of_all, list_files
from nokgen.frozen import frozen
from nokgen.pages import Group, OutputFile, edition_of_all, pages_of_all
from nokgen.surroundings import SurroundingsError
from nokgen.write import Put, Puts, Stage

PastOfAll = Callable[[Past, Sequence[Past]], Past]
# Why the site stands without its history, and without the form for editors.
Troubles = tuple[SurroundingsError | None, SurroundingsError | None]


@frozen
class AboutAll:
    """What was put about the whole site: groups of files by their names, and the `others`.

    `key` is the digest of all that it was made of, or "" if it is to be made anew in any case.
    """

    key: str
    groups: Mapping[str, Filed]
    others: tuple[Puts, ...]
    troubles: Troubles = (None, None)

    @property
    def puts(self) -> tuple[Puts, ...]:
        """All of it."""
        return (*(each.puts for each in self.groups.values()), *self.others)


def put_whole(
    frame: Frame, stage: Stage, gathered: Gathered, memory: Memory | None, past_of: PastOfAll
) -> Troubles:
    """Make and put what speaks of the whole site, and note it in `gathered`.

    It stays as it is when all that it is made of is the same as in the last build; else a group of
    files stays that is made of the same.
    """
    last = memory.whole() if memory is not None else None
    key = digest(frame.mark, gathered.key)
    if last is not None and last.key == key and stage.vouches(last.puts):
        made = last
        stage.take(each.vouched() for each in last.puts)
    else:
        groups = _Groups(stage, last.groups if last is not None else {}, frame.mark)
        others, troubles = _put(frame, groups, stage, gathered.everything, past_of)
        # A trouble may be over the next time, and a group without a key tells of no end.
        is_known = not any(troubles) and all(each.key for each in groups.made.values())
        made = AboutAll(key if is_known else "", groups.made, others, troubles)
        if memory is not None:
            memory.keep_whole(replace(made, troubles=(None, None)))
    for each in made.groups.values():
        gathered.found += each.indexed
        gathered.pages += each.brief.pages
    return made.troubles


def _put(
    frame: Frame, groups: _Groups, stage: Stage, everything: Everything, past_of: PastOfAll
) -> tuple[tuple[Puts, ...], Troubles]:
    """Put all groups, and all else that speaks of the whole site."""
    own, whole = frame.past(frame.tree, without=frozenset(frame.regions)), everything.whole()
    edition = edition_of_all(frame.shared, whole, past_of(own, everything.pasts))
    known = {put.path: put for put in (*everything.taken, *everything.api)}
    standing = Standing(known, lambda path: stage.hand().where(known[path]))
    sizes: dict[str, int] = {}
    feeds, packed = everything.feeds, everything.packed
    for group in data_of_all(edition, whole, feeds, standing, packed, _kept(frame, stage)):
        for put in groups.put(group).puts:
            known[put.path], sizes[put.path] = put, put.size
    copies = copies_of_all(edition, whole.country, known)
    by_folder = groupby(copies, lambda pair: pair[0].rpartition("/")[0])
    others = [_copied(pairs, known, stage) for _folder, pairs in by_folder]
    listed: list[str] = []
    titles = dict(everything.titles)
    shown = edition.with_sizes(sizes, everything.api_files)
    for group in pages_of_all(shown, frame.renderer.page, whole, titles):
        made = groups.put(group)
        titles |= made.titles
        listed += made.listed
    for group in list_files(edition, whole, (*listed, *everything.listed)):
        groups.put(group)
    admin = admin_of(edition, whole.country, frame.root)
    others.append(Puts.of(map(stage.hand().put, (*edition.assets, *admin.files))))
    stage.take(others)
    return tuple(others), (edition.past.trouble, admin.trouble)


class _Groups:
    """Puts groups of files; `mark` is that of the frame, which all of them may show."""

    def __init__(self, stage: Stage, last: Mapping[str, Filed], mark: str) -> None:
        self._stage = stage
        self._mark = mark
        self._last = last
        self.made: dict[str, Filed] = {}

    def put(self, group: Group) -> Filed:
        """The files of a group, when they stand in the next output or in the last one."""
        key = "" if group.of is None else digest(self._mark, *group.of)
        last = self._last.get(group.name)
        if key and last is not None and last.key == key and self._stage.vouches((last.puts,)):
            made = last._replace(puts=last.puts.vouched())
        else:
            hand = self._stage.hand()
            made = filed(group.name, key, ((hand.put(file), file) for file in group.files()))
        self._stage.take((made.puts,))
        self.made[group.name] = made
        return made


def _copied(pairs: Iterable[tuple[str, str]], known: Mapping[str, Put], stage: Stage) -> Puts:
    """Put files under other paths, too; they are not read where all are there already."""
    paths = tuple(pairs)
    puts = Puts.of(known[path]._replace(path=copy, is_same=True) for copy, path in paths)
    if stage.vouches((puts,)):
        return puts
    where = stage.hand().where
    files = (OutputFile(copy, where(known[path])) for copy, path in paths)
    return Puts.of(map(stage.hand().put, files))


def _kept(frame: Frame, stage: Stage) -> dict[str, Path]:
    """What stays as it was in a preview, until there is time to make it with the search."""
    last = stage.previous
    if frame.options.search is not Search.KEEP or last is None:
        return {}
    return {path: last / path for path in SLOW_FILES if (last / path).is_file()}
