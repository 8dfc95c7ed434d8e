"""What is kept of a region goes into bytes, piece by piece; each piece comes out by itself.

What only some builds ask for stands by itself. What there is much of is kept in columns, and its
equal values once: an ordinary pickle of objects takes three times as long to load.
"""

from __future__ import annotations

import marshal
import pickle
from collections.abc import Callable, Collection, Iterable
from itertools import repeat
from typing import TypeVar

from nokgen.build.memory import Piece
from nokgen.build.region import Filed, Made
from nokgen.check.parted import CheckedRegion
from nokgen.compare import Past
from nokgen.index import Indexed
from nokgen.model.outline import Promised
from nokgen.pages import RegionPart
from nokgen.pages.groups import Columns, Once
from nokgen.write import Puts

T = TypeVar("T")


def pieces_of(made: Made) -> dict[Piece, bytes]:
    """A region in pieces."""
    return {
        Piece.TOLD: _told(made),
        Piece.FEEDS: pickle.dumps((made.feeds, made.packed), pickle.HIGHEST_PROTOCOL),
        Piece.OFFERS: marshal.dumps(dict(made.offers)),
        Piece.FILES: marshal.dumps([_files(each) for each in made.filed]),
        Piece.INDEXED: marshal.dumps([_plain(each.indexed) for each in made.filed]),
    }


def made_of(load: Callable[[Piece], bytes | None], without: Collection[Piece]) -> Made | None:
    """A region from its pieces, its files as those of the last output; None if one is missing.

    `without` names pieces of which nothing is there then.
    """
    wanted = [piece for piece in Piece if piece not in without]
    found = {piece: body for piece in wanted if (body := load(piece)) is not None}
    if len(found) < len(wanted):
        return None
    checked, part, past, total = _told_before(found[Piece.TOLD])
    feeds, packed = pickle.loads(found[Piece.FEEDS])
    files = marshal.loads(found[Piece.FILES])
    is_indexed = Piece.INDEXED in found
    indexed = marshal.loads(found[Piece.INDEXED]) if is_indexed else repeat((), len(files))
    filed = tuple(_filed(each, rows) for each, rows in zip(files, indexed, strict=True))
    offers = marshal.loads(found[Piece.OFFERS]) if Piece.OFFERS in found else {}
    return Made(checked, part, feeds, past, filed, total, packed, offers)


def _told(made: Made) -> bytes:
    part, days = made.part, list[Columns]()
    if part is not None:
        once = Once()
        days += (once.columns(each.due) for each in part.outline.parts)
        part = part.with_days(repeat(()))
    told = made.checked, part, days, made.past, made.sum
    return pickle.dumps(told, pickle.HIGHEST_PROTOCOL)


def _told_before(body: bytes) -> tuple[CheckedRegion, RegionPart | None, Past, str]:
    checked, part, days, past, total = pickle.loads(body)
    if part is not None:
        part = part.with_days(map(Promised._make, zip(*each, strict=True)) for each in days)
    return checked, part, past, total


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
