"""Files of the site go in; a new tree beside the output comes out, and takes its place at once."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from nokgen.frozen import frozen
from nokgen.surroundings import SurroundingsError
from nokgen.write.hand import Hand
from nokgen.write.ledger import Ledger
from nokgen.write.puts import Put, Puts
from nokgen.write.spare import Renewal, Spare
from nokgen.write.stamps import Early, Stamps
from nokgen.write.swap import Places, discard, remove, swap
from nokgen.write.tree import Paths, Tree, listing
from nokgen.write.trouble import writing
from nokgen.write.workplace import (
    MARKER,
    PATIENCE,
    is_ours,
    refuse_sources,
    refuse_strange,
    workplace,
)

if TYPE_CHECKING:  # `clean` needs none of what makes pages
    from nokgen.pages.files import OutputFile

# Made by the step of the index, below the output folder: no file of the site may be there.
KEPT = "pagefind"
# Files from which it pays to keep the last output as a spare tree: links to fewer take no time.
WORTH_A_SPARE = 3000
# A spare tree is of use if no more than one file of so many is another.
WORTH_IT = 4


@frozen
class Changes:
    """What differs from the last output: sorted paths, and how many files stayed the same."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int


class Stage:
    """The next output while it is made; nothing is written as long as nothing differs."""

    def __init__(self, places: Places, previous: Path | None, ledger: Ledger | None = None) -> None:
        self.previous = previous
        self._places = places
        self._ledger = ledger or Ledger()
        self._changed = self._ledger.changed(previous) if ledger and previous else None
        reserved = (MARKER, KEPT)
        self.hand = Hand(places.new, previous, self._before(), reserved)
        self._paths = Paths(
            reserved, self._ledger.folders.paths if self._changed is not None else ()
        )
        self._carried: list[str] = []
        self._groups: list[Puts] = []
        self._own: list[Put] = []
        self._new: Tree | None = None
        self._renewal: Renewal | None = None
        self._is_published = self._is_last_kept = False
        self._awaited: set[str] = set()
        self._early: Early | None = None
        self._gone: frozenset[str] | None = None

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
        """All files that were taken in."""
        yield from chain.from_iterable(self._groups)
        yield from self._own

    def vouches(self, groups: Iterable[Puts]) -> bool:
        """Whether the last output has these very files: nothing is read of them."""
        changed = self._changed
        return changed is not None and all(
            self._ledger.knows(each) and (not changed or changed.isdisjoint(each.paths))
            for each in groups
        )

    def put(self, files: Iterable[OutputFile]) -> tuple[Put, ...]:
        """Take in files of the site: the changed are written, the others stay where they are.

        ValueError as for `take`.
        """
        found = tuple(map(self.hand.put, files))
        for one in found:
            self._paths.add(one.path)
        self._own += found
        return found

    def take(self, groups: Iterable[Puts]) -> None:
        """Note files that a hand has put, in whatever process.

        ValueError for a path outside the tree, a reserved path, the same path twice, and a file
        where a folder must be.
        """
        for each in groups:
            if self._changed is not None and self._ledger.knows(each):
                self._paths.add_known(each.paths)
            else:
                for path in each.paths:
                    self._paths.add(path)
            self._groups.append(each)

    def settle(self, *, awaited: Sequence[str] = ()) -> Changes:
        """All files are in: what was not put is gone, what is the same is linked or copied.

        `awaited` are paths that `add` will bring.
        """
        for path in awaited:
            self._paths.add(path)
        self._awaited = set(awaited)
        self._gone = frozenset(self._removed())
        removed, written = sorted(self._gone), sorted(self._written())
        if written or removed or self.previous is None:
            with writing(self._places.new):
                self._make()
        same = sum(map(len, self._groups)) + len(self._own) - len(written)
        return Changes(tuple(written), tuple(removed), same)

    def foresee(self) -> None:
        """All files but the awaited are in: begin with what `ledger` is going to be asked for."""
        if self.previous is None:  # else what goes with the last output changes stamps of links
            self._early = Early.of(self._places.new, self._paths.files - self._awaited)

    def since_last(self) -> tuple[list[Put], frozenset[str]] | None:
        """The files that may not be those of the last output, and the paths of those that went.

        None where nobody vouches for the last output, and for the files that are awaited now.
        """
        if self._changed is None or not self._awaited.isdisjoint(self._changed):
            return None
        changed = self._changed
        doubtful = (
            each
            for each in self._groups
            if not each.is_same or (changed and not changed.isdisjoint(each.paths))
        )
        found = [
            put for put in chain(*doubtful, self._own) if not put.is_same or put.path in changed
        ]
        return found, frozenset(self._removed())

    def is_as_left(self, folder: str) -> bool:
        """Whether a folder of the last output holds what the last build left in it."""
        changed, begin = self._changed, f"{folder}/"
        return changed is not None and not any(path.startswith(begin) for path in changed)

    def add(self, files: Iterable[OutputFile]) -> None:
        """Take in the awaited files: those that tell of all others. ValueError for another path."""
        for file in files:
            if file.path not in self._awaited:
                raise ValueError(f"a file that was not awaited: {file.path!r}")
            self._awaited.remove(file.path)
            found = self.hand.put(file)
            self._own.append(found)
            with writing(self._places.new):
                if not found.is_same:
                    self._make()
                elif self._new is not None and self.previous is not None:
                    self._new.link(self.previous, file.path)

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
        is_known = self._changed is not None and self._new.can_link
        self._is_last_kept = is_known and len(self._paths.files) >= WORTH_A_SPARE
        with writing(self._places.output):
            remove(self._places.drafts)
            swap(self._places, keep=self._is_last_kept)
        self._new, self._is_published = None, True

    def ledger(self) -> Ledger | None:
        """What the next build needs to know of the output, which is in its place; OSError if it
        cannot be read, None where the file system tells too little.
        """
        last, output = self._ledger, self._places.output
        among: set[str] | None = None
        found: Ledger | None
        spare = None
        if self._is_published and self._renewal is not None:
            site = self._paths.files | {MARKER}
            changed = self._changed or frozenset()
            found, among = last.brought_up(output, self._renewal, site, changed, KEPT)
        elif self._is_published:
            known = self._early.stamps() if self._early is not None else Stamps()
            found = Ledger.of_new(output, self._paths.files | {MARKER}, KEPT, known)
        elif self._changed is None:
            found = Ledger.of(output)
        else:
            found, spare = last.looked_at_again(output, self._changed), last.spare
        if found is None:
            return None
        if self._is_last_kept:
            spare = Spare.beside(last.folders, last.files, found.files, among)
        return found.holding((*self._groups, Puts.of(self._own)), spare)

    def _removed(self) -> AbstractSet[str]:
        if self._gone is not None:  # all files are in
            return self._gone
        return self.hand.sizes.keys() - self._paths.files

    def _written(self) -> list[str]:
        found = [path for each in self._groups for path in each.written]
        return found + [put.path for put in self._own if not put.is_same]

    def _before(self) -> dict[str, int]:
        if self.previous is None:
            return {}
        with writing(self.previous):
            found = listing(self.previous) if self._changed is None else self._noted(self._changed)
        begin = f"{KEPT}/"
        for path in [MARKER, *(path for path in found if path.startswith(begin))]:
            found.pop(path, None)
        return found

    def _noted(self, changed: frozenset[str]) -> dict[str, int]:
        """The sizes of all files, as the ledger has them; of what has changed as they are."""
        found = self._ledger.files.sizes()
        assert self.previous is not None
        for path in changed:
            found[path] = (self.previous / path).lstat().st_size
        return found

    def _make(self) -> None:
        if self._new is not None:
            return
        try:
            self._new = self._brought_up() or self._linked()
            for name in self._carried:
                self._carry(self._new, name)
        except OSError:
            self._new = self._renewal = None
            remove(self._places.new)  # whoever tries again must find the same reason
            raise

    def _brought_up(self) -> Tree | None:
        """The tree that lags one build behind, as the next output; None where it is of no use."""
        last, written = self._ledger, set(self._written())
        if (
            self.previous is None
            or self._changed is None
            or last.spare is None
            or len(written) * WORTH_IT > len(self._paths.files)
            or not last.spare.fits(self._places.spare, last.files)
        ):
            return None
        differing = last.spare.differing_without(KEPT)
        out = differing | written | self._removed() | self._awaited | {MARKER}
        self._renewal = Renewal.begun(self._places, out, KEPT, last.spare)
        self._mark(self._renewal.tree)
        for path in sorted(differing & self._paths.files - written - self._awaited):
            self._renewal.tree.link(self.previous, path)
        return self._renewal.tree

    def _linked(self) -> Tree:
        """A new tree with all that is the same in the last output."""
        if not self._written():
            remove(self._places.new)  # a half of it, when the disk refused the rest just now
        discard(self._places.spare, self._places)
        new = Tree(self._places.new)
        self._mark(new)
        if self.previous is not None:
            for each in (*self._groups, Puts.of(self._own)):
                for path in each.same:
                    new.link(self.previous, path)
        return new

    def _mark(self, new: Tree) -> None:
        new.write(MARKER, json.dumps({"made_by": "nokgen", "version": 1}).encode())

    def _carry(self, new: Tree, name: str) -> None:
        if self.previous is None or not (self.previous / name).is_dir():
            return
        if self._renewal is not None and self._renewal.brought_back(name, self._places):
            return
        try:
            for path in listing(self.previous / name):
                new.link(self.previous, f"{name}/{path}")
        except OSError:
            remove(new.folder / name)  # whoever goes on without it must not keep a half of it
            raise


@contextmanager
def staged(
    destination: Path,
    *,
    root: Path | None = None,
    sources: Sequence[Path] = (),
    patience: float = PATIENCE,
    ledger: Callable[[], Ledger | None] = lambda: None,
) -> Iterator[Stage]:
    """A stage for `destination`; removed when it is not committed, and the last site stays.

    `destination` may not be or hold `root`, nor be, hold or lie inside one of `sources`; it must be
    absent, empty or made by nokgen. A symbolic link is followed. Waits up to `patience` seconds for
    another build, then asks for the `ledger` of the last one. SurroundingsError for these
    (`exit_code` 2) and for every failure of the disk.
    """
    output = Path(os.path.realpath(destination))
    refuse_sources(output, root, sources)
    places = Places.beside(output)
    with workplace(places, patience):
        yield Stage(places, output if is_ours(output) else None, ledger())
