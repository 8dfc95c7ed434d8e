"""The names of all files go in; towns that lead on to another region, or come from one, come out.

A page tells which town took the place of which, and regions are made without each other.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from nokgen.build.keys import digest
from nokgen.build.memory import Memory
from nokgen.build.store import HEIRS
from nokgen.pages.edition import Heir
from nokgen.read import CONTENT, SourceTree
from nokgen.read.site import quick_parse
from nokgen.read.text import read_bytes

_RECORD = "/municipality.yaml"
_KEY = b"successor"


def heirs_of(root: Path, tree: SourceTree, memory: Memory | None = None) -> tuple[Heir, ...]:
    """The towns on both sides of every succession from one region to another.

    The records of all towns are read for that, but where the `memory` knows what stood in them.
    """
    if memory is None:
        return tuple(_heirs(root, tree))
    records = (pair for pair in memory.keys.digests if pair[0].endswith(_RECORD))
    key = digest(memory.keys.shared, *chain(*records))
    body = memory.store.load(HEIRS, key)
    if body is not None:
        return tuple(map(Heir._make, marshal.loads(body)))
    memory.read.update(memory.keys.regions)
    found = tuple(_heirs(root, tree))
    memory.store.save(HEIRS, key, marshal.dumps([(*each,) for each in found]))
    return found


def _heirs(root: Path, tree: SourceTree) -> Iterator[Heir]:
    known = tuple(_leading_on(root, tree))
    across = [each for each in known if _region(each.successor) != _region(each.address)]
    ends = sorted({each.successor for each in across})
    found = {each.address: each for each in across}
    for address in ends:
        if address not in found:
            heir = _heir(root, tree, f"{CONTENT}{address.rstrip('/')}{_RECORD}")
            if heir is not None:
                found[address] = heir
    yield from found.values()


def _leading_on(root: Path, tree: SourceTree) -> Iterator[Heir]:
    for path in tree.files:
        if path.endswith(_RECORD):
            heir = _heir(root, tree, path, _KEY)
            if heir is not None and heir.successor:
                yield heir


def _heir(root: Path, tree: SourceTree, path: str, needed: bytes = b"") -> Heir | None:
    """A town by its file; None where it cannot be read, or what is `needed` is not in it."""
    data, _faults = read_bytes(root / path, path, tree.limits.file_mb)
    if data is None or needed not in data:
        return None
    match quick_parse(data, path, tree.limits)[0]:
        case {"name": str(name), **rest}:
            address = f"{path.removeprefix(CONTENT).removesuffix(_RECORD)}/"
            return Heir(address, name, str(rest.get("successor") or ""))
    return None


def _region(address: str) -> str:
    return address.split("/", 2)[1]
