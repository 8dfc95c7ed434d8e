"""A part of a site is chosen here, and files that hold a number or an address are found by text."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Set
from pathlib import Path

from nokgen.frozen import frozen
from nokgen.read.text import OPENING

_DIGITS = b"0123456789"
# All but digits parts numbers; letters that are not ASCII, and what UTF-16 puts between digits, are
# left out: a table may have signs without a width in its cells.
_APART = bytes(byte if byte in _DIGITS else 0x20 for byte in range(256))
_LEFT_OUT = bytes([0, *range(0x80, 0x100)])
# Where YAML has one, a value may be spelled in other signs than it has.
_ESCAPE = b"\\"
# Nobody can look through these without unpacking them.
_PACKED = ".xlsx"
# What is larger is left to the reader, who knows the limits.
_LARGEST = 64 * 1024 * 1024


@frozen
class Choice:
    """A part of the content.

    `top` are the folders directly below content/ whose files are known by name. Of these only
    `files` are read, and all below `folders`, which end with a slash.
    """

    top: frozenset[str]
    files: frozenset[str]
    folders: tuple[str, ...] = ()

    def enters(self, folder: str) -> bool:
        """Whether the names in a folder of the content are wanted."""
        return folder.count("/") != 1 or folder.partition("/")[2] in self.top

    def reads(self, path: str) -> bool:
        """Whether a file is read."""
        return path in self.files or path.startswith(self.folders)


def files_with(root: Path, paths: Iterable[str], numbers: Set[bytes]) -> Iterator[str]:
    """Those of the files that may hold one of the numbers, all of ASCII digits, as a value."""
    for path in paths:
        data = _bytes_of(root, path)
        is_open = path.endswith(_PACKED) or _ESCAPE in data
        if is_open or not numbers.isdisjoint(data.translate(_APART, _LEFT_OUT).split()):
            yield path


def files_naming(root: Path, paths: Iterable[str], addresses: Collection[str]) -> Iterator[str]:
    """Those of the files that may hold one of the addresses as a value."""
    wanted = [address.encode() for address in addresses]
    for path in paths:
        data = _bytes_of(root, path)
        if _ESCAPE in data or any(address in data for address in wanted):
            yield path


def folders_in(root: Path, folder: str) -> list[str]:
    """The names of the folders in a folder, sorted; none where there is none. Links are none."""
    try:
        with os.scandir(root / folder) as entries:
            found = [each.name for each in entries if each.is_dir(follow_symlinks=False)]
    except OSError:
        return []
    return sorted(found)


def files_below(root: Path, folder: str, *, deep: bool = True) -> list[str]:
    """The paths of the files in a folder, and if `deep` of all below it, sorted."""
    found: list[str] = []
    waiting = [folder]
    while waiting:
        current = waiting.pop()
        try:
            with os.scandir(f"{root}/{current}") as entries:
                for each in entries:
                    is_folder = each.is_dir(follow_symlinks=False)
                    if not is_folder:
                        found.append(f"{current}/{each.name}")
                    elif deep:
                        waiting.append(f"{current}/{each.name}")
        except OSError:
            continue
    return sorted(found)


def _bytes_of(root: Path, path: str) -> bytes:
    """What stands in a file; nothing where it cannot be read, as nobody else can read it either.

    Of a very large one a sign that makes it worth reading.
    """
    try:
        stream = os.open(f"{root}/{path}", OPENING)
        try:
            size = os.fstat(stream).st_size
            if size > _LARGEST:
                return _ESCAPE
            data = os.read(stream, size + 1)
            while len(data) < size and (more := os.read(stream, size)):
                data += more
            return data
        finally:
            os.close(stream)
    except OSError:
        return b""
