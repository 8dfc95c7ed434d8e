"""The last output is kept beside the present one; brought up to date, it comes out as the next.

Unchanged files are the very same in both (hard links), so only what changed costs anything. Nothing
is ever written through a link: a file goes, and another comes.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from nokgen.frozen import frozen
from nokgen.write.stamps import Stamps
from nokgen.write.swap import Places
from nokgen.write.tree import Tree, folders_above, listing


@frozen
class Spare:
    """What is known of a tree that lags one build behind the output.

    `folders` are the stamps of its folders but the topmost. `differing` are the paths where it has
    another file than the output, or only one of them has any: everywhere else both have the same.
    """

    folders: Stamps
    differing: frozenset[str]

    @classmethod
    def beside(cls, folders: Stamps, old: Stamps, new: Stamps, among: set[str] | None) -> Spare:
        """What is known of a tree that had the stamps `folders` and `old`, beside one with `new`.

        They may differ only `among` these paths, if any are named.
        """
        pairs = old.numbers(among).items() ^ new.numbers(among).items()
        return cls(folders.without({""}), frozenset(path for path, _number in pairs))

    def fits(self, tree: Path, output: Stamps) -> bool:
        """Whether a tree is still what it was beside an output with these stamps of its files.

        A folder has another stamp when any name in it was made, removed or given to another file,
        and a file that both trees have is vouched for by its stamp in the output. The topmost
        folder was moved, which changes its stamp: it is listed.
        """
        try:
            if self.folders.differing(tree):
                return False
            found = {name: os.lstat(tree / name).st_ino for name in os.listdir(tree)}  # noqa: PTH208
        except OSError:
            return False
        top = self.folders.top() | output.top()
        # What only the output has is among those that differ.
        return all(name in self.differing for name, _number in found.items() ^ top.items())

    def differing_without(self, bundle: str) -> set[str]:
        """The differing paths that are not below a folder."""
        return {path for path in self.differing if not path.startswith(f"{bundle}/")}

    def written(self) -> tuple[tuple[str, bytes], frozenset[str]]:
        """As something that can be written quickly; `Spare.read` is the way back."""
        return self.folders.written(), self.differing

    @classmethod
    def read(cls, written: tuple[tuple[str, bytes], frozenset[str]]) -> Spare:
        """What was `written`."""
        return cls(Stamps.read(written[0]), written[1])


@dataclass(slots=True)
class Renewal:
    """The spare tree on its way to be the new one: what was touched there.

    `paths` are those of files that went or came, `folders` those that were moved, `numbers` are
    files of which a name was moved or removed. `is_bundle_same` tells whether the output has the
    bundle of the spare tree.
    """

    tree: Tree
    is_bundle_same: bool
    paths: set[str] = field(default_factory=set)
    folders: set[str] = field(default_factory=set)
    numbers: set[int] = field(default_factory=set)

    @classmethod
    def begun(cls, places: Places, out: Iterable[str], bundle: str, spare: Spare) -> Renewal:
        """Make a new tree of the spare one, without the files that are `out`.

        What stood in the new tree already takes its place there. The folder `bundle` waits among
        the drafts.
        """
        if os.path.lexists(places.new):
            places.new.rename(places.drafts)
        else:
            places.drafts.mkdir()
        is_bundle_same = spare.differing == spare.differing_without(bundle)
        found = cls(Tree(places.new), is_bundle_same)
        found._move(places, bundle)
        for path in out:
            found._remove(path)
        _remove_empty(places.new, found.paths)
        for path in listing(places.drafts):
            if not path.startswith(f"{bundle}/"):
                found.tree.move(f"{places.drafts}/{path}", path)
                found.paths.add(path)
        return found

    def brought_back(self, bundle: str, places: Places) -> bool:
        """Whether the waiting bundle is that of the output, too; then it stands in its place."""
        if not self.is_bundle_same or not (places.drafts / bundle).is_dir():
            return False
        (places.drafts / bundle).rename(self.tree.folder / bundle)
        return True

    def _move(self, places: Places, bundle: str) -> None:
        # Entry by entry into another folder: whoever holds that of the last site open, a server for
        # example, finds nothing more in it, and never a mixture.
        for entry in tuple(os.scandir(places.spare)):
            into = places.drafts if entry.name == bundle else places.new
            if entry.is_dir(follow_symlinks=False):
                self.folders.add(entry.name)
            else:
                self.numbers.add(entry.inode())
            os.rename(entry.path, into / entry.name)  # noqa: PTH104
        places.spare.rmdir()

    def _remove(self, path: str) -> None:
        name = f"{self.tree.folder}/{path}"
        self.paths.add(path)
        try:
            seen = os.lstat(name)
        except (FileNotFoundError, NotADirectoryError):  # only the output has it
            return
        if stat.S_ISDIR(seen.st_mode):  # it goes when the last file in it has gone
            return
        os.unlink(name)  # noqa: PTH108
        self.numbers.add(seen.st_ino)


def _remove_empty(tree: Path, paths: Iterable[str]) -> None:
    """Remove the folders of these paths in which nothing is left, the deepest first."""
    for folder in sorted(folders_above(paths), reverse=True):
        try:
            os.rmdir(tree / folder)  # noqa: PTH106
        except OSError:  # something is left in it
            continue
