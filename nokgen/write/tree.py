"""Paths and contents go in; files in a folder come out, and answers about those that are there."""

from __future__ import annotations

import errno
import os
import shutil
import stat
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from nokgen.write.trouble import reading

CHUNK = 1 << 20
_BINARY: int = getattr(os, "O_BINARY", 0)
# A named pipe must not hold the build up; a link must not lead it elsewhere.
_READ = os.O_RDONLY | _BINARY | getattr(os, "O_NONBLOCK", 0)
_READ_OWN = _READ | getattr(os, "O_NOFOLLOW", 0)
_WRITE_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY
CANNOT_LINK = {
    errno.EXDEV,
    errno.EPERM,
    errno.EACCES,
    errno.EMLINK,
    errno.ENOSYS,
    errno.ENOTSUP,
}


_NO_NAMES = frozenset({"", ".", ".."})


class PathTakenError(ValueError):
    """Two files of the site claim the same path."""

    def __init__(self, path: str) -> None:
        super().__init__(path)

    def __str__(self) -> str:
        return f"two files of the site claim the path {self.args[0]!r}"


class Paths:
    """The paths of a tree; ValueError for one that cannot be beside the others.

    `folders` are those of a tree whose files are taken in by `add_known`.
    """

    def __init__(self, reserved: tuple[str, ...] = (), folders: Iterable[str] = ()) -> None:
        self.files: set[str] = set()
        self._folders: set[str] = set()
        self._reserved = reserved
        self._known_folders = frozenset(folders)
        self._is_exact = False

    def add(self, path: str) -> None:
        """Take in a path: relative, with `/`, inside the tree, of its own."""
        refuse_outside(path, self._reserved)
        if path in self._known_folders and not self._is_exact:  # where a folder was, or still is
            self._is_exact = True
            self._folders |= folders_above(self.files)
        if path in self.files or path in self._folders:
            raise PathTakenError(path)
        folder = path.rpartition("/")[0]
        while folder and folder not in self._folders:  # what is above a known one is known, too
            if folder in self.files:
                raise PathTakenError(folder)
            self._folders.add(folder)
            folder = folder.rpartition("/")[0]
        self.files.add(path)

    def add_known(self, paths: Sequence[str]) -> None:
        """Take in paths that stood beside each other in a tree: what holds for these is known."""
        if self._is_exact or not (self.files.isdisjoint(paths) and self._folders.isdisjoint(paths)):
            for path in paths:
                self.add(path)
        self.files.update(paths)


def folders_above(paths: Iterable[str]) -> set[str]:
    """All folders on the way to these paths, but the topmost."""
    found: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found


def refuse_outside(path: str, reserved: tuple[str, ...]) -> None:
    """ValueError for a path that is not relative with `/`, leads outside, or is reserved."""
    parts = path.split("/")
    if not _NO_NAMES.isdisjoint(parts) or "\\" in path or "\0" in path:
        raise ValueError(f"not a path below the output folder: {path!r}")
    if parts[0] in reserved:
        raise ValueError(f"a reserved path: {path!r}")


