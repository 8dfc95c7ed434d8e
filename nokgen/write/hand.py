"""A file of the site goes in; it stands in the next output, or is known to stand in the last one.

Several processes may each have a hand in the same output: none of them writes the files of another.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import file_digest, sha256
from pathlib import Path
from typing import TYPE_CHECKING

from nokgen.write.puts import Put
from nokgen.write.tree import PathTakenError, Tree, holds, refuse_outside
from nokgen.write.trouble import writing

if TYPE_CHECKING:  # `clean` needs none of what makes pages
    from nokgen.pages.files import OutputFile


@dataclass
class Hand:
    """Takes files into the tree `new`; `sizes` are those of the files of the tree `previous`.

    Nothing may be put below the folders `reserved`.
    """

    new: Path
    previous: Path | None
    sizes: Mapping[str, int]
    reserved: tuple[str, ...] = ()
    # Data beside a page are those of the interface: what comes twice in a row is written once.
    _last: tuple[bytes | Path, Put] | None = field(default=None, init=False, repr=False)

    def put(self, file: OutputFile) -> Put:
        """Write a file, unless the last output has the same; SurroundingsError if that fails.

        The very bytes that were put just before get a second name where the system can link.
        ValueError for a path outside the tree and a reserved one, PathTakenError for one that was
        taken in before.
        """
        refuse_outside(file.path, self.reserved)
        twin = self._twin(file)
        try:
            is_same = self._is_same(file)
            if not is_same:
                self._write(file, twin)
            if twin is None:
                found = _put(
                    file, self.previous if is_same and self.previous else self.new, is_same
                )
            else:
                found = Put(file.path, twin.size, twin.sha256, is_same)
        except OSError:
            with writing(self.new):  # asked for only now: a site has many files
                raise
        self._last = file.content, found
        return found

    def where(self, found: Put) -> Path:
        """Where a file stands until the output is in its place."""
        return Path(self._place(found))

    def _place(self, found: Put) -> str:
        tree = self.previous if found.is_same and self.previous else self.new
        return f"{os.fspath(tree)}/{found.path}"

    def _twin(self, file: OutputFile) -> Put | None:
        """The file put just before, if it has the very same bytes."""
        if self._last is None or isinstance(file.content, Path):  # which may change meanwhile
            return None
        content, found = self._last
        return found if content is file.content else None

    def _is_same(self, file: OutputFile) -> bool:
        size = self.sizes.get(file.path)
        if size is None or self.previous is None:
            return False
        return holds(f"{os.fspath(self.previous)}/{file.path}", size, file.content)

    def _write(self, file: OutputFile, twin: Put | None) -> None:
        try:
            if twin is not None and isinstance(file.content, bytes):
                self._tree.write_again(file.path, file.content, self._place(twin))
            else:
                self._tree.write(file.path, file.content)
        except FileExistsError as error:
            raise PathTakenError(file.path) from error

    @cached_property
    def _tree(self) -> Tree:
        return Tree(self.new)


def _put(file: OutputFile, tree: Path, is_same: bool) -> Put:
    if isinstance(file.content, bytes):
        digest, size = sha256(file.content), len(file.content)
    else:
        where = tree / file.path
        with where.open("rb") as content:
            digest, size = file_digest(content, "sha256"), where.stat().st_size
    return Put(file.path, size, digest.digest(), is_same)
