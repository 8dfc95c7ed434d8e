"""Failures of the disk go in; a plain sentence and a way out come out."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from nokgen.messages import N_
from nokgen.surroundings import SurroundingsError

_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}
_IN_THE_WAY = {errno.EEXIST, errno.ENOTDIR, errno.EISDIR, errno.ENOTEMPTY}
_BOUND = {errno.EBUSY, errno.EXDEV}


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn every OSError inside into SurroundingsError about `path`, or the path it names."""
    try:
        yield
    except OSError as error:
        raise _trouble(error, path) from error


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turn every OSError inside into SurroundingsError: the file to copy cannot be read."""
    try:
        yield
    except OSError as error:
        raise SurroundingsError(
            N_("The file %(path)s cannot be read: %(reason)s."),
            hint=N_("Look whether the file is there and whether you may read it."),
            params={"path": path, "reason": _reason(error)},
        ) from error


def _trouble(error: OSError, path: Path) -> SurroundingsError:
    # With two names (a rename, a link) the second is the one that is being made.
    name = error.filename2 or error.filename or path
    params = {"path": os.fsdecode(name) if isinstance(name, bytes) else name}
    kept = N_("The site made before stays as it is. Set this right and build again.")
    if error.errno == errno.ENOSPC and _has_no_inodes(Path(str(params["path"]))):
        message = N_("The disk can hold no more files, though it may have room: %(path)s.")
        hint = N_("The site made before stays as it is. Remove files there and build again.")
    elif error.errno in _FULL:
        message = N_("There is no room on the disk to write %(path)s.")
        hint = N_("The site made before stays as it is. Free some room and build again.")
    elif error.errno in _FORBIDDEN:
        message = N_("There is no permission to write %(path)s.")
        hint = N_("Allow writing there, or choose another folder with --destination.")
    elif error.errno == errno.ENAMETOOLONG:
        message, hint = N_("The name %(path)s is too long for this disk."), kept
    elif error.errno in _IN_THE_WAY:
        message = N_("Something that is not a folder of the site stands in the way: %(path)s.")
        hint = N_("Move or remove it, or choose another folder with --destination.")
    elif error.errno in _BOUND:
        message = N_("The folder %(path)s cannot be replaced as a whole.")
        hint = N_("Choose a folder inside it with --destination.")
    else:
        message, hint = N_("%(path)s cannot be written: %(reason)s."), kept
        params["reason"] = _reason(error)
    return SurroundingsError(message, hint=hint, params=params)


def _has_no_inodes(path: Path) -> bool:
    """Whether the disk counts its files and has no place for one more; some file systems do not."""
    if sys.platform == "win32":
        return False
    for folder in (path, *path.parents):
        try:
            found = os.statvfs(folder)
        except OSError:  # not there yet
            continue
        return found.f_files > 0 and found.f_favail == 0
    return False


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__
