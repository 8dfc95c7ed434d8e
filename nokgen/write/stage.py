"""Files of the site go in; a new tree beside the output comes out, and takes its place at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from nokgen.surroundings import SurroundingsError
from nokgen.write.changes import Changes
from nokgen.write.hand import Hand
from nokgen.write.last import Last, Previous
from nokgen.write.ledger import SHARED, Ledger, Named
from nokgen.write.names import Names
from nokgen.write.puts import Put, Puts
from nokgen.write.spare import Renewal
from nokgen.write.stamps import Seen
from nokgen.write.swap import Places, discard, remove, swap
from nokgen.write.tree import Tree, listing
from nokgen.write.trouble import writing
from nokgen.write.workplace import MARK, MARKER, refuse_strange

if TYPE_CHECKING:  # `clean` needs none of what makes pages
    from nokgen.pages.files import OutputFile

# Made by the step of the index, below the output folder: no file of the site may be there.
KEPT = "pagefind"
# Files from which it pays to keep the last output as a spare tree: links to fewer take no time.
WORTH_A_SPARE = 3000
# Of so many files those that tell of all others may say nothing for a while.
UNTOLD = 500
# A spare tree is of use if no more than one file of so many is another.
WORTH_IT = 4


class Stage:
    """The next output while it is made; nothing is written as long as nothing differs.

    Files belong to parts of the site. A part that is as it was can be kept: nothing is read of it.
    """

    def __init__(self, places: Places, previous: Path | None, last: Last | None = None) -> None:
        self.previous = previous
        self._places = places
        self._last = Previous(previous, last, KEPT)
        self._names = Names((MARKER, KEPT), self._last.ledger)
        self._hands: dict[str, Hand] = {}
        self._carried: list[str] = []
        self._groups: dict[str, list[Puts]] = {}
        self._own: list[Put] = []
        self._unread: list[Callable[[], Iterable[Puts]]] = []
        self._new: Tree | None = None
        self._renewal: Renewal | None = None
        self._is_published = self._is_last_kept = False
        self._awaited: set[str] = set()
        self._seen: dict[str, Seen] = {}
        self._gone: frozenset[str] | None = None
        self._untold = frozenset[str]()

    @property
    def tree(self) -> Path:
        """A folder with all pages of the next output, to read: the last one if none differs."""
        return self.folder if self._new or self.previous is None else self.previous

    @property
    def folder(self) -> Path:
        """The new tree, to write to; made when it is first asked for."""
        if self._new is None:
            with writing(self._places.new):
                self._make()
        return self._places.new

    @property
    def scratch(self) -> Path:
        """A folder on the same file system that goes away with the stage."""
        with writing(self._places.scratch):
            self._places.scratch.mkdir(exist_ok=True)
        return self._places.scratch

    @property
    def puts(self) -> Iterator[Put]:
        """All files that were taken in; those of parts that were kept are read for that."""
        for groups in (*self._groups.values(), *(each() for each in self._unread)):
            yield from chain.from_iterable(groups)
        yield from self._own

    def hand(self, part: str = SHARED) -> Hand:
        """What puts the files of a part."""
        if part not in self._hands:
            self._hands[part] = self._hand(part)
        return self._hands[part]

    def _hand(self, part: str) -> Hand:
        return Hand(self._places.new, self.previous, self._last.sizes(part), (MARKER, KEPT))

    def vouches(self, groups: Iterable[Puts], part: str = SHARED) -> bool:
        """Whether this part of the last output has these very files: nothing is read of them."""
        return self._last.vouches(groups, part)

    def has(self, part: str, groups: bytes) -> bool:
        """Whether the last output has this part with these groups: `sum_of` their digests."""
        return self._last.has(part, groups)

    def keep(self, part: str, files: Callable[[], Iterable[Puts]]) -> None:
        """Take over a part that the last output `has`; its files are read where they are needed.

        ValueError as for `take`.
        """
        self._names.keep(part)
        self._unread.append(files)

    def put(self, files: Iterable[OutputFile]) -> tuple[Put, ...]:
        """Take in files of the site: the changed are written, the others stay where they are.

        ValueError as for `take`.
        """
        found = tuple(map(self.hand().put, files))
        self._names.take(SHARED, [one.path for one in found])
        self._own += found
        return found

    def look(self, groups: Iterable[Puts]) -> Seen | None:
        """What the file system says of files that a hand has put, for `take`: many processes look
        sooner than one. None where it is going to say something else.
        """
        if self.previous is not None:  # files of the last output get another name
            return None
        with writing(self._places.new):
            return Seen.of(self._places.new, chain.from_iterable(each.paths for each in groups))

    def take(self, groups: Iterable[Puts], part: str = SHARED, seen: Seen | None = None) -> None:
        """Note files that a hand has put, in whatever process: all of the part, if `seen`.

        ValueError for a path outside the tree, a reserved path, the same path twice, and a file
        where a folder must be.
        """
        for each in groups:
            self._names.take(part, each.paths)
            self._groups.setdefault(part, []).append(each)
        if seen is not None:
            self._seen[part] = seen

    def assure(self) -> None:
        """All files are in: wait until it is told whether the last output is what it was believed
        to be; DoubtError if it is not: then all is to be begun anew.
        """
        self._last.assure()
        if self._written() or self._removed():
            self._look()

    def settle(self, *, awaited: Sequence[str] = ()) -> Changes:
        """All files are in: what was not put is gone, what is the same is linked or copied.

        `awaited` are paths that `add` will bring. DoubtError as for `assure`.
        """
        self.assure()
        taken = len(self._names)
        self._names.take(SHARED, awaited)
        self._awaited = set(awaited)
        self._gone = frozenset(self._removed())
        removed, written = sorted(self._gone), sorted(self._written())
        if written or removed or self.previous is None:
            with writing(self._places.new):
                self._make()
        return Changes(tuple(written), tuple(removed), taken - len(written))

    def since_last(self) -> tuple[list[Put], frozenset[str]] | None:
        """The files that may not be those of the last output, and the paths of those that went.

        None where nobody vouches for the last output, and for the files that are awaited now.
        """
        shared = self._last.changed(SHARED)
        if self._last.ledger is None or not self._awaited.isdisjoint(shared):
            return None
        found = [put for put in self._own if not put.is_same or put.path in shared]
        for part, groups in self._groups.items():
            changed = self._last.changed(part)
            for each in groups:
                if not each.is_same or (changed and not changed.isdisjoint(each.paths)):
                    found += (put for put in each if not put.is_same or put.path in changed)
        return found, frozenset(self._removed())

    @property
    def untold(self) -> frozenset[str]:
        """The paths of which the awaited files of the last output say nothing yet, besides."""
        return self._last.ledger.untold if self._last.ledger is not None else frozenset()

    def leave(self) -> bool:
        """Let the awaited files be those of the last output, although they tell of that one: the
        next build that makes them is told what is `untold`. False if that is too much, or there
        are none: they have to be made.
        """
        ledger, previous = self._last.ledger, self.previous
        if ledger is None or previous is None:
            return False
        untold = (ledger.untold | {*self._written()} | self._removed()) - self._awaited
        if len(untold) > UNTOLD or not all((previous / path).is_file() for path in self._awaited):
            return False
        if self._new is not None:
            with writing(self._places.new):
                for path in sorted(self._awaited):
                    self._new.link(previous, path)
        self._awaited, self._untold = set(), untold
        return True

    def is_as_left(self, folder: str) -> bool:
        """Whether a folder that was carried is in the last output as the last build left it."""
        return self._last.ledger is not None and not self._last.changed(folder)

    def add(self, files: Iterable[OutputFile]) -> None:
        """Take in the awaited files: those that tell of all others. ValueError for another path."""
        for file in files:
            if file.path not in self._awaited:
                raise ValueError(f"a file that was not awaited: {file.path!r}")
            self._awaited.remove(file.path)
            # A hand remembers what it has put last: each of these may be a hundred megabytes.
            found = self._hand(SHARED).put(file)
            del file
            self._own.append(found)
            with writing(self._places.new):
                if not found.is_same:
                    self._make()
                elif self._new is not None and self.previous is not None:
                    self._new.link(self.previous, found.path)

    def carry(self, name: str) -> None:
        """Take a folder of the last output over as it is."""
        if self._new is not None:
            try:
                with writing(self._places.new):
                    self._carry(self._new, name)
            except SurroundingsError:  # whoever goes on without it must not keep a half of it
                remove(self._places.new / name)
                raise
        self._carried.append(name)

    def commit(self) -> None:
        """Put the new tree in the place of the output; does nothing if nothing differs.

        ValueError while a file is awaited.
        """
        if self._awaited:
            raise ValueError(f"files that did not come: {sorted(self._awaited)}")
        if self._new is None:
            return
        refuse_strange(self._places.output)  # it may have been replaced since the stage began
        # What is kept must be known to the last name.
        is_known = self._has_same_parts and self._new.can_link
        self._is_last_kept = is_known and len(self._names) >= WORTH_A_SPARE
        with writing(self._places.output):
            remove(self._places.drafts)
            swap(self._places, keep=self._is_last_kept)
        self._new, self._is_published = None, True

    def ledger(self) -> Ledger | None:
        """What the next build needs to know of the output, which is in its place; OSError if it
        cannot be read, None where the file system tells too little.
        """
        found = self._ledger()
        return replace(found, untold=self._untold) if found is not None else None

    def _ledger(self) -> Ledger | None:
        last, output, changed = self._last.ledger, self._places.output, self._last.all_changed
        named = {name: self._named(name, paths) for name, paths in self._names.taken.items()}
        if last is not None and not self._is_published:
            return last.looked_at_again(output, named, changed)
        if last is not None and self._renewal is not None:
            found = last.brought_up(output, self._renewal, named, changed, KEPT)
            return found if self._is_last_kept else replace(found, differing=None)
        if last is not None:
            named |= {name: last.part(name).named for name in self._names.kept}
        known = Ledger.of(output, named, KEPT, self._seen)
        if known is not None and last is not None and self._is_last_kept:
            return known.beside(last)
        return known

    @property
    def _has_same_parts(self) -> bool:
        """Whether the next output has the parts of the last one, as far as it is known."""
        ledger = self._last.ledger
        known = ledger.told.keys() - {KEPT} if ledger is not None else None
        return known == {*self._names.kept, *self._names.taken}

    def _named(self, part: str, paths: Iterable[str]) -> Named:
        """The files of a part that was taken in."""
        groups = [each.digest for each in self._groups.get(part, ())]
        if part == SHARED:
            return Named((*groups, Puts.of(self._own).digest), (*paths, MARKER))
        return Named(tuple(groups), tuple(paths))

    def _removed(self) -> AbstractSet[str]:
        if self._gone is not None:  # all files are in
            return self._gone
        if self._last.ledger is None:
            return self._last.paths - set[str]().union(*self._names.taken.values())
        return self._names.gone(KEPT) - {MARKER}

    def _written(self) -> list[str]:
        found = [
            path for groups in self._groups.values() for each in groups for path in each.written
        ]
        return found + [put.path for put in self._own if not put.is_same]

    def _make(self) -> None:
        if self._new is not None:
            return
        try:
            self._look()
            self._new = self._brought_up() or self._linked()
            for name in self._carried:
                self._carry(self._new, name)
        except OSError:
            self._new = self._renewal = None
            remove(self._places.new)  # whoever tries again must find the same reason
            raise

    def _look(self) -> None:
        """Whoever believes looks at all of which stamps are about to be taken anew: nothing else
        would ever tell that it was not what it was believed to be. DoubtError if so.
        """
        ledger = self._last.ledger
        if ledger is None or not self._last.is_believed:
            return
        if self._is_spare_of_use:
            parts = {SHARED, *(ledger.differing or ()), *self._names.taken} - {KEPT}
            self._last.look_at(parts, self._places.spare)
        else:
            self._last.look()

    @property
    def _is_spare_of_use(self) -> bool:
        """Whether the next output is sooner made of the tree that lags one build behind."""
        is_near = len({*self._written()}) * WORTH_IT <= len(self._names)
        return is_near and self._has_same_parts and self._last.has_spare()

    def _brought_up(self) -> Tree | None:
        """The tree that lags one build behind, as the next output; None where it is of no use."""
        last, written = self._last.ledger, set(self._written())
        if last is None or last.differing is None or self.previous is None:
            return None
        if not self._is_spare_of_use:
            return None
        other = {name: paths for name, paths in last.differing.items() if name != KEPT}
        differing = frozenset[str]().union(*other.values())
        out = differing | written | self._removed() | self._awaited | {MARKER}
        self._renewal = Renewal.begun(self._places, out, KEPT)
        self._renewal.tree.write(MARKER, MARK)
        taken, kept = self._names.taken, self._names.last
        there = (paths.intersection(taken.get(name) or kept(name)) for name, paths in other.items())
        for path in sorted(frozenset[str]().union(*there) - written - self._awaited - {MARKER}):
            self._renewal.tree.link(self.previous, path)
        return self._renewal.tree

    def _linked(self) -> Tree:
        """A new tree with all that is the same in the last output."""
        if not self._written():
            remove(self._places.new)  # a half of it, when the disk refused the rest just now
        discard(self._places.spare, self._places)
        new = Tree(self._places.new)
        new.write(MARKER, MARK)
        if self.previous is not None:
            taken = chain(*self._groups.values(), (Puts.of(self._own),))
            same = (each.same for each in taken)
            for path in chain(*same, *map(self._names.last, self._names.kept)):
                new.link(self.previous, path)
        return new

    def _carry(self, new: Tree, name: str) -> None:
        if self.previous is None or not (self.previous / name).is_dir():
            return
        if self._is_brought_back(new, name):
            return
        try:
            for path in listing(self.previous / name):
                new.link(self.previous, f"{name}/{path}")
        except OSError:
            remove(new.folder / name)  # whoever goes on without it must not keep a half of it
            raise

    def _is_brought_back(self, new: Tree, name: str) -> bool:
        """Whether the folder of the spare tree stands there now, with what the last output has."""
        last = self._last.ledger
        if self._renewal is None or last is None or self._last.changed(name):
            return False
        differing = (last.differing or {}).get(name, frozenset())
        if not self._renewal.brought_back(name, self._places, differing):
            return False
        if self.previous is not None and differing:
            for path in sorted(differing.intersection(last.part(name).files.paths)):
                new.link(self.previous, path)
        return True
