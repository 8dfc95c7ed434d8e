"""Old addresses and the pages of today go in; where every old address leads comes out.

Static hosts know no wildcards. So an old address of a town also stands for all that is below it:
its plans, its organisations' lists, the code that other sites embed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

# Above every letter that an address may hold.
_LAST = "\U0010ffff"


def old_addresses(moves: Iterable[tuple[str, str]], pages: Iterable[str]) -> dict[str, str]:
    """Old address → present address, for `moves` (old, new) and for what is below each.

    A page that stands at an old address today, and a move that is written down, win over what
    follows from a move above. What moved twice is found by both old ways.
    """
    known = sorted(set(pages))
    present = set(known)
    written = [(old, new) for old, new in moves if old not in present]
    found: dict[str, str] = {}
    for old, new in written:
        found.setdefault(old, new)
    # The deepest first: what a town inherits leads on from the old address of its region, too.
    for old, new in sorted(written, key=lambda move: -move[1].count("/")):
        below = [*_below(new, known), *(each for each in sorted(found) if each.startswith(new))]
        for address in below:
            further = old + address[len(new) :]
            if address != new and further not in present:
                found.setdefault(further, found.get(address, address))
    return found


def _below(address: str, known: list[str]) -> Iterator[str]:
    """The addresses of a sorted list that begin with `address`."""
    first, end = bisect_left(known, address), bisect_left(known, address + _LAST)
    yield from known[first:end]
