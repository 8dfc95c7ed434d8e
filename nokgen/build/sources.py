"""Folders go in; digests of all below them come out, unread where nobody has written since.

As in a ledger of the output (`write/ledger.py`), what the file system says of a file or a folder is
enough: its number, its size, and both moments, one of which no program can set. A folder says
whether any name in it came or went.
"""

from __future__ import annotations

import marshal
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from errno import ELOOP
from hashlib import blake2b
from itertools import chain
from operator import attrgetter
from pathlib import Path
from stat import S_ISREG

from nokgen.frozen import frozen
from nokgen.write.stamps import FIELDS, FORM, WIDTH, stamped

Stamp = tuple[int, int, int, int]
_NEVER = bytes(WIDTH)  # no stamp is like this
_SECOND = 1_000_000_000
# What was written to twice within a tick of the clock of its file system may have one stamp for
# both; nobody reads a file between two writes, and believes it, when it is older than this.
_SETTLED = 2 * _SECOND


@frozen
class Seen:
    """A folder and all below it, by sorted paths from its root; those of folders end with a slash.

    `digests` are those of the files, "" of folders. Those with the same `sum` have the same paths
    and digests.
    """

    sum: str
    paths: tuple[str, ...] = field(default=(), compare=False)
    digests: tuple[str, ...] = field(default=(), compare=False)
    stamps: bytes = field(default=b"", compare=False)

    @property
    def pairs(self) -> Iterator[tuple[str, str]]:
        """Paths with digests."""
        return zip(self.paths, self.digests, strict=True)

    def stands(self, root: Path) -> bool:
        """Whether nobody has written to anything there since."""
        try:
            return stamped(os.fspath(root), self.paths) == self.stamps
        except (FileNotFoundError, NotADirectoryError):
            return False

    def known(self) -> Mapping[str, tuple[bytes, str]]:
        """Stamps and digests by paths."""
        places = range(0, len(self.stamps), WIDTH)
        stamps = (self.stamps[at : at + WIDTH] for at in places)
        return dict(zip(self.paths, zip(stamps, self.digests, strict=True), strict=True))


NOTHING = Seen("")


@dataclass(slots=True)
class Sources:
    """Folders and files by their places: those that are `known`, and those that were `seen`."""

    known: dict[str, Seen] = field(default_factory=dict)
    seen: dict[str, Seen] = field(default_factory=dict)

    def look(
        self,
        root: Path,
        path: str,
        takes: Callable[[str], bool] = bool,
        reads: Callable[[str], bool] = lambda _path: True,
        *,
        is_deep: bool = True,
    ) -> Seen:
        """A file below a root, or a folder: its path ends with a slash, or is empty.

        Of a folder only names that it `takes`; of files that nobody `reads` counts how they are,
        not what they hold. If not `is_deep`, folders in it are only named. Nothing, where nothing
        is; OSError where something cannot be read, or is neither a file nor a folder.
        """
        place = f"{root}/{path}"
        found = self.seen.get(place) or self.known.get(place) or NOTHING
        if not found.paths or not found.stands(root):
            found = _looked(root, path, found.known(), takes, reads, is_deep=is_deep)
        self.seen[place] = found
        return found

    def written(self) -> bytes:
        """What was seen as bytes, for this very version of Python."""
        found = {place: (*_COLUMNS(each),) for place, each in self.seen.items() if each.paths}
        return marshal.dumps(found)

    @classmethod
    def read(cls, body: bytes | None) -> Sources:
        """What was written; nothing is known where nothing was."""
        known = {} if body is None else marshal.loads(body)
        return cls({place: Seen(*columns) for place, columns in known.items()})


_COLUMNS = attrgetter("sum", "paths", "digests", "stamps")


def _looked(
    root: Path,
    begin: str,
    known: Mapping[str, tuple[bytes, str]],
    takes: Callable[[str], bool],
    reads: Callable[[str], bool],
    *,
    is_deep: bool,
) -> Seen:
    """What stands there now; files with stamps that are `known` are not read."""
    found: list[tuple[str, str, bytes]] = []
    waiting = [begin]
    while waiting:
        path = waiting.pop()
        place, digested = f"{root}/{path}", ""
        try:
            seen = os.lstat(place)
            stamp = stamp_of(seen)
            if _is_folder(path):
                # Its stamp is older than its names: one that comes now will show.
                if is_deep or path == begin:
                    waiting += _names(place, path, takes)
            elif not S_ISREG(seen.st_mode):
                raise OSError(ELOOP, os.strerror(ELOOP), place)
            else:
                before = known.get(path)
                if before is not None and before[0] == FORM.pack(*stamp):
                    digested = before[1]
                elif reads(path):
                    stamp, digested = _read(place)
                else:
                    digested = " ".join(map(str, stamp))
        except (FileNotFoundError, NotADirectoryError):
            continue
        found.append((path, digested, FORM.pack(*stamp) if is_settled(stamp) else _NEVER))
    found.sort()
    paths, digests, stamps = zip(*found, strict=True) if found else ((), (), ())
    return Seen(digest(*chain(*zip(paths, digests, strict=True))), paths, digests, b"".join(stamps))


def _is_folder(path: str) -> bool:
    return not path or path.endswith("/")


def _names(place: str, path: str, takes: Callable[[str], bool]) -> Iterable[str]:
    with os.scandir(place) as entries:
        return [
            f"{path}{each.name}/" if each.is_dir(follow_symlinks=False) else f"{path}{each.name}"
            for each in entries
            if takes(each.name)
        ]


def stamp_of(seen: os.stat_result) -> Stamp:
    """What the file system says of a file."""
    found: Stamp = FIELDS(seen)
    return found


def is_settled(stamp: Stamp) -> bool:
    """Whether a later write will show: where only whole seconds are counted, it may not."""
    changed = stamp[3]
    return changed % _SECOND != 0 and time.time_ns() - changed > _SETTLED


def digest(*parts: str) -> str:
    """One digest of several texts."""
    text = "\0".join(parts).encode("utf-8", "surrogateescape")
    return blake2b(text, digest_size=16).hexdigest()


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
