"""The last manifest goes in, and what differs; the next one comes out, most of it in large pieces.

A large site has very many files, and an edit changes few of them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from nokgen.feeds.manifest_lines import INDENT, entry, summed
from nokgen.feeds.standing import Summed
from nokgen.frozen import frozen

_DIGITS = 64  # of a SHA-256
_BEGIN, _BETWEEN, _END = b'\n  "files": {\n', b",\n", b'\n  },\n  "search": '
_SIZE = b': {"size": '
# More lines than these are sooner made anew than found.
_MANY = 2000
Piece = bytes | memoryview  # of the last manifest, without a copy


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

    def entries(self) -> list[Piece]:
        """The lines of the files of the next site in the manifest, to be joined."""
        begin = self.manifest.index(_BEGIN) + len(_BEGIN)
        end = self.manifest.rindex(_END)  # what comes after has deeper lines
        lines = _Lines(self.manifest, begin, end, _BETWEEN, _path_of_entry)
        return lines.with_edits(self._edits(lines, {f.path: entry(f) for f in self.fresh}))

    def summed(self, search: Iterable[bytes] | None) -> list[Piece]:
        """The lines of its files in the list, to be joined, with those of the search in order; with
        those of the last search, if it is the same.
        """
        lines = _Lines(self.sums, 0, len(self.sums) - 1, b"\n", _path_of_sum)
        fresh = {f.path: summed(f.path, f.sha256.hex()) for f in self.fresh}
        edits = [*self._edits(lines, fresh)]
        if search is not None:
            first, beyond = f"{self.bundle}/", f"{self.bundle}0"  # the sign after the slash
            begin, end = lines.place(first)[0], lines.place(beyond)[0]
            edits.append(_Edit(first, begin, end, b"\n".join(search)))
        return lines.with_edits(sorted(edits))

    def _edits(self, lines: _Lines, fresh: Mapping[str, bytes]) -> Iterator[_Edit]:
        for path in sorted({*self.gone, *fresh}):
            yield _Edit(path, *lines.place(path), fresh.get(path, b""))


class _Edit(NamedTuple):
    """What stands from `begin` to `end`, lines with what separates them from the next, makes way
    for other lines, if any; a `path` of them says where they belong among others.
    """

    path: str
    begin: int
    end: int
    lines: bytes


class _Lines(NamedTuple):
    """Lines that are sorted by their paths, from `begin` to `end` of a text."""

    text: bytes
    begin: int
    end: int
    between: bytes
    path_of: Callable[[bytes], str]

    def place(self, path: str) -> tuple[int, int]:
        """Where the line of a path begins, and where the next one; without one, both are where it
        would begin.
        """
        low, high = self.begin, self.end
        while low < high:
            middle = (low + high) // 2
            begin = max(self.text.rfind(b"\n", low, middle) + 1, low)
            end = self.text.find(b"\n", middle, high) + 1 or high
            found = self.path_of(self.text[begin:end])
            if found == path:
                return begin, end
            low, high = (end, high) if found < path else (low, begin)
        return low, low

    def with_edits(self, edits: Iterable[_Edit]) -> list[Piece]:
        """The text after edits that come in order, with what separates its pieces."""
        text, at = memoryview(self.text), self.begin
        pieces: list[Piece] = []
        for edit in edits:
            pieces += (text[at : self._until(edit.begin)], edit.lines)
            at = edit.end
        pieces.append(text[at : self.end])
        return [part for each in pieces if each for part in (self.between, each)][1:]

    def _until(self, begin: int) -> int:
        """Where a piece ends if a line begins there: the last line is followed by nothing."""
        return begin if begin in (self.begin, self.end) else begin - len(self.between)


def _path_of_entry(line: bytes) -> str:
    quoted = line[len(INDENT) : line.rindex(_SIZE)]
    return str(json.loads(quoted)) if b"\\" in quoted else quoted[1:-1].decode()


def _path_of_sum(line: bytes) -> str:
    return line[_DIGITS + 2 :].decode().removesuffix("\n")
