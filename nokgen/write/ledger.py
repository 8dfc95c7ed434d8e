"""An output goes in when it is in its place; whether it is still the same comes out, later.

No bytes are read for that. What the file system says of a file is enough: its number, its size, and
the moments when its bytes and its entry changed, the second of which no program can set. Whatever
differs in any of them is compared byte for byte by the next build, so that a clock that jumps can
only make more be compared.

All is known part by part: whoever makes one part again asks nothing of the others. A folder in
which several parts have files belongs to what they share; if ever it does not, its stamp is wrong
for one of them, and the next build compares everything.
"""

from __future__ import annotations

import marshal
import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from time import sleep
from typing import NamedTuple, TypeVar

from nokgen.aside import aside, is_worth_it
from nokgen.frozen import frozen
from nokgen.write.spare import Renewal
from nokgen.write.stamps import TICK, Seen, Stamps
from nokgen.write.tree import entries_below, folders_above

T = TypeVar("T")

_SECOND = 1_000_000_000
# The part of what belongs to no other: files about the whole site, and folders on the way to files
# of several parts.
SHARED = ""
# Files by the parts to which they belong.
Changed = Mapping[str, frozenset[str]]


class Named(NamedTuple):
    """The files of a part: the digests of those that were put together, and the paths of all."""

    groups: tuple[bytes, ...]
    paths: Collection[str]


class Told(NamedTuple):
    """What tells that a part is the same: one digest of its groups. And how many files it has."""

    sum: bytes
    files: int


@frozen
class Part:
    """What is known of the files of one part, and of the folders in which only it has any.

    The stamps of `folders` are those in both trees: one of them is the output, the other one may be
    the spare tree, which lags one build behind.
    """

    groups: tuple[bytes, ...]
    files: Stamps
    folders: tuple[Stamps, Stamps]

    @property
    def named(self) -> Named:
        """Its files."""
        return Named(self.groups, self.files.paths)

    def written(self) -> bytes:
        """As bytes that `read` understands."""
        one, other = self.folders
        told = self.groups, self.files.written(), one.written(), other.written()
        return marshal.dumps(told)

    @classmethod
    def read(cls, body: bytes) -> Part:
        """What was `written` by this very version of Python."""
        groups, files, one, other = marshal.loads(body)
        return cls(groups, Stamps.read(files), (Stamps.read(one), Stamps.read(other)))


