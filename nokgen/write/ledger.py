"""An output goes in when it is in its place; whether it is still the same comes out, later.

No bytes are read for that. What the file system says of a file is enough: its number, its size, and
the moments when its bytes and its entry changed, the second of which no program can set. Whatever
differs in any of them is compared byte for byte by the next build, so that a clock that jumps can
only make more be compared.
"""

from __future__ import annotations

import marshal
import os
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path
from time import sleep

from nokgen.frozen import frozen
from nokgen.write.tree import entries_below

# A file's number, its size in bytes, and the two moments in nanoseconds.
Stamp = tuple[int, int, int, int]
# Clocks of file systems tick every four to ten thousandths of a second: what changes after such a
# pause has another stamp than before.
_TICK = 0.02
_SECOND = 1_000_000_000


@frozen
class Ledger:
    """The stamps of the files and the folders of an output by their paths; "" is the output.

    `sums` are SHA-256 of files, as far as they are known.
    """

    files: Mapping[str, Stamp] = field(default_factory=dict)
    folders: Mapping[str, Stamp] = field(default_factory=dict)
    sums: Mapping[str, bytes] = field(default_factory=dict)

    @classmethod
    def of(cls, tree: Path, sums: Mapping[str, bytes]) -> Ledger | None:
        """The stamps of everything in a folder, a moment after it was changed; OSError if it cannot
        be read. None where the file system counts whole seconds: they tell too little.
        """
        sleep(_TICK)
        files: dict[str, Stamp] = {}
        folders = {"": _stamp(tree.lstat())}
        for path, entry in entries_below(tree):
            kind = folders if entry.is_dir(follow_symlinks=False) else files
            kind[path] = _stamp(entry.stat(follow_symlinks=False))
        tells = any(stamp[3] % _SECOND for stamp in files.values())
        return cls(files, folders, sums) if tells else None

    def changed(self, tree: Path) -> frozenset[str] | None:
        """The files that may not be what they were; None when any may have come or gone."""
        found = set()
        root, look = os.fspath(tree), os.lstat
        # Without calls of our own: a large site has very many files.
        try:
            for path, stamp in self.folders.items():
                seen = look(f"{root}/{path}")
                if (seen.st_ino, seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns) != stamp:
                    return None
            for path, stamp in self.files.items():
                seen = look(f"{root}/{path}")
                if (seen.st_ino, seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns) != stamp:
                    found.add(path)
        except OSError:
            return None
        return frozenset(found)

    def written(self) -> tuple[bytes, bytes]:
        """The stamps and the sums as bytes."""
        return marshal.dumps((dict(self.files), dict(self.folders))), marshal.dumps(dict(self.sums))

    @classmethod
    def read(cls, stamps: bytes, sums: bytes | None = None) -> Ledger:
        """A ledger that was written by this very version of Python; its sums only where needed."""
        files, folders = marshal.loads(stamps)
        return cls(files, folders, {} if sums is None else marshal.loads(sums))


def _stamp(seen: os.stat_result) -> Stamp:
    return seen.st_ino, seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns
