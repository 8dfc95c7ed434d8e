"""Files that were put go in; they come out as one small thing, for a large site has very many."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from typing import NamedTuple

from nokgen.frozen import frozen

_END = "\0"  # no path has it
_DIGEST = sha256().digest_size
_SAME, _WRITTEN = b"\1", b"\0"


class Put(NamedTuple):
    """A file that was taken in: its size in bytes, its SHA-256, and whether the last output has it
    already.
    """

    path: str
    size: int
    sha256: bytes
    is_same: bool


@frozen
class Puts:
    """Files that were put one after another, with a `digest` of their paths, sizes and sums.

    They travel between processes and are kept between builds: packed, they take a tenth of the
    time and a fifth of the memory.
    """

    digest: bytes
    _names: str
    _sizes: bytes
    _sums: bytes
    _same: bytes

    @classmethod
    def of(cls, found: Iterable[Put]) -> Puts:
        """Some files, packed."""
        files = tuple(found)
        names = _END.join(put.path for put in files)
        sizes = array("q", (put.size for put in files)).tobytes()
        sums = b"".join(put.sha256 for put in files)
        same = b"".join(_SAME if put.is_same else _WRITTEN for put in files)
        digest = sha256(b"\n".join((names.encode(), sizes, sums))).digest()
        return cls(digest, names, sizes, sums, same)

    def __len__(self) -> int:
        return len(self._same)

    def __iter__(self) -> Iterator[Put]:
        digests = (self._sums[at : at + _DIGEST] for at in range(0, len(self._sums), _DIGEST))
        sizes, same = array("q", self._sizes), map(bool, self._same)
        return map(Put._make, zip(self.paths, sizes, digests, same, strict=True))

    @property
    def paths(self) -> list[str]:
        """The paths of all, in the order in which they were put."""
        return self._names.split(_END) if self._same else []

    @property
    def is_same(self) -> bool:
        """Whether the last output has all of them already."""
        return _WRITTEN not in self._same

    def those(self, wanted: Callable[[str], bool]) -> Iterator[Put]:
        """The files whose paths are wanted."""
        sizes = array("q", self._sizes)
        for number, path in enumerate(self.paths):
            if wanted(path):
                digest = self._sums[number * _DIGEST : (number + 1) * _DIGEST]
                yield Put(path, sizes[number], digest, bool(self._same[number]))

    @property
    def same(self) -> list[str]:
        """The paths of the files that the last output has."""
        return self.paths if self.is_same else self._marked(_SAME)

    @property
    def written(self) -> list[str]:
        """The paths of those that it has not."""
        return [] if self.is_same else self._marked(_WRITTEN)

    def columns(self) -> tuple[bytes, str, bytes, bytes]:
        """What `Puts.read` makes the same files of, where the last output has all of them."""
        return self.digest, self._names, self._sizes, self._sums

    @classmethod
    def read(cls, columns: tuple[bytes, str, bytes, bytes]) -> Puts:
        """Files of the last output by their columns."""
        digest, names, sizes, sums = columns
        return cls(digest, names, sizes, sums, _SAME * (len(sums) // _DIGEST))

    def vouched(self) -> Puts:
        """The same, where the last output has all of them."""
        return Puts.read(self.columns())

    def _marked(self, mark: bytes) -> list[str]:
        return [path for path, own in zip(self.paths, self._same, strict=True) if own == mark[0]]