@frozen
class Ledger:
    """What is known of an output, part by part; `side` tells which of both trees it is.

    `root` is the stamp of its folder, `fresh` are the parts that were looked at just now; others
    are as `load` has them. `differing` are the paths where the spare tree has another file, or only
    one of both has any: everywhere else both have the same. None without a spare tree. Of the paths
    that are `untold`, the files that tell of all others say nothing yet.
    """

    root: bytes
    side: int
    told: Mapping[str, Told]
    differing: Changed | None
    fresh: Mapping[str, Part]
    load: Callable[[str], Part]
    untold: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls, tree: Path, parts: Mapping[str, Named], bundle: str, seen: Mapping[str, Seen]
    ) -> Ledger | None:
        """That of a folder with the files of these `parts` and a `bundle`, a moment after it was
        changed. Some parts were `seen` before, in the order of their paths.

        OSError if it cannot be read. None where the file system counts whole seconds: they tell
        too little.
        """
        sleep(TICK)
        below, beside = _below(tree, bundle)
        known = {**parts, bundle: Named((), sorted(below))}
        folders = {name: folders_above(each.paths) for name, each in known.items()}
        owned, told = _owned({**folders, bundle: beside}), _told(known)

        def look(name: str) -> tuple[tuple[str, bytes], bytes]:
            paths = known[name].paths
            files = Stamps.seen(tree, paths, seen[name]) if name in seen else Stamps.of(tree, paths)
            return files.written(), Stamps.of(tree, owned[name]).packed

        found = {
            name: Part(
                known[name].groups,
                Stamps.read(files),
                (Stamps(owned[name], above), Stamps()),
            )
            for name, (files, above) in _shared_out(look, told).items()
        }
        if not any(at % _SECOND for each in found.values() for at in each.files.changes()):
            return None
        return cls(_root(tree), 0, told, None, found, found.__getitem__)

    def part(self, name: str) -> Part:
        """What is known of a part."""
        return self.fresh.get(name) or self.load(name)

    def changed(self, tree: Path) -> Changed | None:
        """The files that may not be what they were; None when any may have come or gone."""
        try:
            if _root(tree) != self.root:
                return None
            found = _shared_out(lambda name: self._differing(tree, name), self.told)
        except OSError:
            return None
        if any(paths is None for paths in found.values()):
            return None
        return {name: frozenset(paths) for name, paths in found.items() if paths}

    def is_in(self, tree: Path) -> bool:
        """Whether this very folder was looked at: another build has another one."""
        try:
            return _root(tree) == self.root
        except OSError:
            return False

    def fits(self, spare: Path) -> bool:
        """Whether the spare tree is still what it was beside the output.

        A folder has another stamp when any name in it was made, removed or given to another file,
        and a file that both trees have is vouched for by its stamp in the output. The topmost
        folder was moved, which changes its stamp: it is listed.
        """
        if self.differing is None:
            return False
        side, shared = 1 - self.side, self.part(SHARED)
        try:
            if any(self.part(name).folders[side].differing(spare) for name in self.told):
                return False
            found = {name: os.lstat(spare / name).st_ino for name in os.listdir(spare)}  # noqa: PTH208
        except OSError:
            return False
        top = shared.folders[side].top() | shared.files.top()
        # What only the output has is among those that differ.
        other = self.differing.get(SHARED, frozenset())
        return all(name in other for name, _number in found.items() ^ top.items())

    def has_still(self, names: Iterable[str], tree: Path, spare: Path) -> bool:
        """Whether these parts are what they were, in the output and in the spare tree."""
        side, parts = 1 - self.side, [self.part(name) for name in names]
        try:
            return not any(
                each.files.differing(tree) or each.folders[side].differing(spare) for each in parts
            )
        except OSError:
            return False

    def looked_at_again(self, tree: Path, parts: Mapping[str, Named], changed: Changed) -> Ledger:
        """That of an output that stayed in its place, and holds what it did."""
        if changed:
            sleep(TICK)
        fresh = dict[str, Part]()
        for name in {*parts, *changed}:
            old = self.part(name)
            groups = parts[name].groups if name in parts else old.groups
            if name in changed or groups != old.groups:
                files = old.files.renewed(tree, set(), changed.get(name, frozenset()))
                fresh[name] = replace(old, groups=groups, files=files)
        return replace(self, told={**self.told, **_told(parts)}, fresh=fresh, load=self.part)

    def brought_up(
        self,
        tree: Path,
        renewal: Renewal,
        parts: Mapping[str, Named],
        changed: Changed,
        bundle: str,
    ) -> Ledger:
        """That of an output that was made of the spare tree of this one, when it is in its place.

        `parts` are those that were taken in anew, `changed` those of files that were not what they
        had been before. A file has another stamp when it has lost or got a name, wherever that was.
        """
        assert self.differing is not None
        sleep(TICK)
        touched = dict(parts)
        for name in (SHARED, *self.differing, *changed):
            touched.setdefault(name, self.part(name).named)
        if not renewal.is_bundle_back:
            touched.pop(bundle, None)
        known = {name: self.part(name) for name in touched}
        shared = {path for each in known[SHARED].folders for path in each.paths} | renewal.folders
        fresh, gone, above = dict[str, set[str]](), dict[str, set[str]](), {SHARED: {bundle}}
        for name, each in touched.items():
            now, before = {*each.paths}, {*known[name].files.paths}
            moved = renewal.paths & (now | before | self._other(name))
            fresh[name] = (moved | changed.get(name, frozenset())) & now
            gone[name] = before - now
            for folder in folders_above(moved):
                above.setdefault(SHARED if _is_shared(folder, shared) else name, set()).add(folder)
        above[SHARED] |= renewal.folders
        numbers = renewal.numbers.union(
            *(Stamps.of(tree, paths).numbers().values() for paths in fresh.values())
        )
        side, found = 1 - self.side, dict[str, Part]()
        for name, old in known.items():
            again = fresh[name] | old.files.numbered(numbers) - gone[name]
            files = old.files.renewed(tree, gone[name], again)
            there = {path for path in above.get(name, ()) if os.path.isdir(f"{tree}/{path}")}  # noqa: PTH112
            folders = old.folders[side].renewed(tree, above.get(name, set()), there)
            found[name] = Part(touched[name].groups, files, _at(side, folders, old.folders))
        differing = {
            name: _differing_files(known[name].files, each.files, gone[name] | fresh[name])
            for name, each in found.items()
        }
        if not renewal.is_bundle_back:
            last, below = self.part(bundle), _below(tree, bundle)
            files, folders = (Stamps.of(tree, sorted(each)) for each in below)
            found[bundle] = Part((), files, _at(side, folders.without({bundle}), last.folders))
            touched[bundle] = found[bundle].named
            differing[bundle] = _differing_files(last.files, files, None)
        return replace(
            self,
            root=_root(tree),
            side=side,
            told={**self.told, **_told(touched)},
            differing={name: paths for name, paths in differing.items() if paths},
            fresh=found,
            load=self.part,
        )

    def beside(self, last: Ledger) -> Ledger:
        """The same, with the output of the `last` ledger as the spare tree; both have these parts,
        and all is fresh here.
        """
        found, differing = dict[str, Part](), dict[str, frozenset[str]]()
        for name, part in self.fresh.items():
            old = last.part(name)
            found[name] = replace(part, folders=(part.folders[0], old.folders[last.side]))
            if other := _differing_files(old.files, part.files, None):
                differing[name] = other
        return replace(self, differing=differing, fresh=found, load=found.__getitem__)

    def written(self) -> bytes:
        """All but the parts as bytes."""
        told = {name: tuple(each) for name, each in self.told.items()}
        other = None if self.differing is None else dict(self.differing)
        return marshal.dumps((self.root, self.side, told, other, self.untold))

    @classmethod
    def read(cls, body: bytes, load: Callable[[str], Part]) -> Ledger:
        """What was `written` by this very version of Python."""
        root, side, told, other, untold = marshal.loads(body)
        known = {name: Told._make(each) for name, each in told.items()}
        return cls(root, side, known, other, {}, load, untold)

    def _other(self, name: str) -> frozenset[str]:
        return (self.differing or {}).get(name, frozenset())

    def _differing(self, tree: Path, name: str) -> list[str] | None:
        known = self.part(name)
        try:
            return None if known.folders[self.side].differing(tree) else known.files.differing(tree)
        except OSError:
            return None


