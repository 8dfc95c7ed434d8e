"""An output goes in when it is in its place; whether it is still the same comes out, later.

No bytes are read for that. What the file system says of a file is enough: its number, its size, and
the moments when its bytes and its entry changed, the second of which no program can set. Whatever
differs in any of them is compared byte for byte by the next build, so that a clock that jumps can
only make more be compared.
"""

from __future__ import annotations

import marshal
import os
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import field, replace
from pathlib import Path
from time import sleep

from nokgen.frozen import frozen
from nokgen.write.puts import Puts
from nokgen.write.spare import Renewal, Spare
from nokgen.write.stamps import TICK, Stamps
from nokgen.write.tree import entries_below, folders_above

_SECOND = 1_000_000_000


@frozen
class Ledger:
    """The stamps of the files and the folders of an output; "" is the output itself.

    `groups` are the digests of files that were put together and stand there. `spare` is known of
    the tree that lags one build behind.
    """

    files: Stamps = field(default_factory=Stamps)
    folders: Stamps = field(default_factory=Stamps)
    groups: frozenset[bytes] = frozenset()
    spare: Spare | None = None

    @classmethod
    def of(cls, tree: Path) -> Ledger | None:
        """The stamps of everything in a folder, a moment after it was changed; OSError if it cannot
        be read. None where the file system counts whole seconds: they tell too little.
        """
        files: list[str] = []
        folders = [""]
        for path, entry in entries_below(tree):
            (folders if entry.is_dir(follow_symlinks=False) else files).append(path)
        sleep(TICK)
        return cls._told(Stamps.of(tree, files), tree, folders)

    @classmethod
    def of_new(
        cls, tree: Path, paths: AbstractSet[str], bundle: str, known: Stamps
    ) -> Ledger | None:
        """As `of`, of a tree that a build has made of files at these `paths` and of its `bundle`:
        nobody need look for names. Of some files the stamps are `known`.
        """
        sleep(TICK)
        below, beside = _below(tree, bundle)
        rest = Stamps.of(tree, sorted((paths | below) - set(known.paths)))
        return cls._told(known.beside(rest), tree, sorted({"", *folders_above(paths), *beside}))

    @classmethod
    def _told(cls, files: Stamps, tree: Path, folders: Iterable[str]) -> Ledger | None:
        tells = any(moment % _SECOND for moment in files.changes())
        return cls(files, Stamps.of(tree, folders)) if tells else None

    def changed(self, tree: Path) -> frozenset[str] | None:
        """The files that may not be what they were; None when any may have come or gone."""
        try:
            if self.folders.differing(tree):
                return None
            return frozenset(self.files.differing(tree))
        except OSError:
            return None

    def knows(self, puts: Puts) -> bool:
        """Whether these very files were in the output."""
        return puts.digest in self.groups

    def holding(self, groups: Iterable[Puts], spare: Spare | None) -> Ledger:
        """The same stamps of an output with these files, and a spare beside it."""
        return replace(self, groups=frozenset(each.digest for each in groups), spare=spare)

    def looked_at_again(self, tree: Path, changed: frozenset[str]) -> Ledger:
        """The stamps of an output that stayed in its place, and holds what it did."""
        if not changed:
            return self
        sleep(TICK)
        return replace(self, files=self.files.renewed(tree, set(), changed))

    def brought_up(
        self,
        tree: Path,
        renewal: Renewal,
        site: AbstractSet[str],
        changed: AbstractSet[str],
        bundle: str,
    ) -> tuple[Ledger, set[str]]:
        """The stamps of an output that was made of the spare tree of this one, when it is in its
        place; and among which paths it may have other files.

        `site` are the paths of all its files but those of the `bundle`, `changed` those of files
        that were not what they had been before. A file has another stamp
        when it has lost or got a name, wherever that was.
        """
        assert self.spare is not None
        sleep(TICK)
        files, folders = _below(tree, bundle)
        begin = f"{bundle}/"
        gone = {path for path in self.files.paths if path not in site and path not in files}
        fresh = {path for path in renewal.paths | changed if path in site} | files
        numbers = renewal.numbers | {*Stamps.of(tree, fresh).numbers().values()}
        fresh |= self.files.numbered(numbers) - gone
        above = folders_above(renewal.paths) | renewal.folders
        there = {path for path in above if os.path.isdir(f"{tree}/{path}")} | folders | {""}  # noqa: PTH112
        old = {
            path
            for path in self.spare.folders.paths
            if path in above or path == bundle or path.startswith(begin)
        }
        found = replace(
            self,
            files=self.files.renewed(tree, gone, fresh),
            folders=self.spare.folders.renewed(tree, old, there),
        )
        return found, gone | fresh

    def written(self) -> tuple[bytes, bytes]:
        """The stamps, and the rest, as bytes."""
        spare = self.spare.written() if self.spare is not None else None
        stamps = self.files.written(), self.folders.written()
        return marshal.dumps(stamps), marshal.dumps((self.groups, spare))

    @classmethod
    def read(cls, stamps: bytes, rest: bytes | None = None) -> Ledger:
        """A ledger that was written by this very version of Python; the rest only where needed."""
        files, folders = map(Stamps.read, marshal.loads(stamps))
        if rest is None:
            return cls(files, folders)
        groups, spare = marshal.loads(rest)
        return cls(files, folders, groups, None if spare is None else Spare.read(spare))


def _below(tree: Path, folder: str) -> tuple[set[str], set[str]]:
    """The files and the folders of a folder in a tree, itself included; none if it is not there."""
    if not (tree / folder).is_dir():
        return set(), set()
    files: set[str] = set()
    folders = {folder}
    for path, entry in entries_below(tree / folder):
        (folders if entry.is_dir(follow_symlinks=False) else files).add(f"{folder}/{path}")
    return files, folders
