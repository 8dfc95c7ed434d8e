"""What is kept of a region goes into bytes, piece by piece; each piece comes out by itself.

What only some builds ask for stands by itself. What there is much of is kept in columns, and its
equal values once: an ordinary pickle of objects takes three times as long to load.
"""

from __future__ import annotations

import marshal
import pickle
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import repeat
from typing import TypeVar

from nokgen.build.memory import Piece
from nokgen.build.region import Filed, Made
from nokgen.check.parted import CheckedRegion
from nokgen.compare import Past
from nokgen.index import Indexed
from nokgen.model.outline import Outline, Promised
from nokgen.pages import RegionPart
from nokgen.write import Puts

T = TypeVar("T")
_Columns = tuple[tuple[object, ...], ...]


def pieces_of(made: Made) -> dict[Piece, bytes]:
    """A region in pieces."""
    return {
        Piece.TOLD: _told(made),
        Piece.FEEDS: pickle.dumps((made.feeds, made.packed), pickle.HIGHEST_PROTOCOL),
        Piece.FILES: marshal.dumps([_files(each) for each in made.filed]),
        Piece.INDEXED: marshal.dumps([_plain(each.indexed) for each in made.filed]),
    }


def made_of(load: Callable[[Piece], bytes | None], *, is_indexed: bool) -> Made | None:
    """A region from its pieces, its files as those of the last output; None if one is missing.

    What the search finds is there only where it `is_indexed`.
    """
    wanted = [piece for piece in Piece if is_indexed or piece is not Piece.INDEXED]
    found = {piece: body for piece in wanted if (body := load(piece)) is not None}
    if len(found) < len(wanted):
        return None
    checked, part, past, total = _told_before(found[Piece.TOLD])
    feeds, packed = pickle.loads(found[Piece.FEEDS])
    files = marshal.loads(found[Piece.FILES])
    indexed = marshal.loads(found[Piece.INDEXED]) if is_indexed else repeat((), len(files))
    filed = tuple(_filed(each, rows) for each, rows in zip(files, indexed, strict=True))
    return Made(checked, part, feeds, past, filed, total, packed)


def _told(made: Made) -> bytes:
    part, days = made.part, list[_Columns]()
    if part is not None:
        once = _Once()
        days += (once.columns(each.due) for each in part.outline.parts)
        part = _with_days(part, repeat(()))
    told = made.checked, part, days, made.past, made.sum
    return pickle.dumps(told, pickle.HIGHEST_PROTOCOL)


def _told_before(body: bytes) -> tuple[CheckedRegion, RegionPart | None, Past, str]:
    checked, part, days, past, total = pickle.loads(body)
    if part is not None:
        part = _with_days(part, (map(Promised._make, zip(*each, strict=True)) for each in days))
    return checked, part, past, total


def _with_days(part: RegionPart, days: Iterable[Iterable[Promised]]) -> RegionPart:
    """The same with other deadlines of each territory."""
    found = iter(days)

    def outline(each: Outline) -> Outline:
        return replace(each, due=tuple(next(found)))

    own = outline(part.outline.own)
    towns = tuple(map(outline, part.outline.municipalities))
    return replace(part, outline=replace(part.outline, own=own, municipalities=towns))


class _Once:
    """Equal values are one."""

    def __init__(self) -> None:
        self._known: dict[object, object] = {}

    def columns(self, rows: Iterable[tuple[object, ...]]) -> _Columns:
        """The columns of rows of one kind."""
        known = self._known.setdefault
        return tuple(
            tuple(known(each, each) for each in column) for column in zip(*rows, strict=True)
        )


# The address and the key of a territory, its listed pages and titles, and the columns of its files.
_Files = tuple[str, str, tuple[str, ...], dict[str, str], tuple[bytes, str, bytes, bytes]]


def _files(filed: Filed) -> _Files:
    told = filed.address, filed.key, filed.listed, dict(filed.titles)
    return *told, filed.puts.columns()


def _filed(files: _Files, indexed: Iterable[tuple[str, str, bytes]]) -> Filed:
    address, key, listed, titles, columns = files
    puts = Puts.read(columns)
    return Filed(address, key, puts, listed, titles, tuple(map(Indexed._make, indexed)))


def _plain(rows: Iterable[tuple[T, ...]]) -> list[tuple[T, ...]]:
    """As plain tuples, which is all that `marshal` knows."""
    return [tuple(row) for row in rows]
