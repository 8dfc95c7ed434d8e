"""Files that stand already: what files about the whole site hold or copy of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import NamedTuple, Protocol

from nokgen.frozen import frozen
from nokgen.pages import digest_of


class Summed(Protocol):
    """A file with its size in bytes and its SHA-256."""

    @property
    def path(self) -> str: ...

    @property
    def size(self) -> int: ...

    @property
    def sha256(self) -> bytes: ...


class SummedFile(NamedTuple):
    """What is known of a file that was made just now."""

    path: str
    size: int
    sha256: bytes

    @classmethod
    def of(cls, path: str, content: bytes) -> SummedFile:
        """That of a file with these bytes."""
        return cls(path, len(content), sha256(content).digest())


def joined(parts: Iterable[bytes]) -> bytes:
    """The parts as one, each of which can be forgotten when the next one is made."""
    text = BytesIO()
    text.writelines(parts)
    return text.getvalue()


@frozen
class Standing:
    """Files of territories by their paths, and those about the whole site that were made by now.

    `content` has one of them, or tells where it can be read.
    """

    files: Mapping[str, Summed]
    content: Callable[[str], bytes | Path]

    def sums(self, paths: Iterable[str]) -> str:
        """One digest of some of them with their paths."""
        return digest_of([(path, self.files[path].sha256) for path in paths])

    def data(self, path: str) -> bytes:
        """The bytes of a file."""
        found = self.content(path)
        return found if isinstance(found, bytes) else found.read_bytes()
