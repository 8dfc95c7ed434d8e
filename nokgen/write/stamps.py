"""Paths go in; what the file system says of each comes out, and later whether it still says so."""

from __future__ import annotations

import os
import sys
import threading
from array import array
from collections.abc import Callable, Container, Iterable, Sequence
from collections.abc import Set as AbstractSet
from itertools import compress, starmap
from operator import attrgetter
from pathlib import Path
from struct import Struct

from nokgen.frozen import frozen

# A file's number, its size in bytes, and the two moments in nanoseconds.
_FORM = Struct("<Qqqq")
_WIDTH = _FORM.size
_FIELDS = attrgetter("st_ino", "st_size", "st_mtime_ns", "st_ctime_ns")
_END = "\0"  # no path has it
# Entries from which a second process asks for a half of them: a fork takes as long as 2,000.
_MANY = 20_000


@frozen
class Stamps:
    """What the file system says of some paths below a folder: packed, since there are very many."""

    paths: Sequence[str] = ()
    packed: bytes = b""

    @classmethod
    def of(cls, tree: Path, paths: Iterable[str]) -> Stamps:
        """The stamps of entries of a folder, "" for itself; OSError where one is missing."""
        known = tuple(paths)
        return cls(known, _packed(os.fspath(tree), known))

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

    def sizes(self) -> dict[str, int]:
        """Path → size in bytes."""
        return dict(zip(self.paths, self._field(1), strict=True))

    def changes(self) -> Sequence[int]:
        """When the entries changed, in nanoseconds."""
        return self._field(3)

    def differing(self, tree: Path) -> list[str]:
        """The paths whose stamps are others now; OSError where one is missing."""
        found = _packed(os.fspath(tree), self.paths)
        if found == self.packed:
            return []
        return [
            path
            for path, at in zip(self.paths, range(0, len(found), _WIDTH), strict=True)
            if found[at : at + _WIDTH] != self.packed[at : at + _WIDTH]
        ]

    def without(self, gone: Container[str]) -> Stamps:
        """The same but for those that are `gone`."""
        stay = [path not in gone for path in self.paths]
        records = (self.packed[at : at + _WIDTH] for at in range(0, len(self.packed), _WIDTH))
        return Stamps(tuple(compress(self.paths, stay)), b"".join(compress(records, stay)))

    def renewed(self, tree: Path, gone: AbstractSet[str], fresh: AbstractSet[str]) -> Stamps:
        """Without those that are `gone`, and with the present stamps of the `fresh`."""
        old, new = self.without(gone | fresh), Stamps.of(tree, sorted(fresh))
        return Stamps((*old.paths, *new.paths), old.packed + new.packed)

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


def _packed(root: str, paths: Sequence[str]) -> bytes:
    """What the file system says of each path; of very many, two processes ask at once."""
    if len(paths) < _MANY or not _may_fork():
        return _seen(root, paths)
    middle = len(paths) // 2
    rest = paths[middle:]
    there = _elsewhere(lambda: _seen(root, rest), len(rest) * _WIDTH)
    try:
        here = _seen(root, paths[:middle])
    finally:
        others = there()
    return here + others


def _seen(root: str, paths: Sequence[str]) -> bytes:
    # Without a line of Python for each: a large site has very many.
    seen = map(os.lstat, map(f"{root}/".__add__, paths))
    return b"".join(starmap(_FORM.pack, map(_FIELDS, seen)))


def _may_fork() -> bool:
    """Whether a second process would help, and finds no lock of another thread shut."""
    is_linux = sys.platform == "linux"
    return is_linux and len(os.sched_getaffinity(0)) > 1 and threading.active_count() == 1


def _elsewhere(look: Callable[[], bytes], size: int) -> Callable[[], bytes]:
    """Have `look` done by another process; whoever asks for what it came to, waits for it.

    Here, if what came from there has another `size` than it must have.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            with os.fdopen(writing, "wb") as answer:
                answer.write(look())
        finally:  # whatever happened: there is one process to go on
            os._exit(0)
    os.close(writing)

    def found() -> bytes:
        with os.fdopen(reading, "rb") as answer:
            said = answer.read()
        os.waitpid(child, 0)
        return said if len(said) == size else look()

    return found
