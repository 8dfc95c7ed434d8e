"""A new tree beside the output folder goes in; the output folder is the new tree, in one step."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from pathlib import Path

from nokgen.frozen import frozen

_AT_FDCWD = -100
_RENAME_NOREPLACE, _RENAME_EXCHANGE = 1, 2
_CANNOT = {errno.ENOSYS, errno.EINVAL, errno.EPERM, errno.ENOTSUP}


@frozen
class Places:
    """Where things stand: the output, and a work folder beside it on the same file system.

    `old` is always a whole site: it comes to be by one rename and goes by one rename.
    """

    output: Path
    work: Path

    @classmethod
    def beside(cls, output: Path) -> Places:
        """The places that belong to an output folder."""
        return cls(output, output.parent / f".{output.name}.nokgen")

    @property
    def new(self) -> Path:
        """The tree that is being made."""
        return self.work / "new"

    @property
    def old(self) -> Path:
        """The last site, for the moment between two renames."""
        return self.work / "old"

    @property
    def scratch(self) -> Path:
        """For whatever a step needs while it runs."""
        return self.work / "scratch"

    @property
    def trash(self) -> Path:
        """What is being removed."""
        return self.work / "trash"

    @property
    def drafts(self) -> Path:
        """New files, until they find their places in the tree that lags behind."""
        return self.work / "drafts"

    @property
    def spare(self) -> Path:
        """The tree that lags one build behind: it stays when a build has ended."""
        return self.work / "spare"

    @property
    def are_at_rest(self) -> bool:
        """Whether no build is at work here, nor was one killed."""
        try:
            return set(os.listdir(self.work)) <= {self.spare.name}  # noqa: PTH208
        except FileNotFoundError:
            return True
        except OSError:
            return False


def heal(places: Places) -> None:
    """Put right what a killed run left: the output is a whole site again, the rest is gone."""
    if os.path.lexists(places.old):
        if os.path.lexists(places.output):
            discard(places.old, places)
        else:
            places.old.rename(places.output)
    for leftover in (places.new, places.drafts, places.scratch, places.trash):
        remove(leftover)


def swap(places: Places, *, keep: bool = False) -> None:
    """Make `new` the output and remove what was there, or `keep` it as the spare tree.

    OSError leaves the last site in place. There is always a whole site at the path of the output,
    except where the system knows no exchange: there is none for the moment between two renames, and
    `heal` ends that moment if the run was killed in it.
    """
    if not os.path.lexists(places.output):
        places.new.rename(places.output)
        return
    last = places.new if exchange(places.new, places.output) else _swap_in_two_steps(places)
    if keep:
        try:
            last.rename(places.spare)
        except OSError:  # the site stands: without a spare tree the next build only takes longer
            pass
        else:
            return
    discard(last, places)


def exchange(one: Path, other: Path) -> bool:
    """Swap two folders or files in one step; False where the system does not know how to."""
    return _renameat2(one, other, _RENAME_EXCHANGE)


def settle(draft: Path, target: Path) -> bool:
    """Move a file to where nothing stands, in one step; False where the system cannot do it so.

    FileExistsError if something stands there.
    """
    return _renameat2(draft, target, _RENAME_NOREPLACE)


def _renameat2(one: Path, other: Path, flag: int) -> bool:
    if sys.platform != "linux":
        return False
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    paths = os.fsencode(one), os.fsencode(other)
    if renameat2(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], flag) == 0:
        return True
    number = ctypes.get_errno()
    if number in _CANNOT:
        return False
    raise OSError(number, os.strerror(number), str(other))


def discard(path: Path, places: Places) -> None:
    """Remove a tree; a run that is killed meanwhile leaves no half of it under its own name."""
    remove(places.trash)
    try:
        path.rename(places.trash)
    except OSError:  # it is not in anyone's way: the next build tries again
        return
    remove(places.trash)


def remove(path: Path) -> None:
    """Remove a file or tree as far as it goes; nothing happens if there is none."""
    if path.is_symlink() or path.is_file():
        path.unlink()
    elif path.exists():
        try:
            _empty(os.fspath(path))
        except OSError:  # what can go, goes
            shutil.rmtree(path, ignore_errors=True)


def _empty(folder: str) -> None:
    """Remove a folder with everything in it; the library takes twice as long for many files.

    It looks at every step whether somebody puts a link in the way: these folders are our own.
    """
    with os.scandir(folder) as entries:
        found = [(entry.path, entry.is_dir(follow_symlinks=False)) for entry in entries]
    for path, is_folder in found:
        if is_folder:
            _empty(path)
        else:
            os.unlink(path)  # noqa: PTH108
    os.rmdir(folder)  # noqa: PTH106


def _swap_in_two_steps(places: Places) -> Path:
    """Where the last site stands then."""
    places.output.rename(places.old)
    try:
        places.new.rename(places.output)
    except OSError:
        places.old.rename(places.output)
        raise
    return places.old
