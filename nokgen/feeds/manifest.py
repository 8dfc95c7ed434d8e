"""All files of a site go in; `/manifest.json` and `/manifest.sha256`, their sums, come out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from hashlib import file_digest
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from nokgen import __version__
from nokgen.feeds.manifest_last import LastManifest
from nokgen.feeds.manifest_lines import INDENT, Row, entries, row, rows_of, sum_lines, summed
from nokgen.feeds.standing import Summed, joined
from nokgen.frozen import frozen
from nokgen.messages import N_
from nokgen.pages import Edition, OutputFile
from nokgen.read import Revision
from nokgen.surroundings import SurroundingsError

MANIFEST_FILE, SUMS_FILE = "manifest.json", "manifest.sha256"
# What is not in itself: the sums are made when everything else stands.
MANIFEST_FILES = (MANIFEST_FILE, SUMS_FILE)
SCHEMA = "nokgen-manifest/1"
# The last key: what comes before it depends on nothing but the sources and the day.
_SEARCH = b'  "search": '
_OWN = ".nokgen"  # begins the names of notes that nokgen leaves for itself: no page asks for them


class Sum(NamedTuple):
    """What a file holds: its size in bytes and its SHA-256 in hexadecimal digits."""

    size: int
    sha256: str


@frozen
class SearchIndex:
    """The files of the search by path, and the digest of what they were made of.

    Two runs of Pagefind name and fill its files differently: only what goes in can be compared.
    """

    inputs: str
    files: Mapping[str, Sum]


@frozen
class LastSearch:
    """The search as the last manifest tells of it: one that stands as it was left then.

    A bundle has about as many files as the site has pages, and most edits leave it alone.
    """

    told: bytes

    @property
    def index(self) -> SearchIndex | None:
        """What it tells."""
        return search_in(b"{%s%s}" % (_SEARCH, self.told))


def manifest_files(
    edition: Edition,
    revision: Revision,
    files: Iterable[Summed],
    search: SearchIndex | LastSearch | None,
    last: LastManifest | None = None,
) -> Iterator[OutputFile]:
    """The manifest as JSON and as a list for `sha256sum -c`; both sorted by path.

    `files` are all others; the `last` manifest is taken for those that did not change.
    """
    # Of a large site these are among the largest files: one at a time.
    head, end = _head(edition, revision), _end(_told(search))
    if last is not None and last.is_near:
        lines = last.entries()
        yield OutputFile(MANIFEST_FILE, b"".join((head, b"{\n", *lines, b"\n  }", end)))
        is_last = isinstance(search, LastSearch)
        found = None if is_last else [summed(path, each.sha256) for path, each in _found(search)]
        yield OutputFile(SUMS_FILE, b"".join((*last.summed(found), b"\n")))
        return
    rows = rows_of(files)
    yield OutputFile(MANIFEST_FILE, joined(chain((head,), entries(rows, INDENT), (end,))))
    rows += [row(path, *each) for path, each in _found(search)]
    yield OutputFile(SUMS_FILE, joined(sum_lines(sorted(rows))))


def _head(edition: Edition, revision: Revision) -> bytes:
    """What stands before the files in the manifest."""
    facts = {
        "schema": SCHEMA,
        "made_by": f"nokgen {__version__}",
        "revision": revision.commit,
        "modified": revision.is_modified,
        "today": edition.site.today.isoformat(),
        "base_url": edition.links.base_url,
    }
    head = "".join(f"  {_json(name)}: {_json(value)},\n" for name, value in facts.items())
    return f'{{\n{head}  "files": '.encode()


def _end(search: bytes) -> bytes:
    """What stands after them."""
    return b",\n%s%s\n}\n" % (_SEARCH, search)


def search_index(tree: Path, bundle: str, inputs: str) -> SearchIndex | None:
    """The search that stands in the folder `bundle` of a site; None without one.

    `inputs` is the digest of what it was made of. SurroundingsError if it cannot be read.
    """
    if not (tree / bundle).is_dir():
        return None
    paths = (path for path in (tree / bundle).rglob("*") if path.is_file())
    found = {
        path.relative_to(tree).as_posix(): sum_of(path)
        for path in paths
        if not path.name.startswith(_OWN)
    }
    return SearchIndex(inputs, found)


def manifest_with(manifest: bytes, search: SearchIndex | None) -> bytes:
    """The manifest of the same site with another search."""
    head = manifest.partition(b",\n" + _SEARCH)[0]
    return head + _end(_told(search))


def sums_with(sums: bytes, search: SearchIndex | None) -> bytes:
    """The list for `sha256sum -c` of a site without a search, with the files of a search."""
    pairs = (line.split("  ", 1) for line in sums.decode().splitlines())
    known = {path: Sum(0, digest) for digest, path in pairs}
    return joined(sum_lines(_rows({**known, **(search.files if search else {})})))


def search_in(manifest: bytes) -> SearchIndex | None:
    """The search that a manifest tells of; ValueError if it is no manifest."""
    match json.loads(manifest):
        case {"search": None}:
            return None
        case {"search": {"inputs": str(inputs), "files": dict(files)}}:
            return SearchIndex(inputs, {str(path): _read(each) for path, each in files.items()})
    raise ValueError("not a manifest")


def last_search(last: LastManifest) -> LastSearch:
    """The search that the last manifest tells of; nothing before it is read."""
    begin = last.manifest.rindex(b"\n" + _SEARCH) + 1 + len(_SEARCH)
    return LastSearch(last.manifest[begin:].removesuffix(b"\n}\n"))


def sum_of(path: Path) -> Sum:
    """The sum of a file; SurroundingsError if it cannot be read."""
    try:
        with path.open("rb") as file:
            digest = file_digest(file, "sha256")
            return Sum(file.tell(), digest.hexdigest())
    except OSError as error:
        raise SurroundingsError(
            N_("The file %(path)s cannot be read: %(reason)s."),
            hint=N_("Look whether the file is there and whether you may read it."),
            params={"path": path, "reason": error.strerror or error},
        ) from error


def _read(each: object) -> Sum:
    match each:
        case {"size": int(size), "sha256": str(digest)}:
            return Sum(size, digest)
    raise ValueError("not a sum")


def _told(search: SearchIndex | LastSearch | None) -> bytes:
    """The search in the manifest."""
    if isinstance(search, LastSearch):
        return search.told
    if search is None:
        return b"null"
    files = joined(entries(_rows(search.files), "      "))
    return b'{\n    "inputs": %s,\n    "files": %s\n  }' % (_json(search.inputs).encode(), files)


def _found(search: SearchIndex | LastSearch | None) -> list[tuple[str, Sum]]:
    index = search.index if isinstance(search, LastSearch) else search
    return sorted(index.files.items()) if index is not None else []


def _rows(files: Mapping[str, Sum]) -> list[Row]:
    return sorted([row(path, *each) for path, each in files.items()])


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
