"""The files of the next output go in, part by part; it comes out whether one can be beside others.

Of a part that is as it was, the paths are not even read: they stood beside each other in the last
output. Only a path that was not there makes all of them be looked at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from nokgen.write.ledger import SHARED, Ledger
from nokgen.write.tree import Paths, PathTakenError


class Names:
    """The paths of a tree by the parts of the site; those of the last tree are in its `ledger`."""

    def __init__(self, reserved: tuple[str, ...], ledger: Ledger | None) -> None:
        self._reserved = reserved
        self._ledger = ledger
        self._all = Paths(reserved) if ledger is None else None
        self._last: dict[str, frozenset[str]] = {}
        self._kept: list[str] = []
        # Sets that know the order in which files were put: it is the order in which they stand.
        self._taken: dict[str, dict[str, None]] = {}

    def __len__(self) -> int:
        told = self._ledger.told if self._ledger is not None else {}
        return sum(told[name].files for name in self._kept) + sum(map(len, self._taken.values()))

    @property
    def kept(self) -> Sequence[str]:
        """The parts that are as they were."""
        return self._kept

    @property
    def taken(self) -> Mapping[str, Mapping[str, None]]:
        """The paths of the other ones."""
        return self._taken

    def keep(self, part: str) -> None:
        """Take in a part of the last tree."""
        self._kept.append(part)
        if self._all is not None and self._ledger is not None:
            self._all.add_known(self._ledger.part(part).files.paths)

    def take(self, part: str, paths: Sequence[str]) -> None:
        """Take in paths; ValueError for one that cannot be beside the others."""
        mine = self._taken.setdefault(part, {})
        if self._all is None and not self.last(part).issuperset(paths):
            self._all = self._looked_at()
        if self._all is None:
            _refuse_twice((*mine.keys() & set(paths), *paths))
        else:
            for path in paths:
                if part != SHARED and "/" not in path:
                    raise ValueError(f"a file of a part that stands in no folder: {path!r}")
                self._all.add(path)
        mine.update(dict.fromkeys(paths))

    def last(self, part: str) -> frozenset[str]:
        """The paths of a part in the last tree."""
        if part not in self._last:
            ledger = self._ledger
            known = ledger.part(part).files.paths if ledger and part in ledger.told else ()
            self._last[part] = frozenset(known)
        return self._last[part]

    def gone(self, bundle: str) -> set[str]:
        """The paths of the last tree, but for those of the `bundle`, that are not here."""
        told = self._ledger.told if self._ledger is not None else {}
        before = set[str]().union(*(self.last(p) for p in told if p not in {*self._kept, bundle}))
        return before.difference(*self._taken.values())

    def _looked_at(self) -> Paths:
        assert self._ledger is not None
        parts = [self._ledger.part(name) for name in self._ledger.told]
        folders = (path for part in parts for path in part.folders[self._ledger.side].paths)
        found = Paths(self._reserved, folders)
        for name in self._kept:
            found.add_known(self._ledger.part(name).files.paths)
        for paths in self._taken.values():
            found.add_known(tuple(paths))
        return found


def _refuse_twice(paths: Iterable[str]) -> None:
    path, number = max(Counter(paths).items(), key=lambda each: each[1], default=("", 0))
    if number > 1:
        raise PathTakenError(path)
