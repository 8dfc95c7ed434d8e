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

from nokgen.write.swap import Places
from nokgen.write.tree import Tree, folders_above, listing


@dataclass(slots=True)
class Renewal:
    """The spare tree on its way to be the new one: what was touched there.

    `paths` are those of files that went or came, `folders` those that were moved, `numbers` are
    files of which a name was moved or removed. `is_bundle_back` tells whether the bundle of the
    spare tree stands in its place again.
    """

    tree: Tree
    is_bundle_back: bool = False
    paths: set[str] = field(default_factory=set)
    folders: set[str] = field(default_factory=set)
    numbers: set[int] = field(default_factory=set)

    @classmethod
    def begun(cls, places: Places, out: Iterable[str], bundle: str) -> Renewal:
        """Make a new tree of the spare one, without the files that are `out`.

        What stood in the new tree already takes its place there. The folder `bundle` waits among
        the drafts.
        """
        if os.path.lexists(places.new):
            places.new.rename(places.drafts)
        else:
            places.drafts.mkdir()
        drafts = tuple(listing(places.drafts))
        found = cls(Tree(places.new))
        found._move(places, bundle)
        for path in out:
            found._remove(path)
        _remove_empty(places.new, found.paths)
        for path in drafts:
            found.tree.move(f"{places.drafts}/{path}", path)
            found.paths.add(path)
        return found

    def brought_back(self, bundle: str, places: Places, out: Iterable[str]) -> bool:
        """Put the waiting bundle in its place again, without the files that are `out`; whether
        there is one.
        """
        if not (places.drafts / bundle).is_dir():
            return False
        (places.drafts / bundle).rename(self.tree.folder / bundle)
        paths = tuple(out)
        for path in paths:
            self._remove(path)
        _remove_empty(self.tree.folder, paths)
        self.is_bundle_back = True
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
