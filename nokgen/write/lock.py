"""A work folder goes in; while the lock is held, no other build works on the same output."""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from nokgen.messages import N_
from nokgen.surroundings import SurroundingsError
from nokgen.write.trouble import writing

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_PAUSE = 0.05  # seconds between two tries
_NAME = "lock"


@contextmanager
def locked(work: Path, output: Path, patience: float) -> Iterator[None]:
    """Make the folder `work` and hold its lock; the folder goes away with it, if it is empty.

    The system lets go of the lock when the process dies, however it dies. SurroundingsError when
    another build still holds it after `patience` seconds, or when it cannot be made.
    """
    path = work / _NAME
    handle = -1
    try:
        handle = _wait(path, output, patience)
        yield
    finally:
        if handle >= 0 and sys.platform == "win32":  # an open file cannot be removed there
            os.close(handle)
        if handle >= 0:
            with suppress(OSError):
                path.unlink()
        with suppress(OSError):
            work.rmdir()
        if handle >= 0 and sys.platform != "win32":
            os.close(handle)


def _wait(path: Path, output: Path, patience: float) -> int:
    """The handle of the lock, as soon as nobody else has it."""
    until = time.monotonic() + patience
    while True:
        with writing(path.parent):
            handle = _try(path)
        if handle is not None:
            return handle
        if time.monotonic() >= until:
            raise SurroundingsError(
                N_("Another build is writing to %(path)s right now."),
                hint=N_("Wait until it ends, or choose another folder with --destination."),
                params={"path": output},
            )
        time.sleep(_PAUSE)


def _try(path: Path) -> int | None:
    """The handle of the lock, None while another process has it."""
    while True:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except FileExistsError:
            if os.path.lexists(path.parent) and not path.parent.is_dir():
                raise  # a file in the way
            continue  # another build has removed the folder between two looks at it
        if path.parent.is_symlink():  # it could lead to anything, and a build removes things there
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(path.parent))
        try:
            handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
        except FileNotFoundError:  # another build has just removed the folder as its last act
            continue
        try:
            take(handle)
        except OSError as error:
            os.close(handle)
            if isinstance(error, (BlockingIOError, PermissionError)):
                return None
            raise
        if _is_still_there(handle, path):
            return handle
        os.close(handle)  # locked a file that its last holder has removed meanwhile


def take(handle: int) -> None:
    """Lock an open file without waiting; OSError while another process has it."""
    if sys.platform == "win32":
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _is_still_there(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False
