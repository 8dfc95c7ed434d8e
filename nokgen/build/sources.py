"""A file goes in, the digest of its bytes comes out, unread where nobody has written to it since.

As in a ledger of the output (`write/ledger.py`), what the file system says of a file is enough: its
number, its size, and both moments, one of which no program can set.
"""

from __future__ import annotations

import marshal
import os
import time
from dataclasses import dataclass, field
from hashlib import blake2b

Stamp = tuple[int, int, int, int]
_SECOND = 1_000_000_000
# What was written to twice within a tick of the clock of its file system may have one stamp for
# both; nobody reads a file between two writes, and believes it, when it is older than this.
_SETTLED = 2 * _SECOND


@dataclass(slots=True)
class Sources:
    """The digests of files by their places: those that are `known`, and those that were `seen`."""

    known: dict[str, tuple[Stamp, str]] = field(default_factory=dict)
    seen: dict[str, tuple[Stamp, str]] = field(default_factory=dict)

    def digest(self, place: str) -> str:
        """That of a file; "" where there is none, OSError where it cannot be read, or is a link."""
        try:
            stamp = stamp_of(os.lstat(place))
            found = self.known.get(place)
            if found is None or found[0] != stamp:
                found = _read(place)
        except FileNotFoundError:
            return ""
        if found[0] == stamp and is_settled(stamp):
            self.seen[place] = found
        return found[1]

    def written(self) -> bytes:
        """What was seen as bytes, for this very version of Python."""
        return marshal.dumps(self.seen)

    @classmethod
    def read(cls, body: bytes | None) -> Sources:
        """What was written; nothing is known where nothing was."""
        return cls({} if body is None else marshal.loads(body))


def stamp_of(seen: os.stat_result) -> Stamp:
    """What the file system says of a file."""
    return seen.st_ino, seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns


def is_settled(stamp: Stamp) -> bool:
    """Whether a later write will show: where only whole seconds are counted, it may not."""
    changed = stamp[3]
    return changed % _SECOND != 0 and time.time_ns() - changed > _SETTLED


def _read(place: str) -> tuple[Stamp, str]:
    handle = os.open(place, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        seen = os.fstat(handle)
        hasher = blake2b(digest_size=16)
        while chunk := os.read(handle, max(seen.st_size, 1)):
            hasher.update(chunk)
        return stamp_of(seen), hasher.hexdigest()
    finally:
        os.close(handle)
