"""A file of the site goes in; it stands in the next output, or is known to stand in the last one.

Several processes may each have a hand in the same output: none of them writes the files of another.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import file_digest, sha256
from pathlib import Path
from typing import TYPE_CHECKING

from nokgen.write.tree import Tree, holds, refuse_outside
from nokgen.write.trouble import writing

if TYPE_CHECKING:  # `clean` needs none of what makes pages
    from nokgen.pages.files import OutputFile


@dataclass(frozen=True, slots=True)
class Put:
    """A file that was taken in: its size in bytes, its SHA-256, and whether the last output has it
    already.
    """

    path: str
    size: int
    sha256: bytes
    is_same: bool


@dataclass(frozen=True)
class Hand:
    """Takes files into the tree `new`; `sizes` are those of the files of the tree `previous`.

    Nothing may be put below the folders `reserved`.
    """

    new: Path
    previous: Path | None
    sizes: Mapping[str, int]
    reserved: tuple[str, ...] = ()

    def put(self, file: OutputFile) -> Put:
        """Write a file, unless the last output has the same; SurroundingsError if that fails.

        ValueError for a path outside the tree, a reserved one, and one that was taken in before.
        """
        refuse_outside(file.path, self.reserved)
        with writing(self.new):
            size = self.sizes.get(file.path)
            if size is not None and self.previous is not None:
                last = f"{os.fspath(self.previous)}/{file.path}"
                if holds(last, size, file.content):
                    return _put(file, self.previous, is_same=True)
            try:
                self._tree.write(file.path, file.content)
            except FileExistsError as error:
                raise ValueError(f"two files of the site claim the path {file.path!r}") from error
            return _put(file, self.new, is_same=False)

    def where(self, found: Put) -> Path:
        """Where a file stands until the output is in its place."""
        return (self.previous if found.is_same and self.previous else self.new) / found.path

    @cached_property
    def _tree(self) -> Tree:
        return Tree(self.new)


def _put(file: OutputFile, tree: Path, *, is_same: bool) -> Put:
    if isinstance(file.content, bytes):
        digest, size = sha256(file.content), len(file.content)
    else:
        where = tree / file.path
        with where.open("rb") as content:
            digest, size = file_digest(content, "sha256"), where.stat().st_size
    return Put(file.path, size, digest.digest(), is_same)
