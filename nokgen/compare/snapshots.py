"""One state of a site's files: a commit or the disk goes in, what stands where comes out."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from nokgen.frozen import frozen
from nokgen.read import CONTENT
from nokgen.read.folder import list_folder
from nokgen.read.history import History

_SHA256_DIGITS = 64


@frozen
class Snapshot:
    """The files below content/ and the settings: path and blob, sorted.

    `read` gives the bytes of some of these paths; what cannot be read is left out.
    """

    files: Mapping[str, str]
    read: Callable[[Iterable[str]], Mapping[str, bytes]]


def of_commit(history: History, commit: str, config: str) -> Snapshot:
    """The state of a commit."""
    files = history.files(commit, CONTENT, config)

    def read(paths: Iterable[str]) -> Mapping[str, bytes]:
        wanted = [path for path in paths if path in files]
        texts = history.read(files[path] for path in wanted)
        return {path: texts[files[path]] for path in wanted if files[path] in texts}

    return Snapshot(files, read)


def of_disk(root: Path, config: str, *, like: str = "") -> Snapshot:
    """The state of the disk; blobs are counted as git counts them, of the kind of the blob `like`.

    Files that nobody can read count as missing.
    """
    paths = [config]
    if (root / CONTENT).is_dir():
        paths += list_folder(root, CONTENT).files
    files = {}
    for path in paths:
        data = _bytes(root / path)
        if data is not None:
            files[path] = blob_of(data, like)

    def read(wanted: Iterable[str]) -> Mapping[str, bytes]:
        found = {path: _bytes(root / path) for path in wanted if path in files}
        return {path: data for path, data in found.items() if data is not None}

    return Snapshot(dict(sorted(files.items())), read)


def blob_of(data: bytes, like: str) -> str:
    """The name that git gives to these bytes, in a repository that has the name `like`."""
    algorithm = "sha256" if len(like) == _SHA256_DIGITS else "sha1"
    head = b"blob %d\0" % len(data)
    return hashlib.new(algorithm, head + data, usedforsecurity=False).hexdigest()


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None
