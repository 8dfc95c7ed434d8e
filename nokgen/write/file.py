"""One file of the sources goes in with its bytes; it comes to be as a whole, or nothing changes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from nokgen.messages import N_
from nokgen.surroundings import SurroundingsError
from nokgen.write.lock import take
from nokgen.write.swap import exchange, settle
from nokgen.write.tree import CANNOT_LINK

_DRAFTS = ".nokgen-*.tmp"
_OWN: int = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_NEW = os.O_RDWR | os.O_CREAT | os.O_EXCL | _OWN


def create_file(target: Path, content: bytes, *, name: str) -> bool:
    """Make a new file in one step; False, and nothing touched, when something stands there.

    `name` is how people know the file. SurroundingsError when the disk refuses.
    """
    with _named(name):
        sweep(target.parent)
        if os.path.lexists(target):
            return False
        with _draft(target, content) as draft:
            return _settle(draft, target)


def replace_file(target: Path, before: bytes | None, after: bytes, *, name: str) -> None:
    """Put `after` in place of `before` in one step; None stands for a file that is not there yet.

    `name` is how people know the file. SurroundingsError when the disk refuses, or when the file
    holds something else by now: what was not read is never overwritten.
    """
    with _named(name):
        sweep(target.parent)
        if _content(target) != before:
            raise _changed(name)
        with _draft(target, after) as draft:
            if before is None:
                done = _settle(draft, target)
            else:
                draft.chmod(target.stat().st_mode & 0o7777)
                done = _replace(draft, target, before)
            if not done:
                raise _changed(name)


def sweep(folder: Path) -> None:
    """Remove the drafts that killed runs left in a folder; those of living runs stay."""
    for draft in sorted(folder.glob(_DRAFTS)):
        with suppress(OSError):
            if draft.is_symlink():
                draft.unlink()
                continue
            handle = os.open(draft, os.O_RDWR | os.O_NONBLOCK | _OWN)
            try:
                take(handle)
                draft.unlink()
            finally:
                os.close(handle)


def _replace(draft: Path, target: Path, before: bytes) -> bool:
    """Put the draft in the place of `target`; False if somebody saved it at the last moment."""
    if not exchange(draft, target):
        if _content(target) != before:
            return False
        draft.replace(target)
        return True
    # What was there lies under the name of the draft now: nothing is lost if it is another.
    if _content(draft) == before:
        return True
    exchange(draft, target)
    return False


def _settle(draft: Path, target: Path) -> bool:
    """Give the draft its name where nothing stands; False if something does."""
    try:
        if not settle(draft, target):
            os.link(draft, target)
    except FileExistsError:
        return False
    except OSError as error:
        if error.errno not in CANNOT_LINK:
            raise
        if os.path.lexists(target):
            return False
        draft.rename(target)
    return True


@contextmanager
def _draft(target: Path, content: bytes) -> Iterator[Path]:
    """A new file beside `target` that holds `content`; it goes away with the block."""
    draft = target.with_name(_DRAFTS.replace("*", str(os.getpid())))
    handle = os.open(draft, _NEW, 0o666)
    try:
        with suppress(OSError):  # where there are no locks, a draft of a killed run stays
            take(handle)
        view = memoryview(content)
        while view:
            view = view[os.write(handle, view) :]
        os.fsync(handle)
        if os.name == "nt":  # an open file cannot be renamed there
            os.close(handle)
            handle = -1
        yield draft
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        if handle >= 0:
            os.close(handle)


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def _changed(name: str) -> SurroundingsError:
    return SurroundingsError(
        N_("%(path)s was changed by someone else just now and was left alone"),
        hint=N_("Save it there, then start the command again."),
        params={"path": name},
    )


@contextmanager
def _named(name: str) -> Iterator[None]:
    """Turn every OSError inside into SurroundingsError about the file that people know."""
    try:
        yield
    except OSError as error:
        raise SurroundingsError(
            N_("cannot write %(path)s: %(reason)s"),
            hint=N_("Is the folder yours to write in, and is there room on the disk?"),
            params={"path": name, "reason": error.strerror or str(error)},
        ) from error