class Tree:
    """A folder that is being filled; OSError for whatever the disk refuses."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(exist_ok=True)
        # Texts: a site has many files, and paths as objects take longer than to write them.
        self._root = os.fspath(folder)
        self._folders = {""}
        self._can_link = True

    def write(self, path: str, content: bytes | Path) -> None:
        """Write a file that is not there yet; SurroundingsError if its source cannot be read."""
        target = self._place(path)
        if isinstance(content, Path):
            with _opened_source(content) as source:
                _write(target, _chunks(source, content))
        else:
            _write(target, (content,))

    def write_again(self, path: str, content: bytes, twin: str) -> None:
        """As `write`, where the file `twin` has this content: it gets a second name if it can."""
        if not self._linked(twin, path):
            self.write(path, content)

    def link(self, previous: Path, path: str) -> None:
        """Take a file over from an earlier tree: the same file where the system can link."""
        source = f"{os.fspath(previous)}/{path}"
        if not self._linked(source, path):
            shutil.copy2(source, self._place(path), follow_symlinks=False)

    def move(self, source: str, path: str) -> None:
        """Take a file of the same file system in, in the place of whatever file is there."""
        os.replace(source, self._place(path))  # noqa: PTH105

    @property
    def can_link(self) -> bool:
        """Whether no link was refused so far."""
        return self._can_link

    def _linked(self, source: str, path: str) -> bool:
        """Whether `path` is now a name of the file `source`, too; false where links do not work."""
        if not self._can_link:
            return False
        try:
            os.link(source, self._place(path), follow_symlinks=False)
        except OSError as error:
            if error.errno not in CANNOT_LINK:
                raise
            self._can_link = False
        except NotImplementedError:
            self._can_link = False
        return self._can_link

    def _place(self, path: str) -> str:
        folder = path.rpartition("/")[0]
        if folder not in self._folders:
            try:
                os.mkdir(f"{self._root}/{folder}")  # noqa: PTH102
            except (FileExistsError, FileNotFoundError):  # of another hand; some above are missing
                os.makedirs(f"{self._root}/{folder}", exist_ok=True)  # noqa: PTH103
            self._folders.add(folder)
        return f"{self._root}/{path}"


def listing(folder: Path) -> dict[str, int]:
    """Path below `folder` → size in bytes, of everything that is not a folder.

    What is no regular file (a link, a pipe) has the size -1.
    """
    return {
        path: entry.stat(follow_symlinks=False).st_size
        if entry.is_file(follow_symlinks=False)
        else -1
        for path, entry in entries_below(folder)
        if not entry.is_dir(follow_symlinks=False)
    }


def entries_below(folder: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Everything below `folder` with its path; links are not followed."""
    pending = [("", os.fspath(folder))]
    while pending:
        prefix, current = pending.pop()
        with os.scandir(current) as entries:
            for entry in entries:
                yield prefix + entry.name, entry
                if entry.is_dir(follow_symlinks=False):
                    pending.append((f"{prefix}{entry.name}/", entry.path))


def holds(path: Path | str, size: int, content: bytes | Path) -> bool:
    """Whether the file of `size` bytes at `path` is byte for byte `content`."""
    if isinstance(content, Path):
        with _opened_source(content) as source:
            return os.fstat(source).st_size == size and _same_bytes(path, source, content)
    if len(content) != size:
        return False
    try:
        handle = os.open(path, _READ_OWN)
    except OSError:  # unreadable: it is written anew
        return False
    try:
        # Should less come at once than there is, it is only written anew.
        if size < CHUNK:  # a byte more than it should have
            return os.read(handle, size + 1) == content
        mine = _read(handle)
        pieces = (content[at : at + CHUNK] for at in range(0, size, CHUNK))
        return all(next(mine, b"") == piece for piece in pieces) and not next(mine, b"")
    finally:
        os.close(handle)


def _same_bytes(path: Path | str, source: int, name: Path) -> bool:
    try:
        handle = os.open(path, _READ_OWN)
    except OSError:
        return False
    try:
        mine = _read(handle)
        same = all(next(mine, b"") == chunk for chunk in _chunks(source, name))
        return same and next(mine, b"") == b""
    finally:
        os.close(handle)


@contextmanager
def _opened_source(path: Path) -> Iterator[int]:
    with reading(path):
        handle = os.open(path, _READ)
    try:
        with reading(path):
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        yield handle
    finally:
        os.close(handle)


def _chunks(handle: int, name: Path) -> Iterator[bytes]:
    """The bytes of a source; SurroundingsError if it stops being readable."""
    while True:
        with reading(name):
            chunk = os.read(handle, CHUNK)
        if not chunk:
            return
        yield chunk


def _read(handle: int) -> Iterator[bytes]:
    while chunk := os.read(handle, CHUNK):
        yield chunk


def _write(target: str, chunks: Iterator[bytes] | tuple[bytes, ...]) -> None:
    try:
        handle = os.open(target, _WRITE_NEW, 0o666)
    except OSError as error:
        if error.filename is None:
            error.filename = target
        raise
    try:
        for chunk in chunks:
            written = os.write(handle, chunk)
            while written < len(chunk):  # a system may take less at a time
                written += os.write(handle, memoryview(chunk)[written:])
    except OSError as error:
        raise OSError(error.errno, error.strerror, target) from error
    finally:
        os.close(handle)
