"""Paths go in; what the file system says of each comes out, and later whether it still says so."""

from __future__ import annotations

import os
from array import array
from collections.abc import Container, Iterable, Sequence
from collections.abc import Set as AbstractSet
from itertools import starmap
from operator import attrgetter
from pathlib import Path
from struct import Struct
from time import time_ns
from typing import NamedTuple

from nokgen.frozen import frozen

# A file's number, its size in bytes, and the two moments in nanoseconds.
FORM = Struct("<Qqqq")
WIDTH = FORM.size
FIELDS = attrgetter("st_ino", "st_size", "st_mtime_ns", "st_ctime_ns")
_SECOND = 1_000_000_000
_END = "\0"  # no path has it
# Clocks of file systems tick every four to ten thousandths of a second: what changes after such a
# pause has another stamp than before.
TICK = 0.02


class Seen(NamedTuple):
    """What the file system said of some paths, packed as in `Stamps`, `at` a moment in nanoseconds:
    of what had changed just then it may have to be asked again.
    """

    packed: bytes
    at: int

    @classmethod
    def of(cls, tree: Path, paths: Iterable[str]) -> Seen:
        """Look now; OSError where one is missing."""
        at = time_ns()
        return cls(stamped(os.fspath(tree), paths), at)


@frozen
class Stamps:
    """What the file system says of some paths below a folder: packed, since there are very many."""

    paths: Sequence[str] = ()
    packed: bytes = b""

    @classmethod
    def of(cls, tree: Path, paths: Iterable[str]) -> Stamps:
        """The stamps of entries of a folder, "" for itself; OSError where one is missing."""
        known = tuple(paths)
        return cls(known, stamped(os.fspath(tree), known))

    @classmethod
    def seen(cls, tree: Path, paths: Iterable[str], seen: Seen) -> Stamps:
        """The stamps of files that were looked at before, a moment after they were changed."""
        found = cls(tuple(paths), seen.packed)
        return found.renewed(tree, set(), found.changed_after(seen.at - int(TICK * _SECOND)))

    def __bool__(self) -> bool:
        return bool(self.paths)

    def numbers(self, wanted: Container[str] | None = None) -> dict[str, int]:
        """Path → number of the file, of all or of the `wanted`."""
        pairs = zip(self.paths, self._field(0), strict=True)
        return {path: number for path, number in pairs if wanted is None or path in wanted}

    def numbered(self, numbers: Container[int]) -> set[str]:
        """The paths of files that have one of these numbers."""
        pairs = zip(self.paths, self._field(0), strict=True)
        return {path for path, number in pairs if number in numbers}

    def top(self) -> dict[str, int]:
        """Path → number of what stands in the folder itself, of nothing below."""
        pairs = zip(self.paths, self._field(0), strict=True)
        return {path: number for path, number in pairs if "/" not in path}

    def sizes(self) -> dict[str, int]:
        """Path → size in bytes."""
        return dict(zip(self.paths, self._field(1), strict=True))

    def changes(self) -> Sequence[int]:
        """When the entries changed, in nanoseconds."""
        return self._field(3)

    def differing(self, tree: Path) -> list[str]:
        """The paths whose stamps are others now; OSError where one is missing."""
        found = stamped(os.fspath(tree), self.paths)
        if found == self.packed:
            return []
        return [
            path
            for path, at in zip(self.paths, range(0, len(found), WIDTH), strict=True)
            if found[at : at + WIDTH] != self.packed[at : at + WIDTH]
        ]

    def without(self, gone: Container[str]) -> Stamps:
        """The same but for those that are `gone`."""
        paths, records = list[str](), list[bytes]()
        begin = 0
        # Few are gone of very many: what lies between them stays in one piece.
        for at in (*(at for at, path in enumerate(self.paths) if path in gone), len(self.paths)):
            paths += self.paths[begin:at]
            records.append(self.packed[begin * WIDTH : at * WIDTH])
            begin = at + 1
        return Stamps(tuple(paths), b"".join(records))

    def renewed(self, tree: Path, gone: AbstractSet[str], fresh: AbstractSet[str]) -> Stamps:
        """Without those that are `gone`, and with the present stamps of the `fresh`."""
        return self.without(gone | fresh).beside(Stamps.of(tree, sorted(fresh)))

    def beside(self, others: Stamps) -> Stamps:
        """The same, and those of other paths of the same folder."""
        return Stamps((*self.paths, *others.paths), self.packed + others.packed)

    def changed_after(self, moment: int) -> frozenset[str]:
        """The paths of entries that changed after a moment, in nanoseconds."""
        pairs = zip(self.paths, self.changes(), strict=True)
        return frozenset(path for path, at in pairs if at > moment)

    def written(self) -> tuple[str, bytes]:
        """As texts and bytes that can be written quickly; `Stamps.read` is the way back."""
        return _END.join(self.paths), self.packed

    @classmethod
    def read(cls, written: tuple[str, bytes]) -> Stamps:
        """What was `written`."""
        names, packed = written
        return cls(names.split(_END) if packed else (), packed)

    def _field(self, number: int) -> Sequence[int]:
        # All are counted in 64 bits; a number of a file has no sign, and few are so large.
        return array("Q" if number == 0 else "q", self.packed)[number::4]


def stamped(root: str, paths: Iterable[str]) -> bytes:
    """What the file system says of each path, packed; OSError where one is missing."""
    # Without a line of Python for each: a large site has very many.
    found = map(os.lstat, map(f"{root}/".__add__, paths))
    return b"".join(starmap(FORM.pack, map(FIELDS, found)))