def sum_of(groups: Iterable[bytes]) -> bytes:
    """One digest of the digests of groups."""
    return sha256(b"".join(groups)).digest()


def _told(parts: Mapping[str, Named]) -> dict[str, Told]:
    return {name: Told(sum_of(each.groups), len(each.paths)) for name, each in parts.items()}


def _root(tree: Path) -> bytes:
    return Stamps.of(tree, ("",)).packed


def _at(side: int, folders: Stamps, before: tuple[Stamps, Stamps]) -> tuple[Stamps, Stamps]:
    """The stamps of folders in both trees, those of one of them new."""
    return (folders, before[1]) if side == 0 else (before[0], folders)


def _is_shared(folder: str, shared: AbstractSet[str]) -> bool:
    return "/" not in folder or folder in shared


def _owned(folders: Mapping[str, set[str]]) -> dict[str, tuple[str, ...]]:
    """Folders by the part to which they belong; those where each part has files go in."""
    owners: dict[str, str] = {}
    for name, paths in folders.items():
        for path in paths:
            if owners.setdefault(path, name) != name:
                owners[path] = SHARED
    found: dict[str, set[str]] = {name: set() for name in folders}
    for path, name in owners.items():
        found[SHARED if "/" not in path else name].add(path)
    return {name: tuple(sorted(paths)) for name, paths in found.items()}


def _differing_files(old: Stamps, new: Stamps, among: set[str] | None) -> frozenset[str]:
    """The paths, if any `among` these, that are not names of the same file in both trees."""
    pairs = old.numbers(among).items() ^ new.numbers(among).items()
    return frozenset(path for path, _number in pairs)


def _shared_out(work: Callable[[str], T], parts: Mapping[str, Told]) -> dict[str, T]:
    """What `work` comes to for each part: something that `marshal` knows.

    Of very many files, two processes tell.
    """

    def of(names: Sequence[str]) -> dict[str, T]:
        return {name: work(name) for name in names}

    names = sorted(parts, key=lambda name: parts[name].files)
    if not is_worth_it(sum(each.files for each in parts.values())):
        return of(names)
    there = aside(lambda: marshal.dumps(of(names[1::2])))
    try:
        here = of(names[::2])
    finally:
        others = there()
    return here | (of(names[1::2]) if others is None else marshal.loads(others))


def _below(tree: Path, folder: str) -> tuple[set[str], set[str]]:
    """The files and the folders of a folder in a tree, itself included; none if it is not there."""
    if not (tree / folder).is_dir():
        return set(), set()
    files: set[str] = set()
    folders = {folder}
    for path, entry in entries_below(tree / folder):
        (folders if entry.is_dir(follow_symlinks=False) else files).add(f"{folder}/{path}")
    return files, folders
