"""What is kept of a region goes into bytes, piece by piece; each piece comes out by itself.

What only some builds ask for stands by itself. What there is much of is kept in columns, and its
equal values once: an ordinary pickle of objects takes three times as long to load.
"""

from __future__ import annotations

import marshal
import pickle
from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial
from itertools import repeat
from typing import TypeVar

from nokgen.build.memory import Piece
from nokgen.build.region import Brief, Filed, Known, Made, Summary
from nokgen.build.store import ForgottenError
from nokgen.check.parted import CheckedRegion
from nokgen.compare import Past
from nokgen.feeds import Packed
from nokgen.index import Indexed
from nokgen.model.outline import Promised
from nokgen.pages import RegionPart
from nokgen.pages.groups import Columns, Once, digest_of
from nokgen.write import Puts

T = TypeVar("T")
Load = Callable[[Piece], bytes | None]


def pieces_of(made: Made) -> dict[Piece, bytes]:
    """A region in pieces, but for its tables."""
    return {
        Piece.BRIEF: pickle.dumps(tuple(Summary.of(made)), pickle.HIGHEST_PROTOCOL),
        Piece.TOLD: _told(made),
        Piece.FEEDS: pickle.dumps((made.feeds, made.packed.sums), pickle.HIGHEST_PROTOCOL),
        Piece.OFFERS: marshal.dumps(dict(made.offers)),
        Piece.FILES: marshal.dumps([_files(each) for each in made.filed]),
        Piece.INDEXED: marshal.dumps([_plain(each.indexed) for each in made.filed]),
    }


def tables_of(made: Made) -> tuple[str, Callable[[], bytes]]:
    """The key of its tables, and what they are as bytes: only if they are others than before."""
    return tables_key(made.packed.sums), lambda: marshal.dumps(dict(made.packed.pieces()))


def tables_key(sums: Mapping[str, str]) -> str:
    """The key of tables with these sums."""
    return digest_of(sorted(sums.items()))


def known_of(slug: str, load: Load, *, is_found: bool, rest: Callable[[], Made]) -> Known | None:
    """What every build asks of a region; None if it is not there. `is_found` asks for its pages
    for the search.
    """
    brief = load(Piece.BRIEF)
    if brief is None:
        return None

    @cache
    def filed() -> tuple[Filed, ...]:
        found = _filed_in(load, is_found=is_found)
        if found is None:
            raise ForgottenError
        return found

    return Known(slug, Summary._make(pickle.loads(brief)), True, filed, rest)


def made_of(
    load: Load, *, is_found: bool, tables: Callable[[str], Mapping[str, bytes]]
) -> Made | None:
    """A region from its pieces, its files as those of the last output; None if one is missing.

    `tables` has those of a key.
    """
    brief, told, feeds = load(Piece.BRIEF), load(Piece.TOLD), load(Piece.FEEDS)
    filed, offers = _filed_in(load, is_found=is_found), load(Piece.OFFERS)
    if brief is None or told is None or feeds is None or filed is None or offers is None:
        return None
    checked, part, past, total = _told_before(told)
    summary = Summary._make(pickle.loads(brief))
    part_of_feeds, sums = pickle.loads(feeds)
    return Made(
        checked=checked,
        part=part,
        feeds=part_of_feeds,
        past=past,
        filed=filed,
        sum=total,
        packed=Packed(sums, partial(tables, tables_key(sums))),
        offers=marshal.loads(offers),
        claims=summary.claims,
        whole=summary.whole,
    )


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


# The address and the key of a territory, its listed pages and titles, its brief, and the columns of
# its files.
_Columns = tuple[bytes, str, bytes, bytes]
_Files = tuple[str, str, tuple[str, ...], dict[str, str], tuple[str, str, int, int], _Columns]


def _files(filed: Filed) -> _Files:
    told = filed.address, filed.key, filed.listed, dict(filed.titles)
    taken, api, api_files, pages = filed.brief
    return *told, (taken, api, api_files, pages), filed.puts.columns()


def _filed_in(load: Load, *, is_found: bool) -> tuple[Filed, ...] | None:
    files, found = load(Piece.FILES), load(Piece.INDEXED) if is_found else b""
    if files is None or found is None:
        return None
    known = marshal.loads(files)
    indexed = marshal.loads(found) if is_found else repeat((), len(known))
    return tuple(_filed(each, rows) for each, rows in zip(known, indexed, strict=True))


def _filed(files: _Files, indexed: Iterable[tuple[str, str, bytes]]) -> Filed:
    address, key, listed, titles, brief, columns = files
    rows = tuple(map(Indexed._make, indexed))
    return Filed(address, key, Puts.read(columns), listed, titles, rows, Brief._make(brief))


def _plain(rows: Iterable[tuple[T, ...]]) -> list[tuple[T, ...]]:
    """As plain tuples, which is all that `marshal` knows."""
    return [tuple(row) for row in rows]
