"""Sums of files go in; the lines of the manifest and of its list for `sha256sum -c` come out.

A large site has very many files: their lines are made many at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from json.encoder import encode_basestring as quoted

from nokgen.feeds.standing import Summed

INDENT = "    "  # of a file of the site in the manifest
_ENTRY = '%s: {"size": %s, "sha256": "%s"}'
# Between what a row holds: no path has it, and in the order of texts nothing comes before it.
_NEXT = "\0"
_AT_ONCE = 1000  # rows: their text stays near the processor
Row = str


def row(path: str, size: int, digest: str) -> Row:
    """A file in one text, which takes less memory than three; rows are sorted as their paths."""
    return f"{path}{_NEXT}{size}{_NEXT}{digest}"


def rows_of(files: Iterable[Summed]) -> list[Row]:
    """The rows of files, in order."""
    return sorted([f"{f.path}{_NEXT}{f.size}{_NEXT}{f.sha256.hex()}" for f in files])


def entries(rows: list[Row], indent: str) -> Iterator[bytes]:
    """The object of these files in the manifest, part by part: a line for each, so that two
    manifests can be compared by eye.
    """
    begin = b"{\n"
    for fields in _fields(rows):
        lines = [indent + _ENTRY] * (len(fields) // 3)
        fields[::3] = map(quoted, fields[::3])
        yield begin + (",\n".join(lines) % tuple(fields)).encode()
        begin = b",\n"
    yield f"\n{indent[2:]}}}".encode() if rows else b"{}"


def sum_lines(rows: list[Row]) -> Iterator[bytes]:
    """The list for `sha256sum -c`, part by part."""
    for fields in _fields(rows):
        pairs = zip(fields[2::3], fields[::3], strict=True)
        yield "".join([f"{digest}  {path}\n" for digest, path in pairs]).encode()


def entry(file: Summed) -> bytes:
    """A file of the site in the manifest."""
    return (INDENT + _ENTRY % (quoted(file.path), file.size, file.sha256.hex())).encode()


def summed(path: str, digest: str) -> bytes:
    """A file in the list, without the end of its line."""
    return f"{digest}  {path}".encode()


def _fields(rows: list[Row]) -> Iterator[list[str]]:
    """Path, size and digest of one file after another, of some files at a time."""
    for at in range(0, len(rows), _AT_ONCE):
        yield _NEXT.join(rows[at : at + _AT_ONCE]).split(_NEXT)
