"""The lines of the last manifest go in, and what differs; those of the next one come out.

A large site has very many files, and an edit changes few of them.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Protocol

from nokgen.frozen import frozen

_PLAIN = re.compile(r"[A-Za-z0-9_./-]+")
_DIGITS = 64  # of a SHA-256
_BEGIN, _BETWEEN, _END = b'\n  "files": {\n', b",\n", b'\n  },\n  "search": '
_SIZE = b': {"size": '
# More lines than these are sooner made anew than found.
_MANY = 2000
Line = bytes


class Summed(Protocol):
    """A file with its size in bytes and its SHA-256."""

    @property
    def path(self) -> str: ...

    @property
    def size(self) -> int: ...

    @property
    def sha256(self) -> bytes: ...


@frozen
class LastManifest:
    """The manifest of the last site and its list for `sha256sum -c`, both as they were made.

    `fresh` are the files that may be others now, `gone` the paths of those that are no more. The
    search stands in the folder `bundle`.
    """

    manifest: bytes
    sums: bytes
    fresh: Collection[Summed]
    gone: Collection[str]
    bundle: str

    @property
    def is_near(self) -> bool:
        """Whether it is worth to look for what differs."""
        return len(self.fresh) + len(self.gone) < _MANY and _BEGIN in self.manifest

    def entries(self) -> list[Line]:
        """The lines of the files of the next site in the manifest."""
        begin = self.manifest.index(_BEGIN) + len(_BEGIN)
        lines = self.manifest[begin : self.manifest.index(_END, begin)].split(_BETWEEN)
        return _renewed(lines, _path_of_entry, self.gone, {f.path: entry(f) for f in self.fresh})

    def summed(self, search: Iterable[tuple[str, str]]) -> list[Line]:
        """The lines of its files in the list, those of the search by their paths included."""
        lines = self.sums.split(b"\n")[:-1]
        begin = bisect_left(lines, f"{self.bundle}/", key=_path_of_sum)
        end = bisect_left(lines, f"{self.bundle}0", key=_path_of_sum)  # the sign after the slash
        lines[begin:end] = [summed(path, digest) for path, digest in search]
        fresh = {f.path: summed(f.path, f.sha256.hex()) for f in self.fresh}
        return _renewed(lines, _path_of_sum, self.gone, fresh)


def entry(file: Summed) -> Line:
    """A file in the manifest."""
    return entry_of(file.path, file.size, file.sha256.hex(), "    ")


def entry_of(path: str, size: int, digest: str, indent: str) -> Line:
    """A line for each file, so that two manifests can be compared by eye."""
    return f'{indent}{_quoted(path)}: {{"size": {size}, "sha256": "{digest}"}}'.encode()


def summed(path: str, digest: str) -> Line:
    """A file in the list for `sha256sum -c`."""
    return f"{digest}  {path}".encode()


def _renewed(
    lines: list[Line],
    path_of: Callable[[Line], str],
    gone: Iterable[str],
    fresh: Mapping[str, Line],
) -> list[Line]:
    """Lines sorted by their paths, without those of what is `gone`, and with the `fresh`."""
    for path in (*gone, *fresh):
        at = bisect_left(lines, path, key=path_of)
        if at < len(lines) and path_of(lines[at]) == path:
            del lines[at]
    for path, line in fresh.items():
        lines.insert(bisect_left(lines, path, key=path_of), line)
    return lines


def _path_of_entry(line: Line) -> str:
    return str(json.loads(line[: line.rindex(_SIZE)]))


def _path_of_sum(line: Line) -> str:
    return line[_DIGITS + 2 :].decode()


def _quoted(path: str) -> str:
    """A path as JSON; nearly all are plain, and a site has many."""
    return f'"{path}"' if _PLAIN.fullmatch(path) else json.dumps(path, ensure_ascii=False)
